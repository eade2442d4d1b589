"""What holds for every answer: media types and headers (``test_statuses`` has methods and statuses)."""

import pytest

from reports import versioning
from tests.api.world import COMPUTED, FURTHER, LISTS
from tests.factories import CommitmentFactory, PassageFactory

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"
JSON = "application/json"
ROOT = "/api/v1/"
LIST = "/api/v1/commitments/"


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


def test_root_names_every_list_and_what_is_computed_over_them(client):
    names = (*LISTS, *FURTHER, *COMPUTED, "schema")
    assert client.get(ROOT).json() == {name: f"http://testserver/api/v1/{name}/" for name in names}


def test_preflight_of_a_request_that_will_be_refused_is_answered(client):
    response = client.options(f"{LIST}?colour=red", headers={"origin": "https://example.org"})
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, "*")


def test_address_of_the_kind_of_file_asks_for_a_page_that_can_be_read(client):
    assert client.get(f"{LIST}?format=csv&page=2").status_code == 200
    response = client.get(f"{LIST}?format=csv&page=first")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "page")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ndjson"])
@pytest.mark.parametrize("name", ["commitments", "threads"])
def test_file_of_a_list_that_cannot_be_read_is_refused_before_it_begins(client, name, kind):
    response = client.get(f"/api/v1/{name}/?format={kind}&report=1990")
    assert (response.status_code, response["Content-Type"]) == (400, PROBLEM)
    assert response.json()["errors"][0]["parameter"] == "report"
