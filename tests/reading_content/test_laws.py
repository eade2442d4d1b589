"""Laws that hold for any text: no exception, exact offsets, the same twice, cost that grows with the text."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.reading.dates import find_dates
from reports.reading.formats import plain
from reports.reading.gaps import find_gaps
from reports.reading.meetings import read_meetings
from reports.reading.offices import split_office
from reports.reading.outline import outline
from reports.reading.people import read_people
from reports.reading.sentences import sentences
from tests.reading_content.texts import ENGLISH, FRENCH, SPANISH, WRAPPED

LANGUAGES = st.sampled_from(["en", "fr", "es"])
PIECES = [
    "Energy Working Group",
    "Groupe de travail sur l’eau",
    "Canadian Co-chairs",
    "Copresidentes por México:",
    "Jane Roe",
    "Jane Roe, Mexican Co-Chair",
    "Director General of the",
    "Natural Resources Canada (NRCan)",
    "II. Next steps",
    "Theme 2: Wells",
    "Table of contents",
    "Part III - Reports of the working groups",
    "They agreed to:",
    "1. dig wells;",
    "• build dams",
    "On March 23 and 24th the 9th Annual Meeting was held in Tula.",
    "See Annex B.",
    "del 27 al 28 de noviembre de 2031",
    "Name\tTitle\tInstitution",
    "\u00ad",
    "(",
    "12",
    "",
    " ",
    "\f",
]
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=25).map("\n".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("\n\n".join),
)
LAW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_all(text: str, language: str):
    extracted = plain.read(text)
    found = outline(extracted, language)
    facts = (read(extracted, found, language) for read in (read_people, read_meetings, find_gaps))
    return extracted, found, *facts


@LAW
@given(text=TEXTS, language=LANGUAGES)
def test_law_any_text_is_read_with_exact_offsets(text, language):
    extracted, found, people, _, gaps = read_all(text, language)
    size = len(extracted.text)
    ends = 0
    for passage in found.passages:
        assert ends <= passage.start < passage.end <= size
        words = extracted.text[passage.start : passage.end]
        assert words == words.strip()
        assert passage.section < len(found.sections)
        ends = passage.end
    for number, section in enumerate(found.sections):
        assert 0 <= section.start <= section.end <= size
        assert section.parent is None or section.parent < number
    assert [section.start for section in found.sections] == sorted(section.start for section in found.sections)
    assert all(extracted.text[gap.start : gap.end] == gap.text and gap.text for gap in gaps)
    assert all(0 <= person.start < person.end <= size and person.name for person in people)


@LAW
@given(text=TEXTS, language=LANGUAGES)
def test_law_reading_twice_gives_the_same(text, language):
    assert read_all(text, language)[1:] == read_all(text, language)[1:]


@LAW
@given(text=st.text(max_size=200), language=LANGUAGES)
def test_law_sentences_keep_every_printed_character(text, language):
    spans = sentences(text, 0, len(text), language)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@LAW
@given(lines=st.lists(st.text(max_size=40), max_size=6), language=LANGUAGES, is_wrapped=st.booleans())
def test_law_any_lines_split_into_office_and_institution(lines, language, is_wrapped):
    title, organization = split_office(lines, language, is_wrapped=is_wrapped)
    assert title != ""
    assert organization != ""


@LAW
@given(text=st.text(alphabet="0123456789 ,-–dealmarchnovieéû.", max_size=80), language=LANGUAGES)
def test_law_dates_lie_in_order_within_the_text(text, language):
    for found in find_dates(text, language, 2031):
        assert 0 <= found.start < found.end <= len(text)
        assert found.first <= found.last


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", ENGLISH), ("fr", FRENCH), ("es", SPANISH), ("en", WRAPPED)],
    ids=["en", "fr", "es", "wrapped"],
)
def test_law_lines_ended_in_the_windows_way_read_the_same(language, text):
    _, found, people, meetings, _ = read_all(text, language)
    _, again, same_people, same_meetings, _ = read_all(text.replace("\n", "\r\n"), language)
    assert [passage.fingerprint for passage in again.passages] == [passage.fingerprint for passage in found.passages]
    assert [section.role for section in again.sections] == [section.role for section in found.sections]
    assert [(p.name, p.title, p.organization, p.side) for p in same_people] == [
        (p.name, p.title, p.organization, p.side) for p in people
    ]
    assert same_meetings == meetings


@pytest.mark.parametrize(
    "unit",
    [
        ENGLISH,
        "They met. He said so. ",
        "Next steps\n\n",
        "Wells\n\n",
        "The following:\n\n",
        "Canadian co-chairs\n\nJane Roe\nDirector\nGlobal Affairs Canada\n\n",
        "1. ",
        "word ",
        "They con-\ntinued wells.\n\n",
    ],
    ids=["report", "one line", "headings", "themes", "lead-ins", "people", "numbers", "no stop", "broken words"],
)
def test_cost_grows_with_the_text(unit):
    """Four times the text takes clearly less than the sixteen times that a square would."""
    small = unit * max(1, 40_000 // len(unit))
    times = []
    for text in (small, small * 4):
        best = float("inf")
        for _ in range(2):
            started = time.perf_counter()
            read_all(text, "en")
            best = min(best, time.perf_counter() - started)
        times.append(best)
    assert times[1] < 9 * times[0] + 0.2
