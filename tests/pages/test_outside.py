"""What the site tells those who do not read it as people do: search engines, robots, builders of pages."""

import importlib
import re

import pytest
from django.urls import clear_url_caches, resolve
from django.utils import translation

from cmptracker import sitemaps, urls
from tests.pages.addresses import LANGUAGES, NAMES, address


@pytest.fixture(autouse=True)
def _with_record(record):
    """Every test of this module asks the whole record."""


def test_sitemap_lists_every_page_in_each_language_with_the_others_beside_it(client):
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"] == "application/xml"
    text = response.content.decode()
    listed = re.findall("<loc>http://testserver(/[^<]*)</loc>", text)
    assert len(listed) == len(set(listed))
    expected = {address(name, language) for name in NAMES for language in LANGUAGES if name != "commitments:thread"}
    assert expected <= set(listed)
    assert {f"/{language}/threads/CMP-2009-EFO-13/" for language in LANGUAGES} <= set(listed)
    assert text.count('hreflang="fr"') == len(listed)
    with translation.override("es"):
        last_of_each = {resolve(path).view_name: path for path in listed if path.startswith("/es/")}
    assert [path for path in last_of_each.values() if client.get(path).status_code != 200] == []


def test_sitemap_turns_into_an_index_where_it_grows_too_large(client, monkeypatch):
    monkeypatch.setattr(sitemaps.Addresses, "limit", 400)
    text = client.get("/sitemap.xml").content.decode()
    assert "<sitemapindex" in text
    parts = re.findall("<loc>http://testserver(/sitemap-commitments.xml[^<]*)</loc>", text)
    assert parts == ["/sitemap-commitments.xml", "/sitemap-commitments.xml?p=2"]
    counts = [client.get(part).content.decode().count("<loc>") for part in parts]
    assert counts == [400, 246 * 3 - 400]


def test_robots_are_told_where_the_addresses_are(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == ("User-agent: *\nDisallow: /admin/\nSitemap: http://testserver/sitemap.xml\n")


def test_description_is_the_answer_of_the_page_without_the_links_at_its_end(client):
    text = client.get(address("reports:detail")).content.decode()
    assert '<meta name="description" content="It has 86 sections and 389 sentences. 81 promises are marked in' in text
    assert "What became of them" in text
    (described,) = re.findall('<meta name="description" content="([^"]+)">', text)
    assert described.endswith("in the text below.")


def test_description_leaves_out_a_source_with_an_english_heading_at_its_end(client):
    text = client.get("/fr/commitments/CMP-2019-HUM-05/").content.decode()
    (described,) = re.findall('<meta name="description" content="([^"]+)">', text)
    assert described.endswith("L’engagement propre au Mexique n’est pas répété.")


def test_gallery_is_there_in_development_alone(client, settings):
    assert client.get("/en/gallery/").status_code == 404
    settings.DEBUG = True
    try:
        importlib.reload(urls)
        clear_url_caches()
        text = client.get("/en/gallery/").content.decode()
        assert "<code>badge.html</code>" in text
        assert text.count('class="badge badge--') > 10
    finally:
        settings.DEBUG = False
        importlib.reload(urls)
        clear_url_caches()
    assert client.get("/en/gallery/").status_code == 404
