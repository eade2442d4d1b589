"""One rule by which rows become lines of a table.

An object is spread over columns named ``key.subkey``; a list stands in one cell, as JSON; null is an empty cell,
yes and no are ``true`` and ``false``. Text that a spreadsheet would run as a formula has an apostrophe before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import orjson
from rest_framework import serializers

from reports.choices import Language

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
_RUN = frozenset(RUN_BY_SPREADSHEETS)
_MARK = '"'
_SPECIAL = (_MARK, ",", "\n", "\r")
_NUMBERS = {int, float, type(None)}
BELOW_NOTHING = re.compile(r"-[0-9]+(\.[0-9]+)?")

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


def found_by(keys: Sequence[str]) -> Callable[[Any], Any]:
    """Return the function that finds the value to which ``keys`` lead in an object; None where what holds it is null."""
    first, *others = keys
    if not others:
        return itemgetter(first)
    further = found_by(others)
    return lambda one: (inner := one[first]) and further(inner)


def columns(serializer: serializers.Serializer) -> list[Column]:
    """Return the columns of the rows of ``serializer``, known before any row is."""
    return list(_of_object(serializer, ()))


def cell(value: Any) -> Cell:
    """Return ``value`` as it stands in a cell."""
    return _CELLS[type(value)](value)


def as_csv(table: Iterable[Sequence[Any]]) -> bytes:
    """Return columns of values as lines of a CSV file (RFC 4180); only texts that need quotation marks have them."""
    texts = list(map(_csv_texts, table))
    if len(texts) == 1:  # an empty line would be no row
        texts = [[text or '""' for text in texts[0]]]
    return "\r\n".join([*map(",".join, zip(*texts, strict=True)), ""]).encode()


def _csv_texts(values: Sequence[Any]) -> Sequence[str]:
    """Return the values of one column as they stand in a CSV file. One look at all of them spares a look at each."""
    kinds = set(map(type, values))
    texts: Any = values
    if kinds == {type(None)}:
        return [""] * len(values)
    if kinds != {str}:
        texts = [_CSV_TEXTS[type(value)](value) for value in values]
        if kinds <= _NUMBERS:
            return texts
    if kinds == {str} and not _RUN.isdisjoint({text[:1] for text in texts}):
        texts = list(map(harmless, texts))
    together = "".join(texts)
    if any(sign in together for sign in _SPECIAL):
        texts = [f'"{text.replace(_MARK, _MARK * 2)}"' if _is_special(text) else text for text in texts]
    return texts


def _is_special(text: str) -> bool:
    return "," in text or _MARK in text or "\n" in text or "\r" in text


def as_json(value: Any) -> bytes:
    """Return ``value`` as JSON, without white space; line ends that JavaScript knows and JSON does not are escaped."""
    written = orjson.dumps(value, default=str)
    if b"\xe2\x80" in written:
        return written.replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")
    return written


def harmless(text: str) -> str:
    """Return ``text`` with an apostrophe before it where a spreadsheet would run it. A number is run by none."""
    return "'" + text if text.startswith(RUN_BY_SPREADSHEETS) and not BELOW_NOTHING.fullmatch(text) else text


def _text(value: Any) -> str:
    return harmless(str(value))


def _same(value: Any) -> Any:
    return value


class _Cells(dict[type, Callable[[Any], Cell]]):
    """How a value of each type stands in a cell; what is not named here, as its text."""

    def __missing__(self, kind: type) -> Callable[[Any], Cell]:
        self[kind] = next((self[known] for known in kind.__mro__ if known in self), _text)
        return self[kind]


_CELLS: _Cells = _Cells(
    {
        str: harmless,
        type(None): _same,
        int: _same,
        float: _same,
        bool: lambda value: "true" if value else "false",
        list: lambda value: orjson.dumps(value, default=str).decode() if value else "[]",
        dict: lambda value: orjson.dumps(value, default=str).decode(),
    }
)


# In a CSV file all cells are texts.
_CSV_TEXTS: _Cells = _Cells(_CELLS | {int: str, float: str, type(None): lambda _value: ""})


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
