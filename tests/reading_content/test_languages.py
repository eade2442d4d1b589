"""The data of the languages: the same tables everywhere, folded, and enough for every rule."""

import re

import pytest

from reports.reading.headings import fold, heading_words
from reports.reading.language import languages, load

FREE = {"stop_words", "annex_references", "abbreviations", "abbreviations_before_numbers"}
MAY_BE_EMPTY = {"group.after", "verb_endings_not", "people.institution_adjectives"}


def tables(data, path=""):
    for key, value in data.items():
        if isinstance(value, dict):
            yield from tables(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


@pytest.mark.parametrize("language", languages())
def test_language_has_the_tables_of_english(language):
    assert {key for key, _ in tables(load(language))} == {key for key, _ in tables(load("en"))}


@pytest.mark.parametrize("language", languages())
def test_language_words_are_folded_and_none_is_empty(language):
    for key, words in tables(load(language)):
        assert words or key in MAY_BE_EMPTY, key
        flat = [name for names in words for name in names] if key == "dates.months" else words
        if key not in FREE and not isinstance(flat, str):
            assert [word for word in flat if fold(word) != word] == [], key


@pytest.mark.parametrize("language", languages())
def test_language_heading_has_one_role_only(language):
    headings = [heading for words in load(language)["roles"].values() for heading in words]
    assert len(headings) == len(set(headings))
    for role, words in load(language)["roles"].items():
        for heading in words:
            if "*" not in heading:
                assert heading_words(language).role(f"II. {heading.upper()} :") == role


@pytest.mark.parametrize("language", languages())
def test_language_counts_months_and_numbers(language):
    assert len(load(language)["dates"]["months"]) == 12
    assert len(load(language)["numbers"]) == 15
    assert len(load(language)["meetings"]["ordinals"]) == 20


@pytest.mark.parametrize("language", languages())
def test_language_patterns_are_regular_expressions(language):
    for form in load(language)["annex_references"]:
        assert "{annex}" in form
        re.compile(form.replace("{annex}", "annex"))


def test_language_without_a_file_is_refused():
    with pytest.raises(LookupError, match="there are en, es, fr"):
        load("de")
