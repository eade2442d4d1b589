"""By when: words and the days they mean, counted from a meeting of 25 November 2021."""

from datetime import date

import pytest

from commitments.detection import Calendar
from commitments.detection.cues import load
from commitments.detection.seasons import season
from commitments.detection.windows import windows
from tests.detection.reading_text import NOVEMBER, proposals

MARCH = Calendar(2009, date(2009, 3, 24))


def first(words, language="en", calendar=NOVEMBER):
    found = windows(words, load(language), calendar)
    return found[0] if found else None


def days(window):
    return " ".join(day.isoformat() if day else "-" for day in (window.start, window.end))


ENGLISH = [
    ("A map will be drawn in the spring of 2022.", "in the spring of 2022", "2022-03-20 2022-06-20", "season"),
    ("Canada will host it (Fall 2023).", "Fall 2023", "2023-09-23 2023-12-21", "season"),
    ("It will meet in early November 2022.", "in early November 2022", "2022-11-01 2022-11-30", "month"),
    ("It will be told within the first months of 2022.", "within the first months of 2022", "2022-01-01 2022-03-31", "range"),
    ("Work starts in the first trimester of 2022.", "in the first trimester of 2022", "2022-01-01 2022-03-31", "quarter"),
    ("It will be done in Q3 2022.", "in Q3 2022", "2022-07-01 2022-09-30", "quarter"),
    ("It will be done in the first half of 2022.", "in the first half of 2022", "2022-01-01 2022-06-30", "half"),
    ("It will be done by 2024.", "by 2024", "- 2024-12-31", "year"),
    ("It will be done by the end of 2025.", "by the end of 2025", "- 2025-12-31", "range"),
    ("They will meet before November 2022.", "before November 2022", "- 2022-10-31", "month"),
    ("They will meet on 12 March 2022.", "on 12 March 2022", "2022-03-12 2022-03-12", "day"),
    ("They will meet on March 3-4, 2022.", "on March 3-4, 2022", "2022-03-03 2022-03-04", "range"),
    ("They will meet by 15 March.", "by 15 March", "- 2022-03-15", "day"),
    ("They will meet next spring.", "next spring", "2022-03-20 2022-06-20", "season"),
    ("They will meet over the coming year.", "over the coming year", "2022-01-01 2022-12-31", "year"),
    ("They will meet next year.", "next year", "2022-01-01 2022-12-31", "year"),
    ("They will meet within six months.", "within six months", "2021-11-26 2022-05-25", "relative"),
    ("In 2022 and subsequently, they will meet.", "In 2022", "2022-01-01 -", "year"),
    ("It will run from 2022 to 2025.", "from 2022 to 2025", "2022-01-01 2025-12-31", "range"),
    ("It will be held in May 2022, and a second one in June 2022.", "in May 2022 … in June 2022", "2022-05-01 2022-06-30", "range"),
    ("It will be discussed before the next annual meeting.", "before the next annual meeting", "- -", "event"),
    ("It will be shown at the 18th Annual Meeting.", "at the 18th Annual Meeting", "- -", "event"),
    ("They will meet once the weather improves.", "once the weather improves", "- -", "event"),
    ("Following the completion of the study, they will meet.", "Following the completion of the study", "- -", "event"),
    ("They will report quarterly.", "quarterly", "- -", "relative"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "text", "expected", "precision"), ENGLISH)
def test_window_of_english_words(words, text, expected, precision):
    found = first(words)
    assert (found.text, days(found), found.precision, found.kind) == (text, expected, precision, "due")


FRENCH_AND_SPANISH = [
    ("fr", "Une carte sera dressée au printemps de 2022.", "2022-03-20 2022-06-20"),
    ("fr", "Une carte sera dressée d'ici la fin de 2024.", "- 2024-12-31"),
    ("fr", "Une carte sera dressée avant novembre 2022.", "- 2022-10-31"),
    ("fr", "Une carte sera dressée au cours du premier trimestre de 2022.", "2022-01-01 2022-03-31"),
    ("fr", "La réunion aura lieu le 12 mars 2022.", "2022-03-12 2022-03-12"),
    ("fr", "La réunion aura lieu le 1er mars 2022.", "2022-03-01 2022-03-01"),
    ("fr", "La réunion aura lieu l'an prochain.", "2022-01-01 2022-12-31"),
    ("fr", "La réunion aura lieu dans un délai de trois semaines.", "2021-11-26 2021-12-16"),
    ("fr", "La réunion aura lieu une fois l'étude terminée.", "- -"),
    ("es", "Se elaborará un mapa en la primavera de 2022.", "2022-03-20 2022-06-20"),
    ("es", "Se elaborará un mapa a más tardar en mayo de 2022.", "- 2022-05-31"),
    ("es", "Se elaborará un mapa antes de noviembre de 2022.", "- 2022-10-31"),
    ("es", "Se elaborará un mapa en el primer trimestre de 2022.", "2022-01-01 2022-03-31"),
    ("es", "La reunión se celebrará el 12 de marzo de 2022.", "2022-03-12 2022-03-12"),
    ("es", "La reunión se celebrará el próximo año.", "2022-01-01 2022-12-31"),
    ("es", "La reunión se celebrará en un plazo de tres semanas.", "2021-11-26 2021-12-16"),
    ("es", "La reunión se celebrará una vez que termine el estudio.", "- -"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "expected"), FRENCH_AND_SPANISH)
def test_window_of_french_and_spanish_words(language, words, expected):
    assert days(first(words, language)) == expected


@pytest.mark.parametrize(
    "words",
    [
        "They met in October 2020.",
        "Signed in May 2019, the plan is old.",
        "During 2021 they met twice.",
        "At the 17th Annual Meeting they talked.",
        "The plan has grown over 15 years.",
        "They may meet.",
        "No date at all.",
    ],
)
def test_no_window_in_what_is_told_or_undated(words):
    assert first(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "They will finish the 2022 Action Plan.",
        "They will finish the work plan for 2022-2023.",
        "They will go to ABCD 2022.",
    ],
)
def test_year_that_labels_a_plan_is_a_horizon(words):
    assert first(words).kind == "horizon"


def test_coming_year_after_a_spring_meeting_is_twelve_months():
    assert days(first("They will meet over the coming year.", calendar=MARCH)) == "2009-03-25 2010-03-24"


def test_relative_words_keep_their_text_where_no_date_is_known():
    found = first("They will meet next spring.", calendar=Calendar())
    assert (found.text, days(found)) == ("next spring", "- -")


def test_impossible_days_are_no_window():
    assert (
        first("They will meet on 31 February 2022.") is None
        or first("They will meet on 31 February 2022.").precision != "day"
    )


def test_items_inherit_the_date_of_their_lead_in():
    text = "Talks\n\nIn the coming year, the two countries will work to:\n\n  • map the lakes;\n  • open the harbours in May 2022.\n"
    assert [row.window.text for row in proposals(text)] == ["In the coming year", "in May 2022"]


@pytest.mark.parametrize(("name", "year", "expected"), [("spring", 2022, "2022-03-20"), ("autumn", 2009, "2009-09-22"), ("winter", 2020, "2020-12-21"), ("summer", 2022, "2022-06-21")])  # fmt: skip
def test_season_begins_on_the_day_of_the_almanac(name, year, expected):
    assert season(name, year)[0].isoformat() == expected
