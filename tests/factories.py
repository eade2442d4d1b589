"""The smallest valid object of every model.

Without arguments the objects share one report (2001) with one document and one working group (SEA), and what comes
later stands in the report two years later. Everything is published; the ``Draft…`` and ``Withdrawn…`` factories make
what may not be seen. Append-only rows are appended by the ledger, never inserted.

Texts in three languages: give ``title="Plant trees"`` and the French and Spanish ones read ``Plant trees (fr)`` and
``Plant trees (es)``; give ``title_fr`` for another one.
"""

import hashlib
from datetime import UTC, date, datetime

import factory
from django.contrib.auth import get_user_model
from django.db.models import Max
from factory.django import DjangoModelFactory, Password
from modeltranslation.translator import NotRegistered, translator

from commitments import ledger, models
from commitments.choices import (
    AssessedParty,
    Basis,
    Completion,
    ExclusionReason,
    LinkKind,
    Nature,
    OwnershipRole,
    Says,
    SourceRole,
    Strength,
    Tag,
)
from reports import models as library
from reports.choices import (
    AppointmentRole,
    ConflictResolution,
    Country,
    DocumentKind,
    GapKind,
    GroupKind,
    GroupReportStatus,
    Language,
    MeetingFormat,
    NameKind,
    OrganizationCountry,
    SectionRole,
    Sector,
    State,
    SuccessionBasis,
    SuccessionKind,
)
from reports.reading.fingerprint import fingerprint

YEAR = 2001
LATER = 2  # years until the next report
SECTION_LENGTH = 100_000
PASSAGE_LENGTH = 40
WORDS = {"en": "In our own words.", "fr": "Dans nos propres mots.", "es": "Con nuestras propias palabras."}
BY = "curators"


class ObjectFactory(DjangoModelFactory):
    """Spreads texts over the three languages; refuses to hand out an existing object with other values."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        try:
            names = translator.get_options_for_model(cls._meta.model).get_field_names()
        except NotRegistered:
            return kwargs
        for name in set(names) & set(kwargs):
            text = kwargs.pop(name)
            for language in ("en", "fr", "es"):
                spread = text if language == "en" or not text else f"{text} ({language})"
                kwargs.setdefault(f"{name}_{language}", spread)
        return kwargs

    @classmethod
    def _get_or_create(cls, model_class, *args, **kwargs):
        key = {name: kwargs[name] for name in cls._meta.django_get_or_create}
        found = model_class._default_manager.filter(**key).first()
        if found is None:
            return model_class._default_manager.create(*args, **kwargs)
        for name, value in kwargs.items():
            if getattr(found, name) != value:
                raise ValueError(f"{model_class.__name__} {key} exists with another {name}: {getattr(found, name)!r}")
        return found


# The library


class MeetingFactory(ObjectFactory):
    """An annual meeting in the November of ``year``."""

    class Meta:
        model = library.Meeting
        django_get_or_create = ["slug"]

    class Params:
        year = YEAR

    slug = factory.LazyAttribute(lambda meeting: str(meeting.year))
    host = Country.CA
    starts_on = factory.LazyAttribute(lambda meeting: date(meeting.year, 11, 20))
    ends_on = factory.LazyAttribute(lambda meeting: date(meeting.year, 11, 21))
    format = MeetingFormat.IN_PERSON


class ReportFactory(ObjectFactory):
    """The report of the meeting of ``year``; asked for again, the same one."""

    class Meta:
        model = library.Report
        django_get_or_create = ["year"]

    year = YEAR
    period = factory.LazyAttribute(lambda report: str(report.year))
    title = factory.LazyAttribute(lambda report: f"Report {report.year}")
    meeting = factory.SubFactory(MeetingFactory, year=factory.SelfAttribute("..year"))
    state = State.PUBLISHED


class DraftReportFactory(ReportFactory):
    """A report that may not be seen."""

    year = YEAR + 1
    state = State.DRAFT


class DocumentFactory(ObjectFactory):
    """The English capture of a report."""

    class Meta:
        model = library.Document
        django_get_or_create = ["slug"]

    report = factory.SubFactory(ReportFactory)
    slug = factory.LazyAttribute(lambda document: f"{document.report.year if document.report else 'other'}-en")
    kind = DocumentKind.ANNUAL_REPORT
    title = "Annual report"
    language = Language.EN
    media_type = "text/plain"
    file_name = factory.LazyAttribute(lambda document: f"{document.slug.removesuffix('-en')}.txt")
    sha256 = factory.LazyAttribute(lambda document: hashlib.sha256(document.slug.encode()).hexdigest())
    state = State.PUBLISHED


class DraftDocumentFactory(DocumentFactory):
    """A capture that may not be seen."""

    slug = factory.LazyAttribute(lambda document: f"{document.report.year}-draft")
    state = State.DRAFT


class WorkingGroupFactory(ObjectFactory):
    """A working group; asked for again by the same code, the same one."""

    class Meta:
        model = library.WorkingGroup
        django_get_or_create = ["code"]

    code = "SEA"
    slug = factory.LazyAttribute(lambda group: f"group-{group.code.lower()}")
    kind = GroupKind.GROUP
    name = factory.LazyAttribute(lambda group: f"Group {group.code}")


class SubgroupFactory(WorkingGroupFactory):
    """A subgroup of a working group."""

    code = "SUB"
    kind = GroupKind.SUBGROUP
    parent = factory.SubFactory(WorkingGroupFactory)


class GroupNameFactory(ObjectFactory):
    class Meta:
        model = library.GroupName

    group = factory.SubFactory(WorkingGroupFactory)
    report = factory.SubFactory(ReportFactory)
    language = Language.EN
    name = "Seas Working Group"


class SessionFactory(ObjectFactory):
    """A group's own meeting, on the second day of the annual one."""

    class Meta:
        model = library.Session

    group = factory.SubFactory(WorkingGroupFactory)
    meeting = factory.SubFactory(MeetingFactory)
    starts_on = factory.SelfAttribute("meeting.ends_on")
    ends_on = factory.SelfAttribute("meeting.ends_on")


class GroupReportFactory(ObjectFactory):
    """A group that has a chapter in a report."""

    class Meta:
        model = library.GroupReport

    report = factory.SubFactory(ReportFactory)
    group = factory.SubFactory(WorkingGroupFactory)
    status = GroupReportStatus.CHAPTER


class SilentGroupReportFactory(GroupReportFactory):
    """A group without a chapter in the report of two years later."""

    report = factory.SubFactory(ReportFactory, year=YEAR + LATER)
    status = GroupReportStatus.ABSENT


def _next(rows, field: str, first: int) -> int:
    last = rows.aggregate(last=Max(field))["last"]
    return first if last is None else last + 1


class SectionFactory(ObjectFactory):
    """A section of results; sections of one document follow one another."""

    class Meta:
        model = library.Section

    document = factory.SubFactory(DocumentFactory)
    working_group = factory.SubFactory(WorkingGroupFactory)
    order = factory.LazyAttribute(lambda section: _next(section.document.sections, "order", 1))
    heading = "What was done"
    role = SectionRole.RESULTS
    start = factory.LazyAttribute(lambda section: section.order * SECTION_LENGTH)
    end = factory.LazyAttribute(lambda section: section.start + SECTION_LENGTH)


class PromisesSectionFactory(SectionFactory):
    """A section of promises: each of its passages must be claimed or excluded."""

    heading = "What will be done"
    role = SectionRole.PROMISES


def section_of(document, group, role=SectionRole.RESULTS):
    """Return the section of that role in the group's chapter; make it where there is none."""
    found = document.sections.filter(working_group=group, role=role, parent=None).first()
    return found or SectionFactory(document=document, working_group=group, role=role)


class PassageFactory(ObjectFactory):
    """A known passage (its words are not held) among the results of a group's chapter.

    ``group`` and ``role`` choose the section; ``text`` makes it an imported one.
    """

    class Meta:
        model = library.Passage

    class Params:
        group = factory.SubFactory(WorkingGroupFactory)
        role = SectionRole.RESULTS

    document = factory.SubFactory(DocumentFactory)
    section = factory.LazyAttribute(lambda passage: section_of(passage.document, passage.group, passage.role))
    order = factory.LazyAttribute(lambda passage: _next(passage.document.passages, "order", 1))
    paragraph = factory.SelfAttribute("order")
    start = factory.LazyAttribute(
        lambda passage: _next(passage.section.passages, "end", passage.section.start + PASSAGE_LENGTH)
    )
    end = factory.LazyAttribute(lambda passage: passage.start + (len(passage.text) or PASSAGE_LENGTH))
    text = ""
    fingerprint = factory.LazyAttribute(
        lambda passage: fingerprint(passage.text or f"{passage.document.slug} passage {passage.order}")
    )


class PromisePassageFactory(PassageFactory):
    """A passage of a promises section, not yet decided."""

    class Params:
        role = SectionRole.PROMISES


class GapFactory(ObjectFactory):
    class Meta:
        model = library.Gap

    document = factory.SubFactory(DocumentFactory)
    kind = GapKind.LOST_LIST
    start = factory.LazyAttribute(lambda gap: _next(gap.document.gaps, "end", 0))
    end = factory.LazyAttribute(lambda gap: gap.start + 10)
    note = "A list is announced and missing."


class SourceConflictFactory(ObjectFactory):
    """A disagreement of two values, each with its passage; ``values=False`` leaves them out."""

    class Meta:
        model = library.SourceConflict

    slug = factory.Sequence(lambda n: f"day-of-meeting-{n}")
    subject = "The day of the meeting"
    resolution = ConflictResolution.OPEN
    explanation = "Left open."

    @factory.post_generation
    def values(self, create, extracted, **kwargs):
        if extracted is not False:
            ConflictValueFactory.create_batch(2, conflict=self)


class ConflictValueFactory(ObjectFactory):
    """One more of the values; ``passages`` lists where it is printed."""

    class Meta:
        model = library.ConflictValue

    conflict = factory.SubFactory(SourceConflictFactory)
    order = factory.LazyAttribute(lambda value: _next(value.conflict.values, "order", 1))
    value = factory.LazyAttribute(lambda value: f"Day {value.order}")

    @factory.post_generation
    def passages(self, create, extracted, **kwargs):
        self.passages.set(extracted or [PassageFactory()])


class OrganizationFactory(ObjectFactory):
    class Meta:
        model = library.Organization

    slug = factory.Sequence(lambda n: f"institution-{n}")
    name = factory.LazyAttribute(lambda organization: f"Ministry {organization.slug}")
    country = OrganizationCountry.CA
    sector = Sector.GOVERNMENT


class OrganizationNameFactory(ObjectFactory):
    class Meta:
        model = library.OrganizationName

    organization = factory.SubFactory(OrganizationFactory)
    language = Language.EN
    kind = NameKind.FORMER
    name = "Ministry of old"


class GroupSuccessionFactory(ObjectFactory):
    """A group that was created."""

    class Meta:
        model = library.GroupSuccession

    kind = SuccessionKind.CREATED
    successor = factory.SubFactory(WorkingGroupFactory)
    earliest = YEAR
    latest = YEAR
    basis = SuccessionBasis.INFERRED
    note = "It is first printed then."


class OrganizationSuccessionFactory(ObjectFactory):
    """An institution that was created."""

    class Meta:
        model = library.OrganizationSuccession

    kind = SuccessionKind.CREATED
    successor = factory.SubFactory(OrganizationFactory)
    earliest = YEAR
    latest = YEAR
    basis = SuccessionBasis.GENERAL_KNOWLEDGE
    note = "Known from elsewhere."


class PersonFactory(ObjectFactory):
    class Meta:
        model = library.Person

    slug = factory.Sequence(lambda n: f"person-{n}")
    name = factory.LazyAttribute(lambda person: f"Name of {person.slug}")


class AppointmentFactory(ObjectFactory):
    """A Canadian co-chair of a group."""

    class Meta:
        model = library.Appointment

    person = factory.SubFactory(PersonFactory)
    role = AppointmentRole.CO_CHAIR
    group = factory.SubFactory(WorkingGroupFactory)
    side = Country.CA
    report = factory.SubFactory(ReportFactory)
    name_as_printed = factory.SelfAttribute("person.name")


# The ledger: what is described


class ThemeFactory(ObjectFactory):
    class Meta:
        model = models.Theme
        django_get_or_create = ["slug"]

    slug = "tides"
    name = factory.LazyAttribute(lambda theme: theme.slug.capitalize())


def _next_reference(commitment) -> str:
    prefix = f"CMP-{commitment.report.year}-{commitment.working_group.code if commitment.working_group else 'CMP'}-"
    taken = models.Commitment.objects.filter(reference__startswith=prefix).values_list("reference", flat=True)
    number = max((int(reference.removeprefix(prefix)) for reference in taken), default=0) + 1
    return f"{prefix}{number:02d}"


class CommitmentFactory(ObjectFactory):
    """A firm, undated commitment of both countries, with its primary source.

    ``year`` chooses the report; ``primary`` the passage it rests on (False: none).
    """

    class Meta:
        model = models.Commitment

    class Params:
        year = YEAR

    report = factory.SubFactory(ReportFactory, year=factory.SelfAttribute("..year"))
    working_group = factory.SubFactory(WorkingGroupFactory)
    reference = factory.LazyAttribute(_next_reference)
    promised_on = factory.SelfAttribute("report.meeting.ends_on")
    title = factory.LazyAttribute(lambda commitment: f"Measure the tides ({commitment.reference})")
    summary = "Both ministries will measure the tides and tell each other."
    strength = Strength.FIRM
    nature = Nature.ONE_OFF
    must_canada_act = True
    must_mexico_act = True
    state = State.PUBLISHED

    @factory.post_generation
    def primary(self, create, extracted, **kwargs):
        if extracted is not False:
            CommitmentSourceFactory(
                commitment=self,
                is_primary=True,
                role=SourceRole.PROMISE,
                **({"passage": extracted} if extracted else {}),
            )


class DraftCommitmentFactory(CommitmentFactory):
    """A commitment that nobody outside has seen yet."""

    state = State.DRAFT


class WithdrawnCommitmentFactory(CommitmentFactory):
    """A commitment that was public and no longer is."""

    state = State.WITHDRAWN
    withdrawal_reason = "It was no commitment."


class CommitmentSourceFactory(ObjectFactory):
    """A further passage, given as context."""

    class Meta:
        model = models.CommitmentSource

    commitment = factory.SubFactory(CommitmentFactory)
    passage = factory.LazyAttribute(
        lambda source: PassageFactory(
            document=_document_of(source.commitment.report),
            group=source.commitment.working_group,
            role=SectionRole.PROMISES if source.is_primary else SectionRole.RESULTS,
        )
    )
    role = SourceRole.CONTEXT
    is_primary = False


def _document_of(report):
    return report.documents.first() or DocumentFactory(report=report)


class DeliverableFactory(ObjectFactory):
    class Meta:
        model = models.Deliverable

    commitment = factory.SubFactory(CommitmentFactory)
    order = factory.LazyAttribute(lambda deliverable: _next(deliverable.commitment.deliverables, "order", 1))
    text = "A tide table"


class CommitmentTagFactory(ObjectFactory):
    class Meta:
        model = models.CommitmentTag

    commitment = factory.SubFactory(CommitmentFactory)
    tag = Tag.YOUTH


class OwnershipFactory(ObjectFactory):
    """An institution in the lead."""

    class Meta:
        model = models.Ownership

    commitment = factory.SubFactory(CommitmentFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = OwnershipRole.LEAD


class IndicatorFactory(ObjectFactory):
    class Meta:
        model = models.Indicator

    commitment = factory.SubFactory(CommitmentFactory)
    name = "Gauges in service"
    unit = "gauges"


class MeasurementFactory(ObjectFactory):
    class Meta:
        model = models.Measurement

    indicator = factory.SubFactory(IndicatorFactory)
    measured_on = date(YEAR + 1, 6, 30)
    value = 7
    address = "https://example.org/gauges"


class MilestoneFactory(ObjectFactory):
    class Meta:
        model = models.Milestone

    commitment = factory.SubFactory(CommitmentFactory)
    order = factory.LazyAttribute(lambda milestone: _next(milestone.commitment.milestones, "order", 1))
    text = "Gauges bought"


# The ledger: what is appended


def later_passage(commitment):
    """Return a new passage of the report two years after the commitment's, in the chapter of its group."""
    report = ReportFactory(year=commitment.report.year + LATER)
    return PassageFactory(document=_document_of(report), group=commitment.working_group)


class AppendedFactory(factory.Factory):
    """Appends by a function of the ledger; ``subjects`` are its positional arguments."""

    class Meta:
        abstract = True

    by = BY


class UpdateFactory(AppendedFactory):
    """Progress, told by the report two years later."""

    class Meta:
        model = models.Update

    commitment = factory.SubFactory(CommitmentFactory)
    says = Says.PROGRESS
    basis = Basis.EXPLICIT
    source = factory.LazyAttribute(lambda update: later_passage(update.commitment))
    effective_on = factory.LazyAttribute(
        lambda update: update.commitment.promised_on.replace(year=update.commitment.report.year + LATER)
    )
    note = WORDS

    @classmethod
    def _create(cls, model_class, *args, commitment, **kwargs):
        return ledger.record_update(commitment, **kwargs)


class DraftUpdateFactory(UpdateFactory):
    """An update that may not be seen yet."""

    state = State.DRAFT


class SilenceFactory(UpdateFactory):
    """A search in vain of the report two years later."""

    says = Says.NOT_MENTIONED
    source = None
    searched = factory.LazyAttribute(lambda update: ReportFactory(year=update.commitment.report.year + LATER))


class GuidelineFactory(AppendedFactory):
    """By what a commitment will be judged, written at the beginning of the year after it."""

    class Meta:
        model = models.Guideline

    commitment = factory.SubFactory(CommitmentFactory)
    complete = partial = not_started = proof = WORDS
    recorded_at = factory.LazyAttribute(
        lambda guideline: datetime(guideline.commitment.report.year + 1, 1, 1, tzinfo=UTC)
    )

    @classmethod
    def _create(cls, model_class, *args, commitment, **kwargs):
        return ledger.record_guideline(commitment, **kwargs)


class DraftGuidelineFactory(GuidelineFactory):
    """A guideline that may not be seen yet."""

    state = State.DRAFT


def guideline_of(commitment):
    """Return the published guideline of ``commitment``; write it where there is none."""
    found = models.Guideline.objects.standing().filter(commitment=commitment, state=State.PUBLISHED).first()
    return found or GuidelineFactory(commitment=commitment)


class AssessmentFactory(AppendedFactory):
    """Limited progress of both together, resting on one update. A guideline is written where there is none."""

    class Meta:
        model = models.Assessment

    commitment = factory.SubFactory(CommitmentFactory)
    party = AssessedParty.JOINT
    completion = Completion.LIMITED
    updates = factory.LazyAttribute(lambda assessment: [UpdateFactory(commitment=assessment.commitment)])
    effective_on = factory.LazyAttribute(
        lambda assessment: assessment.commitment.promised_on.replace(year=assessment.commitment.report.year + LATER)
    )
    searched_until = factory.SelfAttribute("effective_on")
    reason = WORDS

    @classmethod
    def _create(cls, model_class, *args, commitment, **kwargs):
        guideline_of(commitment)
        return ledger.record_assessment(commitment, **kwargs)


class DraftAssessmentFactory(AssessmentFactory):
    """A verdict that may not be seen yet."""

    state = State.DRAFT


class AssessmentEvidenceFactory(AppendedFactory):
    """The evidence of a new assessment; it is only ever written with one."""

    class Meta:
        model = models.AssessmentEvidence

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return AssessmentFactory(**kwargs).evidence.get()


class ReplyFactory(AppendedFactory):
    """Canada's answer to a verdict, given on the first day of 2010."""

    class Meta:
        model = models.Reply

    assessment = factory.SubFactory(AssessmentFactory)
    side = Country.CA
    author = "Office of the Tides"
    replied_on = date(2010, 1, 1)
    text = "We have measured more than you say."
    language = Language.EN
    note = WORDS

    @classmethod
    def _create(cls, model_class, *args, assessment, **kwargs):
        return ledger.record_reply(assessment, **kwargs)


class DraftReplyFactory(ReplyFactory):
    """A reply that may not be seen yet."""

    state = State.DRAFT


class CodingFactory(AppendedFactory):
    """One reader finds limited progress of both together; each is another reader."""

    class Meta:
        model = models.Coding

    commitment = factory.SubFactory(CommitmentFactory)
    party = AssessedParty.JOINT
    completion = Completion.LIMITED
    note = "One of two gauges stands."
    by = factory.LazyAttribute(lambda coding: UserFactory())

    @classmethod
    def _create(cls, model_class, *args, commitment, **kwargs):
        guideline_of(commitment)
        return ledger.record_coding(commitment, **kwargs)


class LinkFactory(AppendedFactory):
    """A commitment of the report two years later continues an older one."""

    class Meta:
        model = models.Link

    older = factory.SubFactory(CommitmentFactory)
    newer = factory.LazyAttribute(
        lambda link: CommitmentFactory(year=link.older.report.year + LATER, working_group=link.older.working_group)
    )
    kind = LinkKind.CONTINUES
    basis = Basis.EXPLICIT
    rationale = WORDS

    @classmethod
    def _create(cls, model_class, *args, newer, older, **kwargs):
        return ledger.link(newer, older, **kwargs)


class DraftLinkFactory(LinkFactory):
    """A link that may not be seen yet."""

    state = State.DRAFT


class ExclusionFactory(AppendedFactory):
    """A passage of a promises section that is no commitment."""

    class Meta:
        model = models.Exclusion

    passage = factory.SubFactory(PromisePassageFactory)
    reason = ExclusionReason.CONTEXT
    note = WORDS

    @classmethod
    def _create(cls, model_class, *args, passage, **kwargs):
        return ledger.exclude(passage, **kwargs)


class DraftExclusionFactory(ExclusionFactory):
    """An exclusion that may not be seen yet."""

    state = State.DRAFT


class QuestionFactory(AppendedFactory):
    """Somebody should look at a passage again."""

    class Meta:
        model = models.Question

    passage = factory.SubFactory(PromisePassageFactory)
    note = "Is this a promise?"

    @classmethod
    def _create(cls, model_class, *args, passage, **kwargs):
        return ledger.ask(passage, **kwargs)


# Accounts, and what they upload


class ReleaseFactory(DjangoModelFactory):
    """A release whose files are not on disk."""

    class Meta:
        model = models.Release

    name = factory.Sequence(lambda number: f"release-{number}")
    as_of = date(2003, 12, 1)
    years = [2001, 2003]
    files = [{"name": "datapackage.json", "bytes": 2, "sha256": "0" * 64}]
    difference = {"since": None, "tables": {}, "badges": []}


class PendingUploadFactory(DjangoModelFactory):
    """A file that waits to be confirmed; each is another one."""

    class Meta:
        model = library.PendingUpload

    file_name = "report.txt"
    media_type = "text/plain"
    data = factory.Sequence(lambda n: f"Report number {n}".encode())
    sha256 = factory.LazyAttribute(lambda upload: hashlib.sha256(upload.data).hexdigest())
    size = factory.LazyAttribute(lambda upload: len(upload.data))
    uploaded_by_name = BY


class DataVersionFactory(DjangoModelFactory):
    """The one row, made by a migration."""

    class Meta:
        model = library.DataVersion
        django_get_or_create = ("id",)

    id = library.DataVersion.ONLY


class UserFactory(DjangoModelFactory):
    """An account without rights; ``is_staff`` and ``is_superuser`` give some."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"user-{n}")
    password = Password("a long enough pass phrase")
