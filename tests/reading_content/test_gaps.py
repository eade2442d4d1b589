"""Gaps: lists lost, sections empty, annexes and chapters missing, sentences cut off; and what looks like one."""

import pytest

from reports.reading.gaps import find_gaps
from reports.reading.outline import outline
from tests.reading_content.texts import ENGLISH, FRENCH, SPANISH, read, table


def gaps(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(gap.kind, gap.text) for gap in find_gaps(*read(text, language), language)]


def test_gaps_of_the_english_report():
    assert gaps(ENGLISH) == [
        ("empty_section", "Table of contents"),
        ("missing_chapter", "Three working groups met this year."),
        ("lost_list", "To that end, the agencies agreed to:"),
        ("missing_annex", "Please refer to Annex B for the list of boats."),
        ("empty_section", "Results"),
        ("empty_section", "Future actions"),
    ]


def test_gaps_in_french_and_spanish():
    assert gaps(FRENCH, "fr") == [
        ("lost_list", "Les défis suivants ont été relevés :"),
        ("missing_annex", "Voir l’annexe B pour la liste."),
        ("empty_section", "II. Prochaines étapes"),
    ]
    assert gaps(SPANISH, "es") == [("lost_list", "Se acordó lo siguiente:")]


def test_gaps_are_where_they_say():
    extracted, found = read(ENGLISH)
    assert all(extracted.text[gap.start : gap.end] == gap.text for gap in find_gaps(extracted, found))


HEAD = "Water Working Group\n\nResults\n\n"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "The groups are:\n\nBoth sides committed to go on.\n",
        HEAD + "They named three themes:\n\nNext steps\n\nThey will meet.\n",
        HEAD + "Wells\n\nThe maps include:\n\nDams\n\nA dam was built by both.\n",
        HEAD + "They agreed on wells, including:\n",
        HEAD + "List of maps:\n\nThe maps were drawn by both sides.\n",
    ],
)
def test_lost_list_found(text):
    assert [kind for kind, _ in gaps(text)] == ["lost_list"]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "The groups are:\n\n  1. Wells\n  2. Dams\n",
        HEAD + "The groups are:\n• wells;\n• dams.\n",
        HEAD + "Mexico:\n\nMexico said that it would go on.\n",
        HEAD
        + "They agreed on actions for each priority:\n\n1. Wells\n\nThey will dig.\n\n2. Dams\n\nThey will build.\n",
        HEAD
        + "They spoke of these topics:\n\nThe need for a state policy of wells in Mexico.\n\nIt was also discussed.\n",
        HEAD + "They did three things: dig, build and rest.\n",
        HEAD + "They will:\n\nlook for wells;\n\nbuild dams.\n",
        HEAD + "The themes were:\n\nTheme 1: Wells\n\nThey dug.\n",
        HEAD + "The topics were these:\n\nWells\n\nDams\n\nPumps\n\nNext steps\n\nThey will meet.\n",
    ],
)
def test_lost_list_false_friends(text):
    assert "lost_list" not in [kind for kind, _ in gaps(text)]


def test_lost_list_not_where_a_table_follows():
    extracted = table(("Lake", "Depth"), ("Long Lake", "40 m"), above=("Results", "The depths are as follows:"))
    assert find_gaps(extracted, outline(extracted)) == ()


def test_empty_section_heading_over_sub_headings_is_none():
    text = "Water Working Group\n\nNext steps\n\nTheme 1: Wells\n\nThey will dig.\n"
    assert gaps(text) == []


def test_empty_section_of_people_and_of_a_theme():
    text = "Water Working Group\n\nNext steps\n\nTheme 1: Wells\n\nTheme 2: Dams\n\nThey will build.\n\nCanadian participants\n"
    assert gaps(text) == [("empty_section", "Theme 1: Wells"), ("empty_section", "Canadian participants")]


def test_missing_annex_is_none_where_the_annex_stands():
    assert gaps("Results\n\nThe boats are listed in Annex A.\n\nAnnex A: Boats\n\nThere are two.\n") == []


def test_missing_annex_is_none_where_the_word_is_a_name():
    assert gaps("Results\n\nThey met at the Small Hydro Annex workshop of the agency.\n") == []


def test_missing_annex_cross_reference_in_brackets():
    assert gaps("Origins\n\nIt was launched in Ottawa. (See 2024 statement)\n") == [
        ("missing_annex", "(See 2024 statement)")
    ]


def test_missing_chapter_of_a_listed_group():
    text = "Profile\n\nThe working groups are:\n\n  1. Water\n  2. Boats\n  3. Forests\n\nWater Working Group\n\nResults\n\nA map.\n\nBoats Working Group\n\nResults\n\nA boat.\n"
    assert gaps(text) == [("missing_chapter", "Forests")]


def test_missing_chapter_is_told_where_a_group_did_not_meet():
    text = "Profile\n\nThere are two working groups. The Boats Working Group did not meet.\n\nWater Working Group\n\nResults\n\nA map.\n"
    assert gaps(text) == [("missing_chapter", "The Boats Working Group did not meet.")]


def test_missing_chapter_counts_the_largest_number():
    text = "Profile\n\nThey met in one out of the two working groups.\n\nWater Working Group\n\nResults\n\nA map.\n"
    assert [kind for kind, _ in gaps(text)] == ["missing_chapter"]
    assert gaps(text.replace("one out of the two working groups", "one working group")) == []


@pytest.mark.parametrize(
    "ending",
    [
        "The parties will go on with the",
        "They thank the Boat Working.",
        "Both sides will explore wells near Long Lake in all of spring, as they",
    ],
)
def test_cut_off_found(ending):
    assert [kind for kind, _ in gaps(f"Results\n\n{ending}\n")] == ["cut_off"]


def test_cut_off_inside_the_text():
    text = "Results\n\nThe parties will go on with the\n\nNext steps\n\nThey will meet again.\n"
    assert gaps(text) == [("cut_off", "The parties will go on with the")]


@pytest.mark.parametrize(
    "text",
    [
        "Results\n\nThey did:\n\n  1. dig wells; and\n  2. build dams; and,\n  3. rest\n",
        "Results\n\nThey went on working.\n",
    ],
)
def test_cut_off_false_friends(text):
    assert gaps(text) == []
