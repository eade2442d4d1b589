"""What is not published has no address, is no value of a filter and decides nothing (that it changes no byte that is
told: ``taking_away/test_hidden.py``)."""

from datetime import date, timedelta

import pytest

from commitments import ledger
from commitments.choices import Says
from commitments.models import Coding
from reports.choices import State
from tests.factories import (
    AppointmentFactory,
    AssessmentFactory,
    CodingFactory,
    CommitmentFactory,
    CommitmentSourceFactory,
    ConflictValueFactory,
    DeliverableFactory,
    DocumentFactory,
    DraftAssessmentFactory,
    DraftCommitmentFactory,
    DraftDocumentFactory,
    DraftExclusionFactory,
    DraftGuidelineFactory,
    DraftLinkFactory,
    DraftReplyFactory,
    DraftReportFactory,
    DraftUpdateFactory,
    ExclusionFactory,
    GapFactory,
    GroupNameFactory,
    GroupReportFactory,
    GroupSuccessionFactory,
    IndicatorFactory,
    LinkFactory,
    MeasurementFactory,
    MeetingFactory,
    MilestoneFactory,
    OrganizationSuccessionFactory,
    OwnershipFactory,
    PassageFactory,
    PersonFactory,
    PromisePassageFactory,
    ReportFactory,
    SectionFactory,
    SessionFactory,
    SourceConflictFactory,
    UpdateFactory,
    WithdrawnCommitmentFactory,
)

pytestmark = pytest.mark.django_db

HIDDEN = "hidden-from-view"
WORDS = dict.fromkeys(("en", "fr", "es"), HIDDEN)


def hang_everything_on(commitment):
    """Give ``commitment`` a published row of every kind, each with the hidden word in it."""
    DeliverableFactory(commitment=commitment, text=HIDDEN)
    MilestoneFactory(commitment=commitment, text=HIDDEN)
    MeasurementFactory(indicator=IndicatorFactory(commitment=commitment, name=HIDDEN))
    OwnershipFactory(commitment=commitment)
    update = UpdateFactory(commitment=commitment, note=WORDS)
    AssessmentFactory(commitment=commitment, updates=[update], reason=WORDS)
    LinkFactory(older=commitment, rationale=WORDS)


def a_draft_commitment():
    hang_everything_on(DraftCommitmentFactory(title=HIDDEN, summary=HIDDEN))


def a_commitment_of_a_draft_report():
    hang_everything_on(CommitmentFactory(title=HIDDEN, summary=HIDDEN, report=DraftReportFactory(title=HIDDEN)))


def a_draft_update():
    DraftUpdateFactory(note=WORDS, says=Says.DROPPED)


def a_draft_assessment():
    DraftAssessmentFactory(reason=WORDS)


def a_draft_guideline():
    DraftGuidelineFactory(proof=WORDS)


def a_draft_reply():
    DraftReplyFactory(note=WORDS, text=HIDDEN, author=HIDDEN)


def a_coding_without_its_second():
    CodingFactory(note=HIDDEN)


def a_draft_link():
    DraftLinkFactory(rationale=WORDS)


def a_draft_exclusion():
    DraftExclusionFactory(note=WORDS)


def an_update_from_a_draft_document():
    commitment = CommitmentFactory()
    passage = PassageFactory(document=DraftDocumentFactory(report=ReportFactory(year=2003)), text=HIDDEN)
    update = UpdateFactory(commitment=commitment, source=passage, note=WORDS, says=Says.DROPPED)
    AssessmentFactory(commitment=commitment, updates=[update])


def an_update_that_searched_a_draft_report():
    UpdateFactory(says=Says.NOT_MENTIONED, source=None, searched=DraftReportFactory(year=2003), note=WORDS)


def a_draft_document_with_everything():
    document = DraftDocumentFactory(title=HIDDEN)
    section = SectionFactory(document=document, heading=HIDDEN)
    passage = PromisePassageFactory(document=document, section=section, text=HIDDEN)
    GapFactory(document=document, note=HIDDEN)
    ExclusionFactory(passage=passage, note=WORDS)
    CommitmentSourceFactory(commitment=CommitmentFactory(primary=PromisePassageFactory()), passage=passage)
    AppointmentFactory(document=document, name_as_printed=HIDDEN)
    conflict = SourceConflictFactory(values=False, subject=HIDDEN)
    ConflictValueFactory(conflict=conflict, passages=[passage])
    for row in (
        MeetingFactory(year=1950, place=HIDDEN),
        SessionFactory(place=HIDDEN),
        GroupSuccessionFactory(note=HIDDEN),
        OrganizationSuccessionFactory(note=HIDDEN),
        GroupReportFactory(),
    ):
        row.passages.set([passage])
    MeasurementFactory(passage=passage, address=f"https://example.org/{HIDDEN}")


def a_draft_report_with_everything():
    report = DraftReportFactory(title=HIDDEN)
    document = DocumentFactory(report=report, title=HIDDEN)
    PassageFactory(document=document, section=SectionFactory(document=document, heading=HIDDEN), text=HIDDEN)
    GapFactory(document=document, note=HIDDEN)
    GroupReportFactory(report=report, note=HIDDEN)
    GroupNameFactory(report=report, name=HIDDEN)
    AppointmentFactory(report=report, person=PersonFactory(name="Ana Mar"), name_as_printed=HIDDEN)


@pytest.mark.parametrize(
    ("make", "address"),
    [
        (a_draft_commitment, "commitments/CMP-2001-SEA-01/"),
        (a_draft_commitment, "updates/CMP-2001-SEA-01-U1/"),
        (a_draft_commitment, "assessments/CMP-2001-SEA-01-A1/"),
        (a_commitment_of_a_draft_report, "commitments/CMP-2002-SEA-01/"),
        (a_commitment_of_a_draft_report, "reports/2002/"),
        (a_draft_update, "updates/CMP-2001-SEA-01-U1/"),
        (a_draft_assessment, "assessments/CMP-2001-SEA-01-A1/"),
        (a_draft_guideline, "guidelines/CMP-2001-SEA-01-G1/"),
        (a_draft_reply, "replies/CMP-2001-SEA-01-R1/"),
        (a_coding_without_its_second, "codings/CMP-2001-SEA-01-C1/"),
        (a_draft_link, "links/CMP-2003-SEA-01-L1/"),
        (a_draft_exclusion, "exclusions/2001-en-X1/"),
        (an_update_from_a_draft_document, "updates/CMP-2001-SEA-01-U1/"),
        (an_update_that_searched_a_draft_report, "updates/CMP-2001-SEA-01-U1/"),
        (a_draft_document_with_everything, "documents/2001-draft/"),
        (a_draft_document_with_everything, "exclusions/2001-draft-X1/"),
        (a_draft_document_with_everything, "meetings/1950/"),
        (a_draft_report_with_everything, "documents/2002-en/"),
    ],
)
def test_unpublished_row_is_not_found_by_its_name(client, make, address):
    make()
    assert client.get(f"/api/v1/{address}").status_code == 404


@pytest.mark.parametrize(
    ("make", "query", "parameter"),
    [
        (a_draft_commitment, "updates/?commitment=CMP-2001-SEA-01", "commitment"),
        (a_draft_commitment, "links/?older=CMP-2001-SEA-01", "older"),
        (a_draft_assessment, "replies/?assessment=CMP-2001-SEA-01-A1", "assessment"),
        (a_commitment_of_a_draft_report, "commitments/?report=2002", "report"),
        (a_commitment_of_a_draft_report, "score/?report=2002", "report"),
        (an_update_that_searched_a_draft_report, "updates/?searched=2003", "searched"),
        (a_draft_document_with_everything, "passages/?document=2001-draft", "document"),
        (a_draft_document_with_everything, "sessions/?meeting=1950", "meeting"),
    ],
)
def test_unpublished_row_is_no_value_of_a_filter(client, make, query, parameter):
    make()
    response = client.get(f"/api/v1/{query}")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, parameter)


@pytest.mark.parametrize(
    ("make", "badge", "declared", "completion"),
    [
        (a_draft_update, "no_later_report", "not_declared", "not_assessed"),
        (a_draft_assessment, "under_way", "progress", "not_assessed"),  # its update is published
        (an_update_from_a_draft_document, "under_way", "not_declared", "limited"),  # its verdict is published
        (an_update_that_searched_a_draft_report, "no_later_report", "not_declared", "not_assessed"),
    ],
)
def test_unpublished_evidence_changes_no_status(client, make, badge, declared, completion):
    make()
    row = client.get("/api/v1/commitments/CMP-2001-SEA-01/").json()
    assert (row["badge"], row["axes"]["declared"], row["axes"]["completion"]) == (badge, declared, completion)
    assert row["silent_in"] == []


def test_second_coding_makes_the_first_public_and_new(client):
    first = CodingFactory()
    seen = Coding.objects.get(pk=first.pk).recorded_at
    second = CodingFactory(commitment=first.commitment)
    since = f"{seen + timedelta(microseconds=1):%Y-%m-%dT%H:%M:%S.%fZ}"
    rows = client.get("/api/v1/codings/", {"changed_since": since}).json()["results"]
    assert [row["key"] for row in rows] == [first.key, second.key]


def test_unpublished_link_carries_nothing_forward(client):
    a_draft_link()
    assert client.get("/api/v1/commitments/CMP-2001-SEA-01/").json()["axes"]["life"] == "open"


def test_unpublished_evidence_is_not_named_by_a_published_verdict(client):
    an_update_from_a_draft_document()
    assert client.get("/api/v1/assessments/CMP-2001-SEA-01-A1/").json()["updates"] == []


def test_unpublished_document_is_not_cited_but_the_commitment_stays(client):
    a_draft_document_with_everything()
    row = client.get("/api/v1/commitments/CMP-2001-SEA-01/").json()
    assert [source["document"]["sha256"][:8] for source in row["sources"]] == ["c2b2d285"]


def test_unpublished_draft_that_was_corrected_is_not_named(client):
    draft = DraftUpdateFactory(note=WORDS)
    row = ledger.correct(draft, by="curators", state=State.PUBLISHED, note={"en": "Now public."})
    body = client.get(f"/api/v1/updates/{row.key}/").json()
    assert (body["corrects"], body["note"]) == (None, "Now public.")


def test_withdrawn_commitment_of_a_draft_report_is_unknown(client):
    commitment = WithdrawnCommitmentFactory(report=DraftReportFactory())
    assert client.get(f"/api/v1/commitments/{commitment.reference}/").status_code == 404


def test_unpublished_name_of_a_person_does_not_find_them(client):
    a_draft_report_with_everything()
    assert client.get(f"/api/v1/people/?q={HIDDEN}").json()["count"] == 0
    assert client.get("/api/v1/people/?group=SEA").json()["count"] == 0


def test_history_shows_corrected_and_withdrawn_rows(client):
    wrong = UpdateFactory(note={"en": "Wrong."})
    right = ledger.correct(wrong, by="curators", note={"en": "Right."}, effective_on=date(2003, 12, 1))
    withdrawal = ledger.withdraw(right, by="curators")
    assert client.get("/api/v1/updates/").json()["count"] == 0
    rows = client.get("/api/v1/updates/?history=true").json()["results"]
    assert [(row["key"], row["corrects"], row["corrected_by"], row["is_withdrawal"]) for row in rows] == [
        (wrong.key, None, right.key, False),
        (right.key, wrong.key, withdrawal.key, False),
        (withdrawal.key, right.key, None, True),
    ]
    assert client.get(f"/api/v1/updates/{wrong.key}/").json()["note"] == "Wrong."
