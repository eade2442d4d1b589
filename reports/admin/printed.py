"""Meetings, reports, documents, their sections and passages, gaps and conflicts."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports import models
from reports.admin.base import KeptTranslatedPartInline, Labelled, ReadOnlyMixin, RecordAdmin, TranslatedRecordAdmin
from reports.admin.forms import CaptureForm, PublishedApartForm

LABEL_LENGTH = 120


@admin.register(models.Meeting)
class MeetingAdmin(TranslatedRecordAdmin):
    """Annual meetings."""

    list_display = ["slug", "edition", "host", "place", "starts_on", "ends_on", "format"]
    list_filter = ["host", "format", "precision"]
    search_fields = ["slug", "place_en", "place_fr", "place_es"]
    autocomplete_fields = ["passages"]


@admin.register(models.Session)
class SessionAdmin(TranslatedRecordAdmin):
    """Meetings of single groups."""

    list_display = ["group", "meeting", "starts_on", "ends_on", "format", "attendance"]
    list_display_links = ["group"]
    list_select_related = ["group", "meeting"]
    list_filter = ["format", "precision", ("group", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["group__code", "group__name_en", "place_en", "place_fr", "place_es"]
    autocomplete_fields = ["group", "meeting", "passages"]


@admin.register(models.Report)
class ReportAdmin(TranslatedRecordAdmin):
    """Annual reports."""

    form = PublishedApartForm
    list_display = ["year", "title", "period", "meeting", "state"]
    list_select_related = ["meeting"]
    list_filter = ["state"]
    search_fields = ["year", "title_en", "title_fr", "title_es"]
    autocomplete_fields = ["meeting"]


@admin.register(models.Document)
class DocumentAdmin(RecordAdmin):
    """Captures; what was captured is not edited."""

    form = CaptureForm
    list_display = ["slug", "title", "report", "kind", "language", "is_imported", "state"]
    list_select_related = ["report"]
    list_filter = ["kind", "language", "state", "report"]
    search_fields = ["slug", "title", "file_name", "sha256"]
    fields = [
        "slug",
        "report",
        "kind",
        "title",
        "language",
        "source_address",
        "retrieved_on",
        "state",
        "file_name",
        "media_type",
        "sha256",
        "file",
        "words",
    ]
    readonly_fields = ["slug", "report", "file_name", "media_type", "sha256", "file", "words"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave the long text out of lists."""
        rows = super().get_queryset(request)
        match = request.resolver_match
        return rows.defer("text") if match and (match.url_name or "").endswith("_changelist") else rows

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a document enters by import."""
        return False

    @admin.display(description=gettext_lazy("imported"), boolean=True)
    def is_imported(self, document: models.Document) -> bool:
        """Whether its file is held here."""
        return bool(document.file)

    @admin.display(description=gettext_lazy("text"))
    def words(self, document: models.Document) -> str:
        """The extracted text, folded away."""
        if not document.text:
            return _("not imported")
        length = len(document.text)
        summary = ngettext("%(n)s character", "%(n)s characters", length) % {"n": length}
        return format_html(
            '<details><summary>{}</summary><pre class="printed">{}</pre></details>', summary, document.text
        )


@admin.register(models.GroupReport)
class GroupReportAdmin(TranslatedRecordAdmin):
    """How groups stand in reports."""

    list_display = ["report", "group", "status", "note"]
    list_display_links = ["report", "group"]
    list_select_related = ["report", "group"]
    list_filter = ["report", "status"]
    search_fields = ["group__code", "group__name_en", "note_en", "note_fr", "note_es"]
    autocomplete_fields = ["report", "group", "passages"]


@admin.register(models.Section)
class SectionAdmin(RecordAdmin):
    """Headed parts of documents; only their reading is edited."""

    list_display = ["heading", "document", "order", "working_group", "role", "start", "end"]
    list_filter = ["role", "document", ("working_group", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["heading", "document__slug"]
    fields = ["document", "heading", "order", "start", "end", "role", "working_group", "parent"]
    readonly_fields = ["document", "heading", "order", "start", "end"]
    autocomplete_fields = ["working_group", "parent"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: sections enter with their document."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch what lists and labels show."""
        return super().get_queryset(request).select_related("document", "working_group").defer("document__text")

    def autocomplete_label(self, section: models.Section) -> str:
        """Name the document too."""
        return f"{section.document.slug} {section.order}: {section.heading}"


@admin.register(models.Passage)
class PassageAdmin(ReadOnlyMixin, Labelled, admin.ModelAdmin):
    """Printed sentences: looked at and cited, never edited."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    list_display = ["place", "section", "words"]
    list_filter = ["document", "section__role", ("section__working_group", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["document__slug", "=start", "section__heading", "text", "=fingerprint"]
    fields = ["document", "section", "order", "paragraph", "item", "start", "end", "words", "fingerprint"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch what the label needs."""
        return super().get_queryset(request).select_related("document", "section").defer("document__text")

    @admin.display(description=gettext_lazy("place"), ordering="document")
    def place(self, passage: models.Passage) -> str:
        """Document and offsets."""
        return place(passage)

    @admin.display(description=gettext_lazy("words"))
    def words(self, passage: models.Passage) -> str:
        """The quoted words."""
        return quoted(passage)

    def autocomplete_label(self, passage: models.Passage) -> str:
        """Document, offsets and the beginning of the words (or of the heading, where not imported)."""
        beginning = passage.text or f"[{passage.section.heading}]"
        return f"{place(passage)} {Truncator(beginning).chars(LABEL_LENGTH)}"


def place(passage: models.Passage) -> str:
    """Return where ``passage`` is printed: document and offsets. Needs the document fetched."""
    return f"{passage.document.slug} {passage.start}–{passage.end}"


def quoted(passage: models.Passage) -> str:
    """Return the printed words as a quotation, or say that they are not imported."""
    if not passage.text:
        return format_html('<em class="help">{}</em>', _("not imported"))
    return format_html('<q class="printed" lang="{}">{}</q>', passage.document.language, passage.text)


@admin.register(models.Gap)
class GapAdmin(TranslatedRecordAdmin):
    """What documents announce and do not contain."""

    list_display = ["document", "kind", "section", "note", "start"]
    list_select_related = ["document", "section"]
    list_filter = ["kind", "document"]
    search_fields = ["document__slug", "note_en", "note_fr", "note_es"]
    autocomplete_fields = ["document", "section"]


class ConflictValueInline(KeptTranslatedPartInline):
    """The values that the sources print."""

    model = models.ConflictValue
    autocomplete_fields = ["passages"]


@admin.register(models.SourceConflict)
class SourceConflictAdmin(TranslatedRecordAdmin):
    """Where sources disagree."""

    list_display = ["subject", "slug", "resolution"]
    list_filter = ["resolution"]
    search_fields = ["slug", "subject_en", "subject_fr", "subject_es"]
    inlines = [ConflictValueInline]
