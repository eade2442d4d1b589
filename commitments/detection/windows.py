"""By when: the words of a sentence that date its act, and the days they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from commitments.detection.cues import Language, read
from commitments.detection.dates import Dated, Grammar, either
from commitments.detection.flat import lowered
from commitments.detection.model import DUE, HORIZON, Calendar, Window
from commitments.detection.seasons import DAY, months_later

_LATE_IN_YEAR = 10  # after a meeting from October on, "the coming year" is the next calendar year
_LOOK_BACK = 90
_WEEKS = ("w", "s")
_MONTHS = "m"
_YEARS = ("y", "a")
_ORDINAL = re.compile(r"\d{1,2}(?=st|nd|rd|th|e\b|ª|a\b|\.ª)")


def windows(flat: str, language: Language, calendar: Calendar, *, is_told: bool = False) -> list[Window]:
    """Return the windows that the words of a sentence give, the one that dates the act first.

    Days before the meeting are told of, not promised, and give none; nor does a month or season without its year in a
    sentence that tells of the past (``is_told``). A date that only labels a plan or names an event is a horizon.
    """
    words = _patterns(language.code)
    lower = lowered(flat)
    due: list[Window] = []
    horizons: list[Window] = []
    for row in words.grammar.dated(flat, lower, calendar):
        if _is_over(row, calendar) or (is_told and not row.has_year):
            continue
        is_label = row.edge in ("", "for") and words.labels_plan(flat, lower, row)
        window = Window(flat[row.first : row.after], row.start, row.end, row.precision, HORIZON if is_label else DUE)
        (horizons if is_label else due).append(window)
    if due:
        return [_joined(due), *horizons]
    other = next(words.others(flat, lower, calendar), None)
    return [other, *horizons] if other is not None else horizons


def _joined(rows: list[Window]) -> Window:
    """Join several dates to one range, unless all mean the same days."""
    if len({(row.start, row.end) for row in rows}) == 1:
        return rows[0]
    starts = [row.start for row in rows if row.start]
    ends = [row.end for row in rows if row.end]
    text = " … ".join(row.text for row in rows)
    return Window(text, min(starts, default=None), max(ends, default=None), "range")


def _is_over(row: Dated, calendar: Calendar) -> bool:
    """Whether a date lies before the meeting, or in its own month or at the end of its own year, so that it is told of."""
    reference, last = calendar.reference, row.end or row.start
    if reference is None or last is None:
        return False
    if row.is_year and row.edge in ("", "in") and last.year == reference.year and reference.month >= _LATE_IN_YEAR:
        return True
    is_of_meeting = (
        row.precision in ("day", "month")
        and row.edge in ("", "in", "for")
        and row.start is not None
        and row.start <= reference
        and row.start.month == reference.month
    )
    return last < reference or (is_of_meeting and calendar.meeting_end is not None)


class _Patterns:
    """What else than a date says when: relative times and events; and which words make a date a mere label."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.grammar = Grammar(data)
        self._numbers = {word: number for number, word in enumerate(data["numbers"], start=1)}
        number = rf"\d{{1,3}}|{either(self._numbers)}"
        self._relative = {
            name: re.compile(rf"(?<!\w)(?:{words.replace('{number}', number)})(?!\w)")
            for name, words in data["relative"].items()
        }
        self._events = {name: re.compile(rf"(?<!\w)(?:{words})") for name, words in data["events"].items()}
        plan, aim, label = data["horizon"]["plan"], data["horizon"]["aim"], data["horizon"]["for"]
        self._plan_after = re.compile(rf"^[\w)]* ?(?:\w+[- ]){{0,2}}?(?:{plan})(?!\w)")
        linked = rf"(?: (?:{label}|of \w+ for|of the \w+|of \w+|{data['of']}))?"
        self._plan_before = re.compile(rf"(?<!\w)(?:{plan}){linked}[ (,]*$")
        self._aim_before = re.compile(rf"(?<!\w)(?:{aim})\b[^.;,]{{0,40}} (?:{label}) $")
        self._name_before = re.compile(r"(?<!\w)[A-Z]{3,} $")

    def labels_plan(self, flat: str, lower: str, row: Dated) -> bool:
        """Whether a date only labels a plan or a programme ("2022 Action Plan"), or names an event ("PDAC 2010")."""
        before, lead = _back(lower, row.first), _back(lower, row.unit)
        return bool(
            self._plan_after.match(lower[row.after :].lstrip(" "))
            or self._plan_before.search(before)
            or self._plan_before.search(lead)
            or self._aim_before.search(lead)
            or self._name_before.search(_back(flat, row.first))
        )

    def others(self, flat: str, lower: str, calendar: Calendar) -> Iterator[Window]:
        """Yield the relative times of a sentence, then the events that date it."""
        for name, pattern in self._relative.items():
            match = pattern.search(lower)
            if match:
                start, end = self._relative_days(name, match, calendar)
                is_year = start is not None and end is not None and (start.day, start.month, end.day) == (1, 1, 31)
                yield Window(_printed(flat, match), start, end, "year" if is_year else "relative")
        for name, pattern in self._events.items():
            for match in pattern.finditer(lower):
                if name != "meeting" or _is_later_meeting(match.group(), calendar):
                    yield Window(_printed(flat, match), None, None, "event")

    def _relative_days(self, name: str, match: re.Match[str], calendar: Calendar) -> tuple[date | None, date | None]:
        reference = calendar.reference
        if reference is None or name in ("vague", "often"):
            return None, None
        if name == "next_year" or (name == "coming_year" and reference.month >= _LATE_IN_YEAR):
            return date(reference.year + 1, 1, 1), date(reference.year + 1, 12, 31)
        if name == "coming_year":
            return reference + DAY, months_later(reference, 12)
        if name == "this_year":
            return None, date(reference.year, 12, 31)
        number, unit = match["number"], match["unit"]
        count = int(number) if number.isdigit() else self._numbers[number]
        if unit.startswith(_MONTHS):
            return reference + DAY, months_later(reference, count)
        if unit.startswith(_YEARS):
            return reference + DAY, months_later(reference, 12 * count)
        return reference + DAY, reference + count * (7 if unit.startswith(_WEEKS) else 1) * DAY


def _is_later_meeting(words: str, calendar: Calendar) -> bool:
    """Whether a meeting is still to come: the next one, or one whose number is higher than that of the document."""
    ordinal = _ORDINAL.search(words)
    return ordinal is None or (calendar.edition is not None and int(ordinal.group()) > calendar.edition)


def _back(words: str, place: int) -> str:
    return words[max(0, place - _LOOK_BACK) : place]


def _printed(flat: str, match: re.Match[str]) -> str:
    return flat[match.start() : match.end()].strip(" .;,")


@cache
def _patterns(code: str) -> _Patterns:
    return _Patterns(read(code)["dates"])
