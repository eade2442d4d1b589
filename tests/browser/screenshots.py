"""Shoots every kind of page for people to look at: ``make screenshots``. No test: nothing is asserted, nothing kept here.

Each at 1280 and at 320 pixels, light and dark; the home page and a commitment in three languages; what is meant for
paper as PDF. The site holds the printed texts where they are beside this checkout.
"""

import os
from pathlib import Path

import pytest

from tests.conftest import PRINTED_DIR
from tests.pages.addresses import LANGUAGES, NAMES, address

IN_ALL_LANGUAGES = ["commitments:home", "commitments:detail"]
WITH_STATES = {
    "search-found": "/en/search/?q=forestry",
    "search-nothing": "/en/search/?q=zzzz",
    "compare-found": "/en/compare/?since=2021-01-01&until=2022-12-31",
    "400": "/fr/commitments/?badge=late",
    "404": "/es/nothing/",
}
PRINTED = ["commitments:detail", "commitments:report_status", "commitments:follow_up"]
WIDTHS = {320: 640, 1280: 900}


def _pages():
    for name in NAMES:
        for language in LANGUAGES if name in IN_ALL_LANGUAGES else ["en"]:
            yield f"{name.replace(':', '-')}-{language}", address(name, language)
    yield from WITH_STATES.items()


@pytest.fixture(scope="module")
def folder():
    """The folder that ``SCREENSHOTS`` names."""
    place = Path(os.environ["SCREENSHOTS"])
    place.mkdir(parents=True, exist_ok=True)
    return place


@pytest.fixture(scope="module")
def shown_site(request):
    """A running site, with the printed texts if they are here."""
    return request.getfixturevalue("imported_site" if PRINTED_DIR.is_dir() else "site")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_shoot(chromium, shown_site, folder, width, scheme):
    viewport = {"width": width, "height": WIDTHS[width]}
    page = chromium.new_page(viewport=viewport, color_scheme=scheme, base_url=shown_site)
    for name, path in _pages():
        page.goto(path)
        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
    page.close()


def test_print(chromium, shown_site, folder):
    page = chromium.new_page(base_url=shown_site)
    for name in PRINTED:
        page.goto(address(name))
        page.pdf(path=folder / f"{name.replace(':', '-')}.pdf", format="Letter")
    page.close()
