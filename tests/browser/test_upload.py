"""Uploading a report in a real browser, by keyboard where a keyboard is enough, under the site's policy."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.looking import prepare, violations

SAMPLES = settings.BASE_DIR / "fixtures" / "samples"


def _choose(page, staff, name):
    """Sign in and choose a file."""
    page.goto("/admin/login/?next=/admin/reports/pendingupload/add/")
    page.fill("#id_username", staff.name)
    page.fill("#id_password", staff.password)
    page.keyboard.press("Enter")
    page.set_input_files("#id_file", SAMPLES / name)


def _send(page):
    page.focus("#id_year")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pendingupload/*/change/")


def test_report_is_uploaded_corrected_looked_at_and_imported_as_a_draft(open_page, staff):
    page = open_page()
    _choose(page, staff, "sample-report.docx")
    _send(page)
    expect(page.locator(".upload-outcome")).to_contain_text("2022")
    expect(page.locator("[data-number=undecided]")).to_have_text("16")
    expect(page.locator("input[name=_publish]")).to_be_disabled()
    expect(page.locator("#against-publishing")).to_contain_text("No report of 2022")

    role = page.get_by_label("Role of II. Gender perspective")
    expect(role).to_have_value("gender")
    role.select_option("promises")
    page.focus("input[name=_read_again]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[data-number=undecided]').textContent === '17'")
    expect(page.get_by_label("Role of II. Gender perspective")).to_have_value("promises")

    page.focus("input[name=_draft]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/reports/document/*/change/")
    expect(page.locator(".messagelist .success")).to_contain_text("was imported as a draft")
    page.goto("/admin/reports/pendingupload/")
    expect(page.locator("#result_list")).to_have_count(0)
    assert page.goto("/en/reports/2022/").status == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_an_upload_have_no_violation_that_axe_can_see(open_page, staff, scheme):
    # axe itself puts inline styles on what it measures
    page = open_page(bypass_csp=True, color_scheme=scheme, viewport={"width": 320, "height": 800})
    _choose(page, staff, "sample-report.html")
    prepare(page)
    assert violations(page, "#content-main") == []
    _send(page)
    page.locator("#content-main details").evaluate_all("all => all.forEach(one => one.open = true)")
    prepare(page)
    assert violations(page, "#content-main") == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.click("input[name=_discard]")
    expect(page.locator(".messagelist .success")).to_contain_text("was discarded")
