"""The home page over the record: its sentence and its map, counted again by hand."""

import re
from datetime import date

import pytest

from commitments.choices import Badge, Strength
from commitments.models import Commitment
from commitments.presentation.map import overview, reports_by
from reports.choices import GroupReportStatus, SectionRole
from reports.models import GroupReport

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _with_record(record):
    """Every test of this module asks the whole record."""


@pytest.fixture
def rows():
    reports = reports_by(TODAY)
    return {row.group.code: row for row in overview(TODAY, reports).rows}


def test_sentence_counts_every_promise_and_those_without_a_word(client):
    promises = Commitment.objects.with_status(TODAY).filter(
        report__year=2019,
        strength__in=[Strength.FIRM, Strength.EXPLORATORY],
        sources__is_primary=True,
        sources__passage__section__role=SectionRole.PROMISES,
    )
    silent = [row for row in promises if row.badge == Badge.NOT_MENTIONED]
    text = re.sub(r"\s+", " ", client.get("/en/").content.decode())
    assert f"Three annual reports print <strong>{Commitment.objects.count()} promises</strong>." in text
    assert (
        f"For {len(silent)} of the {len(promises)} firm or exploratory ones in the promises sections of 2019,"
        " the 2021 report has no word."
    ) in text


def test_sentence_is_localised(client):
    assert "<strong>246" in client.get("/fr/").content.decode()


def test_map_holds_every_promise_with_each_of_its_groups(rows):
    assert Commitment.objects.count() == 246
    assert sum(cell.total for row in rows.values() for cell in row.cells) == 247  # Mining and Environment share one
    assert rows["FOR"].cells[1].total == Commitment.objects.filter(report__year=2019, working_group__code="FOR").count()


@pytest.mark.parametrize(
    ("code", "column", "words"),
    [
        ("CUL", 1, "did not meet"),
        ("ENE", 2, "counted, no chapter"),
        ("HOU", 1, "not in the report"),
        ("LAB", 1, "dissolved in 2018"),
        ("CUL", 0, "not yet a group"),
        ("FOR", 0, "part of Environment and Forestry"),
        ("EFO", 2, "now Environment and Forestry"),
        ("CMP", 0, "no promise printed"),
    ],
)
def test_empty_cell_says_why(rows, code, column, words):
    cell = rows[code].cells[column]
    assert (cell.total, cell.words) == (0, words)


def test_map_draws_every_group_that_stands_in_a_report_and_no_other(rows):
    standing = set(GroupReport.objects.values_list("group__code", flat=True))
    assert set(rows) == standing | {"CMP"}


def test_map_is_drawn_and_told_as_a_table(client):
    text = client.get("/en/").content.decode()
    units = len(re.findall(r'<use href="#unit-badge-[a-z-]+" x="', text))
    assert units == 247
    assert "<figcaption>Of the 81 promises of 2019," in text
    table = text[text.index("<table>") : text.index("</table>")]
    assert table.count('<th scope="row">') == len(set(re.findall(r'<li class="map-row">.*?</span>', text, re.S)))
    assert "Energy is named among the eight fields" in table


def test_past_day_knows_only_what_was_known(client):
    text = client.get("/en/?as_of=2010-01-01").content.decode()
    assert "One annual reports" not in text
    assert Commitment.objects.filter(report__year=2009).count() == 84
    assert re.search(r"One annual report\w* print\w* <strong>84 promises</strong>", text)
    assert "has no word" not in text


def test_day_before_the_first_report_is_said(client):
    response = client.get("/en/?as_of=2000-01-01")
    assert response.status_code == 200
    assert "<figure" not in response.content.decode()


def test_panels_without_content_are_left_out(client):
    text = client.get("/en/").content.decode()
    assert "What closes next" not in text
    assert "What moved last" in text
    then = client.get("/en/?as_of=2021-12-01").content.decode()
    assert "What closes next" in then
    assert "What moved last" not in client.get("/en/?as_of=2010-01-01").content.decode()


def test_every_status_of_a_group_has_words_on_the_map(record):
    from commitments.presentation.map import STANDING_WORDS

    assert set(STANDING_WORDS) == set(GroupReportStatus)
