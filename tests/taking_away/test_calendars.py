"""Calendars: windows that close and meetings, as days, under stable names."""

from datetime import date

import icalendar
import pytest
import vobject

from commitments.choices import WindowKind, WindowPrecision
from reports.choices import DatePrecision
from reports.models import Meeting
from tests import factories
from tests.taking_away.reading import body

pytestmark = pytest.mark.django_db


def events(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    content = body(response)
    calendar = icalendar.Calendar.from_ical(content)
    found = calendar.walk("VEVENT")
    assert [event.errors for event in found if event.errors] == []
    assert len({event["uid"] for event in found}) == len(found)
    again = vobject.readOne(content.decode())
    again.validate(raiseException=True)
    assert [event.uid.value for event in again.contents.get("vevent", [])] == [event["uid"] for event in found]
    return {str(event["uid"]): event for event in found}


@pytest.fixture
def windowed():
    return factories.CommitmentFactory(
        title="Chart the reefs",
        title_fr="Dresser la carte des récifs",
        window_kind=WindowKind.DUE,
        window_text="spring of 2002",
        window_start=date(2002, 3, 20),
        window_end=date(2002, 6, 21),
        window_precision=WindowPrecision.SEASON,
        window_reading="Spring ends on 21 June.",
    )


@pytest.mark.parametrize(
    ("language", "summary"),
    [
        ("en", "Window closes: Chart the reefs"),
        ("fr", "Fermeture de la fenêtre\N{NO-BREAK SPACE}: Dresser la carte des récifs"),
        ("es", "Cierra el plazo: Chart the reefs (es)"),
    ],
)
def test_window_that_closes_is_a_day_with_its_printed_words(client, windowed, language, summary):
    event = events(client, f"/{language}/commitments/calendar.ics")["CMP-2001-SEA-01.window@cmptracker"]
    assert event["summary"].params["LANGUAGE"] == language
    assert event["summary"] == summary
    assert event["dtstart"].to_ical() == b"20020621"
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["dtend"].to_ical() == b"20020622"
    assert "spring of 2002" in event["description"]
    assert event["url"] == f"http://testserver/{language}/commitments/CMP-2001-SEA-01/"
    assert event["dtstamp"].dt == windowed.history.first().history_date.replace(microsecond=0)


def test_calendar_is_the_same_until_the_record_changes(client, windowed):
    first = body(client.get("/en/commitments/calendar.ics"))
    assert body(client.get("/en/commitments/calendar.ics")) == first
    assert b"Window closes: Chart the reefs" in first
    assert max(len(line) for line in first.split(b"\r\n")) <= 75


def test_meetings_and_sessions_are_in_it(client, windowed):
    Meeting.objects.update(precision=DatePrecision.MONTH)
    session = factories.SessionFactory(group=windowed.working_group)
    other = factories.SessionFactory(group=factories.WorkingGroupFactory(code="YOU"))
    name = f"SEA.{session.meeting.slug}.{session.starts_on:%Y-%m-%d}.session@cmptracker"
    others = f"YOU.{other.meeting.slug}.{other.starts_on:%Y-%m-%d}.session@cmptracker"
    whole = events(client, "/en/commitments/calendar.ics")
    assert {name, others, "2001.meeting@cmptracker"} <= set(whole)
    assert "Only the month is printed." in whole["2001.meeting@cmptracker"]["description"]
    group = events(client, f"/en/groups/{windowed.working_group.slug}/calendar.ics")
    assert name in group
    assert others not in group


def test_calendar_of_a_filter_holds_the_windows_that_match(client, windowed):
    window = "CMP-2001-SEA-01.window@cmptracker"
    assert window in events(client, "/en/commitments/calendar.ics?report=2001")
    assert window not in events(client, "/en/commitments/calendar.ics?q=nothing")
    factories.OwnershipFactory(commitment=windowed, organization__slug="ministry")
    assert window in events(client, "/en/organizations/ministry/calendar.ics")


def test_calendar_of_nothing_is_one_without_events(client):
    assert events(client, "/es/commitments/calendar.ics") == {}


def test_calendar_takes_the_same_queries_for_one_row_and_for_many(client, windowed, django_assert_num_queries):
    for count in (1, 20):
        factories.CommitmentFactory.create_batch(
            count, window_kind=WindowKind.DUE, window_text="in 2002", window_end=date(2002, 12, 31)
        )
        with django_assert_num_queries(4):
            body(client.get("/en/commitments/calendar.ics"))
