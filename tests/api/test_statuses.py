"""Which method has which status at which address: one table of all addresses of the API."""

import re

import pytest
from django.urls import get_resolver

from tests.api.world import make_world
from tests.factories import (
    DraftCommitmentFactory,
    OrganizationFactory,
    PersonFactory,
    SourceConflictFactory,
    WithdrawnCommitmentFactory,
)

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")
READ_ONLY = (405, 405, 405, 405, 405)
#          GET  HEAD OPTIONS  writing   unknown parameter, other media type, address too long
HERE = (200, 200, 200, *READ_ONLY, 400, 406, 414)
MISSING = (404, 404, 200, *READ_ONLY, 400, 406, 414)
WITHDRAWN = (410, 410, 200, *READ_ONLY, 400, 406, 414)
INCOMPLETE = (400, 400, 200, *READ_ONLY, 400, 406, 414)
A_FILE = (200, 200, 200, *READ_ONLY, 200, 200, 414)
NOWHERE = (404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 414)
ELSEWHERE = (301, 301, 301, 301, 301, 301, 301, 301, 301, 301, 414)

TABLE = {
    "": HERE,
    "schema/": HERE,
    "schema/ui/": HERE,
    "schema/ui/style.css": A_FILE,
    "score/": HERE,
    "search/": INCOMPLETE,
    "search/?q=tides": HERE,
    "compare/": INCOMPLETE,
    "compare/?older=2001&newer=2003": HERE,
    "appointments/": HERE,
    "assessments/": HERE,
    "assessments/CMP-2003-SEA-01-A1/": HERE,
    "assessments/CMP-2003-SEA-01-A9/": MISSING,
    "codings/": HERE,
    "codings/CMP-2003-SEA-01-C1/": HERE,
    "codings/CMP-2003-SEA-01-C9/": MISSING,
    "commitments/": HERE,
    "commitments/CMP-2001-SEA-01/": HERE,
    "commitments/CMP-2001-SEA-02/": MISSING,  # a draft
    "commitments/CMP-2001-SEA-03/": WITHDRAWN,
    "commitments/CMP-2001-SEA-99/": MISSING,
    "conflicts/": HERE,
    "conflicts/the-day/": HERE,
    "conflicts/nothing/": MISSING,
    "deliverables/": HERE,
    "documents/": HERE,
    "documents/2001-en/": HERE,
    "documents/nothing/": MISSING,
    "exclusions/": HERE,
    "exclusions/2001-en-X1/": HERE,
    "exclusions/2001-en-X9/": MISSING,
    "gaps/": HERE,
    "group-names/": HERE,
    "group-reports/": HERE,
    "group-successions/": HERE,
    "groups/": HERE,
    "groups/group-sea/": HERE,
    "groups/nothing/": MISSING,
    "guidelines/": HERE,
    "guidelines/CMP-2003-SEA-01-G1/": HERE,
    "guidelines/CMP-2003-SEA-01-G9/": MISSING,
    "indicators/": HERE,
    "links/": HERE,
    "links/CMP-2003-SEA-01-L1/": HERE,
    "links/CMP-2003-SEA-01-L9/": MISSING,
    "measurements/": HERE,
    "meetings/": HERE,
    "meetings/2001/": HERE,
    "meetings/nothing/": MISSING,
    "milestones/": HERE,
    "organization-successions/": HERE,
    "organizations/": HERE,
    "organizations/the-office/": HERE,
    "organizations/nothing/": MISSING,
    "ownerships/": HERE,
    "passages/": HERE,
    "people/": HERE,
    "people/ana-mar/": HERE,
    "people/nobody/": MISSING,
    "replies/": HERE,
    "replies/CMP-2003-SEA-01-R1/": HERE,
    "replies/CMP-2003-SEA-01-R9/": MISSING,
    "reports/": HERE,
    "reports/2001/": HERE,
    "reports/1990/": MISSING,
    "reports/99999/": NOWHERE,
    "sections/": HERE,
    "sessions/": HERE,
    "themes/": HERE,
    "themes/theme-0/": HERE,
    "themes/nothing/": MISSING,
    "threads/": HERE,
    "threads/CMP-2001-SEA-01/": HERE,
    "threads/CMP-2001-SEA-03/": MISSING,  # withdrawn
    "updates/": HERE,
    "updates/CMP-2003-SEA-01-U1/": HERE,
    "updates/CMP-2003-SEA-01-U9/": MISSING,
    "withdrawals/": HERE,
    "commitments": ELSEWHERE,
    "commitments/CMP%00/": NOWHERE,
    "nowhere/": NOWHERE,
    "../": NOWHERE,
    "../v9/": NOWHERE,
}


def test_method_at_address_has_status(client):
    make_world(1)
    OrganizationFactory(slug="the-office")
    PersonFactory(slug="ana-mar")
    SourceConflictFactory(slug="the-day")
    DraftCommitmentFactory()
    WithdrawnCommitmentFactory(withdrawal_reason="It was no commitment.")
    assert {address: statuses(client, address) for address in TABLE} == TABLE


def statuses(client, address):
    path = f"/api/{address.removeprefix('../')}" if address.startswith("../") else f"/api/v1/{address}"
    further = f"{path}{'&' if '?' in path else '?'}"
    answers = [
        *(client.generic(method, path) for method in METHODS),
        client.get(f"{further}colour=red"),
        client.get(path, headers={"accept": "image/png"}),
        client.get(f"{further}colour={'x' * 8000}"),
    ]
    for answer in answers:
        assert answer["Access-Control-Allow-Origin"] == "*", address
        assert not answer.cookies, address
        assert "Cookie" not in answer.get("Vary", ""), address
        if answer.status_code >= 400:
            assert answer["Content-Type"] == PROBLEM, address
            assert answer.request["REQUEST_METHOD"] == "HEAD" or answer.json()["status"] == answer.status_code, address
        if answer.status_code == 405:
            assert answer["Allow"] == "GET, HEAD, OPTIONS", address
    return tuple(answer.status_code for answer in answers)


def test_table_leaves_no_address_out():
    ours = [pattern for pattern in get_resolver().url_patterns if str(pattern.pattern) == "api/v1/"]
    patterns = {str(pattern.pattern) for pattern in ours[0].url_patterns}
    tried = [address.partition("?")[0] for address, expected in TABLE.items() if expected is not NOWHERE]
    missed = {
        pattern
        for pattern in patterns
        if not any(re.fullmatch(f"{pattern.removeprefix('^')}\\Z".replace("$\\Z", "\\Z"), address) for address in tried)
    }
    assert missed == set()
