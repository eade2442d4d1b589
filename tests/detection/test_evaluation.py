"""How proposals are compared with labels."""

from datetime import date

import pytest

from commitments.detection.evaluation import Counts, Label, Labels, evaluate, same_window
from commitments.detection.model import Named, Proposal, Window


def proposal(start, end, **values):
    given = {
        "quote": "", "working_group": None, "section_role": "promises", "strength": "firm", "parties": ("CA", "MX"),
        "proposer": None, "owners": (), "window": None, "deliverables": (), "themes": (), "score": 1.0,
    }  # fmt: skip
    return Proposal(start=start, end=end, **{**given, **values})


def label(start, end, **values):
    return Label(start, end, **{"strength": "firm", "parties": ("CA", "MX"), "is_promises": True, **values})


def test_right_false_and_missed_are_counted_in_sections_and_in_the_whole():
    labels = Labels((label(0, 10), label(20, 30), label(40, 50, is_promises=False)))
    found = [
        proposal(0, 10),
        proposal(60, 70),
        proposal(40, 50, section_role="other"),
        proposal(80, 90, section_role="other"),
    ]
    result = evaluate(found, labels)
    assert result.promises_sections == Counts(1, 1, 1)
    assert result.whole_report == Counts(2, 2, 1)
    assert (result.misses, result.false_alarms) == (((20, 30),), ((60, 70), (80, 90)))
    assert result.whole_report.f1 == pytest.approx(4 / 7)


def test_borderline_labels_and_near_misses_count_neither_way():
    labels = Labels((label(0, 10, is_certain=False), label(20, 30, is_certain=False)), ((40, 50),))
    result = evaluate([proposal(0, 10), proposal(40, 50)], labels)
    assert result.whole_report == Counts(0, 0, 0)
    assert result.strength.of == 0


def test_label_without_the_mark_at_its_end_is_the_same_sentence():
    assert evaluate([proposal(0, 11)], Labels((label(0, 10),))).whole_report == Counts(1, 0, 0)


def test_one_label_is_matched_once():
    assert evaluate([proposal(0, 10), proposal(0, 10)], Labels((label(0, 10),))).whole_report == Counts(1, 0, 0)


def test_agreement_is_counted_over_right_proposals_only():
    labels = Labels((label(0, 10, owners=frozenset({"water"})), label(20, 30), label(40, 50)))
    found = [
        proposal(
            0,
            10,
            strength="proposal",
            parties=("CA",),
            owners=(Named("organization", "water", "Water"), Named("organization", "fund", "Fund")),
        )
    ]
    result = evaluate(found, labels)
    assert (result.strength.agreed, result.strength.of) == (0, 1)
    assert (result.parties.agreed, result.parties.of) == (0, 1)
    assert result.owners == Counts(1, 1, 0)
    assert [row.what for row in result.disagreements] == ["strength", "parties", "owners"]


def test_partners_are_no_owners():
    found = proposal(0, 10, owners=(Named("organization", "fund", "Fund", "partner"),))
    assert evaluate([found], Labels((label(0, 10),))).owners == Counts(0, 0, 0)


WHOLE_YEAR = Window("in 2022", date(2022, 1, 1), date(2022, 12, 31), "year")


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (WHOLE_YEAR, Window("during 2022", date(2022, 1, 1), date(2022, 12, 31), ""), True),
        (WHOLE_YEAR, Window("by 2022", None, date(2022, 12, 31), ""), False),
        (None, WHOLE_YEAR, False),
        (Window("once it rains", None, None, "event"), Window("once it rains again", None, None, ""), True),
        (Window("once it rains", None, None, "event"), Window("next year", None, None, ""), False),
        (WHOLE_YEAR, Window("once it rains", None, None, ""), False),
    ],
)
def test_windows_are_the_same_by_days_or_else_by_words(ours, theirs, expected):
    assert same_window(ours, theirs) is expected


def test_windows_are_counted_where_the_label_has_one():
    labels = Labels((label(0, 10, window=WHOLE_YEAR), label(20, 30)))
    result = evaluate([proposal(0, 10), proposal(20, 30, window=WHOLE_YEAR)], labels)
    assert (result.windows.agreed, result.windows.of) == (0, 1)
