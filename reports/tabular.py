"""Models as flat tables for a data package: one line a row, each column described by its model.

Rows are named by their public names; no primary key gets out. Only published rows do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.db.models import Case, F, OrderBy, QuerySet, When
from django.db.models.functions import Collate
from django.utils.text import capfirst, format_lazy
from modeltranslation.translator import NotRegistered, translator

from reports.api.columns import Cell, cell
from reports.choices import Language

TYPES = (
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    (models.DecimalField, "number"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
)

BYTE_BY_BYTE = {"postgresql": "C", "sqlite": "BINARY"}


@dataclass(frozen=True)
class Column:
    """A column: its name, where its value is found, and what a Table Schema says of it.

    Descriptions and the labels of ``words`` may be lazy: they are put into words when the schema is written.
    """

    name: str
    path: str
    type: str
    description: Any
    is_required: bool = False
    words: tuple[tuple[str, Any], ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Reference:
    """Columns that name a row of another table (or of the same one)."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: which rows it holds on a day, its columns, what names a row and which rows of other tables it names.

    ``fields`` are names of the model's own fields (three columns where it is translated), pairs of a column's name
    and the path to its value, or columns that are described in full.
    """

    name: str
    model: Any
    rows: Callable[[date], QuerySet]
    fields: tuple[str | tuple[str, str] | Column, ...]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    description: str = ""
    columns: tuple[Column, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Describe the columns as the model does."""
        object.__setattr__(self, "columns", tuple(self._columns()))

    def lines(self, at: date) -> Iterator[list[Cell]]:
        """Yield the rows of the day ``at``, in an order that does not depend on the database's own."""
        paths = [column.path for column in self.columns]
        order = [column for column in self.columns if column.name in self.key] or self.columns
        rows = self.rows(at).order_by(*map(_in_order, order))
        for line in rows.values_list(*paths).iterator(chunk_size=500):
            yield [_cell(value) for value in line]

    def _columns(self) -> Iterator[Column]:
        for one in self.fields:
            if isinstance(one, Column):
                yield one
            elif isinstance(one, tuple):
                yield described(self.model, *one)
            elif one in translated_fields(self.model):
                for code in Language.values:
                    meaning = self.model._meta.get_field(one).help_text
                    yield Column(f"{one}_{code}", f"{one}_{code}", "string", meaning, language=code)
            else:
                yield described(self.model, one, one)


def _in_order(column: Column) -> OrderBy:
    """Return the order by ``column``: nothing first, text by its bytes, whatever the collation of the database."""
    value = Collate(column.path, BYTE_BY_BYTE[connection.vendor]) if column.type == "string" else F(column.path)
    return value.asc(nulls_first=True)


def described(model: Any, name: str, path: str) -> Column:
    """Return the column ``name`` for the value at ``path`` from ``model``, described by the field that it begins with.

    What is no name of the row that this field names, but something else of it, is said in brackets.
    """
    first, *rest = path.split("__")
    beginning = model._meta.get_field(first)
    last = beginning
    is_required = not beginning.null and not beginning.blank
    for part in rest:
        last = last.related_model._meta.get_field(part)
        is_required = is_required and not last.null and not last.blank
    words = tuple((str(word), label) for word, label in last.choices or () if word not in ("", None))
    type_ = next((type_ for kind, type_ in TYPES if isinstance(last, kind)), "string")
    said: Any = beginning.help_text or capfirst(beginning.related_model._meta.verbose_name)
    if rest and name not in (first, beginning.related_model._meta.model_name):
        said = format_lazy("{} ({})", said, beginning.related_model._meta.get_field(rest[0]).verbose_name)
    return Column(name, path, type_, said, is_required, words)


def if_public(relation: str, name: str, public: QuerySet) -> Case:
    """Return the public ``name`` of the related row where it is one of the ``public`` ones, else nothing."""
    return Case(When(**{f"{relation}__in": public.values("pk")}, then=F(f"{relation}__{name}")), default=None)


def translated_fields(model: Any) -> set[str]:
    """Return the names of the fields of ``model`` that are held in each language."""
    try:
        return set(translator.get_options_for_model(model).get_field_names())
    except NotRegistered:
        return set()


def _cell(value: Any) -> Cell:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return cell(value)


def refers(column: str, table: str, target: str) -> Reference:
    """Return a reference by one column."""
    return Reference((column,), table, (target,))
