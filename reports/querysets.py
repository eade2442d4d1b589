"""Verbs of the library. Public code starts with ``published()``."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from reports.choices import State


def in_published_document(path: str) -> Q:
    """Return the condition that the document at ``path`` may be seen: published, and so is its report if it has one."""
    return Q(**{f"{path}__state": State.PUBLISHED}) & (
        Q(**{f"{path}__report": None}) | Q(**{f"{path}__report__state": State.PUBLISHED})
    )


# A heading and the three above it; a deeper outline costs a query a level.
SECTION_LEVELS = 4
SECTION_PATH = ("section__parent__parent__parent", "section__working_group")


class PublishedQuerySet(models.QuerySet):
    """Rows that carry a publication state of their own."""

    def published(self) -> Self:
        """Return the rows that the public may see."""
        return self.filter(state=State.PUBLISHED)


class ReportQuerySet(PublishedQuerySet):
    """Annual reports."""

    def with_meeting(self) -> Self:
        """Fetch the meeting with each report."""
        return self.select_related("meeting")


class DocumentQuerySet(PublishedQuerySet):
    """Captures of reports and other sources."""

    def published(self) -> Self:
        """Return the published documents; of an unpublished report none is."""
        return super().published().filter(Q(report=None) | Q(report__state=State.PUBLISHED))


class OfDocumentQuerySet(models.QuerySet):
    """Rows that belong to a document and share its publication state."""

    def published(self) -> Self:
        """Return the rows of published documents."""
        return self.filter(in_published_document("document"))

    def with_place(self) -> Self:
        """Fetch what is needed to say where the row is printed, without further queries or a document's whole text."""
        return self.select_related("document__report", *SECTION_PATH).defer("document__text")


class SectionQuerySet(OfDocumentQuerySet):
    """Sections of documents."""

    def with_passage_counts(self) -> Self:
        """Annotate each section with the number of its passages (``passage_count``)."""
        return self.annotate(passage_count=Count("passages"))


class PassageQuerySet(OfDocumentQuerySet):
    """Printed sentences."""

    def imported(self) -> Self:
        """Return the passages whose words are held here."""
        return self.exclude(text="")


class GapQuerySet(OfDocumentQuerySet):
    """Things announced and missing."""


class GroupQuerySet(models.QuerySet):
    """Working groups, subgroups and committees."""

    def main(self) -> Self:
        """Return working groups proper, without subgroups and committees."""
        return self.filter(parent=None)


class CitingQuerySet(models.QuerySet):
    """Rows that name the passages where they are printed."""

    def published(self) -> Self:
        """Return the rows that cite no passage, or at least one of a published document."""
        model: Any = self.model
        cited = model.passages.through.objects.filter(**{model._meta.model_name: OuterRef("pk")})
        return self.filter(~Exists(cited) | Exists(cited.filter(in_published_document("passage__document"))))

    def with_passages(self) -> Self:
        """Fetch the cited passages of published documents as ``cited``, with the places where they are printed."""
        return self.prefetch_related(cited_passages())


def cited_passages() -> Prefetch:
    """Return the prefetch of ``passages`` as ``cited``: those of published documents, in print order."""
    passages = apps.get_model("reports", "Passage").objects.published().with_place()
    return Prefetch("passages", queryset=passages.order_by("document__slug", "start"), to_attr="cited")


class OfReportQuerySet(models.QuerySet):
    """Rows that belong to a report and share its publication state."""

    def published(self) -> Self:
        """Return the rows of published reports."""
        return self.filter(report__state=State.PUBLISHED)


class GroupReportQuerySet(OfReportQuerySet):
    """How groups stand in reports."""

    def with_passages(self) -> Self:
        """Fetch the cited passages of published documents as ``cited``."""
        return self.prefetch_related(cited_passages())


class AppointmentQuerySet(models.QuerySet):
    """Who held which office, as printed."""

    def published(self) -> Self:
        """Return the rows of published reports and documents."""
        return self.filter(
            Q(report=None) | Q(report__state=State.PUBLISHED), Q(document=None) | in_published_document("document")
        )


class PersonQuerySet(models.QuerySet):
    """People named in reports."""

    def published(self) -> Self:
        """Return the people who are printed in no office, or in one of a published report and document."""
        appointments = apps.get_model("reports", "Appointment").objects
        printed = appointments.filter(person=OuterRef("pk"))
        return self.filter(~Exists(printed) | Exists(appointments.published().filter(person=OuterRef("pk"))))


class ConflictQuerySet(models.QuerySet):
    """Disagreements of sources."""

    def published(self) -> Self:
        """Return the conflicts that rest on published documents alone."""
        hidden = apps.get_model("reports", "Passage").objects.exclude(in_published_document("document"))
        return self.exclude(values__passages__in=hidden)

    def with_values(self) -> Self:
        """Fetch the values with their passages."""
        passage = apps.get_model("reports", "Passage")
        value = apps.get_model("reports", "ConflictValue")
        passages = Prefetch(
            "passages", queryset=passage.objects.published().with_place().order_by("document_id", "start")
        )
        return self.prefetch_related(
            Prefetch("values", queryset=value.objects.order_by("order").prefetch_related(passages))
        )
