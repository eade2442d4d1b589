"""Error pages: the same look, three languages, what to do next, and no question to the database."""

import re

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from django.utils import translation

from cmptracker import views
from tests.pages.addresses import LANGUAGES

REQUEST = RequestFactory()
PAGES = {
    400: lambda request: views.bad_request(request, BadRequest("no")),
    403: lambda request: views.permission_denied(request, PermissionError()),
    404: lambda request: views.page_not_found(request, LookupError()),
    429: lambda request: views.too_many_requests(request, 30),
    500: views.server_error,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", PAGES)
def test_error_page_is_a_page_of_the_site_without_a_database(status, language):
    with translation.override(language):
        response = PAGES[status](REQUEST.get(f"/{language}/nothing/"))
    text = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}">' in text
    assert len(re.findall("<h1[ >]", text)) == 1
    assert '<nav class="site-nav"' in text
    others = [other for other in LANGUAGES if other != language]
    assert all(f'href="/{other}/nothing/" lang="{other}"' in text for other in others)


def test_error_page_of_a_foreign_host_does_not_ask_for_the_host(client, db):
    response = client.get("/en/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert b"<h1>" in response.content


def test_too_many_requests_says_how_long_to_wait():
    response = views.too_many_requests(REQUEST.get("/en/"), 1)
    assert response.headers["Retry-After"] == "1"
    assert "Please wait 1 second and try again." in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/nothing/", "/en/commitments/CMP-1999-FOR-01/", "/fr/groups/navy/", "/nothing/"])
def test_missing_page_says_where_to_search(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert '/commitments/">' in response.content.decode()


@pytest.mark.django_db
def test_page_without_language_leads_to_the_one_with_it(client):
    response = client.get("/commitments/", {"group": "x"}, headers={"accept-language": "es"})
    assert response.headers["Location"] == "/es/commitments/?group=x"


@pytest.mark.django_db
def test_refused_parameter_is_shown_escaped(client):
    text = client.get("/en/method/", {"<b>": "1"}).content.decode()
    assert "<code>&lt;b&gt;</code>" in text
    assert "<code><b>" not in text


@pytest.mark.django_db
def test_refused_value_of_a_vocabulary_names_what_it_takes(client):
    text = client.get("/en/commitments/", {"strength": "hard"}).content.decode()
    assert "hard is not one of the available choices. It takes: firm, exploratory, proposal." in text
