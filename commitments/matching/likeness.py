"""Likeness of words: rare words count more, words for the same idea count in part."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from commitments.matching.vocabulary import Vocabulary, Words

IDEA_SHARE = 0.6
"""What a match of ideas counts beside a match of words."""
GENERAL_SHARE = 0.35
"""What a word counts that nearly every chapter holds."""
_FAINT = 0.5


@dataclass(frozen=True)
class Bag:
    """Stems and ideas of one or more texts, each with the weight (0 to 1) of the text it comes from."""

    stems: Mapping[str, float]
    ideas: Mapping[int, float]


def bag(parts: Iterable[tuple[Words, float]]) -> Bag:
    """Return the stems and ideas of ``parts``; one that stands in several keeps its greatest weight."""
    stems: dict[str, float] = {}
    ideas: dict[int, float] = {}
    for words, weight in parts:
        for stem in words.stems:
            stems[stem] = max(weight, stems.get(stem, 0.0))
        for idea in words.ideas:
            ideas[idea] = max(weight, ideas.get(idea, 0.0))
    return Bag(stems, ideas)


class Rarity:
    """How much a stem or an idea tells, from the number of sentences that hold it."""

    def __init__(self, sentences: Iterable[Words], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._stems: Counter[str] = Counter()
        self._ideas: Counter[int] = Counter()
        self._total = 0
        for words in sentences:
            self._total += 1
            self._stems.update(set(words.stems))
            self._ideas.update(words.ideas)

    def of_stem(self, stem: str) -> float:
        """Return the weight of ``stem``: its inverse sentence frequency, less for general words."""
        weight = self._inverse(self._stems[stem])
        return weight * GENERAL_SHARE if stem in self._vocabulary.general else weight

    def of_idea(self, idea: int) -> float:
        """Return the weight of ``idea``."""
        return self._inverse(self._ideas[idea])

    def _inverse(self, count: int) -> float:
        return math.log((self._total + 1.0) / (count + 0.5))


_Read = tuple[Bag, tuple[tuple[str, float, tuple[tuple[int, float], ...]], ...], float]


class Likeness:
    """Compares bags of words by one table of rarities."""

    def __init__(self, rarity: Rarity, vocabulary: Vocabulary) -> None:
        self._rarity = rarity
        self._vocabulary = vocabulary
        self._bags: dict[int, _Read] = {}
        self._known: dict[str, tuple[float, tuple[tuple[int, float], ...]]] = {}

    def rarity_of_idea(self, idea: int) -> float:
        """Return how much ``idea`` tells."""
        return self._rarity.of_idea(idea)

    def mass(self, of: Bag) -> float:
        """Return how much a bag tells in all."""
        return self._read(of)[2]

    def shared(self, of: Bag, in_: Bag) -> float:
        """Return how much of what ``of`` tells is told by ``in_`` too."""
        total = 0.0
        stems, ideas = in_.stems, in_.ideas
        for stem, told, known in self._read(of)[1]:
            share = stems.get(stem, 0.0) * told
            for idea, rarity in known:
                if idea in ideas:
                    share = max(share, ideas[idea] * IDEA_SHARE * min(told, rarity))
            total += share
        return total

    def coverage(self, of: Bag, in_: Bag) -> float:
        """Return the part (0 to 1) of what ``of`` tells that ``in_`` tells too."""
        mass = self.mass(of)
        return self.shared(of, in_) / mass if mass else 0.0

    def breadth(self, of: Bag, in_: Bag, without: Collection[str] = ()) -> float:
        """Return how many different things of ``of`` are told by ``in_`` too: words of one idea once, faint ones less.

        Stems in ``without`` are passed over.
        """
        found: dict[str | int, float] = {}
        stems, ideas = in_.stems, in_.ideas
        for stem, told, known in self._read(of)[1]:
            if stem in stems and stem not in without:
                found[stem] = told
                continue
            if known:
                shares = [(min(told, rarity) * IDEA_SHARE, idea) for idea, rarity in known if idea in ideas]
                if shares:
                    share, idea = max(shares)
                    found[idea] = max(share, found.get(idea, 0.0))
        told_of = [share for share in found.values() if share > _FAINT]
        squares = sum(share * share for share in told_of)
        return sum(told_of) ** 2 / squares if squares else 0.0

    def aspects(self, of: Bag, in_: Bag) -> float:
        """Return the part of the words of ``of`` that ``in_`` tells, by themselves or by an idea, each counting alike."""
        total, found = 1, 0
        stems, ideas = in_.stems, in_.ideas
        general = self._vocabulary.general
        for stem, _, known in self._read(of)[1]:
            if stem in general or stem.isdigit():
                continue
            total += 1
            if stem in stems:
                found += 1
                continue
            for idea, _ in known:
                if idea in ideas:
                    found += 1
                    break
        return found / total

    def common(self, one: Bag, other: Bag) -> list[tuple[float, str]]:
        """Return the stems that both hold with their rarity, the rarest first."""
        both = one.stems.keys() & other.stems.keys()
        return sorted(((self._weigh(stem)[0], stem) for stem in both), key=lambda pair: (-pair[0], pair[1]))

    def common_ideas(self, one: Bag, other: Bag) -> list[tuple[float, int]]:
        """Return the ideas that both name with their rarity, the rarest first."""
        both = one.ideas.keys() & other.ideas.keys()
        return sorted(((self._rarity.of_idea(idea), idea) for idea in both), key=lambda pair: (-pair[0], pair[1]))

    def _read(self, of: Bag) -> _Read:
        """What a bag tells, reckoned once: the bag itself (which keeps its identity), its stems, and their sum."""
        found = self._bags.get(id(of))
        if found is None:
            stems = []
            for stem, weight in of.stems.items():
                value, ideas = self._weigh(stem)
                stems.append((stem, weight * value, tuple((idea, weight * rarity) for idea, rarity in ideas)))
            found = self._bags[id(of)] = (of, tuple(stems), sum(told for _, told, _ in stems))
        return found

    def _weigh(self, stem: str) -> tuple[float, tuple[tuple[int, float], ...]]:
        known = self._known.get(stem)
        if known is None:
            ideas = tuple((idea, self._rarity.of_idea(idea)) for idea in sorted(self._vocabulary.ideas_of(stem)))
            known = self._known[stem] = (self._rarity.of_stem(stem), ideas)
        return known
