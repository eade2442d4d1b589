"""Updates, assessments, links, exclusions and questions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from commitments import models
from commitments.admin.append_only import AppendOnlyAdmin
from commitments.admin.row_forms import AssessmentForm, ExclusionForm, LinkForm, QuestionForm, UpdateForm
from reports.admin.printed import quoted


@admin.register(models.Update)
class UpdateAdmin(AppendOnlyAdmin):
    """What sources say later."""

    form = UpdateForm
    list_display = ["key", "commitment", "says", "basis", "effective_on", "state", "standing", "recorded_by_name"]
    list_select_related = ["commitment", "corrected_by"]
    list_filter = ["says", "basis", "state", "commitment__report", "searched"]
    search_fields = ["key", "note_en", "note_fr", "note_es"]
    autocomplete_fields = ["commitment", "deliverable", "passage", "stated_by", "searched"]
    add_fieldsets = [
        (_("What is said"), {"fields": ["commitment", "deliverable", "says", "basis", "effective_on"]}),
        (
            _("Source"),
            {
                "fields": ["passage", "address", "retrieved_on", "stated_by", "searched"],
                "description": _(
                    "One source: a later passage, a web page, or an owner's statement. "
                    "For 'not mentioned' give the report that was searched, and no source."
                ),
            },
        ),
        (_("In our own words"), {"fields": ["note_en", "note_fr", "note_es", "state"]}),
    ]


@admin.register(models.Assessment)
class AssessmentAdmin(AppendOnlyAdmin):
    """What we judge."""

    form = AssessmentForm
    list_display = ["key", "commitment", "party", "completion", "effective_on", "state", "standing", "recorded_by_name"]
    list_select_related = ["commitment", "corrected_by"]
    list_filter = ["completion", "party", "round", "state", "commitment__report"]
    search_fields = ["key", "reason_en", "reason_fr", "reason_es"]
    autocomplete_fields = ["commitment", "deliverable"]
    add_fieldsets = [
        (_("Verdict"), {"fields": ["commitment", "deliverable", "round", "party", "completion", "effective_on"]}),
        (_("Evidence"), {"fields": ["updates", "searched_until"]}),
        (_("Reason, in our own words"), {"fields": ["reason_en", "reason_fr", "reason_es", "state"]}),
    ]
    view_fields = ["guideline", "evidence"]

    @admin.display(description=_("updates it rests on"))
    def evidence(self, assessment: models.Assessment) -> str:
        """The keys of the updates."""
        rows = assessment.evidence.select_related("update")
        return format_html_join(", ", "{}", ((row.update.key,) for row in rows)) or "—"

    def further(self, row: Any) -> dict[str, Any]:
        """Begin with the evidence of the corrected verdict."""
        return {"updates": list(row.evidence.values_list("update", flat=True))}


@admin.register(models.Link)
class LinkAdmin(AppendOnlyAdmin):
    """How commitments follow one another."""

    form = LinkForm
    list_display = ["key", "newer", "kind", "older", "basis", "state", "standing", "recorded_by_name"]
    list_select_related = ["newer", "older", "corrected_by"]
    list_filter = ["kind", "basis", "state", "newer__report"]
    search_fields = ["key", "older__reference", "rationale_en", "rationale_fr", "rationale_es"]
    autocomplete_fields = ["newer", "older"]
    add_fieldsets = [
        (None, {"fields": ["newer", "older", "kind", "basis"]}),
        (_("What changed"), {"fields": ["scope_change", "strength_change", "date_change"]}),
        (_("Rationale, in our own words"), {"fields": ["rationale_en", "rationale_fr", "rationale_es", "state"]}),
    ]


class AboutPassageAdmin(AppendOnlyAdmin):
    """Rows about a passage."""

    autocomplete_fields = ["passage"]
    view_fields = ["words"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch what the quotation needs."""
        rows = super().get_queryset(request).select_related("passage__document", "corrected_by")
        return rows.defer("passage__document__text")

    @admin.display(description=_("printed words"))
    def words(self, row: models.Exclusion | models.Question) -> str:
        """The quoted words, or that they are not imported."""
        return quoted(row.passage)


@admin.register(models.Exclusion)
class ExclusionAdmin(AboutPassageAdmin):
    """Passages of promises sections that are no commitments."""

    form = ExclusionForm
    list_display = ["key", "reason", "note", "state", "standing", "recorded_by_name"]
    list_filter = ["reason", "state", "passage__document"]
    search_fields = ["key", "note_en", "note_fr", "note_es"]
    add_fieldsets = [(None, {"fields": ["passage", "reason", "note_en", "note_fr", "note_es", "state"]})]


@admin.register(models.Question)
class QuestionAdmin(AboutPassageAdmin):
    """Passages that somebody should look at again."""

    form = QuestionForm
    list_display = ["key", "note", "standing", "recorded_by_name", "recorded_at"]
    list_filter = ["passage__document"]
    search_fields = ["key", "note"]
    add_fieldsets = [(None, {"fields": ["passage", "note"]})]
