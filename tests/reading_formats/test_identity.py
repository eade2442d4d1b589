"""What a document says it is: language, title, year."""

import pytest

from reports.reading.identity import OTHER_LANGUAGE, UNKNOWN_LANGUAGE, find_year, guess_language
from reports.reading.reading import read
from tests.reading_formats.hostile import GERMAN

ENGLISH = (
    "The two countries will measure the tides of their harbours, and they have asked for the help of the fishers. "
)
FRENCH = (
    "Les deux pays vont mesurer les marées dans leurs ports, et ils ont demandé l’aide des pêcheurs pour le faire. "
)
SPANISH = "Los dos países van a medir las mareas en sus puertos, y han pedido la ayuda de los pescadores para hacerlo. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (SPANISH, "es"),
        (GERMAN, None),
        ("Ada Reef, Beto Ola", None),
        ("ACTIVITÉS FUTURES\n\nProchaines étapes\n", "fr"),
        ("Acciones futuras\n", "es"),
        (
            "Os dois países vão medir as marés dos seus portos com a ajuda dos pescadores, e não pedem outra coisa. ",
            None,
        ),
    ],
)
def test_language_is_told_by_common_words_or_by_headings(text, language):
    assert guess_language(text) == language


def test_language_that_a_short_text_gives_itself_counts():
    assert guess_language("Ada Reef", "fr") == "fr"
    assert guess_language(ENGLISH, "fr") == "en"
    assert guess_language(GERMAN, "en") is None


def test_reading_by_another_language_is_doubted():
    assert OTHER_LANGUAGE in read(ENGLISH.encode(), language="fr").warnings
    assert UNKNOWN_LANGUAGE in read(GERMAN.encode()).warnings
    assert read(GERMAN.encode()).language is None
    assert read(GERMAN.encode()).passages


@pytest.mark.parametrize(
    ("head", "title", "year"),
    [
        ("Tides Partnership - 2021 Annual Report", "Tides Partnership - 2021 Annual Report", 2021),
        ("Tides Partnership\n\n2016 Annual Report", "Tides Partnership 2016 Annual Report", 2016),
        ("Rapport annuel 2019 du Partenariat des marées", "Rapport annuel 2019 du Partenariat des marées", 2019),
        ("Informe anual 2018 de la Asociación de Mareas", "Informe anual 2018 de la Asociación de Mareas", 2018),
        (
            "MESSAGE\n\nThe Tides Partnership 2008-2009 Annual Report shows it.",
            "Tides Partnership 2008-2009 Annual Report",
            2009,
        ),
        ("Tides of the year", None, None),
    ],
)
def test_title_and_year_are_read_where_they_are_printed(head, title, year):
    body = {"R": FRENCH, "I": SPANISH}.get(head[0], ENGLISH)
    reading = read(f"{head}\n\n{body * 3}\n".encode())
    assert (reading.title, reading.year) == (title, year)


@pytest.mark.parametrize(
    ("title", "year"),
    [(None, None), ("Report", None), ("Report 2008-09", 2009), ("2019/2020 Report", 2020), ("Report 12345", None)],
)
def test_year_of_a_title(title, year):
    assert find_year(title) == year
