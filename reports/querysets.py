"""Verbs of the library. Public code starts with ``published()``."""

from typing import Self

from django.db import models
from django.db.models import Count, Prefetch, Q

from reports.choices import State


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


class OfDocumentQuerySet(models.QuerySet):
    """Rows that belong to a document and share its publication state."""

    def published(self) -> Self:
        """Return the rows of published documents."""
        return self.filter(document__state=State.PUBLISHED)

    def with_place(self) -> Self:
        """Fetch what is needed to say where the row is printed, without further queries."""
        return self.select_related("document__report", "section__parent", "section__working_group")


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


class GroupReportQuerySet(models.QuerySet):
    """How groups stand in reports."""

    def published(self) -> Self:
        """Return the rows of published reports."""
        return self.filter(report__state=State.PUBLISHED)


class AppointmentQuerySet(models.QuerySet):
    """Who held which office, as printed."""

    def published(self) -> Self:
        """Return the rows of published reports."""
        return self.filter(Q(report=None) | Q(report__state=State.PUBLISHED))


class ConflictQuerySet(models.QuerySet):
    """Disagreements of sources."""

    def published(self) -> Self:
        """Return the conflicts that rest on published documents alone."""
        from reports.models import Passage

        hidden = Passage.objects.exclude(document__state=State.PUBLISHED)
        return self.exclude(values__passages__in=hidden)

    def with_values(self) -> Self:
        """Fetch the values with their passages."""
        from reports.models import ConflictValue, Passage

        passages = Prefetch("passages", queryset=Passage.objects.with_place().order_by("document_id", "start"))
        return self.prefetch_related(
            Prefetch("values", queryset=ConflictValue.objects.order_by("order").prefetch_related(passages))
        )
