"""From a file to proposals: reading, the directory and detection together. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from commitments.desk.directory_names import read_directory, read_themes
from commitments.detection import Calendar, Directory, Proposal, detect
from commitments.detection.cues import Language, load
from commitments.detection.model import DUE, Named, Window
from commitments.detection.owners import EMPTY
from commitments.detection.reader import Reader
from reports.models import Organization
from reports.reading.identity import nearest_language
from reports.reading.reading import Reading, read


@dataclass(frozen=True)
class Detection:
    """One document with what it promises."""

    reading: Reading
    calendar: Calendar
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class Knowledge:
    """What the database knows of names and themes; both are empty where it is."""

    directory: Directory
    themes: Mapping[str, frozenset[str]]


def knowledge() -> Knowledge:
    """Return the names and themes of the database; none where it has no tables yet."""
    if Organization._meta.db_table not in connection.introspection.table_names():
        return Knowledge(EMPTY, {})
    return Knowledge(read_directory(), read_themes())


def read_file(source: Path, language: str | None = None) -> Reading:
    """Return the reading of a file of any format. Raises Unreadable where it holds no text, OSError where it cannot be opened."""
    return read(source.read_bytes(), source.name, language=language)


def detect_in(reading: Reading, known: Knowledge, calendar: Calendar | None = None) -> Detection:
    """Return what a document promises. ``calendar`` overrules the dates that are printed in it."""
    when = calendar or calendar_of(reading)
    language = language_of(reading)
    found = detect(
        reading.text, reading, language=language, calendar=when, directory=known.directory, themes=known.themes
    )
    return Detection(reading, when, tuple(found))


def reader_of(reading: Reading, known: Knowledge, language: Language | None = None) -> Reader:
    """Return the document ready for detection, for those who look at its features."""
    spoken = language or load(language_of(reading))
    return Reader(reading.text, reading, spoken, calendar_of(reading), known.directory, known.themes)


def language_of(reading: Reading) -> str:
    """Return the language in which to look for cues; for a text in an unknown one, the nearest."""
    return reading.language or nearest_language(reading.text)


def calendar_of(reading: Reading) -> Calendar:
    """Return the year of a document, and the last day and number of the latest meeting that it tells of in that year."""
    held = [meeting for meeting in reading.meetings if reading.year is None or meeting.start.year == reading.year]
    if not held:
        return Calendar(reading.year)
    latest = max(held, key=lambda meeting: meeting.end)
    return Calendar(reading.year or latest.end.year, latest.end, latest.edition)


def as_json(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal in the form that ``detect --json`` prints; days are ISO texts.

    The window is the one that dates the act; a year that only labels a plan is none.
    """
    return {
        "quote": proposal.quote,
        "start": proposal.start,
        "end": proposal.end,
        "working_group": proposal.working_group,
        "section_role": proposal.section_role,
        "strength": proposal.strength,
        "parties": list(proposal.parties),
        "proposer": _named(proposal.proposer) if proposal.proposer else None,
        "owners": [_named(owner) for owner in proposal.owners],
        "window": _window(proposal.window),
        "score": proposal.score,
        "cues": [{"kind": c.kind, "text": c.text, "start": c.start, "end": c.end} for c in proposal.cues],
    }


def _named(named: Named) -> dict[str, str | None]:
    return {"kind": named.kind, "key": named.key, "name": named.name, "role": named.role}


def _window(window: Window | None) -> dict[str, str | None]:
    if window is None or window.kind != DUE:
        return {"text": None, "start": None, "end": None}
    return {"text": window.text, "start": _iso(window.start), "end": _iso(window.end)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
