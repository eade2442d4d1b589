"""Plain text as programs give it: page numbers, running headers, tables, broken words."""

import pytest

from reports.reading.fingerprint import fingerprint
from reports.reading.formats.furniture import is_page_number, normal_line
from reports.reading.formats.markers import may_be_in_sentence
from reports.reading.formats.plain import read

PROSE = "The two coasts have looked at the tides for many years and have set out a row"


def printed(text):
    extracted = read(text)
    return [extracted.text[block.start : block.end] for block in extracted.blocks]


@pytest.mark.parametrize(
    "line",
    ["12", "- 12 -", "Page 3", "Page 3 of 12", "page 3 sur 12", "Página 3 de 12", "3/12", "3 of 12", "[3]", "p. 3"],
)
def test_page_number_is_one(line):
    assert is_page_number(line)


@pytest.mark.parametrize("line", ["12 boats", "In 2012", "Page one", "12.5", "123456", "A 3"])
def test_other_line_is_no_page_number(line):
    assert not is_page_number(line)


def test_header_is_known_by_its_words_whatever_its_number():
    assert normal_line("Annual  Report | 12") == normal_line("Annual Report | 3") == "Annual Report | #"
    assert normal_line("4 Annual Report") == "# Annual Report"
    assert normal_line("tides.html 2/14") == "tides.html #"


def _pages(header, footer, count=4, feed=""):
    """Pages that each break off in the middle of a sentence."""
    lines = []
    for number in range(1, count + 1):
        lines += [line.format(number) for line in header]
        lines += [
            f"of {number} buoys between the harbours.",
            "",
            PROSE,
            PROSE.lower(),
            *[PROSE.lower()] * 6,
            PROSE.lower(),
        ]
        lines += [line.format(number) for line in footer]
        lines[-1] += feed
    return "\n".join(lines).replace("\f\n", "\f")


@pytest.mark.parametrize(
    ("header", "footer", "feed"),
    [
        (["Coasts Report", "Year of tides", ""], ["", "Page {} of 4", ""], ""),
        (["Coasts Report", "Year of tides"], ["{}"], "\f"),
        (["Coasts Report on the tides | {}", ""], [""], ""),
        ([], ["", "{}", "Coasts Report", ""], ""),
    ],
)
def test_running_headers_are_furniture_of_the_sentence_that_they_interrupt(header, footer, feed):
    extracted = read(_pages(header, footer, feed=feed))
    inside = [block for block in extracted.blocks if block.furniture]
    assert len(inside) == 3
    block = inside[0]
    words = extracted.text[block.start : block.end]
    furniture = [(start - block.start, end - block.start) for start, end in block.furniture]
    clean = " ".join([PROSE, *[PROSE.lower()] * 8, "of 2 buoys between the harbours."])
    assert fingerprint(words, furniture) == fingerprint(clean)


def test_form_feeds_begin_pages():
    extracted = read("One.\n\fTwo.\n\fThree.\n")
    assert [block.page for block in extracted.blocks] == [1, 2, 3]
    assert extracted.page_starts == (0, 6, 12)


def test_heading_that_returns_is_no_running_header():
    chapter = "SEAS GROUP {}\n\nLooking ahead\n\n" + "\n".join([PROSE, *[PROSE.lower()] * 12]) + " end.\n\n"
    extracted = read("".join(chapter.format(number) for number in "ABCDE"))
    assert [extracted.text[block.start : block.end] for block in extracted.blocks].count("Looking ahead") == 5


@pytest.mark.parametrize(
    "table",
    [
        "Side | Name | Office\nCanada | Ada Reef | Tides\n",
        "| Side | Name | Office |\n|------|------|------|\n| Canada | Ada Reef | Tides |\n",
        "Side\tName\tOffice\nCanada\tAda Reef\tTides\n",
        "Side         Name            Office\nCanada       Ada Reef        Tides\n",
    ],
)
def test_tables_keep_rows_and_columns(table):
    extracted = read(f"Co-chairs\n\n{table}\nThey met.\n")
    cells = [(block.column, extracted.text[block.start : block.end]) for block in extracted.blocks if block.cells]
    assert cells == [(0, "Side"), (1, "Name"), (2, "Office"), (0, "Canada"), (1, "Ada Reef"), (2, "Tides")]


def test_two_columns_that_run_together_are_cells():
    text = (
        "Canadian Co-chair          Mexican Co-chair\n\n"
        "Ada Reef                   Beto Ola\n"
        "Director of Tides          Head of Harbours\n"
        "Department of Coasts\n"
        "                           Secretariat of Shores\n"
    )
    extracted = read(text)
    cells = [(block.column, extracted.text[block.start : block.end]) for block in extracted.blocks]
    assert [words for column, words in cells if column == 0] == [
        "Canadian Co-chair",
        "Ada Reef",
        "Director of Tides",
        "Department of Coasts",
    ]
    assert [words for column, words in cells if column == 1] == [
        "Mexican Co-chair",
        "Beto Ola",
        "Head of Harbours",
        "Secretariat of Shores",
    ]


def test_one_wide_gap_makes_no_table():
    assert printed("The harbour   was\n\nclosed in\tMay.\n") == ["The harbour   was", "closed in\tMay."]


def test_table_of_contents_with_leaders_is_left_out():
    assert printed("Contents\n\nSeas ........ 3\nTides . . . . . . 12\n\nSeas\n") == ["Contents", "Seas"]


@pytest.mark.parametrize(
    ("marker", "above", "answer"),
    [("–", "", True), ("–", "–", False), ("2)", "", True), ("2)", "1)", False), ("2)", "•", True), ("•", "", False)],
)
def test_dash_or_number_at_the_start_of_a_line_may_belong_to_a_sentence(marker, above, answer):
    assert may_be_in_sentence(marker, above) is answer


def test_dash_in_the_middle_of_a_wrapped_sentence_is_no_item():
    text = "\n".join(
        [PROSE, PROSE.lower(), PROSE.lower(), "– of many buoys, as", "everybody knows.", "", PROSE, PROSE.lower()]
    )
    assert len(printed(text)) == 2


def test_sentence_of_an_item_on_an_indented_line_stays_in_it():
    text = f"{PROSE}\n{PROSE.lower()}\n{PROSE.lower()}.\n\n1. {PROSE}\n   {PROSE.lower()}.\n   A new sentence of the item.\n2. Two\n"
    assert [block.marker for block in read(text).blocks] == ["", "1.", "2."]
