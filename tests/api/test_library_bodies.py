"""One whole body for each resource of the library, key by key."""

from datetime import UTC, date, datetime

import pytest

from reports.choices import MeetingFormat, SuccessionKind
from tests.factories import (
    AppointmentFactory,
    ConflictValueFactory,
    DocumentFactory,
    GapFactory,
    GroupNameFactory,
    GroupSuccessionFactory,
    MeetingFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    OrganizationSuccessionFactory,
    PassageFactory,
    PersonFactory,
    ReportFactory,
    SectionFactory,
    SessionFactory,
    SilentGroupReportFactory,
    SourceConflictFactory,
    SubgroupFactory,
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


def a_passage():
    return PassageFactory(text="The seas rose.")


def test_meeting_whole_body(client):
    meeting = MeetingFactory(edition=3, place="Halifax")
    meeting.passages.set([a_passage()])
    ReportFactory()
    assert body(client, "/api/v1/meetings/2001/") == {
        "slug": "2001",
        "edition": 3,
        "host": "CA",
        "place": "Halifax",
        "starts_on": "2001-11-20",
        "ends_on": "2001-11-21",
        "precision": "day",
        "format": "in_person",
        "reports": [2001],
        "sources": [SEAS],
        "url": "http://testserver/api/v1/meetings/2001/",
    }


def test_session_whole_body(client):
    session = SessionFactory(place="Tampico", format=MeetingFormat.VIRTUAL, attendance=12)
    session.passages.set([a_passage()])
    assert only_row(client, "/api/v1/sessions/") == {
        "group": "SEA",
        "meeting": "2001",
        "starts_on": "2001-11-21",
        "ends_on": "2001-11-21",
        "precision": "day",
        "place": "Tampico",
        "format": "virtual",
        "attendance": 12,
        "sources": [SEAS],
    }


def test_report_whole_body(client):
    DocumentFactory()
    assert body(client, "/api/v1/reports/2001/") == {
        "year": 2001,
        "period": "2001",
        "title": "Report 2001",
        "translations": {
            "en": {"title": "Report 2001"},
            "fr": {"title": "Report 2001 (fr)"},
            "es": {"title": "Report 2001 (es)"},
        },
        "meeting": "2001",
        "documents": ["2001-en"],
        "url": "http://testserver/api/v1/reports/2001/",
        "html_url": "http://testserver/en/reports/2001/",
    }


def test_group_report_whole_body(client):
    row = SilentGroupReportFactory(note="It did not report.")
    row.passages.set([a_passage()])
    assert only_row(client, "/api/v1/group-reports/") == {
        "report": 2003,
        "group": "SEA",
        "status": "absent",
        "is_silent": True,
        "note": "It did not report.",
        "sources": [SEAS],
    }


def test_document_whole_body(client):
    DocumentFactory(source_address="https://example.org/2001", retrieved_on=date(2002, 1, 3), text="The seas rose.")
    assert body(client, "/api/v1/documents/2001-en/") == {
        "slug": "2001-en",
        "report": 2001,
        "kind": "annual_report",
        "title": "Annual report",
        "language": "en",
        "media_type": "text/plain",
        "file_name": "2001.txt",
        "sha256": "c2b2d285bb0b53e2f7e52b6ba0627e4c53f63be7ae1914e139697a7163b2ded3",
        "source_address": "https://example.org/2001",
        "retrieved_on": "2002-01-03",
        "is_imported": True,
        "url": "http://testserver/api/v1/documents/2001-en/",
        "html_url": "http://testserver/en/documents/2001-en/",
    }


def test_section_whole_body(client):
    parent = SectionFactory(heading="Seas")
    SectionFactory(parent=parent, start=parent.start + 10, end=parent.start + 500)
    assert only_row(client, "/api/v1/sections/?parent=1") == {
        "document": "2001-en",
        "report": 2001,
        "working_group": "SEA",
        "order": 2,
        "parent": 1,
        "heading": "What was done",
        "path": ["Seas", "What was done"],
        "role": "results",
        "start": 100010,
        "end": 100500,
    }


def test_printed_passage_whole_body(client):
    a_passage()
    assert only_row(client, "/api/v1/passages/") == {
        "document": "2001-en",
        "report": 2001,
        "working_group": "SEA",
        "section": ["What was done"],
        "section_order": 1,
        "role": "results",
        "order": 1,
        "paragraph": 1,
        "item": None,
        "start": 100040,
        "end": 100054,
        "page": None,
        "fingerprint": "c0a4826dc7413d7c978b829aebf7f38ecdedd23f1b62089569da55efc763c471",
        "quotation": "The seas rose.",
    }


def test_gap_whole_body(client):
    section = SectionFactory()
    GapFactory(document=section.document, section=section, start=100_005)
    assert only_row(client, "/api/v1/gaps/") == {
        "document": "2001-en",
        "report": 2001,
        "section": ["What was done"],
        "kind": "lost_list",
        "start": 100005,
        "end": 100015,
        "note": "A list is announced and missing.",
    }


def test_conflict_whole_body(client):
    conflict = SourceConflictFactory(slug="day-of-the-meeting", values=False)
    ConflictValueFactory(conflict=conflict, passages=[a_passage()])
    ConflictValueFactory(conflict=conflict, passages=[PassageFactory(text="The seas fell.")])
    assert body(client, "/api/v1/conflicts/day-of-the-meeting/") == {
        "slug": "day-of-the-meeting",
        "subject": "The day of the meeting",
        "resolution": "open",
        "explanation": "Left open.",
        "values": [
            {"value": "Day 1", "sources": [SEAS]},
            {
                "value": "Day 2",
                "sources": [
                    {
                        "report": 2001,
                        "document": DOCUMENT,
                        "section": ["What was done"],
                        "start": 100055,
                        "end": 100069,
                        "page": None,
                        "fingerprint": "4e2f08a8554865cd06d71947d2e2c6d3e49253a00d863119e0bcef61325c319c",
                        "quotation": "The seas fell.",
                    }
                ],
            },
        ],
        "url": "http://testserver/api/v1/conflicts/day-of-the-meeting/",
    }


def test_group_whole_body(client):
    GroupNameFactory(group=SubgroupFactory())
    assert body(client, "/api/v1/groups/group-sub/") == {
        "code": "SUB",
        "slug": "group-sub",
        "kind": "subgroup",
        "parent": "SEA",
        "name": "Group SUB",
        "translations": {
            "en": {"name": "Group SUB"},
            "fr": {"name": "Group SUB (fr)"},
            "es": {"name": "Group SUB (es)"},
        },
        "names": [{"report": 2001, "language": "en", "name": "Seas Working Group"}],
        "url": "http://testserver/api/v1/groups/group-sub/",
        "html_url": "http://testserver/en/groups/group-sub/",
    }


def test_group_name_whole_body(client):
    GroupNameFactory()
    assert only_row(client, "/api/v1/group-names/") == {
        "group": "SEA",
        "report": 2001,
        "language": "en",
        "name": "Seas Working Group",
    }


def test_group_succession_whole_body(client):
    row = GroupSuccessionFactory(predecessor=WorkingGroupFactory(code="OLD"), kind=SuccessionKind.RENAMED)
    row.passages.set([a_passage()])
    assert only_row(client, "/api/v1/group-successions/") == {
        "kind": "renamed",
        "predecessor": "OLD",
        "successor": "SEA",
        "earliest": 2001,
        "latest": 2001,
        "basis": "inferred",
        "note": "It is first printed then.",
        "sources": [SEAS],
    }


def test_organization_whole_body(client):
    parent = OrganizationFactory(slug="ministry")
    OrganizationNameFactory(organization=OrganizationFactory(slug="tides-office", acronym="TO", parent=parent))
    assert body(client, "/api/v1/organizations/tides-office/") == {
        "slug": "tides-office",
        "name": "Ministry tides-office",
        "acronym": "TO",
        "translations": {
            "en": {"name": "Ministry tides-office", "acronym": "TO"},
            "fr": {"name": "Ministry tides-office (fr)", "acronym": "TO (fr)"},
            "es": {"name": "Ministry tides-office (es)", "acronym": "TO (es)"},
        },
        "names": [{"language": "en", "kind": "former", "name": "Ministry of old"}],
        "parent": "ministry",
        "country": "CA",
        "sector": "government",
        "url": "http://testserver/api/v1/organizations/tides-office/",
        "html_url": "http://testserver/en/organizations/tides-office/",
    }


def test_organization_succession_whole_body(client):
    row = OrganizationSuccessionFactory(successor=OrganizationFactory(slug="tides-office"))
    row.passages.set([a_passage()])
    assert only_row(client, "/api/v1/organization-successions/") == {
        "kind": "created",
        "predecessor": None,
        "successor": "tides-office",
        "earliest": 2001,
        "latest": 2001,
        "basis": "general_knowledge",
        "note": "Known from elsewhere.",
        "sources": [SEAS],
    }


def test_person_whole_body(client):
    PersonFactory(slug="ana-mar", name="Ana Mar")
    assert body(client, "/api/v1/people/ana-mar/") == {
        "slug": "ana-mar",
        "name": "Ana Mar",
        "url": "http://testserver/api/v1/people/ana-mar/",
        "html_url": "http://testserver/en/people/ana-mar/",
    }


def test_appointment_whole_body(client):
    AppointmentFactory(
        person=PersonFactory(slug="ana-mar", name="Ana Mar"),
        organization=OrganizationFactory(slug="tides-office"),
        document=DocumentFactory(),
        title_as_printed="Director",
        organization_as_printed="Tides Office",
        start=5,
        end=20,
    )
    assert only_row(client, "/api/v1/appointments/") == {
        "person": "ana-mar",
        "role": "co_chair",
        "group": "SEA",
        "organization": "tides-office",
        "side": "CA",
        "report": 2001,
        "name_as_printed": "Ana Mar",
        "title_as_printed": "Director",
        "organization_as_printed": "Tides Office",
        "source": {"report": 2001, "document": DOCUMENT, "start": 5, "end": 20},
    }
