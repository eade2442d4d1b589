"""Forms of records that are edited with their history, and of the rows edited on a record's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, UniqueConstraint
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext as _

from reports.admin.changes import FieldChange
from reports.admin.guard import Conflict
from reports.choices import State


class RecordForm(forms.ModelForm):
    """A form that knows what others saved meanwhile.

    A field that its editor left as it was takes over the newer value, so that saving after all
    overwrites only what the editor has touched.
    """

    edit_conflict: Conflict | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.edit_conflict is not None and self.is_bound:
            self._take_over(self._changed_by_others(self.edit_conflict))

    def clean(self) -> dict[str, Any] | None:
        """Refuse to save over what others saved."""
        cleaned = super().clean()
        if self.edit_conflict is not None:
            raise ValidationError(self.conflict_message(self.edit_conflict), code="edit_conflict")
        return cleaned

    def conflict_message(self, found: Conflict) -> str:
        """Return what the editor is told first."""
        if found.is_token_missing:
            return _(
                "It is not known which state this form was opened on, so nothing was saved. Check it and save again."
            )
        return _("Somebody else saved this record while you were editing it. Nothing of yours was saved yet.")

    def _changed_by_others(self, found: Conflict) -> list[FieldChange]:
        return found.fields

    def _take_over(self, changes: list[FieldChange]) -> None:
        posted_data: Any = self.data
        data = posted_data.copy()
        for change in changes:
            name = change.name if change.name in self.fields else change.name.removesuffix("_id")
            field = self.fields.get(name)
            if field is None or isinstance(field, forms.ModelMultipleChoiceField):
                continue
            key = self.add_prefix(name)
            posted = field.widget.value_from_datadict(self.data, self.files, key)
            if field.has_changed(change.old, posted):
                change.mine = self._as_read(field, posted)
            else:
                _put(data, key, field, change.new)
                change.is_taken_over = True
        self.data = data

    def _as_read(self, field: forms.Field, posted: Any) -> str:
        if isinstance(field, forms.BooleanField):
            return _("Yes") if posted else _("No")
        if isinstance(field, forms.ModelChoiceField):
            rows: Any = field.queryset
            found = rows.filter(pk=posted).first() if str(posted or "").isdigit() else None
            return str(found or posted or "—")
        return str(dict(getattr(field, "choices", ())).get(posted, posted)) or "—"

    def _get_validation_exclusions(self) -> set[str]:
        """Check the rules on a translated field too, which stands in the form once per language, unless it is empty."""
        excluded = super()._get_validation_exclusions()
        return {name for name in excluded if not self.cleaned_data.get(f"{name}_en")}


def _put(data: Any, key: str, field: forms.Field, value: Any) -> None:
    """Write ``value`` into posted data as a browser would send it."""
    if isinstance(field, forms.BooleanField):
        data.pop(key, None)
        if value:
            data[key] = "on"
    elif isinstance(field, (forms.ModelChoiceField, forms.ChoiceField)):
        data[key] = "" if value is None else str(value)
    else:
        shown = field.widget.format_value(field.prepare_value(value))
        data[key] = "" if shown is None else shown


class PublishedApartForm(RecordForm):
    """A record that is published on a page of its own, where what stands against it is said; never by this form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("state")
        if field is not None and self.is_published_apart():
            field.choices = [choice for choice in field.choices if choice[0] != State.PUBLISHED]
            field.help_text = _("It is published on a page of its own, once nothing stands against it.")

    def is_published_apart(self) -> bool:
        """Whether it is not public yet, so that this form may not make it public."""
        return self.instance.state != State.PUBLISHED


class CaptureForm(PublishedApartForm):
    """A document: one of a report is published with its report, another one here."""

    def is_published_apart(self) -> bool:
        """Whether it is a capture of a report that is not public yet."""
        return super().is_published_apart() and self.instance.report_id is not None


class PartForm(RecordForm):
    """One row on the page of its record; the record's own form tells of the conflict."""

    def clean(self) -> dict[str, Any] | None:
        """Leave the telling to the form of the record."""
        return super(RecordForm, self).clean()

    def _changed_by_others(self, found: Conflict) -> list[FieldChange]:
        return found.of_part(self._meta.model, self.instance.pk)


class PartFormSet(forms.BaseInlineFormSet):
    """The rows of one part. Rows that break a rule together are told so before the database is asked."""

    model: type[Model]
    edit_conflict: Conflict | None = None

    def __init__(self, data: Any = None, files: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and self.edit_conflict is not None:
            gone = self.edit_conflict.deleted(self.model)
            data = _without_deleted(data, kwargs.get("prefix") or self.get_default_prefix(), gone)
        super().__init__(data, files, *args, **kwargs)

    def is_deleted(self, form: forms.ModelForm) -> bool:
        """Whether the row of ``form`` is to be deleted."""
        return bool(self.can_delete and form.cleaned_data.get(DELETION_FIELD_NAME))

    @property
    def kept_forms(self) -> list[forms.ModelForm]:
        """The forms whose rows will stand after saving."""
        return [
            form
            for form in self.forms
            if form.is_valid() and not self.is_deleted(form) and (form.instance.pk or form.has_changed())
        ]

    def clean(self) -> None:
        """Refuse rows that only clash with one another."""
        super().clean()
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and constraint.fields:
                self._check_unique(constraint)

    def _check_unique(self, constraint: UniqueConstraint) -> None:
        seen = set()
        fields: list[Any] = [self.model._meta.get_field(name) for name in constraint.fields]
        columns = [field.attname for field in fields]
        for form in self.kept_forms:
            values = tuple(getattr(form.instance, column) for column in columns if column != self.fk.attname)
            if None in values or not values:
                continue
            if values in seen:
                form.add_error(None, str(constraint.violation_error_message))
            seen.add(values)


def _without_deleted(data: Any, prefix: str, gone: dict[str, dict[str, Any]]) -> Any:
    """Return the posted rows without those that others deleted; a row that was typed in comes back as a new one."""
    data = data.copy()
    initial, total = (int(data.get(f"{prefix}-{name}_FORMS") or 0) for name in ("INITIAL", "TOTAL"))
    rows = [_pop_row(data, prefix, index) for index in range(total)]
    is_gone = [row.get("id", [""])[0] in gone for row in rows[:initial]]
    kept = [row for row, lost in zip(rows, is_gone, strict=False) if not lost]
    typed = [
        {**row, "id": [""]}
        for row, lost in zip(rows, is_gone, strict=False)
        if lost and "DELETE" not in row and _is_typed(row, gone[row["id"][0]])
    ]
    ordered = [*kept, *rows[initial:], *typed]
    for index, row in enumerate(ordered):
        for name, values in row.items():
            data.setlist(f"{prefix}-{index}-{name}", values)
    data[f"{prefix}-INITIAL_FORMS"], data[f"{prefix}-TOTAL_FORMS"] = str(len(kept)), str(len(ordered))
    return data


def _pop_row(data: Any, prefix: str, index: int) -> dict[str, list[str]]:
    start = f"{prefix}-{index}-"
    return {key.removeprefix(start): data.pop(key) for key in list(data) if key.startswith(start)}


def _is_typed(row: dict[str, list[str]], old: dict[str, Any]) -> bool:
    """Whether a posted row differs from the values that its deleted row had."""
    for name, value in old.items():
        posted = row.get(name, row.get(name.removesuffix("_id")))
        if posted is None:
            continue
        text = "on" if value is True else "" if value in (None, False) else str(value)
        if posted[0] != text:
            return True
    return False
