"""Addresses of the library in the API. Every list starts from what is published."""

from __future__ import annotations

from django.db.models import BooleanField, Case, Prefetch, Value, When

from reports import filters, models
from reports.api import directory_serializers as directory
from reports.api import serializers
from reports.api.base import ListViewSet, PublicViewSet
from reports.api.selecting import Expansion


class MeetingViewSet(PublicViewSet):
    """Annual meetings of the partnership, numbered or known by their month alone."""

    serializer_class = serializers.MeetingSerializer
    filterset_class = filters.MeetingFilterSet
    lookup_field = "slug"
    expandable = {
        "reports": Expansion(lambda: ReportViewSet, back="meeting_id"),
    }
    queryset = (
        models.Meeting.objects.published()
        .with_passages()
        .prefetch_related(
            Prefetch("reports", models.Report.objects.published().order_by("year"), to_attr="published_reports")
        )
    )


class SessionViewSet(ListViewSet):
    """Meetings of single working groups."""

    serializer_class = serializers.SessionSerializer
    filterset_class = filters.SessionFilterSet
    expandable = {
        "group": Expansion(lambda: WorkingGroupViewSet, "group_id"),
        "meeting": Expansion(lambda: MeetingViewSet, "meeting_id"),
    }
    queryset = models.Session.objects.published().select_related("group", "meeting").with_passages()


class ReportViewSet(PublicViewSet):
    """Annual reports. This record holds those of some years; others exist."""

    serializer_class = serializers.ReportSerializer
    filterset_class = filters.ReportFilterSet
    lookup_field = "year"
    lookup_value_regex = r"\d{4}"
    expandable = {
        "meeting": Expansion(lambda: MeetingViewSet, "meeting_id"),
        "documents": Expansion(lambda: DocumentViewSet, back="report_id"),
    }
    queryset = (
        models.Report.objects.published()
        .with_meeting()
        .prefetch_related(
            Prefetch(
                "documents",
                models.Document.objects.published().defer("text").order_by("slug"),
                to_attr="published_documents",
            )
        )
    )


class GroupReportViewSet(ListViewSet):
    """How each working group stands in each report: a chapter, or one of four ways to be silent."""

    serializer_class = serializers.GroupReportSerializer
    filterset_class = filters.GroupReportFilterSet
    expandable = {
        "report": Expansion(lambda: ReportViewSet, "report_id"),
        "group": Expansion(lambda: WorkingGroupViewSet, "group_id"),
    }
    queryset = models.GroupReport.objects.published().select_related("report", "group").with_passages()


class DocumentViewSet(PublicViewSet):
    """Captures of reports and of other sources."""

    serializer_class = serializers.DocumentSerializer
    filterset_class = filters.DocumentFilterSet
    lookup_field = "slug"
    expandable = {
        "report": Expansion(lambda: ReportViewSet, "report_id"),
    }
    queryset = (
        models.Document.objects.published()
        .select_related("report")
        .defer("text")
        .annotate(is_imported=Case(When(text="", then=Value(False)), default=Value(True), output_field=BooleanField()))
    )


class SectionViewSet(ListViewSet):
    """Headed parts of documents; what each is for is its role, not its heading."""

    serializer_class = serializers.SectionSerializer
    filterset_class = filters.SectionFilterSet
    expandable = {
        "document": Expansion(lambda: DocumentViewSet, "document_id"),
        "working_group": Expansion(lambda: WorkingGroupViewSet, "working_group_id"),
    }
    queryset = (
        models.Section.objects.published()
        .select_related("document__report", "parent__parent__parent", "working_group")
        .defer("document__text")
    )


class PassageViewSet(ListViewSet):
    """Printed sentences, the smallest things that can be cited."""

    serializer_class = serializers.PassageSerializer
    filterset_class = filters.PassageFilterSet
    expandable = {
        "document": Expansion(lambda: DocumentViewSet, "document_id"),
    }
    queryset = models.Passage.objects.published().with_place()


class GapViewSet(ListViewSet):
    """Things that documents announce and do not contain."""

    serializer_class = serializers.GapSerializer
    filterset_class = filters.GapFilterSet
    expandable = {
        "document": Expansion(lambda: DocumentViewSet, "document_id"),
    }
    queryset = models.Gap.objects.published().with_place()


class SourceConflictViewSet(PublicViewSet):
    """Facts for which official sources print two or more values."""

    serializer_class = serializers.SourceConflictSerializer
    filterset_class = filters.SourceConflictFilterSet
    lookup_field = "slug"
    queryset = models.SourceConflict.objects.published().with_values()


class WorkingGroupViewSet(PublicViewSet):
    """Working groups, their subgroups and technical committees."""

    serializer_class = directory.WorkingGroupSerializer
    filterset_class = filters.WorkingGroupFilterSet
    lookup_field = "slug"
    expandable = {
        "parent": Expansion(lambda: WorkingGroupViewSet, "parent_id"),
    }
    queryset = models.WorkingGroup.objects.select_related("parent").prefetch_related(
        Prefetch(
            "names",
            models.GroupName.objects.published().select_related("report").order_by("report__year", "language", "name"),
            to_attr="published_names",
        )
    )


class GroupNameViewSet(ListViewSet):
    """Names of working groups as each report prints them."""

    serializer_class = directory.GroupNameSerializer
    filterset_class = filters.GroupNameFilterSet
    expandable = {
        "report": Expansion(lambda: ReportViewSet, "report_id"),
        "group": Expansion(lambda: WorkingGroupViewSet, "group_id"),
    }
    queryset = models.GroupName.objects.published().select_related("report", "group")


class OrganizationViewSet(PublicViewSet):
    """Institutions that act, co-chair or take part."""

    serializer_class = directory.OrganizationSerializer
    filterset_class = filters.OrganizationFilterSet
    lookup_field = "slug"
    expandable = {
        "parent": Expansion(lambda: OrganizationViewSet, "parent_id"),
    }
    queryset = models.Organization.objects.select_related("parent").prefetch_related("names")


class PersonViewSet(PublicViewSet):
    """People named in the reports."""

    serializer_class = directory.PersonSerializer
    filterset_class = filters.PersonFilterSet
    lookup_field = "slug"
    expandable = {
        "appointments": Expansion(lambda: AppointmentViewSet, back="person_id"),
    }
    queryset = models.Person.objects.published()


class AppointmentViewSet(ListViewSet):
    """Who held which office, as each report prints it."""

    serializer_class = directory.AppointmentSerializer
    filterset_class = filters.AppointmentFilterSet
    expandable = {
        "person": Expansion(lambda: PersonViewSet, "person_id"),
        "group": Expansion(lambda: WorkingGroupViewSet, "group_id"),
        "organization": Expansion(lambda: OrganizationViewSet, "organization_id"),
        "report": Expansion(lambda: ReportViewSet, "report_id"),
    }
    queryset = (
        models.Appointment.objects.published()
        .select_related("person", "group", "organization", "report", "document__report")
        .defer("document__text")
    )


class GroupSuccessionViewSet(ListViewSet):
    """How working groups follow one another, and on what each claim rests."""

    serializer_class = directory.GroupSuccessionSerializer
    filterset_class = filters.GroupSuccessionFilterSet
    expandable = {
        "predecessor": Expansion(lambda: WorkingGroupViewSet, "predecessor_id"),
        "successor": Expansion(lambda: WorkingGroupViewSet, "successor_id"),
    }
    queryset = models.GroupSuccession.objects.published().select_related("predecessor", "successor").with_passages()


class OrganizationSuccessionViewSet(ListViewSet):
    """How institutions follow one another, and on what each claim rests."""

    serializer_class = directory.OrganizationSuccessionSerializer
    filterset_class = filters.OrganizationSuccessionFilterSet
    expandable = {
        "predecessor": Expansion(lambda: OrganizationViewSet, "predecessor_id"),
        "successor": Expansion(lambda: OrganizationViewSet, "successor_id"),
    }
    queryset = (
        models.OrganizationSuccession.objects.published().select_related("predecessor", "successor").with_passages()
    )
