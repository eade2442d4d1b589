"""Pages of lists."""

import pytest

from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db

LIST = "http://testserver/api/v1/themes/"


@pytest.fixture
def themes():
    for number in range(101):
        ThemeFactory(slug=f"theme-{number:03}")


def slugs(page):
    return [row["slug"] for row in page["results"]]


@pytest.mark.usefixtures("themes")
def test_page_without_parameters_holds_fifty(client):
    response = client.get("/api/v1/themes/")
    page = response.json()
    assert (page["count"], page["next"], page["previous"]) == (101, f"{LIST}?page=2", None)
    assert slugs(page) == [f"theme-{number:03}" for number in range(50)]
    assert response["Link"] == f'<{LIST}>; rel="first", <{LIST}?page=2>; rel="next", <{LIST}?page=3>; rel="last"'


@pytest.mark.usefixtures("themes")
def test_page_in_the_middle_has_both_neighbours_and_keeps_the_parameters(client):
    response = client.get("/api/v1/themes/?page_size=40&page=2&lang=fr")
    page = response.json()
    kept = "lang=fr&page_size=40"
    assert page["previous"] == f"{LIST}?{kept}"
    assert page["next"] == f"{LIST}?lang=fr&page=3&page_size=40"
    assert 'rel="prev"' in response["Link"]


@pytest.mark.usefixtures("themes")
def test_page_last_has_the_rest(client):
    page = client.get("/api/v1/themes/?page_size=100&page=2").json()
    assert (slugs(page), page["next"]) == (["theme-100"], None)


@pytest.mark.usefixtures("themes")
def test_page_of_a_hundred_is_the_longest(client):
    assert len(client.get("/api/v1/themes/?page_size=100").json()["results"]) == 100
    assert client.get("/api/v1/themes/?page_size=101").status_code == 400


def test_page_first_of_nothing_is_empty(client):
    response = client.get("/api/v1/themes/")
    assert response.json() == {"count": 0, "next": None, "previous": None, "results": []}
    assert response["Link"] == f'<{LIST}>; rel="first"'
    assert client.get("/api/v1/themes/?page=2").status_code == 404
