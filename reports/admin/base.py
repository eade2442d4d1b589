"""What every admin page of this site shares: labels, history, the edit-conflict guard, and what may be deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Field, ForeignKey, Model, URLField
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationTabularInline
from modeltranslation.settings import DEFAULT_LANGUAGE
from simple_history.admin import SimpleHistoryAdmin

from reports import versioning
from reports.admin import guard
from reports.admin.changes import Part, has_history, history_rows, latest_part_changes, told
from reports.admin.forms import PartForm, PartFormSet, RecordForm
from reports.choices import State
from reports.versioning import public_change


class Labelled:
    """Choices of related rows read as the related admin's ``autocomplete_label`` says, not as their ``str``."""

    admin_site: admin.AdminSite
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """Give the choice field the label of the related admin."""
        return self._labelled(super().formfield_for_foreignkey(db_field, request, **kwargs), db_field, request)

    def formfield_for_manytomany(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Give the choice field the label of the related admin."""
        return self._labelled(super().formfield_for_manytomany(db_field, request, **kwargs), db_field, request)

    def _labelled(self, field: Any, db_field: Field, request: HttpRequest) -> Any:
        model: Any = db_field.related_model
        related: Any = self.admin_site._registry.get(model)
        if field is not None and hasattr(related, "autocomplete_label"):
            field.label_from_instance = related.autocomplete_label
            field.queryset = related.get_queryset(request)
        return field


class LanguageMarked:
    """Each field of a translated text is marked with its language, for spelling checkers and screen readers."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Mark the language of a translated field, for spelling checkers and screen readers."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and hasattr(db_field, "language"):
            field.widget.attrs["lang"] = db_field.language
        return field


class ReadOnlyMixin:
    """Rows that may be looked at, never added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse."""
        return False


class RecordAdmin(Labelled, SimpleHistoryAdmin):
    """A record that is edited with its history kept.

    Two editors do not overwrite one another (see :mod:`reports.admin.guard`). Only a draft that was
    never published may be deleted, and only while nothing refers to it.
    """

    form = RecordForm
    actions = None
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/record/change_form.html"
    object_history_list_template = "admin/record/history_list.html"
    refused_template = "admin/record/not_saved.html"

    class Media:
        css = {"all": ["staff/staff.css"]}

    def parts(self) -> list[Part]:
        """Return the models whose rows are edited on this page."""
        return [
            Part(inline.model, _get_foreign_key(self.model, inline.model, inline.fk_name).attname)
            for inline in self.inlines
        ]

    # Deleting

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow deleting a draft that was never published, to those who may delete at all."""
        if not any(field.name == "state" for field in self.opts.fields):
            return False
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (obj.state == State.DRAFT and not self._was_public(obj)))

    def _was_public(self, obj: Model) -> bool:
        return has_history(self.model) and history_rows(self.model, id=obj.pk).exclude(state=State.DRAFT).exists()

    # Saving

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show or save the form; saving locks the record and looks for what others saved meanwhile."""
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            versioning.hold()
            pk = unquote(object_id)
            self.model._base_manager.select_for_update().filter(pk=pk).first() if pk.isdigit() else None
            record = self.get_object(request, pk)
            if record is None or not self.has_change_permission(request, record):
                return self._refused(request, record)
            found = guard.conflict(record, self.parts(), request.POST.get(guard.TOKEN))
            request.edit_conflict = found  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _refused(self, request: HttpRequest, record: Model | None) -> HttpResponse:
        """Say why nothing was saved, and hand back what was typed."""
        if not self.has_view_permission(request, record) or not request.user.has_perm(
            f"{self.opts.app_label}.change_{self.opts.model_name}"
        ):
            raise PermissionDenied
        typed = [
            (key, value)
            for key, values in request.POST.lists()
            for value in values
            if value and not key.startswith("_") and not key.endswith(("_FORMS", guard.TOKEN, "csrfmiddlewaretoken"))
        ]
        changes = None if record is None else guard.conflict(record, self.parts(), request.POST.get(guard.TOKEN))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Not saved"),
            "opts": self.opts,
            "record": record,
            "typed": typed,
            "conflict": changes,
        }
        return TemplateResponse(request, self.refused_template, context, status=409)

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form class, knowing what others saved meanwhile."""
        return _knowing(super().get_form(request, obj, change=change, **kwargs), request)

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Save what was changed; a form with nothing changed writes no history."""
        if change and not form.changed_data:
            return
        # The field without a language repeats the default one, whatever language the editor reads in.
        with translation.override(DEFAULT_LANGUAGE), public_change():
            super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Save the parts."""
        if formset.has_changed():
            versioning.bump()
        with translation.override(DEFAULT_LANGUAGE):
            super().save_formset(request, form, formset, change)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Delete the draft."""
        with public_change():
            super().delete_model(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Put the token of the state that is being shown on the form, and what others saved above it."""
        record = kwargs.get("obj")
        if record is not None and self.has_change_permission(request, record):
            context["edit_token_name"] = guard.TOKEN
            context["edit_token"] = guard.token(record, self.parts())
            context["conflict"] = getattr(request, "edit_conflict", None)
        return super().render_change_form(request, context, *args, **kwargs)

    # History

    def revert_disabled(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """An earlier state is restored by editing, so that the guard and the permissions hold."""
        return True

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show the saved states of the record, and below them the changes of its parts."""
        record = self.get_object(request, unquote(object_id))
        changes = latest_part_changes(record, self.parts(), self.history_list_per_page) if record else []
        return super().history_view(request, object_id, {"part_changes": changes, **(extra_context or {})})

    def set_history_delta_changes(self, request: HttpRequest, historical_records: Any, **kwargs: Any) -> None:
        """Say what each step changed, as the conflict page does."""
        for row in historical_records:
            row.history_delta_changes = told(row).fields if row.history_type == "~" else []

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show an earlier state, to read only."""
        if request.method != "GET":
            raise PermissionDenied
        request.reads_history = True  # type: ignore[attr-defined]
        return super().history_form_view(request, object_id, version_id, extra_context)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Sequence[str]:
        """Return every field when an earlier state is read."""
        return _with_history(self, request, super().get_readonly_fields(request, obj))


class TranslatedRecordAdmin(LanguageMarked, TranslationAdmin, RecordAdmin):
    """A record with texts in three languages."""

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Sequence[str]:
        """Return every field when an earlier state is read."""
        # TranslationAdmin answers this without asking its bases.
        return _with_history(self, request, super().get_readonly_fields(request, obj))


def _with_history(model_admin: admin.ModelAdmin, request: HttpRequest, names: Sequence[str]) -> list[str]:
    if not getattr(request, "reads_history", False):
        return list(names)
    opts = model_admin.opts
    editable = [field.name for field in (*opts.fields, *opts.many_to_many) if field.editable]
    return [*names, *(name for name in editable if name not in names)]


class PartInline(Labelled, admin.TabularInline):
    """Rows that are edited on their record's page, by those who may change the record."""

    form = PartForm
    formset = PartFormSet
    extra = 0

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        """Return the formset class, knowing what others saved meanwhile."""
        formset = _knowing(super().get_formset(request, obj, **kwargs), request)
        formset.form = _knowing(formset.form, request)
        return formset

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow adding where the record may be changed."""
        return super().has_add_permission(request, obj) and self._may_edit_record(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow changing where the record may be changed."""
        return super().has_change_permission(request, obj) and self._may_edit_record(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow deleting where the record may be changed."""
        return super().has_delete_permission(request, obj) and self._may_edit_record(request, obj)

    def _may_edit_record(self, request: HttpRequest, obj: Model | None) -> bool:
        record_admin = self.admin_site.get_model_admin(self.parent_model)
        if obj is None:
            return record_admin.has_add_permission(request) or record_admin.has_change_permission(request)
        return record_admin.has_change_permission(request, obj)


class TranslatedPartInline(LanguageMarked, TranslationTabularInline, PartInline):
    """Such rows with texts in three languages."""


class KeptPartInline(PartInline):
    """Such rows of the library: added and corrected, never deleted."""

    can_delete = False


class KeptTranslatedPartInline(TranslatedPartInline):
    """Such rows of the library with texts in three languages."""

    can_delete = False


def _knowing(form_class: Any, request: HttpRequest) -> Any:
    found = getattr(request, "edit_conflict", None)
    return type(form_class)(form_class.__name__, (form_class,), {"edit_conflict": found}) if found else form_class
