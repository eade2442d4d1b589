"""One module per file format; each yields the blocks of :mod:`reports.reading.blocks`.

``extract`` chooses by what the bytes are; a name or a media type that says otherwise is a warning, never a reason.
"""

import re
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from reports.reading.blocks import ExtractedText
from reports.reading.formats.unreadable import REASONS, Unreadable
from reports.reading.messages import gettext_noop

__all__ = ["REASONS", "Unreadable", "extract", "media_type_of"]

WRONG_NAME = gettext_noop("The name of the file says another format than its content; it was read by its content.")
MAX_STOPS = 150_000  # ends of sentences
_STOP = re.compile(r"[.!?]\s")
_ENDINGS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".aspx": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
}
_MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_KIND_TYPES = {
    "plain": "text/plain",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_OTHERS = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"{\\rtf", "rich_text"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|main|article|div|p|h[1-6]|table|ul|ol|span|pre|section|header|body|a|b|font|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(rb"</[a-z][a-z0-9]*\s*>|<(?:br|p|li|h[1-6])\s*/?>", re.IGNORECASE)


def extract(data: bytes, name: str = "", media_type: str = "") -> ExtractedText:
    """Return the text of ``data``, whatever its format.

    ``name`` is the name of the file, ``media_type`` what the transfer said (with its charset). Raises Unreadable,
    with one sentence, where there is no text to read.
    """
    from reports.reading.formats import docx, html, pdf, plain

    kind, said = _kind(data, name, media_type), _said(name, media_type)
    if kind == "pdf":
        extracted = pdf.read(data)
    elif kind == "docx":
        extracted = docx.read(data)
    elif kind == "html":
        extracted = html.read(data, media_type)
    else:
        extracted = plain.read(data)
    if sum(1 for _ in islice(_STOP.finditer(extracted.text), MAX_STOPS + 1)) > MAX_STOPS:
        raise Unreadable("too_large")
    if said is not None and said != kind:
        extracted = replace(extracted, warnings=(*extracted.warnings, WRONG_NAME))
    return extracted


def media_type_of(data: bytes, name: str = "", media_type: str = "") -> str:
    """Return the media type of what ``data`` is, as ``extract`` reads it. Raises Unreadable as it does.

    A page keeps the charset that its transfer told: without it, it might be read otherwise another time.
    """
    kind = _kind(data, name, media_type)
    charset = media_type.partition(";")[2].strip() if kind == "html" else ""
    return f"{_KIND_TYPES[kind]}; {charset}"[:100] if charset else _KIND_TYPES[kind]


def _said(name: str, media_type: str) -> str | None:
    """The format that the name says or, where it says none, the media type."""
    return _ENDINGS.get(PurePath(name).suffix.lower()) or _MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower())


def _kind(data: bytes, name: str, media_type: str) -> str:
    """Which reader the bytes are for. Raises Unreadable for formats that no reader is for."""
    if not data:
        raise Unreadable("empty")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if data.startswith(_COMPOUND):
        is_sealed = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable("protected" if is_sealed else "old_word")
    for start, reason in _OTHERS:
        if data.startswith(start):
            raise Unreadable(reason)
    said = _said(name, media_type)
    sample = _narrow(data[:65_536])
    if _HTML_BEGINS.match(sample) or (said == "html" and _HTML_TAG.search(sample)):
        return "html"
    return "plain"


def _narrow(sample: bytes) -> bytes:
    """Enough of the beginning to look for tags in, also where each character takes two bytes."""
    return (
        sample.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    )
