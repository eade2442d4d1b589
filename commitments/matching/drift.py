"""Drift: whether a later statement binds less or more, is narrower or wider, is due later or sooner."""

from dataclasses import dataclass

from commitments.matching.material import EXPLORATORY, FIRM, PROPOSAL, Statement
from commitments.matching.vocabulary import Vocabulary

_RANKS = {PROPOSAL: 0, EXPLORATORY: 1, FIRM: 2}
_FORCES = (("proposing", 0), ("tentative", 1), ("soft", 1), ("firm", 2))


@dataclass(frozen=True)
class Drift:
    """-1 weaker, narrower or later; 0 the same; 1 firmer, wider or sooner; None where it cannot be told.

    ``words`` are the words of the later statement (of the earlier one where it lost them) that show it.
    """

    strength: int | None = None
    scope: int | None = None
    date: int | None = None
    words: tuple[str, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether anything drifted."""
        return any((self.strength, self.scope, self.date))


def drift(earlier: Statement, later: Statement, vocabulary: Vocabulary) -> Drift:
    """Return how ``later`` differs from ``earlier`` in binding force, scope and date.

    The strength that the record gives is taken where there is one, else it is read off the words.
    """
    strength, force_words = _strength(earlier, later, vocabulary)
    scope, scope_words = _scope(earlier, later, vocabulary)
    return Drift(strength, scope, _date(earlier, later), (*force_words, *scope_words))


def strength_of(text: str, vocabulary: Vocabulary) -> tuple[int | None, tuple[str, ...]]:
    """Return how firmly ``text`` binds (0 proposed, 1 tentative, 2 firm; None if no word tells) and the words."""
    for kind, rank in _FORCES:
        if words := vocabulary.drift_words(kind, text):
            return rank, tuple(dict.fromkeys(words))
    return None, ()


def _strength(earlier: Statement, later: Statement, vocabulary: Vocabulary) -> tuple[int | None, tuple[str, ...]]:
    before, _ = strength_of(earlier.printed, vocabulary)
    after, words = strength_of(later.printed, vocabulary)
    before = _RANKS.get(earlier.strength, before)
    after = _RANKS.get(later.strength, after)
    if before is None or after is None:
        return None, ()
    change = (after > before) - (after < before)
    return change, words if change else ()


def _scope(earlier: Statement, later: Statement, vocabulary: Vocabulary) -> tuple[int | None, tuple[str, ...]]:
    change, shown = 0, []
    for kind, towards in (("narrowing", -1), ("widening", 1)):
        before = vocabulary.drift_words(kind, earlier.printed)
        after = [word for word in vocabulary.drift_words(kind, later.printed) if word not in before]
        if after:
            change += towards
            shown += after
    if not earlier.printed or not later.printed:
        return None, ()
    return change, tuple(dict.fromkeys(shown)) if change else ()


def _date(earlier: Statement, later: Statement) -> int | None:
    before, after = earlier.due[1], later.due[1]
    if before is None or after is None:
        return None
    return (after < before) - (after > before)
