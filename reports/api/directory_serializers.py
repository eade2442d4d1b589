"""The directory as the API shows it: groups, institutions and people, their names and successions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from reports import models
from reports.api.base import AddressField, PageAddressField, PublicSerializer, TranslationsField
from reports.api.citations import CitationSerializer, CitedDocumentSerializer


class GroupNameSerializer(PublicSerializer):
    """The name of a group as one report prints it."""

    class Meta:
        model = models.GroupName
        fields: ClassVar[list[str]] = ["group", "report", "language", "name"]


class PrintedNameSerializer(PublicSerializer):
    """A name of the group, and the report that prints it."""

    class Meta:
        model = models.GroupName
        fields: ClassVar[list[str]] = ["report", "language", "name"]


class WorkingGroupSerializer(PublicSerializer):
    """A working group, one of its subgroups or technical committees."""

    translations = TranslationsField(("name",))
    names = PrintedNameSerializer(
        source="published_names", many=True, read_only=True, help_text=_("Its names as the reports print them.")
    )
    url = AddressField("group-detail", "slug")
    html_url = PageAddressField()

    class Meta:
        model = models.WorkingGroup
        fields: ClassVar[list[str]] = [
            "code",
            "slug",
            "kind",
            "parent",
            "name",
            "translations",
            "names",
            "url",
            "html_url",
        ]


class OrganizationNameSerializer(PublicSerializer):
    """A further name of an institution."""

    class Meta:
        model = models.OrganizationName
        fields: ClassVar[list[str]] = ["language", "kind", "name"]


class OrganizationSerializer(PublicSerializer):
    """An institution that acts, co-chairs or takes part."""

    translations = TranslationsField(("name", "acronym"))
    names = OrganizationNameSerializer(
        many=True, read_only=True, help_text=_("Further names: aliases, former names, acronyms, misprints.")
    )
    url = AddressField("organization-detail", "slug")
    html_url = PageAddressField()

    class Meta:
        model = models.Organization
        fields: ClassVar[list[str]] = [
            "slug",
            "name",
            "acronym",
            "translations",
            "names",
            "parent",
            "country",
            "sector",
            "url",
            "html_url",
        ]


class PersonSerializer(PublicSerializer):
    """A person named in a report."""

    url = AddressField("person-detail", "slug")
    html_url = PageAddressField()

    class Meta:
        model = models.Person
        fields: ClassVar[list[str]] = ["slug", "name", "url", "html_url"]


class PlaceSerializer(serializers.Serializer):
    """A place in a document that is no passage: a line of a list of people."""

    report = serializers.IntegerField(
        source="document.report.year", allow_null=True, help_text=_("Year of the report; null for other sources.")
    )
    document = CitedDocumentSerializer()
    start = serializers.IntegerField(allow_null=True, help_text=_("Offset of the first character; null where unknown."))
    end = serializers.IntegerField(allow_null=True, help_text=_("Offset behind the last character."))


class AppointmentSerializer(PublicSerializer):
    """A person in an office, as one report prints it."""

    source = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text=_("Where it is printed; null where not recorded.")
    )

    class Meta:
        model = models.Appointment
        fields: ClassVar[list[str]] = [
            "person",
            "role",
            "group",
            "organization",
            "side",
            "report",
            "name_as_printed",
            "title_as_printed",
            "organization_as_printed",
            "source",
        ]

    @extend_schema_field(PlaceSerializer(allow_null=True))
    def get_source(self, appointment: models.Appointment) -> dict[str, Any] | None:
        """Return the place in the document, if there is one."""
        return PlaceSerializer(appointment).data if appointment.document else None


class GroupSuccessionSerializer(PublicSerializer):
    """How one working group follows another."""

    sources = CitationSerializer(source="cited", many=True, read_only=True, help_text=_("Where it is stated."))

    class Meta:
        model = models.GroupSuccession
        fields: ClassVar[list[str]] = [
            "kind",
            "predecessor",
            "successor",
            "earliest",
            "latest",
            "basis",
            "note",
            "sources",
        ]


class OrganizationSuccessionSerializer(GroupSuccessionSerializer):
    """How one institution follows another."""

    class Meta(GroupSuccessionSerializer.Meta):
        model = models.OrganizationSuccession  # type: ignore[assignment]
