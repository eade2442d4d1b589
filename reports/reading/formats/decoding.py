"""From bytes to characters: which encoding a text is really in, and which characters are made harmless."""

import codecs
import re

from reports.reading.formats.unreadable import Unreadable
from reports.reading.messages import gettext_noop

MAX_CHARACTERS = 12_000_000
NOT_UTF8 = "The text is not in UTF-8; it was read as Windows-1252, so look at its accented letters."
NO_BOM = gettext_noop("The text is in UTF-16 without saying so; it was read as such.")
BAD_BYTES = gettext_noop("Some bytes are not valid UTF-8; a mark stands in their place.")
CHARSET_LIES = gettext_noop("The document names an encoding that it is not in; it was read in the encoding it is in.")
CONTROLS = gettext_noop(
    "The text holds control characters or characters that reverse its direction; where it is shown, marks stand in their place."
)
MOJIBAKE = gettext_noop("Some accented letters were spoilt before the file was made; ask for a better copy.")

# Same length in and out, so that offsets stay those of the file. A mark is a printable character of no word.
MARK = "\ufffd"
_HARMFUL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))
_MOJIBAKE = re.compile("Ã[\x80-\xbf©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿¡¢£¤¥¦§¨]|â€[™œ\x9d“”˜]")
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARABLE = re.compile(r"iso8859-\d|cp125\d|mac-|ascii$|utf-8$")
_SAMPLE = 65_536


def decode(data: bytes, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the characters of ``data`` and warnings; ``charset`` is what the document says of itself.

    What the bytes are decides, not what is said of them. Nothing is taken out: a mark at the start of a UTF-8
    text and control characters stay, so that offsets are those of the file. Raises Unreadable for bytes that
    are no text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _checked(data.decode(name, errors="replace"), ())
    wide = _utf16_without_mark(data)
    if wide:
        return _checked(data.decode(wide, errors="replace"), (NO_BOM,))
    if _is_binary(data):
        raise Unreadable("binary")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _checked(*_not_utf8(data, charset))
    is_false = charset is not None and not text.isascii() and _codec(charset) not in ("utf-8", None)
    return _checked(text, (CHARSET_LIES,) if is_false else ())


def harmless(text: str) -> str:
    """Return ``text`` with a mark in place of each character that could do harm where it is stored or shown.

    Offsets and fingerprints stay the same.
    """
    return _HARMFUL.sub(MARK, text)


def _checked(text: str, warnings: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("too_large")
    if _HARMFUL.search(text):
        warnings = (*warnings, CONTROLS)
    if sum(1 for _ in zip(_MOJIBAKE.finditer(text), range(3), strict=False)) == 3:
        warnings = (*warnings, MOJIBAKE)
    return text, warnings


def _utf16_without_mark(data: bytes) -> str | None:
    """Latin letters in UTF-16 have a zero in every second byte and none in the others."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd >= 0.7 * pairs and even <= 0.02 * pairs:
        return "utf-16-le"
    if even >= 0.7 * pairs and odd <= 0.02 * pairs:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROL_BYTES)) > 0.02 * len(sample) + 2


def _not_utf8(data: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    """Mostly UTF-8 with a few bad bytes, or what the document says, or Windows-1252."""
    mended = data.decode("utf-8", errors="replace")
    bad = mended.count(MARK)
    if sum(1 for char in mended if char > "\x7f") - bad > bad:
        return mended, (BAD_BYTES,)
    codec = _codec(charset)
    if codec in ("iso8859-1", "ascii", "cp1252"):
        return data.decode("cp1252", errors="replace"), ()
    if codec and codec != "utf-8":
        try:
            return data.decode(codec), ()
        except UnicodeError:
            pass
    warning = CHARSET_LIES if codec else NOT_UTF8
    return data.decode("cp1252", errors="replace"), (warning,)


def _codec(charset: str | None) -> str | None:
    """Return Python's name of an encoding of one byte a character or of UTF-8, None for every other."""
    try:
        name = codecs.lookup((charset or "").strip()).name
    except (LookupError, ValueError):
        return None
    return name if _DECLARABLE.match(name) else None
