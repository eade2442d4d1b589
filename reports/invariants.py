"""Rules that span rows of the library, each a named predicate.

A *predicate* looks at the whole library and yields one line for each violation, naming the rows;
an empty library violates none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.db import models
from django.db.models import Count, F, Q

from reports.choices import GroupReportStatus, State, SuccessionBasis
from reports.models import (
    Appointment,
    ConflictValue,
    Document,
    Gap,
    GroupReport,
    GroupSuccession,
    Organization,
    OrganizationSuccession,
    Passage,
    Section,
    SourceConflict,
    WorkingGroup,
)

Predicate = Callable[[], Iterable[str]]


def published_documents_have_published_reports() -> Iterator[str]:
    """A published capture of a report belongs to a published report."""
    strays = Document.objects.filter(state=State.PUBLISHED, report__isnull=False).exclude(report__state=State.PUBLISHED)
    for slug in strays.values_list("slug", flat=True):
        yield f"{slug} is published, its report is not"


def passages_do_not_overlap() -> Iterator[str]:
    """Passages of one document never overlap."""
    previous: tuple[int, int] | None = None
    rows = Passage.objects.order_by("document", "start").values_list("document_id", "document__slug", "start", "end")
    for document, slug, start, end in rows:
        if previous and previous[0] == document and start < previous[1]:
            yield f"{slug} {start}–{end} overlaps the passage before it"
        previous = (document, end)


def passages_are_in_print_order() -> Iterator[str]:
    """The numbers of a document's passages and sections follow their offsets."""
    for model in (Section, Passage):
        previous: tuple[int, int] | None = None
        rows = model._base_manager.order_by("document", "order", "pk")
        for document, slug, order, start in rows.values_list("document_id", "document__slug", "order", "start"):
            if previous and previous[0] == document and start < previous[1]:
                yield f"{slug} {model._meta.model_name} {order} starts before the one before it"
            previous = (document, start)


def passages_stand_in_their_section() -> Iterator[str]:
    """A passage lies within its section, in the same document."""
    strays = Passage.objects.filter(
        Q(start__lt=F("section__start")) | Q(end__gt=F("section__end")) | ~Q(document=F("section__document"))
    )
    for slug, start, end in strays.values_list("document__slug", "start", "end"):
        yield f"{slug} {start}–{end} lies outside its section"


def sections_stand_in_their_parent() -> Iterator[str]:
    """A sub-heading lies within its parent and carries its role."""
    strays = Section.objects.filter(
        Q(start__lt=F("parent__start"))
        | Q(end__gt=F("parent__end"))
        | ~Q(document=F("parent__document"))
        | ~Q(role=F("parent__role")),
        parent__isnull=False,
    )
    for slug, order in strays.values_list("document__slug", "order"):
        yield f"{slug} section {order} does not fit its parent"


def gaps_stand_in_their_section() -> Iterator[str]:
    """What is missing is missing within the section it is recorded for, in the same document."""
    strays = Gap.objects.filter(
        Q(start__lt=F("section__start")) | Q(end__gt=F("section__end")) | ~Q(document=F("section__document")),
        section__isnull=False,
    )
    for slug, start, end in strays.values_list("document__slug", "start", "end"):
        yield f"{slug} {start}–{end} (gap) lies outside its section"


def appointments_are_read_in_their_report() -> Iterator[str]:
    """An appointment was read in a capture of the report that prints it."""
    strays = Appointment.objects.filter(document__isnull=False, report__isnull=False).exclude(
        document__report=F("report")
    )
    for year, name in strays.values_list("report__year", "name_as_printed"):
        yield f"{name} ({year}) was read in a document of another report"


def parents_make_no_circle() -> Iterator[str]:
    """No group, institution or section stands below itself."""
    for model in (WorkingGroup, Organization, Section):
        parents = dict(model._base_manager.exclude(parent=None).values_list("pk", "parent"))
        for start in parents:
            seen, current = {start}, parents[start]
            while current in parents and current not in seen:
                seen.add(current)
                current = parents[current]
            if current == start:
                yield f"{model._meta.model_name} {_name(model, start)} stands below itself"


def _name(model: type[models.Model], pk: int) -> str:
    return str(getattr(model._base_manager.get(pk=pk), "slug", pk))


def group_reports_fit_their_chapters() -> Iterator[str]:
    """A group with a chapter has sections in the report; a group that did not report has none."""
    counted = GroupReport.objects.filter(report__documents__isnull=False).annotate(
        sections=Count(
            "report__documents__sections",
            filter=Q(report__documents__sections__working_group=F("group")),
            distinct=True,
        )
    )
    for year, code, status, sections in counted.values_list("report__year", "group__code", "status", "sections"):
        if status == GroupReportStatus.CHAPTER and not sections:
            yield f"{code} is said to have a chapter in {year}, which holds no section of it"
        elif status != GroupReportStatus.CHAPTER and sections:
            yield f"{code} is said to be silent in {year}, which holds a chapter of it"


def stated_successions_cite_a_passage() -> Iterator[str]:
    """A succession that is stated names the passage that states it."""
    for model in (GroupSuccession, OrganizationSuccession):
        bare = model._base_manager.filter(basis=SuccessionBasis.STATED, passages=None)
        for row in bare.select_related("predecessor", "successor"):
            body = row.successor or row.predecessor
            yield f"{row.kind} {row.latest} ({body.slug if body else 'nobody'}) is stated nowhere"


def conflicts_have_two_values() -> Iterator[str]:
    """A disagreement has two values or more, all different, each with a passage that prints it."""
    for slug, values in SourceConflict.objects.annotate(n=Count("values__value_en", distinct=True)).values_list(
        "slug", "n"
    ):
        if values < 2:
            yield f"{slug} does not have two different values"
    for slug, order in ConflictValue.objects.filter(passages=None).values_list("conflict__slug", "order"):
        yield f"{slug}: value {order} cites no passage"


PREDICATES: tuple[Predicate, ...] = (
    published_documents_have_published_reports,
    passages_do_not_overlap,
    passages_are_in_print_order,
    passages_stand_in_their_section,
    sections_stand_in_their_parent,
    gaps_stand_in_their_section,
    appointments_are_read_in_their_report,
    parents_make_no_circle,
    group_reports_fit_their_chapters,
    stated_successions_cite_a_passage,
    conflicts_have_two_values,
)
