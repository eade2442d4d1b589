"""Every door through which something public is written gives the record a new version, in the same transaction."""

import pytest
from django.core.management import call_command, get_commands
from django.db import DatabaseError

from commitments import ledger
from commitments.choices import Basis, Says
from commitments.models import Commitment, Update
from reports import versioning
from reports.choices import State
from reports.importing import carry_out, plan
from reports.models import DataVersion, Document, Passage
from reports.reading.reading import read
from tests import factories as make
from tests.admin.pages import address, errors, sent, signed_in
from tests.importing.texts import REPORT
from tests.seeding.small_record import write_small_record
from tests.writes import watched

pytestmark = pytest.mark.django_db

APPENDED = {
    "record_update": (make.UpdateFactory, ["commitment", "source"]),
    "record_guideline": (make.GuidelineFactory, ["commitment"]),
    "record_assessment": (make.AssessmentFactory, ["commitment"]),
    "record_reply": (make.ReplyFactory, ["assessment"]),
    "record_coding": (make.CodingFactory, ["commitment", "by"]),
    "link": (make.LinkFactory, ["newer", "older"]),
    "exclude": (make.ExclusionFactory, ["passage"]),
    "ask": (make.QuestionFactory, ["passage"]),
}
WRITING = {"seed", "import_report", "publish_report"}  # each has its test below
NOT_WRITING = {
    # they read, print, fit programs that suggest, or write what is no row of the record: accounts, files, releases
    "audit_record", "delete_expired_uploads", "detect", "evaluate_detection", "evaluate_follow_ups", "evaluate_reading",
    "fit_detection", "make_staff", "measure_agreement", "read_report", "suggest_follow_ups", "verify_citations",
}  # fmt: skip


def token():
    return versioning.current().token


@pytest.fixture
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_version_is_a_token_and_a_moment_in_one_query(django_assert_num_queries):
    before = versioning.current()
    with versioning.public_change():
        pass
    with django_assert_num_queries(1):
        after = versioning.current()
    assert len(after.token) == 32
    assert after.token != before.token
    assert after.changed_at >= before.changed_at
    assert DataVersion.objects.count() == 1


def test_version_of_a_database_that_was_emptied_is_none_until_something_is_written():
    DataVersion.objects.all().delete()
    assert versioning.current() is None
    versioning.bump()
    assert versioning.current() is not None


def test_version_goes_back_with_a_change_that_fails():
    before = token()

    def change_and_fail():
        with versioning.public_change():
            make.CommitmentFactory()
            Commitment.objects.extra(where=["nowhere = 1"]).exists()

    with pytest.raises(DatabaseError):
        change_and_fail()
    assert token() == before
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("verb", APPENDED)
def test_door_of_the_ledger_appends_with_a_new_version(verb):
    factory, parents = APPENDED[verb]
    made = factory()
    given = {"by": make.UserFactory()} if verb == "record_coding" else {}
    given |= {name: getattr(made, name) for name in parents if hasattr(made, name) and name not in ("by", "passage")}
    if verb == "record_guideline":
        given["commitment"] = make.CommitmentFactory()
    if verb == "record_assessment":
        given["updates"] = [made.evidence.get().update]
    if "passage" in parents:
        given["passage"] = make.PromisePassageFactory()
    if verb == "link":
        given["newer"] = make.CommitmentFactory(year=2003)
    if verb == "record_update":
        given["source"] = made.passage
    before = token()
    with watched() as watch:
        factory(**given)
    assert watch.written
    assert token() != before


@pytest.mark.parametrize("verb", [ledger.withdraw, lambda row, by: ledger.correct(row, by=by, basis=Basis.STRONG)])
def test_door_of_the_ledger_corrects_with_a_new_version(verb):
    row = make.UpdateFactory()
    before = token()
    with watched() as watch:
        verb(row, by="curators")
    assert watch.written == {"commitments_update"}
    assert token() != before


def test_door_that_publishes_a_report():
    report = make.ReportFactory(year=2003, state=State.DRAFT)
    make.DocumentFactory(report=report, state=State.DRAFT)
    before = token()
    with watched() as watch:
        call_command("publish_report", "2003")
    assert watch.written == {"reports_report", "reports_document"}
    assert token() != before


def test_door_that_seeds(tmp_path):
    write_small_record(tmp_path)
    before = token()
    with watched() as watch:
        call_command("seed", record=tmp_path)
    assert len(watch.written) > 10
    assert token() != before


@pytest.mark.usefixtures("uploads")
def test_door_that_imports():
    made = plan(read(REPORT.encode(), "2001.txt"), data=REPORT.encode(), file_name="2001.txt")
    before = token()
    with watched() as watch:
        carry_out(made, is_draft=True, by="curators")
    assert Document.objects.exists()
    assert Passage.objects.exists()
    assert len(watch.written) > 3
    assert token() != before
    before = token()
    with watched() as watch:
        carry_out(made, is_draft=True, by="curators")
    assert (watch.written, token()) == (set(), before)


def test_door_of_the_admin_saves_and_deletes_with_a_new_version(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.writes.WatchedRequests"]
    client, draft = signed_in(), make.DraftCommitmentFactory()
    form = sent(client.get(address(draft)), title_en="Measure the wind")
    before = token()
    assert client.post(address(draft), form).status_code == 302, errors(client.post(address(draft), form))
    assert token() != before
    draft = make.DocumentFactory(state=State.DRAFT, slug="draft")
    before = token()
    assert client.post(address(draft, "delete"), {"post": "yes"}).status_code == 302
    assert token() != before
    assert not Document.objects.filter(slug="draft").exists()


def test_door_of_the_admin_that_saves_nothing_keeps_the_version():
    client, row = signed_in(), make.ThemeFactory()
    form = sent(client.get(address(row)))
    before = token()
    assert client.post(address(row), form).status_code == 302
    assert token() == before


def test_watch_finds_a_door_that_forgets():
    row = make.ThemeFactory()
    row.slug = "another"
    with pytest.raises(AssertionError, match="commitments_theme"), watched():
        row.save()


def test_every_command_is_known_to_write_or_not():
    own = {name for name, app in get_commands().items() if app in ("reports", "commitments", "cmptracker")}
    assert own == WRITING | NOT_WRITING | {"freeze_release"}


def test_draft_that_becomes_public_by_correction_is_seen_at_once(client, settings):
    settings.PAGE_CACHE_SECONDS = 60
    draft = make.DraftUpdateFactory(says=Says.COMPLETED)
    page = f"/en/commitments/{draft.commitment.reference}/"
    list_ = f"/api/v1/updates/?commitment={draft.commitment.reference}"
    for read_ in (page, list_):
        client.get(read_)
    ledger.correct(draft, by="curators", state=State.PUBLISHED)
    assert client.get(list_).json()["count"] == 1
    assert "Done" in client.get(page).content.decode()
    assert Update.objects.count() == 2
