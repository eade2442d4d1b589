"""The fingerprint of a passage: a public contract, the same in every capture of a report.

Two captures of one sentence (text, HTML, PDF, DOCX) differ in white space, hyphenation, quotation
marks, list markers and page numbers. The fingerprint ignores all of these and nothing else.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

Span = tuple[int, int]

_LIST_MARKER = re.compile(r"^\s*(?:[•√*‣▪◦·–-]|\d{1,3}[.)]|[a-z][.)]|[ivxlcdm]{1,7}[.)])\s+")
_HYPHEN_BREAK = re.compile(r"(?<=\w)[-\u2010\u2011\u00ad]\s*(?=\w)")
_WORD = re.compile(r"\w+")


def normal_form(text: str, furniture: Iterable[Span] = ()) -> str:
    """Return the words of ``text``, folded and joined by single spaces.

    ``furniture`` lists spans of ``text`` (offsets from its first character) that hold page numbers
    or running headers standing inside the sentence; they stay in the text and are left out here.
    """
    for start, end in sorted(furniture, reverse=True):
        text = text[:start] + " " + text[end:]
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    folded = _LIST_MARKER.sub("", folded, count=1)
    folded = _HYPHEN_BREAK.sub("", folded)
    return " ".join(_WORD.findall(folded))


def fingerprint(text: str, furniture: Iterable[Span] = ()) -> str:
    """Return the SHA-256, in hexadecimal, of the normal form of ``text`` in UTF-8."""
    return hashlib.sha256(normal_form(text, furniture).encode("utf-8")).hexdigest()
