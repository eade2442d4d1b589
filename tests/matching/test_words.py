"""Words, ideas, names and cues: the language that matching reads."""

import tomllib
from pathlib import Path

import pytest

from commitments import matching
from commitments.matching.likeness import Likeness, Rarity, bag
from commitments.matching.lineage import lineage
from commitments.matching.mentions import Namer, defined_acronyms
from commitments.matching.vocabulary import languages, load

ENGLISH = load("en")
FILES = Path(matching.__file__).parent / "languages"


def test_languages_are_the_three_of_the_site():
    assert languages() == ["en", "es", "fr"]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_a_language_file_has_the_same_kinds_of_words_as_the_english_one(language):
    english, other = (tomllib.loads((FILES / f"{one}.toml").read_text(encoding="utf-8")) for one in ("en", language))
    assert other.keys() == english.keys()
    assert other["cues"].keys() == english["cues"].keys()
    assert other["drift"].keys() == english["drift"].keys()


def test_a_language_without_words_is_refused():
    with pytest.raises(LookupError, match="de"):
        load("de")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("workshops", "workshop"),
        ("exploring", "explored"),
        ("studies", "study"),
        ("signed", "signing"),
        ("parks", "park"),
    ],
)
def test_forms_of_one_word_have_one_stem(one, other):
    assert ENGLISH.stem(one) == ENGLISH.stem(other)


def test_words_leave_out_what_carries_no_meaning_and_mend_broken_lines():
    assert ENGLISH.words("The work-\nshops of the two ministries").stems == ("workshop", "ministr")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a seminar on timber", "a workshop about wood"),
        ("young people", "youth"),
        ("firefighters were sent abroad", "deployment of brigades"),
        ("the memorandum", "an agreement"),
    ],
)
def test_different_words_for_the_same_name_a_common_idea(one, other):
    assert ENGLISH.words(one).ideas & ENGLISH.words(other).ideas


def test_cues_stand_at_word_limits():
    assert ENGLISH.cue("postponed", "The visit was put off until spring.") == ["put off"]
    assert ENGLISH.cue("future", "The goodwill of both sides") == []


def test_an_acronym_is_learned_from_its_explanation():
    texts = ["The Sea Level Atlas (SLA) and the tide tables (2019) were shown."]
    assert defined_acronyms(texts) == {"SLA": ("Sea Level Atlas",)}


def test_names_are_found_by_any_spelling():
    names = {"organization:tides": ("National Tide Office", "NTO", "Office national des marées")}
    namer = Namer(names, {"SEA": ("Seas Working Group",)}, ENGLISH)
    for text in ("the National  Tide Office", "by NTO", "Office national des marees"):
        assert "organization:tides" in namer.mentions(text).names
    assert "organization:tides" not in namer.mentions("onto the shore").names
    assert namer.mentions("The Seas Working Group met.").groups == {"SEA"}


def test_places_and_numbers_are_found_in_every_spelling():
    mentions = Namer({}, {}, ENGLISH).mentions("In Quebec, 1,200 trees; au Québec, twelve more in 2023.")
    assert mentions.places == {"Quebec"}
    assert mentions.numbers == {"1200", "twelve", "2023"}


def test_lineage_follows_successors_at_any_remove_and_ends_on_circles():
    successors = {"OLD": ("MID",), "MID": ("NEW", "OLD"), "OTHER": ("ELSE",)}
    assert lineage(["OLD"], successors) == {"OLD", "MID", "NEW"}
    assert lineage([], successors) == frozenset()


def test_an_idea_counts_less_than_the_word_and_more_than_nothing():
    words = ENGLISH.words
    texts = ["a seminar on tides", "a workshop on tides", "a harbour wall", "a new lighthouse"]
    likeness = Likeness(Rarity(map(words, texts), ENGLISH), ENGLISH)
    asked, same, idea, other = (bag([(words(text), 1.0)]) for text in ("a seminar", *texts[:3]))
    assert likeness.coverage(asked, same) == pytest.approx(1.0)
    assert 0.3 < likeness.coverage(asked, idea) < 0.7
    assert likeness.coverage(asked, other) == 0.0
