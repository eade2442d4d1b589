"""The drawing of a thread: one column for each report, one lane for each line that runs through them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commitments.choices import Basis
from commitments.presentation.badges import Shown
from commitments.presentation.threads import Thread
from reports.models import Report

COLUMN = 88
LANE = 26
STATEMENT = 16
WORD = 11


@dataclass(frozen=True)
class Mark:
    """A statement with its badge, or what a later report says of it (smaller); ``x`` and ``y`` are its corner."""

    x: float
    y: float
    size: int
    icon: str
    css_class: str
    words: str

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.size / 2, self.y + self.size / 2

    @property
    def radius(self) -> float:
        """Radius of the blank on which it stands, so that no line runs through it."""
        return self.size / 2 + 2


@dataclass(frozen=True)
class Line:
    """What ties two marks; dashed where the tie is weak or nothing is said."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_dashed: bool


@dataclass(frozen=True)
class Lanes:
    """The drawing, in pixels, with what it shows in words."""

    width: int
    height: int
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    label: str


def draw(thread: Thread, reports: Sequence[Report]) -> Lanes:
    """Draw ``thread`` over the columns ``reports``."""
    column = {report.pk: number for number, report in enumerate(reports)}
    lane = _lanes(thread, column)
    marks, lines, taken = [], [], {(lane[row.pk], column[row.report_id]) for row in thread.statements}
    for row in thread.statements:
        words = f"{row.reference}, {row.report.period}: {row.badge_words.words}"
        marks.append(_mark(column[row.report_id], lane[row.pk], STATEMENT, row.badge_words, words))
    for link in thread.links:
        ends = [(column[row.report_id], lane[row.pk]) for row in (link.older, link.newer)]
        lines.append(_line(*ends[0], *ends[1], link.basis == Basis.WEAK))
    for part in thread.columns:
        for said in part.said:
            here = (lane[said.commitment.pk], column[part.report.pk])
            if here not in taken:
                taken.add(here)
                last = said.entries[-1]
                marks.append(_mark(here[1], here[0], WORD, last, f"{part.report.period}: {last.what}"))
                start = column[said.commitment.report_id]
                lines.append(_line(start, here[0], here[1], here[0], last.badge.is_silence))
    return Lanes(COLUMN * len(reports), LANE * (max(lane.values()) + 1), tuple(marks), tuple(lines), _label(thread))


def _lanes(thread: Thread, column: dict[int, int]) -> dict[int, int]:
    """Give each statement a lane: that of one that it follows if it is free in its column, else a further one."""
    lane: dict[int, int] = {}
    taken: set[tuple[int, int]] = set()
    followed: dict[int, list[int]] = {}
    for link in thread.links:
        followed.setdefault(link.newer_id, []).append(link.older_id)
    for row in thread.statements:
        where = column[row.report_id]
        wished = [lane[pk] for pk in followed.get(row.pk, []) if pk in lane]
        free = (number for number in (*wished, *range(len(thread.statements))) if (number, where) not in taken)
        lane[row.pk] = next(free)
        taken.add((lane[row.pk], where))
    return lane


def _centre(column: int, lane: int) -> tuple[float, float]:
    return COLUMN * column + COLUMN / 2, LANE * lane + LANE / 2


def _mark(column: int, lane: int, size: int, shown: Shown, words: str) -> Mark:
    x, y = _centre(column, lane)
    return Mark(x - size / 2, y - size / 2, size, shown.icon, shown.css_class, words)


def _line(column: int, lane: int, to_column: int, to_lane: int, is_dashed: bool) -> Line:
    (x1, y1), (x2, y2) = _centre(column, lane), _centre(to_column, to_lane)
    return Line(x1 + STATEMENT / 2 + 2, y1, x2 - STATEMENT / 2 - 2, y2, is_dashed)


def _label(thread: Thread) -> str:
    said = ", ".join(f"{row.reference} ({row.report.period}): {row.badge_words.words}" for row in thread.statements)
    return _("Thread of %(statements)s") % {"statements": said}
