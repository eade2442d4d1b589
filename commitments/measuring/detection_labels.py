"""Labels to measure detection by: a file of hand labels, or the curated record itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from commitments.choices import OwnershipRole, WindowKind
from commitments.detection import Directory
from commitments.detection.evaluation import PROMISES, Label, Labels
from commitments.detection.model import CANADA, MEXICO, Window
from commitments.models import Commitment, CommitmentSource, Ownership
from reports.choices import SectionRole
from reports.reading.reading import Reading

_PARTIES = {"Canada": CANADA, "Mexico": MEXICO, CANADA: CANADA, MEXICO: MEXICO}
_NAMED = frozenset({OwnershipRole.LEAD.value, OwnershipRole.CONTACT.value})


class LabelsError(ValueError):
    """A file of labels cannot be used; the message says why."""


def from_file(path: Path, directory: Directory) -> Labels:
    """Return the labels of a file: ``actions`` and ``excluded_borderline``, as in the hand labels of 2021.

    Raises LabelsError where it is not such a file, OSError where it cannot be opened.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        actions = tuple(_of_action(row, directory) for row in data["actions"])
        near = tuple((int(row["start"]), int(row["end"])) for row in data.get("excluded_borderline", []))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LabelsError(f"{path} is not a file of labels ({type(error).__name__}: {error}).") from error
    return Labels(actions, near)


def from_record(year: int, reading: Reading) -> Labels:
    """Return the published commitments of the record's report of ``year`` as labels of ``reading``.

    A passage is looked up by its fingerprint, so that any format of the report will do; of several with the same
    words the one at the same place counts. Raises LabelsError where the record has none.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for passage in reading.passages:
        places.setdefault(passage.fingerprint, []).append((passage.start, passage.end))
    rows = CommitmentSource.objects.filter(is_primary=True, commitment__report__year=year)
    rows = rows.filter(commitment__in=Commitment.objects.published()).select_related("commitment", "passage__section")
    named = _owners(year)
    labels = [
        _of_source(row, places.get(row.passage.fingerprint, []), named) for row in rows.order_by("passage__start")
    ]
    if not labels:
        raise LabelsError(f"The record holds no commitment of {year}.")
    return Labels(tuple(labels))


def _of_source(source: CommitmentSource, places: list[tuple[int, int]], named: Mapping[int, frozenset[str]]) -> Label:
    commitment, passage = source.commitment, source.passage
    recorded = passage.start, passage.end
    start, end = recorded if recorded in places or not places else places[0]
    must = (CANADA, commitment.must_canada_act), (MEXICO, commitment.must_mexico_act)
    is_due = commitment.window_kind == WindowKind.DUE
    return Label(
        start=start,
        end=end,
        strength=commitment.strength,
        parties=tuple(party for party, acts in must if acts),
        owners=named.get(commitment.pk, frozenset()),
        window=Window(
            commitment.window_text, commitment.window_start, commitment.window_end, commitment.window_precision
        )
        if is_due
        else None,
        is_promises=passage.section.role == SectionRole.PROMISES,
    )


def _owners(year: int) -> dict[int, frozenset[str]]:
    """Return who must act, by commitment: slugs of institutions and people, codes of groups."""
    rows = Ownership.objects.filter(commitment__report__year=year, role__in=_NAMED)
    found: dict[int, set[str]] = {}
    for commitment, *keys in rows.values_list("commitment", "organization__slug", "group__code", "person__slug"):
        found.setdefault(commitment, set()).update(key for key in keys if key)
    return {commitment: frozenset(keys) for commitment, keys in found.items()}


def _of_action(row: Mapping[str, Any], directory: Directory) -> Label:
    due = row.get("due") or {}
    return Label(
        start=int(row["start"]),
        end=int(row["end"]),
        strength=row["strength"],
        parties=tuple(_PARTIES[party] for party in row["parties"]),
        owners=frozenset(_key(name, directory) for name in row.get("owners", [])),
        window=Window(due["text"], _day(due.get("start")), _day(due.get("end")), "") if due.get("text") else None,
        is_certain=not row.get("borderline"),
        is_promises=bool(row.get("core", row.get("section_kind") == PROMISES)),
    )


def _key(name: str, directory: Directory) -> str:
    """Return the key of a name, also of one with its acronym in brackets; without one, the name in small letters."""
    bare = name.split(" (")[0]
    body = directory.by_name(bare) or directory.by_name(name)
    return body.key if body is not None else bare.casefold()


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
