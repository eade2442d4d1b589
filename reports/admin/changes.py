"""What was changed on a record and its parts, told from its history: when, by whom, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Field, ForeignKey, Model, QuerySet
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modeltranslation.translator import NotRegistered, translator

EMPTY = "—"


@dataclass(frozen=True)
class Part:
    """A model whose rows are edited on the page of another record: ``key`` is the column that ties them."""

    model: type[Model]
    key: str


@dataclass
class FieldChange:
    """One field before and after; ``old`` and ``new`` are the raw values, the others what a reader sees."""

    name: str
    label: str
    old: Any
    new: Any
    before: str
    after: str
    mine: str = ""
    is_taken_over: bool = False


@dataclass
class Change:
    """One saved step: what kind of row was added, changed or deleted, by whom and when."""

    model: type[Model]
    pk: Any
    kind: str
    by: str
    at: datetime
    fields: list[FieldChange] = field(default_factory=list)

    @property
    def what(self) -> str:
        """The kind of row, in words."""
        return capfirst(str(self.model._meta.verbose_name))

    @property
    def is_deletion(self) -> bool:
        """Whether the row is gone."""
        return self.kind == "-"

    @property
    def action(self) -> str:
        """What was done with the row, in words."""
        return {"+": _("added"), "~": _("changed"), "-": _("deleted")}[self.kind]


def has_history(model: type[Model]) -> bool:
    """Whether the rows of ``model`` keep their history."""
    return hasattr(model._meta, "simple_history_manager_attribute")


def history_rows(model: type[Model], **where: Any) -> QuerySet:
    """Return the history rows of ``model`` that match ``where``, oldest first, with their writers."""
    meta: Any = model._meta
    manager = getattr(model, meta.simple_history_manager_attribute)
    return manager.filter(**where).select_related("history_user").order_by("history_id")


def latest_changes(record: Model, parts: Sequence[Part], limit: int) -> list[Change]:
    """Return the last ``limit`` steps on ``record`` and its parts, newest first."""
    rows = list(history_rows(type(record), id=record.pk).reverse()[:limit])
    return _newest([*rows, *_part_rows(record, parts, limit)], parts, limit)


def latest_part_changes(record: Model, parts: Sequence[Part], limit: int) -> list[Change]:
    """Return the last ``limit`` steps on the parts of ``record``, newest first."""
    return _newest(_part_rows(record, parts, limit), parts, limit)


def _part_rows(record: Model, parts: Sequence[Part], limit: int) -> list[Any]:
    rows: list[Any] = []
    for model, where in ((part.model, {part.key: record.pk}) for part in parts):
        if has_history(model):
            rows += history_rows(model, **where).reverse()[:limit]
    return rows


def _newest(rows: list[Any], parts: Sequence[Part], limit: int) -> list[Change]:
    rows.sort(key=lambda row: row.history_date, reverse=True)
    keys = {part.key for part in parts}
    return [told(row, keys) for row in rows[:limit]]


def told(row: Any, hidden: set[str] | frozenset[str] = frozenset()) -> Change:
    """Tell what the history row ``row`` did; columns named in ``hidden`` are left out."""
    model = row.instance_type
    if row.history_type == "~":
        earlier = row.prev_record
        fields = [] if earlier is None else list(differences(model, earlier, row))
    else:
        nothing = None if row.history_type == "+" else row
        fields = list(differences(model, nothing, row if nothing is None else None))
    fields = [change for change in fields if change.name not in hidden]
    return Change(model, getattr(row, model._meta.pk.attname), row.history_type, writer(row), row.history_date, fields)


def writer(row: Any) -> str:
    """Return the name of the account that wrote ``row``, or say that it was no account."""
    user = row.history_user
    return (user.get_full_name() or user.get_username()) if user else _("a program")


def differences(model: type[Model], before: Any, after: Any) -> Iterator[FieldChange]:
    """Yield the fields in which two history rows of ``model`` differ; None stands for no row."""
    told_of = (field for field in model._meta.concrete_fields if field.editable and not field.primary_key)
    names = {field.name for field in told_of} - _stand_ins(model)
    for column in (before or after)._meta.fields:
        if column.name not in names:
            continue
        source: Any = model._meta.get_field(column.name)
        old, new = (None if row is None else getattr(row, column.attname) for row in (before, after))
        if (None if old == "" else old) != (None if new == "" else new):
            name = source.attname if isinstance(source, ForeignKey) else source.name
            yield FieldChange(name, _label(source), old, new, shown(source, old), shown(source, new))
    for many in (before or after)._history_m2m_fields:
        old_names, new_names = (_members(row, many) for row in (before, after))
        if old_names != new_names:
            yield FieldChange(many.name, _label(many), old_names, new_names, old_names or EMPTY, new_names or EMPTY)


def shown(source: Field, value: Any) -> str:
    """Return ``value`` of the field ``source`` as a reader sees it."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if source.choices:
        return str(dict(source.flatchoices).get(value, value))
    if isinstance(source, ForeignKey):
        return str(source.related_model._base_manager.filter(pk=value).first() or value)
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    return str(value)


def _stand_ins(model: type[Model]) -> set[str]:
    """Names of the fields that only repeat one of their translations."""
    try:
        return set(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        return set()


def _members(row: Any, many: Any) -> str:
    if row is None:
        return ""
    related = many.m2m_reverse_field_name()
    return ", ".join(sorted(str(getattr(member, related)) for member in getattr(row, many.name).all()))


def _label(source: Field) -> str:
    return capfirst(str(source.verbose_name))
