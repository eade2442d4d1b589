"""Every text of the record is there in three languages, each in its own."""

import functools

import pytest
from lingua import Language, LanguageDetectorBuilder

from commitments.models import Assessment, Commitment, Exclusion, Guideline, Link, Update
from reports.models import Gap, GroupReport, GroupSuccession, OrganizationSuccession, SourceConflict

LANGUAGES = {"en": Language.ENGLISH, "fr": Language.FRENCH, "es": Language.SPANISH}
LONG = 40
# Texts that read alike in two languages or that the detector misjudges: model, field and row.
EXCEPTIONS = {("Commitment", "title", "CMP-2019-ENV-15", "en")}  # four of its six words are spelt the same in French

TEXTS = [
    (Commitment, "title", "reference"),
    (Commitment, "summary", "reference"),
    (Commitment, "condition", "reference"),
    (Exclusion, "note", "key"),
    (Update, "note", "key"),
    (Assessment, "reason", "key"),
    *((Guideline, part, "key") for part in ("complete", "partial", "not_started", "proof")),
    (Link, "rationale", "key"),
    (Gap, "note", "start"),
    (GroupReport, "note", "pk"),
    (GroupSuccession, "note", "pk"),
    (OrganizationSuccession, "note", "pk"),
    (SourceConflict, "explanation", "slug"),
]
each = pytest.mark.parametrize(
    ("model", "field", "name"), TEXTS, ids=[f"{model.__name__}-{field}" for model, field, _ in TEXTS]
)


@functools.cache
def detector():
    return LanguageDetectorBuilder.from_languages(*LANGUAGES.values()).build()


def texts(model, field):
    for row in model.objects.all():
        yield row, {language: getattr(row, f"{field}_{language}") or "" for language in LANGUAGES}


def wrong(language, text):
    return len(text) > LONG and detector().detect_language_of(text) != LANGUAGES[language]


@each
def test_text_is_there_in_all_languages_or_in_none(model, field, name, record):
    halves = [getattr(row, name) for row, words in texts(model, field) if 0 < sum(map(bool, words.values())) < 3]
    assert halves == []


@each
def test_long_text_is_not_the_same_in_two_languages(model, field, name, record):
    same = [
        getattr(row, name)
        for row, words in texts(model, field)
        if any(len(text) > LONG and list(words.values()).count(text) > 1 for text in words.values())
    ]
    assert same == []


@each
def test_long_text_is_in_its_language(model, field, name, record):
    astray = {
        (model.__name__, field, getattr(row, name), language)
        for row, words in texts(model, field)
        for language, text in words.items()
        if wrong(language, text)
    }
    assert astray == {exception for exception in EXCEPTIONS if exception[:2] == (model.__name__, field)}


def test_every_commitment_has_title_and_summary_in_three_languages(record):
    for field in ("title", "summary"):
        assert [row.reference for row, words in texts(Commitment, field) if not all(words.values())] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "The two ministries will measure the tides every spring."),
        ("es", "Les deux ministères mesureront les marées au printemps."),
        ("en", "Los dos ministerios medirán las mareas en primavera."),
    ],
)
def test_text_in_the_wrong_language_is_found(language, text):
    assert wrong(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The two ministries will measure the tides every spring."),
        ("fr", "Les deux ministères mesureront les marées au printemps."),
        ("es", "Los dos ministerios medirán las mareas en primavera."),
        ("es", "Tides"),
    ],
)
def test_text_in_its_language_or_too_short_to_tell_passes(language, text):
    assert not wrong(language, text)
