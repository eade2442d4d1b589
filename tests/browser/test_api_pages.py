"""The pages about the API: the interactive one keeps to the policy of the site (conftest watches), the guide needs no script."""

import re

from playwright.sync_api import expect


def test_interactive_page_is_drawn_and_asks_the_api(browser_page):
    browser_page.goto("/api/v1/schema/ui/?lang=fr")
    expect(browser_page.locator(".opblock-tag[data-tag='commitments']")).to_be_visible()
    browser_page.locator(".opblock-tag[data-tag='themes']").click()
    browser_page.locator("#operations-themes-themes_list .opblock-summary-control").click()
    expect(browser_page.locator("#operations-themes-themes_list")).to_contain_text("Langue des noms")
    browser_page.get_by_role("button", name="Try it out").click()
    with browser_page.expect_response(re.compile("/api/v1/themes/")) as answer:
        browser_page.get_by_role("button", name="Execute").click()
    assert answer.value.status == 200
    expect(browser_page.locator(".live-responses-table .response-col_status").last).to_have_text("200")


def test_guide_shows_its_answers_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/es/data/api/")
    page.locator("summary").first.click()
    expect(page.locator("pre").first).to_contain_text("CMP-2019-FOR-01")
