"""Dates in words: the patterns of one language, made from its data, and the days they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from commitments.detection.model import Calendar
from commitments.detection.seasons import DAY, month_end, season

Days = tuple[date | None, date | None, str]

_LOOK_BACK = 90
_A_YEAR = timedelta(days=367)
_WITHOUT_YEAR = frozenset({10, 11, 12, 13})
_YEARS_ONLY = frozenset({8, 9})
_NUMBER = re.compile(r"\D+")
_EDGES = ("by", "before", "after", "between", "from", "for", "in")


@dataclass(frozen=True)
class Dated:
    """Words that stand for days: their place in the sentence, and that of the date without the words before it."""

    first: int
    unit: int
    after: int
    start: date | None
    end: date | None
    precision: str
    edge: str
    is_year: bool
    has_year: bool


class Grammar:
    """The patterns of one language. All search in small letters; places are those of the sentence."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._months = _numbered(data["months"])
        self._ordinals = _numbered(data["ordinals"])
        self._seasons = {word: name for name, words in data["seasons"].items() for word in words}
        self._are_capitals = bool(data["are_capitals"])
        self._unit = re.compile(rf"(?<![\w$.,]\b)(?<![\w$])(?:{'|'.join(self._units(data))})(?!\w)")
        edges = "|".join(rf"(?P<{name}>\b(?:{words}))" for name, words in data["edges"].items())
        parts = "|".join(rf"(?P<{name}>(?:{words}))" for name, words in data["parts"].items())
        article = rf"(?:(?:{data['determiners']}) ?)?"
        self._before = re.compile(rf"(?:(?:{edges}) ?)?{article}(?:\b(?:{parts}) ?)?{article}[\[(“\"]?$")
        self._open_end = re.compile(rf" (?:{data['open_end']})(?!\w)")

    def dated(self, flat: str, lower: str, calendar: Calendar) -> Iterator[Dated]:
        """Yield the dates of a sentence; ``lower`` is ``flat`` in small letters."""
        for match in self._unit.finditer(lower):
            given = {name: value for name, value in match.groupdict().items() if value}
            number = int(_NUMBER.sub("", next(iter(given))))
            groups = {name.rstrip("0123456789"): value for name, value in given.items()}
            before = self._before.search(lower[max(0, match.start() - _LOOK_BACK) : match.start()])
            words = {name for name, value in before.groupdict().items() if value} if before else set()
            if "since" in words or not self._is_date(flat, match, words, number):
                continue
            days = self._days(number, groups, calendar)
            if days is None:
                continue
            start, end, precision = _part(days, words)
            start, end = _edge(start, end, words)
            if self._open_end.match(lower[match.end() :]):
                end = None
            first = match.start() - (len(before.group()) if before else 0)
            first += len(lower[first : match.end()]) - len(lower[first : match.end()].lstrip(' ([“"'))
            is_year = number in _YEARS_ONLY and not words & {"early", "middle", "late"}
            edge = next((name for name in _EDGES if name in words), "")
            yield Dated(
                first, match.start(), match.end(), start, end, precision, edge, is_year, number not in _WITHOUT_YEAR
            )

    def _units(self, data: Mapping[str, Any]) -> Iterable[str]:
        """The forms of a date. The number in a group's name is that of its form."""
        month, names, ordinal = either(self._months), either(self._seasons), either(self._ordinals)
        of, year, link = data["of"], r"(?:19|20)\d\d", rf"\s*{data['and']}\s*"

        def day(number: int, name: str = "day") -> str:
            return rf"(?P<{name}{number}>[0-3]?\d){data['day']}"

        yield rf"(?P<month1>{month})\.? {day(1)}(?:{link}{day(1, 'last')})?,? (?P<year1>{year})"
        yield rf"{day(2)}(?:{link}{day(2, 'last')})? (?:de |of )?(?P<month2>{month})\.?,? (?:de |del |of )?(?P<year2>{year})"
        yield rf"(?P<month3>{month})\.?(?:,? {of}(?P<year3>{year}))?{link}(?P<until3>{month})\.?,? {of}(?P<end3>{year})"
        yield rf"(?P<month4>{month})\.?,? {of}(?P<year4>{year})"
        yield rf"(?P<season5>{names}),? {of}(?P<year5>{year})"
        quarter = rf"(?P<ordinal6>{ordinal}) (?:{either(data['quarters'])})|q(?P<q6>[1-4])"
        yield rf"(?:{quarter}),? {of}(?P<year6>{year})"
        yield rf"(?P<ordinal7>{ordinal}) (?:{either(data['halves'])}),? {of}(?P<year7>{year})"
        yield rf"(?P<year8>{year}){link}{of}(?P<end8>{year}|\d\d)(?![\d-])"
        yield rf"(?P<year9>{year})"
        yield rf"(?P<month10>{month})\.? {day(10)}(?![\d%$])"
        yield rf"{day(11)} (?:de |of )?(?P<month11>{month})(?!\w)"
        yield rf"(?P<season12>{names})"
        yield rf"(?P<month13>{month})"

    def _is_date(self, flat: str, match: re.Match[str], words: set[str], number: int) -> bool:
        """A month, season or day without its year counts where a word of time stands before it."""
        if number not in _WITHOUT_YEAR:
            return True
        is_capital = flat[match.start()].isupper() or number in (11, 12) or not self._are_capitals
        return bool(words) and is_capital

    def _days(self, number: int, groups: Mapping[str, str], calendar: Calendar) -> Days | None:
        try:
            if "day" in groups:
                return self._of_day(groups, calendar)
            if "month" in groups:
                return self._of_month(groups, calendar)
            if "season" in groups:
                return self._of_season(groups, calendar)
            year = int(groups["year"])
            if number == 6:
                quarter = int(groups["q"]) if "q" in groups else self._ordinals[groups["ordinal"]]
                return date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter), "quarter"
            if number == 7:
                half = min(2, self._ordinals[groups["ordinal"]])
                return date(year, 6 * half - 5, 1), month_end(year, 6 * half), "half"
            if number == 8:
                last = int(groups["end"]) if len(groups["end"]) == 4 else year // 100 * 100 + int(groups["end"])
                return (date(year, 1, 1), date(last, 12, 31), "range") if year < last < year + 60 else None
            return date(year, 1, 1), date(year, 12, 31), "year"
        except ValueError:
            return None

    def _of_day(self, groups: Mapping[str, str], calendar: Calendar) -> Days:
        month, day = self._months[groups["month"]], int(groups["day"])
        year = int(groups["year"]) if "year" in groups else _next_year(calendar, month, day)
        if year is None:
            return None, None, "day"
        last = int(groups.get("last", day))
        return date(year, month, day), date(year, month, last), "day" if last == day else "range"

    def _of_month(self, groups: Mapping[str, str], calendar: Calendar) -> Days:
        month = self._months[groups["month"]]
        if "until" in groups:
            last, end = self._months[groups["until"]], int(groups["end"])
            year = int(groups.get("year", end - (last < month)))
            return date(year, month, 1), month_end(end, last), "range"
        found = int(groups["year"]) if "year" in groups else _next_year(calendar, month, 28)
        return (None, None, "month") if found is None else (date(found, month, 1), month_end(found, month), "month")

    def _of_season(self, groups: Mapping[str, str], calendar: Calendar) -> Days:
        name, reference = self._seasons[groups["season"]], calendar.reference
        if "year" in groups:
            return *season(name, int(groups["year"])), "season"
        if reference is None:
            return None, None, "season"
        years = range(reference.year - 1, reference.year + 3)
        return *next(days for days in (season(name, year) for year in years) if days[1] > reference), "season"


def either(words: Iterable[str]) -> str:
    """Return a pattern that matches any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _numbered(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    return {word: number for number, words in enumerate(rows, start=1) for word in words}


def _next_year(calendar: Calendar, month: int, day: int) -> int | None:
    """Return the year of the next such day after the meeting."""
    reference = calendar.reference
    if reference is None:
        return None
    return reference.year + ((month, day) < (reference.month, reference.day))


def _part(days: Days, words: set[str]) -> Days:
    """Narrow a year to its beginning, middle or end. The end of a month, quarter or season stays what it is."""
    start, end, precision = days
    if start is None or end is None or precision != "year":
        return days
    if "early" in words:
        return start, date(start.year, 3, 31), "range"
    if "middle" in words:
        return date(start.year, 4, 1), date(start.year, 9, 30), "range"
    if "late" in words:
        return date(start.year, 10, 1), end, "range"
    return days


def _edge(start: date | None, end: date | None, words: set[str]) -> tuple[date | None, date | None]:
    if "by" in words:
        return None, end
    if "before" in words:
        return None, start - DAY if start else None
    if "after" in words:
        return end + DAY if end else None, None
    if "from" in words and start and end and end - start < _A_YEAR:
        return start, None
    return start, end
