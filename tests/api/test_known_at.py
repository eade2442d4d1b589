"""``known_at``: the answer as the record knew it at the end of a day, whatever was true by then."""

from datetime import UTC, datetime

import pytest

from commitments import ledger
from commitments.choices import Says
from tests import factories

pytestmark = pytest.mark.django_db

NOTE = {"en": "The gauges came."}


@pytest.fixture
def update():
    """Progress of 2003, written here on 5 May 2010."""
    return factories.UpdateFactory(says=Says.PROGRESS, note=NOTE, recorded_at=datetime(2010, 5, 5, 15, tzinfo=UTC))


def badge(client, update, **query):
    return client.get(f"/api/v1/commitments/{update.commitment.reference}/", query).json()["badge"]


@pytest.mark.parametrize(("day", "expected"), [("2010-05-04", "no_later_report"), ("2010-05-05", "under_way")])
def test_badge_rests_on_what_was_known(client, update, day, expected):
    assert badge(client, update, known_at=day) == expected


def test_both_days_are_asked_together(client, update):
    assert badge(client, update, as_of="2003-11-20", known_at="2010-05-05") == "no_later_report"
    assert badge(client, update, as_of="2003-11-21", known_at="2010-05-05") == "under_way"


@pytest.mark.parametrize(("day", "expected"), [("2010-05-04", 0), ("2010-05-05", 1)])
def test_rows_written_later_are_left_out(client, update, day, expected):
    assert client.get("/api/v1/updates/", {"known_at": day}).json()["count"] == expected


def test_correction_written_later_corrects_nothing_yet(client, update):
    correction = ledger.correct(update, by="curators", says=Says.COMPLETED)
    assert badge(client, update) == "done"
    assert badge(client, update, known_at="2010-05-05") == "under_way"
    (row,) = client.get("/api/v1/updates/", {"known_at": "2010-05-05"}).json()["results"]
    assert (row["key"], row["corrected_by"]) == (update.key, None)
    (row,) = client.get("/api/v1/updates/").json()["results"]
    assert row["key"] == correction.key


def test_bad_day_is_named(client):
    response = client.get("/api/v1/commitments/", {"known_at": "soon"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "known_at"
