"""Search for words: within one printed text, and in the texts of the rows of a list; and where they stand in a text.

Accents, case and the shape of quotation marks do not matter, on any database.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from django.db.models import Q

from reports.folding import fold
from reports.models import Passage
from reports.reading.fingerprint import normal_form

_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_STRAIGHT = str.maketrans("‘’“”", "''\"\"", _UNSEEN)


def searched_words(query: str) -> list[str]:
    """Return the words of ``query``, folded: accents, case and the shape of quotation marks apart."""
    return fold(query.translate(_STRAIGHT)).split()


def with_words(passages: Iterable[Passage], query: str) -> list[Passage]:
    """Return the passages that hold every word of ``query``, in any order; none where it has no word.

    A word also matches within a longer one, and where the print broke it with a hyphen.
    """
    wanted = searched_words(query)
    return [passage for passage in passages if wanted and passage.text and _holds(passage.text, wanted)]


def _holds(text: str, wanted: list[str]) -> bool:
    printed, unbroken = " ".join(searched_words(text)), fold(normal_form(text))
    return all(word in printed or word in unbroken for word in wanted)


LONGEST_WORD = 200
_LETTERS = (*range(0x21, 0x250), *range(0x1E00, 0x1F00), *range(0x2018, 0x201E))
_JOINT = r"[\u0300-\u036f]*(?:\u00ad|-\s+)?"  # accents that stand apart, and where the print broke a word
_NEVER = Q(pk__in=[])


def holding(query: str, texts: Iterable[str]) -> Q:
    """Return the condition that every word of ``query`` stands in one of the ``texts`` (fields), in any order.

    Without a word, every row meets it.
    """
    words = dict.fromkeys(searched_words(query))
    if any(len(word) > LONGEST_WORD for word in words):
        return _NEVER
    fields = tuple(texts)
    found = Q()
    for pattern in map(_pattern, words):
        found &= reduce(or_, (Q(**{f"{field}__regex": pattern}) for field in fields), _NEVER)
    return found


def exactly(query: str, texts: Iterable[str]) -> Q:
    """Return the condition that one of the ``texts`` (fields) is ``query``, accents, case and white space apart."""
    words = searched_words(query)
    if not words or sum(map(len, words)) > LONGEST_WORD:
        return _NEVER
    whole = r"^\s*" + r"\s+".join(map(_pattern, words)) + r"\s*$"
    return reduce(or_, (Q(**{f"{field}__regex": whole}) for field in texts), _NEVER)


@dataclass(frozen=True)
class Piece:
    """A piece of a text; ``is_hit`` where it is one of the words searched for."""

    text: str
    is_hit: bool = False


def pieces(text: str, query: str, longest: int | None = None) -> list[Piece]:
    """Return ``text`` in pieces, the words of ``query`` apart; of a longer text, ``longest`` characters around the first.

    A text in which no word stands is one piece. What is left out is an ellipsis.
    """
    words = sorted({word for word in searched_words(query) if len(word) <= LONGEST_WORD}, key=len, reverse=True)
    found = re.compile("|".join(map(_pattern, words))) if words else None
    first = found.search(text) if found else None
    start, end = _window(text, first.start() if first else 0, longest)
    cut = ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
    made, at = [], 0
    for hit in found.finditer(cut) if found else ():
        made += [Piece(cut[at : hit.start()]), Piece(hit.group(), is_hit=True)]
        at = hit.end()
    return [piece for piece in (*made, Piece(cut[at:])) if piece.text]


def _window(text: str, first: int, longest: int | None) -> tuple[int, int]:
    """Return where to cut ``text``, between words, so that the character ``first`` is shown."""
    if longest is None or len(text) <= longest:
        return 0, len(text)
    start = max(0, min(first - longest // 3, len(text) - longest))
    start = text.find(" ", start, start + 30) + 1 if start else 0
    end = start + longest
    return start, max(text.rfind(" ", first, end), first + 1) if end < len(text) else len(text)


def _pattern(word: str) -> str:
    """Return the regular expression of a folded word, as both databases understand it."""
    return _JOINT.join(_shapes().get(letter) or re.escape(letter) for letter in word)


@cache
def _shapes() -> dict[str, str]:
    """Return, for each letter that has several shapes, the class of characters that fold to it."""
    found: dict[str, list[str]] = {}
    for code in _LETTERS:
        folded = searched_words(chr(code))
        if len(folded) == 1 and len(folded[0]) == 1:
            found.setdefault(folded[0], []).append(chr(code))
    return {letter: f"[{''.join(shapes)}]" for letter, shapes in found.items() if len(shapes) > 1}
