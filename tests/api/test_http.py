"""What holds for every answer: methods, status, media types, headers."""

import pytest

from reports import versioning
from tests.api.world import FURTHER, LISTS
from tests.factories import (
    CommitmentFactory,
    DraftCommitmentFactory,
    PassageFactory,
    WithdrawnCommitmentFactory,
)

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"
JSON = "application/json"
ROOT = "/api/v1/"
ONE = "/api/v1/commitments/CMP-2001-SEA-01/"
DRAFT = "/api/v1/commitments/CMP-2001-SEA-02/"
WITHDRAWN = "/api/v1/commitments/CMP-2001-SEA-03/"
UNKNOWN = "/api/v1/commitments/CMP-2001-SEA-99/"
LIST = "/api/v1/commitments/"
SCHEMA = "/api/v1/schema/"
NOWHERE = "/api/v1/nowhere/"
OUTSIDE = "/api/v9/"

STATUS = [
    ("get", ROOT, 200),
    ("get", LIST, 200),
    ("get", ONE, 200),
    ("get", SCHEMA, 200),
    ("get", DRAFT, 404),
    ("get", UNKNOWN, 404),
    ("get", WITHDRAWN, 410),
    ("get", NOWHERE, 404),
    ("get", OUTSIDE, 404),
    ("get", "/api/v1/commitments/CMP%00/", 404),
    ("get", "/api/v1/reports/99999/", 404),
    *(("head", address, status) for address, status in [(ROOT, 200), (LIST, 200), (ONE, 200), (WITHDRAWN, 410)]),
    *(("options", address, 200) for address in (ROOT, LIST, ONE, SCHEMA)),
    *((method, address, 405) for method in ("post", "put", "patch", "delete") for address in (ROOT, LIST, ONE, SCHEMA)),
]


@pytest.fixture
def rows():
    CommitmentFactory()
    DraftCommitmentFactory()
    WithdrawnCommitmentFactory(withdrawal_reason="It was no commitment.")


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(("method", "address", "status"), STATUS)
def test_method_at_address_has_status(client, method, address, status):
    response = getattr(client, method)(address)
    assert response.status_code == status
    if status >= 400:
        assert response["Content-Type"] == PROBLEM
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(("method", "status"), [("get", 200), ("head", 200), ("options", 200), ("post", 405)])
def test_method_at_list_has_status(client, name, method, status):
    response = getattr(client, method)(f"/api/v1/{name}/")
    assert response.status_code == status
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_address_without_final_slash_is_redirected(client):
    response = client.get("/api/v1/commitments?report=2001")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/commitments/?report=2001")


@pytest.mark.parametrize(
    ("accept", "status", "media_type"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 200, JSON),
        ("application/json", 200, JSON),
        ("*/*", 200, JSON),
        ("text/html", 406, PROBLEM),
        ("application/xml", 406, PROBLEM),
    ],
)
def test_media_type_is_json_even_for_browsers(client, accept, status, media_type):
    response = client.get(LIST, headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (status, media_type)


def test_answer_is_open_to_other_sites_and_their_preflights(client):
    response = client.options(LIST, headers={"origin": "https://example.org", "access-control-request-method": "GET"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("headers", [{}, {"cookie": "sessionid=abc; django_language=fr"}, {"accept-language": "fr"}])
def test_answer_is_the_same_for_every_reader(client, headers):
    CommitmentFactory(title="Measure the tides")
    response = client.get(LIST, headers=headers)
    assert response.json()["results"][0]["title"] == "Measure the tides"
    assert response["Content-Language"] == "en"
    assert "Vary" not in response
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"


def test_bad_credentials_are_no_obstacle(client):
    assert client.get(LIST, headers={"authorization": "Basic bm9uZTpub25l"}).status_code == 200


def test_answer_unchanged_is_304_without_body(client):
    CommitmentFactory()
    first = client.get(LIST)
    again = client.get(LIST, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Access-Control-Allow-Origin"] == "*"


def test_answer_changed_has_another_etag(client):
    with versioning.public_change():
        PassageFactory()
    first = client.get("/api/v1/passages/")
    with versioning.public_change():
        PassageFactory()
    again = client.get("/api/v1/passages/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_head_has_the_etag_of_get(client):
    CommitmentFactory()
    head, get = client.head(LIST), client.get(LIST)
    assert (head["ETag"], head.content) == (get["ETag"], b"")


def test_root_names_every_list(client):
    addresses = client.get(ROOT).json()
    assert addresses.pop("schema") == "http://testserver/api/v1/schema/"
    assert addresses == {name: f"http://testserver/api/v1/{name}/" for name in (*LISTS, *FURTHER)}
