"""Rows that are not published leave no page: each page reads the same before and after they are written."""

import pytest

from commitments import ledger
from commitments.choices import Completion, LinkKind, Says
from commitments.models import Commitment
from commitments.tables import TABLES
from reports.choices import State
from reports.models import Passage, Person
from tests import factories
from tests.api.world import LISTS
from tests.pages.addresses import LANGUAGES, NAMES, address, small_record

SECRET = "Sealed"
WORDS = {"en": SECRET, "fr": SECRET, "es": SECRET}


def spare(year, place=0):
    """Return one of two published sentences of that report on which nothing published rests."""
    return Passage.objects.filter(document__report__year=year, section__heading="Spare").order_by("start")[place]


def draft_commitment(published):
    commitment = factories.DraftCommitmentFactory(title=SECRET, summary=SECRET, primary=spare(2001))
    factories.OwnershipFactory(commitment=commitment, organization=published.ownerships.get().organization)
    factories.OwnershipFactory(commitment=commitment, organization=None, group=published.working_group)
    factories.UpdateFactory(commitment=commitment, source=spare(2003), note=WORDS)
    factories.LinkFactory(older=commitment, newer=newer(published), rationale=WORDS)


def draft_update(published):
    factories.DraftUpdateFactory(commitment=published, source=spare(2003), says=Says.COMPLETED, note=WORDS)


def draft_silence(published):
    factories.SilenceFactory(commitment=published, state=State.DRAFT, note=WORDS)


def draft_assessment(published):
    updates = [published.updates.first()]
    factories.DraftAssessmentFactory(
        commitment=published, completion=Completion.COMPLETE, updates=updates, reason=WORDS
    )


def draft_link(published):
    factories.DraftLinkFactory(older=published, newer=newer(published), kind=LinkKind.SUPERSEDES, rationale=WORDS)


def draft_correction(published):
    draft = factories.DraftUpdateFactory(commitment=published, source=spare(2003), note=WORDS)
    ledger.correct(draft, by="curators", note={"en": SECRET}, says=Says.COMPLETED)


def draft_exclusion(published):
    factories.DraftExclusionFactory(passage=spare(2001, 1), note=WORDS)


def draft_report(published):
    report = factories.DraftReportFactory(year=2005, period=SECRET, title=SECRET)
    document = factories.DocumentFactory(report=report, title=SECRET)
    passage = factories.PassageFactory(document=document, text=SECRET)
    commitment = factories.CommitmentFactory(report=report, title=SECRET, primary=passage)
    factories.OwnershipFactory(commitment=commitment, organization=published.ownerships.get().organization)
    factories.UpdateFactory(commitment=published, source=passage, effective_on=commitment.promised_on, note=WORDS)
    factories.LinkFactory(older=published, newer=commitment, rationale=WORDS)
    factories.SilenceFactory(commitment=published, searched=report, note=WORDS)
    factories.SilentGroupReportFactory(report=report, note=SECRET)
    factories.GroupNameFactory(report=report, name=SECRET)
    factories.GapFactory(document=document, note=SECRET)
    factories.ConflictValueFactory(conflict__subject=SECRET, conflict__values=False, passages=[passage])
    person = Person.objects.get(slug="person")
    factories.AppointmentFactory(person=person, report=report, title_as_printed=SECRET)


def draft_document(published):
    document = factories.DraftDocumentFactory(title=SECRET)
    passage = factories.PassageFactory(document=document, text=SECRET)
    factories.GapFactory(document=document, note=SECRET)
    factories.ConflictValueFactory(conflict__subject=SECRET, conflict__values=False, passages=[passage])


def withdrawn_commitment(published):
    commitment = factories.WithdrawnCommitmentFactory(title=SECRET, summary=SECRET, primary=spare(2001))
    factories.OwnershipFactory(commitment=commitment, organization=published.ownerships.get().organization)


def newer(published):
    """Return the published statement that takes up ``published``."""
    return published.links_to_newer.order_by("pk").first().newer


def draft_reply(published):
    factories.DraftReplyFactory(assessment=published.assessments.first(), text=SECRET, author=SECRET, note=WORDS)


def coding_without_its_second(published):
    factories.CodingFactory(commitment=published, note=SECRET)


KINDS = [
    draft_reply,
    coding_without_its_second,
    draft_commitment,
    draft_update,
    draft_silence,
    draft_assessment,
    draft_link,
    draft_correction,
    draft_exclusion,
    draft_report,
    draft_document,
    withdrawn_commitment,
]


@pytest.fixture
def published(db):
    """One of everything, published, and a spare sentence in either report."""
    arguments = small_record()
    for year in (2001, 2003):
        section = factories.SectionFactory(document__report__year=year, heading="Spare")
        factories.PassageFactory.create_batch(2, document=section.document, section=section)
    return arguments


def read(client, address):
    """Return what stands at ``address``, sent in portions or not."""
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content) if response.streaming else response.content


def changed(client, pages, writers, arguments):
    """Return the pages that read otherwise after the writers have written, or let the secret out."""
    commitment = Commitment.objects.get(reference=arguments["commitments:detail"][0])
    before = {page: read(client, page) for page in pages}
    for write in writers:
        write(commitment)
    after = {page: read(client, page) for page in pages}
    assert [page for page in pages if SECRET.encode() in after[page]] == []
    return [page for page in pages if before[page] != after[page]]


@pytest.mark.parametrize("write", KINDS)
def test_unpublished_rows_do_not_change_what_is_said_of_a_commitment(client, published, write):
    assert changed(client, [address("commitments:detail", "fr", published)], [write], published) == []


def test_unpublished_rows_change_no_page(client, published):
    pages = [address(name, "en", published) for name in NAMES]
    pages += [f"{address('commitments:list')}?q=sealed", f"{address('commitments:home')}?as_of=2004-01-01"]
    pages += [f"{address('commitments:search')}?q=sealed", "/api/v1/search/?q=sealed", "/sitemap.xml"]
    assert changed(client, pages, KINDS, published) == []


def test_unpublished_rows_change_no_file_feed_or_calendar(client, published):
    factories.MeetingFactory(year=2005)  # meetings are public, also that of a draft report
    reference, group = published["commitments:detail"][0], published["reports:group"][0]
    places = [f"commitments/{reference}/{file}" for file in ("badge.svg", "cite.json", "feed.atom")]
    places += [
        f"{of}/{file}"
        for of in ("commitments", f"groups/{group}", "organizations/ministry")
        for file in ("feed.atom", "calendar.ics")
    ]
    doors = [f"/en/{place}" for place in [*places, f"threads/{reference}/cite.txt", "commitments/feed.atom?q=sealed"]]
    doors += [f"/api/v1/{name}/?format={kind}" for name in LISTS for kind in ("csv", "ndjson")]
    doors += ["/api/v1/commitments/?format=xlsx", "/api/v1/updates/?format=xlsx"]
    doors += [f"/data/{table.name}.csv" for table in TABLES]
    assert changed(client, doors, KINDS, published) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda: factories.DraftCommitmentFactory().get_absolute_url(), 404),
        (lambda: factories.CommitmentFactory(report=factories.DraftReportFactory()).get_absolute_url(), 404),
        (lambda: factories.DraftReportFactory().get_absolute_url(), 404),
        (lambda: factories.DraftReportFactory().get_absolute_url() + "status/", 404),
        (lambda: f"/en/documents/{factories.DraftDocumentFactory().slug}/", 404),
        (lambda: f"/en/documents/{factories.DocumentFactory(report=factories.DraftReportFactory()).slug}/", 404),
        (lambda: factories.WithdrawnCommitmentFactory().get_absolute_url(), 410),
        (lambda: factories.ReportFactory(state=State.WITHDRAWN).get_absolute_url(), 410),
        (lambda: factories.ReportFactory(state=State.WITHDRAWN).get_absolute_url() + "status/", 410),
    ],
)
def test_unpublished_page_is_not_there(client, make, status):
    assert client.get(make()).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_withdrawn_commitment_tells_its_reason_and_nothing_else(client, language):
    commitment = factories.WithdrawnCommitmentFactory(
        title=SECRET, withdrawal_reason_fr="Une redite.", withdrawal_reason_es="Una repetición."
    )
    response = client.get(address("commitments:detail", language, {"commitments:detail": [commitment.reference]}))
    text = response.content.decode()
    assert response.status_code == 410
    assert {"en": "It was no commitment.", "fr": "Une redite.", "es": "Una repetición."}[language] in text
    assert commitment.reference in text
    assert SECRET not in text
