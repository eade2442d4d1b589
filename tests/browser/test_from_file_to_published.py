"""A report goes from file to published by a person who uses only the admin, and is refused while something is open."""

import re
from datetime import date

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.conftest import Account

REPORT = settings.BASE_DIR / "fixtures" / "samples" / "follow-up-report.txt"
AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
DESK = "/admin/roll-forward/2022/"
PROMISES = {
    "CMP-2022-FOR-01": "Hold the technical meeting on forest carbon by June 2023",
    "CMP-2022-ENV-01": "Explore a third workshop on wildlife trade",
    "CMP-2022-MIN-01": "Publish a guide to responsible exploration",
}
NO_CHAPTER = ("AGR", "CUL", "ENE", "HOU", "HUM")
REMAINING = ("CMP", "EFO", "ENV", "FOR", "MIN", "TII")  # with a chapter, or followed by a group that has one
PUBLISHING_MILLISECONDS = 60_000  # it writes every decision anew and asks every rule of the record
STAFF = Account("ana", "a-password-for-the-test-site")


@pytest.fixture(scope="module")
def site(another_site):
    """A site of its own, which this test changes for good."""
    return another_site(STAFF)


@pytest.fixture
def page(open_page):
    """A page of somebody who has signed in."""
    page = open_page()
    page.goto("/admin/login/?next=/admin/")
    page.fill("#id_username", STAFF.name)
    page.fill("#id_password", STAFF.password)
    page.keyboard.press("Enter")
    expect(page.locator("#user-tools")).to_be_visible()
    return page


def _choose(page, field, text):
    """Choose a row of another table by typing, as its field offers them."""
    page.click(f".field-{field} .select2-selection")
    page.locator(".select2-search__field").last.fill(text)
    page.locator(".select2-results__option", has_text=text).first.click()


def _save(page):
    page.click("input[name=_save]")
    expect(page.locator(".messagelist .success")).to_be_visible()


def _press(page, key):
    """Press a key of the page, once the page listens to keys."""
    expect(page.locator("[data-keys-switch]")).to_be_checked()
    page.keyboard.press(key)


def _told(page, text):
    expect(page.locator(".messagelist .success, .review-message").first).to_contain_text(text)


def test_report_goes_from_file_to_published_by_way_of_both_desks(page, open_page):
    _add_the_meeting(page)
    _import_the_file(page)
    _is_refused(page, promises=3, outcomes=211)
    _review(page)
    _is_refused(page, promises=0, outcomes=211)
    _has_no_violation(page, open_page)
    _roll_forward(page)
    _assess(page)
    _publish(page)
    _is_public(page)


def _add_the_meeting(page):
    page.goto("/admin/reports/meeting/add/")
    page.fill("#id_slug", "2022")
    page.select_option("#id_host", "MX")
    page.fill("#id_place_en", "Oaxaca, Oaxaca")
    page.fill("#id_starts_on", "2022-11-08")
    page.fill("#id_ends_on", "2022-11-09")
    page.select_option("#id_format", "in_person")
    _save(page)


def _import_the_file(page):
    page.goto("/admin/reports/pendingupload/add/")
    page.set_input_files("#id_file", REPORT)
    page.focus("#id_year")
    page.keyboard.press("Enter")
    expect(page.locator("[data-number=undecided]")).to_have_text("3")
    page.click("input[name=_draft]")
    _told(page, "2022-en was imported as a draft")
    page.get_by_role("link", name="Report", exact=True).click()
    expect(page.locator("#id_meeting option:checked")).to_contain_text("2022")


def _is_refused(page, promises, outcomes):
    """The page that publishes says what is open, and offers nothing; the site shows nothing."""
    page.goto("/admin/reports/report/?q=2022")
    page.click("#result_list tbody th a")
    page.get_by_role("link", name="Publish", exact=True).click()
    if promises:
        expect(page.locator("[data-rule=promises_sections_are_decided]")).to_contain_text(f"{promises} sentences")
    else:
        expect(page.locator("[data-rule=promises_sections_are_decided]")).to_have_count(0)
    expect(page.locator("[data-rule=open_commitments_have_outcomes]")).to_contain_text(f"{outcomes} commitments")
    expect(page.locator("#content-main input[type=submit]")).to_have_count(0)
    answer = page.context.request.get("/en/reports/2022/")
    assert answer.status == 404


def _review(page):
    """Accept the three sentences of the sections of promises by key, then word them in three languages."""
    page.get_by_role("link", name="Review desk").first.click()
    for reference in PROMISES:
        _press(page, "a")
        _told(page, reference)
    for reference, title in PROMISES.items():
        page.goto(f"/admin/commitments/commitment/?q={reference}")
        page.click("#result_list tbody th a")
        for language in ("en", "fr", "es"):
            page.fill(f"#id_title_{language}", f"{title} ({language})")
            page.fill(f"#id_summary_{language}", f"{title}, as the sample of 2022 has it ({language}).")
        _save(page)


def _has_no_violation(page, open_page):
    """What axe finds in our part of the roll-forward pages; the frame around it is Django's."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed here: npm ci")
    for scheme, address in (("light", DESK), ("dark", f"{DESK}CMP-2021-FOR-07/"), ("light", f"{DESK}groups/HOU/")):
        # axe itself puts inline styles on what it measures
        looking = open_page(bypass_csp=True, color_scheme=scheme, viewport={"width": 320, "height": 800})
        looking.context.add_cookies(page.context.cookies())
        looking.goto(address)
        looking.locator("#content-main details").evaluate_all("all => all.forEach(one => one.open = true)")
        looking.evaluate(AXE.read_text(encoding="utf-8"))
        found = looking.evaluate("rules => axe.run('#content-main', rules)", RULES)
        assert [
            (one["id"], node["target"], node["failureSummary"]) for one in found["violations"] for node in one["nodes"]
        ] == []
        assert looking.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        looking.context.close()


def _roll_forward(page):
    page.goto(DESK)
    expect(page.locator(".desk-progress")).to_contain_text("0 of 211 decided")
    # An update from a suggested passage, by keyboard.
    page.goto(f"{DESK}CMP-2021-FOR-09/")
    expect(page.locator(".desk-suggestion mark").first).to_contain_text("gave real-time training on wildland fires")
    _press(page, "1")
    expect(page.locator("#id_s1-says")).to_be_focused()
    expect(page.locator("#id_s1-says")).to_have_value("completed")
    expect(page.locator("#id_s1-effective_on")).to_have_value("2022-11-09")
    for language in ("en", "fr", "es"):
        page.fill(f"#id_s1-{language}", f"Forty brigade members were trained in Jalisco ({language}).")
    page.get_by_role("button", name="Record and stay here").first.click()
    _told(page, "CMP-2021-FOR-09-U1 was recorded: Completed.")
    expect(page.locator(".desk-progress")).to_contain_text("1 of 211 decided")
    # Wrongly decided, taken back, decided again.
    page.goto(f"{DESK}CMP-2021-FOR-12/")
    _press(page, "n")
    _told(page, "CMP-2021-FOR-12-U1 was recorded: Not mentioned.")
    page.get_by_role("link", name="Look at it or undo it").click()
    _press(page, "u")
    _told(page, "CMP-2021-FOR-12-U1 was taken back by CMP-2021-FOR-12-U2.")
    expect(page.locator(".desk-progress")).to_contain_text("1 of 211 decided")
    # A link to a new commitment, whose kind is proposed.
    page.goto(f"{DESK}CMP-2021-FOR-07/")
    page.get_by_text("Link to CMP-2022-FOR-01").click()
    form = page.locator("details[open] form")
    expect(form.locator("select[name$=-newer] option:checked")).to_contain_text("CMP-2022-FOR-01")
    expect(form.locator("select[name$=-kind]")).to_have_value(re.compile("continues|repeats|amends"))
    form.locator("select[name$=-kind]").select_option("continues")
    form.locator("select[name$=-basis]").select_option("strong")
    form.locator("textarea[name$=-en]").fill("The meeting that was put off is promised again.")
    form.get_by_role("button", name="Record, then the next").click()
    _told(page, "CMP-2022-FOR-01-L1 was recorded: Continues: CMP-2022-FOR-01.")
    expect(page.locator(".desk-progress")).to_contain_text("2 of 211 decided")
    # Groups without a chapter, once each.
    for code in NO_CHAPTER:
        page.goto(f"{DESK}groups/{code}/")
        page.get_by_role("button", name="Record that the group did not report").click()
        _told(page, "recorded that it did not report")
    # What remains, group by group: likely answers must be chosen by hand.
    for code in REMAINING:
        page.goto(f"{DESK}groups/{code}/")
        expect(page.locator("#left-heading")).to_contain_text("remain")
        page.evaluate("document.querySelectorAll('input[name=commitment]').forEach((box) => { box.checked = true; })")
        page.get_by_role("button", name="Record as not mentioned").click()
        _told(page, "recorded as not mentioned")
    expect(page.locator(".desk-progress")).to_contain_text("211 of 211 decided")
    expect(page.locator(".desk-progress")).to_contain_text("has an outcome in it")


def _assess(page):
    """A guideline first, which is public; then a verdict, which waits as a draft like the update it rests on."""
    page.goto("/admin/commitments/commitment/?q=CMP-2021-FOR-09")
    page.click("#result_list tbody th a")
    commitment = re.search(r"/(\d+)/change/", page.url).group(1)
    page.goto(f"/admin/commitments/guideline/add/?commitment={commitment}")
    for area in page.locator("#guideline_form textarea").all():
        area.fill("Told in the sample.")
    _save(page)
    page.goto(f"/admin/commitments/assessment/add/?commitment={commitment}")
    page.select_option("#id_party", "joint")
    page.select_option("#id_completion", "complete")
    page.fill("#id_effective_on", date.today().isoformat())
    page.fill("#id_searched_until", date.today().isoformat())
    _choose(page, "updates", "CMP-2021-FOR-09-U1")
    for language in ("en", "fr", "es"):
        page.fill(f"#id_reason_{language}", f"The training took place ({language}).")
    page.select_option("#id_state", "draft")
    _save(page)


def _publish(page):
    page.goto("/admin/reports/report/?q=2022")
    page.click("#result_list tbody th a")
    page.get_by_role("link", name="Publish", exact=True).click()
    expect(page.locator("#content-main")).to_contain_text("Nothing stands against it.")
    page.click("#content-main input[type=submit]", timeout=PUBLISHING_MILLISECONDS)
    _told(page, "The report of 2022 is published.")


def _is_public(page):
    page.goto("/en/reports/2022/")
    expect(page.locator("main")).to_contain_text("Canadian instructors then gave real-time training")
    page.goto("/en/commitments/CMP-2021-FOR-09/")
    expect(page.locator("main .badge").first).to_contain_text("Done")
    expect(page.locator("main")).to_contain_text("Forty brigade members were trained in Jalisco (en).")
    page.goto("/en/commitments/CMP-2021-FOR-07/")
    expect(page.locator("main .badge").first).to_contain_text("Carried forward")
    page.goto("/en/commitments/CMP-2021-HUM-01/")
    expect(page.locator("main .badge").first).to_contain_text("Not mentioned")
