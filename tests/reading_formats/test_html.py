"""Web pages: what a reader sees, in the layout of a text capture."""

import pytest

from reports.reading.formats import Unreadable, extract
from reports.reading.formats.decoding import CHARSET_LIES, CONTROLS
from reports.reading.formats.html import NO_END


def read(markup, media_type="text/html"):
    data = markup if isinstance(markup, bytes) else markup.encode("utf-8")
    return extract(data, "page.html", media_type)


def printed(markup):
    extracted = read(markup)
    return [(block.marker, extracted.text[block.start : block.end]) for block in extracted.blocks]


def test_headings_carry_their_level():
    extracted = read("<h1>Report</h1><p>Words.</p><h3>II. Results</h3><div role=heading aria-level=4>Part</div>")
    found = [(block.level, block.marker, extracted.text[block.start : block.end]) for block in extracted.blocks]
    assert found == [(1, "", "Report"), (None, "", "Words."), (3, "II.", "Results"), (4, "", "Part")]
    assert extracted.text == "Report\n\nWords.\n\nII. Results\n\nPart\n"


@pytest.mark.parametrize(
    ("markup", "items"),
    [
        ("<ul><li>one<li>two</ul>", [("•", "one"), ("•", "two")]),
        ("<ol start=3><li>one<li value=7>two<li>three</ol>", [("3.", "one"), ("7.", "two"), ("8.", "three")]),
        ("<ol type=a><li>one<li>two</ol>", [("a)", "one"), ("b)", "two")]),
        ("<ol type=I><li>one<li>two</ol>", [("I.", "one"), ("II.", "two")]),
        ('<ol style="list-style-type: lower-roman"><li>one</ol>', [("i.", "one")]),
        ("<ol><li>one<ul><li>in one</ul><li>two</ol>", [("1.", "one"), ("•", "in one"), ("2.", "two")]),
        ("<ul><li><p>one</p><p>more</p></ul>", [("•", "one"), ("", "more")]),
        ("<ul><li>√ one</ul>", [("√", "one")]),
    ],
)
def test_list_items_carry_their_marker(markup, items):
    assert printed(markup) == items


def test_items_of_a_list_stand_on_lines_of_their_own():
    assert (
        read("<p>Lead:</p><ul><li>one<ul><li>two</ul></ul><p>End.</p>").text == "Lead:\n\n  • one\n    • two\n\nEnd.\n"
    )


def test_line_breaks_part_names_and_join_sentences():
    assert printed("<p>Ada Reef<br>Director<br>Office of Tides</p>") == [
        ("", "Ada Reef"),
        ("", "Director"),
        ("", "Office of Tides"),
    ]
    assert printed("<p>The two coasts have looked at the tides<br>for many years.</p>") == [
        ("", "The two coasts have looked at the tides\nfor many years.")
    ]
    assert printed("One.<br><br>Two.") == [("", "One."), ("", "Two.")]


def test_tables_keep_their_rows_and_columns():
    extracted = read(
        "<table><tr><th>Side<th>Name<th>Office<tr><td rowspan=2>Canada<td>Ada Reef<td>Tides<tr><td>Bo Wave<td></table>"
    )
    found = [(block.column, extracted.text[block.start : block.end]) for block in extracted.blocks]
    assert found == [
        (0, "Side"),
        (1, "Name"),
        (2, "Office"),
        (0, "Canada"),
        (1, "Ada Reef"),
        (2, "Tides"),
        (1, "Bo Wave"),
    ]
    assert extracted.text == "Side\tName\tOffice\nCanada\tAda Reef\tTides\n\tBo Wave\t\n"
    assert [len(block.cells) for block in extracted.blocks] == [3] * 7


def test_table_that_only_places_the_page_is_text():
    assert printed("<table><tr><td><h2>Results</h2><p>Words of a report.</p></table>") == [
        ("", "Results"),
        ("", "Words of a report."),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '<p>x</p>'</script>",
        "<style>p { }</style>",
        "<nav><p>Menu</p></nav>",
        "<footer>Contact us</footer>",
        "<p hidden>No</p>",
        '<p style="display: none">No</p>',
        '<div aria-hidden="true">No</div>',
        '<ul><li><a href="#part">Part</a></ul>',
        "<!-- comment -->",
        "<select><option>No</select>",
    ],
)
def test_hidden_parts_are_left_out(hidden):
    assert printed(f"<p>Before.</p>{hidden}<p>Behind.</p>") == [("", "Before."), ("", "Behind.")]


def test_main_part_is_read_alone_where_it_is_marked():
    words = "The harbours were measured twice. " * 9
    assert printed(f"<div>Cookies?</div><main><p>{words}</main><p>Share this") == [("", words.strip())]


def test_page_of_menus_alone_is_read():
    assert printed("<nav><p>Only this.</p></nav>") == [("", "Only this.")]


def test_entities_no_break_spaces_and_soft_hyphens_stay():
    assert printed("<p>A&amp;B caf&eacute;&nbsp;au&shy;ser</p>") == [("", "A&B café\u00a0au\u00adser")]


def test_harmful_characters_become_marks():
    extracted = read("<p>a&#x202e;b&#1;c</p>")
    assert extracted.text == "a\ufffdb\ufffdc\n"
    assert extracted.warnings == (CONTROLS,)


def test_title_and_language_are_told():
    extracted = read('<html lang="fr-CA"><head><title> Rapport  annuel </title></head><body>Mots.</body></html>')
    assert (extracted.title, extracted.language, extracted.warnings) == ("Rapport annuel", "fr", ())


def test_page_without_its_end_is_doubted():
    assert read("<html><body><p>Words").warnings == (NO_END,)


@pytest.mark.parametrize(
    ("data", "media_type", "warnings"),
    [
        ("<meta charset=utf-8><p>é</p>".encode(), "", ()),
        ("<meta charset=iso-8859-1><p>é</p>".encode("latin-1"), "", ()),
        ("<meta charset=iso-8859-1><p>é</p>".encode(), "", (CHARSET_LIES,)),
        ("<meta charset=utf-8><p>é</p>".encode("latin-1"), "", (CHARSET_LIES,)),
        ("<p>é</p>".encode("cp1252"), "text/html; charset=windows-1252", ()),
        ("<p>é</p>".encode("utf-16"), "", ()),
    ],
)
def test_bytes_decide_the_encoding_and_not_what_is_said_of_them(data, media_type, warnings):
    extracted = extract(data, "page.html", media_type)
    assert (extracted.text.strip(), extracted.warnings) == ("é", warnings)


def test_printed_page_inside_a_page_is_read_as_a_plain_text():
    lines = ["The two coasts have looked at the tides for many years and have set out"] * 2 + ["buoys."]
    text = ("\n".join(lines) + "\n\n") * 4
    assert len(printed(f"<pre>{text}</pre>")) == 4


def test_page_without_words_is_refused():
    with pytest.raises(Unreadable, match="holds no text") as refusal:
        read("<html><body><img src=a.png></body></html>")
    assert refusal.value.code == "html_no_text"
