"""The curated record on disk: YAML and CSV files, read with errors that name file, entry and key."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("en", "fr", "es")


class RecordError(ValueError):
    """Something in the curated record is wrong; the message says where and what to do."""


class Entry:
    """One mapping of a record file. Reading a key marks it as known; :meth:`close` refuses the rest."""

    def __init__(self, data: Any, where: str) -> None:
        if not isinstance(data, Mapping):
            raise RecordError(f"{where}: expected keys with values, found {data!r}.")
        self.where = where
        self._data = data
        self._read: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of ``key``, or ``default`` where it is left out."""
        self._read.add(key)
        value = self._data.get(key)
        return default if value is None else value

    def need(self, key: str) -> Any:
        """Return the value of ``key``. Raises RecordError where it is missing."""
        value = self.get(key)
        if value is None:
            raise RecordError(f"{self.where}: {key} is missing.")
        return value

    def number(self, key: str) -> int:
        """Return the whole number under ``key``. Raises RecordError where it is missing or none."""
        value = self.need(key)
        try:
            return int(value)
        except ValueError as error:
            raise RecordError(f"{self.where}: {key} is a whole number, not {value!r}.") from error

    def words(self, field: str, key: str | None = None, *, is_optional: bool = False) -> dict[str, str]:
        """Return ``{field_en: …, field_fr: …, field_es: …}`` from the three languages of ``key``."""
        data = self.get(key or field) if is_optional else self.need(key or field)
        if data is None:
            return {}
        words = Entry(data, f"{self.where}, {key or field}")
        texts = {f"{field}_{language}": str(words.need(language)) for language in LANGUAGES}
        words.close()
        return texts

    def entry(self, key: str) -> Entry | None:
        """Return the mapping under ``key``, or None where it is left out."""
        data = self.get(key)
        return None if data is None else Entry(data, f"{self.where}, {key}")

    def entries(self, key: str, name: str = "") -> Iterator[Entry]:
        """Yield the mappings of the list under ``key``; ``name`` is the key that names each in errors."""
        rows = self.get(key, [])
        if not isinstance(rows, list):
            raise RecordError(f"{self.where}, {key}: expected a list.")
        for number, row in enumerate(rows, start=1):
            label = row.get(name, number) if isinstance(row, Mapping) else number
            yield Entry(row, f"{self.where}, {key} {label}")

    def close(self) -> None:
        """Raise RecordError if the entry holds a key that nobody read."""
        unknown = sorted(map(str, set(self._data) - self._read))
        if unknown:
            raise RecordError(f"{self.where}: unknown key {', '.join(unknown)}.")


def read_yaml(path: Path, root: Path) -> Entry:
    """Return the mapping in ``path``. Raises RecordError where it cannot be read."""
    where = path.relative_to(root).as_posix()
    try:
        return Entry(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), where)
    except OSError as error:
        raise RecordError(f"{where}: {error.strerror}.") from error
    except yaml.YAMLError as error:
        raise RecordError(f"{where}: {error}") from error


def read_csv(path: Path, root: Path) -> Iterator[Entry]:
    """Yield the rows of ``path``, counted from 1. Raises RecordError where it cannot be read."""
    where = path.relative_to(root).as_posix()
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=1):
                yield Entry(row, f"{where}, row {number}")
    except OSError as error:
        raise RecordError(f"{where}: {error.strerror}.") from error


def look_up(table: Mapping[Any, Any], key: Any, what: str, where: str) -> Any:
    """Return ``table[key]``. Raises RecordError that says which ``what`` is unknown."""
    if key not in table:
        raise RecordError(f"{where}: no {what} {key!r}.")
    return table[key]
