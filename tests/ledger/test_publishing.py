"""Publishing a report: what stands against it, what is published with it, and that nothing remains of a failure."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from commitments import ledger
from commitments.choices import Basis, Completion, Says
from commitments.desk.publishing import blockers
from commitments.invariants import PREDICATES
from commitments.models import Assessment, Commitment, Exclusion, Link, Update
from reports.choices import GroupReportStatus, State
from reports.models import Document, Report
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """A draft report of 2003 after a published one of 2001, with everything decided in drafts."""
    old = make.CommitmentFactory.create_batch(3)
    report = make.ReportFactory(year=2003, state=State.DRAFT)
    document = make.DocumentFactory(report=report, state=State.DRAFT)
    new = make.DraftCommitmentFactory(report=report)
    excluded = make.PromisePassageFactory(document=document)
    make.DraftExclusionFactory(passage=excluded)
    said = make.DraftUpdateFactory(commitment=old[0], source=make.PassageFactory(document=document))
    make.DraftAssessmentFactory(commitment=old[0], updates=[said])
    make.SilenceFactory(commitment=old[1], searched=report, state=State.DRAFT)
    make.DraftLinkFactory(newer=new, older=old[2])
    return report


def rules(report):
    return [blocker.rule for blocker in blockers(report)]


def test_report_is_published_with_all_that_was_drafted_for_it(draft):
    author = make.UserFactory(first_name="Ana", last_name="Ruiz")
    assert blockers(draft) == ()
    ledger.publish_report(draft, by=author)
    assert Report.objects.get(year=2003).state == State.PUBLISHED
    assert Document.objects.get(slug="2003-en").state == State.PUBLISHED
    new = Commitment.objects.get(report=draft)
    assert new.state == State.PUBLISHED
    assert (new.history.first().history_user, new.history.first().history_change_reason) == (
        author,
        "Published by Ana Ruiz",
    )
    for model, keys in {
        Exclusion: [("2003-en-X1", "draft"), ("2003-en-X2", "published")],
        Update: [
            ("CMP-2001-SEA-01-U1", "draft"),
            ("CMP-2001-SEA-01-U2", "published"),
            ("CMP-2001-SEA-02-U1", "draft"),
            ("CMP-2001-SEA-02-U2", "published"),
        ],
        Link: [("CMP-2003-SEA-01-L1", "draft"), ("CMP-2003-SEA-01-L2", "published")],
        Assessment: [("CMP-2001-SEA-01-A1", "draft"), ("CMP-2001-SEA-01-A2", "published")],
    }.items():
        assert list(model.objects.order_by("key").values_list("key", "state")) == keys
        assert [row.recorded_by_name for row in model.objects.counting()] == ["Ana Ruiz"] * (len(keys) // 2)
    assert Assessment.objects.counting().get().evidence.get().update.key == "CMP-2001-SEA-01-U2"
    assert [line for predicate in PREDICATES for line in predicate()] == []


def test_words_reach_the_known_captures_when_the_draft_is_published(draft):
    known = make.DocumentFactory(report=draft, slug="2003-known")
    wordless = make.PassageFactory(document=known, text="")
    given = make.PassageFactory(document=Document.objects.get(slug="2003-en"), text="Ships sail.")
    type(wordless).objects.filter(pk=wordless.pk).update(fingerprint=given.fingerprint)
    ledger.publish_report(draft, by=make.BY)
    wordless.refresh_from_db()
    assert wordless.text == "Ships sail."


def test_undecided_sentence_stands_against_it(draft):
    passage = make.PromisePassageFactory(document=Document.objects.get(slug="2003-en"))
    (blocker,) = blockers(draft)
    assert (blocker.rule, blocker.passages) == ("promises_sections_are_decided", (passage,))
    assert blocker.sentence == (
        "1 sentence of the sections of promises is undecided: it is neither a commitment nor excluded."
    )
    with pytest.raises(ValidationError, match="1 sentence of the sections of promises is undecided"):
        ledger.publish_report(draft, by=make.BY)
    assert Report.objects.get(year=2003).state == State.DRAFT


def test_open_commitment_without_an_outcome_stands_against_it(draft):
    old = make.CommitmentFactory()
    (blocker,) = blockers(draft)
    assert (blocker.rule, blocker.commitments) == ("open_commitments_have_outcomes", (old,))
    with pytest.raises(ValidationError, match="has no outcome in this one"):
        ledger.publish_report(draft, by=make.BY)


@pytest.mark.parametrize(
    "answer",
    [
        lambda old, report: make.SilenceFactory(commitment=old, searched=report, state=State.DRAFT),
        lambda old, report: make.GroupReportFactory(
            report=report, group=old.working_group, status=GroupReportStatus.DID_NOT_MEET
        ),
        lambda old, report: make.UpdateFactory(
            commitment=old,
            says=Says.DROPPED,
            effective_on=date(2002, 5, 1),
            source=ledger.WebPage("https://a.example", date(2003, 1, 1)),
        ),
    ],
    ids=["silence", "silent group", "closed before the meeting"],
)
def test_each_kind_of_outcome_answers(answer):
    old = make.CommitmentFactory()
    report = make.ReportFactory(year=2003, state=State.DRAFT)
    assert "open_commitments_have_outcomes" in rules(report)
    answer(old, report)
    assert "open_commitments_have_outcomes" not in rules(report)


def test_what_does_not_stand_answers_nothing(draft):
    weak, withdrawn = make.CommitmentFactory.create_batch(2)
    source = make.PassageFactory(document=Document.objects.get(slug="2003-en"))
    make.DraftUpdateFactory(commitment=weak, source=source, basis=Basis.WEAK)
    ledger.withdraw(make.SilenceFactory(commitment=withdrawn, searched=draft, state=State.DRAFT), by=make.BY)
    (blocker,) = blockers(draft)
    assert blocker.commitments == (weak, withdrawn)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("commitments_are_complete_in_three_languages", {"summary_fr": ""}),
        ("promises_are_dated_by_their_meeting", {"promised_on": date(2003, 1, 1)}),
        ("windows_say_how_they_were_read", {"window_precision": "day"}),
    ],
)
def test_unfit_draft_stands_against_it(draft, rule, change):
    new = Commitment.objects.get(report=draft)
    Commitment.objects.filter(pk=new.pk).update(**change)
    (blocker,) = blockers(draft)
    assert (blocker.rule, blocker.commitments) == (rule, (new,))


def test_report_without_document_and_meeting_is_not_published():
    report = make.ReportFactory(year=2005, meeting=None, state=State.DRAFT)
    assert rules(report) == ["report_has_a_document", "report_has_a_meeting"]


def test_rule_that_only_publishing_would_break_refuses_it(draft):
    """A search in vain and an update of the same report contradict each other once both count."""
    old = Commitment.objects.get(reference="CMP-2001-SEA-01")
    make.SilenceFactory(commitment=old, searched=draft, state=State.DRAFT)
    with pytest.raises(ValidationError, match="says that a report is silent, which another update cites"):
        ledger.publish_report(draft, by=make.BY)
    assert Report.objects.get(year=2003).state == State.DRAFT
    assert not Update.objects.filter(state=State.PUBLISHED).exists()


def test_nothing_remains_when_the_last_write_fails(draft):
    tables = [Report, Document, Commitment, Exclusion, Update, Link, Assessment, Commitment.history.model]
    before = [list(model._base_manager.order_by("pk").values_list()) for model in tables]

    def fail(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "commitments_assessmentevidence"'):
            raise IntegrityError("made to fail")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail), pytest.raises(IntegrityError, match="made to fail"):
        ledger.publish_report(draft, by=make.BY)
    assert [list(model._base_manager.order_by("pk").values_list()) for model in tables] == before


def test_draft_assessment_of_another_report_stays_a_draft(draft):
    other = make.DraftAssessmentFactory(
        commitment=make.CommitmentFactory(reference="CMP-2001-SEA-09"), completion=Completion.NO_EVIDENCE, updates=[]
    )
    make.SilenceFactory(commitment=other.commitment, searched=draft, state=State.DRAFT)
    ledger.publish_report(draft, by=make.BY)
    assert Assessment.objects.standing().get(commitment=other.commitment).state == State.DRAFT


def test_command_refuses_publishes_and_says_that_it_is_done(draft, capsys):
    passage = make.PromisePassageFactory(document=Document.objects.get(slug="2003-en"))
    with pytest.raises(CommandError, match=rf"2003-en {passage.start}–{passage.end}") as refused:
        call_command("publish_report", "2003")
    assert refused.value.returncode == 2
    make.DraftExclusionFactory(passage=passage)
    call_command("publish_report", "2003")
    call_command("publish_report", "2003")
    assert capsys.readouterr().out == ("The report of 2003 is published.\nThe report of 2003 is already published.\n")
    with pytest.raises(CommandError, match="No report of 1999 is held here") as missing:
        call_command("publish_report", "1999")
    assert missing.value.returncode == 2
