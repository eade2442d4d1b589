"""Word documents: styles, numbering, tables."""

import io

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.reading.formats import extract
from reports.reading.formats.docx import FOOTNOTES
from reports.reading.formats.word_parts import Numbering


def read(document):
    stream = io.BytesIO()
    document.save(stream)
    return extract(stream.getvalue(), "report.docx")


def printed(extracted):
    return [(block.level, block.marker, extracted.text[block.start : block.end]) for block in extracted.blocks]


def test_heading_styles_give_levels():
    document = docx.Document()
    document.add_heading("Report", 0)
    document.add_heading("I. Results", 2)
    document.add_paragraph("Words.")
    assert printed(read(document)) == [(1, "", "Report"), (2, "I.", "Results"), (None, "", "Words.")]


def test_style_made_from_a_heading_style_is_a_heading():
    document = docx.Document()
    own = document.styles.add_style("Chapter", 1)
    own.base_style = document.styles["Heading 3"]
    document.add_paragraph("Seas", style=own)
    assert printed(read(document)) == [(3, "", "Seas")]


def test_list_styles_give_markers():
    document = docx.Document()
    document.add_paragraph("Lead:")
    for style in ("List Bullet", "List Bullet", "List Number", "List Number"):
        document.add_paragraph("item", style=style)
    extracted = read(document)
    assert [marker for _, marker, _ in printed(extracted)] == ["", "•", "•", "1.", "2."]
    assert extracted.text == "Lead:\n\n  • item\n  • item\n  1. item\n  2. item\n"


def test_numbering_of_several_levels_is_written_out():
    levels = {
        0: ("upperRoman", "%1.", 1),
        1: ("decimal", "%1.%2", 1),
        2: ("lowerLetter", "%3)", 1),
        3: ("bullet", "\uf0b7", 1),
    }
    numbering = Numbering({"a": levels}, {"7": "a"}, {"7": {}})
    assert [numbering.marker("7", depth) for depth in (0, 1, 1, 2, 3, 0, 1)] == [
        "I.",
        "I.1",
        "I.2",
        "a)",
        "•",
        "II.",
        "II.1",
    ]
    assert numbering.marker("8", 0) == ""


def test_tables_keep_their_rows_and_columns():
    document = docx.Document()
    document.add_paragraph("Co-chairs")
    table = document.add_table(rows=2, cols=3)
    for row, words in zip(table.rows, (("Side", "Name", "Office"), ("Canada", "Ada Reef", "")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    extracted = read(document)
    assert [block.column for block in extracted.blocks] == [None, 0, 1, 2, 0, 1]
    assert extracted.text == "Co-chairs\n\nSide\tName\tOffice\nCanada\tAda Reef\t\n"


def test_cell_over_several_columns_keeps_the_columns():
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Both"
    table.cell(0, 2).text = "third"
    table.cell(1, 2).text = "below"
    extracted = read(document)
    assert [(block.column, extracted.text[block.start : block.end]) for block in extracted.blocks] == [
        (0, "Both"),
        (2, "third"),
        (2, "below"),
    ]


def test_breaks_tabs_and_hyphens_of_word_are_characters():
    document = docx.Document()
    run = document.add_paragraph().add_run("co")
    for name in ("w:softHyphen", "w:t", "w:noBreakHyphen", "w:t"):
        element = OxmlElement(name)
        if name == "w:t":
            element.text = "operate"
        run._r.append(element)
    assert read(document).text == "co\u00adoperate\u2011operate\n"


def test_deleted_and_hidden_words_are_left_out():
    document = docx.Document()
    paragraph = document.add_paragraph("kept")
    paragraph.add_run(" hidden").font.hidden = True
    deleted = OxmlElement("w:del")
    deleted.append(paragraph.add_run(" deleted")._r)
    paragraph._p.append(deleted)
    assert read(document).text == "kept\n"


def test_footnotes_are_left_out_with_a_warning():
    document = docx.Document()
    run = document.add_paragraph("Words.").add_run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    run._r.append(reference)
    assert read(document).warnings == (FOOTNOTES,)


def test_headers_and_table_of_contents_are_left_out():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Header"
    style = document.styles.add_style("toc 1", 1)
    document.add_paragraph("Results\t3", style=style)
    document.add_paragraph("Words.")
    assert printed(read(document)) == [(None, "", "Words.")]


@pytest.mark.parametrize("count", [1, 3])
def test_lines_of_a_paragraph_are_lines(count):
    document = docx.Document()
    paragraph = document.add_paragraph("Ada Reef")
    for _ in range(count):
        paragraph.add_run().add_break()
        paragraph.add_run("Office of Tides")
    extracted = read(document)
    assert len(extracted.blocks) == count + 1
    assert not any(block.is_alone for block in extracted.blocks)
