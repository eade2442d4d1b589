"""Every kind of page can be used by everybody: what axe finds, narrow, enlarged, spaced out, on paper, and by keys.

By default each kind in one of the languages, in light where it is wide and in dark where it is narrow; with
FULL_MATRIX=true in all of them.
"""

import os
import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.kinds import DRAWN, KINDS, SCHEMA, draw, path_of
from tests.browser.looking import measure, prepare, violations
from tests.pages.addresses import LANGUAGES, NAMES

FULL = os.environ.get("FULL_MATRIX") == "true"
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
ON_PAPER = ["commitments:detail", "commitments:report_status", "commitments:follow_up", "commitments:thread"]
# Every kind of thing that takes the focus stands on one of these.
BY_KEYS = ["commitments:home", "commitments:list", "commitments:detail", "commitments:compare", "400"]
SCREENS = [("light", WIDE), *([("dark", WIDE), ("light", NARROW)] if FULL else []), ("dark", NARROW)]
FITS = ["tooWide", "clipped", "overlaps"]
EVERY = pytest.mark.parametrize(
    ("kind", "language"),
    [
        (kind, language)
        for number, kind in enumerate([*KINDS, *DRAWN])
        for language in (LANGUAGES if FULL else [LANGUAGES[number % len(LANGUAGES)]])
    ],
)


@pytest.fixture(scope="module")
def site(full_site):
    """The pages of this module are those of the site that has every kind."""
    return full_site


def _open(page, kind, language):
    """Open a kind of page, with all that is folded unfolded, ready to be measured."""
    if kind in DRAWN:
        drawn = draw(kind, language)

        def answer(route):  # with the headers that the site gives to every page
            real = route.fetch(url=route.request.url.replace("/somewhere/", "/about/"))
            route.fulfill(response=real, status=drawn.status_code, body=drawn.content.decode())

        page.route("**/somewhere/", answer)
        page.goto(f"/{language}/somewhere/")
    else:
        status = page.goto(path_of(kind, language)).status
        assert status == (int(kind) if kind.isdigit() else 200)
    if kind == SCHEMA:
        expect(page.locator(".opblock-tag").first).to_be_visible()
    prepare(page)
    page.evaluate("measures.openDetails()")


@EVERY
def test_page_is_faultless_for_axe_and_loses_nothing_narrow_enlarged_and_on_paper(open_page, kind, language):
    page = open_page(viewport=WIDE)
    _open(page, kind, language)
    assert page.evaluate("measures.remember()") > 5
    is_state = kind not in NAMES and not FULL  # a page in another state is looked at on the small screen alone
    assert _faults(page, SCREENS[-1:] if is_state else SCREENS, is_printed=kind in ON_PAPER) == {}
    assert page.context.cookies() == []


def _faults(page, screens, is_printed):
    """What is wrong with a page at each size, in each scheme, spaced out, enlarged and on paper."""
    found = {"wide": measure(page, *FITS)}
    for scheme, viewport in screens:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(viewport)
        found[f"axe, {scheme}, {viewport['width']}"] = violations(page)
    found["narrow"] = measure(page, "lost", *FITS)
    if FULL:
        page.evaluate("measures.spaceOut()")
        found["narrow, spaced out"] = measure(page, "lost", *FITS)
        page.set_viewport_size(WIDE)
        found["wide, spaced out"] = measure(page, "lost", *FITS)
        page.evaluate("measures.spaceBack()")
    page.set_viewport_size(WIDE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found["enlarged"] = measure(page, "lost", *FITS)
    page.evaluate("document.documentElement.style.fontSize = ''")
    for scheme in ["light", "dark"] if FULL else ["dark"] if is_printed else []:
        page.emulate_media(media="print", color_scheme=scheme)
        found[f"axe, on paper, {scheme}"] = violations(page, is_paper=True)
    return {where: faults for where, faults in found.items() if faults}


def test_faults_that_are_planted_are_found(open_page):
    page = open_page(viewport=WIDE)
    _open(page, "commitments:about", "en")
    page.evaluate("""() => {
      const main = document.querySelector("main"), add = (html) => main.insertAdjacentHTML("beforeend", html);
      add('<h6>Deep</h6><img src="/static/cmptracker/icon.svg"><p class="meta" id="faint">Faint words</p>');
      add('<p><a href="/en/" id="one">1</a><a href="/fr/" id="two">2</a></p>');
      document.getElementById("faint").style.color = "#aaa";
      for (const name of ["one", "two"]) document.getElementById(name).style.fontSize = "6px";
      add('<p id="going">Going</p><p id="cut"><span>Cut in the middle of the line</span></p>');
      add(`<p id="over">${"Over another ".repeat(20)}</p>`);
      measures.remember();
      document.getElementById("going").hidden = true;
      Object.assign(document.getElementById("cut").style, { overflow: "hidden", width: "5rem", whiteSpace: "nowrap" });
      Object.assign(document.getElementById("over").style, { position: "absolute", left: 0, top: 0, width: "1400px", maxWidth: "none" });
    }""")
    rules = {rule for rule, _place, _advice in violations(page)}
    assert rules == {"image-alt", "color-contrast", "heading-order", "target-size"}
    found = measure(page, "lost", *FITS)
    assert found["lost"] == ["p: Going"]
    assert found["clipped"] == ["span: Cut in the middle of the line"]
    assert any(pair.startswith("p: Over another") or "| p: Over another" in pair for pair in found["overlaps"])
    assert found["tooWide"][1:] == [page.locator("#over").evaluate("one => one.outerHTML.slice(0, 120)")]
    page.locator("#one").evaluate("one => (one.tabIndex = 5)")
    page.locator("#two").evaluate("one => Object.assign(one.style, { outline: 'none' })")
    faults = _walk(page)
    assert faults["unseen"] == ['<a href="/fr/" id="two" style="font-size: 6px; outline: none;">2</a>']
    assert faults["out of order"] != []


@pytest.mark.parametrize("kind", [*KINDS, *DRAWN] if FULL else BY_KEYS)
@pytest.mark.parametrize("viewport", [WIDE, NARROW] if FULL else [WIDE], ids=lambda size: str(size["width"]))
def test_tab_reaches_everything_in_the_order_of_reading_and_is_seen_and_leaves(open_page, kind, viewport):
    page = open_page(viewport=viewport)
    _open(page, kind, "en")
    assert {name: faults for name, faults in _walk(page).items() if faults} == {}


def _walk(page):
    """Press Tab from before the page until behind it, and back; tell what is wrong on the way."""
    page.evaluate("document.activeElement.blur(), window.scrollTo(0, 0)")
    reachable = page.evaluate("measures.reachable()")
    there, back = _steps(page, "Tab"), _steps(page, "Shift+Tab")
    places = [step["at"] for step in there]
    return {
        "missed": [place for place in reachable if place not in places],
        "out of order": [] if places == sorted(places) else places,
        "another way back": [] if [step["at"] for step in back] == places[::-1] else [step["html"] for step in back],
        "unseen": [step["html"] for step in there if not step["hasOutline"]],
        "covered": [step["html"] for step in there if not step["isUncovered"]],
        "up and not aside": [
            step["html"]
            for before, step in pairwise(there)
            if step["scroller"] == before["scroller"]
            and step["box"]["bottom"] <= before["box"]["top"]
            and step["box"]["left"] < before["box"]["right"]
        ],
    }


def _steps(page, key):
    """Press a key until the focus leaves the page; fields of a date take several keys each."""
    steps = []
    for _press in range(1000):
        page.keyboard.press(key)
        step = page.evaluate("measures.focus()")
        if step is None or (len(steps) > 1 and step["at"] == steps[0]["at"]):  # outside, or in again at the other end
            return steps
        if not steps or step["at"] != steps[-1]["at"]:
            steps.append(step)
    raise AssertionError(f"The focus does not leave the page: {steps[-3:]}")


def test_list_is_filtered_read_and_put_into_another_language_by_keys_alone_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/en/commitments/")
    keys = page.keyboard

    def tab_to(place):
        for _press in range(80):
            if place.evaluate("one => one === document.activeElement"):
                return
            keys.press("Tab")
        raise AssertionError(f"Tab does not reach {place}.")

    tab_to(page.locator(".filters").get_by_label("Search"))
    keys.type("wood")
    tab_to(page.get_by_label("Working group"))
    keys.type("Forestry")
    expect(page.get_by_label("Working group")).to_have_value("forestry")
    tab_to(page.locator("summary", has_text="Status"))
    keys.press("Enter")
    tab_to(page.get_by_label("Done", exact=True))
    keys.press("Space")
    tab_to(page.get_by_role("button", name="Apply"))
    keys.press("Enter")
    expect(page).to_have_url(re.compile("q=wood.*group=forestry.*badge=done"))
    tab_to(page.get_by_role("link", name="Français"))
    keys.press("Enter")
    expect(page).to_have_url(re.compile("/fr/commitments/.*q=wood.*badge=done"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    tab_to(page.locator(".row-title").first)
    keys.press("Enter")
    expect(page).to_have_url(re.compile(r"/fr/commitments/CMP-2019-FOR-\d\d/$"))
    tab_to(page.locator("summary", has_text="Comment nous le savons"))
    keys.press("Enter")
    expect(page.locator(".axes")).to_be_visible()
