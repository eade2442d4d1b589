"""What is edited on a commitment's page: sources, owners, deliverables, tags, indicators and milestones."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments import models
from commitments.admin.permissions import may_edit
from commitments.choices import SourceRole
from reports.admin.base import PartInline, ReadOnlyMixin, TranslatedPartInline, TranslatedRecordAdmin
from reports.admin.forms import PartForm, PartFormSet
from reports.admin.printed import place, quoted
from reports.choices import State
from reports.models import Passage


class SourceForm(PartForm):
    """A cited passage. That exactly one is primary is a matter of all rows together."""

    def clean(self) -> dict[str, Any] | None:
        """Refuse a part outside its passage, and a primary source that is no promise."""
        cleaned = super().clean()
        passage: Passage | None = self.cleaned_data.get("passage")
        start: Any = self.cleaned_data.get("start")
        end: Any = self.cleaned_data.get("end")
        if (start is None) != (end is None):
            self.add_error("start", _("A part of a passage has a start and an end behind it."))
        elif passage and start is not None and not passage.start <= start < end <= passage.end:
            self.add_error("start", _("The part lies outside its passage, %(place)s.") % {"place": place(passage)})
        if self.cleaned_data.get("is_primary") and self.cleaned_data.get("role") != SourceRole.PROMISE:
            self.add_error("role", _("The primary source is the promise itself."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # Another row may hand the primary place over to this one in the same form: see SourceFormSet.
        return super()._get_validation_exclusions() | {"is_primary"}


class SourceFormSet(PartFormSet):
    """All cited passages of one commitment."""

    _is_saving = False

    def clean(self) -> None:
        """Ask for exactly one primary source of what is public, for one at most of a draft."""
        super().clean()
        forms_kept = self.kept_forms
        primaries = sum(form.instance.is_primary for form in forms_kept)
        if primaries > 1:
            raise ValidationError(_("A commitment has one primary source."))
        if primaries == 0 and self.instance.state == State.PUBLISHED:
            raise ValidationError(
                _("Give the passage that is the promise itself, as primary source, before publishing.")
            )
        for form in forms_kept:
            if self.instance.report_id and form.instance.passage.document.report_id != self.instance.report_id:
                form.add_error("passage", _("This passage is printed in another report."))

    def save(self, commit: bool = True) -> list[models.CommitmentSource]:
        """Save the rows that give up the primary place before the one that takes it."""
        self._is_saving = True
        try:
            return super().save(commit)
        finally:
            self._is_saving = False

    @property
    def initial_forms(self) -> list[forms.ModelForm]:
        """The forms of existing rows; while saving, the primary row last."""
        found = super().initial_forms
        if not self._is_saving:
            return found
        return sorted(found, key=lambda form: form.instance.is_primary and not self.is_deleted(form))


class SourceInline(PartInline):
    """Where it is printed, with the quoted words."""

    model = models.CommitmentSource
    form = SourceForm
    formset = SourceFormSet
    fields = ["passage", "words", "role", "is_primary", "start", "end"]
    readonly_fields = ["words"]
    autocomplete_fields = ["passage"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch what the quotation needs."""
        rows = super().get_queryset(request).select_related("passage__document", "passage__section")
        return rows.defer("passage__document__text")

    @admin.display(description=gettext_lazy("printed words"))
    def words(self, source: models.CommitmentSource) -> str:
        """The words, or that they are not imported."""
        return quoted(source.passage) if source.passage_id else "—"


class OwnershipInline(PartInline):
    """Who owes it."""

    model = models.Ownership
    fields = ["organization", "group", "person", "role", "starts_on", "ends_on"]
    autocomplete_fields = ["organization", "group", "person"]


class DeliverableInline(TranslatedPartInline):
    """What it will bring about."""

    model = models.Deliverable


class TagInline(PartInline):
    """Cross-cutting concerns."""

    model = models.CommitmentTag


class IndicatorInline(TranslatedPartInline):
    """Figures that it names; their measurements have a page of their own."""

    model = models.Indicator
    show_change_link = True


class MilestoneInline(TranslatedPartInline):
    """Steps that it states."""

    model = models.Milestone


INLINES = [SourceInline, OwnershipInline, DeliverableInline, TagInline, IndicatorInline, MilestoneInline]


@admin.register(models.Theme)
class ThemeAdmin(TranslatedRecordAdmin):
    """Subjects that run across groups and years."""

    list_display = ["name", "slug"]
    search_fields = ["slug", "name_en", "name_fr", "name_es"]


class MeasurementInline(PartInline):
    """Values of an indicator."""

    model = models.Measurement
    autocomplete_fields = ["passage"]


@admin.register(models.Indicator)
class IndicatorAdmin(TranslatedRecordAdmin):
    """Figures that commitments name, with their measurements. Added on the commitment's page."""

    list_display = ["name", "commitment", "unit", "baseline", "target", "target_on"]
    list_select_related = ["commitment"]
    search_fields = ["name_en", "name_fr", "name_es", "commitment__reference"]
    readonly_fields = ["commitment"]
    inlines = [MeasurementInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: an indicator is added on its commitment's page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Indicator | None = None) -> bool:
        """Allow what may be edited of the commitment."""
        return super().has_change_permission(request, obj) and may_edit(request, obj.commitment if obj else None)


@admin.register(models.Deliverable)
class DeliverableAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Looked up when a row is about one deliverable; edited on the commitment's page."""

    search_fields = ["text_en", "text_fr", "text_es", "commitment__reference"]
    fields = ["commitment", "order", "text_en", "text_fr", "text_es"]
    list_display = ["commitment", "order", "text"]
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch what the label needs."""
        return super().get_queryset(request).select_related("commitment")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Leave it out of the index."""
        return False

    def autocomplete_label(self, deliverable: models.Deliverable) -> str:
        """Name the commitment too."""
        return f"{deliverable.commitment.reference} ({deliverable.order}) {deliverable.text}"
