"""The guide to the API: every example on it is asked for, and the answer that it shows compared."""

import html
import json
import re

import pytest

from cmptracker.guide import EXAMPLES

SHOWN = re.compile(r'GET (?P<address>/api/[^<]+)</code>.*?<code lang="en">(?P<answer>.*?)</code></pre>', re.DOTALL)


def test_examples_of_the_guide_are_what_the_api_answers(record, client):
    page = client.get("/en/data/api/").content.decode()
    shown = {
        html.unescape(found["address"]): json.loads(html.unescape(found["answer"])) for found in SHOWN.finditer(page)
    }
    assert list(shown) == list(EXAMPLES.values())
    for address, answer in shown.items():
        assert client.get(address).json() == answer, f"cmptracker/api/examples.json is not what {address} answers"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_guide_leads_to_the_pages_that_it_speaks_of(record, client, language):
    page = client.get(f"/{language}/data/api/").content.decode()
    for address in ("/api/v1/", "/api/v1/schema/?format=json", f"/api/v1/schema/ui/?lang={language}"):
        assert f'href="{address}"' in page
        assert client.get(address, headers={"accept": "*/*"}).status_code == 200


def test_interactive_page_has_no_script_of_its_own_and_pictures_from_nowhere_else(record, client):
    page = client.get("/api/v1/schema/ui/?lang=es", headers={"accept": "text/html"})
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\son\w+=", page.content.decode()) == []
    assert page["Content-Language"] == "es"
    assert "default-src 'self'" in page["Content-Security-Policy"]
    style = client.get("/api/v1/schema/ui/style.css").content.decode()
    assert ".swagger-ui" in style
    assert "data:" not in style
    assert client.get("/api/v1/schema/ui/?colour=red", headers={"accept": "text/html"}).status_code == 400
