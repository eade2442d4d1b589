"""Sentences of a paragraph, with exact offsets. The abbreviations of each language are data."""

import re
from functools import cache

from reports.reading.language import load

Span = tuple[int, int]

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*")
_OPENING = "\"'“‘«(["


def sentences(text: str, start: int, end: int, language: str = "en") -> list[Span]:
    """Return the spans of the sentences in ``text[start:end]``, without surrounding white space.

    A sentence ends at a full stop, question or exclamation mark that is followed by white space and
    a capital, digit or opening quotation mark, or (a slip of printing) directly by a capitalised word.
    Abbreviations and initials do not end one. Colons and semicolons do not either.
    """
    spans, opened = [], start
    for match in _STOP.finditer(text, start, end):
        if _ends_sentence(text, opened, match, end, language):
            spans.append(_trim(text, opened, match.end()))
            opened = match.end()
    spans.append(_trim(text, opened, end))
    return [span for span in spans if span[0] < span[1]]


def _ends_sentence(text: str, opened: int, match: re.Match[str], end: int, language: str) -> bool:
    after = text[match.end() : end]
    rest = after.lstrip()
    if not rest:
        return False
    if len(rest) == len(after):
        return bool(re.match(r"\w*[a-z0-9)]\.[A-Z][a-zà-ÿ]", text[max(opened, match.start() - 1) : match.end() + 2]))
    begins = rest.lstrip(_OPENING)[:1]
    if not (begins.isupper() or begins.isdigit()):
        return False
    if match.group().startswith(("!", "?", "…", "..")):
        return True
    return not _is_abbreviation(text[opened : match.start()], language)


def _is_abbreviation(before: str, language: str) -> bool:
    word = re.search(r"[^\s(\[“\"]*$", before)
    token = word.group() if word else ""
    if re.fullmatch(r"[^\W\d_]", token) or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", token):
        return True
    return token.casefold() in _abbreviations(language)


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(load(language)["abbreviations"])


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
