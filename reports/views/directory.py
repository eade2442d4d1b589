"""Pages of the directory: working groups, institutions and people, as printed."""

from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.views.generic import DetailView, ListView

from reports.choices import AppointmentRole, GroupReportStatus, OrganizationCountry
from reports.filters import OrganizationFilterSet, PersonFilterSet, WorkingGroupFilterSet
from reports.folding import by_name
from reports.models import (
    Appointment,
    GroupName,
    GroupReport,
    GroupSuccession,
    Organization,
    OrganizationName,
    OrganizationSuccession,
    Person,
    Session,
    WorkingGroup,
)
from reports.views.base import FoundMixin, PageMixin


class GroupListView(FoundMixin, ListView):
    """Which working groups are there, and in which reports do they stand?"""

    template_name = "reports/group_list.html"
    filterset_class = WorkingGroupFilterSet
    nav = "groups"
    twin = "group-list"

    def get_queryset(self) -> Any:
        """Return the groups with their subgroups and how they stand in each report, by name."""
        standings = GroupReport.objects.published().select_related("report").order_by("report__year")
        groups = WorkingGroup.objects.main().prefetch_related(
            Prefetch("children", queryset=WorkingGroup.objects.order_by("name", "code")),
            Prefetch("group_reports", queryset=standings, to_attr="standings"),
        )
        if self.query["q"]:
            found = self.found(WorkingGroup.objects.all())
            groups = groups.filter(Q(pk__in=found.values("pk")) | Q(pk__in=found.values("parent")))
        return sorted(groups, key=by_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the groups that have a chapter in the latest report."""
        context = super().get_context_data(**kwargs)
        latest = context["held_reports"][-1] if context["held_reports"] else None
        standings = [row for group in self.object_list for row in group.standings if row.report == latest]
        chapters = sum(row.status == GroupReportStatus.CHAPTER for row in standings)
        return {**context, "latest": latest, "chapter_count": chapters}


class GroupView(PageMixin, DetailView):
    """What is known of one working group: names, lineage, co-chairs, sessions."""

    template_name = "reports/group.html"
    context_object_name = "group"
    nav = "groups"
    twin = "group-detail"

    def get_queryset(self) -> QuerySet:
        """Return the groups with what their page shows."""
        return WorkingGroup.objects.select_related("parent").prefetch_related(
            Prefetch("children", queryset=WorkingGroup.objects.order_by("name", "code")),
            Prefetch(
                "names",
                queryset=GroupName.objects.published().select_related("report").order_by("report__year", "pk"),
            ),
            Prefetch(
                "group_reports",
                queryset=GroupReport.objects.published().select_related("report").order_by("report__year"),
                to_attr="standings",
            ),
            Prefetch(
                "sessions",
                queryset=Session.objects.published().select_related("meeting").order_by("starts_on"),
                to_attr="met",
            ),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add lineage and co-chairs."""
        appointments = (
            Appointment.objects.published()
            .filter(group=self.object, role=AppointmentRole.CO_CHAIR)
            .select_related("person", "organization", "report", "document")
            .defer("document__text")
            .order_by("report__year", "side", "pk")
        )
        return super().get_context_data(
            lineage=GroupSuccession.objects.published()
            .filter(Q(predecessor=self.object) | Q(successor=self.object))
            .select_related("predecessor", "successor")
            .with_passages()
            .order_by("latest", "pk"),
            co_chairs=[(report, list(rows)) for report, rows in groupby(appointments, lambda row: row.report)],
            **kwargs,
        )


class OrganizationListView(FoundMixin, ListView):
    """Which institutions do the reports name?"""

    template_name = "reports/organization_list.html"
    filterset_class = OrganizationFilterSet
    nav = "organizations"
    twin = "organization-list"

    def get_queryset(self) -> Any:
        """Return the institutions, by name."""
        return sorted(self.found(Organization.objects.all()), key=by_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sort the institutions by country, in the order of the vocabulary."""
        rows = list(self.object_list)
        by_country = [(country, [row for row in rows if row.country == country]) for country in OrganizationCountry]
        return super().get_context_data(by_country=[(country, rows) for country, rows in by_country if rows], **kwargs)


class OrganizationView(PageMixin, DetailView):
    """What is known of one institution: names, what it was before, who spoke for it."""

    template_name = "reports/organization.html"
    context_object_name = "organization"
    nav = "organizations"
    twin = "organization-detail"

    def get_queryset(self) -> QuerySet:
        """Return the institutions with what their page shows."""
        return Organization.objects.select_related("parent").prefetch_related(
            Prefetch("children", queryset=Organization.objects.order_by("name", "slug")),
            Prefetch("names", queryset=OrganizationName.objects.order_by("kind", "language", "name")),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add successions and appointments."""
        return super().get_context_data(
            lineage=OrganizationSuccession.objects.published()
            .filter(Q(predecessor=self.object) | Q(successor=self.object))
            .select_related("predecessor", "successor")
            .with_passages()
            .order_by("latest", "pk"),
            appointments=Appointment.objects.published()
            .filter(organization=self.object)
            .select_related("person", "group", "report", "document")
            .defer("document__text")
            .order_by("report__year", "pk"),
            **kwargs,
        )


class PersonListView(FoundMixin, ListView):
    """Which people do the reports name?"""

    template_name = "reports/person_list.html"
    filterset_class = PersonFilterSet
    context_object_name = "people"
    nav = "organizations"
    twin = "person-list"

    def get_queryset(self) -> Any:
        """Return the people with their published appointments, by name."""
        appointments = Appointment.objects.published().select_related("group", "report").order_by("report__year", "pk")
        offices = Prefetch("appointments", queryset=appointments, to_attr="offices")
        return sorted(self.found(Person.objects.published()).prefetch_related(offices), key=by_name)


class PersonView(PageMixin, DetailView):
    """In which offices do the reports print one person?"""

    template_name = "reports/person.html"
    context_object_name = "person"
    nav = "organizations"
    twin = "person-detail"
    queryset = Person.objects.published()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the appointments."""
        return super().get_context_data(
            appointments=Appointment.objects.published()
            .filter(person=self.object)
            .select_related("organization", "group", "report", "document")
            .defer("document__text")
            .order_by("report__year", "pk"),
            **kwargs,
        )
