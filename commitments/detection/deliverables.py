"""What is to come of an act: the object of its verb, as a short phrase."""

from __future__ import annotations

from commitments.detection.clauses import Sentence
from commitments.detection.cues import Found

_LONGEST = 14
_SHORTEST = 2
_MOST = 3
_ENDS = frozenset(",;:.()")


def deliverables(sentence: Sentence, governs: Found | None) -> tuple[str, ...]:
    """Return the objects of the acts that a sentence names, as printed, three at most."""
    index = governs.after if governs is not None else sentence.label
    found: list[str] = []
    while index < len(sentence) and len(found) < _MOST:
        if sentence.is_in("act_verb", index):
            after = _object_end(sentence, index + 1)
            if after - index > _SHORTEST:
                found.append(sentence.words(index + 1, after))
                index = after
        index += 1
    return tuple(found)


def _object_end(sentence: Sentence, first: int) -> int:
    tokens = sentence.language.tokens
    stops = tokens["relative"] | tokens["complement"] | tokens["infinitive"] | _ENDS
    last = min(len(sentence), first + _LONGEST)
    return next((at for at in range(first, last) if sentence.folded[at] in stops), last)
