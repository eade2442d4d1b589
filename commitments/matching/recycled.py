"""Recycled language: a later sentence that is nearly word for word an earlier one, and what differs."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from commitments.matching.vocabulary import fold

NEARLY = 0.75
"""From this likeness (0 to 1, 1 the same words in the same order) on, language is recycled."""
FEWEST_WORDS = 6
_WORD = re.compile(r"\w+")
_RUN = 3


@dataclass(frozen=True)
class Recycled:
    """A pair of sentences in nearly the same words; the two are indexes into what was compared."""

    earlier: int
    later: int
    likeness: float


@dataclass(frozen=True)
class Stretch:
    """A stretch of words that both sentences have (``kept``), or only one: ``gone`` or ``new``."""

    kind: str
    words: str


def likeness(earlier: str, later: str) -> float:
    """Return how much of the two sentences is the same words in the same order, 0 to 1."""
    one, other = _words(earlier), _words(later)
    if min(len(one), len(other)) < FEWEST_WORDS:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def recycled(earlier: Sequence[str], later: Sequence[str]) -> Iterator[Recycled]:
    """Yield every pair of sentences in nearly the same words, in the order of ``later``."""
    holding: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for at, text in enumerate(earlier):
        for run in _runs(text):
            holding[run].add(at)
    for there, text in enumerate(later):
        for at in sorted(set().union(*(holding.get(run, ()) for run in _runs(text)))):
            if (value := likeness(earlier[at], text)) >= NEARLY:
                yield Recycled(at, there, value)


def differences(earlier: str, later: str) -> list[Stretch]:
    """Return the words of both sentences in order, stretch by stretch, each marked as kept, gone or new."""
    one, other = earlier.split(), later.split()
    matcher = SequenceMatcher(None, list(map(fold, one)), list(map(fold, other)), autojunk=False)
    found = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append(Stretch("kept", " ".join(other[c:d])))
            continue
        if b > a:
            found.append(Stretch("gone", " ".join(one[a:b])))
        if d > c:
            found.append(Stretch("new", " ".join(other[c:d])))
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
