"""What the preview of an upload shows, put into rows and words before the page is drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.admin.upload_forms import SECTIONS_CORRECTABLE, CorrectionsForm
from reports.choices import GapKind, Language, SectionRole
from reports.importing import Outcome, Plan
from reports.reading.reading import Reading, ReadPassage

ROWS_SHOWN = 200
DEEPEST = 4


@dataclass(frozen=True)
class SectionRow:
    """A section as read; the fields are None behind the last one that can be corrected here."""

    heading: str
    depth: int
    chapter: str
    role_label: str
    group: Any
    is_chapter: bool
    role: BoundField | None
    group_field: BoundField | None
    sentences: int
    start: int
    page: int | None
    is_empty: bool


@dataclass(frozen=True)
class ChapterRow:
    """A chapter as read, and the group that it is about."""

    name: str
    group: Any
    group_field: BoundField
    sections: int


@dataclass(frozen=True)
class QuotedRow:
    """Words of the document, where they stand, and what they are compared with."""

    words: str
    place: str
    heading: str = ""
    before: str = ""


@dataclass(frozen=True)
class Quoted:
    """A list of quotations, cut where it is longer than anybody reads."""

    key: str
    title: str
    explanation: str
    number: int
    rows: list[QuotedRow]
    has_before: bool = False
    is_open: bool = False

    @property
    def left_out(self) -> str:
        """How many rows are not shown, in words; empty where all are."""
        number = self.number - len(self.rows)
        return ngettext("and %(n)s more", "and %(n)s more", number) % {"n": number} if number else ""


def in_words(sentence: str) -> str:
    """Return a sentence of the reader, which knows no languages, in the language of the page."""
    return _(sentence) if sentence else ""


def outcome_in_words(plan: Plan) -> str:
    """Return what importing will come to, in one sentence."""
    if plan.outcome is Outcome.SAME:
        return _("This file is held already, as %(slug)s: importing it again changes nothing.") % {
            "slug": plan.document and plan.document.slug
        }
    if plan.outcome is Outcome.FILLS:
        return _(
            "This is the file of %(slug)s, which is known here without its text: importing brings the text and "
            "changes nothing else."
        ) % {"slug": plan.document and plan.document.slug}
    if plan.outcome is Outcome.GIVES_WORDS:
        return _(
            "This is another copy of %(slug)s, which is no annual report: importing gives its known sentences their "
            "words and changes nothing else."
        ) % {"slug": plan.document and plan.document.slug}
    if plan.outcome is Outcome.NEW_CAPTURE:
        return _(
            "This is another copy of the report of %(year)s: it will stand beside the copies held here, and change "
            "none of them."
        ) % {"year": plan.year}
    return _("No report of %(year)s is held here: this one is new.") % {"year": plan.year}


def numbers(plan: Plan) -> list[tuple[str, int]]:
    """Return what was counted in the document, each with its name."""
    reading = plan.reading
    return [
        (_("Chapters"), len(reading.working_groups)),
        (_("Sections"), len(reading.sections)),
        (_("Sections that look ahead"), sum(section.role == SectionRole.PROMISES for section in plan.sections)),
        (_("Sentences"), len(reading.passages)),
        (_("Co-chairs and participants"), len(reading.co_chairs)),
        (_("Annual meetings"), len(reading.meetings)),
        (_("Gaps"), len(plan.gaps)),
    ]


def language_in_words(plan: Plan) -> str:
    """Return the name of the document's language."""
    known = dict(Language.choices)
    return str(known.get(plan.language or "", _("not known")))


def section_rows(plan: Plan, form: CorrectionsForm) -> list[SectionRow]:
    """Return the outline in print order."""
    reading = plan.reading
    sentences = Counter(passage.section for passage in reading.passages)
    pages: dict[int, int | None] = {}
    for passage in reading.passages:
        pages.setdefault(passage.section, passage.page)
    headings = {heading for _name, heading in form.chapters}
    rows = []
    for index, (section, planned) in enumerate(zip(reading.sections, plan.sections, strict=True)):
        is_correctable = index < SECTIONS_CORRECTABLE
        rows.append(
            SectionRow(
                heading=section.heading or _("(no heading)"),
                depth=_depth(reading, index),
                chapter=section.working_group or "",
                role_label=str(SectionRole(planned.role).label),
                group=planned.group,
                is_chapter=index in headings,
                role=form[f"role-{index}"] if is_correctable else None,
                group_field=form[f"group-{index}"] if is_correctable and index not in headings else None,
                sentences=sentences[index],
                start=section.start,
                page=pages.get(index),
                is_empty=index in reading.empty_sections,
            )
        )
    return rows


def chapter_rows(plan: Plan, form: CorrectionsForm) -> list[ChapterRow]:
    """Return the chapters with the field that says which group each is about."""
    sections = Counter(section.working_group for section in plan.reading.sections)
    return [
        ChapterRow(name, plan.sections[heading].group, form[f"chapter-{number}"], sections[name])
        for number, (name, heading) in enumerate(form.chapters)
    ]


def people_rows(plan: Plan) -> list[Any]:
    """Return the people as read."""
    return list(plan.reading.co_chairs[:ROWS_SHOWN])


def quotations(plan: Plan) -> list[Quoted]:
    """Return the lists of sentences that a reader of the preview looks through, undecided ones first."""
    reading = plan.reading
    return [
        Quoted(
            "undecided",
            _("Undecided"),
            _("Sentences of sections that look ahead, about which nobody has decided yet."),
            len(plan.undecided),
            [_of_reading(reading, passage) for passage in plan.undecided[:ROWS_SHOWN]],
            is_open=True,
        ),
        Quoted(
            "changed",
            _("Changed"),
            _("Sentences that stand otherwise in a copy held here."),
            len(plan.changed),
            [
                QuotedRow(
                    reading.printed(change.read), _place(change.read), before=change.known.text or _("(words not held)")
                )
                for change in plan.changed[:ROWS_SHOWN]
            ],
            has_before=True,
            is_open=True,
        ),
        Quoted(
            "missing",
            _("Missing"),
            _("Sentences known here that this file does not hold."),
            len(plan.missing),
            [
                QuotedRow(passage.text or _("(words not held)"), f"{passage.start}–{passage.end}")
                for passage in plan.missing[:ROWS_SHOWN]
            ],
            is_open=True,
        ),
        Quoted(
            "new",
            _("New"),
            _("Sentences that no copy held here has."),
            len(plan.new),
            [_of_reading(reading, passage) for passage in plan.new[:ROWS_SHOWN]],
        ),
        Quoted("known", _("Known"), _("Sentences that are known here and stand in this file."), len(plan.verified), []),
    ]


def gap_rows(plan: Plan) -> list[QuotedRow]:
    """Return what the document announces and does not hold."""
    labels = dict(GapKind.choices)
    return [
        QuotedRow(gap.text, f"{gap.start}–{gap.end}", heading=str(labels.get(gap.kind, gap.kind)))
        for gap in plan.gaps[:ROWS_SHOWN]
    ]


def _of_reading(reading: Reading, passage: ReadPassage) -> QuotedRow:
    return QuotedRow(reading.printed(passage), _place(passage), heading=reading.sections[passage.section].heading)


def _place(passage: ReadPassage) -> str:
    place = f"{passage.start}–{passage.end}"
    return _("page %(page)s, %(place)s") % {"page": passage.page, "place": place} if passage.page else place


def _depth(reading: Reading, index: int) -> int:
    """How many headings stand over a section: the chapter's, and its parents'."""
    depth, section = 0, reading.sections[index]
    starts = {start for _name, start in reading.working_groups}
    if section.working_group and section.start not in starts:
        depth += 1
    while section.parent is not None and depth < DEEPEST:
        depth, section = depth + 1, reading.sections[section.parent]
    return depth


def address_name(row: type[Model] | Model, page: str) -> str:
    """Return the name of an admin page of ``row``."""
    return f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}"
