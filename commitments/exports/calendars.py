"""Calendars (RFC 5545) of windows that close and of meetings, in the present language.

What an event says depends on the record alone: neither on today nor on who asks.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from commitments.choices import WindowKind
from reports.choices import DatePrecision
from reports.models import Meeting, Session, WorkingGroup

HOST = "cmptracker"
Absolute = Callable[[str], str]


def write(name: str, commitments: QuerySet, group: WorkingGroup | None, is_whole: bool, absolute: Absolute) -> bytes:
    """Return the calendar ``name`` of the windows of ``commitments`` and of the annual meetings.

    Sessions of ``group`` are in it; those of all groups where the calendar ``is_whole``. ``absolute`` makes full addresses.
    """
    language = translation.get_language() or settings.LANGUAGE_CODE
    calendar = Calendar()
    calendar.add("prodid", f"-//{HOST}//commitments//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("name", name, parameters={"LANGUAGE": language})
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    closing = commitments.exclude(window_end=None).select_related("report", "working_group")
    for row in _stamped(closing).order_by("window_end", "reference"):
        calendar.add_component(_window(row, language, absolute))
    for meeting in _stamped(Meeting.objects.published()).order_by("starts_on", "slug"):
        calendar.add_component(_meeting(meeting, language))
    sessions = Session.objects.published().select_related("group", "meeting")
    if group is not None or is_whole:
        rows = sessions if is_whole else sessions.filter(group=group)
        for session in _stamped(rows).order_by("starts_on", "group__code"):
            calendar.add_component(_session(session, language, absolute))
    return calendar.to_ical()


def _stamped(rows: QuerySet) -> Any:
    """Annotate when each row was last edited (``edited_at``)."""
    history = rows.model.history.filter(id=OuterRef("pk")).order_by("-history_date").values("history_date")
    return rows.annotate(edited_at=Subquery(history[:1]))


def _window(row: Any, language: str, absolute: Absolute) -> Event:
    if row.window_kind == WindowKind.HORIZON:
        what = _("Plan ends: %(title)s") % {"title": row.title}
    else:
        what = _("Window closes: %(title)s") % {"title": row.title}
    said = [_("Printed: “%(words)s”") % {"words": row.window_text}]
    if row.window_reading:
        said.append(_("Read as: %(reading)s") % {"reading": row.window_reading})
    said += [row.summary, row.reference]
    event = _event(f"{row.reference}.window", what, row.window_end, row.window_end, row.edited_at, language)
    event.add("description", "\n".join(said), parameters={"LANGUAGE": language})
    event.add("url", absolute(row.get_absolute_url()))
    event.add("categories", [row.working_group.name if row.working_group else _("Partnership as a whole")])
    return event


def _meeting(row: Any, language: str) -> Event:
    what = _("Annual meeting of the Canada–Mexico Partnership")
    event = _event(f"{row.slug}.meeting", what, row.starts_on, row.ends_on, row.edited_at, language)
    return _held(event, row, [str(row.get_format_display())], language)


def _session(row: Any, language: str, absolute: Absolute) -> Event:
    what = _("%(group)s: session of the working group") % {"group": row.group.name}
    name = f"{row.group.code}.{row.meeting.slug}.{row.starts_on:%Y-%m-%d}.session"
    event = _event(name, what, row.starts_on, row.ends_on, row.edited_at, language)
    event.add("url", absolute(row.group.get_absolute_url()))
    return _held(event, row, [str(row.get_format_display())] if row.format else [], language)


def _held(event: Event, row: Any, said: list[str], language: str) -> Event:
    if row.precision == DatePrecision.MONTH:
        said.append(_("Only the month is printed."))
    if row.place:
        event.add("location", row.place, parameters={"LANGUAGE": language})
    if said:
        event.add("description", "\n".join(said), parameters={"LANGUAGE": language})
    return event


def _event(name: str, what: str, first: date, last: date, edited_at: datetime | None, language: str) -> Event:
    """Return an event of whole days from ``first`` to ``last``, stamped with the last edit of its row."""
    stamp = edited_at or datetime.combine(first, time(tzinfo=UTC))
    event = Event()
    event.add("uid", f"{name}@{HOST}")
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", what, parameters={"LANGUAGE": language})
    event.add("transp", "TRANSPARENT")
    return event
