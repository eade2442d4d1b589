"""What holds for every page: language, landmarks, which reports are held, strict parameters."""

import html
import re

import pytest
from django.conf import settings
from django.urls import resolve
from django.utils import translation

from tests.pages.addresses import DATED, LANGUAGES, NAMES, RECORD, address

EVERY = pytest.mark.parametrize("name", NAMES)
HELD = ["2008–2009", "2019", "2021"]


@pytest.fixture(autouse=True)
def _with_record(record):
    """Every test of this module asks the whole record."""


def test_addresses_name_every_page():
    assert set(RECORD) <= set(NAMES)


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_sound_in_each_language(client, name, language):
    response = client.get(address(name, language))
    text = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}">' in text
    assert response.headers["Content-Language"] == language
    assert len(re.findall("<h1[ >]", text)) == 1
    assert len(re.findall("<main ", text)) == 1
    assert re.search('<a class="skip" href="#main">', text)
    assert not re.search(r'<script(?! type="application/ld\+json")|<style| style=| on[a-z]+=', text)
    assert f'<link rel="canonical" href="http://testserver{address(name, language)}">' in text
    (title,) = re.findall('<meta property="og:title" content="([^"]+)">', text)
    assert html.unescape(title) == html.unescape(re.search("<title>(.*?)</title>", text)[1])
    (described,) = re.findall('<meta name="description" content="([^"]{10,400})">', text)
    assert f'<meta property="og:description" content="{described}">' in text


@EVERY
def test_page_says_which_reports_are_held(client, name):
    text = client.get(address(name)).content.decode()
    (scope,) = re.findall('<p class="scope">(.*?)</p>', text, re.S)
    assert scope.startswith("This record holds the annual reports of 2008–2009, 2019 and 2021.")
    assert "Reports of other years exist and are not in it" in scope


@EVERY
def test_page_refuses_unknown_parameter_and_names_it(client, name):
    response = client.get(address(name), {"grupo": "x"})
    assert response.status_code == 400
    assert "<code>grupo</code>" in response.content.decode()


@EVERY
def test_page_names_itself_in_the_other_languages(client, name):
    text = client.get(address(name)).content.decode()
    for language in LANGUAGES:
        there = address(name, language)
        assert f'<link rel="alternate" hreflang="{language}" href="http://testserver{there}">' in text
        if language != "en":
            assert f'href="{there}" lang="{language}"' in text


def test_pages_lead_to_pages_that_exist(client):
    links = set()
    for name in NAMES:
        text = client.get(address(name)).content.decode()
        links |= {html.unescape(link.split("#")[0]) for link in re.findall(r'href="(/[^"]*)"', text)}
    kinds = {}
    for link in sorted(link for link in links if not link.startswith("/static/")):
        language = translation.get_language_from_path(link)
        with translation.override(language):
            found = resolve(link.split("?")[0])
        kinds.setdefault((found.view_name, language, "?" in link), link)
    assert len(kinds) > 50
    example_of_an_error = "/api/v1/commitments/?badge=late"  # in the guide to the API
    assert [link for link in kinds.values() if client.get(link).status_code >= 400] == [example_of_an_error]


def test_language_switch_keeps_page_and_query(client):
    text = client.get("/en/commitments/?group=forestry&report=2019").content.decode()
    assert 'href="/fr/commitments/?group=forestry&amp;report=2019" lang="fr"' in text


@pytest.mark.parametrize(
    ("accepted", "language"), [("fr-CA,fr;q=0.9,en;q=0.5", "fr"), ("es-MX", "es"), ("de", "en"), ("", "en")]
)
def test_root_redirects_by_accepted_language(client, accepted, language):
    response = client.get("/", headers={"accept-language": accepted})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in response.headers["Vary"]


@EVERY
def test_twin_answers_with_json(client, name):
    text = client.get(address(name)).content.decode()
    twins = re.findall('<link rel="alternate" type="application/json" href="([^"]+)">', text)
    if name in (
        "commitments:method",
        "commitments:about",
        "commitments:accessibility",
        "commitments:release_list",
        "commitments:search",
    ):
        assert twins == []
    else:
        (twin,) = twins
        response = client.get(twin.replace("&amp;", "&"))
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("name", DATED)
def test_past_day_is_said_in_words_with_a_way_back(client, name):
    text = client.get(address(name), {"as_of": "2021-12-31"}).content.decode()
    assert "Shown as of <strong>31 December 2021</strong>" in text
    assert f'<a href="{address(name)}">Back to today</a>' in text


@pytest.mark.parametrize("name", DATED)
def test_past_knowledge_is_said_in_words_kept_in_links_and_sees_nothing_recorded_later(client, name):
    text = client.get(address(name), {"as_of": "2021-12-31", "known_at": "2022-01-31"}).content.decode()
    assert "Shown as of <strong>31 December 2021</strong>" in text
    assert "Shown as this record knew it on <strong>31 January 2022</strong>" in text
    assert "as_of=2021-12-31&amp;known_at=2022-01-31" in text
    (main,) = re.findall("<main .*</main>", text, re.S)
    assert not re.search("badge--(done|under-way|carried-forward|mentioned)", main)


@pytest.mark.parametrize("name", DATED)
@pytest.mark.parametrize(
    ("parameter", "day"),
    [
        ("as_of", "yesterday"),
        ("as_of", "2021-13-01"),
        ("as_of", "31.12.2021"),
        ("as_of", "9999-01-01"),
        ("known_at", "yesterday"),
        ("known_at", "9999-01-01"),
    ],
)
def test_bad_day_is_refused(client, name, parameter, day):
    response = client.get(address(name), {parameter: day})
    assert response.status_code == 400
    assert f"<code>{parameter}</code>" in response.content.decode()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in DATED])
def test_day_is_refused_where_it_means_nothing(client, name):
    assert client.get(address(name), {"as_of": "2021-12-31"}).status_code == 400


def test_pages_need_no_cookie_and_vary_by_none(client):
    for name in NAMES:
        response = client.get(address(name))
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_style_sheet_is_small_and_calls_nothing_foreign():
    folder = settings.BASE_DIR / "cmptracker" / "static" / "cmptracker"
    css = (folder / "site.css").read_text(encoding="utf-8")
    assert 10_000 <= len(css.encode()) <= 14_336
    assert "url(" not in css
    assert "@import" not in css
