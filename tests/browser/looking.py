"""How tests look at a page: with axe, and with the measures of measures.js."""

from pathlib import Path

import pytest
from django.conf import settings

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
MEASURES = Path(__file__).with_name("measures.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def prepare(page):
    """Bring axe and the measures into the page."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed here: npm ci")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(MEASURES.read_text(encoding="utf-8"))


def violations(page, part="html", *, is_paper=False):
    """What axe finds wrong in a part of a page that was prepared: rule, place, and what to do.

    On paper nothing is pressed: there the size of targets is not asked.
    """
    options = {**OPTIONS, "rules": {"target-size": {"enabled": False}}} if is_paper else OPTIONS
    found = page.evaluate("([part, options]) => axe.run(part, options)", [part, options])
    assert len(found["passes"]) > 10
    return [(one["id"], node["target"], node["failureSummary"]) for one in found["violations"] for node in one["nodes"]]


def measure(page, *names):
    """What the named measures find, by name; empty lists are left out."""
    found = page.evaluate("names => names.map(name => [name, measures[name]()])", names)
    return {name: faults for name, faults in found if faults}
