"""Which encoding bytes are in, whatever is said of them; which format they are, whatever they are called."""

import pytest

from reports.reading.formats import WRONG_NAME, Unreadable, extract
from reports.reading.formats.decoding import (
    BAD_BYTES,
    CHARSET_LIES,
    CONTROLS,
    MOJIBAKE,
    NO_BOM,
    NOT_UTF8,
    decode,
    harmless,
)

TEXT = "Les deux côtes ont regardé les marées.\n"


@pytest.mark.parametrize(
    ("data", "charset", "warnings"),
    [
        (TEXT.encode(), None, ()),
        (TEXT.encode(), "utf-8", ()),
        (TEXT.encode(), "latin-1", (CHARSET_LIES,)),
        (TEXT.encode("latin-1"), "latin-1", ()),
        (TEXT.encode("latin-1"), "utf-8", (CHARSET_LIES,)),
        (TEXT.encode("cp1252"), None, (NOT_UTF8,)),
        (TEXT.encode("mac-roman"), "macintosh", ()),
        (TEXT.encode("cp1252"), "no such thing", (NOT_UTF8,)),
        (TEXT.encode("utf-16"), None, ()),
        (TEXT.encode("utf-32"), None, ()),
        (TEXT.encode("utf-16-le"), None, (NO_BOM,)),
        (TEXT.encode("utf-16-be"), None, (NO_BOM,)),
    ],
)
def test_text_is_decoded(data, charset, warnings):
    assert decode(data, charset) == (TEXT, warnings)


def test_mark_at_the_start_of_utf_8_stays_so_that_offsets_are_those_of_the_file():
    extracted = extract(b"\xef\xbb\xbfWords.", "a.txt")
    assert extracted.text == "\ufeffWords."
    assert [(block.start, block.end) for block in extracted.blocks] == [(1, 7)]


def test_bad_bytes_and_spoilt_letters_are_doubted():
    assert decode("côte marée été".encode() + b"\xff")[1] == (BAD_BYTES,)
    assert decode("marÃ©es cÃ´tes Ã©tÃ©".encode())[1] == (MOJIBAKE,)


def test_harmful_characters_are_told_and_have_harmless_twins():
    text, warnings = decode("a\x00b\u202ec\n".encode() + b"words " * 50)
    assert text.startswith("a\x00b\u202ec\n")
    assert warnings == (CONTROLS,)
    assert harmless(text)[:6] == "a\ufffdb\ufffdc\n"
    assert len(harmless(text)) == len(text)


@pytest.mark.parametrize(
    ("data", "name", "media_type", "is_doubted"),
    [
        (b"Words.", "a.txt", "", False),
        (b"Words.", "a", "", False),
        (b"Words.", "a.pdf", "", True),
        (b"Words.", "", "application/pdf", True),
        (b"<p>Words.</p>", "a.html", "", False),
        (b"<!DOCTYPE html><p>Words.</p>", "a.txt", "", True),
        (b"<!DOCTYPE html><p>Words.</p>", "", "text/html; charset=utf-8", False),
        ("<html><p>Words.</p></html>".encode("utf-16"), "a.htm", "", False),
    ],
)
def test_format_is_told_by_the_content(data, name, media_type, is_doubted):
    extracted = extract(data, name, media_type)
    assert extracted.text.strip() == "Words."
    assert (WRONG_NAME in extracted.warnings) is is_doubted


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "blank"),
        (b"\xef\xbb\xbf\n", "blank"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x1f\x8b\x08", "archive"),
        (b"%PDF-1.7\n", "pdf_damaged"),
    ],
)
def test_what_is_no_text_is_refused(data, code):
    with pytest.raises(Unreadable) as refusal:
        extract(data)
    assert refusal.value.code == code
