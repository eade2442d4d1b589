"""How many queries each list issues: the same at 1 and 12 rows (``make audit``: also at 246)."""

import os

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.world import COMPUTED, FURTHER, LISTS, make_world

pytestmark = pytest.mark.django_db

SIZES = [1, 12, *([246] if os.environ.get("FULL_MATRIX") == "true" else [])]
BUDGETS = {
    "appointments": 3,
    "assessments": 5,
    "codings": 3,
    "commitments": 11,
    "conflicts": 5,
    "deliverables": 3,
    "documents": 3,
    "exclusions": 3,
    "gaps": 3,
    "group-names": 3,
    "group-reports": 4,
    "group-successions": 4,
    "groups": 4,
    "guidelines": 3,
    "indicators": 3,
    "links": 3,
    "measurements": 3,
    "meetings": 5,
    "milestones": 3,
    "organization-successions": 4,
    "organizations": 4,
    "ownerships": 4,
    "passages": 3,
    "people": 3,
    "replies": 3,
    "reports": 4,
    "sections": 3,
    "sessions": 4,
    "threads": 15,
    "themes": 3,
    "updates": 3,
}


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200, response.content
    assert not any('"reports_document"."text",' in query["sql"] for query in captured), "fetches whole documents"
    return len(captured), response.json()


@pytest.mark.parametrize("size", SIZES)
def test_list_queries_do_not_grow_with_the_rows(client, size):
    make_world(size)
    issued = {}
    for name in LISTS:
        issued[name], page = queries(client, f"/api/v1/{name}/?page_size=100")
        assert page["count"] >= (1 if name == "threads" else size), name  # all statements are tied into one thread
        assert len(page["results"]) == min(page["count"], 100)
    assert issued == BUDGETS


def test_world_holds_every_list(client):
    assert set(client.get("/api/v1/").json()) == {*LISTS, *FURTHER, *COMPUTED, "schema"}
