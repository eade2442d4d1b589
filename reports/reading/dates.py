"""Dates in words: "March 23 and 24th", "27 et 28 novembre 2019", "del 27 al 28 de noviembre de 2019"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from reports.reading.language import load

_YEAR = r"(?P<{0}>(?:19|20)\d{{2}})(?!\d)"


@dataclass(frozen=True)
class PrintedDate:
    """A date or range as printed: its place, its first and last day, and whether days and a year are printed."""

    start: int
    end: int
    first: date
    last: date
    has_day: bool
    has_year: bool


def find_dates(text: str, language: str, year: int | None = None) -> list[PrintedDate]:
    """Return the dates in ``text`` in print order. ``year`` dates those without one; they are left out without it."""
    found = []
    for match in _pattern(language).finditer(text):
        dated = _dated(match, language, year)
        if dated:
            found.append(dated)
    return found


def _dated(match: re.Match[str], language: str, default: int | None) -> PrintedDate | None:
    told = {name: value for name, value in match.groupdict().items() if value}
    printed = next((int(told[name]) for name in ("year_m", "year_d", "year_only", "year_iso") if name in told), None)
    year = printed or default
    if year is None:
        return None
    try:
        first, last = _range(told, year, language)
    except ValueError:
        return None
    if last < first:
        return None
    return PrintedDate(match.start(), match.end(), first, last, "month_only" not in told, printed is not None)


def _range(told: dict[str, str], year: int, language: str) -> tuple[date, date]:
    if "year_iso" in told:
        day = date(year, int(told["month_iso"]), int(told["day_iso"]))
        return day, day
    if "month_only" in told:
        month = _month(told["month_only"], language)
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    style = "m" if "month_m" in told else "d"
    month = _month(told[f"month_{style}"], language)
    if "month_from_d" in told:
        first_month, last_month, last_day = _month(told["month_from_d"], language), month, int(told["last_d"])
    else:
        until = told.get(f"month_until_{style}")
        first_month, last_month = month, _month(until, language) if until else month
        last_day = int(told.get(f"until_{style}", told[f"day_{style}"]))
    first = date(year - (first_month > last_month), first_month, int(told[f"day_{style}"]))
    return first, date(year, last_month, last_day)


def _month(word: str, language: str) -> int:
    return _months(language)[word.casefold().strip(".")]


@cache
def _months(language: str) -> dict[str, int]:
    return {name: number for number, names in enumerate(load(language)["dates"]["months"], start=1) for name in names}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    dates = load(language)["dates"]
    months = "|".join(re.escape(name) for name in sorted(_months(language), key=len, reverse=True))
    endings = "|".join(re.escape(ending) for ending in sorted(dates["day_endings"], key=len, reverse=True))
    joins = "|".join(re.escape(word) for word in dates["joins"])
    links = rf"(?:(?:{'|'.join(re.escape(word) for word in dates['links'])})\s+)*"
    month = rf"(?P<month{{0}}>\b(?:{months})\b\.?)"
    day = rf"(?<![\d.,])(?P<{{0}}>\d{{{{1,2}}}})(?:{endings})?(?![\d%])"
    join = rf"\s*(?:[-–—]|\b(?:{joins})\b|&)\s*{links}".replace(r"\b(?:&", "(?:&")
    year = rf"(?:\s*,?\s*{links}{{0}})?"
    month_first = (
        rf"{month.format('_m')}\s+{links}{day.format('day_m')}"
        rf"(?:{join}(?:{month.format('_until_m')}\s+{links})?{day.format('until_m')})?"
        rf"{year.format(_YEAR.format('year_m'))}"
    )
    day_first = (
        rf"{day.format('day_d')}(?:{join}{day.format('until_d')}|\s+{links}{month.format('_from_d')}{join}{day.format('last_d')})?"
        rf"\s+{links}{month.format('_d')}{year.format(_YEAR.format('year_d'))}"
    )
    month_only = rf"{month.format('_only')}\s*,?\s*{links}{_YEAR.format('year_only')}"
    iso = r"(?P<year_iso>(?:19|20)\d{2})-(?P<month_iso>\d{2})-(?P<day_iso>\d{2})(?!\d)"
    return re.compile(rf"{iso}|{month_first}|{day_first}|{month_only}", re.IGNORECASE)
