"""Feeds: what changed, under stable names, with corrections and withdrawals told."""

from datetime import UTC, datetime

import feedparser
import pytest

from commitments import ledger
from reports.choices import State
from tests import factories
from tests.taking_away.reading import body

pytestmark = pytest.mark.django_db

MARCH = datetime(2026, 3, 1, 12, tzinfo=UTC)


def read(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(body(response))
    assert feed.bozo is False
    return feed


def entries(feed):
    return {entry.id.removeprefix("tag:testserver,2026:"): entry for entry in feed.entries}


def test_feed_tells_of_a_new_promise_and_what_is_said_of_it(client):
    update = factories.UpdateFactory(
        note={"en": "Half <built>.", "fr": "À moitié.", "es": "A medias."}, recorded_at=MARCH
    )
    feed = read(client, "/en/commitments/feed.atom")
    assert feed.feed.language == "en"
    assert {(link.rel, link.href) for link in feed.feed.links} == {
        ("alternate", "http://testserver/en/commitments/"),
        ("self", "http://testserver/en/commitments/feed.atom"),
    }
    found = entries(feed)
    assert set(found) == {update.commitment.reference, update.key}
    entry = found[update.key]
    assert entry.title == "CMP-2001-SEA-01: Progress"
    assert entry.summary == "Half &lt;built&gt;."
    assert entry.updated == "2026-03-01T12:00:00+00:00"
    assert entry.link == "http://testserver/en/commitments/CMP-2001-SEA-01/"
    french = read(client, "/fr/commitments/feed.atom")
    assert french.feed.language == "fr"
    assert entries(french)[update.key].summary == "À moitié."


def test_correction_and_withdrawal_are_told_under_both_names(client):
    wrong = factories.UpdateFactory(recorded_at=MARCH)
    right = ledger.correct(wrong, by="curators", note={"en": "Right."})
    right.refresh_from_db()
    found = entries(read(client, "/en/commitments/feed.atom"))
    assert found[wrong.key].title == "Corrected: CMP-2001-SEA-01: Progress"
    assert found[wrong.key].published == "2026-03-01T12:00:00+00:00"
    assert found[wrong.key].updated == right.recorded_at.isoformat()
    assert found[right.key].summary == f"Right. It corrects {wrong.key}."
    gone = ledger.withdraw(right, by="curators")
    found = entries(read(client, "/en/commitments/feed.atom"))
    assert found[gone.key].title == "Withdrawn: CMP-2001-SEA-01: Progress"
    assert found[gone.key].summary == f"The entry {right.key} was wrong and nothing takes its place."
    assert found[right.key].title == "Corrected: CMP-2001-SEA-01: Progress"


def test_withdrawn_commitment_is_told_by_name_and_reason(client):
    row = factories.CommitmentFactory(title="Sealed")
    row.state, row.withdrawal_reason_en = State.WITHDRAWN, "It was no promise."
    row.save()
    for address in ("/en/commitments/feed.atom", f"/en/groups/{row.working_group.slug}/feed.atom"):
        (entry,) = read(client, address).entries
        assert (entry.title, entry.summary) == ("Withdrawn: CMP-2001-SEA-01", "It was no promise.")
    assert read(client, "/en/commitments/feed.atom?q=sealed").entries == []


def test_feed_of_a_group_an_institution_one_commitment_and_a_filter_holds_theirs(client):
    one, other = factories.CommitmentFactory(), factories.CommitmentFactory()
    elsewhere = factories.CommitmentFactory(working_group=factories.WorkingGroupFactory(code="YOU"))
    factories.OwnershipFactory(commitment=one, organization__slug="ministry")
    link = factories.LinkFactory(older=other)
    for address, expected in [
        (f"/en/groups/{elsewhere.working_group.slug}/feed.atom", {elsewhere.reference}),
        ("/en/organizations/ministry/feed.atom", {one.reference}),
        (f"/en/commitments/{other.reference}/feed.atom", {other.reference, link.key}),
        (f"/en/commitments/feed.atom?q={one.reference}", {one.reference}),
        ("/en/commitments/feed.atom?badge=carried_forward", {other.reference, link.key}),
        ("/en/commitments/feed.atom?report=2003", {link.newer.reference, link.key}),
    ]:
        assert set(entries(read(client, address))) == expected, address


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_kind_of_feed_is_well_formed_in_every_language(client, language):
    reply = factories.ReplyFactory(text="<b>&", note={"en": "<b>&", "fr": "<b>&", "es": "<b>&"})
    commitment = reply.assessment.commitment
    factories.OwnershipFactory(commitment=commitment, organization__slug="ministry")
    factories.LinkFactory(older=commitment)
    factories.WithdrawnCommitmentFactory(title="]]>")
    ledger.withdraw(reply, by="curators")
    counts = []
    for place in (
        "commitments/feed.atom",
        "groups/group-sea/feed.atom",
        "organizations/ministry/feed.atom",
        f"commitments/{commitment.reference}/feed.atom",
        f"commitments/feed.atom?report=2001&q={commitment.reference}",
        "commitments/feed.atom?q=%3C%26%22",
    ):
        feed = read(client, f"/{language}/{place}")
        assert feed.feed.language == language
        (own,) = (link.href for link in feed.feed.links if link.rel == "self")
        assert own == feed.feed.id == f"http://testserver/{language}/{place}"
        assert {entry.link.split("/")[3] for entry in feed.entries} <= {language}
        assert all(
            entry.id and entry.title and entry.updated_parsed and entry.published_parsed for entry in feed.entries
        )
        counts.append(len(feed.entries))
    assert counts == [7, 7, 6, 6, 6, 0]


def test_feed_of_nothing_has_no_entries_and_the_same_date_always(client):
    feed = read(client, "/es/commitments/feed.atom")
    assert feed.entries == []
    assert feed.feed.updated == "1970-01-01T00:00:00+00:00"


def test_feed_holds_the_latest_hundred_in_eight_queries(client, django_assert_num_queries):
    update = factories.UpdateFactory()
    factories.CommitmentFactory.create_batch(60)
    for _number in range(60):
        factories.UpdateFactory(commitment=update.commitment)
    with django_assert_num_queries(8):
        feed = read(client, "/en/commitments/feed.atom")
    assert len(feed.entries) == 100
    moments = [entry.updated_parsed for entry in feed.entries]
    assert moments == sorted(moments, reverse=True)
    with django_assert_num_queries(10):
        read(client, "/en/groups/group-sea/feed.atom")


@pytest.mark.parametrize("kind", ["feed.atom", "calendar.ics"])
@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("commitments/{}?as_of=2020-01-01", 400),
        ("commitments/{}?colour=red", 400),
        ("commitments/{}?report=1999", 400),
        ("groups/nowhere/{}", 404),
        ("organizations/nobody/{}", 404),
    ],
)
def test_what_cannot_be_followed_is_refused(client, kind, place, status):
    assert client.get(f"/en/{place.format(kind)}").status_code == status
