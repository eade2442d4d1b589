"""The moment of this record that a day named by a reader stands for."""

from datetime import date, datetime, time

from django.utils import timezone


def last_moment(day: date | None) -> datetime | None:
    """Return the last moment of ``day`` here: what was recorded in its course counts. None for no day."""
    return None if day is None else timezone.make_aware(datetime.combine(day, time.max))
