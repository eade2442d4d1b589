"""Sentences: where they end, and what does not end one."""

import pytest

from reports.reading.sentences import sentences


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text), language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mr. Roe and Dr. Poe of the U.S. Forest team met Boats Inc. Canada on site."),
        ("en", "Art. 5 and No. 7 of the list say so, cf. Table 2 (e.g. Lake 3)."),
        ("fr", "M. Roy et Mme. Dubois ont vu l'art. 5, p. ex. Le Lac, avec Puits inc. Canada."),
        ("es", "El Sr. Gil y la Lic. Ortega, de Pozos S.A. de C.V. y de EE. UU. Norte, leyeron el núm. 7."),
    ],
)
def test_sentences_abbreviations_do_not_end_one(language, text):
    assert split(text, language) == [text]


def test_sentences_word_that_is_also_an_abbreviation_ends_one_before_a_word():
    assert split("They promote the fine arts. Lakes come next.") == ["They promote the fine arts.", "Lakes come next."]


def test_sentences_full_stop_without_blank_ends_one():
    assert split("Yields double by 2034.This will help.") == ["Yields double by 2034.", "This will help."]


def test_sentences_quotation_marks_belong_to_the_sentence_they_close():
    assert split("He said “yes.” She wrote.") == ["He said “yes.”", "She wrote."]
    assert split("Il dit « oui. » Elle écrit.", "fr") == ["Il dit « oui. »", "Elle écrit."]


def test_sentences_spanish_opening_marks_begin_one():
    assert split("Hubo un mapa. ¿Quién lo vio? ¡Todos!", "es") == ["Hubo un mapa.", "¿Quién lo vio?", "¡Todos!"]


def test_sentences_colon_and_semicolon_do_not_end_one():
    assert split("They will do this: dig; build; rest.") == ["They will do this: dig; build; rest."]
    assert split("dig a second well;") == ["dig a second well;"]


def test_sentences_number_of_an_item_does_not_end_one():
    assert split("1. Dig a well. Then rest.") == ["1. Dig a well.", "Then rest."]


def test_sentences_offsets_are_exact_inside_a_longer_text():
    text = "Before.  One here.  Two there.  After."
    assert [text[a:b] for a, b in sentences(text, 8, 31)] == ["One here.", "Two there."]
