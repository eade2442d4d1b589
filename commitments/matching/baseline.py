"""Plain TF-IDF with cosine likeness of the printed words: what the matching is compared with."""

import math
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w\w+")


def rank(query: str, texts: Sequence[str]) -> list[int]:
    """Return the indexes of ``texts`` in the order of their TF-IDF cosine with ``query``; ties stay in order."""
    return Baseline(texts).rank(query)


class Baseline:
    """A table of inverse document frequencies over ``texts``."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(_words(text)) for text in texts]
        seen = Counter(word for count in counts for word in count)
        self._inverse = {word: math.log((1 + len(texts)) / (1 + number)) + 1 for word, number in seen.items()}
        self._vectors = [self._vector(count) for count in counts]

    def scores(self, query: str) -> list[float]:
        """Return the cosine of ``query`` with every text."""
        asked = self._vector(Counter(_words(query)))
        return [sum(value * vector.get(word, 0.0) for word, value in sorted(asked.items())) for vector in self._vectors]

    def rank(self, query: str) -> list[int]:
        """Return the indexes of the texts, the likest first."""
        scores = self.scores(query)
        return sorted(range(len(scores)), key=lambda index: (-scores[index], index))

    def _vector(self, count: Counter[str]) -> dict[str, float]:
        values = {word: number * self._inverse.get(word, 0.0) for word, number in count.items()}
        length = math.sqrt(sum(value * value for value in values.values())) or 1.0
        return {word: value / length for word, value in values.items() if value}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
