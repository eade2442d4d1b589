"""Rows that only append: added by the ledger, looked at, corrected and withdrawn by further rows, never changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Field
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments import ledger
from commitments.admin.panels import standing
from commitments.admin.permissions import may_publish
from commitments.admin.row_forms import AppendForm, WithdrawalForm
from commitments.models import AppendOnly
from reports.admin.base import Labelled, LanguageMarked
from reports.choices import State


class AppendOnlyAdmin(Labelled, LanguageMarked, admin.ModelAdmin):
    """Adding, correcting, withdrawing and publishing all append a row through the ledger."""

    form: type[AppendForm]
    actions = None
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/commitments/append_only/change_form.html"
    confirm_template = "admin/commitments/append_only/confirm.html"
    add_fieldsets: Sequence[tuple[Any, dict[str, Any]]]
    recorded_fields = ["key", "state", "standing", "corrects", "is_withdrawal", "recorded_by_name", "recorded_at"]
    view_fields: Sequence[str] = ()

    class Media:
        css = {"all": ["staff/staff.css"]}

    # What may be done

    def has_change_permission(self, request: HttpRequest, obj: AppendOnly | None = None) -> bool:
        """Refuse: a mistake is corrected by a further row."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AppendOnly | None = None) -> bool:
        """Refuse: a mistake is withdrawn by a further row."""
        return False

    def may_append_after(self, request: HttpRequest, row: AppendOnly) -> bool:
        """Whether the account may correct or withdraw ``row``: only publishers touch what is public."""
        if not self.has_add_permission(request) or hasattr(row, "corrected_by") or row.is_withdrawal:
            return False
        return row.state == State.DRAFT or may_publish(request)

    # Looking

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, row: AppendOnly) -> str:
        """Whether it counts, or which row took its place."""
        return standing(row)

    def get_fieldsets(self, request: HttpRequest, obj: AppendOnly | None = None) -> Any:
        """Return the fields to fill in, or those to look at."""
        if obj is not None:
            names = [name for _title, options in self.add_fieldsets for name in options["fields"]]
            shown = [name for name in names if name != "state" and self._is_field(name)]
            return [
                (None, {"fields": [*shown, *self.view_fields]}),
                (gettext_lazy("Record"), {"fields": self.recorded_fields}),
            ]
        if may_publish(request):
            return self.add_fieldsets
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name != "state"]})
            for title, options in self.add_fieldsets
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: AppendOnly | None = None) -> Any:
        """Everything, of a row that exists."""
        return () if obj is None else (*self.recorded_fields, *self.view_fields)

    def _is_field(self, name: str) -> bool:
        return any(field.name == name for field in self.opts.get_fields() if isinstance(field, Field))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Offer what may be appended after the row."""
        row: Any = self.get_object(request, object_id)
        may = row is not None and self.may_append_after(request, row)
        is_draft = may and row.state == State.DRAFT and self._can_be_published()
        context = {"may_append": may, "may_publish": is_draft and may_publish(request), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def _can_be_published(self) -> bool:
        return "state" in self._asked()

    # Appending

    def get_urls(self) -> list[URLPattern]:
        """Add the pages that append after a row."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("<path:object_id>/correct/", wrap(self.correct_view), name=f"{name}_correct"),
            path("<path:object_id>/withdraw/", wrap(self.withdraw_view), name=f"{name}_withdraw"),
            path("<path:object_id>/publish/", wrap(self.publish_view), name=f"{name}_publish"),
            *super().get_urls(),
        ]

    def get_form(
        self, request: HttpRequest, obj: AppendOnly | None = None, change: bool = False, **kwargs: Any
    ) -> type[AppendForm]:
        """Return the form, knowing who writes and what is corrected."""
        form = super().get_form(request, obj, change=change, **kwargs)
        known = {"by": request.user, "corrected": getattr(request, "corrected_row", None)}
        return type(form)(form.__name__, (form,), known)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a correction with what the corrected row says."""
        row: AppendOnly | None = getattr(request, "corrected_row", None)
        if row is None:
            return {"state": State.PUBLISHED, **super().get_changeform_initial_data(request)}
        fields = [field for field in self.opts.fields if field.name in self._asked()]
        return {**{field.name: field.value_from_object(row) for field in fields}, **self.further(row)}

    def _asked(self) -> list[str]:
        return list(self.form._meta.fields or ())

    def further(self, row: Any) -> dict[str, Any]:
        """Return initial values of a correction of ``row`` that are no fields of it."""
        return {}

    def save_model(self, request: HttpRequest, obj: AppendOnly, form: AppendForm, change: bool) -> None:
        """Write nothing: the ledger has written the row."""

    def correct_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show and take the form of a row that corrects another."""
        row = self._row(request, object_id)
        request.corrected_row = row  # type: ignore[attr-defined]
        title = _("Correct %(key)s") % {"key": row.key}
        return self.changeform_view(request, None, "", {"title": title, "corrected_row": row})

    def withdraw_view(self, request: Any, object_id: str) -> HttpResponse:
        """Ask why a row is wrong, and append its withdrawal."""
        row = self._row(request, object_id)
        form = WithdrawalForm(request.POST or None)

        def append() -> AppendOnly:
            words: Any = form.words()
            name = self.form.words
            if not hasattr(row, f"{name}_en"):
                words = words["en"]
            return ledger.correct(row, by=request.user, is_withdrawal=True, **{name: words})

        title = _("Withdraw %(key)s") % {"key": row.key}
        explanation = _("A further row will say that this one was wrong. Both stay readable.")
        return self._confirm(request, row, form, append, title, explanation)

    def publish_view(self, request: Any, object_id: str) -> HttpResponse:
        """Ask, and append the published row in place of the draft."""
        row = self._row(request, object_id)
        if row.state != State.DRAFT or not self._can_be_published() or not may_publish(request):
            raise PermissionDenied

        def append() -> AppendOnly:
            return ledger.correct(row, by=request.user, state=State.PUBLISHED)

        title = _("Publish %(key)s") % {"key": row.key}
        return self._confirm(request, row, None, append, title, _("The row will count, and everybody can read it."))

    def _row(self, request: HttpRequest, object_id: str) -> AppendOnly:
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.may_append_after(request, row):
            raise PermissionDenied
        return row

    def _confirm(
        self,
        request: HttpRequest,
        row: AppendOnly,
        form: WithdrawalForm | None,
        append: Callable[[], AppendOnly],
        title: str,
        explanation: str,
    ) -> HttpResponse:
        errors: list[str] = []
        if request.method == "POST" and (form is None or form.is_valid()):
            try:
                with transaction.atomic():
                    new = append()
                    self.log_addition(request, new, title)
                messages.success(request, _("%(key)s was recorded.") % {"key": new.key})
                return HttpResponseRedirect(self._address(new))
            except ValidationError as error:
                errors = error.messages
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "explanation": explanation,
            "opts": self.opts,
            "row": row,
            "row_address": self._address(row),
            "form": form,
            "errors": errors,
        }
        return TemplateResponse(request, self.confirm_template, context)

    def _address(self, row: AppendOnly) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
