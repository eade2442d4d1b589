"""The tables of the library, for a data package. Only published rows stand in them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from reports import models as library
from reports.tabular import Column, Reference, Table, if_public, refers


def _cites(name: str, model: Any, owner: tuple[tuple[str, str], ...], references: tuple[Reference, ...] = ()) -> Table:
    """Return the table of the passages that published rows of ``model`` cite."""
    through = model.passages.through
    relation = model._meta.model_name
    passages = library.Passage.objects.published()

    def rows(at: date) -> QuerySet:
        public = _of_values(at) if model is library.ConflictValue else model.objects.published()
        return through.objects.filter(**{f"{relation}__in": public.values("pk")}, passage__in=passages.values("pk"))

    own = tuple((column, f"{relation}__{path}") for column, path in owner)
    return Table(
        name,
        through,
        rows,
        (*own, ("document", "passage__document__slug"), ("start", "passage__start")),
        references=(*references, PASSAGE),
        description=f"A printed sentence that a row of {name.removesuffix('_passages')}s cites.",
    )


def _of_values(at: date) -> QuerySet:
    return library.ConflictValue.objects.filter(conflict__in=library.SourceConflict.objects.published().values("pk"))


PASSAGE = Reference(("document", "start"), "passages", ("document", "start"))
MEETING = Column("meeting", "public_meeting", "string", "The annual meeting that it belongs to or tells of.")


def _with_meeting(rows: QuerySet) -> QuerySet:
    return rows.annotate(public_meeting=if_public("meeting", "slug", library.Meeting.objects.published()))


TABLES: tuple[Table, ...] = (
    Table(
        "meetings",
        library.Meeting,
        lambda at: library.Meeting.objects.published(),
        ("slug", "edition", "host", "place", "starts_on", "ends_on", "precision", "format"),
        key=("slug",),
    ),
    Table(
        "reports",
        library.Report,
        lambda at: _with_meeting(library.Report.objects.published()),
        ("year", "period", "title", MEETING),
        key=("year",),
        references=(refers("meeting", "meetings", "slug"),),
    ),
    Table(
        "documents",
        library.Document,
        lambda at: library.Document.objects.published(),
        (
            "slug",
            ("report", "report__year"),
            "kind",
            "title",
            "language",
            "media_type",
            "file_name",
            "sha256",
            "source_address",
            "retrieved_on",
        ),
        key=("slug",),
        references=(refers("report", "reports", "year"),),
    ),
    Table(
        "working_groups",
        library.WorkingGroup,
        lambda at: library.WorkingGroup.objects.all(),
        ("code", "slug", "kind", ("parent", "parent__code"), "name"),
        key=("code",),
        references=(refers("parent", "", "code"),),
    ),
    Table(
        "sections",
        library.Section,
        lambda at: library.Section.objects.published(),
        (
            ("document", "document__slug"),
            "order",
            ("parent", "parent__order"),
            ("working_group", "working_group__code"),
            "heading",
            "role",
            "start",
            "end",
        ),
        key=("document", "order"),
        references=(
            refers("document", "documents", "slug"),
            refers("working_group", "working_groups", "code"),
        ),
    ),
    Table(
        "passages",
        library.Passage,
        lambda at: library.Passage.objects.published(),
        (
            ("document", "document__slug"),
            "start",
            "end",
            ("section", "section__order"),
            "order",
            "paragraph",
            "item",
            "page",
            "fingerprint",
            "text",
        ),
        key=("document", "start"),
        references=(
            refers("document", "documents", "slug"),
            Reference(("document", "section"), "sections", ("document", "order")),
        ),
    ),
    Table(
        "sessions",
        library.Session,
        lambda at: _with_meeting(library.Session.objects.published()),
        (("group", "group__code"), MEETING, "starts_on", "ends_on", "precision", "place", "format", "attendance"),
        references=(refers("group", "working_groups", "code"), refers("meeting", "meetings", "slug")),
    ),
    Table(
        "group_reports",
        library.GroupReport,
        lambda at: library.GroupReport.objects.published(),
        (("report", "report__year"), ("group", "group__code"), "status", "note"),
        key=("report", "group"),
        references=(refers("report", "reports", "year"), refers("group", "working_groups", "code")),
    ),
    Table(
        "group_names",
        library.GroupName,
        lambda at: library.GroupName.objects.published(),
        (("group", "group__code"), ("report", "report__year"), "language", "name"),
        key=("group", "report", "language", "name"),
        references=(refers("report", "reports", "year"), refers("group", "working_groups", "code")),
    ),
    Table(
        "group_successions",
        library.GroupSuccession,
        lambda at: library.GroupSuccession.objects.published(),
        (
            "kind",
            ("predecessor", "predecessor__code"),
            ("successor", "successor__code"),
            "earliest",
            "latest",
            "basis",
            "note",
        ),
        references=(refers("predecessor", "working_groups", "code"), refers("successor", "working_groups", "code")),
    ),
    Table(
        "organizations",
        library.Organization,
        lambda at: library.Organization.objects.all(),
        ("slug", "name", "acronym", ("parent", "parent__slug"), "country", "sector"),
        key=("slug",),
        references=(refers("parent", "", "slug"),),
    ),
    Table(
        "organization_names",
        library.OrganizationName,
        lambda at: library.OrganizationName.objects.all(),
        (("organization", "organization__slug"), "language", "kind", "name"),
        key=("organization", "language", "name"),
        references=(refers("organization", "organizations", "slug"),),
    ),
    Table(
        "organization_successions",
        library.OrganizationSuccession,
        lambda at: library.OrganizationSuccession.objects.published(),
        (
            "kind",
            ("predecessor", "predecessor__slug"),
            ("successor", "successor__slug"),
            "earliest",
            "latest",
            "basis",
            "note",
        ),
        references=(refers("predecessor", "organizations", "slug"), refers("successor", "organizations", "slug")),
    ),
    Table(
        "people",
        library.Person,
        lambda at: library.Person.objects.published(),
        ("slug", "name"),
        key=("slug",),
    ),
    Table(
        "appointments",
        library.Appointment,
        lambda at: library.Appointment.objects.published(),
        (
            ("person", "person__slug"),
            "role",
            ("group", "group__code"),
            ("organization", "organization__slug"),
            "side",
            ("report", "report__year"),
            ("document", "document__slug"),
            "name_as_printed",
            "title_as_printed",
            "organization_as_printed",
            "start",
            "end",
        ),
        references=(
            refers("person", "people", "slug"),
            refers("group", "working_groups", "code"),
            refers("organization", "organizations", "slug"),
            refers("report", "reports", "year"),
            refers("document", "documents", "slug"),
        ),
    ),
    Table(
        "gaps",
        library.Gap,
        lambda at: library.Gap.objects.published(),
        (("document", "document__slug"), "kind", "start", "end", ("section", "section__order"), "note"),
        key=("document", "kind", "start"),
        references=(refers("document", "documents", "slug"),),
    ),
    Table(
        "conflicts",
        library.SourceConflict,
        lambda at: library.SourceConflict.objects.published(),
        ("slug", "subject", "resolution", "explanation"),
        key=("slug",),
    ),
    Table(
        "conflict_values",
        library.ConflictValue,
        _of_values,
        (("conflict", "conflict__slug"), "order", "value"),
        key=("conflict", "order"),
        references=(refers("conflict", "conflicts", "slug"),),
    ),
    _cites(
        "meeting_passages",
        library.Meeting,
        (("meeting", "slug"),),
        (refers("meeting", "meetings", "slug"),),
    ),
    _cites(
        "group_report_passages",
        library.GroupReport,
        (("report", "report__year"), ("group", "group__code")),
        (Reference(("report", "group"), "group_reports", ("report", "group")),),
    ),
    _cites(
        "session_passages",
        library.Session,
        (("group", "group__code"), ("starts_on", "starts_on")),
        (refers("group", "working_groups", "code"),),
    ),
    _cites(
        "group_succession_passages",
        library.GroupSuccession,
        (
            ("kind", "kind"),
            ("predecessor", "predecessor__code"),
            ("successor", "successor__code"),
            ("latest", "latest"),
        ),
    ),
    _cites(
        "organization_succession_passages",
        library.OrganizationSuccession,
        (
            ("kind", "kind"),
            ("predecessor", "predecessor__slug"),
            ("successor", "successor__slug"),
            ("latest", "latest"),
        ),
    ),
    _cites(
        "conflict_value_passages",
        library.ConflictValue,
        (("conflict", "conflict__slug"), ("order", "order")),
        (Reference(("conflict", "order"), "conflict_values", ("conflict", "order")),),
    ),
)
