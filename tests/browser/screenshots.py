"""Shoots every kind of page for people to look at: ``make screenshots``. No test: nothing is asserted, nothing kept here.

Each at 1280 and at 320 pixels, light and dark; the pages most read in three languages; what is meant for
paper as PDF. The site holds the printed texts where they are beside this checkout.
"""

import os
import re
from pathlib import Path

import pytest

from tests.browser.kinds import KINDS, path_of
from tests.pages.addresses import LANGUAGES, address

IN_ALL_LANGUAGES = ["commitments:home", "commitments:detail", "commitments:list", "commitments:report_status"]
PRINTED = [
    *["commitments:detail", "commitments:report_status", "commitments:follow_up", "commitments:thread"],
    *["commitments:home", "reports:group"],
]
WIDTHS = {320: 640, 1280: 900}


def _pages():
    for kind in KINDS:
        for language in LANGUAGES if kind in IN_ALL_LANGUAGES else ["en"]:
            yield re.sub(r"\W+", "-", f"{kind} {language}"), path_of(kind, language)


@pytest.fixture(scope="module")
def folder():
    """The folder that ``SCREENSHOTS`` names."""
    place = Path(os.environ["SCREENSHOTS"])
    place.mkdir(parents=True, exist_ok=True)
    return place


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_shoot(chromium, full_site, folder, width, scheme):
    viewport = {"width": width, "height": WIDTHS[width]}
    page = chromium.new_page(viewport=viewport, color_scheme=scheme, base_url=full_site)
    for name, path in _pages():
        page.goto(path)
        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
    page.close()


def test_print(chromium, full_site, folder):
    page = chromium.new_page(base_url=full_site)
    for name in PRINTED:
        page.goto(address(name))
        page.pdf(path=folder / f"{name.replace(':', '-')}.pdf", format="Letter")
    page.close()
