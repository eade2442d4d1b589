"""Every invariant can be broken, names the row that breaks it, and then ``audit_record`` fails."""

import json
from datetime import UTC, date, datetime
from io import StringIO
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from commitments import invariants, status
from commitments.choices import Basis, Completion, LinkKind, Says, Strength, WindowKind
from commitments.models import (
    AssessmentEvidence,
    Update,
)
from commitments.querysets import LinkQuerySet, UpdateQuerySet
from reports.choices import GroupReportStatus, SectionRole, State, SuccessionBasis
from reports.models import Report, Section
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_before():
    """Undo what a break has changed in the code."""
    yield
    mock.patch.stopall()


def alter(row, **values):
    """Write what no door of the site would write."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def hide_report():
    make.DocumentFactory()
    Report.objects.update(state=State.DRAFT)
    return "2001-en"


def overlap():
    first, second = make.PassageFactory(), make.PassageFactory()
    alter(second, start=first.end - 1)
    return f"2001-en {first.end - 1}–{second.end}"


def shuffle():
    make.PassageFactory()
    alter(make.PassageFactory(), order=99)
    make.PassageFactory(order=50)
    return "2001-en passage 99"


def leave_section():
    passage = make.PassageFactory()
    alter(passage, end=passage.section.end + 1)
    return f"2001-en {passage.start}"


def leave_parent():
    parent = make.SectionFactory(start=100, end=200)
    make.SectionFactory(parent=parent, start=150, end=201)
    return "2001-en section 2"


def other_role_than_parent():
    parent = make.SectionFactory(start=100, end=200)
    make.SectionFactory(parent=parent, start=150, end=200, role=SectionRole.PROMISES)
    return "2001-en section 2"


def gap_outside():
    section = make.SectionFactory()
    alter(make.GapFactory(section=section), start=section.end, end=section.end + 1)
    return f"2001-en {section.end}"


def appointment_elsewhere():
    make.AppointmentFactory(document=make.DocumentFactory(report__year=2003), name_as_printed="Ann Reef")
    return "Ann Reef (2001)"


def circle_of_parents():
    group = make.SubgroupFactory()
    alter(group, parent=group)
    return "workinggroup group-sub"


def silent_with_chapter():
    make.SectionFactory()
    make.GroupReportFactory(status=GroupReportStatus.ABSENT)
    return "SEA is said to be silent in 2001"


def chapter_without_sections():
    make.DocumentFactory()
    make.GroupReportFactory()
    return "SEA is said to have a chapter in 2001"


def stated_nowhere():
    make.GroupSuccessionFactory(basis=SuccessionBasis.STATED)
    return "created 2001 (group-sea) is stated nowhere"


def one_value():
    conflict = make.SourceConflictFactory()
    conflict.values.update(value="the same day")
    return f"{conflict.slug} does not have two different values"


def value_without_passage():
    value = make.ConflictValueFactory()
    value.passages.clear()
    return f"{value.conflict.slug}: value 3 cites no passage"


def commitment_of_hidden_report():
    reference = make.CommitmentFactory().reference
    Report.objects.update(state=State.WITHDRAWN)
    return f"{reference} is published, its report is not"


def no_primary():
    return f"{make.CommitmentFactory(primary=False).reference} has no single primary source"


def source_of_another_report():
    commitment = make.CommitmentFactory()
    make.CommitmentSourceFactory(commitment=commitment, passage=make.PassageFactory(document__report__year=2003))
    return f"{commitment.reference} cites a passage of another report"


def wrong_reference():
    return make.CommitmentFactory(reference="CMP-2003-SEA-01").reference


def other_chapter():
    commitment = make.CommitmentFactory()
    other = make.WorkingGroupFactory(code="SKY")
    Section.objects.update(working_group=other)
    return f"{commitment.reference} belongs to SEA, its passage to the chapter of SKY"


def dated_otherwise():
    return f"{make.CommitmentFactory(promised_on=date(2001, 11, 20)).reference} is dated 2001-11-20"


def window_unread():
    make.CommitmentFactory(window_kind=WindowKind.DUE, window_text="by then", window_precision="day")
    return "CMP-2001-SEA-01: it is not said how its window was read"


def window_without_precision():
    make.CommitmentFactory(window_kind=WindowKind.DUE, window_text="by then", window_reading="As printed.")
    return "CMP-2001-SEA-01: words and precision of its window do not fit"


def firm_with_proposer():
    return f"{make.CommitmentFactory(proposer_party='MX').reference} names more proposers"


def two_proposers():
    commitment = make.CommitmentFactory(
        strength=Strength.PROPOSAL, proposer_party="MX", proposer_group=make.WorkingGroupFactory()
    )
    return f"{commitment.reference} names more proposers"


def owner_of_the_past():
    return make.OwnershipFactory(ends_on=date(2000, 1, 1)).commitment.reference


def untranslated():
    return f"{make.CommitmentFactory(title_es='').reference} has no title in es"


def part_outside():
    source = make.CommitmentFactory().sources.get()
    alter(source, start=source.passage.end - 1, end=source.passage.end + 1)
    return "CMP-2001-SEA-01 cites a part outside its passage"


def shared_whole():
    first = make.CommitmentFactory()
    make.CommitmentFactory(primary=first.sources.get().passage)
    return "CMP-2001-SEA-02 shares its passage"


def shared_words():
    first = make.CommitmentFactory().sources.get()
    second = make.CommitmentFactory(primary=first.passage).sources.get()
    alter(first, start=first.passage.start, end=first.passage.start + 10)
    alter(second, start=first.passage.start + 9, end=first.passage.end)
    return "CMP-2001-SEA-02 shares words with CMP-2001-SEA-01"


def undecided():
    passage = make.PromisePassageFactory()
    return f"2001-en {passage.start}–{passage.end} is neither claimed nor excluded"


def claimed_and_excluded():
    exclusion = make.ExclusionFactory()
    make.CommitmentFactory(primary=exclusion.passage)
    return f"{exclusion.key}: CMP-2001-SEA-01 rests on this passage"


def excluded_elsewhere():
    exclusion = make.ExclusionFactory()
    Section.objects.update(role=SectionRole.RESULTS)
    return exclusion.key


def early_evidence():
    update = make.UpdateFactory()
    alter(update, effective_on=date(2000, 1, 1))
    return f"{update.key}: Nothing from before"


def own_report_as_evidence():
    update = make.UpdateFactory()
    alter(update, passage=make.PassageFactory())
    return f"{update.key}: The 2001 report cannot prove"


def dropped_without_explicit_words():
    update = make.UpdateFactory(says=Says.DROPPED)
    with connection.cursor() as cursor:  # the database refuses it too
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            alter(update, basis=Basis.STRONG)
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE commitments_update DROP CONSTRAINT commitments_update_dropped_is_explicit")
            alter(update, basis=Basis.STRONG)
    return f"{update.key} says dropped"


def count_anew(rows, verb, instead):
    """Let ``verb`` of ``rows`` answer otherwise, and let nothing that was worked out before be used again."""
    mock.patch.object(rows, verb, instead).start()
    mock.patch.object(status, "_known", status._known.__wrapped__).start()


def weak_word_that_decides():
    """No row breaks it; the code would have to count weak words."""
    count_anew(UpdateQuerySet, "declaring", lambda rows: rows.exclude(says=Says.NOT_MENTIONED))
    update = make.UpdateFactory(basis=Basis.WEAK)
    return f"{update.commitment.reference} is declared progress by weak words alone"


def weak_link_that_decides():
    """No row breaks it; the code would have to count weak links."""
    count_anew(LinkQuerySet, "deciding", lambda rows: rows)
    return f"{make.LinkFactory(basis=Basis.WEAK).older.reference} is carried_forward by weak links alone"


def weak_link_that_joins():
    """As before; here the newer end, which no axis shows."""
    count_anew(LinkQuerySet, "deciding", lambda rows: rows)
    return f"{make.LinkFactory(basis=Basis.WEAK).newer.reference} is counted with others by weak links alone"


def second_guideline():
    first, second = make.GuidelineFactory(), make.GuidelineFactory()
    alter(second, commitment=first.commitment)
    return f"{first.key}: Its guideline is {second.key} already"


def verdict_without_guideline():
    assessment = make.AssessmentFactory()
    alter(assessment, guideline=None)
    return f"{assessment.key}: Write and publish its guideline first"


def guideline_of_another():
    assessment = make.AssessmentFactory()
    alter(assessment, guideline=(other := make.GuidelineFactory()))
    return f"{assessment.key}: {other.key} is no published guideline of this commitment"


def guideline_after_the_verdict():
    assessment = make.AssessmentFactory()
    alter(assessment.guideline, recorded_at=datetime(2999, 1, 1, tzinfo=UTC))
    return f"{assessment.key}: The guideline {assessment.guideline.key} was written after"


def reply_to_a_draft():
    reply = make.ReplyFactory()
    alter(reply.assessment, state=State.DRAFT)
    return f"{reply.key}: CMP-2001-SEA-01-A1 is a draft"


def third_coding():
    first = make.CodingFactory()
    make.CodingFactory(commitment=first.commitment)
    third = make.CodingFactory(commitment=first.commitment, party="CA")
    alter(third, party="joint")
    return f"{third.key} is one coding too many"


def verdict_on_weak_words():
    assessment = make.AssessmentFactory()
    Update._base_manager.update(basis=Basis.WEAK)
    return f"{assessment.key}: A verdict cannot rest on weak updates alone"


def verdict_on_nothing():
    assessment = make.AssessmentFactory(completion=Completion.NO_EVIDENCE, updates=[])
    alter(assessment, completion=Completion.COMPLETE)
    return f"{assessment.key}: Name at least one update"


def early_verdict():
    assessment = make.AssessmentFactory()
    alter(assessment, effective_on=date(2000, 1, 1))
    return f"{assessment.key}: A verdict cannot hold"


def verdict_on_a_draft():
    assessment = make.AssessmentFactory()
    Update._base_manager.update(state=State.DRAFT)
    return f"{assessment.key}: CMP-2001-SEA-01-U1 is a draft"


def verdict_on_another():
    assessment = make.AssessmentFactory()
    AssessmentEvidence._base_manager.update(update=make.UpdateFactory())
    return f"{assessment.key}: CMP-2001-SEA-02-U1 is about another commitment"


def deliverable_of_another():
    update = make.UpdateFactory()
    alter(update, deliverable=make.DeliverableFactory())
    return f"{update.key} is about a deliverable of another commitment"


def link_forward():
    link = make.LinkFactory()
    alter(link, newer=link.older, older=link.newer)
    return f"{link.key}: A link points from the newer"


def circle_of_links():
    first, second = make.CommitmentFactory.create_batch(2)
    make.LinkFactory(newer=first, older=second, kind=LinkKind.DEPENDS_ON)
    link = make.LinkFactory(newer=first, older=make.CommitmentFactory(), kind=LinkKind.DEPENDS_ON)
    alter(link, newer=second, older=first, key="CMP-2001-SEA-02-L1")
    return "CMP-2001-SEA-02-L1: This link would close a circle"


def unanswered():
    reference = make.CommitmentFactory().reference
    make.ReportFactory(year=2003)
    return f"{reference} has no outcome in the report of 2003"


def silent_and_spoken():
    update = make.UpdateFactory()
    return f"{make.SilenceFactory(commitment=update.commitment).key} says that a report is silent"


def unfit_correction():
    first, second = make.QuestionFactory(), make.QuestionFactory(passage__document__report__year=2003)
    alter(second, corrects=first)
    return f"{second.key}: {first.key} is about something else"


def wrong_key():
    exclusion = make.ExclusionFactory()
    alter(exclusion, key="2001-en-X01")
    return "2001-en-X01 does not fit 2001-en"


BREAKS = {
    "published_documents_have_published_reports": [hide_report],
    "passages_do_not_overlap": [overlap],
    "passages_are_in_print_order": [shuffle],
    "passages_stand_in_their_section": [leave_section],
    "sections_stand_in_their_parent": [leave_parent, other_role_than_parent],
    "gaps_stand_in_their_section": [gap_outside],
    "appointments_are_read_in_their_report": [appointment_elsewhere],
    "parents_make_no_circle": [circle_of_parents],
    "group_reports_fit_their_chapters": [silent_with_chapter, chapter_without_sections],
    "stated_successions_cite_a_passage": [stated_nowhere],
    "conflicts_have_two_values": [one_value, value_without_passage],
    "published_commitments_have_published_reports": [commitment_of_hidden_report],
    "commitments_have_one_primary_source": [no_primary, source_of_another_report],
    "references_say_report_and_group": [wrong_reference],
    "commitments_stand_in_their_chapter": [other_chapter],
    "promises_are_dated_by_their_meeting": [dated_otherwise],
    "windows_say_how_they_were_read": [window_unread, window_without_precision],
    "only_proposals_have_a_proposer": [firm_with_proposer, two_proposers],
    "owners_owe_after_the_promise": [owner_of_the_past],
    "commitments_are_complete_in_three_languages": [untranslated],
    "parts_lie_within_their_passage": [part_outside],
    "shared_passages_are_split": [shared_whole, shared_words],
    "promises_sections_are_decided": [undecided],
    "claimed_passages_are_not_excluded": [claimed_and_excluded],
    "exclusions_stand_in_promises_sections": [excluded_elsewhere],
    "evidence_is_later_than_promises": [early_evidence, own_report_as_evidence],
    "dropped_is_explicit": [dropped_without_explicit_words],
    "weak_rows_decide_nothing": [weak_word_that_decides, weak_link_that_decides, weak_link_that_joins],
    "commitments_have_one_guideline": [second_guideline],
    "verdicts_follow_their_guideline": [verdict_without_guideline, guideline_of_another, guideline_after_the_verdict],
    "replies_are_to_public_verdicts": [reply_to_a_draft],
    "codings_are_by_two_people": [third_coding],
    "verdicts_have_evidence": [verdict_on_nothing, verdict_on_weak_words, early_verdict],
    "verdicts_rest_on_what_may_be_seen": [verdict_on_a_draft, verdict_on_another],
    "deliverables_are_of_their_commitment": [deliverable_of_another],
    "links_point_back": [link_forward],
    "links_make_no_cycle": [circle_of_links],
    "open_commitments_have_outcomes": [unanswered],
    "silence_and_word_do_not_contradict": [silent_and_spoken],
    "corrections_are_fit": [unfit_correction],
    "keys_name_their_subject": [wrong_key],
}
PREDICATES = {predicate.__name__: predicate for predicate in invariants.PREDICATES}


def test_every_invariant_is_broken_once():
    assert list(BREAKS) == list(PREDICATES)


@pytest.mark.parametrize(
    ("name", "break_it"),
    [(name, break_it) for name, breaks in BREAKS.items() for break_it in breaks],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_broken_invariant_names_the_row_and_audit_fails(name, break_it):
    named = break_it()
    lines = list(PREDICATES[name]())
    assert any(line.startswith(named) for line in lines), lines
    out = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("audit_record", stdout=out)
    assert failure.value.returncode == 1
    assert name in str(failure.value)
    assert f"{name}: violated\n" in out.getvalue()
    assert f"  {named}" in out.getvalue()


@pytest.mark.parametrize("predicate", PREDICATES.values(), ids=PREDICATES)
def test_empty_record_violates_nothing(predicate):
    assert list(predicate()) == []


@pytest.mark.parametrize("predicate", PREDICATES.values(), ids=PREDICATES)
def test_invariant_says_what_holds(predicate):
    assert predicate.__doc__.strip().endswith(".")


def test_shared_passage_split_into_parts_is_no_violation():
    first = make.CommitmentFactory().sources.get()
    second = make.CommitmentFactory(primary=first.passage).sources.get()
    alter(first, start=first.passage.start, end=first.passage.start + 10)
    alter(second, start=first.passage.start + 10, end=first.passage.end)
    assert list(invariants.shared_passages_are_split()) == []


def test_withdrawn_commitment_claims_nothing():
    passage = make.WithdrawnCommitmentFactory().sources.get().passage
    make.ExclusionFactory(passage=passage)
    assert list(invariants.claimed_passages_are_not_excluded()) == []
    assert list(invariants.commitments_have_one_primary_source()) == []


def test_weak_word_does_not_contradict_a_silence():
    update = make.UpdateFactory(basis=Basis.WEAK)
    make.SilenceFactory(commitment=update.commitment)
    assert list(invariants.silence_and_word_do_not_contradict()) == []


# audit_record


def audit(*arguments):
    out = StringIO()
    call_command("audit_record", *arguments, stdout=out)
    return out.getvalue()


def test_audit_counts_per_report_and_in_all():
    make.SilenceFactory()
    make.CommitmentFactory(year=2003, strength=Strength.PROPOSAL)
    make.UpdateFactory(commitment=make.CommitmentFactory())
    make.ExclusionFactory()
    header, *table = audit().splitlines()
    lines = {line[:41].strip(): line[41:].split() for line in table}
    assert header.split() == ["all", "2001", "2003"]
    assert lines["commitments"] == ["3", "2", "1"]
    assert lines["commitments, proposal"] == ["1", "0", "1"]
    assert lines["updates"] == ["2", "2", "0"]
    assert lines["exclusions"] == ["1", "1", "0"]
    assert lines["themes"] == ["0"]
    assert lines["passages of promises sections"] == ["4", "3", "1"]
    assert lines["passages of promises sections, claimed"] == ["3", "2", "1"]
    assert lines["passages of promises sections, excluded"] == ["1", "1", "0"]


def test_audit_names_every_invariant():
    assert [line for line in audit().splitlines() if line.endswith(": ok")] == [f"{name}: ok" for name in PREDICATES]


def test_audit_as_json_is_json_alone():
    make.CommitmentFactory()
    answer = json.loads(audit("--json"))
    assert answer["holds"] is True
    assert answer["invariants"] == {name: [] for name in PREDICATES}
    assert answer["counts"]["all"]["commitments"] == answer["counts"]["reports"]["2001"]["commitments"] == 1


def test_audit_as_json_fails_too():
    undecided()
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("audit_record", "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["holds"] is False
    assert len(answer["invariants"]["promises_sections_are_decided"]) == 1
