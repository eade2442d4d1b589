"""A world of many rows of every kind, each with everything that hangs on it."""

from string import ascii_uppercase

from commitments.choices import Tag
from reports.models import Document
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
    GroupSuccessionFactory,
    IndicatorFactory,
    LinkFactory,
    MeasurementFactory,
    MilestoneFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    OrganizationSuccessionFactory,
    OwnershipFactory,
    PassageFactory,
    PersonFactory,
    ReplyFactory,
    ReportFactory,
    SectionFactory,
    SessionFactory,
    SilenceFactory,
    SilentGroupReportFactory,
    SourceConflictFactory,
    ThemeFactory,
    UpdateFactory,
    WorkingGroupFactory,
)

LISTS = (
    "appointments",
    "assessments",
    "codings",
    "commitments",
    "conflicts",
    "deliverables",
    "documents",
    "exclusions",
    "gaps",
    "group-names",
    "group-reports",
    "group-successions",
    "groups",
    "guidelines",
    "indicators",
    "links",
    "measurements",
    "meetings",
    "milestones",
    "organization-successions",
    "organizations",
    "ownerships",
    "passages",
    "people",
    "replies",
    "reports",
    "sections",
    "sessions",
    "themes",
    "threads",
    "updates",
)

FURTHER = ("withdrawals",)  # a list with tests of its own
COMPUTED = ("compare", "score", "search")  # answers that are worked out over the lists


def make_world(size):
    """Make at least ``size`` rows for every list; texts are held, so that a query that fetched them would show."""
    older = CommitmentFactory()
    Document.objects.update(text="Held.")
    for number in range(size):
        _make_library(number)
        _make_ledger(number, older)


def _make_library(number):
    code = "".join(ascii_uppercase[digit] for digit in (number // 26, number % 26))
    group = WorkingGroupFactory(code=f"X{code}", parent=None)
    report = ReportFactory(year=2101 + number)
    document = DocumentFactory(report=report, text="Held.")
    parent = SectionFactory(document=document, working_group=group)
    section = SectionFactory(document=document, working_group=group, parent=parent)
    passage = PassageFactory(document=document, section=section, text=f"Sentence {number}.")
    report.meeting.passages.set([passage])
    SessionFactory(group=group, meeting=report.meeting).passages.set([passage])
    SilentGroupReportFactory(report=report, group=group).passages.set([passage])
    GroupNameFactory(group=group, report=report)
    GroupSuccessionFactory(successor=group).passages.set([passage])
    GapFactory(document=document, section=section)
    SourceConflictFactory()
    organization = OrganizationFactory(parent=OrganizationFactory())
    OrganizationNameFactory(organization=organization)
    OrganizationSuccessionFactory(successor=organization).passages.set([passage])
    AppointmentFactory(group=group, organization=organization, report=report, document=document)


def _make_ledger(number, older):
    commitment = CommitmentFactory(
        year=2003,
        theme=ThemeFactory(slug=f"theme-{number}"),
        proposer_organization=OrganizationFactory(),
        proposer_group=WorkingGroupFactory(),
        proposer_person=PersonFactory(),
    )
    commitment.joint_groups.set([WorkingGroupFactory(code="YOU")])
    OwnershipFactory(commitment=commitment)
    OwnershipFactory(commitment=commitment, organization=None, person=PersonFactory())
    CommitmentTagFactory(commitment=commitment, tag=Tag.YOUTH)
    DeliverableFactory(commitment=commitment)
    MilestoneFactory(commitment=commitment)
    MeasurementFactory(indicator=IndicatorFactory(commitment=commitment), passage=PassageFactory())
    update = UpdateFactory(commitment=commitment)
    SilenceFactory(commitment=commitment)
    ReplyFactory(assessment=AssessmentFactory(commitment=commitment, updates=[update]))
    CodingFactory.create_batch(2, commitment=commitment)
    LinkFactory(newer=commitment, older=older)
    ExclusionFactory()
