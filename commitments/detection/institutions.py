"""Institutions by their looks: capitalised words among which one means an institution, and acronyms."""

from __future__ import annotations

from collections.abc import Iterator

from commitments.detection.clauses import Sentence
from commitments.detection.model import CANADA, MEXICO, ORGANIZATION, Body

_SHORTEST = 3
_LINKS = 3


def institutions(sentence: Sentence) -> Iterator[tuple[int, int, Body]]:
    """Yield (first word, word after, body) of each institution in a sentence; the bodies have no key."""
    index = 0
    while index < len(sentence):
        after = _name_end(sentence, index)
        if after > index and _is_institution(sentence, index, after):
            name = sentence.words(index, after)
            yield index, after, Body(ORGANIZATION, "", name, (name,), _country(sentence, index, after))
        index = max(after, index + 1)


def _name_end(sentence: Sentence, index: int) -> int:
    """Return the index after a row of capitalised words, joined by "of", "and" and the like."""
    tokens = sentence.language.tokens
    if not _is_capitalised(sentence, index):
        return index
    after = index + 1
    while after < len(sentence):
        if _is_capitalised(sentence, after):
            after += 1
            continue
        ahead = after
        while ahead < len(sentence) and ahead - after < _LINKS and sentence.folded[ahead] in tokens["name_link"]:
            ahead += 1
        if ahead == after or ahead >= len(sentence) or not _is_capitalised(sentence, ahead):
            break
        is_list = sentence.folded[after] in tokens["conjunction"]
        if is_list and (_is_acronym(sentence, after - 1) or _is_acronym(sentence, ahead)):
            break
        after = ahead + 1
    return after


def _is_capitalised(sentence: Sentence, index: int) -> bool:
    printed = sentence.printed[index]
    is_name = printed[:1].isupper() and len(printed) > 1
    is_function_word = sentence.folded[index] in sentence.language.tokens["leading"]
    return is_name and not (is_function_word or sentence.is_in("determiner", index))


def _is_institution(sentence: Sentence, first: int, after: int) -> bool:
    lists = sentence.language.tokens
    if after - first == 1:
        is_named = not sentence.printed[first].endswith("WG") and sentence.folded[first] not in lists["no_institution"]
        return is_named and _is_acronym(sentence, first)
    return any(sentence.folded[at] in lists["institution"] for at in range(first, after))


def _is_acronym(sentence: Sentence, index: int) -> bool:
    printed = sentence.printed[index]
    return len(printed) >= _SHORTEST and printed.isalpha() and printed.isupper() and printed.isascii()


def _country(sentence: Sentence, first: int, after: int) -> str:
    lists = sentence.language.tokens
    words = sentence.folded[first:after]
    if lists["canada"].intersection(words):
        return CANADA
    return MEXICO if lists["mexico"].intersection(words) else ""
