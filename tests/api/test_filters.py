"""Every filter includes what it should and excludes what it should, and every public field has one."""

from datetime import UTC, date, datetime

import pytest
from django.urls import resolve

from commitments.choices import Basis, LinkKind, OwnershipRole, Says, Tag, WindowKind, WindowPrecision
from reports.choices import Country, GapKind, MeetingFormat, SuccessionKind
from tests.api.world import FURTHER, LISTS
from tests.factories import (
    AppointmentFactory,
    AssessmentFactory,
    CodingFactory,
    CommitmentFactory,
    CommitmentTagFactory,
    DeliverableFactory,
    DocumentFactory,
    ExclusionFactory,
    GapFactory,
    GroupNameFactory,
    GroupReportFactory,
    GroupSuccessionFactory,
    GuidelineFactory,
    IndicatorFactory,
    LinkFactory,
    MeasurementFactory,
    MilestoneFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    OrganizationSuccessionFactory,
    OwnershipFactory,
    PersonFactory,
    PromisePassageFactory,
    ReplyFactory,
    ReportFactory,
    SectionFactory,
    SessionFactory,
    SourceConflictFactory,
    SubgroupFactory,
    ThemeFactory,
    UpdateFactory,
    WithdrawnCommitmentFactory,
    WorkingGroupFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2004, 5, 6, 12, tzinfo=UTC)
OTHER_SHA = "0" * 64


@pytest.fixture
def others():
    """Rows that may be named and to which nothing belongs."""
    ReportFactory(year=1990)
    DocumentFactory(report=ReportFactory(year=1990))
    WorkingGroupFactory(code="OTH", slug="others")
    OrganizationFactory(slug="other-office")
    PersonFactory(slug="other-person", name="Somebody Else")
    ThemeFactory(slug="other-theme")
    CommitmentFactory(year=1990, working_group=WorkingGroupFactory(code="OTH", slug="others"))


def a_commitment():
    office, person = OrganizationFactory(slug="office"), PersonFactory(slug="ana-mar", name="Ana Mar")
    commitment = CommitmentFactory(
        title="Mesurer les marées",
        theme=ThemeFactory(slug="tides"),
        must_mexico_act=False,
        proposer_party=Country.CA,
        proposer_organization=office,
        proposer_group=WorkingGroupFactory(),
        proposer_person=person,
        window_kind=WindowKind.DUE,
        window_text="2002",
        window_start=date(2002, 1, 1),
        window_end=date(2002, 12, 31),
        window_precision=WindowPrecision.YEAR,
    )
    CommitmentTagFactory(commitment=commitment, tag=Tag.YOUTH)
    OwnershipFactory(commitment=commitment, organization=office, starts_on=date(2002, 1, 1), ends_on=date(2002, 12, 31))
    OwnershipFactory(commitment=commitment, organization=None, person=person, role=OwnershipRole.CONTACT)
    return commitment


def an_update():
    UpdateFactory(commitment=CommitmentFactory(), recorded_at=NOON)


def a_statement():
    UpdateFactory(source=OrganizationFactory(slug="office"))


def a_silence():
    UpdateFactory(says=Says.NOT_MENTIONED, source=None, searched=ReportFactory(year=2003))


def a_link():
    LinkFactory(scope_change=0, strength_change=-1, date_change=1, recorded_at=NOON)


def a_thread():
    LinkFactory(older=CommitmentFactory(theme=ThemeFactory(slug="tides")))


def a_document():
    DocumentFactory(retrieved_on=date(2002, 1, 3), text="Held.")


def a_session():
    SessionFactory(format=MeetingFormat.VIRTUAL, attendance=12)


def a_section():
    parent = SectionFactory()
    SectionFactory(parent=parent, start=parent.start + 1, end=parent.start + 9)


def a_gap():
    section = SectionFactory()
    GapFactory(document=section.document, section=section, start=5)


def a_person():
    AppointmentFactory(
        person=PersonFactory(slug="ana-mar", name="Ana Már"),
        organization=OrganizationFactory(slug="office"),
        document=DocumentFactory(),
        name_as_printed="A. M. Ocean",
    )


def an_organization():
    office = OrganizationFactory(slug="office", parent=OrganizationFactory(slug="ministry"))
    OrganizationNameFactory(organization=office, name="Ministère des marées")


def a_group_succession():
    GroupSuccessionFactory(predecessor=WorkingGroupFactory(code="OLD"), kind=SuccessionKind.RENAMED)


def an_organization_succession():
    OrganizationSuccessionFactory(
        predecessor=OrganizationFactory(slug="ministry"), successor=OrganizationFactory(slug="office")
    )


OF_COMMITMENT = {
    "commitment": ("CMP-2001-SEA-01", "CMP-1990-OTH-01"),
    "group": ("group-sea", "others"),
    "report": ("2001", "1990"),
}
RECORDED = {
    "recorded_before": ("2004-05-06", "2004-05-05"),
    "recorded_after": ("2004-05-06", "2004-05-07"),
}
RECORDED_NOW = {
    "recorded_before": ("2999-12-31", "2004-05-05"),
    "recorded_after": ("2004-05-06", "2999-12-31"),
}
EFFECTIVE = {
    "effective_on_before": ("2003-11-21", "2003-11-20"),
    "effective_on_after": ("2003-11-21", "2003-11-22"),
}
OF_DOCUMENT = {"document": ("2001-en", "1990-en"), "report": ("2001", "1990")}
MEETS = {
    "starts_on_before": ("2001-11-21", "2001-11-01"),
    "starts_on_after": ("2001-11-20", "2001-11-22"),
    "ends_on_before": ("2001-11-21", "2001-11-20"),
    "ends_on_after": ("2001-11-21", "2001-11-22"),
}

# For each list and filter: what makes the row, the value that finds it, and one that does not.
TABLE = {
    "threads": (
        a_thread,
        {"group": ("SEA", "others"), "report": ("2001", "1990"), "theme": ("tides", "other-theme")},
    ),
    "commitments": (
        a_commitment,
        {
            "q": ("MAREES mesurer", "marées whales"),
            "group": ("SEA", "others"),
            "report": ("2001", "1990"),
            "badge": ("no_later_report", "dropped"),
            "organization": ("office", "other-office"),
            "person": ("ana-mar", "other-person"),
            "strength": ("firm", "proposal"),
            "party": ("CA", "MX"),
            "theme": ("tides", "other-theme"),
            "tag": ("youth", "gender"),
            "window_kind": ("due", "horizon"),
            "window_precision": ("year", "day"),
            "window_start_before": ("2002-01-01", "2001-12-31"),
            "window_start_after": ("2002-01-01", "2002-01-02"),
            "window_end_before": ("2002-12-31", "2002-12-30"),
            "window_end_after": ("2002-12-31", "2003-01-01"),
            "promised_on_before": ("2001-11-21", "2001-11-20"),
            "promised_on_after": ("2001-11-21", "2001-11-22"),
            "proposer_party": ("CA", "MX"),
            "proposer_organization": ("office", "other-office"),
            "proposer_group": ("group-sea", "others"),
            "proposer_person": ("ana-mar", "other-person"),
            "schedule": ("overdue", "no_date"),
            "life": ("open", "closed"),
            "completion": ("not_assessed", "complete"),
            "declared": ("not_declared", "completed"),
            "has_evidence": ("false", "true"),
            "nature": ("one_off", "continuing"),
            "is_verifiable": ("true", "false"),
        },
    ),
    "withdrawals": (WithdrawnCommitmentFactory, {"q": ("SEA", "whales"), "report": ("2001", "1990")}),
    "updates": (
        an_update,
        {
            **OF_COMMITMENT,
            **RECORDED,
            **EFFECTIVE,
            "says": ("progress", "dropped"),
            "basis": ("explicit", "weak"),
            "source_report": ("2003", "1990"),
        },
    ),
    "updates of an owner": (a_statement, {"stated_by": ("office", "other-office")}),
    "updates of a search": (a_silence, {"searched": ("2003", "1990")}),
    "assessments": (
        lambda: AssessmentFactory(recorded_at=NOON),
        {
            **OF_COMMITMENT,
            **RECORDED,
            **EFFECTIVE,
            "round": ("interim", "final"),
            "party": ("joint", "CA"),
            "completion": ("limited", "complete"),
        },
    ),
    "guidelines": (lambda: GuidelineFactory(recorded_at=NOON), {**OF_COMMITMENT, **RECORDED}),
    "codings": (
        lambda: CodingFactory.create_batch(2, commitment=CommitmentFactory()),
        {
            **OF_COMMITMENT,
            **RECORDED_NOW,
            "party": ("joint", "CA"),
            "completion": ("limited", "complete"),
        },
    ),
    "replies": (
        lambda: (ReplyFactory(), AssessmentFactory(commitment=CommitmentFactory(reference="CMP-2001-SEA-09"))),
        {
            **OF_COMMITMENT,
            **RECORDED_NOW,
            "assessment": ("CMP-2001-SEA-01-A1", "CMP-2001-SEA-09-A1"),
            "side": ("CA", "MX"),
            "language": ("en", "fr"),
            "replied_on_before": ("2010-01-01", "2009-12-31"),
            "replied_on_after": ("2010-01-01", "2010-01-02"),
        },
    ),
    "links": (
        a_link,
        {
            **RECORDED,
            "newer": ("CMP-2003-SEA-01", "CMP-2001-SEA-01"),
            "older": ("CMP-2001-SEA-01", "CMP-2003-SEA-01"),
            "commitment": ("CMP-2003-SEA-01", "CMP-1990-OTH-01"),
            "kind": (LinkKind.CONTINUES, LinkKind.AMENDS),
            "basis": (Basis.EXPLICIT, Basis.WEAK),
            "scope_change": ("0", "1"),
            "strength_change": ("-1", "0"),
            "date_change": ("1", "0"),
        },
    ),
    "exclusions": (
        lambda: ExclusionFactory(recorded_at=NOON),
        {**RECORDED, **OF_DOCUMENT, "group": ("group-sea", "others"), "reason": ("context", "opinion")},
    ),
    "themes": (lambda: ThemeFactory(slug="tides"), {"slug": ("tides", "other-theme")}),
    "ownerships": (
        lambda: OwnershipFactory(
            organization=OrganizationFactory(slug="office"), starts_on=date(2002, 1, 1), ends_on=date(2002, 12, 31)
        ),
        {
            **OF_COMMITMENT,
            "organization": ("office", "other-office"),
            "role": ("lead", "contact"),
            "starts_on_before": ("2002-01-01", "2001-12-31"),
            "starts_on_after": ("2002-01-01", "2002-01-02"),
            "ends_on_before": ("2002-12-31", "2002-12-30"),
            "ends_on_after": ("2002-12-31", "2003-01-01"),
        },
    ),
    "ownerships of a group": (
        lambda: OwnershipFactory(organization=None, group=WorkingGroupFactory()),
        {"owner_group": ("SEA", "OTH")},
    ),
    "ownerships of a person": (
        lambda: OwnershipFactory(organization=None, person=PersonFactory(slug="ana-mar")),
        {"person": ("ana-mar", "other-person")},
    ),
    "deliverables": (DeliverableFactory, {**OF_COMMITMENT, "order": ("1", "2")}),
    "milestones": (
        lambda: MilestoneFactory(due_on=date(2002, 3, 1)),
        {
            **OF_COMMITMENT,
            "order": ("1", "2"),
            "due_on_before": ("2002-03-01", "2002-02-28"),
            "due_on_after": ("2002-03-01", "2002-03-02"),
        },
    ),
    "indicators": (
        lambda: IndicatorFactory(target_on=date(2002, 3, 1)),
        {
            **OF_COMMITMENT,
            "unit": ("gauges", "metres"),
            "target_on_before": ("2002-03-01", "2002-02-28"),
            "target_on_after": ("2002-03-01", "2002-03-02"),
        },
    ),
    "measurements": (
        MeasurementFactory,
        {
            **OF_COMMITMENT,
            "measured_on_before": ("2002-06-30", "2002-06-29"),
            "measured_on_after": ("2002-06-30", "2002-07-01"),
        },
    ),
    "reports": (ReportFactory, {"year": ("2001", "1990"), "meeting": ("2001", "1990")}),
    "documents": (
        a_document,
        {
            "slug": ("2001-en", "1990-en"),
            "report": ("2001", "1990"),
            "kind": ("annual_report", "critique"),
            "language": ("en", "fr"),
            "media_type": ("text/plain", "text/html"),
            "file_name": ("2001.txt", "2002.txt"),
            "sha256": ("c2b2d285bb0b53e2f7e52b6ba0627e4c53f63be7ae1914e139697a7163b2ded3", OTHER_SHA),
            "is_imported": ("true", "false"),
            "retrieved_on_before": ("2002-01-03", "2002-01-02"),
            "retrieved_on_after": ("2002-01-03", "2002-01-04"),
        },
    ),
    "sections": (
        a_section,
        {
            **OF_DOCUMENT,
            "group": ("group-sea", "others"),
            "role": ("results", "gender"),
            "order": ("2", "3"),
            "parent": ("1", "2"),
        },
    ),
    "passages": (
        lambda: PromisePassageFactory(text="Held."),
        {
            **OF_DOCUMENT,
            "group": ("group-sea", "others"),
            "section": ("1", "2"),
            "role": ("promises", "gender"),
            "order": ("1", "2"),
            "paragraph": ("1", "2"),
            "start": ("100040", "7"),
            "fingerprint": ("c20dea4d876b5b8fb0a1814b43017030cea6d4ac30b2d9ae71b404d2faba49b5", OTHER_SHA),
            "is_imported": ("true", "false"),
        },
    ),
    "gaps": (
        a_gap,
        {
            **OF_DOCUMENT,
            "group": ("group-sea", "others"),
            "section": ("1", "2"),
            "kind": (GapKind.LOST_LIST, GapKind.CUT_OFF),
            "start": ("5", "6"),
        },
    ),
    "conflicts": (
        lambda: SourceConflictFactory(slug="day"),
        {"slug": ("day", "night"), "resolution": ("open", "resolved")},
    ),
    "meetings": (
        lambda: ReportFactory(meeting__edition=3, year=2001),
        {
            **MEETS,
            "slug": ("2001", "1990"),
            "edition": ("3", "4"),
            "host": ("CA", "MX"),
            "held": ("in_person", "virtual"),
            "precision": ("day", "month"),
        },
    ),
    "sessions": (
        a_session,
        {
            **MEETS,
            "group": ("SEA", "OTH"),
            "meeting": ("2001", "1990"),
            "held": ("virtual", "in_person"),
            "precision": ("day", "month"),
        },
    ),
    "groups": (
        SubgroupFactory,
        {
            "code": ("SUB", "OTH"),
            "slug": ("group-sub", "others"),
            "kind": ("subgroup", "technical_committee"),
            "parent": ("SEA", "OTH"),
        },
    ),
    "group-reports": (
        GroupReportFactory,
        {"report": ("2001", "1990"), "group": ("SEA", "OTH"), "status": ("chapter", "absent")},
    ),
    "group-names": (
        GroupNameFactory,
        {
            "report": ("2001", "1990"),
            "group": ("SEA", "OTH"),
            "language": ("en", "fr"),
            "name": ("Seas Working Group", "Seas"),
        },
    ),
    "group-successions": (
        a_group_succession,
        {
            "predecessor": ("OLD", "OTH"),
            "successor": ("SEA", "OLD"),
            "kind": ("renamed", "split"),
            "basis": ("inferred", "stated"),
            "earliest": ("2001", "2002"),
            "latest": ("2001", "2002"),
        },
    ),
    "organizations": (
        an_organization,
        {
            "q": ("marees", "whales"),
            "slug": ("office", "other-office"),
            "country": ("CA", "MX"),
            "sector": ("government", "private"),
            "parent": ("ministry", "office"),
        },
    ),
    "organization-successions": (
        an_organization_succession,
        {
            "predecessor": ("ministry", "office"),
            "successor": ("office", "ministry"),
            "kind": ("created", "split"),
            "basis": ("general_knowledge", "stated"),
            "earliest": ("2001", "2002"),
            "latest": ("2001", "2002"),
        },
    ),
    "people": (
        a_person,
        {
            "q": ("ocean", "whales"),
            "slug": ("ana-mar", "other-person"),
            "group": ("SEA", "OTH"),
            "organization": ("office", "other-office"),
        },
    ),
    "appointments": (
        a_person,
        {
            **OF_DOCUMENT,
            "group": ("SEA", "OTH"),
            "organization": ("office", "other-office"),
            "person": ("ana-mar", "other-person"),
            "role": ("co_chair", "participant"),
            "side": ("CA", "MX"),
        },
    ),
}


def filters_of(name):
    return resolve(f"/api/v1/{name}/").func.cls.filterset_class.base_filters


def rows(client, name, query):
    response = client.get(f"/api/v1/{name}/", query)
    assert response.status_code == 200, response.json()
    return response.json()["results"]


@pytest.mark.parametrize("case", TABLE)
def test_filter_includes_and_excludes(client, case, others):
    make, values = TABLE[case]
    name = case.split()[0]
    before = rows(client, name, {})
    make()
    made = [row for row in rows(client, name, {}) if row not in before][-1]
    for parameter, (found, missed) in values.items():
        assert made in rows(client, name, {parameter: found}), parameter
        assert made not in rows(client, name, {parameter: missed}), parameter


@pytest.mark.parametrize("name", [*LISTS, *FURTHER])
def test_filter_table_leaves_no_filter_out(name):
    tested = {parameter for case, (_make, values) in TABLE.items() if case.split()[0] == name for parameter in values}
    assert tested - {"q"} == set(filters_of(name)) - {"ordering", "q", "changed_since"}  # see test_selecting


@pytest.mark.parametrize("name", sorted({*LISTS, *FURTHER} - {"threads"}))  # they stand by their first statement
def test_ordering_is_accepted_both_ways(client, name):
    for field, _label in filters_of(name)["ordering"].extra["choices"]:
        assert rows(client, name, {"ordering": field}) == []


def test_ordering_by_window_puts_the_undated_last_both_ways(client):
    dated = CommitmentFactory(window_text="in 2030", window_kind="due", window_end=date(2030, 12, 31))
    undated = CommitmentFactory()
    for ordering in ("window_end", "-window_end"):
        rows = client.get(f"/api/v1/commitments/?ordering={ordering}").json()["results"]
        assert [row["reference"] for row in rows] == [dated.reference, undated.reference]


def test_ordering_that_ties_ends_in_the_reference(client):
    for _number in range(3):
        CommitmentFactory()
    numbers = [row["reference"][-2:] for row in rows(client, "commitments", {"ordering": "-report"})]
    assert numbers == ["01", "02", "03"]
    numbers = [row["reference"][-2:] for row in rows(client, "commitments", {"ordering": "-report,-reference"})]
    assert numbers == ["03", "02", "01"]


def test_filter_of_several_values_takes_any_of_them(client):
    (
        CommitmentFactory(strength="firm"),
        CommitmentFactory(strength="proposal"),
        CommitmentFactory(strength="exploratory"),
    )
    found = rows(client, "commitments", {"strength": ["firm", "proposal"]})
    assert [row["strength"] for row in found] == ["firm", "proposal"]


def test_filter_group_takes_joint_ones_and_the_whole_partnership(client):
    joint = CommitmentFactory()
    joint.joint_groups.set([WorkingGroupFactory(code="YOU")])
    whole = CommitmentFactory(working_group=None, primary=False)
    assert [row["reference"] for row in rows(client, "commitments", {"group": "YOU"})] == [joint.reference]
    assert [row["reference"] for row in rows(client, "commitments", {"group": "partnership"})] == [whole.reference]


# Fields that are found by a filter of another name, and fields that deliberately have none.
FOUND_BY = {
    "Commitment": {
        "reference": "its own address",
        "title": "q",
        "summary": "q",
        "search_text": "q",
        "working_group": "group",
        "joint_groups": "group",
        "must_canada_act": "party",
        "must_mexico_act": "party",
    },
    "Ownership": {"group": "owner_group"},
    "Organization": {"name": "q", "acronym": "q"},
    "Person": {"name": "q"},
    "Document": {"text": "is_imported", "file": "is_imported"},
    "Passage": {"text": "is_imported"},
    "Update": {"passage": "source_report", "recorded_at": "recorded_before", "key": "its own address"},
    "Assessment": {"recorded_at": "recorded_before", "key": "its own address"},
    **{
        name: {"recorded_at": "recorded_before", "key": "its own address"}
        for name in ("Guideline", "Coding", "Reply", "Link")
    },
    "Exclusion": {"passage": "document", "recorded_at": "recorded_before", "key": "its own address"},
    "Measurement": {"indicator": "commitment"},
}
WORDS = "words in print or of our own, to be read"
NUMBER = "a figure, to be read"
HISTORY = "shown by history=true"
WITHOUT = {
    "*": {
        "id": "never leaves the database",
        "state": "only published rows leave",
        "passages": "see sources",
        "recorded_by": "not public",
        "recorded_by_name": "not public",
        "corrects": HISTORY,
        "is_withdrawal": HISTORY,
        "note": WORDS,
        "deliverable": "see the commitment's own list",
        "end": "found by its start",
    },
    "Meeting": {"place": WORDS},
    "Session": {"place": WORDS, "attendance": "a figure; lists can be ordered by it"},
    "Report": {"period": WORDS, "title": WORDS},
    "Document": {"title": WORDS, "source_address": WORDS},
    "Section": {"heading": WORDS, "start": "found by its number"},
    "Passage": {"item": "found by its start", "page": "found by its start; in a list it asks for a page of the list"},
    "SourceConflict": {"subject": WORDS, "explanation": WORDS},
    "WorkingGroup": {"name": WORDS},
    "Theme": {"name": WORDS},
    "Appointment": {
        "name_as_printed": WORDS,
        "title_as_printed": WORDS,
        "organization_as_printed": WORDS,
        "start": NUMBER,
    },
    "Commitment": {
        "condition": WORDS,
        "window_text": WORDS,
        "window_reading": WORDS,
        "withdrawal_reason": "only withdrawn ones have one",
    },
    "Deliverable": {"text": WORDS},
    "Milestone": {"text": WORDS},
    "Indicator": {"name": WORDS, "baseline": NUMBER, "target": NUMBER},
    "Measurement": {"value": NUMBER, "passage": "see source", "address": WORDS},
    "Update": {"address": WORDS, "retrieved_on": "see effective_on"},
    "Guideline": dict.fromkeys(("complete", "partial", "not_started", "proof"), WORDS),
    "Assessment": {
        "reason": WORDS,
        "searched_until": "see effective_on",
        "guideline": "the lists of both are filtered by commitment",
    },
    "Reply": {"author": WORDS, "text": WORDS, "address": WORDS},
    "Link": {"rationale": WORDS},
}


def fields_of(model):
    """The fields of a model without the three translations of each."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return {field.name for field in fields if not field.name.endswith(("_en", "_fr", "_es"))}


@pytest.mark.parametrize("name", sorted({*LISTS} - {"threads"}))  # their rows are commitments
def test_field_has_a_filter_or_deliberately_none(name):
    model = resolve(f"/api/v1/{name}/").func.cls.queryset.model
    filters = filters_of(name)
    found = {filter_.field_name.split("__")[0] for filter_ in filters.values()} | set(filters)
    elsewhere = FOUND_BY.get(model.__name__, {})
    assert {filter_ for filter_ in elsewhere.values() if " " not in filter_} <= set(filters)
    without = {*WITHOUT["*"], *WITHOUT.get(model.__name__, {})}
    assert fields_of(model) - found - set(elsewhere) - without == set()
    assert set(WITHOUT.get(model.__name__, {})) & found == set(), "listed as without, but has one"
