"""Turns the record into the plain data of :mod:`commitments.matching`.

Nothing here reads an update, a link, an assessment or an exclusion: what was decided is no input of
what is suggested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.models import Count, Prefetch, Q

from commitments.choices import Nature
from commitments.follow_ups.chapters import chapter_groups
from commitments.matching.material import Directory, LaterPassage, Statement
from commitments.models import Commitment, CommitmentSource, Ownership
from commitments.querysets import CommitmentQuerySet
from reports.choices import DocumentKind, State
from reports.models import Document, Passage, Report
from reports.querysets import SECTION_PATH
from reports.reading.reading import Reading, read


class NoTextError(Exception):
    """The words of a document are held neither here nor in the folder of texts."""


class PrintedTexts:
    """The printed words: those imported, else those of the file of the document's name in ``folder``."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._read: dict[str, str] = {}

    def of(self, document: Document) -> str:
        """Return the whole text of ``document``, "" where it is not held."""
        if document.slug not in self._read:
            self._read[document.slug] = document.text or self._from_folder(document)
        return self._read[document.slug]

    def cut(self, passage: Passage, start: int | None = None, end: int | None = None) -> str:
        """Return the words of ``passage``, or of its part from ``start`` to ``end`` (offsets in its document)."""
        start, end = passage.start if start is None else start, passage.end if end is None else end
        if len(passage.text) == passage.end - passage.start:
            return passage.text[start - passage.start : end - passage.start]
        return passage.text or self.of(passage.document)[start:end]

    def _from_folder(self, document: Document) -> str:
        path = self._folder / Path(document.file_name).name if self._folder else None
        if path is None or path.suffix != ".txt" or not path.is_file():
            return ""
        return path.read_bytes().decode("utf-8", errors="replace")


def statements(report: Report, texts: PrintedTexts, language: str = "en") -> list[Statement]:
    """Return every published commitment of ``report``, by reference; our own words are those in ``language``."""
    return [statement for statement, _ in _statements(Commitment.objects.published(), report, texts, language)]


def _statements(
    commitments: CommitmentQuerySet, report: Report, texts: PrintedTexts, language: str
) -> list[tuple[Statement, Passage | None]]:
    sources = (
        CommitmentSource.objects.select_related("passage__document", *(f"passage__{path}" for path in SECTION_PATH))
        .defer("passage__document__text")
        .order_by("-is_primary", "passage__start")
    )
    rows = (
        commitments.filter(report=report)
        .select_related("working_group", "theme")
        .prefetch_related(  # into lists: a manager for each row and relation costs more than the queries
            Prefetch("sources", queryset=sources, to_attr="source_rows"),
            Prefetch("deliverables", to_attr="deliverable_rows"),
            Prefetch("joint_groups", to_attr="joint_group_rows"),
            Prefetch("ownerships", Ownership.objects.select_related("organization", "person"), to_attr="owner_rows"),
        )
        .order_by("reference")
    )
    before = _sentences_before(report)
    return [_statement(row, report.year, before, texts, language) for row in rows]


def _sentences_before(report: Report) -> dict[int, Passage]:
    """The sentence that stands before each passage of ``report`` in the same paragraph, which may say what it is about."""
    found: dict[int, Passage] = {}
    previous: Passage | None = None
    rows = Passage.objects.filter(document__report=report).select_related("document").defer("document__text")
    for passage in rows.order_by("document", "start"):
        if previous and (previous.document_id, previous.paragraph) == (passage.document_id, passage.paragraph):
            found[passage.pk] = previous
        previous = passage
    return found


def _statement(
    row: Any, year: int, before: dict[int, Passage], texts: PrintedTexts, language: str
) -> tuple[Statement, Passage | None]:
    def own(instance: object, name: str) -> str:
        return getattr(instance, f"{name}_{language}", None) or getattr(instance, f"{name}_en", None) or ""

    sources = row.source_rows
    primary = next((source for source in sources if source.is_primary), None)
    others = [texts.cut(source.passage, source.start, source.end) for source in sources if source is not primary]
    if primary and primary.passage_id in before:
        others.append(texts.cut(before[primary.passage_id]))
    headings = primary.passage.section.path[1:] if primary else []
    owners = [owned.organization or owned.person for owned in row.owner_rows]
    groups = [row.working_group, *row.joint_group_rows]
    statement = Statement(
        reference=row.reference,
        printed=texts.cut(primary.passage, primary.start, primary.end) if primary else "",
        language=primary.passage.document.language if primary else language,
        own_words=(own(row, "title"), own(row, "summary"), *(own(item, "text") for item in row.deliverable_rows)),
        context=(*headings, *others, own(row.theme, "name")),
        names=frozenset(f"{owner._meta.model_name}:{owner.slug}" for owner in owners if owner),
        groups=tuple(dict.fromkeys(group.code for group in groups if group)),
        strength=row.strength,
        is_continuing=row.nature == Nature.CONTINUING,
        due=(row.window_start, row.window_end),
        year=year,
    )
    return statement, primary.passage if primary else None


def passages(report: Report, texts: PrintedTexts, *, with_drafts: bool = False) -> tuple[str, list[LaterPassage]]:
    """Return the language and the passages of ``report``, of the capture that its commitments cite.

    ``with_drafts`` is for staff at work on a report that is not published yet. Raises NoTextError where no
    words of it are held.
    """
    document = capture(report, with_drafts=with_drafts)
    if document is None:
        raise NoTextError(f"No passages of the {report.year} report are known here.")
    commitments = Commitment.objects.exclude(state=State.WITHDRAWN) if with_drafts else Commitment.objects.published()
    promised = _promised(commitments, report, texts, document.language)
    rows = list(Passage.objects.filter(document=document).select_related("document", *SECTION_PATH).order_by("start"))
    later = [
        LaterPassage(
            start=row.start,
            end=row.end,
            printed=texts.cut(row),
            role=row.section.role,
            group=row.section.working_group.code if row.section.working_group else None,
            headings=tuple(row.section.path),
            commitment=promised.get(row.pk),
        )
        for row in rows
    ]
    if not any(passage.printed for passage in later):
        raise NoTextError(
            f"The words of {document.slug} are not held here: import it, or name the folder of the texts."
        )
    return document.language, later


def capture(report: Report, *, with_drafts: bool = False) -> Document | None:
    """Return the capture of ``report`` that its commitments cite most; None where none holds passages."""
    documents = Document.objects.all() if with_drafts else Document.objects.published()
    return (
        documents.filter(report=report, kind=DocumentKind.ANNUAL_REPORT)
        .annotate(size=Count("passages"), cited=Count("passages", filter=Q(passages__in=_primary_passages(report))))
        .filter(size__gt=0)
        .order_by("-cited", "slug")
        .first()
    )


def _primary_passages(report: Report) -> Iterable[int]:
    sources = CommitmentSource.objects.filter(commitment__report=report, is_primary=True)
    return sources.values_list("passage", flat=True)


def _promised(
    commitments: CommitmentQuerySet, report: Report, texts: PrintedTexts, language: str
) -> dict[int, Statement]:
    """The commitment of each primary passage; of several parts of one sentence the first."""
    promised: dict[int, Statement] = {}
    for statement, passage in _statements(commitments, report, texts, language):
        if passage is not None:
            promised.setdefault(passage.pk, statement)
    return promised


def read_file(path: Path, names: Directory, language: str | None = None) -> tuple[str, list[LaterPassage]]:
    """Return the language and the passages of a later report in the file ``path``, which need not be imported.

    Raises OSError or reports.reading.reading.Unreadable where it cannot be read, NoTextError where it holds no passages.
    """
    reading = read(path.read_bytes(), path.name, language=language)
    groups = chapter_groups(_chapters(reading), names)
    later = [
        LaterPassage(
            start=passage.start,
            end=passage.end,
            printed=reading.printed(passage),
            role=reading.sections[passage.section].role,
            group=groups.get(reading.sections[passage.section].working_group or ""),
            headings=_headings(reading, passage.section),
        )
        for passage in reading.passages
    ]
    if not later:
        raise NoTextError(f"No passages were found in {path.name}.")
    return reading.language or "en", later


def _headings(reading: Reading, section: int | None) -> tuple[str, ...]:
    """The chapter's name and the headings from the outermost to that of ``section``."""
    headings: list[str] = []
    chapter = reading.sections[section].working_group if section is not None else None
    while section is not None:
        headings.insert(0, reading.sections[section].heading)
        section = reading.sections[section].parent
    return tuple(dict.fromkeys([chapter, *headings] if chapter else headings))


def _chapters(reading: Reading) -> dict[str, list[str]]:
    """The printed sentences of each group's chapter, by its name."""
    found: dict[str, list[str]] = defaultdict(list)
    for passage in reading.passages:
        if chapter := reading.sections[passage.section].working_group:
            found[chapter].append(reading.printed(passage))
    return found
