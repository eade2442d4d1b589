"""What stands around a verdict: the guideline before it, the replies to it, and two readers who code blind."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from commitments import ledger
from commitments.choices import AssessedParty, Completion, Round
from commitments.judging import agreement, judging
from commitments.models import Assessment, Coding, Guideline, Reply
from reports.choices import Country, Language, State
from tests import factories as make
from tests.factories import BY, WORDS

pytestmark = pytest.mark.django_db
AT = date(2040, 1, 1)


def stored(row):
    names = [field.attname for field in row._meta.concrete_fields]
    values = type(row).objects.values(*names).get(pk=row.pk)
    own = ("id", "key", "state", "recorded_at", "recorded_by_id", "recorded_by_name", "corrects_id", "is_withdrawal")
    return row.key, {name: value for name, value in values.items() if name not in own}


# Guidelines


def test_guideline_is_written_whole():
    commitment = make.CommitmentFactory()
    texts = {name: {"en": name, "fr": f"{name} fr", "es": f"{name} es"} for name in ("complete", "partial", "proof")}
    guideline = ledger.record_guideline(commitment, not_started=WORDS, **texts, by=BY)
    key, values = stored(guideline)
    assert key == "CMP-2001-SEA-01-G1"
    assert values == {
        "commitment_id": commitment.pk,
        "not_started": WORDS["en"],
        **{f"not_started_{language}": text for language, text in WORDS.items()},
        **{name: words["en"] for name, words in texts.items()},
        **{f"{name}_{language}": text for name, words in texts.items() for language, text in words.items()},
    }


def test_every_part_of_a_guideline_is_needed():
    parts = dict.fromkeys(("complete", "partial", "not_started", "proof"), WORDS)
    for name in parts:
        with pytest.raises(ValidationError, match="in English at least"):
            ledger.record_guideline(make.CommitmentFactory(), **parts | {name: {"en": " "}}, by=BY)
    assert not Guideline.objects.exists()


def test_second_guideline_is_refused_and_a_correction_is_not():
    first = make.GuidelineFactory()
    with pytest.raises(ValidationError, match="Its guideline is CMP-2001-SEA-01-G1 already: correct that row"):
        make.GuidelineFactory(commitment=first.commitment)
    second = ledger.correct(first, by=BY, proof={"en": "Two photographs."})
    assert (second.key, second.proof_en, second.complete_en) == ("CMP-2001-SEA-01-G2", "Two photographs.", WORDS["en"])
    assert list(Guideline.objects.counting()) == [second]


def assess(commitment, **values):
    """Record that nothing was found, without writing a guideline as the factory does."""
    return ledger.record_assessment(
        commitment,
        **{"party": "joint", "completion": "no_evidence", "reason": WORDS, "by": BY}
        | {"effective_on": date(2003, 11, 21), "searched_until": date(2003, 11, 21)}
        | values,
    )


@pytest.mark.parametrize("state", [None, State.DRAFT])
def test_verdict_without_a_published_guideline_is_refused(state):
    commitment = make.CommitmentFactory()
    if state:
        make.GuidelineFactory(commitment=commitment, state=state)
    with pytest.raises(ValidationError, match="Write and publish its guideline first"):
        assess(commitment)
    assert not Assessment.objects.exists()


def test_guideline_written_after_the_verdict_is_refused():
    guideline = make.GuidelineFactory(recorded_at=datetime(2004, 5, 6, tzinfo=UTC))
    with pytest.raises(ValidationError, match="The guideline CMP-2001-SEA-01-G1 was written after the verdict"):
        assess(guideline.commitment, recorded_at=datetime(2004, 5, 5, 23, 59, tzinfo=UTC))
    assert assess(guideline.commitment, recorded_at=datetime(2004, 5, 6, tzinfo=UTC)).guideline == guideline


def test_verdict_keeps_the_guideline_by_which_it_was_reached():
    old = make.AssessmentFactory()
    new = ledger.correct(old.guideline, by=BY, proof={"en": "Two photographs."})
    later = make.AssessmentFactory(commitment=old.commitment)
    corrected = ledger.correct(old, by=BY, round=Round.FINAL)
    assert (later.guideline, corrected.guideline, corrected.round) == (new, old.guideline, "final")


# Replies


def test_reply_is_written_whole_and_changes_nothing():
    assessment = make.AssessmentFactory()
    reply = ledger.record_reply(
        assessment,
        side=Country.MX,
        author="Dirección de Mareas",
        replied_on=date(2030, 2, 3),
        text="Ya están los dos.",
        language=Language.ES,
        address="https://example.org/respuesta",
        note=WORDS,
        by=BY,
    )
    key, values = stored(reply)
    assert key == "CMP-2001-SEA-01-R1"
    assert values == {
        "assessment_id": assessment.pk,
        "side": "MX",
        "author": "Dirección de Mareas",
        "replied_on": date(2030, 2, 3),
        "text": "Ya están los dos.",
        "language": "es",
        "address": "https://example.org/respuesta",
        "note": WORDS["en"],
        **{f"note_{language}": text for language, text in WORDS.items()},
    }
    row = type(assessment.commitment).objects.with_status(AT).get()
    assert (row.completion, list(Assessment.objects.counting())) == ("limited", [assessment])


def test_published_reply_to_a_draft_is_refused_until_the_verdict_is_public():
    draft = make.DraftAssessmentFactory()
    with pytest.raises(ValidationError, match="A1 is a draft: publish it before"):
        make.ReplyFactory(assessment=draft)
    reply = make.DraftReplyFactory(assessment=draft)
    verdict = ledger.correct(draft, by=BY, state=State.PUBLISHED)
    published = ledger.correct(reply, by=BY, assessment=verdict, state=State.PUBLISHED)
    assert list(Reply.objects.counting()) == [published]


def test_reply_to_a_withdrawal_is_refused():
    with pytest.raises(ValidationError, match="A2 is a withdrawal: there is no verdict to reply to"):
        make.ReplyFactory(assessment=ledger.withdraw(make.AssessmentFactory(), by=BY))


def test_replies_stay_beside_a_verdict_that_is_corrected():
    first = make.AssessmentFactory()
    reply = make.ReplyFactory(assessment=first)
    late = make.ReplyFactory(assessment=first, side=Country.MX, replied_on=date(2015, 1, 1))
    second = ledger.correct(first, by=BY, completion=Completion.SUBSTANTIAL)
    other = make.AssessmentFactory(commitment=first.commitment, party=AssessedParty.CA)

    def beside(at):
        found = judging(first.commitment, [second, other], at)
        return [(row.verdict, row.replies, row.standing) for row in found.judged]

    alone = "One reader; no second coding yet; no reply received."
    assert beside(date(2009, 12, 31)) == [(second, (), alone), (other, (), alone)]
    assert beside(date(2010, 1, 1))[0][1:] == ((reply,), "One reader; no second coding yet; 1 reply received.")
    assert beside(AT)[0][1:] == ((reply, late), "One reader; no second coding yet; 2 replies received.")
    assert beside(AT)[1][1:] == ((), alone)


# Two readers


def test_coding_is_written_whole_and_changes_nothing():
    reader = make.UserFactory()
    guideline = make.GuidelineFactory()
    coding = ledger.record_coding(
        guideline.commitment, party=AssessedParty.CA, completion=Completion.COMPLETE, note="Both stand.", by=reader
    )
    key, values = stored(coding)
    assert (key, coding.recorded_by) == ("CMP-2001-SEA-01-C1", reader)
    assert values == {
        "commitment_id": guideline.commitment_id,
        "party": "CA",
        "completion": "complete",
        "note": "Both stand.",
    }
    assert type(guideline.commitment).objects.with_status(AT).get().completion == "not_assessed"


def test_coding_needs_a_guideline_and_an_account():
    commitment = make.CommitmentFactory()
    with pytest.raises(ValidationError, match="Write and publish its guideline first"):
        ledger.record_coding(commitment, party="CA", completion="complete", note="So.", by=make.UserFactory())
    make.GuidelineFactory(commitment=commitment)
    with pytest.raises(ValidationError, match="made by one person, with an account of their own"):
        ledger.record_coding(commitment, party="CA", completion="complete", note="So.", by=BY)


def test_nobody_sees_a_coding_before_the_second_is_in():
    first = make.CodingFactory()
    other_party = make.CodingFactory(commitment=first.commitment, party=AssessedParty.CA)
    elsewhere = make.CodingFactory(commitment=make.CommitmentFactory())
    author, reader = first.recorded_by, make.UserFactory(is_superuser=True)
    corrected = ledger.correct(first, by=author, completion=Completion.COMPLETE)
    assert not Coding.objects.published().exists()
    assert set(Coding.objects.visible_to(author)) == {first, corrected}
    assert set(Coding.objects.visible_to(reader)) == set()
    second = make.CodingFactory(commitment=first.commitment, by=reader)
    for person in (author, reader, make.UserFactory()):
        assert set(Coding.objects.visible_to(person)) == {first, corrected, second}
    assert set(Coding.objects.counting()) == {corrected, second}
    assert not Coding.objects.published().filter(pk__in=[other_party.pk, elsewhere.pk]).exists()


def test_withdrawn_coding_hides_the_other_again():
    first = make.CodingFactory()
    second = make.CodingFactory(commitment=first.commitment)
    ledger.withdraw(second, by=second.recorded_by)
    assert not Coding.objects.counting().exists()
    assert set(Coding.objects.visible_to(make.UserFactory())) == set()


def test_reader_codes_once_and_corrects_only_while_the_other_is_missing():
    first = make.CodingFactory()
    again = {"commitment": first.commitment, "by": first.recorded_by}
    with pytest.raises(ValidationError, match="You have coded this already: correct that row"):
        make.CodingFactory(**again)
    with pytest.raises(ValidationError, match="Only the one who coded may correct it"):
        ledger.correct(first, by=make.UserFactory(), note="No.")
    better = ledger.correct(first, by=first.recorded_by, note="Better read.")
    make.CodingFactory(commitment=first.commitment)
    with pytest.raises(ValidationError, match="Both codings are in and can be read"):
        ledger.correct(better, by=first.recorded_by, note="I have seen the other.")
    with pytest.raises(ValidationError, match="Two people have coded this already"):
        make.CodingFactory(commitment=first.commitment)


def test_reader_who_withdrew_does_not_code_again_after_the_other():
    first = make.CodingFactory()
    make.CodingFactory(commitment=first.commitment)
    ledger.withdraw(first, by=first.recorded_by)
    with pytest.raises(ValidationError, match="neither is changed any more"):
        make.CodingFactory(commitment=first.commitment, by=first.recorded_by)


def code(*pairs):
    for first, second in pairs:
        commitment = make.CommitmentFactory()
        make.CodingFactory(commitment=commitment, completion=first)
        make.CodingFactory(commitment=commitment, completion=second)


def test_agreement_is_that_of_the_literature():
    """Worked by hand: of 8 values 3 are limited, 5 complete. Observed disagreement 1/4; expected 2·3·5/(8·7)."""
    code(("limited", "limited"), ("complete", "complete"), ("complete", "complete"), ("limited", "complete"))
    make.CodingFactory(commitment=make.CommitmentFactory(), completion="not_started")
    found = agreement()
    assert (found.n, found.agreed) == (4, 3)
    assert found.alpha == pytest.approx(1 - (1 / 4) / (30 / 56))


def test_agreement_that_nothing_varies_is_not_defined(capsys):
    code(("complete", "complete"))
    call_command("measure_agreement", "--json")
    assert json.loads(capsys.readouterr().out) == {"n": 1, "agreed": 1, "alpha": None}


def test_command_says_that_nothing_is_coded_twice(capsys):
    make.CodingFactory()
    call_command("measure_agreement")
    assert capsys.readouterr().out == "Coded twice: 0\nAgreed: 0\nKrippendorff's alpha (nominal): not defined\n"


@pytest.mark.parametrize(
    ("second", "words"), [("limited", "and agree; no reply received."), ("complete", "and differ; no reply received.")]
)
def test_page_says_whether_two_readers_agree(second, words):
    verdict = make.AssessmentFactory()
    make.CodingFactory(commitment=verdict.commitment)
    assert judging(verdict.commitment, [verdict], AT).judged[0].standing.startswith("One reader")
    make.CodingFactory(commitment=verdict.commitment, completion=second)
    assert judging(verdict.commitment, [verdict], AT).judged[0].standing.endswith(words)
