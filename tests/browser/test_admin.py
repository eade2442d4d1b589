"""The admin in a real browser, under the site's content security policy."""

import os
import re

import pytest
from playwright.sync_api import expect

FULL = os.environ.get("FULL_MATRIX") == "true"
PASSAGE = 'input[name="sources-0-is_primary"]'


@pytest.fixture
def signed_in(open_page, staff):
    """Open pages that are signed in already."""

    def open_(**options):
        page = open_page(**options)
        page.goto("/admin/login/?next=/admin/")
        page.fill("#id_username", staff.name)
        page.fill("#id_password", staff.password)
        page.click("input[type=submit]")
        expect(page.locator("#user-tools")).to_be_visible()
        return page

    return open_


def _change_address(page, reference):
    page.goto(f"/admin/commitments/commitment/?q={reference}")
    return page.locator("#result_list tbody th a").first.get_attribute("href")


@pytest.mark.parametrize("locale", ["en-CA", "fr-CA", "es-MX"] if FULL else ["fr-CA"])
def test_every_kind_of_admin_page_keeps_the_policy(signed_in, locale):
    page = signed_in(locale=locale)
    expect(page.locator("html")).to_have_attribute("lang", locale[:2])
    links = page.locator("#content-main th a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) > 20
    adding = page.locator("#content-main a.addlink").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(adding) > 10
    for link in adding:
        assert page.goto(link).status == 200
    for link in links:
        assert page.goto(link).status == 200
        row = page.locator("#result_list tbody th a").first
        if row.count():
            assert page.goto(row.get_attribute("href")).status == 200
            history = page.locator("a.historylink").first.get_attribute("href")
            assert page.goto(history).status == 200


def test_commitment_page_shows_status_and_searches_passages(signed_in):
    page = signed_in()
    page.goto(_change_address(page, "CMP-2021-FOR-01"))
    expect(page.locator("#status-heading")).to_be_visible()
    expect(page.locator(PASSAGE)).to_be_checked()
    page.click("text=Add another source")
    page.click("#sources-group tr.form-row:not(.empty-form):last-of-type .select2-selection, "
               "#select2-id_sources-1-passage-container")  # fmt: skip
    page.keyboard.type("2021")
    page.wait_for_selector(".select2-results__option >> text=/2021/")
    expect(page.locator(".select2-results__option").first).to_contain_text("2021")


def test_second_editor_is_told_and_loses_nothing(signed_in):
    first, second = signed_in(), signed_in()
    address = _change_address(first, "CMP-2019-FOR-01")
    first.goto(address)
    second.goto(address)
    old = first.input_value("#id_title_en")
    first.fill("#id_title_en", "Title of the first editor")
    first.click("input[name=_continue]")
    second.fill("#id_title_fr", "Titre du second")
    second.click("input[name=_continue]")
    told = second.locator(".staff-conflict")
    expect(told).to_contain_text("staff")
    expect(told).to_contain_text(old)
    expect(told).to_contain_text("Title of the first editor")
    expect(second.locator("#id_title_fr")).to_have_value("Titre du second")
    expect(second.locator("#id_title_en")).to_have_value("Title of the first editor")
    second.click("input[name=_continue]")
    expect(second.locator(".staff-conflict")).to_have_count(0)
    expect(second.locator("#id_title_fr")).to_have_value("Titre du second")
    expect(second.locator("#id_title_en")).to_have_value("Title of the first editor")


def test_update_is_recorded_from_the_commitment_page_and_then_withdrawn(signed_in):
    page = signed_in()
    address = _change_address(page, "CMP-2009-HOU-01")
    page.goto(address)
    page.click("a.addlink >> text=Record an update")
    expect(page.locator("#select2-id_commitment-container")).to_contain_text("CMP-2009-HOU-01")
    page.select_option("#id_says", "started")
    page.select_option("#id_basis", "explicit")
    page.fill("#id_effective_on", "2000-01-01")
    page.fill("#id_address", "https://example.org/housing")
    page.fill("#id_retrieved_on", "2020-01-02")
    page.fill("#id_note_en", "Somebody began.")
    page.click("input[name=_save]")
    expect(page.locator(".errorlist").first).to_contain_text("can be evidence")
    expect(page.locator("#id_note_en")).to_have_value("Somebody began.")
    page.fill("#id_effective_on", "2020-01-01")
    page.click("input[name=_save]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto(address)
    page.click(".staff-panel a >> text=/HOU-01-U\\d/")
    expect(page.locator("input[name=_save]")).to_have_count(0)
    page.click("a >> text=Withdraw")
    page.fill("#id_reason_en", "Not about this programme.")
    page.click("input[type=submit].default")
    expect(page.locator(".messagelist")).to_contain_text(re.compile(r"HOU-01-U\d was recorded"))


def test_date_pickers_pop_ups_and_themes_keep_the_policy(signed_in):
    page = signed_in()
    page.goto(_change_address(page, "CMP-2021-MIN-01"))
    page.click(".theme-toggle")
    page.click("#calendarlink1, #calendarlink0 >> nth=0")
    page.locator(".calendarbox td a").locator("visible=true").first.click()
    page.click("text=Add another Cross-cutting tag")
    with page.expect_popup() as opened:
        page.click("#add_id_theme")
    pop_up = opened.value
    pop_up.fill("#id_slug", "made-in-a-pop-up")
    pop_up.fill("#id_name_en", "Made in a pop-up")
    with pop_up.expect_event("close"):
        pop_up.click("input[name=_save]")
    page.wait_for_selector("#select2-id_theme-container >> text=Made in a pop-up")


def test_texts_are_marked_with_their_language(signed_in):
    page = signed_in()
    page.goto(_change_address(page, "CMP-2021-MIN-01"))
    for language in ("en", "fr", "es"):
        assert page.get_attribute(f"#id_title_{language}", "lang") == language
        assert page.get_attribute(f"#id_summary_{language}", "lang") == language


def test_deleting_a_draft_asks_first(signed_in):
    page = signed_in()
    page.goto("/admin/reports/report/add/")
    page.fill("#id_year", "2031")
    page.fill("#id_period", "2031")
    page.fill("#id_title_en", "A report to come")
    page.click("input[name=_continue]")
    page.click("a.deletelink")
    expect(page.locator("#deleted-objects")).to_be_visible()
    page.click("#content form input[type=submit]")
    page.wait_for_url("**/admin/reports/report/")
    assert page.goto("/admin/reports/report/?q=2031").status == 200
    expect(page.locator("#result_list")).to_have_count(0)
