"""Rows of every kind that the public may not see, hung on what it may see. Each text in them is ``SECRET``.

``hide`` writes them all around one published commitment, and on three published sentences of promises on which nothing
rests. It needs the institution ``ministry``, the person ``person``, the meeting of 2002, an indicator of the commitment
and a statement that takes it up.
"""

from datetime import timedelta

from commitments import ledger
from commitments.choices import AssessedParty, Completion, LinkKind, Says, WindowKind, WindowPrecision
from commitments.models import Assessment, Commitment
from reports.choices import DocumentKind, SectionRole, State
from reports.models import Meeting, Organization, Person
from tests import factories
from tests.factories import LATER

SECRET = "Sealed"
REASON = "It was no promise."  # of what is withdrawn, which is told
WORDS = dict.fromkeys(("en", "fr", "es"), SECRET)


def hide(published, sentences):
    """Write everything."""
    *primary, decided = sentences
    for state, passage in zip((State.DRAFT, State.WITHDRAWN), primary, strict=True):
        of_a_commitment(published, published.report, state, primary=passage)
        of_a_document(published, state)
        of_a_report(published, state)
    drafts_about(published)
    for passage in (decided, factories.PassageFactory(document=a_document(published, State.DRAFT))):
        factories.QuestionFactory(passage=passage, note=SECRET)
        factories.DraftExclusionFactory(passage=passage, note=WORDS)
    factories.CodingFactory(commitment=published, party=AssessedParty.CA, note=SECRET)  # without its second
    factories.PendingUploadFactory(file_name=f"{SECRET}.txt")


def a_document(published, state):
    """Return a new capture, in ``state``, of the report of ``published``."""
    slug = f"{SECRET}-{published.report.documents.count()}".lower()
    return factories.DocumentFactory(report=published.report, slug=slug, title=SECRET, text=SECRET, state=state)


def of_a_commitment(published, report, state, **primary):
    """Write a commitment in ``state`` with a published row of every kind about it, tied to ``published``."""
    commitment = factories.CommitmentFactory(
        report=report,
        working_group=published.working_group,
        title=SECRET,
        summary=SECRET,
        withdrawal_reason=REASON if state == State.WITHDRAWN else "",
        window_kind=WindowKind.DUE,
        window_text=SECRET,
        window_end=report.meeting.ends_on.replace(year=report.year + LATER),
        window_precision=WindowPrecision.DAY,
        state=state,
        proposer_person=Person.objects.get(slug="person"),
        **primary,
    )
    commitment.joint_groups.set([factories.WorkingGroupFactory(code="YOU")])
    commitment.save()  # one more row of its history
    all_about(commitment)
    if commitment.report.year > published.report.year:
        factories.LinkFactory(older=published, newer=commitment, kind=LinkKind.SUPERSEDES, rationale=WORDS)
    else:
        factories.LinkFactory(older=commitment, newer=after(published), rationale=WORDS)


def all_about(commitment):
    """Write a published row of every kind about ``commitment``."""
    ministry, person = Organization.objects.get(slug="ministry"), Person.objects.get(slug="person")
    factories.DeliverableFactory(commitment=commitment, text=SECRET)
    factories.MilestoneFactory(commitment=commitment, text=SECRET)
    factories.MeasurementFactory(indicator=factories.IndicatorFactory(commitment=commitment, name=SECRET))
    factories.CommitmentTagFactory(commitment=commitment)
    for owner in ({"organization": ministry}, {"group": commitment.working_group}, {"person": person}):
        factories.OwnershipFactory(commitment=commitment, **{"organization": None, **owner})
    update = factories.UpdateFactory(commitment=commitment, source=a_web_page(commitment), note=WORDS)
    assessment = factories.AssessmentFactory(commitment=commitment, updates=[update], reason=WORDS)
    factories.ReplyFactory(assessment=assessment, text=SECRET, author=SECRET, note=WORDS)
    factories.CodingFactory.create_batch(2, commitment=commitment, note=SECRET)
    ledger.withdraw(ledger.correct(update, by="curators", note=WORDS), by="curators")


def a_web_page(commitment):
    """Return a page of the web that tells of ``commitment``."""
    return ledger.WebPage("https://example.org/sealed", commitment.promised_on.replace(year=2026))


def after(published):
    """Return the published statement that takes up ``published``."""
    return published.links_to_newer.order_by("pk").first().newer


def drafts_about(published):
    """Write drafts of every kind about ``published`` itself, and drafts that correct them."""
    page = a_web_page(published)
    for says in Says:
        if says is Says.NOT_MENTIONED:
            factories.SilenceFactory(commitment=published, state=State.DRAFT, note=WORDS)
        else:
            draft = factories.DraftUpdateFactory(commitment=published, says=says, source=page, note=WORDS)
            ledger.correct(draft, by="curators", note={"en": SECRET}, says=Says.COMPLETED)
    for party in AssessedParty:
        draft = factories.DraftAssessmentFactory(
            commitment=published,
            party=party,
            completion=Completion.COMPLETE,
            updates=[published.updates.filter(state=State.PUBLISHED).first()],
            reason=WORDS,
        )
        ledger.withdraw(draft, by="curators")
    factories.DraftGuidelineFactory(
        commitment=Commitment.objects.published().filter(guidelines=None).first(), complete=WORDS, proof=WORDS
    )
    verdict = Assessment.objects.counting().filter(commitment=published).first()
    factories.DraftReplyFactory(assessment=verdict, text=SECRET, author=SECRET, note=WORDS)
    tied = set(published.links_to_newer.values_list("kind", flat=True))
    for kind in {LinkKind.SUPERSEDES, LinkKind.AMENDS, LinkKind.REPEATS} - tied:
        factories.DraftLinkFactory(older=published, newer=after(published), kind=kind, rationale=WORDS)


def of_a_document(published, state):
    """Write what stands in a document in ``state``, and rows of published things that cite it."""
    critique = {"report": None, "kind": DocumentKind.CRITIQUE}
    in_it(a_document(published, state), published)
    in_it(factories.DocumentFactory(**critique, slug=f"critique-{state}", title=SECRET, state=state), published)


def in_it(document, published):
    """Write sections and sentences of ``document``, and rows of every kind that rest on them alone."""
    section = factories.SectionFactory(document=document, heading=SECRET, role=SectionRole.PROMISES)
    passage = factories.PassageFactory(document=document, section=section, text=SECRET)
    factories.GapFactory(document=document, section=section, note=SECRET)
    factories.ExclusionFactory(
        passage=factories.PassageFactory(document=document, section=section, text=SECRET), note=WORDS
    )
    factories.ConflictValueFactory(conflict__subject=SECRET, conflict__values=False, value=SECRET, passages=[passage])
    factories.CommitmentSourceFactory(commitment=published, passage=passage)
    indicator = published.indicators.get()
    day = published.promised_on + timedelta(days=indicator.measurements.count())
    factories.MeasurementFactory(indicator=indicator, measured_on=day, passage=passage, address="")
    person = Person.objects.get(slug="person")
    for one in (person, factories.PersonFactory(name=SECRET)):
        factories.AppointmentFactory(person=one, report=None, document=document, title_as_printed=SECRET)
    meeting = factories.MeetingFactory(year=1900 + Meeting.objects.count(), place=SECRET)
    for row in (
        meeting,
        factories.SessionFactory(place=SECRET, meeting=meeting, group=published.working_group),
        factories.GroupSuccessionFactory(successor=published.working_group, note=SECRET),
        factories.OrganizationSuccessionFactory(successor=Organization.objects.get(slug="ministry"), note=SECRET),
    ):
        row.passages.set([passage])


def of_a_report(published, state):
    """Write a report in ``state`` with everything in it, and what it says of ``published``."""
    year = {State.DRAFT: 2090, State.WITHDRAWN: 2091}[state]
    report = factories.ReportFactory(
        year=year, period=SECRET, title=SECRET, state=state, meeting=Meeting.objects.get(slug="2002")
    )
    document = factories.DocumentFactory(report=report, title=SECRET)
    in_it(document, published)
    of_a_commitment(published, report, State.PUBLISHED)
    passage = factories.PassageFactory(document=document, group=published.working_group, text=SECRET)
    day = {"effective_on": report.meeting.ends_on.replace(year=year)}
    update = factories.UpdateFactory(commitment=published, source=passage, says=Says.DROPPED, note=WORDS, **day)
    factories.AssessmentFactory(
        commitment=published, updates=[update], reason=WORDS, state=State.DRAFT, party=AssessedParty.MX, **day
    )
    factories.SilenceFactory(commitment=published, searched=report, note=WORDS, **day)
    factories.SilentGroupReportFactory(report=report, group=published.working_group, note=SECRET).passages.set(
        [passage]
    )
    factories.GroupNameFactory(report=report, group=published.working_group, name=SECRET)
    factories.AppointmentFactory(
        person=Person.objects.get(slug="person"), report=report, title_as_printed=SECRET, group=published.working_group
    )
