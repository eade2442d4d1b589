"""Where everything is taken away: each address with its status and the kind of what it answers; every page list as files.

The lists of the API in each format: ``test_files.py``.
"""

import html
import re

import pytest

from tests import factories
from tests.taking_away.reading import body, csv_rows

pytestmark = pytest.mark.django_db

CSV = "text/csv; charset=utf-8"
JSON, PROBLEM, PAGE = "application/json", "application/problem+json", "text/html; charset=utf-8"
ATOM, CALENDAR = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"
CSL, TEXT, PICTURE = "application/vnd.citationstyles.csl+json", "text/plain; charset=utf-8", "image/svg+xml"
LINKED = "application/ld+json"

TABLE = [
    ("/data/datapackage.json", 200, JSON),
    ("/data/commitments.csv", 200, CSV),
    ("/data/nothing.csv", 404, PAGE),
    ("/data/catalog.jsonld", 200, LINKED),
    ("/fr/data/", 200, PAGE),
    ("/api/v1/schema/?format=json", 200, JSON),
    ("/api/v1/commitments/?format=xml", 400, PROBLEM),
    ("/api/v1/commitments/CMP-2001-SEA-01/?format=csv", 400, PROBLEM),
    ("/fr/releases/", 200, PAGE),
    ("/fr/releases/v1/", 200, PAGE),
    ("/fr/releases/v9/", 404, PAGE),
    ("/fr/releases/latest/", 302, PAGE),
    ("/fr/releases/v1/cite.txt", 200, TEXT),
    ("/fr/releases/v1/cite.json", 200, CSL),
    ("/releases/v1/v1.zip", 404, PAGE),  # listed, and not on this disk
    ("/releases/v1/nothing.csv", 404, PAGE),
]
OF_ONE = [
    ("commitments/{}/feed.atom", ATOM),
    ("commitments/{}/badge.svg", PICTURE),
    ("commitments/{}/cite.txt", TEXT),
    ("commitments/{}/cite.json", CSL),
    ("threads/{}/cite.txt", TEXT),
    ("threads/{}/cite.json", CSL),
]
OF_MANY = [("feed.atom", ATOM), ("calendar.ics", CALENDAR)]
PAGE_LISTS = [
    ("commitments/?report=2001&q=tides", "commitments", "report=2001&q=tides"),
    ("threads/?q=tides", "threads", "q=tides"),
    ("groups/?q=sea", "groups", "q=sea"),
    ("organizations/?q=ministry", "organizations", "q=ministry"),
    ("people/?q=person", "people", "q=person"),
    ("reports/", "reports", ""),
    ("conflicts/", "conflicts", ""),
    ("gaps/", "gaps", ""),
    ("reports/2001/status/?as_of=2004-01-01", "commitments", "report=2001&as_of=2004-01-01"),
    ("groups/group-sea/?as_of=2004-01-01", "commitments", "group=group-sea&as_of=2004-01-01"),
    ("organizations/ministry/", "commitments", "organization=ministry"),
    ("search/?q=tides&type=commitment", "search", "q=tides&type=commitment"),
]


@pytest.fixture
def world():
    """One commitment that its successor takes up, one that may not be seen, one that is withdrawn; a release."""
    link = factories.LinkFactory()
    factories.OwnershipFactory(commitment=link.older, organization__slug="ministry")
    factories.DraftCommitmentFactory(reference="CMP-2001-SEA-08")
    factories.WithdrawnCommitmentFactory(reference="CMP-2001-SEA-09")
    factories.ReleaseFactory(
        name="v1",
        files=[{"name": name, "bytes": 2, "sha256": "0" * 64} for name in ("v1.zip", "datapackage.json")],
    )


def answers(client, addresses):
    found = {}
    for address in addresses:
        response = client.get(address)
        found[address] = response.status_code, response["Content-Type"]
        b"".join(response if response.streaming else [])  # read to its end, so that it is closed
    return found


def test_every_address_answers_with_its_status_and_kind(client, world):
    table = {address: (status, kind) for address, status, kind in TABLE}
    for place, kind in OF_ONE:
        table[f"/es/{place.format('CMP-2001-SEA-01')}"] = 200, kind
        table[f"/es/{place.format('CMP-2001-SEA-08')}"] = 404, PAGE
        table[f"/es/{place.format('CMP-2001-SEA-77')}"] = 404, PAGE
        table[f"/es/{place.format('CMP-2001-SEA-09')}"] = (410, kind) if kind == PICTURE else (404, PAGE)
    for place, kind in OF_MANY:
        for of in ("commitments", "groups/group-sea", "organizations/ministry"):
            table[f"/es/{of}/{place}"] = table[f"/es/{of}/{place}?report=2001"] = 200, kind
            table[f"/es/{of}/{place}?colour=red"] = 400, PAGE
        for of in ("groups/nowhere", "organizations/nobody"):
            table[f"/es/{of}/{place}"] = 404, PAGE
    assert answers(client, table) == table


@pytest.mark.parametrize(("page", "name", "query"), PAGE_LISTS)
def test_page_list_is_taken_away_with_its_filter(client, world, page, name, query):
    factories.AppointmentFactory(person__slug="person")
    factories.SourceConflictFactory()
    factories.GapFactory()
    factories.CommitmentFactory(title="Count the reefs")
    text = body(client.get(f"/fr/{page}")).decode()
    found = {
        form: html.unescape(address)
        for address, form in re.findall(rf'href="(/api/v1/{name}/\?[^"]*format=(csv|xlsx|ndjson)[^"]*)" download', text)
    }
    asked = query.split("&") if query else []
    assert {form: sorted(address.split("?")[1].split("&")) for form, address in found.items()} == {
        form: sorted([*asked, f"format={form}", "lang=fr"]) for form in ("csv", "xlsx", "ndjson")
    }
    rows = csv_rows(body(client.get(found["csv"])))
    assert len(rows) == client.get(f"/api/v1/{name}/?{query}").json()["count"] > 0
