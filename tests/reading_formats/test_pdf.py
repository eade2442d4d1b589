"""PDF: what stands where on a page, and what it means."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import BaseDocTemplate, Frame, ListFlowable, PageTemplate, Paragraph, Spacer, Table, TableStyle

from reports.reading.formats import extract
from reports.reading.formats.furniture import repeated_on_pages
from reports.reading.formats.pdf_columns import Row, arrange
from reports.reading.formats.pdf_lines import Line, Segment, page_lines
from reports.reading.formats.pdf_paragraphs import write
from reports.reading.formats.writer import TextWriter
from tests.reading_formats import printing
from tests.reading_formats.printing import Heading, Items, Lines, Text

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=13.5, alignment=4)
INDENTED = ParagraphStyle("indented", parent=BODY, firstLineIndent=18)
SENTENCES = [
    "The two coasts have looked at the tides for many years, and their harbours have kept the numbers in good order.",
    "Mr. Reef and his neighbours wrote to the ministries in spring, asking for one common method of measurement.",
    "Nobody had expected so many answers, and it took a whole summer to read all of them with the care they deserve.",
    "Cooperation between neighbouring laboratories, though difficult to organise, turned out to be straightforward.",
]


def platypus(flowables, *, columns=1, header=None):
    stream = io.BytesIO()
    gap, width = 0.8 * cm, A4[0] - 4 * cm
    each = (width - gap * (columns - 1)) / columns
    frames = [Frame(2 * cm + n * (each + gap), 2 * cm, each, A4[1] - 5 * cm, 0, 0, 0, 0) for n in range(columns)]

    def draw(canvas, document):
        canvas.setFont("Helvetica", 8)
        for index, line in enumerate(header or ()):
            canvas.drawString(2 * cm, A4[1] - 1.5 * cm - 10 * index, line.format(document.page))

    document = BaseDocTemplate(stream, pagesize=A4, invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=draw))
    document.build(flowables)
    return extract(stream.getvalue(), "report.pdf")


def printed(extracted):
    return [" ".join(extracted.text[block.start : block.end].split()) for block in extracted.blocks]


def paragraphs(count):
    return [" ".join(SENTENCES[(n + k) % 4] for k in range(4)) for n in range(count)]


def test_justified_paragraphs_with_space_between_are_told_apart():
    words = paragraphs(12)
    flowables = [part for one in words for part in (Paragraph(one, BODY), Spacer(1, 8))]
    assert printed(platypus(flowables)) == words


def test_paragraphs_with_an_indent_and_no_space_are_told_apart():
    words = paragraphs(12)
    assert printed(platypus([Paragraph(one, INDENTED) for one in words])) == words


def test_two_columns_of_text_are_read_one_after_the_other():
    words = paragraphs(14)
    flowables = [part for one in words for part in (Paragraph(one, BODY), Spacer(1, 8))]
    assert printed(platypus(flowables, columns=2)) == words


@pytest.mark.parametrize("columns", [1, 2])
def test_running_header_with_a_page_number_is_left_out(columns):
    words = paragraphs(30)
    flowables = [part for one in words for part in (Paragraph(one, BODY), Spacer(1, 8))]
    extracted = platypus(flowables, columns=columns, header=("Coasts Report", "Year of tides, page {}"))
    assert printed(extracted) == words
    assert len(extracted.page_starts) >= 2
    assert {block.page for block in extracted.blocks} == set(range(1, len(extracted.page_starts) + 1))


def test_two_lists_of_people_side_by_side_are_cells():
    left = ["Canadian Co-chair", "Ada Reef", "Director of Tides", "Department of Coasts"]
    right = ["Mexican Co-chair", "Beto Ola", "Head of Harbours", "Secretariat of Shores"]
    table = Table([[Paragraph("<br/>".join(left), BODY), Paragraph("<br/>".join(right), BODY)]])
    extracted = platypus(
        [Paragraph(SENTENCES[0], BODY), Spacer(1, 20), table, Spacer(1, 20), Paragraph(SENTENCES[1], BODY)]
    )
    cells = [(block.column, extracted.text[block.start : block.end]) for block in extracted.blocks if block.cells]
    assert [words for column, words in cells if column == 0] == left
    assert [words for column, words in cells if column == 1] == right
    assert printed(extracted)[0] == SENTENCES[0]


@pytest.mark.parametrize("has_rules", [True, False])
def test_tables_keep_rows_and_columns(has_rules):
    rows = [["Side", "Name", "Office"], ["Canada", "Ada Reef", "Tides"], ["Mexico", "Beto Ola", "Harbours and shores"]]
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")] if has_rules else [])
    extracted = platypus([Paragraph(SENTENCES[0], BODY), Spacer(1, 20), Table(rows, [120, 120, 150], style=style)])
    cells = [(block.column, extracted.text[block.start : block.end]) for block in extracted.blocks if block.cells]
    assert cells == [(column, word) for row in rows for column, word in enumerate(row)]


def cells_of(lines, **of_page):
    """The rows of the table without rules whose printed lines hold (top, left, words), six points to a character."""
    printed = [
        Line(
            top, top + 12, 12, top == 0, tuple(Segment(left, left + 6 * len(words), words) for left, words in segments)
        )
        for top, *segments in lines
    ]
    return [[" ".join(line.text for line in cell) for cell in row.cells] for row in arrange(printed, None, **of_page)]


def test_heads_in_the_middle_and_cells_of_several_lines_in_the_middle():
    lines = [
        (0, (130, "Canada"), (330, "Mexico")),
        (16, (230, "Beto Ola de la Vega")),
        (23, (50, "Ada Reef")),
        (30, (230, "Head of Harbours")),
        (37, (50, "Director of the Tides")),
        (44, (230, "Secretariat of Shores")),
    ]
    below = ["Ada Reef Director of the Tides", "Beto Ola de la Vega Head of Harbours Secretariat of Shores"]
    assert cells_of(lines) == [["Canada", "Mexico"], below]


def test_rows_that_stand_a_little_apart_are_parted():
    lines = [
        (0, (130, "Canada"), (330, "Mexico")),
        (16.5, (50, "Ada Reef"), (230, "Beto Ola")),
        (30, (50, "Tides"), (230, "Harbours")),
        (46.5, (50, "Cleo Bay"), (230, "Dario Mar")),
        (60, (50, "Coasts"), (230, "Shores")),
    ]
    assert cells_of(lines) == [
        ["Canada", "Mexico"],
        ["Ada Reef Tides", "Beto Ola Harbours"],
        ["Cleo Bay Coasts", "Dario Mar Shores"],
    ]


def test_last_row_of_a_table_overleaf_is_a_row():
    lines = [(4, (50, "Mexico"), (130, "Beto Ola"), (230, "Harbours")), (18, (230, "and shores"))]
    assert cells_of(lines, is_in_table=True) == [["Mexico", "Beto Ola", "Harbours and shores"]]


def test_footnote_does_not_part_the_rows_of_a_table_that_goes_on_overleaf():
    def line(words, size, page):
        return Line(100, 100 + size, size, False, (Segment(50, 50 + 5 * len(words), words),), page=page)

    rows = [
        Row(50, ((line(words, 11, page),), (line("Tides", 11, page),)), (200, 300))
        for page, words in enumerate("AB", 1)
    ]
    note, text = line("1 A provisional figure.", 8, 1), line(SENTENCES[0], 11, 2)
    writer = TextWriter()
    write([[line(SENTENCES[1], 11, 1), rows[0], note], [rows[1], text]], writer)
    assert printed(writer.finish()) == [
        SENTENCES[1],
        "A",
        "Tides",
        "B",
        "Tides",
        "1 A provisional figure.",
        SENTENCES[0],
    ]


def test_bulleted_and_numbered_items_of_several_lines():
    words = paragraphs(3)
    for bullet, markers in (("bullet", ["•"] * 3), ("1", ["1.", "2.", "3."])):
        listed = ListFlowable(
            [Paragraph(one, BODY) for one in words],
            bulletType=bullet,
            start="•" if bullet == "bullet" else 1,
            bulletFormat=None if bullet == "bullet" else "%s.",
        )
        extracted = platypus([Paragraph("The lead of the list:", BODY), Spacer(1, 8), listed])
        assert printed(extracted)[1:] == words
        assert [block.marker for block in extracted.blocks[1:]] == markers


def test_headings_have_levels_by_the_size_of_their_type():
    parts = [Heading("Report", 1), Heading("Seas Working Group", 2), Heading("Results", 3), Text(" ".join(SENTENCES))]
    extracted = extract(printing.as_pdf(parts, header=()), "report.pdf")
    assert [block.level for block in extracted.blocks] == [1, 2, 3, None]


def test_bold_line_that_stands_apart_is_a_heading():
    flowables = [
        part for one in ("<b>Results of the year</b>", *paragraphs(3)) for part in (Paragraph(one, BODY), Spacer(1, 9))
    ]
    assert [block.level for block in platypus(flowables).blocks] == [1, None, None, None]


def test_names_on_lines_of_their_own_stay_apart():
    lines = ("Ada Reef-Ferland", "Assistant Deputy Minister for the Tides", "Department of Coasts")
    parts = [Text(" ".join(SENTENCES)), Lines(lines), Text(" ".join(SENTENCES))]
    assert printed(extract(printing.as_pdf(parts, header=()), "report.pdf"))[1:4] == list(lines)


def test_broken_words_keep_their_hyphen_in_the_text():
    parts = [Text(" ".join(SENTENCES * 6)), Items(tuple(SENTENCES), ("•",) * 4)]
    extracted = extract(printing.as_pdf(parts, header=(), every=1), "report.pdf")
    assert extracted.text.count("-\n") >= 3
    assert len(extracted.blocks) == 5


def char(text, left, width=5.0):
    place = {"x0": left, "x1": left + width, "top": 10.0, "bottom": 20.0, "size": 10.0, "fontname": "Serif"}
    return {"text": text, "upright": True, **place}


def test_space_without_room_parts_no_word_and_a_gap_without_a_space_parts_cells():
    chars = [char("a", 0), char(" ", 5, 0), char("b", 5), char(" ", 10, 3), char("c", 13), char("d", 21)]
    (line,) = page_lines(chars, 1)
    assert [segment.text for segment in line.segments] == ["ab c", "d"]


def test_footnote_does_not_stand_in_a_sentence_that_goes_on_overleaf():
    body = " ".join(SENTENCES * 20)
    note = ParagraphStyle("note", parent=BODY, fontSize=8, leading=10)

    class Notes(PageTemplate):
        def afterDrawPage(self, canvas, document):
            paragraph = Paragraph("1 A provisional figure.", note)
            paragraph.wrapOn(canvas, 300, 40)
            paragraph.drawOn(canvas, 2 * cm, 1.2 * cm)

    stream = io.BytesIO()
    frame = Frame(2 * cm, 2 * cm, A4[0] - 4 * cm, A4[1] - 5 * cm, 0, 0, 0, 0)
    BaseDocTemplate(stream, pagesize=A4, pageTemplates=[Notes(frames=[frame])]).build([Paragraph(body, BODY)])
    extracted = extract(stream.getvalue(), "report.pdf")
    assert (printed(extracted)[0], len(extracted.page_starts)) == (body, 2)


def test_lines_that_return_at_the_edges_of_pages_are_furniture():
    def page(word, number, chapter="Chapter"):
        lines = ("Header", chapter, f"Words {word}.", "Looking ahead", f"More {word}.", f"Page {number} of 4")
        return [(line, (10.0, 20 * height)) for height, line in enumerate(lines)]

    pages = [page("one", 1, "Other"), page("two", 2), page("three", 3), page("four", 4)]
    edges = {(number, line) for number in range(4) for line in (0, 5)}
    assert repeated_on_pages(pages) == edges | {(number, 1) for number in (1, 2, 3)}
