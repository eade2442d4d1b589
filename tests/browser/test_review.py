"""The review desk in a real browser: a report is decided by keyboard alone, and a second reviewer is told."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import prepare, violations

YEAR = 2030
DESK = f"/admin/review/{YEAR}/"
TOTAL = 40
THINGS = ["boats", "buoys", "charts", "lamps", "ropes", "sails", "nets", "masts", "oars"]


def _report():
    """A report of ours with 40 sentences in sections of promises: 2 chapters, each with prose and a list."""
    chapters = []
    for group, country in (("Environment Working Group", "Canada"), ("Mining Working Group", "Mexico")):
        prose = [f"{country} will lend nine {thing} to the port of Progreso by June 2031." for thing in THINGS]
        prose += ["Clean harbours are important to both countries."]
        items = [f"  • Repair the {thing} of the two harbours{';' if thing != 'oars' else '.'}" for thing in THINGS]
        chapters.append(
            f"{group}\n\nI. Results\n\nThe group met in Winnipeg and counted its boats. Nobody was late.\n\n"
            f"II. Future actions\n\n{' '.join(prose)}\n\nFor the coming year the co-chairs agreed to:\n\n"
            + "\n\n".join(items)
        )
    return (
        f"Canada-Mexico Partnership - {YEAR} Annual Report\n\nPart I: Message from the National Co-chairs\n\n"
        "This report was made up to be reviewed.\n\nAnnual Meetings of the CMP\n\n"
        "The meetings so far were these:\n\n  1. Halifax, Nova Scotia - May 14-15, 2029\n"
        f"  2. Winnipeg, Manitoba - May 14-15, {YEAR}\n\nPart II: Reports of the working groups\n\n"
        + "\n\n".join(chapters)
        + "\n"
    )


MEETING = (
    "from datetime import date; from reports.models import Meeting; "
    f"Meeting.objects.create(slug='{YEAR}', host='CA', format='in_person', "
    f"starts_on=date({YEAR}, 5, 14), ends_on=date({YEAR}, 5, 15))"
)


@pytest.fixture(scope="module")
def imported(site, manage, tmp_path_factory):
    """The report on the site, as a draft."""
    path = tmp_path_factory.mktemp("report") / "report.txt"
    path.write_text(_report(), encoding="utf-8")
    manage("shell", "-c", MEETING)
    manage("import_report", str(path), "--draft")


@pytest.fixture
def at_the_desk(open_page, staff, imported):
    """Open pages that are signed in and at the desk."""

    def open_(**options):
        page = open_page(**options)
        page.goto(f"/admin/login/?next={DESK}")
        page.fill("#id_username", staff.name)
        page.fill("#id_password", staff.password)
        page.keyboard.press("Enter")
        expect(page.locator("#current-heading")).to_contain_text("Sentence 1 of 40")
        return page

    return open_


def _decided(page, number):
    expect(page.locator(".desk-progress strong")).to_have_text(f"{number} of {TOTAL} decided")


def test_report_is_decided_by_keyboard_alone_and_a_second_reviewer_is_told(at_the_desk):
    page, second = at_the_desk(), at_the_desk(viewport={"width": 320, "height": 800})
    keys = page.keyboard
    _decided(page, 0)

    keys.press("a")
    _decided(page, 1)
    expect(page.locator("[role=status]")).to_contain_text(f"CMP-{YEAR}-ENV-01: accepted as a draft.")
    expect(page.locator("#told p")).to_be_in_viewport(ratio=1)
    expect(page.locator("#current")).to_be_focused()
    expect(page.locator("#current")).to_have_accessible_description(
        f"CMP-{YEAR}-ENV-01: accepted as a draft. Back to that sentence"
    )

    second.keyboard.press("o")
    second.keyboard.type("A loan is 2 promises at most, q.")  # typed keys press nothing
    second.locator("summary[data-key=o]").focus()
    second.keyboard.press("2")
    expect(second.get_by_role("alert")).to_contain_text(f"staff accepted it as CMP-{YEAR}-ENV-01.")
    expect(second.get_by_role("alert")).to_contain_text("A loan is 2 promises at most, q.")
    expect(second.locator("#current")).to_be_focused()
    expect(second.locator("#current")).to_have_accessible_description(re.compile("^Decided by somebody else"))
    _decided(second, 1)
    assert second.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    keys.press("b")  # back, take back, and decide again
    expect(page.locator("#current-heading")).to_contain_text(f"CMP-{YEAR}-ENV-01")
    keys.press("u")
    _decided(page, 0)
    keys.press("a")
    _decided(page, 1)
    expect(page.locator("[role=status]")).to_contain_text(f"CMP-{YEAR}-ENV-02: accepted as a draft.")

    keys.press("q")
    keys.type("Is it nine?")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("[role=status]")).to_contain_text("in question")
    keys.press("p")
    expect(page.locator("#current-heading")).to_contain_text("Sentence 2 of 40: In question")

    keys.press("s")  # the caret stands before the first word of the sentence
    keys.press("Control+Home")
    for _ in range(5):
        keys.press("Control+ArrowRight")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Enter")
    _decided(page, 2)
    expect(page.locator("[role=status]")).to_contain_text(f"CMP-{YEAR}-ENV-03, CMP-{YEAR}-ENV-04")

    keys.press("m")
    _decided(page, 4)
    for number in range(5, TOTAL + 1):
        keys.press("8" if number % 3 == 0 else "1" if number % 3 == 1 else "a")
        _decided(page, number)
    expect(page.locator(".desk-progress")).to_contain_text("Every sentence is decided.")

    page.get_by_role("link", name="write them").focus()
    keys.press("Enter")
    expect(page.locator("#words")).to_be_focused()
    keys.press("w")
    keys.type("Nine boats")
    keys.press("Enter")
    expect(page.locator("[role=status]")).to_contain_text("words saved")
    expect(page.locator("#words")).to_be_focused()
    page.goto(f"/admin/reports/report/?q={YEAR}")
    page.click("#result_list tbody th a")
    page.click(".object-tools a >> text=Publish")
    expect(page.locator("[data-rule=promises_sections_are_decided]")).to_have_count(0)
    expect(page.locator("[data-rule=commitments_are_complete_in_three_languages]")).to_be_visible()
    expect(page.locator("[data-rule=open_commitments_have_outcomes]")).to_be_visible()


def test_shortcuts_can_be_turned_off(at_the_desk):
    page = at_the_desk()
    heading = page.locator("#current-heading")
    page.locator(".staff-keys summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Single keys act on this page").uncheck()
    page.keyboard.press("n")
    page.reload()
    expect(heading).to_contain_text("Sentence 1 of 40")
    page.locator(".staff-keys summary").click()
    page.get_by_label("Single keys act on this page").check()
    page.keyboard.press("n")
    expect(heading).to_contain_text("Sentence 2 of 40")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_desk_has_no_violation_that_axe_can_see(at_the_desk, scheme, width):
    # axe itself puts inline styles on what it measures
    page = at_the_desk(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 800})
    address = f"{DESK}?at={page.input_value('[name=at] >> nth=0')}"
    for _ in range(2):  # decided and undecided
        page.locator("#content-main details").evaluate_all("all => all.forEach(one => one.open = true)")
        prepare(page)
        assert violations(page, "#content-main") == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        undo = page.locator("[data-key=u]")
        (undo if undo.count() else page.locator("[data-key=a]")).click()
        expect(page.locator("[role=status] p")).to_be_visible()
        page.goto(address)
