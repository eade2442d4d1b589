"""Publishing a report in the admin: what stands against it is said, and no form is a back door."""

import pytest

from commitments.models import Commitment
from reports.choices import State
from reports.models import Document, Report
from tests import factories as make
from tests.admin.pages import address, errors, sent, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """A draft report of 2003 with one draft document, one decided sentence, and an open commitment of 2001 before it."""
    report = make.ReportFactory(year=2003, state=State.DRAFT)
    make.DraftDocumentFactory(report=report)
    make.DraftCommitmentFactory(report=report)
    return report


def test_page_lists_what_stands_against_it_and_leads_there(draft):
    passage = make.PromisePassageFactory(document=Document.objects.get())
    old = make.CommitmentFactory()
    client = signed_in("publisher")
    assert address(draft, "publish") in client.get(address(draft)).content.decode()
    page = client.get(address(draft, "publish"))
    text = page.content.decode()
    assert [blocker.rule for blocker in page.context["blockers"]] == [
        "promises_sections_are_decided",
        "open_commitments_have_outcomes",
    ]
    assert f'href="/admin/review/2003/?document=2003-draft&amp;at={passage.start}"' in text
    assert f'href="/admin/roll-forward/2003/{old.reference}/"' in text
    assert 'type="submit" class="default"' not in text
    refused = client.post(address(draft, "publish"))
    assert refused.status_code == 409
    assert "1 sentence of the sections of promises is undecided" in " ".join(refused.context["errors"])
    assert Report.objects.get(year=2003).state == State.DRAFT


def test_list_of_reports_leads_to_both_desks(draft):
    text = signed_in("editor").get("/admin/reports/report/").content.decode()
    assert '<a href="/admin/review/2003/" aria-label="Review desk 2003">Review desk</a>' in text
    assert '<a href="/admin/roll-forward/2003/" aria-label="Roll forward 2003">Roll forward</a>' in text


def test_publisher_confirms_and_everything_is_public(draft):
    client = signed_in("publisher")
    page = client.get(address(draft, "publish"))
    assert page.context["blockers"] == ()
    assert [(document.slug) for document in page.context["documents"]] == ["2003-draft"]
    told = client.post(address(draft, "publish"), follow=True)
    assert [str(message) for message in told.context["messages"]] == ["The report of 2003 is published."]
    assert (Document.objects.get().state, Commitment.objects.get().state) == (State.PUBLISHED, State.PUBLISHED)
    assert Commitment.objects.get().history.first().history_user == client.user
    again = client.get(address(draft, "publish"), follow=True)
    assert [str(message) for message in again.context["messages"]] == ["The report of 2003 is published already."]
    assert address(draft, "publish") not in again.content.decode()


def test_editor_may_not_publish(draft):
    client = signed_in("editor")
    assert client.get(address(draft, "publish")).status_code == 403
    assert client.post(address(draft, "publish")).status_code == 403


@pytest.mark.parametrize("model", [Report, Document])
def test_form_is_no_back_door(draft, model):
    client, row = signed_in(), model.objects.get()
    page = client.get(address(row))
    assert 'value="published"' not in page.content.decode()
    refused = client.post(address(row), sent(page, state=State.PUBLISHED))
    assert "Select a valid choice" in errors(refused)
    assert model.objects.get().state == State.DRAFT


def test_form_of_what_is_public_withdraws_it_and_does_not_publish_it_again():
    client, report = signed_in(), make.ReportFactory()
    page = client.get(address(report))
    assert client.post(address(report), sent(page)).status_code == 302
    assert client.post(address(report), sent(page, state=State.WITHDRAWN)).status_code == 302
    page = client.get(address(report))
    assert client.post(address(report), sent(page, state=State.PUBLISHED)).status_code == 200
    assert Report.objects.get().state == State.WITHDRAWN


def test_new_report_cannot_be_added_as_published():
    client = signed_in()
    page = client.get("/admin/reports/report/add/")
    data = sent(page, year=2031, period="2031", title_en="A report", state=State.PUBLISHED)
    assert "Select a valid choice" in errors(client.post("/admin/reports/report/add/", data))
    assert not Report.objects.exists()


def test_document_of_no_report_is_published_by_its_form():
    client, row = signed_in(), make.DraftDocumentFactory(report=None, slug="other-draft")
    assert client.post(address(row), sent(client.get(address(row)), state=State.PUBLISHED)).status_code == 302
    assert Document.objects.get().state == State.PUBLISHED
