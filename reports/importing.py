"""The one place that writes a document that was read into the library: first a plan, then all of it or nothing.

A *plan* compares a reading with what is held and says what would be written; it changes nothing. *Carrying it out*
is one transaction, which asks again whether the plan still holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import PurePath

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, override

from reports import capture_files, fitness, storing, versioning
from reports.choices import SectionRole, State
from reports.comparing import ChangedPassage, Comparison, compare, compare_in_place
from reports.group_names import GroupNames
from reports.models import Document, Passage, Report
from reports.planned_sections import Corrections, PlannedSection, SectionCorrection, known_passages, planned_sections
from reports.reading.doubts import NO_CHAPTERS
from reports.reading.formats import media_type_of
from reports.reading.gaps import ReadGap
from reports.reading.reading import Reading, ReadPassage
from reports.storing_people import unplaced

__all__ = [
    "Corrections",
    "Outcome",
    "Plan",
    "PlannedSection",
    "Refused",
    "SectionCorrection",
    "carry_out",
    "none_undecided",
    "plan",
]

Actor = User | str
Undecided = Callable[[Report, Collection[str]], Collection[str]]

IMPORT_LOCK = 0x434D50  # any number that nothing else locks

# Refusals and doubts, each one sentence.
NEW_REPORT = gettext_noop(
    "No report of %(year)s is held here: store it as a draft, and publish it when it was reviewed."
)
DRAFT_REPORT = gettext_noop("The report of %(year)s is not published: store the document as a draft.")
UNKNOWN_GROUP = gettext_noop("No working group is called %(name)s: store the document as a draft, and name its group.")
UNKNOWN_CHAPTER = gettext_noop("No working group is called %(name)s: its chapter stays without a group.")
NO_MEETING = gettext_noop("The annual meeting of this report is not in the record: add it, and name it in the report.")
NO_OTHER_DOCUMENT = gettext_noop(
    "Of documents that are no annual report only those that the record cites can be imported, and this is none of them."
)
NO_GROUP_CODE = gettext_noop("There is no working group with the code %(code)s.")


class Outcome(StrEnum):
    """What carrying out a plan comes to."""

    SAME = "same"  # the very file is held, with its text
    FILLS = "fills"  # the file of a known document, whose text is not held yet
    GIVES_WORDS = "gives_words"  # another capture of a known document of no report, which gives its sentences words
    NEW_CAPTURE = "new_capture"  # another capture of a known report, which will stand beside the others
    NEW_REPORT = "new_report"


class Refused(Exception):
    """The plan may not be carried out; ``sentences`` say why, one fault each."""

    def __init__(self, sentences: Collection[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True)
class Plan:
    """What would be written, and what stands against it.

    ``document`` is the one held with this SHA-256 (None: a new one), ``report`` the report it belongs to (None: a new
    one, or a document of no report). ``verified`` are the known passages that the reading holds, of the document
    itself by offsets too; ``missing`` those that it lacks; ``new`` and ``changed`` its passages that no capture held.
    ``sections`` stand in the order of the reading. ``undecided`` are passages of sections of promises about which
    nobody has decided. ``refusals`` hold for a draft too; ask ``refusals_of`` for all.
    """

    reading: Reading
    data: bytes
    year: int | None
    language: str | None
    sha256: str
    file_name: str
    media_type: str
    source_address: str
    retrieved_on: date | None
    document: Document | None
    report: Report | None
    outcome: Outcome
    sections: tuple[PlannedSection, ...]
    verified: tuple[Passage, ...]
    missing: tuple[Passage, ...]
    new: tuple[ReadPassage, ...]
    changed: tuple[ChangedPassage, ...]
    gaps: tuple[ReadGap, ...]
    warnings: tuple[str, ...]
    undecided: tuple[ReadPassage, ...]
    refusals: tuple[str, ...]
    unknown_groups: tuple[str, ...]
    names: GroupNames
    corrections: Corrections
    ask_undecided: Undecided

    def refusals_of(self, *, is_draft: bool) -> tuple[str, ...]:
        """Return the sentences that stand against carrying it out, published or as a draft."""
        if is_draft or self.outcome in (Outcome.SAME, Outcome.FILLS, Outcome.GIVES_WORDS):
            return self.refusals
        return (*self.refusals, *_against_publishing(self))


def none_undecided(report: Report, fingerprints: Collection[str]) -> Collection[str]:
    """Return none of ``fingerprints``: the answer where nobody decides about passages."""
    return ()


def plan(
    reading: Reading,
    *,
    data: bytes,
    file_name: str,
    year: int | None = None,
    language: str | None = None,
    media_type: str = "",
    source_address: str = "",
    retrieved_on: date | None = None,
    corrections: Corrections | None = None,
    undecided: Undecided = none_undecided,
) -> Plan:
    """Compare ``reading``, made of ``data``, with what is held. Writes nothing.

    ``year`` and ``language`` overrule the reading, ``corrections`` overrule both. ``undecided(report, fingerprints)``
    returns those of the fingerprints about which nobody has decided in the report.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    corrections = corrections or Corrections()
    year, language = corrections.year or year, corrections.language or language
    document = Document.objects.filter(sha256=sha256).select_related("report").first()
    refusals: tuple[str, ...] = ()
    is_no_report = document is None and year is None and NO_CHAPTERS in reading.warnings
    other, found = _other_document(reading, language) if is_no_report else (None, Comparison())
    if other is not None:
        report, same, comparison = None, False, found
        document, language, corrections = other, other.language, Corrections()
    elif document is not None:
        refusals = tuple(fitness.other_than_asked(document, year, language))
        report = document.report
        year, language = report.year if report is not None else None, document.language
        same = document.text != ""
        comparison = compare_in_place(list(document.passages.order_by("start")), reading)
        corrections = Corrections()
    else:
        year, language = year or reading.year, language or reading.language
        told = [_(NO_OTHER_DOCUMENT)] if is_no_report else []
        refusals = (*told, *fitness.unfit(reading, year, language))
        report = Report.objects.filter(year=year).first() if year is not None else None
        same = False
        comparison = _compare_with_captures(reading, report, language) if not refusals else Comparison()
    names = GroupNames(report)
    sections, unknown = planned_sections(reading, names, corrections, report, language)
    result = Plan(
        reading=reading,
        data=data,
        year=year,
        language=language,
        sha256=sha256,
        file_name=PurePath(file_name).name or "report",
        media_type=document.media_type if document is not None else media_type_of(data, file_name, media_type),
        source_address=source_address,
        retrieved_on=retrieved_on,
        document=document,
        report=report,
        outcome=Outcome.GIVES_WORDS if other is not None else _outcome(document, report, is_same=same),
        sections=sections,
        verified=comparison.verified,
        missing=comparison.missing,
        new=comparison.new,
        changed=comparison.changed,
        gaps=reading.gaps,
        warnings=reading.warnings,
        undecided=(),
        refusals=refusals,
        unknown_groups=unknown,
        names=names,
        corrections=corrections,
        ask_undecided=undecided,
    )
    if document is not None or refusals:
        return result
    return replace(
        result,
        refusals=(*refusals, *_against_storing(result)),
        undecided=_undecided(result),
        warnings=(*result.warnings, *_doubts(result)),
    )


def carry_out(plan: Plan, *, is_draft: bool, by: Actor) -> Document:
    """Write what ``plan`` says in one transaction, and return the document; ``by`` is a user or the name of a writer.

    A plan whose file is held already changes nothing. Raises Refused where something stands against it, also what
    came to pass since it was made.
    """
    with capture_files.taken_back_on_failure() as put, transaction.atomic():
        versioning.hold()
        _take_turns()
        current = _again(plan)
        refusals = plan.refusals_of(is_draft=is_draft) or current.refusals_of(is_draft=is_draft)
        if refusals:
            raise Refused(refusals)
        if current.outcome == Outcome.SAME:
            assert current.document is not None
            return current.document
        if current.outcome == Outcome.GIVES_WORDS:
            return storing.give_words(current)
        versioning.bump()
        stored_file = capture_files.stored_name(current.sha256, current.media_type)
        with override("en"):  # columns without a language hold English, whatever language the writer reads
            writer = storing.Writer(by)
            if current.outcome == Outcome.FILLS:
                document = storing.fill(current, stored_file, writer)
            else:
                document = storing.add(current, stored_file, writer, is_draft=is_draft)
        put(stored_file, current.data)
    return document


def _take_turns() -> None:
    """Let two imports come one after the other. On SQLite the transaction itself does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])


def _again(made: Plan) -> Plan:
    """Make the plan once more, of what is held now."""
    return plan(
        made.reading,
        data=made.data,
        file_name=made.file_name,
        year=made.year,
        language=made.language,
        media_type=made.media_type,
        source_address=made.source_address,
        retrieved_on=made.retrieved_on,
        corrections=made.corrections,
        undecided=made.ask_undecided,
    )


def _outcome(document: Document | None, report: Report | None, *, is_same: bool) -> Outcome:
    if document is not None:
        return Outcome.SAME if is_same else Outcome.FILLS
    return Outcome.NEW_CAPTURE if report is not None else Outcome.NEW_REPORT


def _other_document(reading: Reading, language: str | None) -> tuple[Document | None, Comparison]:
    """The document of no report of whose known sentences ``reading`` holds the most, and at least half."""
    rows = Document.objects.filter(report=None, language=language or reading.language).order_by("pk")
    best: tuple[Document | None, Comparison] = (None, Comparison())
    for document in rows.prefetch_related("passages"):
        known = sorted(document.passages.all(), key=lambda passage: passage.start)
        found = compare(known, reading)
        if len(found.verified) >= max(1, fitness.FEWEST_MET * len(known), len(best[1].verified)):
            best = (document, found)
    return best


def _compare_with_captures(reading: Reading, report: Report | None, language: str | None) -> Comparison:
    """Compare with the first capture of the report in this language; what a later one holds is not new either."""
    known = known_passages(report, language)
    first = [passage for passage in known if passage.document_id == known[0].document_id]
    return compare(first, reading, {passage.fingerprint for passage in known})


def _undecided(made: Plan) -> tuple[ReadPassage, ...]:
    """The passages of sections of promises about which nobody has decided in their report."""
    promises = [p for p in made.reading.passages if made.sections[p.section].role == SectionRole.PROMISES]
    if made.report is None or not promises:
        return tuple(promises)
    open_ones = set(made.ask_undecided(made.report, {passage.fingerprint for passage in promises}))
    return tuple(passage for passage in promises if passage.fingerprint in open_ones)


def _against_storing(made: Plan) -> Iterator[str]:
    """What stands against a new document, draft or not."""
    codes = {said.group for said in made.corrections.sections.values() if said.group}
    for code in sorted(code for code in codes if made.names.by_code(code) is None):
        yield _(NO_GROUP_CODE) % {"code": code}
    if made.report is not None:
        yield from fitness.unlike(made.report, len(made.verified) + len(made.missing), len(made.verified))
        groups = {planned.group.pk: planned.group for planned in made.sections if planned.group is not None}
        yield from fitness.silent_groups_speak(made.report, list(groups.values()))


def _against_publishing(made: Plan) -> Iterator[str]:
    """What stands against publishing a new document at once."""
    if made.report is None and made.year is None:
        return
    if made.report is None:
        yield _(NEW_REPORT) % {"year": made.year}
        return
    if made.report.state != State.PUBLISHED:
        yield _(DRAFT_REPORT) % {"year": made.year}
    elif made.undecided:
        yield ngettext(
            "%(count)s sentence of a section that looks ahead is undecided: store the document as a draft and review it.",
            "%(count)s sentences of sections that look ahead are undecided: store the document as a draft and review them.",
            len(made.undecided),
        ) % {"count": len(made.undecided)}
    for name in made.unknown_groups:
        yield _(UNKNOWN_GROUP) % {"name": name}


def _doubts(made: Plan) -> Iterator[str]:
    """What a person should look at, and what will not be written."""
    for name in made.unknown_groups:
        yield _(UNKNOWN_CHAPTER) % {"name": name}
    if made.report is None and storing.meeting_of(made) is None:
        yield _(NO_MEETING)
    count = len(unplaced(made))
    if count:
        yield ngettext(
            "%(count)s co-chair is not recorded, because the country or the group is not known.",
            "%(count)s co-chairs are not recorded, because their country or their group is not known.",
            count,
        ) % {"count": count}
