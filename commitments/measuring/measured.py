"""How well the programs that suggest were measured to do: figures with their date and the version of the program.

They are data (``measured.json``), written by the commands that measure and printed on the method page.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from commitments.detection.evaluation import Agreement, Counts

FILE = Path(__file__).parent / "measured.json"
DETECTION = "detection"
FOLLOW_UPS = "follow_ups"
_DIGITS = 12


@dataclass(frozen=True)
class Figure:
    """One measure: the value from 0 to 1, and out of how many cases; with precision and recall where it is an F1."""

    value: float
    of: int
    precision: float | None = None
    recall: float | None = None


@dataclass(frozen=True)
class Line:
    """The figures of one report, by the name of the measure; of a pair of reports, ``earlier`` is the older.

    Without a ``report`` they are those of all lines together.
    """

    report: int | None
    figures: Mapping[str, Figure]
    earlier: int | None = None


@dataclass(frozen=True)
class Measured:
    """The figures of one program. ``version`` tells which state of its code and words was measured."""

    measured_on: date
    version: str
    lines: tuple[Line, ...] = field(default=())


@cache
def version_of(folder: Path) -> str:
    """Return what changes with the code and the words of the program in ``folder``."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".toml", ".txt")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:_DIGITS]


def of_counts(counts: Counts) -> Figure:
    """Return F1 with precision and recall, out of the cases that are right, false or missed."""
    of = counts.right + counts.false + counts.missed
    return Figure(round(counts.f1, 3), of, round(counts.precision, 3), round(counts.recall, 3))


def of_agreement(agreement: Agreement) -> Figure:
    """Return the share that agrees, out of the cases compared."""
    return Figure(round(agreement.share or 0.0, 3), agreement.of)


@cache
def measured(program: str) -> Measured | None:
    """Return the figures of ``program``; None where it was not measured."""
    data = _read().get(program)
    if data is None:
        return None
    lines = tuple(
        Line(
            row["report"],
            {name: Figure(**figure) for name, figure in row["figures"].items()},
            earlier=row.get("earlier"),
        )
        for row in data["lines"]
    )
    return Measured(date.fromisoformat(data["measured_on"]), data["version"], lines)


def write(program: str, *, version: str, measured_on: date, lines: Iterable[Line]) -> None:
    """Put the figures of ``program`` into the file, in place of earlier ones; those of other programs stay."""
    rows = [
        {"report": line.report, "figures": {name: asdict(figure) for name, figure in line.figures.items()}}
        | ({"earlier": line.earlier} if line.earlier else {})
        for line in lines
    ]
    data = {**_read(), program: {"measured_on": measured_on.isoformat(), "version": version, "lines": rows}}
    FILE.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    measured.cache_clear()


def _read() -> dict[str, dict]:
    found: dict[str, dict] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    return found
