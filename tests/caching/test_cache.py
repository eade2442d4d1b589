"""Answers are keyed by the version of the record: told again for the price of one query, and never stale."""

import os
from datetime import timedelta
from itertools import cycle

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from commitments import ledger
from commitments.choices import Basis, Says
from reports import versioning
from reports.models import DataVersion
from tests.admin.pages import signed_in
from tests.factories import CommitmentFactory, WithdrawnCommitmentFactory
from tests.pages.addresses import NAMES, address, small_record

pytestmark = pytest.mark.django_db

WRITES = 1000 if os.environ.get("FULL_MATRIX") == "true" else 10
COMMITMENTS = 25  # are written about by turns
ADDRESSES = ["/en/", "/en/commitments/", "/fr/commitments/CMP-2001-SEA-01/", "/api/v1/commitments/", "/en/data/api/"]
EACH = pytest.mark.parametrize("address", ADDRESSES)


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.PAGE_CACHE_SECONDS = 60


@pytest.fixture
def commitment():
    return CommitmentFactory(title="Measure the tides")


@pytest.fixture
def long_ago():
    """The record was last changed an hour ago, the code of this release placed before."""
    DataVersion.objects.update(changed_at=timezone.now() - timedelta(hours=1))


def queries(client, address, **headers):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, headers=headers)
    return response, len(captured)


def says(commitment, number):
    ledger.record_update(
        commitment,
        says=Says.PROGRESS,
        basis=Basis.EXPLICIT,
        effective_on=commitment.promised_on + timedelta(days=400),
        source=ledger.WebPage(f"https://example.org/{number}", commitment.promised_on + timedelta(days=400)),
        note={"en": f"Gauge {number} stands."},
        by="curators",
    )


@pytest.mark.usefixtures("long_ago")
@EACH
def test_answer_that_is_kept_takes_one_query_and_is_the_same(client, commitment, address):
    first, fresh = queries(client, address)
    again, kept = queries(client, address)
    assert fresh > 1
    assert kept == 1
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)


@EACH
def test_answer_that_the_reader_holds_is_304_for_one_query(client, commitment, address):
    etag = client.get(address)["ETag"]
    again, count = queries(client, address, if_none_match=f'"other", {etag}')
    assert (again.status_code, again.content, count) == (304, b"", 1)
    assert again["ETag"] == etag
    assert again["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"
    assert client.get(address, headers={"if-none-match": "*"}).status_code == 200


@EACH
def test_answer_sets_no_cookie_and_is_the_same_for_staff(client, commitment, address):
    answer, staff = client.get(address), signed_in().get(address)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert staff.content == answer.content
    assert client.head(address)["ETag"] == answer["ETag"]


@pytest.mark.usefixtures("long_ago")
def test_answer_held_since_its_very_date_is_304(client, commitment):
    modified = client.get("/en/")["Last-Modified"]
    assert client.get("/en/", headers={"if-modified-since": modified}).status_code == 304
    later = "Fri, 31 Dec 2100 00:00:00 GMT"
    for other in (later, "yesterday", ""):
        assert client.get("/en/", headers={"if-modified-since": other}).status_code == 200
    held = {"if-modified-since": modified, "if-none-match": '"other"'}
    assert client.get("/en/", headers=held).status_code == 200


def test_answer_just_after_a_change_has_no_date_that_a_second_change_might_share(client, commitment):
    versioning.bump()
    assert "Last-Modified" not in client.get("/en/")


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/es/commitments/CMP-2001-SEA-01/"},
        {"path": "/en/commitments/CMP-2001-SEA-01/?as_of=2002-01-01"},
        {"path": "/en/commitments/CMP-2001-SEA-01/", "SERVER_NAME": "localhost"},
        {"path": "/en/commitments/CMP-2001-SEA-01/", "secure": True},
    ],
    ids=["language", "query", "host", "scheme"],
)
def test_answer_of_another_address_is_another(client, commitment, other):
    etag = client.get("/en/commitments/CMP-2001-SEA-01/")["ETag"]
    answer = client.get(headers={"if-none-match": etag}, **other)
    assert (answer.status_code, answer["ETag"] != etag) == (200, True)


def test_answer_of_another_day_is_another_and_no_cache_keeps_it_past_midnight(client, commitment, monkeypatch):
    today = timezone.now()
    evening = today.replace(hour=23, minute=59, second=30, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: evening)
    before = client.get("/en/")
    assert before["Cache-Control"] == "public, max-age=0, s-maxage=30, must-revalidate"
    monkeypatch.setattr(timezone, "now", lambda: evening + timedelta(minutes=1))
    assert client.get("/en/", headers={"if-none-match": before["ETag"]}).status_code == 200


def test_answer_in_other_media_types_is_another(client, commitment):
    assert client.get("/api/v1/themes/").status_code == 200
    assert client.get("/api/v1/themes/", headers={"accept": "text/html"}).status_code == 406


@pytest.mark.parametrize(
    ("address", "status"),
    [("/en/nowhere/", 404), ("/en/commitments/?badge=late", 400), ("/en/commitments/CMP-2001-SEA-01/", 410)],
)
def test_error_is_not_kept(client, address, status):
    WithdrawnCommitmentFactory()
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"], "ETag" in answer) == (status, "no-cache", False)


def test_admin_is_neither_kept_nor_shared():
    answer = signed_in().get("/admin/")
    assert "ETag" not in answer
    assert "public" not in answer["Cache-Control"]


def test_record_without_a_version_is_answered_and_not_kept(client, commitment):
    DataVersion.objects.all().delete()
    answer = client.get("/en/")
    assert (answer.status_code, "ETag" in answer) == (200, False)


def test_reads_between_writes_are_never_stale(client):
    """What was just written is on its page and in the list; and by turns each kind of page is what it is made anew."""
    arguments = small_record()
    written = [CommitmentFactory() for _ in range(COMMITMENTS)]
    by_turns = cycle([address(name, arguments=arguments) for name in NAMES])
    etags = set()
    for number, commitment, other in zip(range(1, WRITES + 1), cycle(written), by_turns, strict=False):
        page = f"/en/commitments/{commitment.reference}/"
        list_ = f"/api/v1/updates/?commitment={commitment.reference}&fields=note&page_size=100"
        before = client.get(other)
        says(commitment, number)
        for reader in (client, Client()):
            assert f"Gauge {number} stands." in reader.get(page).content.decode()
            answer = reader.get(list_)
            assert answer.json()["count"] == 1 + (number - 1) // COMMITMENTS
        etags.add(answer["ETag"])
        after = client.get(other, headers={"if-none-match": before["ETag"]})
        with override_settings(PAGE_CACHE_SECONDS=0):
            assert (after.status_code, after.content) == (200, client.get(other).content), other
    assert len(etags) == WRITES


def test_every_page_is_kept_and_held_for_one_query(client):
    arguments = small_record()
    DataVersion.objects.update(changed_at=timezone.now() - timedelta(hours=1))
    for name in NAMES:
        page = address(name, arguments=arguments)
        first, fresh = queries(client, page)
        again, kept = queries(client, page)
        held, count = queries(client, page, if_none_match=first["ETag"])
        assert (fresh > 1, kept, again.content == first.content) == (True, 1, True), name
        assert (held.status_code, held.content, count) == (304, b"", 1), name
