"""Plain text: captures of web pages (a paragraph a line) and the text of PDF files (wrapped lines)."""

from reports.reading.formats.plain import read

WRAPPED = """                         TIDES

The two coasts have looked at the tides for many years and have
set out a long row of buoys between the two harbours so that every
ship knows when to sail and when it had better stay at home. They

                                  17

will do so for as long as the moon goes round and the harbours keep
their lights burning for the ships that come in after dark has come.

   • The first buoy will be painted red and the second one will be
     painted green before the ships come back in spring.
   • The third one will not be painted.
"""


def printed(text: str) -> list[str]:
    return [text[block.start : block.end] for block in read(text).blocks]


def test_paragraphs_are_lines_of_a_web_capture():
    text = "Tides\n\nThey rise.\n\nThey fall."
    assert not read(text).is_wrapped
    assert printed(text) == ["Tides", "They rise.", "They fall."]


def test_items_lose_their_marker():
    text = "They will:\n\n• rise;\n- fall;\n1. rest;\na) sleep;\niv. wake.\n"
    assert printed(text) == ["They will:", "rise;", "fall;", "rest;", "sleep;", "wake."]
    assert [block.marker for block in read(text).blocks] == ["", "•", "-", "1.", "a)", "iv."]


def test_indented_line_continues_its_item():
    text = "• rise in the\n  morning\n• fall\n"
    blocks = read(text).blocks
    assert [len(block.lines) for block in blocks] == [2, 1]
    assert printed(text) == ["rise in the\n  morning", "fall"]


def test_year_at_the_start_of_a_line_is_no_marker():
    assert printed("2030 will be a good year.\n") == ["2030 will be a good year."]


def test_wrapped_lines_are_joined():
    assert read(WRAPPED).is_wrapped
    blocks = [" ".join(block.split()) for block in printed(WRAPPED)]
    assert blocks[2].startswith("The first buoy")
    assert blocks[2].endswith("back in spring.")
    assert blocks[3] == "The third one will not be painted."


def test_page_number_inside_a_paragraph_is_furniture():
    block = read(WRAPPED).blocks[1]
    [(start, end)] = block.furniture
    assert WRAPPED[start:end] == "17"
    assert block.start < start < end < block.end


def test_page_number_between_paragraphs_is_left_out():
    text = WRAPPED.replace("come in after dark has come.", "come in after dark.\n\n                   18")
    assert [block.furniture for block in read(text).blocks[2:]] == [(), ()]
    assert all("18" not in block for block in printed(text))


def test_blocks_carry_exact_offsets():
    text = "\ufeff  Tides \r\n\r\n• é rise\r\n"
    assert printed(text)[1:] == ["é rise"]


def test_empty_text_has_no_blocks():
    assert read("").blocks == read(" \n\n").blocks == ()
