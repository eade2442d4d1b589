"""Writes a plan into the library, within the transaction of :mod:`reports.importing`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User

from reports.choices import DocumentKind, GapKind, GroupReportStatus, State
from reports.models import Document, Gap, GroupName, GroupReport, Meeting, Passage, Report, Section
from reports.reading.formats.decoding import harmless
from reports.storing_people import store_people

if TYPE_CHECKING:
    from reports.importing import Actor, Plan

# Our own words, stored with the row in the three languages.
REPORT_TITLES = {
    "en": "Canada-Mexico Partnership - {year} Annual Report",
    "fr": "Rapport annuel {year} du Partenariat Canada-Mexique",
    "es": "Informe anual {year} de la Alianza México-Canadá",
}
GAP_NOTES = {
    GapKind.LOST_LIST: {
        "en": "A list is announced here, and no item follows.",
        "fr": "Une liste est annoncée ici, et aucun élément ne suit.",
        "es": "Aquí se anuncia una lista, y no sigue ningún elemento.",
    },
    GapKind.EMPTY_SECTION: {
        "en": "Nothing stands under this heading.",
        "fr": "Rien ne figure sous ce titre.",
        "es": "No hay nada bajo este título.",
    },
    GapKind.MISSING_ANNEX: {
        "en": "An annex is named here, and the document does not hold it.",
        "fr": "Une annexe est mentionnée ici, et le document ne la contient pas.",
        "es": "Aquí se menciona un anexo, y el documento no lo contiene.",
    },
    GapKind.MISSING_CHAPTER: {
        "en": "More chapters are announced here than the document holds.",
        "fr": "Plus de chapitres sont annoncés ici que le document n'en contient.",
        "es": "Aquí se anuncian más capítulos de los que contiene el documento.",
    },
    GapKind.CUT_OFF: {
        "en": "The text breaks off here.",
        "fr": "Le texte s'interrompt ici.",
        "es": "El texto se interrumpe aquí.",
    },
}


def clean(text: str | None, longest: int) -> str:
    """Return words as a field of that length can hold them, without harmful characters."""
    return harmless(" ".join((text or "").split()))[:longest]


class Writer:
    """Saves rows whose history names who imported them."""

    def __init__(self, by: Actor) -> None:
        self.user = by if isinstance(by, User) else None
        name = by if isinstance(by, str) else by.get_full_name() or by.get_username()
        self.reason = f"Imported by {name}"[:100]

    def save(self, row: Any) -> Any:
        """Save ``row`` and return it."""
        row._change_reason = self.reason
        if self.user is not None:
            row._history_user = self.user
        row.save()
        return row


def fill(plan: Plan, stored_file: str, writer: Writer) -> Document:
    """Give a known document its text and file, and its known passages their words."""
    document = plan.document
    assert document is not None
    document.text = plan.reading.text
    document.file = stored_file
    writer.save(document)
    pages = {passage.start: passage.page for passage in plan.reading.passages}
    for passage in plan.verified:
        passage.text = plan.reading.text[passage.start : passage.end]
        passage.page = pages[passage.start]
    Passage.objects.bulk_update(plan.verified, ["text", "page"], batch_size=200)
    fill_known_words(document)
    return document


def give_words(plan: Plan) -> Document:
    """Give the known sentences of a document of no report the words of another capture; the document itself stays."""
    document = plan.document
    assert document is not None
    words = {passage.fingerprint: plan.reading.printed(passage) for passage in plan.reading.passages}
    wordless = [passage for passage in plan.verified if not passage.text]
    for passage in wordless:
        passage.text = words[passage.fingerprint]
    Passage.objects.bulk_update(wordless, ["text"], batch_size=200)
    return document


def fill_known_words(document: Document) -> int:
    """Give their words to the passages of other captures in the same report and language that ``document`` holds too.

    Only passages without words get them. A document that may not be seen gives none: whoever publishes a draft calls
    this in the same transaction, once document and report are saved as published. Calling it again changes nothing.
    Returns how many got words.
    """
    if document.report is None or not Document.objects.published().filter(pk=document.pk).exists():
        return 0
    wordless = list(
        Passage.objects.filter(document__report=document.report, document__language=document.language, text="").exclude(
            document=document
        )
    )
    words = dict(document.passages.imported().values_list("fingerprint", "text"))
    filled = [passage for passage in wordless if passage.fingerprint in words]
    for passage in filled:
        passage.text = words[passage.fingerprint]
    Passage.objects.bulk_update(filled, ["text"], batch_size=200)
    return len(filled)


def add(plan: Plan, stored_file: str, writer: Writer, *, is_draft: bool) -> Document:
    """Write a document that is new here, and the report where that is new too."""
    is_new_report = plan.report is None
    report = plan.report or _add_report(plan, writer)
    document = writer.save(_document(plan, report, stored_file, is_draft))
    sections = _add_sections(plan, document, writer)
    _add_passages(plan, document, sections)
    _add_gaps(plan, document, sections, writer)
    if is_new_report or not is_draft:
        _add_groups(plan, report, writer)
        store_people(plan, document, writer)
    fill_known_words(document)
    return document


def _add_report(plan: Plan, writer: Writer) -> Report:
    assert plan.year is not None
    titles = {f"title_{code}": words.format(year=plan.year) for code, words in REPORT_TITLES.items()}
    return writer.save(
        Report(year=plan.year, period=str(plan.year), meeting=meeting_of(plan), state=State.DRAFT, **titles)
    )


def meeting_of(plan: Plan) -> Meeting | None:
    """Return the meeting held here that a new report tells of: the last one it prints; None where it is not held."""
    if not plan.reading.meetings:
        return None
    own = plan.reading.meetings[-1]
    in_those_days = Meeting.objects.filter(starts_on__lte=own.end, ends_on__gte=own.start, reports=None)
    return in_those_days.order_by("starts_on", "slug").first()


def _document(plan: Plan, report: Report, stored_file: str, is_draft: bool) -> Document:
    title = clean(plan.reading.title, 250) or report.title
    slug = _free_slug(f"{report.year}-{plan.language}")
    return Document(
        slug=slug,
        report=report,
        kind=DocumentKind.ANNUAL_REPORT,
        title=title,
        language=plan.language,
        media_type=plan.media_type,
        file_name=_free_file_name(plan.file_name, slug),
        sha256=plan.sha256,
        source_address=plan.source_address,
        retrieved_on=plan.retrieved_on,
        file=stored_file,
        text=plan.reading.text,
        state=State.DRAFT if is_draft else State.PUBLISHED,
    )


def _free_slug(slug: str) -> str:
    taken = set(Document.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    if slug not in taken:
        return slug
    return next(name for number in range(2, len(taken) + 3) if (name := f"{slug}-{number}") not in taken)


def _free_file_name(file_name: str, slug: str) -> str:
    """Return the name, with the slug before it where a document has a file of this name: citations are verified by it."""
    name = harmless(file_name)
    if Document.objects.filter(file_name=name[-200:]).exists():
        name = f"{slug}-{name}"
    return name[-200:]


def _add_sections(plan: Plan, document: Document, writer: Writer) -> list[Section]:
    sections: list[Section] = []
    for order, (read, planned) in enumerate(zip(plan.reading.sections, plan.sections, strict=True), start=1):
        parent = sections[read.parent] if read.parent is not None else None
        section = Section(
            document=document,
            order=order,
            heading=clean(read.heading, 500),
            role=planned.role,
            start=read.start,
            end=read.end,
            working_group=planned.group,
            parent=parent if parent is not None and parent.role == planned.role else None,
        )
        sections.append(writer.save(section))
    return sections


def _add_passages(plan: Plan, document: Document, sections: list[Section]) -> None:
    Passage.objects.bulk_create(
        [
            Passage(
                document=document,
                section=sections[read.section],
                order=order,
                paragraph=read.paragraph,
                item=read.item,
                start=read.start,
                end=read.end,
                page=read.page,
                text=plan.reading.printed(read),
                fingerprint=read.fingerprint,
            )
            for order, read in enumerate(plan.reading.passages, start=1)
        ],
        batch_size=500,
    )


def _add_gaps(plan: Plan, document: Document, sections: list[Section], writer: Writer) -> None:
    seen: set[tuple[str, int]] = set()
    for gap in plan.gaps:
        if (gap.kind, gap.start) in seen or gap.end <= gap.start:
            continue
        seen.add((gap.kind, gap.start))
        around = [section for section in sections if section.start <= gap.start and gap.end <= section.end]
        notes: Mapping[str, str] = GAP_NOTES[GapKind(gap.kind)]
        writer.save(
            Gap(
                document=document,
                section=around[-1] if around else None,
                kind=gap.kind,
                start=gap.start,
                end=gap.end,
                **{f"note_{code}": words for code, words in notes.items()},
            )
        )


def _add_groups(plan: Plan, report: Report, writer: Writer) -> None:
    """Say of each group with a chapter that it has one, and by what name, where the record does not say it yet."""
    told = set(report.group_reports.values_list("group", flat=True))
    for section, planned in zip(plan.reading.sections, plan.sections, strict=True):
        group = planned.group
        if group is None:
            continue
        if group.pk not in told:
            told.add(group.pk)
            writer.save(GroupReport(report=report, group=group, status=GroupReportStatus.CHAPTER))
        name = clean(section.working_group, 200)
        if name and not report.group_names.filter(group=group, language=plan.language).exists():
            GroupName.objects.create(report=report, group=group, language=plan.language, name=name)
