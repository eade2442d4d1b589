"""FilterSets of the library: one for each model, shared by pages and API."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports import choices, models


def published_reports(request: object) -> QuerySet:
    """Return the reports that may be offered as a choice."""
    return models.Report.objects.published()


class YearFilter(django_filters.ModelChoiceFilter):
    """Filters by report, named by its year."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("queryset", published_reports)
        super().__init__(to_field_name="year", **kwargs)


class GroupFilter(django_filters.ModelChoiceFilter):
    """Filters by working group, named by its slug."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("queryset", lambda request: models.WorkingGroup.objects.all())
        super().__init__(to_field_name="slug", **kwargs)


class OrganizationChoiceFilter(django_filters.ModelChoiceFilter):
    """Filters by institution, named by its slug."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("queryset", lambda request: models.Organization.objects.all())
        super().__init__(to_field_name="slug", **kwargs)


class MeetingFilterSet(django_filters.FilterSet):
    """Annual meetings."""

    class Meta:
        model = models.Meeting
        fields = ["edition", "host", "format", "precision"]


class SessionFilterSet(django_filters.FilterSet):
    """Meetings of single groups."""

    group = GroupFilter(label=_("Group"))
    meeting = django_filters.ModelChoiceFilter(
        queryset=models.Meeting.objects.all(), to_field_name="slug", label=_("Meeting")
    )

    class Meta:
        model = models.Session
        fields = ["group", "meeting", "format"]


class ReportFilterSet(django_filters.FilterSet):
    """Annual reports."""

    class Meta:
        model = models.Report
        fields = ["year"]


class GroupReportFilterSet(django_filters.FilterSet):
    """How groups stand in reports."""

    report = YearFilter(label=_("Report"))
    group = GroupFilter(label=_("Group"))

    class Meta:
        model = models.GroupReport
        fields = ["report", "group", "status"]


class DocumentFilterSet(django_filters.FilterSet):
    """Captures of reports and other sources."""

    report = YearFilter(label=_("Report"))

    class Meta:
        model = models.Document
        fields = ["report", "kind", "language", "sha256"]


def published_documents(request: object) -> QuerySet:
    """Return the documents that may be offered as a choice."""
    return models.Document.objects.published()


class OfDocumentFilterSet(django_filters.FilterSet):
    """Rows of a document."""

    document = django_filters.ModelChoiceFilter(queryset=published_documents, to_field_name="slug", label=_("Document"))
    report = YearFilter(field_name="document__report", label=_("Report"))


class SectionFilterSet(OfDocumentFilterSet):
    """Sections of documents."""

    group = GroupFilter(field_name="working_group", label=_("Group"))

    class Meta:
        model = models.Section
        fields = ["document", "report", "group", "role"]


class PassageFilterSet(OfDocumentFilterSet):
    """Printed sentences."""

    group = GroupFilter(field_name="section__working_group", label=_("Group"))
    role = django_filters.ChoiceFilter(
        field_name="section__role", choices=choices.SectionRole.choices, label=_("Role of the section")
    )

    class Meta:
        model = models.Passage
        fields = ["document", "report", "group", "role", "fingerprint"]


class GapFilterSet(OfDocumentFilterSet):
    """Things announced and missing."""

    class Meta:
        model = models.Gap
        fields = ["document", "report", "kind"]


class SourceConflictFilterSet(django_filters.FilterSet):
    """Disagreements of sources."""

    class Meta:
        model = models.SourceConflict
        fields = ["resolution"]


class WorkingGroupFilterSet(django_filters.FilterSet):
    """Working groups, subgroups and committees."""

    parent = GroupFilter(label=_("Parent"))

    class Meta:
        model = models.WorkingGroup
        fields = ["code", "kind", "parent"]


class OrganizationFilterSet(django_filters.FilterSet):
    """Institutions."""

    parent = OrganizationChoiceFilter(label=_("Parent"))

    class Meta:
        model = models.Organization
        fields = ["country", "sector", "parent"]


class PersonFilterSet(django_filters.FilterSet):
    """People."""

    name = django_filters.CharFilter(lookup_expr="icontains", label=_("Name contains"))

    class Meta:
        model = models.Person
        fields = ["name"]


class AppointmentFilterSet(django_filters.FilterSet):
    """Who held which office."""

    report = YearFilter(label=_("Report"))
    group = GroupFilter(label=_("Group"))
    organization = OrganizationChoiceFilter(label=_("Institution"))
    person = django_filters.ModelChoiceFilter(
        queryset=models.Person.objects.all(), to_field_name="slug", label=_("Person")
    )

    class Meta:
        model = models.Appointment
        fields = ["report", "group", "organization", "person", "role", "side"]
