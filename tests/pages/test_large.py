"""Pages and lists of the API ask the same number of queries of a record of any size, five years of history in it."""

import os

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.large import make_history
from tests.pages.addresses import address

FULL = os.environ.get("FULL_MATRIX") == "true"
SIZES = [246, *([60, 10_000] if FULL else [])]

ARGUMENTS = {
    "commitments:detail": ["CMP-2001-G00-00000"],
    "commitments:thread": ["CMP-2001-G00-00000"],
    "commitments:report_status": [2001],
    "commitments:follow_up": ["group-g00"],
    "reports:group": ["group-g00"],
    "reports:organization": ["owner-0"],
    "reports:detail": [2001],
}
PAGES = {
    "commitments:home": 21,
    "commitments:list": 15,
    "commitments:detail": 30,
    "commitments:thread_list": 19,
    "commitments:thread": 26,
    "commitments:report_status": 19,
    "commitments:follow_up": 12,
    "commitments:compare": 4,
    "reports:group_list": 6,
    "reports:group": 29,
    "reports:organization_list": 4,
    "reports:organization": 17,
    "reports:list": 6,
    "reports:detail": 19,
}
REST = {
    "/en/compare/?older=2003&newer=2005": 14,
    "/en/commitments/?as_of=2004-01-01&known_at=2026-01-01": 15,
    "/api/v1/commitments/": 10,
    "/api/v1/commitments/CMP-2001-G00-00000/": 9,
    "/api/v1/updates/": 3,
    "/api/v1/assessments/": 5,
    "/api/v1/links/": 3,
    "/api/v1/threads/": 15,
    "/api/v1/threads/CMP-2001-G00-00000/": 16,
    "/api/v1/compare/?older=2003&newer=2005": 6,
    "/api/v1/groups/": 4,
    "/api/v1/ownerships/": 3,
}


@pytest.mark.django_db
@pytest.mark.parametrize("size", SIZES)
def test_queries_do_not_grow_with_the_record(client, size):
    make_history(size)
    addresses = {name: address(name, arguments=ARGUMENTS) for name in PAGES} | {path: path for path in REST}
    client.get(address("commitments:about"))
    issued = {}
    for name, path in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        assert response.status_code == 200, name
        issued[name] = len(queries)
    assert issued == PAGES | REST
