"""Where the printed reports are imported, their words stand in place. Every word comes from the files, none from here."""

import json
import re
import urllib.request
from collections import namedtuple

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.printed]

REFERENCE = "CMP-2021-FOR-08"
COMMITMENT = f"/fr/commitments/{REFERENCE}/"

Cited = namedtuple("Cited", "start end words")


@pytest.fixture(scope="module")
def site(imported_site):
    """The pages of this module are those of the site with the words."""
    return imported_site


@pytest.fixture(scope="module")
def cited(site, printed_dir):
    """The offsets of the cited passage as the API gives them, and its words as the file has them there."""
    with urllib.request.urlopen(f"{site}/api/v1/commitments/{REFERENCE}/", timeout=30) as answer:
        (source,) = [row for row in json.load(answer)["sources"] if row["is_primary"]]
    text = (printed_dir / "2021.txt").read_bytes().decode()
    words = " ".join(text[source["start"] : source["end"]].split())
    assert len(words.split()) > 5
    return Cited(source["start"], source["end"], words)


def test_cited_passage_stands_in_place_and_leads_to_its_commitment_and_back(browser_page, cited):
    browser_page.goto("/en/reports/2021/")
    expect(browser_page.locator(".unheld")).to_have_count(0)
    passage = browser_page.locator(f"#p-{cited.start}")
    assert " ".join(passage.inner_text().split()) == cited.words
    assert "sentence--promise" in passage.get_attribute("class").split()
    browser_page.locator(f"#p-{cited.start} ~ .mark").get_by_role("link", name=REFERENCE, exact=True).first.click()
    browser_page.wait_for_url(f"**/en/commitments/{REFERENCE}/")
    browser_page.locator("dd > a.cite").first.click()
    browser_page.wait_for_url(f"**/en/reports/2021/#p-{cited.start}")
    expect(browser_page.locator(":target")).to_have_attribute("id", f"p-{cited.start}")


def test_commitment_shows_the_printed_words_and_where_they_stand(browser_page, cited):
    browser_page.goto(COMMITMENT)
    quotation = browser_page.locator("blockquote.printed").first
    assert " ".join(quotation.inner_text().split()) == cited.words
    expect(quotation).to_have_attribute("lang", "en")
    expect(quotation).to_have_attribute("cite", f"/fr/reports/2021/#p-{cited.start}")
    assert browser_page.locator(f'a.cite[href="/fr/reports/2021/#p-{cited.start}"]').count() > 0


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_words_of_the_passage_find_it(open_page, cited, has_scripts):
    page = open_page(java_script_enabled=has_scripts)
    page.goto("/en/reports/2021/")
    page.get_by_label("Find words in this text").fill(" ".join(reversed(cited.words.upper().split()[:8])))
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/reports/2021/?q=*")
    hits = page.locator(".found li")
    assert 0 < hits.count() < 5
    assert page.locator("mark").count() == hits.count()
    assert " ".join(page.locator(f"#p-{cited.start} > mark").inner_text().split()) == cited.words
    expect(page.locator(".found")).to_contain_text(f"characters {cited.start:,}–{cited.end:,}")
    page.locator(f'.found a[href="#p-{cited.start}"]').click()
    expect(page).to_have_url(re.compile(f"#p-{cited.start}$"))
    expect(page.locator(":target")).to_have_attribute("id", f"p-{cited.start}")
