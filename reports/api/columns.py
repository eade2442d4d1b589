"""One rule by which rows become lines of a table.

An object is spread over columns named ``key.subkey``; a list stands in one cell, as JSON; null is an empty cell,
yes and no are ``true`` and ``false``. Text that a spreadsheet would run as a formula has an apostrophe before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from rest_framework import serializers

from reports.choices import Language

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | None


class Column(NamedTuple):
    """A column: the keys that lead to its value, what it means, and the words it may hold with their labels."""

    path: tuple[str, ...]
    meaning: str
    words: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Its name in the first line of the table, the same in every language."""
        return ".".join(self.path)

    def cell(self, row: dict[str, Any]) -> Cell:
        """Return what stands in this column for ``row``."""
        value: Any = row
        for key in self.path:
            value = value.get(key) if isinstance(value, dict) else None
        return cell(value)


def columns(serializer: serializers.Serializer) -> list[Column]:
    """Return the columns of the rows of ``serializer``, known before any row is."""
    return list(_of_object(serializer, ()))


def cell(value: Any) -> Cell:
    """Return ``value`` as it stands in a cell."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return harmless(str(value))


def harmless(text: str) -> str:
    """Return ``text`` with an apostrophe before it where a spreadsheet would run it."""
    return "'" + text if text.startswith(RUN_BY_SPREADSHEETS) else text


def _of_object(serializer: serializers.Serializer, path: tuple[str, ...]) -> Iterator[Column]:
    for name, field in serializer.fields.items():
        yield from _of_field(_described(serializer, name, field), (*path, name), str(field.help_text or ""))


def _of_field(field: Any, path: tuple[str, ...], meaning: str) -> Iterator[Column]:
    if isinstance(field, serializers.DictField) and hasattr(field, "names"):  # texts in the three languages
        for language in Language:
            for name in field.names:
                yield Column((*path, language.value, name), f"{meaning} ({language.label}: {name})")
    elif isinstance(field, serializers.Serializer):
        yield from _of_object(field, path)
    else:
        choices = getattr(field, "choices", {}) if isinstance(field, serializers.ChoiceField) else {}
        yield Column(path, meaning, tuple((str(word), str(label)) for word, label in choices.items()))


def _described(serializer: serializers.Serializer, name: str, field: Any) -> Any:
    """Return the field that the schema shows in the place of a computed one, else ``field``."""
    if not isinstance(field, serializers.SerializerMethodField):
        return field
    method = getattr(serializer, field.method_name or f"get_{name}")
    described = getattr(method, "_spectacular_annotation", {}).get("field", field)
    return described if isinstance(described, serializers.BaseSerializer) else field
