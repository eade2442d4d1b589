"""Sentences of a paragraph, with exact offsets. The abbreviations of each language are data."""

import re
from functools import cache

from reports.reading.language import load

Span = tuple[int, int]

_STOP = re.compile(r"[.!?…]+(?:[ \u00a0\u202f]?[»›]|[\"'”’)\]])*")
_SPACE = re.compile(r"\s*")
_OPENING = re.compile(r"(?:[\"'“‘(\[¿¡\u00a0\u202f]|[«‹] ?)*")
_SLIP = re.compile(r"\w*[a-z0-9)]\.[A-Z][a-zà-ÿ]")
_ITEM_NUMBER = re.compile(r"\s*\d{1,2}")
_LETTER_OR_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_BEFORE_TOKEN = frozenset(' \t\r\n\f\v\u00a0\u202f([“"«')
_LONGEST_ABBREVIATION = 24


def sentences(text: str, start: int, end: int, language: str = "en") -> list[Span]:
    """Return the spans of the sentences in ``text[start:end]``, without surrounding white space.

    A sentence ends at a full stop, question or exclamation mark that is followed by white space and
    a capital, digit or opening quotation mark, or (a slip of printing) directly by a capitalised word.
    Abbreviations, initials and the number of an item do not end one. Colons and semicolons do not
    either: a sentence that opens a list ends in its colon, an item may end in a semicolon.
    """
    spans, opened = [], start
    for match in _STOP.finditer(text, start, end):
        if _ends_sentence(text, opened, match, end, language):
            spans.append(_trim(text, opened, match.end()))
            opened = match.end()
    spans.append(_trim(text, opened, end))
    return [span for span in spans if span[0] < span[1]]


def _ends_sentence(text: str, opened: int, match: re.Match[str], end: int, language: str) -> bool:
    stop = match.end()
    following = _end_of(_SPACE, text, stop, end)
    if following == end:
        return False
    if following == stop:
        return bool(_SLIP.match(text[max(opened, match.start() - 1) : stop + 2]))
    first = _end_of(_OPENING, text, following, end)
    begins = text[first : min(first + 1, end)]
    if not (begins.isupper() or begins.isdigit()):
        return False
    if match.group().startswith(("!", "?", "…", "..")):
        return True
    return not _is_abbreviation(text, opened, match.start(), begins.isdigit(), language)


def _is_abbreviation(text: str, opened: int, stop: int, is_before_number: bool, language: str) -> bool:
    """Whether the word before the full stop at ``stop`` is an abbreviation, initials or the number of an item."""
    start = max(opened, stop - _LONGEST_ABBREVIATION)
    first = stop
    while first > start and text[first - 1] not in _BEFORE_TOKEN:
        first -= 1
    token = text[first:stop]
    if _LETTER_OR_INITIALS.fullmatch(token):
        return True
    if stop - opened <= _LONGEST_ABBREVIATION and _ITEM_NUMBER.fullmatch(text, opened, stop):
        return True
    folded = token.casefold().replace("’", "'").rpartition("'")[2]
    return folded in _words(language, "abbreviations") or (
        is_before_number and folded in _words(language, "abbreviations_before_numbers")
    )


@cache
def _words(language: str, key: str) -> frozenset[str]:
    return frozenset(load(language)[key])


def _end_of(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match else start


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
