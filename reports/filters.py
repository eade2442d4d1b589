"""FilterSets of the library: one for each model, shared by pages and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports import choices, models
from reports.filtering import (
    OnOrAfter,
    OnOrBefore,
    PublicFilterSet,
    PublicNameFilter,
    WholeNumberFilter,
    YesNoFilter,
    translated,
)
from reports.searching import searched_words


def published_reports(request: Any) -> QuerySet:
    """Return the reports that may be named."""
    return models.Report.objects.published()


def published_documents(request: Any) -> QuerySet:
    """Return the documents that may be named."""
    return models.Document.objects.published()


def meetings(request: Any) -> QuerySet:
    """Return the meetings that may be named."""
    return models.Meeting.objects.published()


def groups(request: Any) -> QuerySet:
    """Return the working groups, subgroups and committees; all of them are public."""
    return models.WorkingGroup.objects.all()


def organizations(request: Any) -> QuerySet:
    """Return the institutions; all of them are public."""
    return models.Organization.objects.all()


def people(request: Any) -> QuerySet:
    """Return the people who may be named."""
    return models.Person.objects.published()


class YearFilter(PublicNameFilter):
    """Filters by report, given by its year."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(names=("year",), accepted=published_reports, **kwargs)


class GroupFilter(PublicNameFilter):
    """Filters by working group, given by its slug or its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(names=("slug", "code"), accepted=groups, **kwargs)


class OrganizationChoiceFilter(PublicNameFilter):
    """Filters by institution, given by its slug."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accepted=organizations, **kwargs)


class PersonChoiceFilter(PublicNameFilter):
    """Filters by person, given by the slug."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accepted=people, **kwargs)


class MeetingFilterSet(PublicFilterSet):
    """Annual meetings."""

    texts = ("slug", *translated("place"))
    unique = ("starts_on", "slug")
    held = django_filters.ChoiceFilter(
        field_name="format", choices=choices.MeetingFormat.choices, label=_("How it was held")
    )
    ordering = django_filters.OrderingFilter(
        fields=[("starts_on", "starts_on"), ("edition", "edition"), ("slug", "slug")], label=_("Order")
    )
    starts_on_before = OnOrBefore("starts_on", label=_("Starts on or before"))
    starts_on_after = OnOrAfter("starts_on", label=_("Starts on or after"))
    ends_on_before = OnOrBefore("ends_on", label=_("Ends on or before"))
    ends_on_after = OnOrAfter("ends_on", label=_("Ends on or after"))

    class Meta:
        model = models.Meeting
        fields = ["slug", "edition", "host", "precision"]


class SessionFilterSet(PublicFilterSet):
    """Meetings of single groups."""

    texts = (*translated("place", "group__name"), "group__code")
    unique = ("starts_on", "group__code", "meeting__slug")
    group = GroupFilter(label=_("Group"))
    meeting = PublicNameFilter(accepted=meetings, label=_("Meeting"))
    held = django_filters.ChoiceFilter(
        field_name="format", choices=choices.MeetingFormat.choices, label=_("How it was held")
    )
    ordering = django_filters.OrderingFilter(
        fields=[("starts_on", "starts_on"), ("group__code", "group"), ("attendance", "attendance")], label=_("Order")
    )
    starts_on_before = OnOrBefore("starts_on", label=_("Starts on or before"))
    starts_on_after = OnOrAfter("starts_on", label=_("Starts on or after"))
    ends_on_before = OnOrBefore("ends_on", label=_("Ends on or before"))
    ends_on_after = OnOrAfter("ends_on", label=_("Ends on or after"))

    class Meta:
        model = models.Session
        fields = ["group", "meeting", "precision"]


class ReportFilterSet(PublicFilterSet):
    """Annual reports."""

    texts = (*translated("title"), "period")
    unique = ("year",)
    meeting = PublicNameFilter(accepted=meetings, label=_("Meeting"))
    ordering = django_filters.OrderingFilter(fields=[("year", "year")], label=_("Order"))

    class Meta:
        model = models.Report
        fields = ["year", "meeting"]


class GroupReportFilterSet(PublicFilterSet):
    """How groups stand in reports."""

    texts = (*translated("note", "group__name"), "group__code")
    unique = ("report__year", "group__code")
    report = YearFilter(label=_("Report"))
    group = GroupFilter(label=_("Group"))
    ordering = django_filters.OrderingFilter(
        fields=[("report__year", "report"), ("group__code", "group")], label=_("Order")
    )

    class Meta:
        model = models.GroupReport
        fields = ["report", "group", "status"]


class GroupNameFilterSet(PublicFilterSet):
    """Names of groups as reports print them."""

    texts = ("name", "group__code")
    unique = ("report__year", "group__code", "language", "name")
    report = YearFilter(label=_("Report"))
    group = GroupFilter(label=_("Group"))
    name = django_filters.CharFilter(lookup_expr="exact", label=_("Name as printed"))
    ordering = django_filters.OrderingFilter(
        fields=[("report__year", "report"), ("group__code", "group")], label=_("Order")
    )

    class Meta:
        model = models.GroupName
        fields = ["report", "group", "language", "name"]


class DocumentFilterSet(PublicFilterSet):
    """Captures of reports and other sources."""

    texts = ("slug", "title", "file_name", "source_address", "sha256")
    report = YearFilter(label=_("Report"))
    is_imported = YesNoFilter(method="imported", label=_("Its text is held here"))
    ordering = django_filters.OrderingFilter(fields=[("slug", "slug"), ("report__year", "report")], label=_("Order"))
    retrieved_on_before = OnOrBefore("retrieved_on", label=_("Retrieved on or before"))
    retrieved_on_after = OnOrAfter("retrieved_on", label=_("Retrieved on or after"))

    class Meta:
        model = models.Document
        fields = ["slug", "report", "kind", "language", "media_type", "file_name", "sha256"]

    def imported(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        """Return the documents whose text is held here, or the others."""
        return queryset.exclude(text="") if value else queryset.filter(text="")


class OfDocumentFilterSet(PublicFilterSet):
    """Rows of a document."""

    document = PublicNameFilter(accepted=published_documents, label=_("Document"))
    report = YearFilter(field_name="document__report", label=_("Report"))


class SectionFilterSet(OfDocumentFilterSet):
    """Sections of documents."""

    texts = ("heading",)
    unique = ("document__slug", "order")
    group = GroupFilter(field_name="working_group", label=_("Group"))
    parent = WholeNumberFilter(field_name="parent__order", label=_("Number of the section it stands in"))
    ordering = django_filters.OrderingFilter(
        fields=[("document__slug", "document"), ("order", "order")], label=_("Order")
    )

    class Meta:
        model = models.Section
        fields = ["document", "report", "group", "role", "order", "parent"]


class PassageFilterSet(OfDocumentFilterSet):
    """Printed sentences."""

    texts = ("text",)
    unique = ("document__slug", "start")
    group = GroupFilter(field_name="section__working_group", label=_("Group"))
    section = WholeNumberFilter(field_name="section__order", label=_("Number of the section"))
    role = django_filters.ChoiceFilter(
        field_name="section__role", choices=choices.SectionRole.choices, label=_("Role of the section")
    )
    is_imported = YesNoFilter(method="imported", label=_("Its words are held here"))
    ordering = django_filters.OrderingFilter(
        fields=[("document__slug", "document"), ("start", "start")], label=_("Order")
    )

    class Meta:
        model = models.Passage
        fields = ["document", "report", "group", "section", "role", "order", "paragraph", "start", "fingerprint"]

    def imported(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        """Return the passages whose words are held here, or the others."""
        return queryset.exclude(text="") if value else queryset.filter(text="")


class GapFilterSet(OfDocumentFilterSet):
    """Things announced and missing."""

    texts = (*translated("note", "section__working_group__name"), "section__heading")
    unique = ("document__slug", "start", "kind")
    group = GroupFilter(field_name="section__working_group", label=_("Group"))
    section = WholeNumberFilter(field_name="section__order", label=_("Number of the section"))
    ordering = django_filters.OrderingFilter(
        fields=[("document__slug", "document"), ("start", "start")], label=_("Order")
    )

    class Meta:
        model = models.Gap
        fields = ["document", "report", "group", "section", "kind", "start"]


class SourceConflictFilterSet(PublicFilterSet):
    """Disagreements of sources."""

    texts = ("slug", *translated("subject", "explanation"))
    ordering = django_filters.OrderingFilter(fields=[("slug", "slug")], label=_("Order"))

    class Meta:
        model = models.SourceConflict
        fields = ["slug", "resolution"]


class WorkingGroupFilterSet(PublicFilterSet):
    """Working groups, subgroups and committees."""

    texts = ("code", "slug", *translated("name"))
    unique = ("code",)
    parent = GroupFilter(label=_("Parent"))
    ordering = django_filters.OrderingFilter(fields=[("code", "code"), ("slug", "slug")], label=_("Order"))

    class Meta:
        model = models.WorkingGroup
        fields = ["code", "slug", "kind", "parent"]


class OrganizationFilterSet(PublicFilterSet):
    """Institutions."""

    parent = OrganizationChoiceFilter(label=_("Parent"))
    ordering = django_filters.OrderingFilter(
        fields=[("slug", "slug"), ("country", "country"), ("sector", "sector")], label=_("Order")
    )

    class Meta:
        model = models.Organization
        fields = ["slug", "country", "sector", "parent"]

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Return the institutions of which one name or acronym, in any language, holds every word."""
        names = translated("name", "acronym")
        rows = [
            *models.Organization.objects.values_list("pk", "slug", *names),
            *models.OrganizationName.objects.values_list("organization", "name"),
        ]
        return queryset.filter(pk__in=_named(rows, value))


class PersonFilterSet(PublicFilterSet):
    """People."""

    group = GroupFilter(method="of_group", label=_("Group"))
    organization = OrganizationChoiceFilter(method="of_organization", label=_("Institution"))
    ordering = django_filters.OrderingFilter(fields=[("slug", "slug"), ("name", "name")], label=_("Order"))

    class Meta:
        model = models.Person
        fields = ["slug", "group", "organization"]

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Return the people of whom one name, as they are printed too, holds every word."""
        printed = models.Appointment.objects.published().order_by()
        rows = [
            *models.Person.objects.published().values_list("pk", "slug", "name"),
            *printed.values_list("person", "name_as_printed"),
        ]
        return queryset.filter(pk__in=_named(rows, value))

    def of_group(self, queryset: QuerySet, name: str, value: models.WorkingGroup) -> QuerySet:
        """Return the people printed in an office of the group."""
        return queryset.filter(pk__in=models.Appointment.objects.published().filter(group=value).values("person"))

    def of_organization(self, queryset: QuerySet, name: str, value: models.Organization) -> QuerySet:
        """Return the people printed as representing the institution."""
        return queryset.filter(
            pk__in=models.Appointment.objects.published().filter(organization=value).values("person")
        )


def _named(rows: list[tuple[Any, ...]], words: str) -> set[int]:
    """Return the first elements of the rows in which one of the further ones holds every word, accents apart."""
    wanted = searched_words(words)
    return {row for row, *names in rows if any(_holds(name or "", wanted) for name in names)}


def _holds(name: str, wanted: list[str]) -> bool:
    folded = " ".join(searched_words(name))
    return all(word in folded for word in wanted)


class AppointmentFilterSet(PublicFilterSet):
    """Who held which office."""

    texts = ("person__name", "name_as_printed", "title_as_printed", "organization_as_printed")
    unique = ("report__year", "group__code", "side", "person__slug", "role", "pk")
    report = YearFilter(label=_("Report"))
    document = PublicNameFilter(accepted=published_documents, label=_("Document"))
    group = GroupFilter(label=_("Group"))
    organization = OrganizationChoiceFilter(label=_("Institution"))
    person = PersonChoiceFilter(label=_("Person"))
    ordering = django_filters.OrderingFilter(
        fields=[("report__year", "report"), ("group__code", "group"), ("person__slug", "person")], label=_("Order")
    )

    class Meta:
        model = models.Appointment
        fields = ["report", "document", "group", "organization", "person", "role", "side"]


class SuccessionFilterSet(PublicFilterSet):
    """How bodies follow one another."""

    unique = ("latest", "pk")
    ordering = django_filters.OrderingFilter(fields=[("earliest", "earliest"), ("latest", "latest")], label=_("Order"))


class GroupSuccessionFilterSet(SuccessionFilterSet):
    """How groups follow one another."""

    texts = translated("note", "predecessor__name", "successor__name")
    predecessor = GroupFilter(label=_("Earlier group"))
    successor = GroupFilter(label=_("Later group"))

    class Meta:
        model = models.GroupSuccession
        fields = ["predecessor", "successor", "kind", "basis", "earliest", "latest"]


class OrganizationSuccessionFilterSet(SuccessionFilterSet):
    """How institutions follow one another."""

    texts = translated("note", "predecessor__name", "successor__name")
    predecessor = OrganizationChoiceFilter(label=_("Earlier institution"))
    successor = OrganizationChoiceFilter(label=_("Later institution"))

    class Meta:
        model = models.OrganizationSuccession
        fields = ["predecessor", "successor", "kind", "basis", "earliest", "latest"]
