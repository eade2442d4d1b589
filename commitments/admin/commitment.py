"""The page of a commitment: what it says, who must act, its window, its publication, and what was appended to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.admin import panels
from commitments.admin.list_filters import BadgeFilter, PartyFilter
from commitments.admin.parts import INLINES
from commitments.admin.permissions import may_edit, may_publish
from commitments.admin.review_rows import BACK, address
from commitments.choices import Badge
from commitments.models import Commitment
from commitments.models.commitment import REFERENCE
from commitments.references import next_reference
from reports.admin.base import TranslatedRecordAdmin
from reports.admin.changes import latest_changes
from reports.admin.forms import RecordForm
from reports.choices import Language, State
from reports.folding import fold
from reports.models import WorkingGroup

HISTORY_SHOWN = 10


class CommitmentForm(RecordForm):
    """Checks that span several fields of a commitment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.state == State.DRAFT:
            for name in {"title_en", "summary_en"} & self.fields.keys():
                self.fields[name].required = False  # the words may come later; ``clean`` asks for them

    def clean(self) -> dict[str, Any] | None:
        """Ask for texts in three languages before publishing, for a reason before withdrawing."""
        cleaned = super().clean()
        state = self.cleaned_data.get("state", self.instance.state)
        if state == State.PUBLISHED:
            for name in (f"{field}_{language}" for field in ("title", "summary") for language in Language.values):
                if name in self.fields and name not in self.errors and not self.cleaned_data.get(name):
                    self.add_error(name, _("What is public has title and summary in three languages."))
        if state == State.WITHDRAWN and not self.cleaned_data.get("withdrawal_reason_en", True):
            self.add_error(
                "withdrawal_reason_en",
                _("Say why the commitment is withdrawn, in English at least; readers are shown the reason."),
            )
        group: WorkingGroup | None = self.cleaned_data.get("working_group")
        if group is not None and group.parent_id:
            self.add_error("working_group", _("A commitment belongs to a working group, not to a part of one."))
        elif group is not None and not _fits_reference(group):
            self.add_error("working_group", _("References need a group code of two to four capital letters."))
        return cleaned


@admin.register(Commitment)
class CommitmentAdmin(TranslatedRecordAdmin):
    """Commitments. Editors work on drafts; who may publish also edits what is public."""

    form = CommitmentForm
    change_form_template = "admin/commitments/commitment/change_form.html"
    list_display = [
        "reference",
        "title",
        "report",
        "working_group",
        "strength",
        "badge",
        "window_end",
        "state",
    ]
    list_select_related = ["report", "working_group"]
    list_filter = [
        "report",
        ("working_group", admin.RelatedOnlyFieldListFilter),
        BadgeFilter,
        "strength",
        "state",
        PartyFilter,
        ("theme", admin.RelatedOnlyFieldListFilter),
    ]
    show_facets = admin.ShowFacets.NEVER  # counting every badge in one query is more than SQLite can parse
    search_fields = ["search_text"]
    search_help_text = gettext_lazy("Reference, or words of title and summary in any language; accents do not matter.")
    autocomplete_fields = [
        "report",
        "working_group",
        "joint_groups",
        "theme",
        "proposer_organization",
        "proposer_group",
        "proposer_person",
    ]
    inlines = INLINES
    fieldsets = [
        (
            gettext_lazy("What it says"),
            {
                "fields": [
                    "reference",
                    ("report", "working_group"),
                    "joint_groups",
                    "promised_on",
                    "title",
                    "summary",
                    ("theme", "strength", "nature"),
                    "is_verifiable",
                    "condition",
                ]
            },
        ),
        (
            gettext_lazy("Who must act"),
            {
                "fields": [
                    ("must_canada_act", "must_mexico_act"),
                    "proposer_party",
                    "proposer_organization",
                    "proposer_group",
                    "proposer_person",
                ]
            },
        ),
        (
            gettext_lazy("Window"),
            {
                "fields": [
                    ("window_kind", "window_precision"),
                    "window_text",
                    ("window_start", "window_end"),
                    "window_reading",
                ]
            },
        ),
        (gettext_lazy("Publication"), {"fields": ["state", "withdrawal_reason"]}),
    ]

    # The list

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the rows with axes and badge as of today."""
        return super().get_queryset(request).with_status(timezone.localdate())

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Search in the folded words."""
        return super().get_search_results(request, queryset, fold(search_term))

    @admin.display(description=gettext_lazy("status"), ordering="badge")
    def badge(self, commitment: Any) -> str:
        """The badge of today, in words."""
        return str(Badge(commitment.badge).label)

    # Permissions

    def has_change_permission(self, request: HttpRequest, obj: Commitment | None = None) -> bool:
        """Allow editors to change drafts, publishers everything."""
        return super().has_change_permission(request, obj) and may_edit(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        """A reference says report and group, so these stay; the state belongs to those who may publish."""
        names = [*super().get_readonly_fields(request, obj), "reference"]
        if obj is not None:
            names += ["report", "working_group"]
        if not may_publish(request):
            names += ["state", *(f"withdrawal_reason_{language}" for language in Language.values)]
        return names

    def get_view_on_site_url(self, obj: Commitment | None = None) -> str | None:
        """Return the public page, where there is one."""
        return None if obj is None or obj.state == State.DRAFT else super().get_view_on_site_url(obj)

    # Saving

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Give a new commitment its reference."""
        if not change:
            obj.reference = next_reference(obj.report, obj.working_group)
        super().save_model(request, obj, form, change)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Lead whoever came from the review desk back to the sentence there."""
        if BACK not in request.GET:
            return super().response_post_save_change(request, obj)
        passage = obj.sources.select_related("passage__document").get(is_primary=True).passage
        return HttpResponseRedirect(address(obj.report, passage.document, passage))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Put status, appended rows and the last changes beside the form."""
        commitment: Any = kwargs.get("obj")
        if commitment is not None and hasattr(commitment, "badge"):
            context["status_rows"] = panels.status_rows(commitment)
            context["today"] = timezone.localdate()
            context["panels"] = panels.panels(request, commitment)
            context["latest_changes"] = latest_changes(commitment, self.parts(), HISTORY_SHOWN)
        return super().render_change_form(request, context, *args, **kwargs)


def _fits_reference(group: WorkingGroup) -> bool:
    try:
        REFERENCE(f"CMP-2000-{group.code}-01")
    except ValidationError:
        return False
    return True
