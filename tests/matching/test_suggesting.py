"""Suggestions on a small made-up report."""

from dataclasses import replace

import pytest

from commitments.choices import LinkKind, Says, Strength
from commitments.matching import material
from commitments.matching.features import NAMES, Comparison
from commitments.matching.fitting import Example, fit
from commitments.matching.material import Directory, LaterPassage, ReasonKind, Statement
from commitments.matching.measures import Decision, Judged, measure, separation
from commitments.matching.ranking import threshold, weights
from commitments.matching.suggesting import suggest
from commitments.matching.vocabulary import load
from reports.choices import SectionRole

DIRECTORY = Directory(
    names={"organization:nto": ("National Tide Office", "NTO")},
    group_names={"HOM": ("Homes Working Group",), "WOD": ("Woods Working Group",), "SEA": ("Seas Working Group",)},
    successors={"OLD": ("SEA",)},
)
TIDES = Statement(
    "CMP-2001-OLD-01",
    "The National Tide Office will hold a seminar on tide tables in Halifax.",
    own_words=("Hold a seminar on tide tables", "The office will hold a seminar for harbour staff."),
    names=frozenset({"organization:nto"}),
    groups=("OLD",),
)
FRAMES = Statement(
    "CMP-2001-HOM-01",
    "Both sides will look into houses with wood frames.",
    own_words=("Look into wood-frame houses",),
    groups=("HOM",),
)
LABELS = Statement(
    "CMP-2001-SEA-02", "Canada will print new labels for fish.", own_words=("Print fish labels",), groups=("SEA",)
)
STATEMENTS = [TIDES, FRAMES, LABELS]


def passages(*rows):
    found, start = [], 0
    for group, role, heading, printed in rows:
        headings = ("Chapter", heading)
        found.append(LaterPassage(start, start + len(printed), printed, role=role, group=group, headings=headings))
        start += len(printed) + 1
    return found


LATER = passages(
    ("SEA", "results", "Results", "A workshop on tide tables was held in Halifax by NTO staff in May."),
    ("SEA", "results", "Results", "A brochure about whales was printed."),
    ("WOD", "results", "Building with wood", "Two wooden homes were built as an example of timber construction."),
    ("WOD", "results", "Forest fires", "Brigades were sent abroad for six weeks."),
    ("WOD", "promises", "Next steps", "Seedlings will be planted in the north."),
)


def first(statement, later=LATER, **options):
    return suggest(STATEMENTS, later, DIRECTORY, **options)[statement.reference][0]


def test_a_name_that_the_directory_lacks_is_given_as_the_passage_prints_it():
    statement = replace(LABELS, printed="Canada will renew the Harbour Operating Plan and its labels.")
    later = passages(("SEA", "results", "Results", "The Harbour Operating Plan was signed in Durango."))
    [found] = suggest([statement], later, DIRECTORY)[statement.reference]
    reasons = {reason.kind: reason.words for reason in found.reasons}
    assert reasons[ReasonKind.NAMES] == ("Harbour Operating Plan",)


def test_an_answer_in_other_words_ranks_first_with_its_reasons():
    found = first(TIDES)
    assert found.passage is LATER[0]
    assert found.reading.value == "completed"
    reasons = {reason.kind: reason.words for reason in found.reasons}
    assert reasons[ReasonKind.NAMES][0] == "NTO"
    assert reasons[ReasonKind.PLACES] == ("Halifax",)
    assert reasons[ReasonKind.SUCCESSOR_GROUP] == ("OLD", "SEA")
    assert "was held" in reasons[ReasonKind.CUE]
    assert set(reasons[ReasonKind.WORDS]) >= {"tide", "tables"}


def test_another_group_answers_where_the_groups_own_line_has_ended():
    found = first(FRAMES)
    assert found.passage is LATER[2]
    assert ReasonKind.OTHER_GROUP in {reason.kind for reason in found.reasons}


def test_a_group_is_followed_by_its_lineage_never_by_its_code():
    same_letters = replace(LATER[0], group="OLD-2")
    comparison = Comparison(STATEMENTS, [LATER[0], same_letters], DIRECTORY, load("en"))
    at = NAMES.index("same_group")
    assert [comparison.features(0, column)[at] for column in (0, 1)] == [1.0, 0.0]


def test_scores_compare_across_commitments():
    assert first(TIDES).score > 0.5 > first(LABELS).score


def test_scores_fall_along_the_list_and_the_list_ends_at_its_limit():
    found = suggest(STATEMENTS, LATER, DIRECTORY, limit=3)[TIDES.reference]
    assert len(found) == 3
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_the_same_input_in_another_order_of_commitments_gives_the_same_suggestions():
    backwards = suggest(STATEMENTS[::-1], LATER, DIRECTORY)
    assert {reference: backwards[reference] for reference in backwards} == suggest(STATEMENTS, LATER, DIRECTORY)


def test_a_later_commitment_in_the_same_words_repeats_and_shows_its_drift():
    again = Statement("CMP-2003-SEA-01", TIDES.printed, own_words=TIDES.own_words, strength="exploratory")
    later = [replace(LATER[0], printed=again.printed, role="promises", commitment=again), *LATER[1:]]
    statements = [replace(TIDES, strength="firm"), FRAMES, LABELS]
    found = suggest(statements, later, DIRECTORY)[TIDES.reference][0]
    assert (found.passage.commitment, found.reading.value) == (again, "repeats")
    reasons = {reason.kind: reason.words for reason in found.reasons}
    assert ReasonKind.RECYCLED in reasons
    assert reasons[ReasonKind.DRIFT] == ("weaker",)


def test_a_passage_that_closes_the_group_answers_its_promises():
    closed = "The Homes Working Group met its objectives and was dissolved."
    later = [*LATER, LaterPassage(900, 960, closed, role="other", headings=("Groups",))]
    statement = replace(FRAMES, printed="Both sides will train carpenters.", own_words=("Train carpenters",))
    found = suggest([TIDES, statement], later, DIRECTORY)[statement.reference][0]
    assert (found.passage.printed, found.reading.value) == (closed, "concluded")


def test_a_report_in_french_is_matched_by_our_own_words_in_french():
    statement = replace(TIDES, own_words=("Tenir un séminaire sur les tables de marées", "L’office réunit les ports."))
    later = passages(
        ("SEA", "results", "Résultats", "Un atelier sur les tables de marées a eu lieu à Halifax."),
        ("SEA", "results", "Résultats", "Une brochure sur les baleines a été imprimée."),
    )
    found = suggest([statement], later, DIRECTORY, "fr")[statement.reference][0]
    assert (found.passage, found.reading.value) == (later[0], "completed")


def test_what_was_before_the_promise_is_no_evidence_for_it():
    then = "In 1999 the office had held a workshop on tide tables for all harbours."
    now = "In 2002 the office held a workshop on tide tables for all harbours."
    later = [LaterPassage(0, len(then), then, group="SEA"), LaterPassage(100, 100 + len(now), now, group="SEA")]
    found = suggest([replace(TIDES, year=2001)], later, DIRECTORY)[TIDES.reference]
    assert [one.passage.printed for one in found] == [now, then]
    assert found[0].score > threshold() > found[1].score


def test_a_promise_of_no_group_is_answered_outside_the_chapters():
    promise = Statement("CMP-2001-CMP-01", "All groups will meet at fixed dates.", own_words=("Meet at fixed dates",))
    printed = "The groups met at fixed dates."
    later = [LaterPassage(0, 30, printed, group="SEA"), LaterPassage(50, 80, printed)]
    assert [one.passage.group for one in suggest([promise], later, DIRECTORY)[promise.reference]] == [None, "SEA"]


def test_nothing_to_compare_suggests_nothing():
    assert suggest([], LATER, DIRECTORY) == {}
    assert suggest([TIDES], [], DIRECTORY) == {TIDES.reference: []}
    assert suggest([Statement("CMP-2001-SEA-09")], LATER[:1], DIRECTORY)["CMP-2001-SEA-09"][0].score < 0.5


def test_the_words_that_matching_knows_are_those_of_the_vocabularies():
    assert {material.RESULTS, material.PROMISES} <= set(SectionRole.values)
    assert {material.FIRM, material.EXPLORATORY, material.PROPOSAL} == set(Strength.values)
    assert {reading.value for reading in material.Reading} <= {*Says.values, *LinkKind.values}


def test_every_feature_has_a_weight_and_every_weight_a_feature():
    assert set(weights()) == {*NAMES, "bias"}


def test_fitting_raises_what_tells_answers_from_the_rest():
    answer = tuple(1.0 if name == "names" else 0.0 for name in NAMES)
    other = tuple(1.0 if name == "short" else 0.0 for name in NAMES)
    start = dict.fromkeys([*NAMES, "bias"], 0.0)
    fitted = fit([Example((answer, other), frozenset({0}))] * 20 + [Example((other,), frozenset())] * 20, start)
    assert fitted["names"] > 1 > -1 > fitted["short"]
    assert fitted["words"] == 0.0


def test_measures_count_answered_silent_and_neither():
    answered = Decision(answers={7: {"completed"}})
    rows = [
        Judged(answered, ranked=[7, 8], readings=["completed", "progress"], best=0.9),
        Judged(answered, ranked=[8, 7], readings=["completed", "progress"], best=0.6),
        Judged(answered, ranked=[8, 9], readings=["completed", "progress"], best=0.3),
        Judged(Decision(is_silent=True, look_alikes={8}), ranked=[8], readings=["progress"], best=0.4),
        Judged(Decision(look_alikes={8}), ranked=[9], readings=["progress"], best=1.0),
    ]
    found = measure(rows)
    assert (found.answered, found.silent, found.look_alikes) == (3, 1, 2)
    assert found.recall == {1: pytest.approx(1 / 3), 3: pytest.approx(2 / 3), 5: pytest.approx(2 / 3)}
    assert found.reciprocal_rank == pytest.approx(0.5)
    assert (found.readings_judged, found.reading_accuracy) == (2, 0.5)
    assert (found.threshold, found.balanced_accuracy) == (0.6, pytest.approx(5 / 6))
    assert (found.look_alike_first, found.false_alarms) == (0.5, 0.0)
    given = measure(rows, 0.35)
    assert (given.threshold, given.balanced_accuracy) == (0.35, pytest.approx(1 / 3))
    assert (given.best_balanced_accuracy, given.false_alarms) == (pytest.approx(5 / 6), 1.0)


def test_separation_needs_both_sides():
    assert separation([0.5], []) == (None, None)
