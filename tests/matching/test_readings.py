"""What became of it, language used again, and drift."""

from datetime import date

import pytest

from commitments.matching.drift import drift
from commitments.matching.material import LaterPassage, Statement
from commitments.matching.outcome import read
from commitments.matching.recycled import Recycled, Stretch, differences, likeness, recycled
from commitments.matching.vocabulary import load

ENGLISH = load("en")
ONE_OFF = Statement(
    "CMP-2001-SEA-01", "Both sides will hold a workshop on tides.", own_words=("Hold a workshop on tides",)
)
CONTINUING = Statement("CMP-2001-SEA-02", "Both sides will go on measuring tides.", is_continuing=True)


def reading(printed, *, of=ONE_OFF, role="results", same_act=0.0, is_recycled=False):
    passage = LaterPassage(0, len(printed), printed, role=role)
    return read(of, passage, ENGLISH, same_act=same_act, is_recycled=is_recycled).reading.value


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("A workshop on tides was held in Halifax in May.", "completed"),
        ("Forty officers attended three days of talks on the sea level.", "completed"),
        ("Preparation of the workshop has begun.", "progress"),
        ("The workshop was postponed to the following year.", "postponed"),
        ("The course had to be put off, as no ship could sail.", "postponed"),
        ("The plan for a workshop was abandoned for lack of interest.", "dropped"),
        ("Both sides decided not to pursue the workshop.", "dropped"),
        ("The course was moved by the ministry to 2004.", "postponed"),
        ("The idea of a course was not taken up.", "dropped"),
        ("The co-chairs closed the second meeting of the group and thanked the hosts.", "progress"),
        ("The group closed this line of work.", "concluded"),
        ("The topic was closed, since its goals were achieved.", "concluded"),
        ("The importance of the sea for both economies.", "progress"),
    ],
)
def test_a_result_is_read_by_its_own_words(printed, expected):
    assert reading(printed) == expected


def test_a_report_of_a_continuing_promise_is_progress_even_where_something_was_held():
    assert reading("A campaign of measurements was held in May.", of=CONTINUING) == "progress"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Both sides will hold a workshop on the sea.", "continues"),
        ("The workshop will be extended to currents.", "amends"),
        ("A plan that replaces the workshop will be written.", "supersedes"),
        ("The co-chairs reiterated the wish for a workshop.", "repeats"),
        ("The workshop will now take place next year.", "postponed"),
    ],
)
def test_a_promise_carries_the_earlier_one_on(printed, expected):
    assert reading(printed, role="promises") == expected


def test_a_promise_in_the_same_words_repeats():
    assert reading("Both sides will hold a workshop on tides.", role="promises", is_recycled=True) == "repeats"


def test_a_sentence_that_looks_ahead_carries_on_wherever_it_is_printed():
    assert reading("The ministries plan to meet on tides.", role="results") == "continues"


def test_the_words_that_a_reading_rests_on_are_given():
    passage = LaterPassage(0, 40, "The workshop was postponed to next spring.")
    assert read(ONE_OFF, passage, ENGLISH, is_recycled=False, same_act=0.0).words == ("was postponed",)


EARLIER = "Canada and Mexico will go on sharing tide tables with all harbour offices."
NEARLY_SAME = "Canada and Mexico will go on sharing tide tables with most harbour offices."


def test_language_used_again_is_found_and_other_language_is_not():
    later = ["A wall was built.", NEARLY_SAME, "Tide tables were shared with the fishing fleet in both countries."]
    assert list(recycled([EARLIER], later)) == [Recycled(0, 1, likeness(EARLIER, NEARLY_SAME))]
    assert likeness(EARLIER, EARLIER) == 1.0
    assert likeness("The group met.", "The group met.") == 0.0


def test_differences_are_marked_stretch_by_stretch():
    assert differences(EARLIER, NEARLY_SAME) == [
        Stretch("kept", "Canada and Mexico will go on sharing tide tables with"),
        Stretch("gone", "all"),
        Stretch("new", "most"),
        Stretch("kept", "harbour offices."),
    ]


def statement(printed, strength="", due=None):
    return Statement("CMP-2001-SEA-01", printed, strength=strength, due=(None, due))


def test_drift_takes_the_strength_of_the_record_before_the_words():
    found = drift(statement("They may meet.", "firm"), statement("They will meet.", "exploratory"), ENGLISH)
    assert found.strength == -1


def test_drift_reads_strength_off_the_words_where_the_record_has_none():
    found = drift(statement("They will explore a visit."), statement("They will make a visit."), ENGLISH)
    assert (found.strength, found.words) == (1, ("will",))


def test_drift_of_scope_and_date():
    earlier = statement("They will visit harbours.", due=date(2002, 6, 30))
    later = statement("They will visit only harbours of the north.", due=date(2004, 6, 30))
    found = drift(earlier, later, ENGLISH)
    assert (found.scope, found.date, found.words) == (-1, -1, ("only",))


def test_drift_is_not_told_where_nothing_tells_it():
    found = drift(statement("Tide tables."), statement("Tide tables."), ENGLISH)
    assert (found.strength, found.scope, found.date, found.is_any) == (None, 0, None, False)
