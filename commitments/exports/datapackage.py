"""One Frictionless Data Package (version 2) of everything public: a CSV for each table, and what its columns mean."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from commitments.exports.tables import TABLES
from reports.tabular import Column, Reference, Table

PROFILES = "https://datapackage.org/profiles/2.0"
DESCRIPTOR = "datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
TITLE = "Commitments of the Canada–Mexico Partnership"
DESCRIPTION = (
    "What the annual reports of the Canada–Mexico Partnership promise, and what became of it. Titles, summaries, notes "
    "and reasons are in our own words and under the licence; printed sentences (column text of passages, where their "
    "document is imported) remain those of their publishers. Badge and axes of commitments are as of the day {day}. "
    "Tables of rows that only append hold all published rows, those corrected since included; those that count have "
    "true in the column counts. Lines are comma-separated values in UTF-8 with the names of the columns first; an "
    "empty cell means that nothing is held; text that a spreadsheet would run as a formula has an apostrophe before it."
)
BY_NAME = {table.name: table for table in TABLES}


def lines(table: Table, at: date) -> Iterator[bytes]:
    """Yield the CSV of ``table`` as of the day ``at``, in portions of some hundred lines."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    for number, line in enumerate(table.lines(at), start=1):
        writer.writerow(line)
        if number % 500 == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def descriptor(at: date, name: str = "cmptracker", files: dict[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return the descriptor of the package as of the day ``at``, in English.

    ``files`` gives ``bytes`` and ``hash`` of each file by its name; left out where the tables are written on demand.
    """
    with translation.override("en"):
        return {
            "$schema": f"{PROFILES}/datapackage.json",
            "name": name,
            "title": TITLE,
            "description": DESCRIPTION.format(day=f"{at:%Y-%m-%d}"),
            "version": f"{at:%Y.%m.%d}",
            "keywords": ["Canada", "Mexico", "Canada–Mexico Partnership", "commitments", "accountability"],
            "licenses": [LICENCE],
            "languages": [code for code, _name in settings.LANGUAGES],
            "contributors": [{"title": "cmptracker", "roles": ["author"]}],
            "resources": [_resource(table, (files or {}).get(f"{table.name}.csv", {})) for table in TABLES],
        }


def readme(described: dict[str, Any]) -> str:
    """Return what people read first, made of the descriptor ``described``: what this is, and what stands in which table."""
    licence = described["licenses"][0]
    tables = [f"- `{one['path']}`: {one['description']}" for one in described["resources"]]
    return "\n".join(
        [
            f"# {described['title']}, {described['version']}",
            "",
            described["description"],
            "",
            f"Licence: {licence['title']}, <{licence['path']}>",
            "",
            f"`{DESCRIPTOR}` describes every column of every table: its type, the words it may hold and what they mean, "
            "and which rows of other tables it names (a Frictionless Data Package).",
            "",
            "## Tables",
            "",
            *tables,
            "",
        ]
    )


def dumps(value: Any) -> bytes:
    """Return ``value`` as JSON for a file: the same value always gives the same bytes."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(table: Table, file: dict[str, Any]) -> dict[str, Any]:
    said = table.description or str(table.model.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.name.replace("_", " ").capitalize(),
        "description": " ".join(said.split()),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **file,
        "schema": {
            "$schema": f"{PROFILES}/tableschema.json",
            "fieldsMatch": "exact",
            "missingValues": [""],
            "fields": [_field(column) for column in table.columns],
            **({"primaryKey": list(table.key)} if table.key else {}),
            "foreignKeys": [_foreign_key(reference) for reference in table.references],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    said = str(column.description)
    described: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": f"{said} ({column.language})" if column.language else said,
    }
    if column.words:
        described["categories"] = [{"value": word, "label": str(label)} for word, label in column.words]
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.words:
        constraints["enum"] = [word for word, _label in column.words]
    return {**described, **({"constraints": constraints} if constraints else {})}


def _foreign_key(reference: Reference) -> dict[str, Any]:
    return {
        "fields": list(reference.columns),
        "reference": {"resource": reference.table, "fields": list(reference.targets)},
    }
