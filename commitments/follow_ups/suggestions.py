"""Suggestions for a report that staff is at work on: computed as ``suggest_follow_ups`` does, cached, never stored.

The cache is keyed by all that goes in (texts, our own words, the directory, the program itself), so what
it holds is never stale; decisions are no part of that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.core.cache import cache as shared_cache

from commitments.follow_ups import data as follow_up_data
from commitments.follow_ups.directory import directory
from commitments.matching.material import Suggestion
from commitments.matching.suggesting import suggest
from reports.models import Document, Report

LIMIT = 5
_KEPT_SECONDS = 7 * 24 * 60 * 60
_PROGRAM = Path(__file__).parent.parent / "matching"


def suggestions(later: Report, earlier: Iterable[Report]) -> tuple[Document, dict[str, list[Suggestion]]]:
    """Return the capture of ``later`` and where in it the commitments of ``earlier`` reports may be answered.

    The dictionary gives up to ``LIMIT`` suggestions, the best first, by reference. ``later`` may be a draft.
    Raises NoTextError where no words of it are held.
    """
    document = follow_up_data.capture(later, with_drafts=True)
    if document is None:
        raise follow_up_data.NoTextError(f"No passages of the {later.year} report are known here.")
    texts, names = follow_up_data.PrintedTexts(), directory()
    language, passages = follow_up_data.passages(later, texts, with_drafts=True)
    later_words = [_program(), language, names, passages, LIMIT]
    found: dict[str, list[Suggestion]] = {}
    for report in earlier:
        statements = follow_up_data.statements(report, texts, language)
        material = json.dumps([later_words, statements], default=_plain)
        key = f"follow-ups:{hashlib.sha256(material.encode()).hexdigest()}"
        known = shared_cache.get(key)
        if known is None:
            known = suggest(statements, passages, names, language, limit=LIMIT)
            shared_cache.set(key, known, _KEPT_SECONDS)
        found |= known
    return document, found


def _plain(value: Any) -> Any:
    """Return what JSON does not know in a form that is the same in every process."""
    if is_dataclass(value):
        return vars(value)
    return sorted(value) if isinstance(value, frozenset) else str(value)


@cache
def _program() -> str:
    """A checksum of the matching program with its words and weights."""
    files = sorted(path for path in _PROGRAM.rglob("*") if path.suffix in (".py", ".toml", ".txt"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
