"""Astronomical northern seasons, and the ends of months."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)
_ORDER = ("spring", "summer", "autumn", "winter")
_JULIAN_TO_ORDINAL = 1721424.5
# Mean instants of equinoxes and solstices about the year 2000 as Julian days: constant, millennia, their squares
# (J. Meeus, Astronomical Algorithms, table 27.B). Good to a quarter of an hour, in universal time.
_TURNS = {
    "spring": (2451623.80984, 365242.37404, 0.05169),
    "summer": (2451716.56767, 365241.62603, 0.00325),
    "autumn": (2451810.21715, 365242.01767, -0.11575),
    "winter": (2451900.05952, 365242.74049, -0.06223),
}


def season(name: str, year: int) -> tuple[date, date]:
    """Return the first and last day of the season ``name`` (spring, summer, autumn, winter) that begins in ``year``."""
    position = _ORDER.index(name)
    following = _ORDER[(position + 1) % len(_ORDER)]
    return _turn(name, year), _turn(following, year + (name == "winter")) - DAY


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month where it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def _turn(name: str, year: int) -> date:
    constant, millennia, squares = _TURNS[name]
    since = (year - 2000) / 1000
    return date.fromordinal(int(constant + millennia * since + squares * since * since - _JULIAN_TO_ORDINAL))
