"""Freezes the public record as a release: files that never change, and a row that tells of them.

All or nothing: the files are written beside their place and moved there before the row is committed; what a killed
run leaves behind is no release, is shown nowhere, and is taken away by the next run. The same state of the database
gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from commitments.choices import Badge
from commitments.exports.datapackage import BY_NAME, DESCRIPTOR, LICENCE, descriptor, dumps, lines, readme
from commitments.exports.tables import TABLES
from commitments.models import AppendOnly, Release
from reports.models import Report
from reports.tabular import Table
from reports.versioning import public_change

README = "README.md"
CHECKSUMS = "SHA256SUMS"
DIFFERENCE = "difference.json"


class Refused(Exception):
    """Nothing was frozen; the message says why."""


def folder_of(name: str) -> Path:
    """Return the folder in which the files of the release ``name`` lie."""
    return Path(settings.MEDIA_ROOT) / "releases" / name


def freeze(name: str, at: date | None = None) -> Release:
    """Freeze what is public now under ``name``, with badges and axes as of ``at`` (the last day recorded if None).

    Raises Refused for a name that is taken or badly formed, an empty record, or a previous release whose files are gone.
    """
    place, part = folder_of(name), folder_of(f".{name}.part")
    has_begun = False
    try:
        with public_change():
            release = Release(name=name, previous=_newest(name))
            release.as_of = at or _last_recorded_on()
            release.years = list(Report.objects.published().order_by("year").values_list("year", flat=True))
            has_begun = True
            _clear(place, *place.parent.glob(".*.part"))  # left by runs that were killed
            part.mkdir(parents=True)
            release.difference = _write(part, release)
            release.files = [_told(path) for path in sorted(part.iterdir())]
            release.save()
            os.replace(part, place)
            _settle(place.parent)
    except BaseException:
        if has_begun and not Release.objects.filter(name=name).exists():
            _clear(part, place)
        raise
    return Release.objects.get(name=name)


def _newest(name: str) -> Release | None:
    """Return the release before this one. Raises Refused where the name cannot be given."""
    try:
        Release(name=name).clean_fields(exclude=["as_of", "years", "files", "difference"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    if Release.objects.filter(name=name).exists():
        raise Refused(_("There is a release %(name)s; a release never changes.") % {"name": name})
    newest = Release.objects.order_by("pk").last()
    if newest is not None and not (folder_of(newest.name) / DESCRIPTOR).is_file():
        raise Refused(_("The files of the release before, %(name)s, are not here.") % {"name": newest.name})
    return newest


def _last_recorded_on() -> date:
    """Return the last day on which something public was recorded: it depends on the record alone, not on today."""
    appended = [table.model for table in TABLES if issubclass(table.model, AppendOnly)]
    moments = [model.objects.published().aggregate(last=Max("recorded_at"))["last"] for model in appended]
    days = [moment.date() for moment in moments if moment]
    promised = BY_NAME["commitments"].model.objects.published().aggregate(last=Max("promised_on"))["last"]
    if promised is None and not days:
        raise Refused(_("The record holds nothing public yet."))
    return max(days, default=promised)


def _clear(*folders: Path) -> None:
    """Take folders away that belong to no release. Only one run freezes at a time: it holds the record's version."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _settle(folder: Path) -> None:
    """Make sure that a move outlives a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(folder: Path, release: Release) -> dict[str, Any]:
    """Write all files of ``release`` into ``folder``, and return its difference from the one before."""
    for table in TABLES:
        with (folder / f"{table.name}.csv").open("wb") as file:
            file.writelines(lines(table, release.as_of))
    sizes = {
        told["name"]: {"bytes": told["bytes"], "hash": f"sha256:{told['sha256']}"}
        for told in map(_told, folder.iterdir())
    }
    described = descriptor(release.as_of, f"cmptracker-{release.name}", sizes) | {"version": release.name}
    (folder / DESCRIPTOR).write_bytes(dumps(described))
    (folder / README).write_text(readme(described), encoding="utf-8")
    found = difference(folder, release.previous)
    (folder / DIFFERENCE).write_bytes(dumps(found))
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            (folder / f"difference.{code}.txt").write_text("\n".join(in_words(found)) + "\n", encoding="utf-8")
    (folder / "LICENCE.txt").write_text(f"{LICENCE['title']}\n{LICENCE['path']}\n", encoding="utf-8")
    told = [_told(path) for path in sorted(folder.iterdir())]
    (folder / CHECKSUMS).write_text("".join(f"{one['sha256']}  {one['name']}\n" for one in told), encoding="utf-8")
    _pack(folder, release)
    return found


def _pack(folder: Path, release: Release) -> None:
    paths = sorted(folder.iterdir())
    with ZipFile(folder / release.bundle, "w") as bundle:
        for path in paths:
            entry = ZipInfo(f"{release.name}/{path.name}", (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = ZIP_DEFLATED
            with path.open("rb") as source, bundle.open(entry, "w") as target:
                shutil.copyfileobj(source, target)


def _told(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {
            "name": path.name,
            "bytes": path.stat().st_size,
            "sha256": hashlib.file_digest(file, "sha256").hexdigest(),
        }


def difference(folder: Path, previous: Release | None) -> dict[str, Any]:
    """Return what differs in the tables of ``folder`` from those of the release ``previous``, in counts.

    ``tables`` gives rows, and those added, removed and changed, by table; ``badges`` the commitments whose badge is
    another one. Without a previous release, rows alone are counted.
    """
    before = folder_of(previous.name) if previous else None
    tables = {table.name: _compared(table, folder, before) for table in TABLES}
    moved = []
    if before:
        old = {row["reference"]: row["badge"] for row in _rows(before / "commitments.csv")}
        moved = [
            {"reference": row["reference"], "from": old[row["reference"]], "to": row["badge"]}
            for row in _rows(folder / "commitments.csv")
            if old.get(row["reference"], row["badge"]) != row["badge"]
        ]
    return {"since": previous.name if previous else None, "tables": tables, "badges": moved}


def _compared(table: Table, folder: Path, before: Path | None) -> dict[str, int]:
    new = _rows(folder / f"{table.name}.csv")
    if before is None:
        return {"rows": len(new)}
    path = before / f"{table.name}.csv"
    old = _rows(path) if path.is_file() else []
    both = [column.name for column in table.columns if not old or column.name in old[0]]
    if not table.key:
        was, is_ = (Counter(tuple(row[name] for name in both) for row in rows) for rows in (old, new))
        return {"rows": len(new), "added": (is_ - was).total(), "removed": (was - is_).total(), "changed": 0}
    was_, now = (
        {tuple(row[name] for name in table.key): [row[name] for name in both] for row in rows} for rows in (old, new)
    )
    return {
        "rows": len(new),
        "added": len(now.keys() - was_.keys()),
        "removed": len(was_.keys() - now.keys()),
        "changed": sum(now[key] != was_[key] for key in now.keys() & was_.keys()),
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_words(found: dict[str, Any]) -> list[str]:
    """Return a difference in sentences, in the present language."""
    if found["since"] is None:
        return [_("This is the first release; there is none to compare it with.")]
    since = {"name": found["since"]}
    said = [
        _("%(table)s: %(added)s added, %(removed)s removed, %(changed)s changed.") % {"table": name, **counts}
        for name, counts in found["tables"].items()
        if counts["added"] or counts["removed"] or counts["changed"]
    ]
    if not said:
        return [_("Nothing differs from release %(name)s.") % since]
    moved = [
        _("%(reference)s: the badge was “%(before)s” and is “%(after)s”.")
        % {"reference": one["reference"], "before": Badge(one["from"]).label, "after": Badge(one["to"]).label}
        for one in found["badges"]
    ]
    return [_("What differs from release %(name)s, table by table:") % since, *said, *moved]
