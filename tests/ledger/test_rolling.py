"""Rolling forward: decisions about open commitments in the light of a new report, all of them or none."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model

from commitments import ledger
from commitments.choices import Basis, Life, LinkKind, Says
from commitments.desk import rolling
from commitments.models import Commitment, Link, Update
from commitments.outcomes import without_outcome
from reports.choices import GroupReportStatus, State, SuccessionKind
from reports.models import GroupReport
from tests.factories import (
    BY,
    WORDS,
    CommitmentFactory,
    DocumentFactory,
    DraftCommitmentFactory,
    GroupSuccessionFactory,
    PassageFactory,
    ReportFactory,
    SubgroupFactory,
    UserFactory,
    WorkingGroupFactory,
)

pytestmark = pytest.mark.django_db
NOTES = {"en": "The report of 2003 was searched; nothing in it answers this commitment."}


@pytest.fixture
def report():
    """A draft report of 2003 with a capture."""
    report = ReportFactory(year=2003, state=State.DRAFT)
    DocumentFactory(report=report, state=State.DRAFT)
    return report


def passage(report, **values):
    return PassageFactory(document=report.documents.get(), **values)


def answer(commitment, report, *, seen="", says=Says.PROGRESS, basis=Basis.STRONG, by=BY):
    return rolling.record_answer(
        commitment,
        passage=passage(report),
        says=says,
        basis=basis,
        effective_on=date(2003, 11, 21),
        note=WORDS,
        seen=seen,
        by=by,
    )


def forward(older, newer, *, seen=""):
    return rolling.link_forward(
        older, newer, kind=LinkKind.CONTINUES, basis=Basis.STRONG, rationale=WORDS, seen=seen, by=BY, scope_change=1
    )


def silent(commitments, report, **seen):
    marks = {commitment.reference: seen.get(commitment.reference[-2:], "") for commitment in commitments}
    return rolling.say_not_mentioned(commitments, report=report, note=NOTES, seen=marks, by=BY)


def group_silent(group, report, status=GroupReportStatus.ABSENT, by=BY):
    return rolling.say_group_silent(group, report=report, status=status, note={"en": "No chapter."}, by=by)


def left(report):
    return list(without_outcome(report).values_list("reference", flat=True))


# Each decision


def test_answer_from_a_draft_report_is_a_draft_and_an_outcome(report):
    commitment, user = CommitmentFactory(), UserFactory(first_name="Ana", last_name="Sol")
    assert left(report) == ["CMP-2001-SEA-01"]
    row = answer(commitment, report, says=Says.COMPLETED, by=user)
    assert (row.key, row.says, row.state, row.recorded_by, row.recorded_by_name) == (
        "CMP-2001-SEA-01-U1", "completed", "draft", user, "Ana Sol",
    )  # fmt: skip
    assert left(report) == []
    assert Commitment.objects.with_status(date(2003, 12, 31)).get().life == Life.OPEN  # what is a draft changes no axis


def test_answer_from_a_published_report_is_public():
    report = ReportFactory(year=2003)
    DocumentFactory(report=report)
    assert answer(CommitmentFactory(), report).state == "published"


def test_weak_answer_leaves_the_commitment_without_outcome(report):
    commitment = CommitmentFactory()
    row = answer(commitment, report, basis=Basis.WEAK)
    assert left(report) == ["CMP-2001-SEA-01"]
    silent([commitment], report, **{"01": row.key})
    assert left(report) == []


def test_link_to_a_draft_commitment_of_the_report_is_an_outcome(report):
    older = CommitmentFactory()
    newer = DraftCommitmentFactory(report=report, year=2003)
    row = forward(older, newer)
    assert (row.key, row.kind, row.scope_change, row.state) == ("CMP-2003-SEA-01-L1", "continues", 1, "draft")
    assert left(report) == []
    with pytest.raises(ValidationError, match="CMP-2003-SEA-01 is linked to it already"):
        forward(older, newer, seen=row.key)


def test_not_mentioned_names_the_report_and_takes_the_day_of_its_meeting(report):
    [row] = silent([CommitmentFactory()], report)
    assert (row.says, row.searched, row.basis, row.effective_on, row.state) == (
        "not_mentioned", report, "explicit", date(2003, 11, 21), "draft",
    )  # fmt: skip
    assert left(report) == []


def test_not_mentioned_needs_the_meeting_of_the_report():
    report = ReportFactory(year=2003, meeting=None, state=State.DRAFT)
    with pytest.raises(ValidationError, match="names no annual meeting yet"):
        silent([CommitmentFactory()], report)


def test_silent_group_is_recorded_once_and_inherited(report):
    group, user = WorkingGroupFactory(), UserFactory()
    CommitmentFactory.create_batch(2)
    other = CommitmentFactory(working_group=WorkingGroupFactory(code="AIR"))
    row = group_silent(group, report, by=user)
    assert (row.status, row.note_en, row.history.get().history_user) == ("absent", "No chapter.", user)
    assert left(report) == [other.reference]
    assert rolling.outcomes(report).mark(Commitment.objects.get(reference="CMP-2001-SEA-01")) == "absent"
    with pytest.raises(rolling.Overtaken):
        group_silent(group, report, GroupReportStatus.DID_NOT_MEET)
    with pytest.raises(ValidationError, match="in which way"):
        group_silent(group, report, GroupReportStatus.CHAPTER)


@pytest.mark.parametrize("kin", ["itself", "successor", "subgroup"])
def test_group_is_not_silent_while_its_lineage_has_a_chapter(report, kin):
    group = WorkingGroupFactory()
    speaking = {
        "itself": lambda: group,
        "successor": lambda: WorkingGroupFactory(code="AIR"),
        "subgroup": lambda: SubgroupFactory(parent=group),
    }[kin]()
    if kin == "successor":
        GroupSuccessionFactory(kind=SuccessionKind.RENAMED, predecessor=group, successor=speaking)
    passage(report, group=speaking)
    with pytest.raises(ValidationError, match="or of one that follows it: Group"):
        group_silent(group, report)
    assert not GroupReport.objects.exists()


# Undoing


def test_decision_is_taken_back_by_a_withdrawal(report):
    commitment = CommitmentFactory()
    row = answer(commitment, report)
    withdrawal = rolling.take_back(row, by=BY)
    assert (withdrawal.key, withdrawal.corrects, withdrawal.is_withdrawal) == ("CMP-2001-SEA-01-U2", row, True)
    assert left(report) == ["CMP-2001-SEA-01"]
    with pytest.raises(rolling.Overtaken):
        rolling.take_back(row, by=BY)
    assert answer(commitment, report).key == "CMP-2001-SEA-01-U3"


def test_public_decision_is_not_taken_back_at_the_desk():
    report = ReportFactory(year=2003)
    DocumentFactory(report=report)
    row = answer(CommitmentFactory(), report)
    with pytest.raises(ValidationError, match="CMP-2001-SEA-01-U1 is public"):
        rolling.take_back(row, by=BY)


def test_silence_of_a_group_is_taken_back_while_the_report_is_a_draft(report):
    CommitmentFactory()
    rolling.take_back_silence(group_silent(WorkingGroupFactory(), report), by=UserFactory(username="ana"))
    assert left(report) == ["CMP-2001-SEA-01"]
    assert [(row.history_type, str(row.history_user)) for row in GroupReport.history.all()] == [
        ("-", "ana"), ("+", "None"),
    ]  # fmt: skip
    row = group_silent(WorkingGroupFactory(), ReportFactory(year=2005))
    with pytest.raises(ValidationError, match="The report is public"):
        rolling.take_back_silence(row, by=BY)


# Two people


def test_second_of_two_people_is_told_and_nothing_is_overwritten(report):
    commitment = CommitmentFactory()
    newer = DraftCommitmentFactory(report=report, year=2003)
    first = answer(commitment, report)
    for act in (
        lambda: answer(commitment, report),
        lambda: forward(commitment, newer),
        lambda: silent([commitment], report),
    ):
        with pytest.raises(rolling.Overtaken) as meanwhile:
            act()
        assert meanwhile.value.commitments == (commitment,)
    assert list(Update.objects.all()) == [first]
    assert not Link.objects.exists()
    assert forward(commitment, newer, seen=first.key)  # several decisions are possible, by who has seen the others


def test_silence_and_word_do_not_stand_side_by_side(report):
    one, other = CommitmentFactory.create_batch(2)
    row, [silence] = answer(one, report), silent([other], report)
    with pytest.raises(ValidationError, match="CMP-2001-SEA-01 is answered already: CMP-2001-SEA-01-U1"):
        silent([one], report, **{"01": row.key})
    with pytest.raises(ValidationError, match="take that back first"):
        answer(other, report, seen=silence.key)


# All or nothing


def test_of_many_silences_none_is_recorded_where_one_may_not_be(report):
    commitments = CommitmentFactory.create_batch(3)
    answer(commitments[2], report)
    with pytest.raises(rolling.Overtaken):
        silent(commitments, report)
    assert Update.objects.count() == 1


@pytest.mark.parametrize(
    ("model", "last", "act"),
    [
        (Update, 3, lambda c, r, n: silent(c, r)),
        (Update, 1, lambda c, r, n: answer(c[0], r)),
        (Link, 1, lambda c, r, n: forward(c[0], n)),
        (GroupReport, 1, lambda c, r, n: group_silent(c[0].working_group, r)),
    ],
    ids=["not mentioned", "answer", "link", "group silent"],
)
def test_nothing_remains_when_the_last_write_fails(report, monkeypatch, model, last, act):
    commitments = CommitmentFactory.create_batch(3)
    newer = None if model is GroupReport else DraftCommitmentFactory(report=report, year=2003)
    save, written = Model.save, []

    def failing(self, *args, **kwargs):
        if isinstance(self, model):
            written.append(self)
            if len(written) == last:
                raise RuntimeError("the disk is full")
        return save(self, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(Model, "save", failing)
        with pytest.raises(RuntimeError, match="the disk is full"):
            act(commitments, report, newer)
    assert len(written) == last
    assert not model._default_manager.exists()


def test_whole_record_rolls_forward_and_is_published(report):
    """What the desk records as drafts is what publishing makes public."""
    said, linked, quiet = CommitmentFactory.create_batch(3)
    inherited = CommitmentFactory(working_group=WorkingGroupFactory(code="AIR"))
    newer = DraftCommitmentFactory(report=report, year=2003)
    answer(said, report, says=Says.COMPLETED)
    forward(linked, newer)
    silent([quiet], report)
    with pytest.raises(ValidationError, match="1 commitment of an earlier report was open"):
        ledger.publish_report(report, by=BY)
    group_silent(inherited.working_group, report)
    ledger.publish_report(report, by=BY)
    assert [(row.reference, row.life, row.badge) for row in Commitment.objects.with_status(date(2003, 12, 1))] == [
        ("CMP-2001-AIR-01", "open", "not_mentioned"),
        ("CMP-2001-SEA-01", "closed", "done"),
        ("CMP-2001-SEA-02", "carried_forward", "carried_forward"),
        ("CMP-2001-SEA-03", "open", "not_mentioned"),
        ("CMP-2003-SEA-01", "open", "no_later_report"),
    ]
