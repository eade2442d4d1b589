"""On paper: nothing to press, the page's own address, and a head on each sheet."""

import pytest
from playwright.sync_api import expect

from tests.pages.addresses import address

PRINTED = ["commitments:detail", "commitments:follow_up", "commitments:report_status", "commitments:thread"]


@pytest.mark.parametrize("name", PRINTED)
def test_printed_page_shows_its_address_and_nothing_to_press(browser_page, site, name):
    browser_page.emulate_media(media="print")
    browser_page.goto(f"{site}{address(name)}")
    expect(browser_page.locator(".print-only")).to_contain_text(f"{site}{address(name)}")
    for pressed in browser_page.locator("nav, form, input, select, button, .sort, .screen").all():
        expect(pressed).to_be_hidden()


def test_how_we_know_is_printed_though_it_is_closed(browser_page, site):
    browser_page.goto(f"{site}{address('commitments:detail')}")
    expect(browser_page.locator(".axes")).to_be_hidden()
    browser_page.emulate_media(media="print")
    expect(browser_page.locator(".axes")).to_be_visible()


def test_sheet_keeps_each_promise_whole_and_repeats_its_head(browser_page, site):
    browser_page.emulate_media(media="print")
    browser_page.goto(f"{site}{address('commitments:follow_up')}")
    expect(browser_page.locator(".sheet thead")).to_have_css("display", "table-header-group")
    expect(browser_page.locator(".sheet tbody tr").first).to_have_css("break-inside", "avoid")
    expect(browser_page.locator(".answer").first.locator("li")).to_have_count(3)
