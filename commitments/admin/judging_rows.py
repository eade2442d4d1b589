"""What stands around verdicts: guidelines, replies and blind codings."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments import models
from commitments.admin.append_only import AppendOnlyAdmin
from commitments.admin.row_forms import CodingForm, GuidelineForm, ReplyForm


def _in_each_language(name: str) -> list[str]:
    return [f"{name}_{language}" for language in ("en", "fr", "es")]


@admin.register(models.Guideline)
class GuidelineAdmin(AppendOnlyAdmin):
    """By what commitments will be judged."""

    form = GuidelineForm
    list_display = ["key", "commitment", "state", "standing", "recorded_by_name", "recorded_at"]
    list_select_related = ["commitment", "corrected_by"]
    list_filter = ["state", "commitment__report"]
    search_fields = ["key", "proof_en", "proof_fr", "proof_es"]
    autocomplete_fields = ["commitment"]
    add_fieldsets = [
        (
            None,
            {
                "fields": ["commitment"],
                "description": _("Write it before you judge: a verdict is refused while no guideline is published."),
            },
        ),
        (_("Complete"), {"fields": _in_each_language("complete")}),
        (_("Limited or substantial progress"), {"fields": _in_each_language("partial")}),
        (_("Not started"), {"fields": _in_each_language("not_started")}),
        (_("Proof expected"), {"fields": [*_in_each_language("proof"), "state"]}),
    ]


@admin.register(models.Reply)
class ReplyAdmin(AppendOnlyAdmin):
    """What countries answer to verdicts."""

    form = ReplyForm
    list_display = ["key", "assessment", "side", "author", "replied_on", "state", "standing", "recorded_by_name"]
    list_select_related = ["assessment", "corrected_by"]
    list_filter = ["side", "state", "assessment__commitment__report"]
    search_fields = ["key", "author", "text"]
    autocomplete_fields = ["assessment"]
    add_fieldsets = [
        (None, {"fields": ["assessment", "side", "author", "replied_on"]}),
        (_("The reply, word for word"), {"fields": ["language", "text", "address"]}),
        (_("How it was received, in our own words"), {"fields": [*_in_each_language("note"), "state"]}),
    ]


@admin.register(models.Coding)
class CodingAdmin(AppendOnlyAdmin):
    """Blind codings: everybody sees their own, and the others once two people have coded the same."""

    form = CodingForm
    list_display = ["key", "commitment", "party", "completion", "standing", "recorded_by_name", "recorded_at"]
    list_select_related = ["commitment", "corrected_by"]
    list_filter = ["party", "completion", "commitment__report"]
    search_fields = ["key", "commitment__reference"]
    autocomplete_fields = ["commitment"]
    add_fieldsets = [
        (
            None,
            {
                "fields": ["commitment", "party", "completion", "note"],
                "description": _(
                    "Code by the guideline and on your own. The other coding is hidden until yours is in; "
                    "from then on neither can be changed."
                ),
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave out what the account may not see yet."""
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user)

    def may_append_after(self, request: HttpRequest, row: Any) -> bool:
        """Whether the account may correct or withdraw ``row``: its own, while nobody else has coded the same."""
        if not self.has_add_permission(request) or hasattr(row, "corrected_by") or row.is_withdrawal:
            return False
        is_open = not models.Coding.objects.revealed().filter(pk=row.pk).exists()
        return row.recorded_by_id == request.user.pk and is_open
