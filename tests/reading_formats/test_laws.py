"""What holds of every text and of any bytes: no error but the one, exact offsets, the same answer twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.reading.formats import Unreadable
from reports.reading.reading import as_json, read
from tests.reading_formats.make_sample import files

SAMPLE = files()
BEGINNINGS = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"<p>", b"\xff\xfe", b"\xef\xbb\xbf", b"{\\rtf"]
)
TAGS = (
    "<p> </p> <li> <ul> </ul> <ol> <table> <tr> <td> </table> <h2> <br> <nav> </nav> <pre> <main> <td\u00a0rowspan=3>"
    " <ol\u00a0type=I> <a\u00a0href='#x'> </a> &amp; &#0; Words\u00a0of\u00a0it. 1.\u00a0 • \u00a0"
)
MARKUP = st.lists(st.sampled_from([tag.replace("\u00a0", " ") for tag in TAGS.split(" ")]), max_size=60).map("".join)
TABLES = st.lists(
    st.sampled_from(
        ["a | b", "|---|", "a\tb", "Ada       Bo", "          Bo", "", "12", "\f", "Header", "Page 2 of 3", "- x"]
    ),
    max_size=40,
).map("\n".join)


def check(data, name):
    try:
        reading = read(data, name)
    except Unreadable:
        return None
    assert reading == read(data, name)
    told = as_json(reading)
    assert len(reading.text) == len(reading.extracted)
    position = 0
    for passage in told["passages"]:
        assert position <= passage["start"] < passage["end"]
        assert passage["text"] == reading.extracted[passage["start"] : passage["end"]]
        assert told["sections"][passage["section"]]["start"] <= passage["start"]
        position = passage["end"]
    return reading


@given(st.text(max_size=600))
def test_any_text_is_read(text):
    reading = check(text.encode("utf-8"), "a.txt")
    assert reading is None or reading.extracted == text or text.encode("utf-8")[:2] in (b"\xff\xfe", b"\xfe\xff")


@given(TABLES)
def test_any_lines_are_read(text):
    check(text.encode("utf-8"), "a.txt")


@given(BEGINNINGS, st.binary(max_size=600), st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", ""]))
def test_any_bytes_are_read_or_refused(beginning, data, name):
    check(beginning + data, name)


@given(MARKUP)
def test_any_markup_is_read_or_refused(markup):
    check(markup.encode("utf-8"), "a.html")


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["sample-report.pdf", "sample-report.docx"]), st.data())
def test_damaged_files_are_read_or_refused(name, data):
    whole = SAMPLE[name]
    place = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(0, 200))
    check(whole[:place] + data.draw(st.binary(max_size=40)) + whole[place + length :], name)
