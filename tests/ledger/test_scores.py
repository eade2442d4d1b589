"""The score: which promises count, what they are worth, and the bounds of what is not known."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.choices import AssessedParty, Basis, Completion, LinkKind, Says, Strength, WindowKind
from commitments.models import Commitment
from commitments.scores import RULES, VALUES, Statement, eligible, fold, score, scores
from reports.choices import Country
from tests import factories as make

FIRST, SECOND, THIRD = date(2001, 11, 21), date(2003, 11, 21), date(2005, 11, 21)

# Laws of the sum

STATEMENTS = st.lists(
    st.builds(
        Statement,
        thread=st.integers(0, 5),
        strength=st.sampled_from([Strength.FIRM, Strength.EXPLORATORY]),
        value=st.none() | st.sampled_from([*VALUES.values()]),
        is_answered=st.booleans(),
    ),
    max_size=12,
)


@given(STATEMENTS)
def test_point_lies_between_its_bounds(statements):
    found = fold(statements)
    assert 0 <= found.low <= found.high <= 1
    if found.point is None:
        assert not any(row.value is not None for row in statements)
    else:
        assert found.low <= found.point <= found.high


@given(STATEMENTS)
def test_what_is_unknown_is_no_failure_in_the_point(statements):
    """Each known statement keeps its share in its thread; leaving the unknown ones out changes nothing else."""
    found = fold(statements)
    sizes = [sum(other.thread == row.thread for other in statements) for row in statements]
    known = [
        (Fraction(1, size), row.value) for size, row in zip(sizes, statements, strict=True) if row.value is not None
    ]
    if known:
        assert found.point == sum(w * v for w, v in known) / sum(w for w, _ in known)
    lone = [replace(row, thread=number) for number, row in enumerate(statements)]
    assert fold(lone).point == fold([row for row in lone if row.value is not None]).point


@given(STATEMENTS, st.data())
def test_deciding_what_is_unknown_narrows_the_bounds(statements, data):
    unknown = [number for number, row in enumerate(statements) if row.value is None]
    if not unknown:
        return
    number = data.draw(st.sampled_from(unknown))
    value = data.draw(st.sampled_from([*VALUES.values()]))
    before = fold(statements)
    after = fold([*statements[:number], replace(statements[number], value=value), *statements[number + 1 :]])
    assert before.low <= after.low <= after.high <= before.high
    assert after.high - after.low < before.high - before.low
    assert after.coverage > before.coverage


def _row(thread, value, strength=Strength.FIRM):
    return Statement(thread, strength, value, is_answered=value is not None)


def test_thread_counts_once_and_shares_itself_among_its_statements():
    found = fold(
        [_row(1, Fraction(1)), _row(1, Fraction(0)), _row(1, None), _row(2, Fraction(1), Strength.EXPLORATORY)]
    )
    assert (found.threads, found.statements, found.firm, found.exploratory) == (2, 4, 3, 1)
    assert (found.judged, found.answered, found.coverage) == (3, 3, Fraction(5, 6))
    assert (found.point, found.low, found.high) == (Fraction(4, 5), Fraction(2, 3), Fraction(5, 6))


def test_nothing_counted_has_no_point():
    found = fold([])
    assert (found.point, found.low, found.high, found.coverage, found.is_shown) == (None, 0, 1, 0, False)


@pytest.mark.parametrize(
    ("known", "unknown", "is_shown"), [(5, 0, True), (4, 0, False), (3, 2, True), (6, 4, True), (5, 4, False)]
)
def test_counts_alone_are_shown_below_five_threads_or_sixty_per_cent(known, unknown, is_shown):
    rows = [_row(number, Fraction(1) if number < known else None) for number in range(known + unknown)]
    assert fold(rows).is_shown is is_shown


def test_rules_name_the_limits():
    text = " ".join(str(rule) for rule in RULES)
    assert "fewer than 5 threads, or less than 60% of them" in text
    assert "2 later reports" in text


# Which promises count


def counted(at):
    return set(eligible(Commitment.objects.all(), at).values_list("reference", flat=True))


@pytest.mark.django_db
def test_promise_counts_from_the_second_later_report_on():
    commitment = make.CommitmentFactory()
    make.ReportFactory(year=2003)
    make.ReportFactory(year=2005)
    assert counted(date(2005, 11, 20)) == set()
    assert counted(THIRD) == {commitment.reference}


@pytest.mark.django_db
def test_promise_counts_from_the_day_after_its_window_on():
    window = {"window_text": "2002", "window_end": date(2002, 12, 31)}
    due = make.CommitmentFactory(window_kind=WindowKind.DUE, **window)
    make.CommitmentFactory(window_kind=WindowKind.HORIZON, **window)
    assert counted(date(2002, 12, 31)) == set()
    assert counted(date(2003, 1, 1)) == {due.reference}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"strength": Strength.EXPLORATORY}, True),
        ({"strength": Strength.PROPOSAL}, False),
        ({"is_verifiable": False}, False),
        ({"state": "draft"}, False),
    ],
)
def test_which_kinds_count(values, counts):
    make.CommitmentFactory(window_kind=WindowKind.DUE, window_text="2002", window_end=date(2002, 12, 31), **values)
    assert len(counted(SECOND)) == counts


def due(**values):
    """A promise whose time has come."""
    return make.CommitmentFactory(
        window_kind=WindowKind.DUE, window_text="2002", window_end=date(2002, 12, 31), **values
    )


def judged(commitment, completion, **values):
    update = make.UpdateFactory(commitment=commitment, says=Says.MENTIONED)
    make.AssessmentFactory(commitment=commitment, completion=completion, updates=[update], **values)


def known(at=THIRD, party=None):
    found = score(Commitment.objects.all(), at, party=party)
    return found.threads, found.judged, found.answered, found.point, found.low, found.high


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("completion", "point", "low", "high"),
    [
        (Completion.NO_EVIDENCE, None, 0, 1),
        (Completion.NOT_STARTED, 0, 0, 0),
        (Completion.LIMITED, Fraction(1, 4), Fraction(1, 4), Fraction(1, 4)),
        (Completion.SUBSTANTIAL, Fraction(3, 4), Fraction(3, 4), Fraction(3, 4)),
        (Completion.COMPLETE, 1, 1, 1),
    ],
)
def test_what_a_verdict_is_worth(completion, point, low, high):
    judged(due(), completion)
    assert known() == (1, point is not None, 1, point, low, high)


@pytest.mark.django_db
def test_declaration_answers_and_is_worth_nothing_by_itself():
    make.UpdateFactory(commitment=due(), says=Says.COMPLETED)
    make.SilenceFactory(commitment=due())
    assert known() == (2, 0, 1, None, 0, 1)


@pytest.mark.django_db
def test_each_country_has_its_own_verdict_or_the_joint_one():
    one = due()
    judged(one, Completion.COMPLETE, party=AssessedParty.CA)
    judged(one, Completion.NOT_STARTED, party=AssessedParty.MX)
    judged(due(), Completion.COMPLETE)
    due(must_mexico_act=False)
    assert known() == (3, 2, 2, Fraction(1, 2), Fraction(1, 3), Fraction(2, 3))
    assert known(party=Country.CA) == (3, 2, 2, 1, Fraction(2, 3), 1)
    assert known(party=Country.MX) == (2, 2, 2, Fraction(1, 2), Fraction(1, 2), Fraction(1, 2))


def _pair(**link):
    older = due()
    newer = due(year=2003)
    make.LinkFactory(older=older, newer=newer, **link)
    judged(older, Completion.COMPLETE)


@pytest.mark.django_db
def test_statements_of_one_thread_count_once():
    _pair()
    assert known()[:2] == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("link", [{"basis": Basis.WEAK}, {"kind": LinkKind.DEPENDS_ON}])
def test_weak_link_and_condition_change_no_score(link):
    _pair(**link)
    assert known() == (2, 1, 1, 1, Fraction(1, 2), 1)


@pytest.mark.django_db
def test_weak_update_changes_no_score():
    commitment = due()
    before = known()
    make.UpdateFactory(commitment=commitment, says=Says.COMPLETED, basis=Basis.WEAK)
    assert known() == before == (1, 0, 0, None, 0, 1)


@pytest.mark.django_db
def test_score_asks_four_questions_of_the_database(django_assert_num_queries):
    for _ in range(3):
        judged(due(), Completion.LIMITED)
    with django_assert_num_queries(4):
        assert scores(Commitment.objects.all(), THIRD).by_party[AssessedParty.JOINT].point == Fraction(1, 4)
