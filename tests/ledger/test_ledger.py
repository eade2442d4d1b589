"""The only module that appends: whole rows, every rule refused in words, all or nothing."""

from datetime import UTC, date, datetime, timedelta
from inspect import isfunction

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.db.models.functions import Now

from commitments import ledger
from commitments.choices import AssessedParty, Basis, Completion, ExclusionReason, LinkKind, Round, Says
from commitments.models import (
    Assessment,
    AssessmentEvidence,
    Coding,
    Commitment,
    Exclusion,
    Guideline,
    Link,
    Question,
    Reply,
    Update,
)
from reports.choices import Country, Language, State
from tests.factories import (
    BY,
    WORDS,
    AssessmentFactory,
    CommitmentFactory,
    CommitmentSourceFactory,
    DeliverableFactory,
    DraftAssessmentFactory,
    DraftUpdateFactory,
    ExclusionFactory,
    GuidelineFactory,
    LinkFactory,
    OrganizationFactory,
    PassageFactory,
    PromisePassageFactory,
    QuestionFactory,
    ReportFactory,
    SilenceFactory,
    UpdateFactory,
    UserFactory,
    WithdrawnCommitmentFactory,
    guideline_of,
    later_passage,
)

pytestmark = pytest.mark.django_db
PROMISED = date(2001, 11, 21)
LATER = date(2003, 11, 21)
COUNTED = (Update, Assessment, AssessmentEvidence, Link, Exclusion, Question, Guideline, Reply, Coding)


def whole(row) -> dict:
    """Return every stored field of a row but its own number and the moment it was written."""
    stored = type(row)._base_manager.get(pk=row.pk)
    names = [field.attname for field in row._meta.concrete_fields]
    return {name: getattr(stored, name) for name in names if name not in ("id", "recorded_at")}


def rows() -> list[int]:
    return [model._base_manager.count() for model in COUNTED]


def words(field: str) -> dict:
    return {field: WORDS["en"], **{f"{field}_{language}": text for language, text in WORDS.items()}}


UNTOUCHED = {"corrects_id": None, "is_withdrawal": False, "recorded_by_id": None, "recorded_by_name": BY}


# What each function writes


def test_update_from_a_later_passage_is_written_whole():
    commitment = CommitmentFactory()
    passage = later_passage(commitment)
    update = ledger.record_update(
        commitment,
        says=Says.COMPLETED,
        basis=Basis.STRONG,
        effective_on=date(2002, 5, 1),
        source=passage,
        note=WORDS,
        by=BY,
    )
    assert whole(update) == {
        "key": "CMP-2001-SEA-01-U1",
        "state": "published",
        "commitment_id": commitment.pk,
        "deliverable_id": None,
        "says": "completed",
        "basis": "strong",
        "effective_on": date(2002, 5, 1),
        "passage_id": passage.pk,
        "address": "",
        "retrieved_on": None,
        "stated_by_id": None,
        "searched_id": None,
        **words("note"),
        **UNTOUCHED,
    }


def test_update_from_a_web_page_keeps_address_and_day():
    page = ledger.WebPage("https://example.org/tides", date(2002, 6, 1))
    stored = whole(UpdateFactory(source=page))
    assert (stored["address"], stored["retrieved_on"]) == ("https://example.org/tides", date(2002, 6, 1))
    assert (stored["passage_id"], stored["stated_by_id"], stored["searched_id"]) == (None, None, None)


def test_update_from_an_owner_names_the_institution():
    owner = OrganizationFactory()
    stored = whole(UpdateFactory(source=owner))
    assert (stored["stated_by_id"], stored["passage_id"], stored["address"]) == (owner.pk, None, "")


def test_silence_names_the_report_that_was_searched():
    stored = whole(SilenceFactory())
    assert (stored["says"], stored["searched_id"]) == ("not_mentioned", ReportFactory(year=2003).pk)
    assert (stored["passage_id"], stored["address"], stored["stated_by_id"]) == (None, "", None)


def test_assessment_is_written_whole_with_its_evidence():
    update = UpdateFactory()
    guideline = GuidelineFactory(commitment=update.commitment)
    assessment = ledger.record_assessment(
        update.commitment,
        party=AssessedParty.CA,
        completion=Completion.SUBSTANTIAL,
        effective_on=LATER,
        searched_until=date(2004, 1, 1),
        reason=WORDS,
        round=Round.FINAL,
        updates=[update],
        by=BY,
    )
    assert whole(assessment) == {
        "key": "CMP-2001-SEA-01-A1",
        "state": "published",
        "commitment_id": update.commitment_id,
        "deliverable_id": None,
        "guideline_id": guideline.pk,
        "round": "final",
        "party": "CA",
        "completion": "substantial",
        "effective_on": LATER,
        "searched_until": date(2004, 1, 1),
        **words("reason"),
        **UNTOUCHED,
    }
    assert list(assessment.evidence.values_list("update", flat=True)) == [update.pk]


def test_link_is_written_whole():
    older, newer = CommitmentFactory(), CommitmentFactory(year=2003)
    link = ledger.link(
        newer,
        older,
        kind=LinkKind.AMENDS,
        basis=Basis.EXPLICIT,
        rationale=WORDS,
        scope_change=1,
        strength_change=0,
        date_change=-1,
        by=BY,
    )
    assert whole(link) == {
        "key": "CMP-2003-SEA-01-L1",
        "state": "published",
        "newer_id": newer.pk,
        "older_id": older.pk,
        "kind": "amends",
        "basis": "explicit",
        "scope_change": 1,
        "strength_change": 0,
        "date_change": -1,
        **words("rationale"),
        **UNTOUCHED,
    }


def test_exclusion_is_written_whole():
    passage = PromisePassageFactory()
    exclusion = ledger.exclude(passage, reason=ExclusionReason.OPINION, note=WORDS, by=BY)
    assert whole(exclusion) == {
        "key": "2001-en-X1",
        "state": "published",
        "passage_id": passage.pk,
        "reason": "opinion",
        **words("note"),
        **UNTOUCHED,
    }


def test_question_is_a_draft():
    passage = PromisePassageFactory()
    question = ledger.ask(passage, note="Is it one?", by=BY)
    assert whole(question) == {
        "key": "2001-en-Q1",
        "state": "draft",
        "passage_id": passage.pk,
        "note": "Is it one?",
        **UNTOUCHED,
    }


def test_writer_is_kept_as_account_and_as_text():
    user = UserFactory(first_name="Ann", last_name="Reef")
    update = UpdateFactory(by=user)
    user.last_name = "Mar"
    user.save()
    assert (update.recorded_by, whole(update)["recorded_by_name"]) == (user, "Ann Reef")


def test_writer_without_a_name_is_kept_by_account_name():
    assert UpdateFactory(by=UserFactory(username="ann")).recorded_by_name == "ann"


def test_moment_of_writing_is_the_clock_of_the_database():
    now = Commitment.objects.filter(pk=CommitmentFactory().pk).annotate(now=Now()).values_list("now", flat=True).get()
    assert abs(UpdateFactory().recorded_at - now) < timedelta(minutes=5)


def test_moment_of_writing_can_be_that_of_first_publication():
    first = datetime(2020, 1, 2, tzinfo=UTC)
    assert type(UpdateFactory())._base_manager.get(pk=UpdateFactory(recorded_at=first).pk).recorded_at == first


# What each rule refuses


def _other_deliverable():
    return DeliverableFactory(commitment=CommitmentFactory())


def _pair(newer_year=2003, older_year=2001):
    return {"newer": CommitmentFactory(year=newer_year), "older": CommitmentFactory(year=older_year)}


REFUSED = {
    "update from before the promise": (
        UpdateFactory,
        lambda: {"effective_on": PROMISED - timedelta(days=1)},
        "Nothing from before 2001-11-21, when it was promised, can be evidence.",
    ),
    "update from the same report": (
        UpdateFactory,
        lambda: {"source": PassageFactory()},
        "The 2001 report cannot prove its own promises or later ones.",
    ),
    "update from an earlier report": (
        UpdateFactory,
        lambda: {"commitment": CommitmentFactory(year=2003), "source": PassageFactory()},
        "The 2001 report cannot prove its own promises or later ones.",
    ),
    "silence of the same report": (
        SilenceFactory,
        lambda: {"searched": ReportFactory()},
        "The 2001 report cannot prove its own promises or later ones.",
    ),
    "update without a source": (
        UpdateFactory,
        lambda: {"source": None},
        "Give the source: a later passage, an address with its date, an owner's statement, or the report searched.",
    ),
    "silence without a search": (
        SilenceFactory,
        lambda: {"searched": None},
        "Give the source: a later passage, an address with its date, an owner's statement, or the report searched.",
    ),
    "word and silence at once": (
        UpdateFactory,
        lambda: {"searched": ReportFactory(year=2003)},
        "'Not mentioned' names the report that was searched, and nothing else does.",
    ),
    "dropped without explicit words": (
        UpdateFactory,
        lambda: {"says": Says.DROPPED, "basis": Basis.STRONG},
        "'Dropped' needs explicit words; silence never means dropped.",
    ),
    "update about a deliverable of another": (
        UpdateFactory,
        lambda: {"deliverable": _other_deliverable()},
        "This deliverable belongs to another commitment.",
    ),
    "update without English words": (
        UpdateFactory,
        lambda: {"note": {"fr": "Des mots."}},
        "Give the text in English at least; French and Spanish may follow.",
    ),
    "update by nobody": (UpdateFactory, lambda: {"by": ""}, "Say who records this."),
    "update with an unknown word": (UpdateFactory, lambda: {"says": "lost"}, "Value 'lost' is not a valid choice."),
    "verdict from before the promise": (
        AssessmentFactory,
        lambda: {"effective_on": PROMISED - timedelta(days=1)},
        "A verdict cannot hold for a day before the promise.",
    ),
    "verdict after the search ended": (
        AssessmentFactory,
        lambda: {"searched_until": LATER - timedelta(days=1)},
        "Evidence must have been looked for up to the day of the verdict.",
    ),
    "verdict without evidence": (
        AssessmentFactory,
        lambda: {"updates": []},
        "Name at least one update on which this verdict rests.",
    ),
    "verdict on weak words alone": (
        AssessmentFactory,
        lambda: {"updates": [update := UpdateFactory(basis=Basis.WEAK)], "commitment": update.commitment},
        "A verdict cannot rest on weak updates alone.",
    ),
    "verdict resting on another commitment": (
        AssessmentFactory,
        lambda: {"updates": [UpdateFactory()], "commitment": CommitmentFactory()},
        "CMP-2001-SEA-01-U1 is about another commitment.",
    ),
    "published verdict resting on a draft": (
        AssessmentFactory,
        lambda: {"updates": [update := DraftUpdateFactory()], "commitment": update.commitment},
        "CMP-2001-SEA-01-U1 is a draft: publish it before a published verdict rests on it.",
    ),
    "verdict resting twice on one update": (
        AssessmentFactory,
        lambda: {"updates": [update := UpdateFactory(), update], "commitment": update.commitment},
        "The assessment already rests on this update.",
    ),
    "verdict about a deliverable of another": (
        AssessmentFactory,
        lambda: {"deliverable": _other_deliverable()},
        "This deliverable belongs to another commitment.",
    ),
    "link forward in time": (
        LinkFactory,
        lambda: _pair(newer_year=2001, older_year=2003),
        "A link points from the newer statement to the older one.",
    ),
    "follow-up within one report": (
        LinkFactory,
        lambda: _pair(newer_year=2001),
        "'Continues' ties statements of different reports.",
    ),
    "link to itself": (
        LinkFactory,
        lambda: {"newer": (one := CommitmentFactory()), "older": one, "kind": LinkKind.DEPENDS_ON},
        "A commitment cannot follow itself.",
    ),
    "change beyond one step": (
        LinkFactory,
        lambda: {"scope_change": 2},
        "Ensure this value is less than or equal to 1.",
    ),
    "exclusion of a promise": (
        ExclusionFactory,
        lambda: {"passage": CommitmentFactory().sources.get().passage},
        "CMP-2001-SEA-01 rests on this passage: withdraw it first.",
    ),
    "second exclusion": (
        ExclusionFactory,
        lambda: {"passage": ExclusionFactory().passage},
        "The passage is excluded already by 2001-en-X1: correct that row.",
    ),
}


@pytest.mark.parametrize(("factory", "values", "message"), REFUSED.values(), ids=REFUSED)
def test_rule_refuses_and_nothing_is_written(factory, values, message):
    values = values()
    written = (factory._meta.model, AssessmentEvidence)
    before = [model.objects.count() for model in written]
    with pytest.raises(ValidationError) as refusal:
        factory(**values)
    assert message in refusal.value.messages
    assert [model.objects.count() for model in written] == before


def test_no_evidence_may_rest_on_a_search_alone():
    assert AssessmentFactory(completion=Completion.NO_EVIDENCE, updates=[]).pk


def test_update_on_the_day_of_the_promise_is_evidence():
    assert UpdateFactory(effective_on=PROMISED).pk


@pytest.mark.parametrize("kind", [kind for kind in LinkKind if kind.may_stay_in_report])
def test_kind_that_may_stay_in_a_report_does(kind):
    assert LinkFactory(**_pair(newer_year=2001), kind=kind).pk


@pytest.mark.parametrize("kind", [kind for kind in LinkKind if not kind.may_stay_in_report])
def test_other_kinds_may_not_stay_in_a_report(kind):
    with pytest.raises(ValidationError, match="ties statements of different reports"):
        LinkFactory(**_pair(newer_year=2001), kind=kind)


@pytest.mark.parametrize("kind", [LinkKind.DEPENDS_ON, LinkKind.DUPLICATES])
def test_circle_of_links_is_refused(kind):
    first, second, third = CommitmentFactory.create_batch(3)
    LinkFactory(newer=first, older=second, kind=kind)
    LinkFactory(newer=second, older=third, kind=kind)
    with pytest.raises(ValidationError, match="would close a circle"):
        LinkFactory(newer=third, older=first, kind=kind)


def test_circle_across_the_two_families_is_none():
    first, second = CommitmentFactory.create_batch(2)
    LinkFactory(newer=first, older=second, kind=LinkKind.DEPENDS_ON)
    assert LinkFactory(newer=second, older=first, kind=LinkKind.DUPLICATES).pk


def test_withdrawn_link_closes_no_circle():
    first, second = CommitmentFactory.create_batch(2)
    ledger.withdraw(LinkFactory(newer=first, older=second, kind=LinkKind.DEPENDS_ON), by=BY)
    assert LinkFactory(newer=second, older=first, kind=LinkKind.DEPENDS_ON).pk


def test_passage_of_a_withdrawn_commitment_may_be_excluded():
    passage = WithdrawnCommitmentFactory().sources.get().passage
    assert ExclusionFactory(passage=passage).pk


def test_context_of_a_commitment_may_be_excluded():
    source = CommitmentSourceFactory(passage=PromisePassageFactory())
    assert ExclusionFactory(passage=source.passage).pk


# All or nothing


def _fail(monkeypatch, model):
    """Let the next insert of a row of ``model`` fail in the database layer."""
    save = Model.save

    def failing(self, *args, **kwargs):
        if isinstance(self, model):
            raise RuntimeError("the disk is full")
        return save(self, *args, **kwargs)

    monkeypatch.setattr(Model, "save", failing)


LAST_WRITES = {
    "record_update": (Update, lambda c, u, p: ledger.record_update(
        c, says=Says.PROGRESS, basis=Basis.STRONG, effective_on=LATER, source=later_passage(c), note=WORDS, by=BY)),
    "record_guideline": (Guideline, lambda c, u, p: ledger.record_guideline(
        CommitmentFactory(), complete=WORDS, partial=WORDS, not_started=WORDS, proof=WORDS, by=BY)),
    "record_reply": (Reply, lambda c, u, p: ledger.record_reply(
        AssessmentFactory(commitment=c), side=Country.MX, author="The office", replied_on=LATER, text="Yes.",
        language=Language.EN, note=WORDS, by=BY)),
    "record_coding": (Coding, lambda c, u, p: ledger.record_coding(
        guideline_of(c).commitment, party=AssessedParty.CA, completion=Completion.LIMITED, note="So.",
        by=UserFactory())),
    "record_assessment": (AssessmentEvidence, lambda c, u, p: ledger.record_assessment(
        guideline_of(c).commitment, party=AssessedParty.JOINT, completion=Completion.LIMITED, effective_on=LATER, searched_until=LATER,
        reason=WORDS, updates=[u], by=BY)),
    "link": (Link, lambda c, u, p: ledger.link(
        CommitmentFactory(year=2003), c, kind=LinkKind.CONTINUES, basis=Basis.STRONG, rationale=WORDS, by=BY)),
    "exclude": (Exclusion, lambda c, u, p: ledger.exclude(p, reason=ExclusionReason.CONTEXT, note=WORDS, by=BY)),
    "ask": (Question, lambda c, u, p: ledger.ask(p, note="Is it one?", by=BY)),
    "correct": (Update, lambda c, u, p: ledger.correct(u, by=BY, says=Says.MENTIONED)),
    "withdraw": (Update, lambda c, u, p: ledger.withdraw(u, by=BY)),
}  # fmt: skip


@pytest.mark.parametrize(("last", "call"), LAST_WRITES.values(), ids=LAST_WRITES)
def test_nothing_remains_when_the_last_write_fails(last, call, monkeypatch):
    update = UpdateFactory()
    passage = PromisePassageFactory()
    guideline_of(update.commitment)
    written = (last,) if last is not AssessmentEvidence else (Assessment, AssessmentEvidence)
    before = [list(model.objects.values_list()) for model in written]
    with monkeypatch.context() as patch:
        _fail(patch, last)
        with pytest.raises(RuntimeError, match="the disk is full"):
            call(update.commitment, update, passage)
    assert [list(model.objects.values_list()) for model in written] == before
    assert call(update.commitment, update, passage).pk


def test_every_function_that_appends_is_tried():
    """``publish_report`` is tried in ``test_publishing.py``."""
    verbs = {name for name, value in vars(ledger).items() if isfunction(value) and value.__module__ == ledger.__name__}
    assert {name for name in verbs if not name.startswith("_")} == {*LAST_WRITES, "publish_report"}


def test_nothing_remains_when_the_evidence_of_a_correction_fails(monkeypatch):
    assessment = AssessmentFactory()
    before = rows()
    with monkeypatch.context() as patch:
        _fail(patch, AssessmentEvidence)
        with pytest.raises(RuntimeError, match="the disk is full"):
            ledger.correct(assessment, by=BY, completion=Completion.SUBSTANTIAL)
    assert rows() == before


# Corrections and withdrawals


def test_correction_takes_the_place_of_the_row():
    update = UpdateFactory(recorded_at=datetime(2020, 1, 1, tzinfo=UTC))
    before = whole(update)
    corrected = ledger.correct(update, by="another", says=Says.COMPLETED, note={"en": "Better read."})
    assert whole(corrected) == before | {
        "key": "CMP-2001-SEA-01-U2",
        "says": "completed",
        "note": "Better read.",
        "note_en": "Better read.",
        "note_fr": "",
        "note_es": "",
        "corrects_id": update.pk,
        "recorded_by_name": "another",
    }
    assert whole(update) == before
    assert corrected.recorded_at > update.recorded_at
    assert list(Update.objects.counting()) == [corrected]


def test_chain_of_corrections_ends_in_one_row_that_counts():
    first = UpdateFactory()
    second = ledger.correct(first, by=BY, says=Says.MENTIONED)
    third = ledger.correct(second, by=BY, says=Says.STARTED)
    assert list(Update.objects.counting()) == [third]
    assert [row.key[-2:] for row in (first, second, third)] == ["U1", "U2", "U3"]


def test_withdrawal_leaves_no_row_that_counts():
    update = UpdateFactory()
    withdrawal = ledger.withdraw(update, by=BY)
    assert (withdrawal.corrects, withdrawal.is_withdrawal) == (update, True)
    assert not Update.objects.counting().exists()
    assert Update.objects.count() == 2


def test_withdrawal_can_itself_be_corrected():
    update = UpdateFactory()
    restored = ledger.correct(ledger.withdraw(update, by=BY), by=BY, is_withdrawal=False)
    assert list(Update.objects.counting()) == [restored]
    assert whole(restored)["says"] == update.says


def test_row_cannot_be_corrected_twice():
    update = UpdateFactory()
    ledger.withdraw(update, by=BY)
    with pytest.raises(ValidationError, match="Corrects already exists"):
        ledger.correct(update, by=BY, says=Says.MENTIONED)


@pytest.mark.parametrize(
    ("factory", "change"),
    [
        (UpdateFactory, lambda: {"commitment": CommitmentFactory()}),
        (AssessmentFactory, lambda: {"commitment": CommitmentFactory()}),
        (LinkFactory, lambda: {"newer": CommitmentFactory(year=2005)}),
        (QuestionFactory, lambda: {"passage": PassageFactory(document__report__year=2003)}),
    ],
)
def test_correction_about_something_else_is_refused(factory, change):
    row = factory()
    with pytest.raises(ValidationError, match="is about something else and cannot be corrected by this row"):
        ledger.correct(row, by=BY, **change())


def test_correction_of_an_unknown_field_is_refused():
    update = UpdateFactory()
    with pytest.raises(TypeError, match="Update has no colour, key that a correction may change"):
        ledger.correct(update, by=BY, colour="red", key="CMP-2001-SEA-01-U9")


@pytest.mark.parametrize(
    ("factory", "change", "message"),
    [
        (UpdateFactory, {"effective_on": date(2001, 1, 1)}, "Nothing from before"),
        (AssessmentFactory, {"effective_on": date(2001, 1, 1)}, "A verdict cannot hold"),
        (LinkFactory, {"kind": "lost"}, "is not a valid choice"),
    ],
)
def test_correction_obeys_the_rules_of_the_row(factory, change, message):
    row = factory()
    with pytest.raises(ValidationError, match=message):
        ledger.correct(row, by=BY, **change)


def test_correction_cannot_make_progress_of_no_evidence():
    assessment = AssessmentFactory(completion=Completion.NO_EVIDENCE, updates=[])
    with pytest.raises(ValidationError, match="Name at least one update"):
        ledger.correct(assessment, by=BY, completion=Completion.COMPLETE)
    assert Assessment.objects.count() == 1


def test_corrected_assessment_keeps_its_evidence_as_it_reads_now():
    assessment = AssessmentFactory()
    update = assessment.evidence.get().update
    corrected_update = ledger.correct(update, by=BY, says=Says.PARTLY_COMPLETED)
    corrected = ledger.correct(assessment, by=BY, completion=Completion.SUBSTANTIAL)
    assert [row.update for row in corrected.evidence.all()] == [corrected_update]
    assert [row.update for row in assessment.evidence.all()] == [update]


def test_corrected_assessment_does_not_rest_on_what_was_withdrawn():
    assessment = AssessmentFactory()
    ledger.withdraw(assessment.evidence.get().update, by=BY)
    with pytest.raises(ValidationError, match="Name at least one update"):
        ledger.correct(assessment, by=BY, completion=Completion.SUBSTANTIAL)
    assert ledger.withdraw(assessment, by=BY).is_withdrawal


def test_corrected_exclusion_may_give_another_reason():
    exclusion = ExclusionFactory()
    corrected = ledger.correct(exclusion, by=BY, reason=ExclusionReason.OPINION)
    assert list(Exclusion.objects.counting()) == [corrected]


def test_withdrawn_exclusion_frees_the_passage():
    exclusion = ExclusionFactory()
    ledger.withdraw(exclusion, by=BY)
    again = ExclusionFactory(passage=exclusion.passage)
    assert again.key == "2001-en-X3"


# Drafts


def test_draft_counts_only_once_it_is_published():
    draft = DraftUpdateFactory()
    assert not Update.objects.counting().exists()
    published = ledger.correct(draft, by=BY, state=State.PUBLISHED)
    assert list(Update.objects.counting()) == [published]
    assert (published.state, published.corrects, draft.state) == ("published", draft, "draft")


def test_draft_never_corrects_a_published_row():
    update = UpdateFactory()
    with pytest.raises(ValidationError, match="U1 is published: a draft cannot correct it"):
        ledger.correct(update, by=BY, state=State.DRAFT, says=Says.MENTIONED)
    assert list(Update.objects.counting()) == [update]


def test_draft_verdict_may_rest_on_a_draft_until_it_is_published():
    draft = DraftAssessmentFactory(updates=[update := DraftUpdateFactory()], commitment=update.commitment)
    with pytest.raises(ValidationError, match="publish it before a published verdict rests on it"):
        ledger.correct(draft, by=BY, state=State.PUBLISHED)
    published = ledger.correct(update, by=BY, state=State.PUBLISHED)
    verdict = ledger.correct(draft, by=BY, state=State.PUBLISHED)
    assert [row.update for row in verdict.evidence.all()] == [published]


def test_withdrawn_draft_is_a_draft():
    assert ledger.withdraw(DraftUpdateFactory(), by=BY).state == State.DRAFT


# Keys


def test_keys_run_on_and_are_never_used_again():
    commitment = CommitmentFactory()
    first = UpdateFactory(commitment=commitment)
    ledger.withdraw(first, by=BY)
    DraftUpdateFactory(commitment=commitment)
    assert [row.key for row in Update.objects.order_by("pk")] == [f"CMP-2001-SEA-01-U{n}" for n in (1, 2, 3)]


def test_keys_pass_ten():
    commitment = CommitmentFactory()
    source = later_passage(commitment)
    assert UpdateFactory.create_batch(11, commitment=commitment, source=source)[-1].key == "CMP-2001-SEA-01-U11"


def test_keys_of_one_reference_do_not_mix_with_a_longer_one():
    longer = CommitmentFactory(reference="CMP-2001-SEA-011")
    UpdateFactory.create_batch(2, commitment=longer, source=later_passage(longer))
    assert UpdateFactory(commitment=CommitmentFactory(reference="CMP-2001-SEA-01")).key == "CMP-2001-SEA-01-U1"
