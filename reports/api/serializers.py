"""The library's rows as the API shows them: reports, their documents and text, and the meetings."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from reports import models
from reports.api.base import AddressField, PageAddressField, PublicSerializer, TranslationsField
from reports.api.citations import CitationSerializer
from reports.choices import GroupReportStatus, SectionRole


class MeetingSerializer(PublicSerializer):
    """An annual meeting."""

    reports = serializers.SerializerMethodField(help_text=_("Years of the reports that tell of it."))
    sources = CitationSerializer(source="cited", many=True, read_only=True, help_text=_("Where it is printed."))
    url = AddressField("meeting-detail", "slug")

    class Meta:
        model = models.Meeting
        fields: ClassVar[list[str]] = [
            "slug",
            "edition",
            "host",
            "place",
            "starts_on",
            "ends_on",
            "precision",
            "format",
            "reports",
            "sources",
            "url",
        ]

    def get_reports(self, meeting: Any) -> list[int]:
        """Return the years, earliest first."""
        return [report.year for report in meeting.published_reports]


class SessionSerializer(PublicSerializer):
    """One group's own meeting."""

    sources = CitationSerializer(source="cited", many=True, read_only=True, help_text=_("Where it is printed."))

    class Meta:
        model = models.Session
        fields: ClassVar[list[str]] = [
            "group",
            "meeting",
            "starts_on",
            "ends_on",
            "precision",
            "place",
            "format",
            "attendance",
            "sources",
        ]


class ReportSerializer(PublicSerializer):
    """An annual report."""

    documents = serializers.SerializerMethodField(help_text=_("Slugs of its captures."))
    translations = TranslationsField(("title",))
    url = AddressField("report-detail", "year")
    html_url = PageAddressField()

    class Meta:
        model = models.Report
        fields: ClassVar[list[str]] = [
            "year",
            "period",
            "title",
            "translations",
            "meeting",
            "documents",
            "url",
            "html_url",
        ]

    def get_documents(self, report: Any) -> list[str]:
        """Return the slugs, in their order."""
        return [document.slug for document in report.published_documents]


class GroupReportSerializer(PublicSerializer):
    """How a group stands in a report."""

    is_silent = serializers.SerializerMethodField(help_text=_("Whether the group did not report."))
    sources = CitationSerializer(source="cited", many=True, read_only=True, help_text=_("Passages that show it."))

    class Meta:
        model = models.GroupReport
        fields: ClassVar[list[str]] = ["report", "group", "status", "is_silent", "note", "sources"]

    def get_is_silent(self, row: models.GroupReport) -> bool:
        """Return whether the group has no chapter."""
        return row.status in GroupReportStatus.silent()


class DocumentSerializer(PublicSerializer):
    """One capture of a report or of another source."""

    is_imported = serializers.BooleanField(read_only=True, help_text=_("Whether its text is held here."))
    url = AddressField("document-detail", "slug")
    html_url = PageAddressField()

    class Meta:
        model = models.Document
        fields: ClassVar[list[str]] = [
            "slug",
            "report",
            "kind",
            "title",
            "language",
            "media_type",
            "file_name",
            "sha256",
            "source_address",
            "retrieved_on",
            "is_imported",
            "url",
            "html_url",
        ]


class OfDocumentSerializer(PublicSerializer):
    """A row of a document."""

    report = serializers.IntegerField(
        source="document.report.year",
        allow_null=True,
        read_only=True,
        help_text=_("Year of the report; null for other sources."),
    )


class SectionSerializer(OfDocumentSerializer):
    """One headed part of a document."""

    path = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=_("Headings from the outermost one to its own.")
    )

    class Meta:
        model = models.Section
        fields: ClassVar[list[str]] = [
            "document",
            "report",
            "working_group",
            "order",
            "parent",
            "heading",
            "path",
            "role",
            "start",
            "end",
        ]


class PassageSerializer(OfDocumentSerializer):
    """One printed sentence."""

    section = serializers.ListField(
        source="section.path",
        child=serializers.CharField(),
        read_only=True,
        help_text=_("Headings, outermost first."),
    )
    section_order = serializers.IntegerField(
        source="section.order", read_only=True, help_text=_("Number of its section in the document.")
    )
    role = serializers.ChoiceField(
        source="section.role", choices=SectionRole.choices, read_only=True, help_text=_("What its section is for.")
    )
    working_group = serializers.CharField(
        source="section.working_group.code",
        allow_null=True,
        read_only=True,
        help_text=_("Code of the group whose chapter it stands in; null outside the chapters."),
    )
    quotation = serializers.SerializerMethodField(help_text=_("Its words; null where the document is not imported."))

    class Meta:
        model = models.Passage
        fields: ClassVar[list[str]] = [
            "document",
            "report",
            "working_group",
            "section",
            "section_order",
            "role",
            "order",
            "paragraph",
            "item",
            "start",
            "end",
            "page",
            "fingerprint",
            "quotation",
        ]

    def get_quotation(self, passage: models.Passage) -> str | None:
        """Return the words, where they are held."""
        return passage.text or None


class GapSerializer(OfDocumentSerializer):
    """Something announced and missing."""

    section = serializers.ListField(
        source="section.path",
        child=serializers.CharField(),
        allow_null=True,
        read_only=True,
        help_text=_("Headings, outermost first; null outside the sections."),
    )

    class Meta:
        model = models.Gap
        fields: ClassVar[list[str]] = ["document", "report", "section", "kind", "start", "end", "note"]


class ConflictValueSerializer(PublicSerializer):
    """One of the values printed for a fact."""

    sources = CitationSerializer(source="passages", many=True, read_only=True, help_text=_("Where it is printed."))

    class Meta:
        model = models.ConflictValue
        fields: ClassVar[list[str]] = ["value", "sources"]


class SourceConflictSerializer(PublicSerializer):
    """A fact for which official sources print two or more values."""

    values = ConflictValueSerializer(many=True, read_only=True, help_text=_("The values printed."))
    url = AddressField("conflict-detail", "slug")

    class Meta:
        model = models.SourceConflict
        fields: ClassVar[list[str]] = ["slug", "subject", "resolution", "explanation", "values", "url"]
