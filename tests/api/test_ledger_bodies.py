"""One whole body for each resource of the ledger, key by key."""

from datetime import UTC, date, datetime

import pytest

from commitments.choices import OwnershipRole, Tag, WindowKind, WindowPrecision
from reports.choices import Country
from tests.factories import (
    AssessmentFactory,
    CodingFactory,
    CommitmentFactory,
    CommitmentTagFactory,
    DeliverableFactory,
    DocumentFactory,
    ExclusionFactory,
    GuidelineFactory,
    IndicatorFactory,
    LinkFactory,
    MeasurementFactory,
    MilestoneFactory,
    OrganizationFactory,
    OwnershipFactory,
    PassageFactory,
    PersonFactory,
    PromisePassageFactory,
    ReplyFactory,
    ReportFactory,
    SilenceFactory,
    SilentGroupReportFactory,
    ThemeFactory,
    UpdateFactory,
    WorkingGroupFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2004, 5, 6, 12, tzinfo=UTC)
DOCUMENT = {"sha256": "c2b2d285bb0b53e2f7e52b6ba0627e4c53f63be7ae1914e139697a7163b2ded3", "language": "en"}
SEAS = {
    "report": 2001,
    "document": DOCUMENT,
    "section": ["What was done"],
    "start": 100040,
    "end": 100054,
    "page": None,
    "fingerprint": "c0a4826dc7413d7c978b829aebf7f38ecdedd23f1b62089569da55efc763c471",
    "quotation": "The seas rose.",
}


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.json()


def only_row(client, address):
    page = body(client, address)
    assert (page["count"], page["next"], page["previous"]) == (1, None, None)
    return page["results"][0]


def test_theme_whole_body(client):
    ThemeFactory()
    assert body(client, "/api/v1/themes/tides/") == {
        "slug": "tides",
        "name": "Tides",
        "translations": {"en": {"name": "Tides"}, "fr": {"name": "Tides (fr)"}, "es": {"name": "Tides (es)"}},
        "url": "http://testserver/api/v1/themes/tides/",
    }


def test_commitment_whole_body(client):
    group, youth = WorkingGroupFactory(), WorkingGroupFactory(code="YOU")
    office = OrganizationFactory(slug="tides-office", acronym="TO")
    commitment = CommitmentFactory(
        title="Measure the tides",
        condition="If funds are found",
        theme=ThemeFactory(),
        primary=PromisePassageFactory(text="Both will measure tides and tell."),
        proposer_party=Country.MX,
        proposer_organization=office,
        window_kind=WindowKind.DUE,
        window_text="spring of 2002",
        window_start=date(2002, 3, 20),
        window_end=date(2002, 6, 20),
        window_precision=WindowPrecision.SEASON,
        window_reading="Northern spring",
    )
    commitment.joint_groups.set([youth])
    source = commitment.sources.get()
    source.start, source.end = source.passage.start + 10, source.passage.start + 23
    source.save()
    OwnershipFactory(commitment=commitment, organization=office, starts_on=date(2001, 12, 1))
    OwnershipFactory(commitment=commitment, organization=None, group=group, role=OwnershipRole.SUPPORT)
    OwnershipFactory(
        commitment=commitment,
        organization=None,
        person=PersonFactory(slug="ana-mar", name="Ana Mar"),
        role=OwnershipRole.CONTACT,
    )
    DeliverableFactory(commitment=commitment)
    CommitmentTagFactory(commitment=commitment)
    CommitmentTagFactory(commitment=commitment, tag=Tag.GENDER)
    SilenceFactory(commitment=commitment)
    SilentGroupReportFactory(report=ReportFactory(year=2005))
    assert body(client, f"/api/v1/commitments/{commitment.reference}/?as_of=2006-01-01") == {
        "reference": "CMP-2001-SEA-01",
        "title": "Measure the tides",
        "summary": "Both ministries will measure the tides and tell each other.",
        "translations": {
            "en": {
                "title": "Measure the tides",
                "summary": "Both ministries will measure the tides and tell each other.",
            },
            "fr": {
                "title": "Measure the tides (fr)",
                "summary": "Both ministries will measure the tides and tell each other. (fr)",
            },
            "es": {
                "title": "Measure the tides (es)",
                "summary": "Both ministries will measure the tides and tell each other. (es)",
            },
        },
        "report": 2001,
        "working_group": "SEA",
        "working_group_name": "Group SEA",
        "joint_groups": ["YOU"],
        "promised_on": "2001-11-21",
        "theme": "tides",
        "theme_name": "Tides",
        "strength": "firm",
        "nature": "one_off",
        "condition": "If funds are found",
        "is_verifiable": True,
        "proposer": {
            "party": "MX",
            "organization": {
                "kind": "organization",
                "slug": "tides-office",
                "code": None,
                "name": "Ministry tides-office",
                "acronym": "TO",
                "country": "CA",
                "url": "http://testserver/api/v1/organizations/tides-office/",
            },
            "group": None,
            "person": None,
        },
        "parties": ["CA", "MX"],
        "owners": [
            {
                "role": "lead",
                "kind": "organization",
                "slug": "tides-office",
                "code": None,
                "name": "Ministry tides-office",
                "acronym": "TO",
                "country": "CA",
                "url": "http://testserver/api/v1/organizations/tides-office/",
                "starts_on": "2001-12-01",
                "ends_on": None,
            },
            {
                "role": "support",
                "kind": "group",
                "slug": "group-sea",
                "code": "SEA",
                "name": "Group SEA",
                "acronym": "",
                "country": None,
                "url": "http://testserver/api/v1/groups/group-sea/",
                "starts_on": None,
                "ends_on": None,
            },
            {
                "role": "contact",
                "kind": "person",
                "slug": "ana-mar",
                "code": None,
                "name": "Ana Mar",
                "acronym": "",
                "country": None,
                "url": "http://testserver/api/v1/people/ana-mar/",
                "starts_on": None,
                "ends_on": None,
            },
        ],
        "window": {
            "kind": "due",
            "text": "spring of 2002",
            "start": "2002-03-20",
            "end": "2002-06-20",
            "precision": "season",
            "reading": "Northern spring",
        },
        "deliverables": [{"order": 1, "text": "A tide table"}],
        "tags": ["gender", "youth"],
        "badge": "not_mentioned",
        "badge_label": "Not mentioned later",
        "axes": {"declared": "not_declared", "completion": "not_assessed", "schedule": "overdue", "life": "lapsed"},
        "silent_in": [2003, 2005],
        "group_silent_in": [2005],
        "sources": [
            {
                "report": 2001,
                "document": DOCUMENT,
                "section": ["What was done"],
                "start": 100040,
                "end": 100073,
                "page": None,
                "fingerprint": "34abc7dd7a3a301af2fe48cae2fdfa4e113cad14356d94842d7603dd5592e967",
                "quotation": "measure tides",
                "part": {"start": 100050, "end": 100063},
                "role": "promise",
                "is_primary": True,
            }
        ],
        "url": "http://testserver/api/v1/commitments/CMP-2001-SEA-01/",
        "html_url": "http://testserver/en/commitments/CMP-2001-SEA-01/",
    }


def test_commitment_speaks_the_language_asked_for(client):
    commitment = CommitmentFactory(title="Measure the tides", summary="Together.")
    in_french = body(client, f"/api/v1/commitments/{commitment.reference}/?lang=fr")
    assert (in_french["title"], in_french["summary"]) == ("Measure the tides (fr)", "Together. (fr)")
    assert in_french["working_group_name"] == "Group SEA (fr)"
    assert in_french["html_url"] == f"http://testserver/fr/commitments/{commitment.reference}/"


def test_update_whole_body(client):
    commitment = CommitmentFactory()
    UpdateFactory(
        commitment=commitment,
        source=PassageFactory(document=DocumentFactory(report__year=2003), text="Tides were measured."),
        deliverable=DeliverableFactory(commitment=commitment),
        recorded_at=NOON,
    )
    assert body(client, f"/api/v1/updates/{commitment.reference}-U1/") == {
        "key": "CMP-2001-SEA-01-U1",
        "commitment": "CMP-2001-SEA-01",
        "deliverable": 1,
        "says": "progress",
        "basis": "explicit",
        "effective_on": "2003-11-21",
        "source": {
            "report": 2003,
            "document": {
                "sha256": "5a09087e2793f379d229246fc41be2c65b196140d30fc2d5b805126cd67c2c65",
                "language": "en",
            },
            "section": ["What was done"],
            "start": 100040,
            "end": 100060,
            "page": None,
            "fingerprint": "1072a2b07a90d85870168bfc3d30491a5c91789ad64812d17b1cfefcbd559706",
            "quotation": "Tides were measured.",
        },
        "address": "",
        "retrieved_on": None,
        "stated_by": None,
        "searched": None,
        "note": "In our own words.",
        "recorded_at": "2004-05-06T12:00:00Z",
        "is_withdrawal": False,
        "corrects": None,
        "corrected_by": None,
        "url": "http://testserver/api/v1/updates/CMP-2001-SEA-01-U1/",
    }


def test_assessment_whole_body(client):
    commitment = CommitmentFactory()
    ReplyFactory(assessment=AssessmentFactory(commitment=commitment, recorded_at=NOON))
    assert body(client, f"/api/v1/assessments/{commitment.reference}-A1/") == {
        "key": "CMP-2001-SEA-01-A1",
        "commitment": "CMP-2001-SEA-01",
        "deliverable": None,
        "guideline": "CMP-2001-SEA-01-G1",
        "round": "interim",
        "party": "joint",
        "completion": "limited",
        "effective_on": "2003-11-21",
        "searched_until": "2003-11-21",
        "reason": "In our own words.",
        "updates": ["CMP-2001-SEA-01-U1"],
        "replies": ["CMP-2001-SEA-01-R1"],
        "recorded_at": "2004-05-06T12:00:00Z",
        "is_withdrawal": False,
        "corrects": None,
        "corrected_by": None,
        "url": "http://testserver/api/v1/assessments/CMP-2001-SEA-01-A1/",
    }


def test_assessment_names_the_replies_given_by_the_day_asked_for(client):
    address = f"/api/v1/assessments/{ReplyFactory().assessment.key}/"
    assert body(client, f"{address}?as_of=2009-12-31")["replies"] == []
    assert body(client, f"{address}?as_of=2010-01-01")["replies"] == ["CMP-2001-SEA-01-R1"]


def test_guideline_whole_body(client):
    parts = {name: {"en": name, "fr": f"{name} fr", "es": f"{name} es"} for name in ("complete", "partial")}
    guideline = GuidelineFactory(recorded_at=NOON, **parts)
    assert body(client, f"/api/v1/guidelines/{guideline.key}/?lang=fr") == {
        "key": "CMP-2001-SEA-01-G1",
        "commitment": "CMP-2001-SEA-01",
        "complete": "complete fr",
        "partial": "partial fr",
        "not_started": "Dans nos propres mots.",
        "proof": "Dans nos propres mots.",
        "translations": {
            "en": {
                "complete": "complete",
                "partial": "partial",
                "not_started": "In our own words.",
                "proof": "In our own words.",
            },
            "fr": {
                "complete": "complete fr",
                "partial": "partial fr",
                "not_started": "Dans nos propres mots.",
                "proof": "Dans nos propres mots.",
            },
            "es": {
                "complete": "complete es",
                "partial": "partial es",
                "not_started": "Con nuestras propias palabras.",
                "proof": "Con nuestras propias palabras.",
            },
        },
        "recorded_at": "2004-05-06T12:00:00Z",
        "is_withdrawal": False,
        "corrects": None,
        "corrected_by": None,
        "url": "http://testserver/api/v1/guidelines/CMP-2001-SEA-01-G1/",
    }


def without_moment(row):
    assert row.pop("recorded_at").endswith("Z")
    return row


def test_reply_whole_body(client):
    ReplyFactory(address="https://example.org/reply")
    assert without_moment(only_row(client, "/api/v1/replies/")) == {
        "key": "CMP-2001-SEA-01-R1",
        "commitment": "CMP-2001-SEA-01",
        "assessment": "CMP-2001-SEA-01-A1",
        "side": "CA",
        "author": "Office of the Tides",
        "replied_on": "2010-01-01",
        "language": "en",
        "text": "We have measured more than you say.",
        "address": "https://example.org/reply",
        "note": "In our own words.",
        "is_withdrawal": False,
        "corrects": None,
        "corrected_by": None,
        "url": "http://testserver/api/v1/replies/CMP-2001-SEA-01-R1/",
    }


def test_coding_whole_body(client):
    CodingFactory.create_batch(2, commitment=CommitmentFactory())
    assert without_moment(body(client, "/api/v1/codings/CMP-2001-SEA-01-C1/")) == {
        "key": "CMP-2001-SEA-01-C1",
        "commitment": "CMP-2001-SEA-01",
        "party": "joint",
        "completion": "limited",
        "note": "One of two gauges stands.",
        "is_withdrawal": False,
        "corrects": None,
        "corrected_by": None,
        "url": "http://testserver/api/v1/codings/CMP-2001-SEA-01-C1/",
    }


def test_score_whole_body(client):
    for number in range(5):
        commitment = CommitmentFactory(
            window_kind=WindowKind.DUE, window_text="2002", window_end=date(2002, 12, 31), must_mexico_act=number > 0
        )
        if number < 3:
            AssessmentFactory(commitment=commitment, recorded_at=NOON)
    CommitmentFactory(working_group=WorkingGroupFactory(code="SKY"))
    counts = {"firm": 5, "exploratory": 0, "judged": 3, "answered": 3}
    assert body(client, "/api/v1/score/?report=2001&group=group-sea&as_of=2006-01-01") == {
        "report": 2001,
        "group": "SEA",
        "party": None,
        "as_of": "2006-01-01",
        "known_at": None,
        "threads": 5,
        "statements": 5,
        **counts,
        "coverage": 0.6,
        "score": {"point": 0.25, "low": 0.15, "high": 0.55},
    }
    assert body(client, "/api/v1/score/?party=MX&as_of=2006-01-01") == {
        "report": None,
        "group": None,
        "party": "MX",
        "as_of": "2006-01-01",
        "known_at": None,
        "threads": 4,
        "statements": 4,
        "firm": 4,
        "exploratory": 0,
        "judged": 2,
        "answered": 2,
        "coverage": 0.5,
        "score": None,
    }
    known = body(client, "/api/v1/score/?as_of=2006-01-01&known_at=2004-05-05")
    assert (known["known_at"], known["judged"]) == ("2004-05-05", 0)
    assert body(client, "/api/v1/score/?group=SKY&as_of=2006-01-01")["threads"] == 0


@pytest.mark.parametrize(("name", "value"), [("report", "1990"), ("report", "x²"), ("group", "SKY"), ("party", "US")])
def test_score_of_what_is_not_there_is_refused(client, name, value):
    response = client.get("/api/v1/score/", {name: value})
    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == [name]


def test_link_whole_body(client):
    link = LinkFactory(strength_change=-1, recorded_at=NOON)
    assert body(client, f"/api/v1/links/{link.key}/") == {
        "key": "CMP-2003-SEA-01-L1",
        "newer": "CMP-2003-SEA-01",
        "older": "CMP-2001-SEA-01",
        "kind": "continues",
        "basis": "explicit",
        "rationale": "In our own words.",
        "scope_change": None,
        "strength_change": -1,
        "date_change": None,
        "recorded_at": "2004-05-06T12:00:00Z",
        "is_withdrawal": False,
        "corrects": None,
        "corrected_by": None,
        "url": "http://testserver/api/v1/links/CMP-2003-SEA-01-L1/",
    }


def test_exclusion_whole_body(client):
    exclusion = ExclusionFactory(recorded_at=NOON)
    assert body(client, f"/api/v1/exclusions/{exclusion.key}/") == {
        "key": "2001-en-X1",
        "source": {
            "report": 2001,
            "document": DOCUMENT,
            "section": ["What was done"],
            "start": 100040,
            "end": 100080,
            "page": None,
            "fingerprint": "1fb471a4f70aab51de7bbf0e2a0c39efa999501d55a47f41a2b6de10c3d25f7f",
            "quotation": None,
        },
        "reason": "context",
        "note": "In our own words.",
        "recorded_at": "2004-05-06T12:00:00Z",
        "is_withdrawal": False,
        "corrects": None,
        "corrected_by": None,
        "url": "http://testserver/api/v1/exclusions/2001-en-X1/",
    }


def test_ownership_whole_body(client):
    OwnershipFactory(organization=OrganizationFactory(slug="tides-office"))
    assert only_row(client, "/api/v1/ownerships/") == {
        "commitment": "CMP-2001-SEA-01",
        "role": "lead",
        "kind": "organization",
        "slug": "tides-office",
        "code": None,
        "name": "Ministry tides-office",
        "acronym": "",
        "country": "CA",
        "url": "http://testserver/api/v1/organizations/tides-office/",
        "starts_on": None,
        "ends_on": None,
    }


def test_deliverable_whole_body(client):
    DeliverableFactory()
    assert only_row(client, "/api/v1/deliverables/") == {
        "commitment": "CMP-2001-SEA-01",
        "order": 1,
        "text": "A tide table",
    }


def test_milestone_whole_body(client):
    MilestoneFactory(due_on=date(2002, 3, 1))
    assert only_row(client, "/api/v1/milestones/") == {
        "commitment": "CMP-2001-SEA-01",
        "order": 1,
        "text": "Gauges bought",
        "due_on": "2002-03-01",
    }


def test_indicator_whole_body(client):
    IndicatorFactory(baseline=2, target="7.5", target_on=date(2002, 12, 31))
    assert only_row(client, "/api/v1/indicators/") == {
        "commitment": "CMP-2001-SEA-01",
        "name": "Gauges in service",
        "unit": "gauges",
        "baseline": "2.0000",
        "target": "7.5000",
        "target_on": "2002-12-31",
    }


def test_measurement_whole_body(client):
    MeasurementFactory()
    assert only_row(client, "/api/v1/measurements/") == {
        "commitment": "CMP-2001-SEA-01",
        "indicator": "Gauges in service",
        "unit": "gauges",
        "measured_on": "2002-06-30",
        "value": "7.0000",
        "source": None,
        "address": "https://example.org/gauges",
    }
