"""The cue words are data of equal depth in three languages, and can be told where they stand."""

import pytest

from commitments.detection import cues, detect
from commitments.detection.clauses import Sentence
from commitments.detection.fitting import prior
from commitments.detection.flat import flatten, lowered
from reports.reading.formats.plain import read
from reports.reading.outline import outline
from tests.detection.reading_text import proposals, sentence

LANGUAGES = ["en", "es", "fr"]


def test_languages_are_three():
    assert cues.languages() == LANGUAGES


def test_unknown_language_is_refused_by_name():
    with pytest.raises(LookupError, match="'de'"):
        cues.load("de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_kinds_and_lists(language):
    english, other = cues.read("en"), cues.read(language)
    assert set(other["cues"]) == set(english["cues"])
    assert set(other["tokens"]) == set(english["tokens"])
    assert set(other["dates"]) - {"determiners"} == set(english["dates"]) - {"determiners"}
    assert set(english["words"]) - set(other["words"]) <= {
        "report_past",
        "report_present",
        "past_verb",
        "present_state",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_stands_under_two_kinds(language):
    rows = [row for phrases in cues.read(language)["cues"].values() for row in phrases]
    assert sorted({row for row in rows if rows.count(row) > 1}) == []


def test_every_kind_that_speaks_for_a_strength_has_phrases():
    assert set(cues.strengths()) <= set(cues.read("en")["cues"])


def test_prior_weights_name_kinds_that_exist():
    alone = {name for name in prior() if " " not in name} - {"bias", "ahead"}
    assert alone <= set(cues.read("en")["cues"])


def kinds(words, language="en"):
    return [
        (cue.kind, " ".join(sentence(words, language).printed[cue.first : cue.after]))
        for cue in sentence(words, language).cues
    ]


def test_longest_phrase_counts():
    assert kinds("They agreed on the importance of maps.") == [("importance", "agreed on the importance")]
    assert kinds("They agreed to map.") == [("agreement", "agreed to")]


def test_word_known_by_its_ending_is_no_name():
    assert ("future", "organisera") in kinds("Le Canada organisera une visite.", "fr")
    assert [kind for kind, words in kinds("M. Ibarra le sait.", "fr") if kind == "future"] == []


def test_name_of_a_month_is_no_verb():
    assert kinds("The ministers met on May 14, 2026.") == [("past", "met")]
    assert ("weak", "may") in kinds("The ministers may meet.")


def test_phrases_can_be_left_out():
    data = cues.read("en")
    without = frozenset(("agreement", row) for row in data["cues"]["agreement"])
    language = cues.build("en", data, without=without)
    words = "They agreed to map."
    assert "agreement" not in [cue.kind for cue in Sentence(words, 0, len(words), language).cues]
    text = f"Talks\n\n{words}\n"
    assert detect(text, outline(read(text)), language=language) == []


def test_element_without_a_list_is_refused():
    data = {**cues.read("en"), "cues": {"agreement": ["agreed @nothing"]}}
    with pytest.raises(ValueError, match="@nothing"):
        cues.build("en", data)


def test_flat_sentence_joins_lines_hyphens_and_leaves_page_numbers_out():
    printed = "The moni-\ntoring of\nlakes \n\n 12 \n\n goes on."
    flat, places = flatten(printed)
    assert flat == "The monitoring of lakes goes on."
    assert [printed[place] for place in places][:12] == list("The monitori")


def test_small_letters_keep_their_places():
    assert lowered("İstanbul ÉTÉ") == "İstanbul été"


def test_cue_over_a_line_break_is_found_and_quoted_as_printed():
    text = "Talks\n\nThe two countries agreed to set up a joint network of measuring stations and\nhave now com-\nmitted to it, they said again in\na second statement of the same morning on the\nsame lake shore in front of us all today.\n"
    cues_found = [cue for row in proposals(text, least=0.0) for cue in row.cues]
    assert "com-\nmitted to" in [cue.text for cue in cues_found]
