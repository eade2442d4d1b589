"""Objects of lists made of plain rows: what they hold is said by a serializer, here they are made without model objects.

A serializer class is read once: which columns its fields need, and how their values are made of them
(:mod:`reports.api.shapes`). The queries for these columns are put into SQL once too (:mod:`reports.prepared`). A list
then asks which rows it holds, and reads what they show in portions: one query for the rows, one for each kind of
related rows. A portion is made column by column, which takes a fraction of the time that objects of each row take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, ClassVar

from django.db.models import Field, QuerySet
from django.utils import translation
from rest_framework import serializers
from rest_framework.relations import ManyRelatedField

from reports.api.columns import Column, found_by
from reports.api.shapes import Answer, Shape, day, in_language, made
from reports.choices import Language
from reports.prepared import Among, Parameter, Prepared
from reports.tabular import translated_fields

SELECTIONS_KEPT = 64
PORTION = 500
AS_THEY_ARE = (
    serializers.CharField,
    serializers.ChoiceField,
    serializers.IntegerField,
    serializers.BooleanField,
    serializers.SlugRelatedField,
)

Tree = Shape | dict[str, Any]  # one value, or one for each key
Columns = list[Sequence[Any]]


@dataclass(frozen=True)
class Related:
    """Rows that belong to the rows shown: they name them by ``key``, and are found by the column ``by``.

    ``item`` is the shape of each; where a nested serializer shows them, it is that one's.
    """

    rows: QuerySet
    key: str
    item: Shape | None = None
    by: str = "pk"


class RowSerializer(serializers.BaseSerializer):
    """Mixed into a serializer whose objects are made of plain rows. Days are given as the names in ``parameters``.

    ``derived`` holds the shapes of what is no column of the row; ``whole`` is the shape of the object, where it is
    not made key by key.
    """

    parameters: ClassVar[Mapping[str, Field]] = {}
    derived: ClassVar[Mapping[str, Shape]] = {}
    whole: ClassVar[Shape | None] = None

    @classmethod
    def rows(cls, days: Mapping[str, Any]) -> QuerySet:
        """Return all rows, with the columns that are computed."""
        raise NotImplementedError

    @classmethod
    def related(cls, days: Mapping[str, Any]) -> dict[str, Related]:
        """Return the related rows by name."""
        return {}


def _tree(serializer: Any, model: Any, related: Mapping[str, Related], derived: Mapping[str, Shape]) -> Tree:
    """Return how an object of ``serializer`` is made."""
    if whole := getattr(serializer, "whole", None):
        return whole
    derived = {**derived, **getattr(serializer, "derived", {})}
    return {name: _part(field, model, related, derived) for name, field in serializer.fields.items()}


def _part(field: Any, model: Any, related: Mapping[str, Related], derived: Mapping[str, Shape]) -> Tree:
    path = "__".join(field.source_attrs)
    if hasattr(field, "tree"):
        return field.tree(model)
    if shape := derived.get(field.field_name) or derived.get(path):
        return shape
    if isinstance(field, serializers.Serializer) and not path:
        return _tree(field, model, related, derived)
    if isinstance(field, serializers.ListSerializer | ManyRelatedField) and path in related:
        return Shape((path,))
    if isinstance(field, serializers.DateField):
        return made(day, path)
    if not isinstance(field, AS_THEY_ARE):
        raise TypeError(f"{field.field_name}: say by a shape how it is made of a row.")
    if isinstance(field, serializers.SlugRelatedField):
        return Shape((f"{path}__{field.slug_field}",))
    if _is_translated(model, path):
        return in_language(path, None if "__" in path else "")
    return Shape((path,))


def _is_translated(model: Any, path: str) -> bool:
    *relations, name = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    return name in translated_fields(model)


def _columns(tree: Tree) -> Iterable[str]:
    if isinstance(tree, Shape):
        return tree.columns
    return (column for part in tree.values() for column in _columns(part))


class _Query:
    """Rows that are read by the keys of other rows, each made as ``tree``; the key is the first column."""

    def __init__(self, rows: QuerySet, key: str, tree: Tree, others: Iterable[str] = ()) -> None:
        self.tree = tree
        paths = dict.fromkeys((key, *(path for path in _columns(tree) if path not in others)))
        self.places = {path: place for place, path in enumerate(paths)}
        plain: QuerySet = QuerySet(rows.model, rows.query)  # past the one that chooses a language, and mixes columns
        self.prepared = Prepared(plain.filter(Among(key)).values_list(*paths))


class _Maker:
    """Makes values column by column: adds columns to those that were read, and knows where each part of a tree stands."""

    def __init__(self, tree: Tree, places: Mapping[str, int], answer: Answer) -> None:
        self.answer = answer
        self.places = places
        self.width = len(places)
        self.steps: list[tuple[Callable[..., Iterable[Any]], list[int]]] = []
        self.tree = self._placed(tree)

    def _placed(self, tree: Tree) -> Any:
        """Return ``tree`` with the place of its column instead of each shape."""
        if isinstance(tree, dict):
            return {name: self._placed(part) for name, part in tree.items()}
        places = [self.places[column] for column in tree.columns]
        if tree.bind is None:
            return places[0]
        make = tree.bind(self.answer)
        return self._add(lambda *columns: map(make, *columns), places)

    def _add(self, step: Callable[..., Iterable[Any]], places: list[int]) -> int:
        self.steps.append((step, places))
        self.width += 1
        return self.width - 1

    def whole(self, part: Any = None) -> int:
        """Return the place of the objects that are made of all parts."""
        part = self.tree if part is None else part
        if isinstance(part, int):
            return part
        names = list(part)
        places = [self.whole(inner) for inner in part.values()]
        return self._add(
            lambda *columns: [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)], places
        )

    def one(self, path: Sequence[str]) -> int:
        """Return the place of the values to which the keys of ``path`` lead."""
        part, keys = self.tree, list(path)
        while isinstance(part, dict):
            part = part[keys.pop(0)]
        if not keys:
            return part
        find = found_by(keys)
        return self._add(lambda column: [one and find(one) for one in column], [part])

    def make(self, columns: Columns) -> Columns:
        """Return the columns that were read, and those that are made of them."""
        made = list(columns)
        for step, places in self.steps:
            made.append(list(step(*(made[place] for place in places))))
        return made


class Plan:
    """How the objects of a serializer are read, or the keys ``names`` of them; ``days`` are given with each answer."""

    def __init__(self, serializer_class: Any, names: tuple[str, ...], days: tuple[str, ...]) -> None:
        given = {name: Parameter(name, serializer_class.parameters[name]) for name in days}
        serializer, rows, related = serializer_class(), serializer_class.rows(given), serializer_class.related(given)
        tree = _tree(serializer, rows.model, related, {})
        if names and isinstance(tree, dict):
            tree = {name: part for name, part in tree.items() if name in names}
        needed = [name for name in related if name in set(_columns(tree))]
        self.tree = tree
        self.query = _Query(rows, "pk", {"": tree, **{name: Shape((related[name].by,)) for name in needed}}, needed)
        width = len(self.query.places)
        self.places = self.query.places | {name: width + place for place, name in enumerate(needed)}
        self.related = [
            (self.query.places[related[name].by], self._related(serializer, name, related[name])) for name in needed
        ]

    def _related(self, serializer: Any, name: str, one: Related) -> _Query:
        item: Tree | None = one.item
        if item is None:
            field = next(field for field in serializer.fields.values() if field.source == name)
            item = _tree(field.child, one.rows.model, {}, {})
        return _Query(one.rows, one.key, item)

    def reader(self, answer: Answer, days: Mapping[str, Any]) -> Callable[[Sequence[Any]], Columns]:
        """Return what reads the columns of the rows with given primary keys, in their order; those gone are left out."""
        items = []
        for place, query in self.related:
            maker = _Maker(query.tree, query.places, answer)
            items.append((place, query, maker, maker.whole()))

        def read(keys: Sequence[Any]) -> Columns:
            found = {row[0]: row for row in self.query.prepared.ask({**days, "keys": keys})}
            columns = self.query.prepared.columns([found[key] for key in keys if key in found])
            for place, query, maker, item in items:
                lists: dict[Any, list[Any]] = {}
                rows = query.prepared.ask({**days, "keys": set(columns[place]) - {None}})
                made = maker.make(query.prepared.columns(rows))
                for key, one in zip(made[0], made[item], strict=True):
                    lists.setdefault(key, []).append(one)
                columns.append([lists.get(key, []) for key in columns[place]])
            return columns

        return read


plan = lru_cache(maxsize=SELECTIONS_KEPT)(Plan)


class RowViewMixin:
    """Mixed into a list whose serializer is a :class:`RowSerializer`; its query need not fetch more than keys."""

    def days(self) -> dict[str, Any]:
        """Return the days for which the rows are read, by name; None for those that are not asked."""
        return {}

    @cached_property
    def _plan(self) -> tuple[Plan, Answer, Callable[[Sequence[Any]], Columns]]:
        view: Any = self
        days = {name: day for name, day in self.days().items() if day is not None}
        answer = Answer(view.request, translation.get_language() or Language.EN.value)
        planned = plan(view.get_serializer_class(), tuple(view.asked.get("fields") or ()), tuple(days))
        return planned, answer, planned.reader(answer, days)

    def portions(self) -> Iterator[Sequence[Any]]:
        """Return the keys of all rows of the filtered list, in portions."""
        view: Any = self
        rows = view.filter_queryset(view.get_queryset())
        keys = QuerySet(rows.model, rows.query).values_list("pk", flat=True).iterator(chunk_size=PORTION)
        return iter(lambda: list(islice(keys, PORTION)), [])

    def objects(self, rows: Iterable[Any]) -> list[dict[str, Any]]:
        """Return what is shown of each of ``rows``, which are given as they are or by their keys."""
        planned, maker, read = self._reading()
        place = maker.whole()
        shown = maker.make(read(rows))[place]
        names = self.asked.get("fields")  # type: ignore[attr-defined]
        if names and isinstance(planned.tree, Shape):
            return [{name: value for name, value in one.items() if name in names} for one in shown]
        return list(shown)

    def spread(self, rows: Iterable[Any], table: Sequence[Column]) -> Columns:
        """Return the values of the columns of ``table`` for ``rows`` (or their keys), column by column."""
        _planned, maker, read = self._reading()
        places = [maker.one(column.path) for column in table]
        made = maker.make(read(rows))
        return [made[place] for place in places]

    def _reading(self) -> tuple[Plan, _Maker, Callable[[Iterable[Any]], Columns]]:
        planned, answer, read = self._plan
        maker = _Maker(planned.tree, planned.places, answer)
        return planned, maker, lambda rows: read([getattr(row, "pk", row) for row in rows])
