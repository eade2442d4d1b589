"""Annual meetings and dates in words."""

from datetime import date

import pytest

from reports.reading.dates import find_dates
from reports.reading.meetings import read_meetings
from reports.reading.outline import outline
from tests.reading_content.texts import ENGLISH, FRENCH, SPANISH, read, table


def meetings(text: str, language: str = "en"):
    found = read_meetings(*read(text, language), language)
    return [(m.edition, m.place, m.start.isoformat(), m.end.isoformat(), m.format, m.host) for m in found]


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "on March 23 and 24th in town", "2031-03-23", "2031-03-24"),
        ("en", "November 27th and 28th, 2029", "2029-11-27", "2029-11-28"),
        ("en", "from the 22 to the 24 of March", "2031-03-22", "2031-03-24"),
        ("en", "October 25 2004", "2004-10-25", "2004-10-25"),
        ("en", "27–28 November 2029", "2029-11-27", "2029-11-28"),
        ("en", "November 30 to December 1, 2029", "2029-11-30", "2029-12-01"),
        ("en", "December 31 to January 1, 2030", "2029-12-31", "2030-01-01"),
        ("fr", "les 27 et 28 novembre 2029", "2029-11-27", "2029-11-28"),
        ("fr", "du 30 novembre au 1er décembre 2029", "2029-11-30", "2029-12-01"),
        ("es", "del 27 al 28 de noviembre de 2029", "2029-11-27", "2029-11-28"),
        ("es", "30 de noviembre al 1.º de diciembre de 2029", "2029-11-30", "2029-12-01"),
        ("en", "2029-11-27", "2029-11-27", "2029-11-27"),
    ],
)
def test_dates_in_words(language, text, first, last):
    (found,) = find_dates(text, language, 2031)
    assert (found.first, found.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert found.has_day


@pytest.mark.parametrize(
    ("language", "text"), [("en", "November 2029"), ("fr", "novembre 2029"), ("es", "noviembre de 2029")]
)
def test_dates_month_is_the_whole_month(language, text):
    (found,) = find_dates(text, language)
    assert (found.first, found.last, found.has_day) == (date(2029, 11, 1), date(2029, 11, 30), False)


@pytest.mark.parametrize("text", ["February 30, 2029", "May they come", "version 1.25 March", "March 23"])
def test_dates_that_are_none(text):
    assert find_dates(text, "en") == []


def test_meetings_list_and_own_meeting_that_it_leaves_out():
    assert meetings(ENGLISH) == [
        (1, "Ottawa, Ontario", "2023-10-25", "2023-10-25", None, "CA"),
        (2, "Mexico City", "2024-03-04", "2024-03-05", None, "MX"),
        (9, "Calgary, Alberta", "2031-05-30", "2031-05-31", "hybrid", "CA"),
    ]


def test_meetings_in_french_and_spanish():
    assert meetings(FRENCH, "fr") == [(9, "Ottawa", "2031-11-27", "2031-11-28", None, "CA")]
    assert meetings(SPANISH, "es") == [(18, "Ciudad de México", "2031-11-27", "2031-11-28", "hybrid", "MX")]


def test_meetings_without_a_year_take_that_of_the_sentence_before():
    text = "Message\n\nIn 2031, it marked its 5th anniversary. Mexico hosted the Annual Meeting on March 23 and 24th in Tula, Hidalgo.\n"
    assert meetings(text) == [(None, "Tula, Hidalgo", "2031-03-23", "2031-03-24", None, "MX")]


def test_meetings_list_by_month_with_its_host():
    text = (
        "Previous Meetings: Host Country\n\n  • November 2030 – Canada (virtual meeting)\n  • October 2029 - Mexico\n\n"
        "News\n\nCanada hosted the 16th annual meeting on November 26, 2030.\n"
    )
    assert meetings(text) == [
        (None, "Mexico", "2029-10-01", "2029-10-31", None, "MX"),
        (16, "Canada (virtual meeting)", "2030-11-26", "2030-11-26", "virtual", "CA"),
    ]


def test_meetings_told_in_the_list_and_in_prose_are_one():
    text = (
        "Profile\n\nThe most recent meeting was organized by Mexico in a hybrid manner on May 5, 2031.\n\n"
        "The following annual meetings were held:\n\n  1. Ottawa - May 4, 2030\n  2. CDMX/virtual - May 5, 2031\n"
    )
    assert meetings(text)[-1] == (2, "CDMX/virtual", "2031-05-05", "2031-05-05", "virtual", "MX")


def test_meetings_numbers_that_fall_with_the_dates_are_no_editions():
    text = "Past meetings\n\n  1. Ottawa - May 4, 2031\n  2. Tula, Hidalgo - May 5, 2030\n"
    assert [edition for edition, *_ in meetings(text)] == [None, None]


def test_meetings_in_a_table():
    extracted = table(
        ("Edition", "Place", "Date"),
        ("1", "Ottawa, Ontario", "October 25, 2023"),
        ("2", "Tula, Hidalgo", "May 5, 2024"),
        above=("Annual meetings",),
    )
    found = read_meetings(extracted, outline(extracted))
    assert [(m.edition, m.place, m.start.year, m.host) for m in found] == [
        (1, "Ottawa, Ontario", 2023, "CA"),
        (2, "Tula, Hidalgo", 2024, "MX"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Message\n\nThe next annual meeting will be held in Ottawa on May 5, 2032.\n",
        "Message\n\nThe mining group met on May 5, 2031.\n",
        "Water Working Group\n\nResults\n\nIts 3rd annual meeting was held in Ottawa on May 5, 2031.\n",
    ],
)
def test_meetings_future_ones_and_those_of_groups_are_none(text):
    assert meetings(text) == []
