"""Detection in a few made-up sentences, as the tests of one rule need it."""

from datetime import date

from commitments.detection import Calendar, Directory, detect
from commitments.detection.clauses import Sentence
from commitments.detection.cues import load
from commitments.detection.model import Body
from reports.reading.formats.plain import read
from reports.reading.outline import outline

NOVEMBER = Calendar(2021, date(2021, 11, 25), 17)

NAMES = Directory(
    [
        Body("organization", "forests", "Forest Service", ("Forest Service", "FOS", "Service des forêts"), "CA"),
        Body("organization", "water", "Water Commission", ("Water Commission", "CONAG", "Comisión del Agua"), "MX"),
        Body("organization", "fund", "River Fund", ("River Fund",), ""),
        Body("group", "WAT", "Water", ("Water", "Water Working Group")),
        Body("group", "FIS", "Fisheries", ("Fisheries", "Fisheries Working Group")),
        Body("group", "CMP", "Canada-Mexico Partnership", ("Canada-Mexico Partnership",)),
        Body("person", "ana-ruiz", "Ana Ruiz", ("Ana Ruiz",), "MX"),
    ]
)


def sentence(words, language="en"):
    return Sentence(words, 0, len(words), load(language))


def proposals(text, language="en", *, calendar=NOVEMBER, directory=NAMES, least=None):
    printed = outline(read(text), language)
    return detect(text, printed, language=language, calendar=calendar, directory=directory, least=least)


def only(words, language="en", **options):
    """The one proposal of a text of one sentence, whatever its score."""
    (found,) = proposals(f"Statement\n\n{words}\n", language, least=0.0, **options)
    return found
