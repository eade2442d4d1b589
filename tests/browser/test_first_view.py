"""What a browser asks for when it shows a page for the first time, and what that weighs on its way."""

import pytest
from playwright.sync_api import expect

PAGES = {"/fr/": 60_000, "/fr/commitments/CMP-2009-EFO-04/": 40_000}


@pytest.mark.parametrize("address", PAGES)
def test_first_view_asks_for_little(open_page, address):
    page = open_page(locale="fr-CA")
    answers = []
    page.on("requestfinished", lambda request: answers.append(request))
    page.goto(address, wait_until="networkidle")
    expect(page.locator("footer")).to_be_visible()
    sizes = {request.url: request.sizes()["responseBodySize"] for request in answers}
    assert len(answers) == len(sizes) <= 6
    assert sum(sizes.values()) <= PAGES[address], sizes
