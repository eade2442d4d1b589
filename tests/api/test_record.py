"""The API over the whole curated record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.world import LISTS

REQUIRED = {
    "reference",
    "title",
    "summary",
    "report",
    "working_group",
    "strength",
    "parties",
    "owners",
    "window",
    "badge",
    "axes",
    "url",
    "html_url",
    "sources",
}


def every_row(client, address):
    rows, page = [], client.get(address).json()
    rows += page["results"]
    while page["next"]:
        page = client.get(page["next"]).json()
        rows += page["results"]
    assert len(rows) == page["count"]
    return rows


def test_record_commitments_are_all_there_with_every_key(record, client):
    rows = every_row(client, "/api/v1/commitments/?page_size=100")
    assert len({row["reference"] for row in rows}) == 246
    for row in rows:
        assert set(row) >= REQUIRED
        assert set(row["window"]) >= {"text", "start", "end", "precision"}
        assert set(row["axes"]) == {"declared", "completion", "schedule", "life"}
        assert [source["is_primary"] for source in row["sources"]].count(True) == 1
        for source in row["sources"]:
            assert set(source["document"]) == {"sha256", "language"}
            assert source["report"] == row["report"]
            assert source["section"]
            assert len(source["fingerprint"]) == 64


@pytest.mark.parametrize("size", [1, 50, 100])
def test_record_commitments_issue_eleven_queries(record, client, size):
    with CaptureQueriesContext(connection) as captured:
        page = client.get(f"/api/v1/commitments/?page_size={size}").json()
    assert len(page["results"]) == size
    assert len(captured) == 11


def test_record_has_no_key_that_names_a_row_of_the_database(record, client):
    for name in LISTS:
        for row in client.get(f"/api/v1/{name}/?page_size=100").json()["results"]:
            assert not {"id", "pk"} & set(row), name


@pytest.mark.parametrize(("as_of", "expected"), [("2009-12-31", {2009}), ("2020-01-01", {2009, 2019})])
def test_record_on_a_past_day_holds_what_had_been_promised(record, client, as_of, expected):
    rows = every_row(client, f"/api/v1/commitments/?page_size=100&as_of={as_of}")
    assert {row["report"] for row in rows} == expected


def test_record_badges_are_those_of_the_day(record, client):
    past = every_row(client, "/api/v1/commitments/?page_size=100&as_of=2009-12-31")
    assert {row["badge"] for row in past} == {"no_later_report"}
    assert {row["axes"]["declared"] for row in past} == {"not_declared"}
