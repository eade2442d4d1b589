"""Pages of lists."""

import pytest

from commitments.models import Theme
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


def harvest(client, address):
    """Yield the pages of a whole list, following the cursor."""
    while address:
        response = client.get(address)
        page = response.json()
        yield page
        assert response.get("Link") == (f'<{page["next"]}>; rel="next"' if page["next"] else None)
        address = page["next"]


@pytest.mark.usefixtures("themes")
def test_cursor_gives_each_row_once_whatever_is_added_and_edited_meanwhile(client):
    found = []
    for number, page in enumerate(harvest(client, f"{LIST}?cursor=*&page_size=10&fields=slug")):
        assert page["previous"] is None
        found += slugs(page)
        ThemeFactory(slug=f"a-theme-added-{number}")
        Theme.objects.filter(slug="theme-100").update(name_en="Renamed")
    there = [slug for slug in found if slug.startswith("theme-")]
    assert there == [f"theme-{number:03}" for number in range(101)]
    assert len(found) == len(set(found))


@pytest.mark.usefixtures("themes")
def test_cursor_keeps_the_filter_and_shows_no_key_of_the_database(client):
    page, *_others = harvest(client, f"{LIST}?cursor=*&page_size=1&q=theme&lang=fr")
    assert page["next"].startswith(f"{LIST}?cursor=")
    assert page["next"].endswith("&lang=fr&page_size=1&q=theme")
    cursor = page["next"].split("cursor=")[1].split("&")[0]
    assert len(cursor) == 32
    assert int(cursor[:16], 16) != Theme.objects.order_by("pk").first().pk


@pytest.mark.usefixtures("themes")
@pytest.mark.parametrize("tampered", [lambda c: c[:-1] + "g", lambda c: "0" * 32, lambda c: c[:15], lambda c: f"{c}0"])
def test_cursor_that_was_not_made_here_is_refused(client, tampered):
    page = client.get(f"{LIST}?cursor=*&page_size=1").json()
    cursor = page["next"].split("cursor=")[1].split("&")[0]
    response = client.get(f"{LIST}?cursor={tampered(cursor)}")
    assert (response.status_code, response.json()["errors"][0]["code"]) == (400, "invalid")
