"""How many queries each list issues: the same at 1, 50 and 246 rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.world import LISTS, make_world

pytestmark = pytest.mark.django_db

BUDGETS = {
    "appointments": 2,
    "assessments": 3,
    "commitments": 9,
    "conflicts": 4,
    "deliverables": 2,
    "documents": 2,
    "exclusions": 2,
    "gaps": 2,
    "group-names": 2,
    "group-reports": 3,
    "group-successions": 3,
    "groups": 3,
    "indicators": 2,
    "links": 2,
    "measurements": 2,
    "meetings": 4,
    "milestones": 2,
    "organization-successions": 3,
    "organizations": 3,
    "ownerships": 2,
    "passages": 2,
    "people": 2,
    "reports": 3,
    "sections": 2,
    "sessions": 3,
    "themes": 2,
    "updates": 2,
}


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200, response.content
    assert not any('"reports_document"."text",' in query["sql"] for query in captured), "fetches whole documents"
    return len(captured), response.json()


@pytest.mark.parametrize("size", [1, 50, 246])
def test_list_queries_do_not_grow_with_the_rows(client, size):
    make_world(size)
    issued = {}
    for name in LISTS:
        issued[name], page = queries(client, f"/api/v1/{name}/?page_size=100")
        assert page["count"] >= size, name
        assert len(page["results"]) == min(page["count"], 100)
    assert issued == BUDGETS


def test_world_holds_every_list(client):
    assert set(client.get("/api/v1/").json()) == {*LISTS, "schema"}
