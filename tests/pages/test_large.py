"""Every page, feed, calendar and map of the site, and lists of the API, ask the same number of queries of a record of any
size, five years of history in it.
"""

import os

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.seeding import tell_planner
from tests import factories
from tests.large import make_history
from tests.pages.addresses import NAMES, address

FULL = os.environ.get("FULL_MATRIX") == "true"
SIZES = [246, *([100, 1_000, 10_000] if FULL else [])]

ARGUMENTS = {
    "commitments:detail": ["CMP-2001-G00-00000"],
    "commitments:thread": ["CMP-2001-G00-00000"],
    "commitments:report_status": [2001],
    "commitments:follow_up": ["group-g00"],
    "reports:group": ["group-g00"],
    "reports:organization": ["owner-0"],
    "reports:detail": [2001],
    "reports:person": ["person-1"],
    "reports:document": ["2001-en"],
}
PAGES = {
    "api_guide": 2,
    "commitments:home": 21,
    "commitments:list": 15,
    "commitments:detail": 30,
    "commitments:thread_list": 19,
    "commitments:thread": 26,
    "commitments:report_status": 19,
    "commitments:follow_up": 13,
    "commitments:compare": 4,
    "commitments:search": 2,
    "commitments:data": 3,
    "commitments:release_list": 3,
    "commitments:method": 3,
    "commitments:about": 4,
    "commitments:accessibility": 2,
    "reports:group_list": 7,
    "reports:group": 29,
    "reports:organization_list": 4,
    "reports:organization": 17,
    "reports:person_list": 4,
    "reports:person": 14,
    "reports:list": 6,
    "reports:detail": 19,
    "reports:document": 12,
    "reports:conflict_list": 5,
    "reports:gap_list": 3,
}
REST = {
    "/en/compare/?older=2003&newer=2005": 14,
    "/en/commitments/?as_of=2004-01-01&known_at=2026-01-01": 15,
    "/en/commitments/?badge=not_mentioned": 15,
    "/en/commitments/?q=tide": 15,
    "/en/threads/?q=tide": 19,
    "/en/search/?q=tide": 15,
    "/en/search/?q=tide&type=commitment": 6,
    "/en/search/?q=tide&type=passage": 5,
    "/en/search/?q=CMP-2001-G00-00000": 16,
    "/en/reports/2001/?q=tide": 19,
    "/en/conflicts/?q=day": 5,
    "/en/gaps/?q=list": 3,
    "/en/commitments/feed.atom": 7,
    "/en/groups/group-g00/feed.atom": 9,
    "/en/organizations/owner-0/feed.atom": 9,
    "/en/commitments/CMP-2001-G00-00000/feed.atom": 9,
    "/en/commitments/calendar.ics": 4,
    "/en/groups/group-g00/calendar.ics": 5,
    "/en/organizations/owner-0/calendar.ics": 4,
    "/en/commitments/CMP-2001-G00-00000/badge.svg": 5,
    "/en/commitments/CMP-2001-G00-00000/cite.txt": 5,
    "/en/threads/CMP-2001-G00-00000/cite.json": 5,
    "/data/datapackage.json": 1,
    "/data/catalog.jsonld": 2,
    "/data/commitments.csv": 2,
    "/sitemap.xml": 26,
    "/sitemap-commitments.xml": 1,
    "/sitemap-threads.xml": 4,
    "/api/v1/commitments/": 11,
    "/api/v1/commitments/CMP-2001-G00-00000/": 10,
    "/api/v1/updates/": 3,
    "/api/v1/assessments/": 5,
    "/api/v1/links/": 3,
    "/api/v1/threads/": 15,
    "/api/v1/threads/CMP-2001-G00-00000/": 16,
    "/api/v1/compare/?older=2003&newer=2005": 6,
    "/api/v1/score/?report=2001": 6,
    "/api/v1/search/?q=tide&type=commitment": 5,
    "/api/v1/groups/": 4,
    "/api/v1/ownerships/": 4,
    "/api/v1/documents/": 3,
    "/api/v1/meetings/": 5,
    "/api/v1/sessions/": 4,
    "/api/v1/people/": 3,
    "/api/v1/passages/": 3,
    "/api/v1/exclusions/": 2,
}


@pytest.mark.django_db
@pytest.mark.parametrize("size", SIZES)
def test_queries_do_not_grow_with_the_record(client, size):
    make_history(size)
    factories.SourceConflictFactory()
    factories.GapFactory()
    tell_planner()
    addresses = {name: address(name, arguments=ARGUMENTS) for name in PAGES} | {path: path for path in REST}
    client.get(address("commitments:about"))
    assert set(PAGES) == set(NAMES)
    issued = {}
    for name, path in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
            if response.streaming:
                list(response.streaming_content)
        assert response.status_code == 200, name
        issued[name] = len(queries)
    assert issued == PAGES | REST
