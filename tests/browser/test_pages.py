"""The public pages in a real browser: how they work without scripts, on paper, on a small screen and on a large one.

What every page is watched for (policy, foreign requests, failed requests) is in conftest, what must hold for every kind
of page in test_accessibility.
"""

import re

import pytest
from playwright.sync_api import expect

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}


def test_first_key_leads_past_the_navigation(browser_page):
    browser_page.goto("/en/")
    browser_page.keyboard.press("Tab")
    skip = browser_page.locator(":focus")
    expect(skip).to_have_text("Skip to the content")
    assert skip.bounding_box()["y"] >= 0
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "main"
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.closest('main') !== null")


def test_list_is_ordered_turned_over_and_taken_away_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/en/commitments/")
    page.get_by_role("link", name="Newest report first").click()
    expect(page.locator(".row .ref").first).to_contain_text("CMP-2021-")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="5", exact=True).click()
    expect(page).to_have_url(re.compile("ordering=-report.*page=5"))
    expect(page.locator(".row .ref").last).to_contain_text("CMP-2009-")
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert taken.value.path().read_text(encoding="utf-8").count("CMP-2019-FOR-17") > 0


def test_reports_are_compared_and_the_rules_are_unfolded_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/en/compare/")
    page.get_by_label("Report", exact=True).select_option("2009")
    page.get_by_label("and report").select_option("2019")
    page.get_by_role("button", name="Compare the reports").click()
    expect(page).to_have_url(re.compile(r"/en/compare/\?older=2009&newer=2019"))
    expect(page.locator(".lead")).to_contain_text("81 promises were added")
    page.goto("/en/method/")
    folded = page.locator("main details").first
    folded.locator("summary").click()
    expect(folded.locator("> :not(summary)").first).to_be_visible()


def test_search_in_the_head_of_any_page_leads_to_a_promise_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/fr/method/")
    page.locator("#site-search").fill("2019-for-17")
    page.locator(".site-search button").click()
    expect(page).to_have_url(re.compile(r"/fr/search/\?q=2019-for-17"))
    expect(page.locator("main mark").first).to_have_text("2019-FOR-17")
    page.locator("main .lines a").first.click()
    expect(page).to_have_url(re.compile("/fr/commitments/CMP-2019-FOR-17/"))


def test_day_is_chosen_and_left_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/en/groups/forestry/")
    page.get_by_label("See this page as of an earlier day").fill("2020-01-01")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".notice")).to_contain_text("1 January 2020")
    page.get_by_role("link", name="Back to today").click()
    expect(page).to_have_url(re.compile("/en/groups/forestry/$"))


def test_map_turns_into_small_bars_under_each_name(open_page):
    page = open_page(viewport=NARROW)
    page.goto("/en/")
    row = page.locator(".map-row", has_text="Forestry").last
    name, years = row.locator(".map-name").bounding_box(), row.locator(".map-year")
    boxes = [years.nth(number).bounding_box() for number in range(3)]
    assert all(box["y"] > name["y"] for box in boxes)
    assert len({box["y"] for box in boxes}) == 3
    bar = row.locator("svg").first.bounding_box()
    assert 0 < bar["x"] < bar["x"] + bar["width"] <= NARROW["width"]


def test_map_is_one_sheet_where_there_is_room(open_page):
    page = open_page(viewport=WIDE)
    page.goto("/en/")
    cells = page.locator(".map-row", has_text="Forestry").last.locator(".map-cell")
    heads = page.locator(".map-head .map-cell")
    lefts = [[round(found.nth(n).bounding_box()["x"]) for n in range(3)] for found in (heads, cells)]
    assert lefts[0] == lefts[1]
    centres = {round(box["y"] + box["height"] / 2) for box in (cells.nth(n).bounding_box() for n in range(3))}
    assert max(centres) - min(centres) <= 2


def test_icons_are_drawn_from_the_sprite(browser_page):
    with browser_page.expect_response("**/icons*.svg") as sprite:
        browser_page.goto("/en/commitments/")
    assert sprite.value.status == 200
    assert browser_page.locator(".badge svg").first.bounding_box()["width"] > 8
    used = browser_page.locator(".badge use").evaluate_all("all => all.map(one => one.href.baseVal.split('#')[1])")
    assert {f'id="{name}"' in sprite.value.text() for name in used} == {True}


def test_cited_sentence_is_shown_in_its_place(browser_page):
    browser_page.goto("/en/commitments/CMP-2019-FOR-17/")
    browser_page.locator(".facts .cite").first.click()
    target = browser_page.locator(":target")
    expect(browser_page).to_have_url(re.compile("/en/reports/2019/#p-"))
    assert 0 <= target.bounding_box()["y"] <= 900
    expect(target.locator("xpath=..")).to_contain_text("CMP-2019-FOR-17")


def test_paper_leaves_out_what_is_no_use_there(browser_page):
    browser_page.goto("/en/commitments/CMP-2019-FOR-17/")
    browser_page.emulate_media(media="print")
    expect(browser_page.locator(".site-nav")).to_be_hidden()
    expect(browser_page.locator(".as-of")).to_be_hidden()
    expect(browser_page.locator("h1")).to_be_visible()
    expect(browser_page.locator(".timeline")).to_be_visible()


def test_three_statements_of_one_line_of_work_come_out_differently_on_its_thread_page(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/en/threads/?q=wood")
    page.get_by_role("link", name="Share Canada’s knowledge and experience of building with wood").click()
    expect(page).to_have_url(re.compile("/en/threads/CMP-2019-FOR-18/$"))
    expect(page.locator(".lead")).to_contain_text("Done. Beside it stand 3 more on the same subject")
    expect(page.locator(".lane-row .lanes")).to_have_count(4)
    page.locator("summary", has_text="The four axes").click()
    rows = page.locator("tbody tr")
    outcomes = {
        "CMP-2019-FOR-18": ["Done", "Topic concluded", "Complete", "No date printed", "Closed"],
        "CMP-2019-FOR-19": ["Concluded", "Topic concluded", "Not assessed", "No date printed", "Closed"],
        "CMP-2019-FOR-21": ["Not mentioned in 2021", "Nothing declared", "Not assessed", "No date printed", "Open"],
    }
    for reference, words in outcomes.items():
        row = rows.filter(has_text=reference)
        expect(row.locator("td")).to_have_text(["2019", *words])
    told = page.locator(".thread-column[aria-label='CMP-2019-FOR-18, 2021']")
    expect(told).to_contain_text("seminar")
    expect(told).to_contain_text("Topic concluded")
    silent = page.locator(".thread-column[aria-label='CMP-2019-FOR-21, 2021']")
    expect(silent).to_contain_text("Searched in vain")


def test_thread_is_stacked_where_the_screen_is_narrow_and_side_by_side_where_it_is_wide(open_page):
    for viewport, is_stacked in ((NARROW, True), (WIDE, False)):
        page = open_page(viewport=viewport)
        page.goto("/en/threads/CMP-2009-EFO-13/")
        columns = page.locator(".thread-columns").first.locator(".thread-column")
        expect(columns).to_have_count(3)
        boxes = [columns.nth(number).bounding_box() for number in range(3)]
        assert (len({box["x"] for box in boxes}) == 1) == is_stacked
        assert (len({box["y"] for box in boxes}) == 1) != is_stacked


@pytest.mark.parametrize(
    "reference", ["CMP-2009-EFO-13", "CMP-2019-FOR-18", "CMP-2019-FOR-17", "CMP-2019-ENE-01", "CMP-2021-TII-05"]
)
def test_five_answers_stand_on_one_small_screen_and_the_axes_behind_a_click(open_page, reference):
    page = open_page(viewport=NARROW)
    page.goto(f"/en/commitments/{reference}/")
    answers = page.locator(".facts--brief dd")
    expect(answers).to_have_count(4)
    for answer in (page.locator(".badge-line"), *(answers.nth(number) for number in range(4))):
        box = answer.bounding_box()
        assert 0 < box["y"] < box["y"] + box["height"] <= NARROW["height"]
    expect(page.locator(".axes")).to_be_hidden()


def test_follow_up_sheet_is_printed_without_what_is_no_use_on_paper(browser_page):
    browser_page.goto("/en/groups/forestry/follow-up/")
    browser_page.emulate_media(media="print")
    expect(browser_page.locator(".site-nav")).to_be_hidden()
    expect(browser_page.locator(".as-of")).to_be_hidden()
    expect(browser_page.locator(".answer").first).to_be_visible()
