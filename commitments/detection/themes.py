"""What a sentence is about: themes of the record by the words of their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from commitments.detection.cues import kinds

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 6
_MOST = 2


def stems(words: str) -> frozenset[str]:
    """Return the stems of the words of a theme's names: small letters without accents, cut after six."""
    return frozenset(
        _stem(word) for word in _WORD.findall(_plain(words)) if len(word) > 2 and word not in kinds()["names"]["empty"]
    )


def themes(words: str, known: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Return the slugs of the themes that a sentence and its heading speak of, the best first, two at most."""
    spoken = {_stem(word) for word in _WORD.findall(_plain(words))}
    ranked = sorted(
        ((len(spoken & row) / len(row), slug) for slug, row in known.items() if row and spoken & row), key=_rank
    )
    return tuple(slug for share, slug in ranked if share >= 0.3)[:_MOST]


def _rank(row: tuple[float, str]) -> tuple[float, str]:
    return -row[0], row[1]


def _stem(word: str) -> str:
    return word[:_STEM].rstrip("s")


def _plain(words: str) -> str:
    marked = unicodedata.normalize("NFKD", words)
    return "".join(char for char in marked if not unicodedata.combining(char)).casefold()


def known_themes(names: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Return the stems of each theme; ``names`` are its names by slug, in any languages."""
    return {slug: stems(" ".join([slug.replace("-", " "), *rows])) for slug, rows in names.items()}
