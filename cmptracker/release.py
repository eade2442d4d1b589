"""Which code answers: cached answers of another release are never given."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

FOLDERS = ("cmptracker", "commitments", "reports", "templates")


class Release(NamedTuple):
    """A checksum of all files that shape an answer, and when the last of them was put here."""

    checksum: str
    placed_at: datetime


@cache
def this_release() -> Release:
    """Return the release that this process runs. The files are read once; a process keeps the code it began with."""
    files = sorted(path for folder in FOLDERS for path in (settings.BASE_DIR / folder).rglob("*") if _counts(path))
    found = hashlib.sha256()
    for path in files:
        found.update(path.relative_to(settings.BASE_DIR).as_posix().encode() + b"\0")
        found.update(hashlib.sha256(path.read_bytes()).digest())
    placed = max(path.stat().st_mtime for path in files)
    return Release(found.hexdigest()[:16], datetime.fromtimestamp(placed, UTC))


def _counts(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"
