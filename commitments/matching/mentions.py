"""What a text names: institutions, places, instruments, proper names and numbers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from commitments.matching.vocabulary import Vocabulary, fold

_PLACES = Path(__file__).parent / "places.txt"
_DEFINED = re.compile(r"((?:[^\W_][\w’'-]*[ \n]+){2,10})\(([A-Z][A-Za-z0-9&/-]{1,11})\)")
_CAPITALS = re.compile(r"\b(?=\w*[A-Z]\w*[A-Z0-9]|\w*[a-z][A-Z])[A-Z][A-Za-z0-9]+(?:-[A-Z0-9][A-Za-z0-9]*)*\b")
_TITLE = re.compile(
    r"(?<![.!?:]\s)\b[A-Z][\w’'-]+(?:\s+(?:(?:of|for|on|and|the|de|del|du|des|la|y|et)\s+){0,2}[A-Z][\w’'-]+)+"
)
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Mentions:
    """Keys of what a text names. ``names`` are institutions, persons, instruments and proper names."""

    names: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[str]
    groups: frozenset[str]


def defined_acronyms(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the acronyms that ``texts`` explain, as in "Long Name (LN)", each with its long forms."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for before, acronym in _DEFINED.findall(text):
            if long_form := _long_form(before.split(), acronym):
                found.setdefault(acronym, set()).add(long_form)
    return {acronym: tuple(sorted(forms)) for acronym, forms in sorted(found.items())}


def _long_form(words: list[str], acronym: str) -> str | None:
    letters = [letter.casefold() for letter in acronym if letter.isalnum()]
    for size in range(2, len(words) + 1):
        tail = words[-size:]
        initials = [part[0].casefold() for word in tail for part in re.split(r"[-’']", word) if part]
        capitals = [word[0].casefold() for word in tail if word[0].isupper()]
        if tail[0][0].casefold() == letters[0] and letters in (initials, capitals):
            return " ".join(tail)
    return None


class Namer:
    """Finds what texts name. ``names`` and ``groups`` are printed names by key."""

    def __init__(
        self, names: Mapping[str, tuple[str, ...]], groups: Mapping[str, tuple[str, ...]], vocabulary: Vocabulary
    ) -> None:
        self._vocabulary = vocabulary
        self._acronyms: dict[str, str] = {}
        spelled: dict[str, str] = {}
        for key, spellings in names.items():
            for spelling in spellings:
                if _CAPITALS.fullmatch(spelling) and " " not in spelling:
                    self._acronyms.setdefault(spelling, key)
                elif len(spelling) > 3:
                    spelled.setdefault(fold(spelling), key)
        self._names = _Finder(spelled)
        self._groups = _Finder({fold(name): code for code, spellings in groups.items() for name in spellings})
        self._places = _Finder(_places())

    def mentions(self, text: str) -> Mentions:
        """Return what ``text`` names."""
        flat = " ".join(text.split())
        folded = fold(text)
        names = self._names.find(folded)
        names |= {self._acronyms.get(word, f"'{fold(word)}") for word in _CAPITALS.findall(flat)}
        names |= {f"'{key}" for key in self._titles(flat)}
        numbers = {number.replace(",", "").rstrip(".") for number in _NUMBER.findall(flat)}
        numbers |= {word for word in re.findall(r"[a-z]+", folded) if word in self._vocabulary.number_words}
        return Mentions(
            frozenset(names),
            frozenset(self._places.find(folded)),
            frozenset(number for number in numbers if number not in ("1", "one", "two", "first")),
            frozenset(self._groups.find(folded)),
        )

    def _titles(self, flat: str) -> Iterable[str]:
        """Proper names of several words, as their stems; those of general words alone name nothing."""
        for title in _TITLE.findall(flat):
            stems = [stem for stem in self._vocabulary.words(title).stems if stem not in self._vocabulary.general]
            if len(stems) > 1:
                yield " ".join(stems)


class _Finder:
    """Finds the longest known spellings in a folded text, at word limits."""

    def __init__(self, spelled: Mapping[str, str]) -> None:
        self._keys = {" ".join(spelling.split()): key for spelling, key in spelled.items()}
        ordered = sorted(self._keys, key=lambda spelling: (-len(spelling), spelling))
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b") if ordered else None

    def find(self, folded: str) -> set[str]:
        if self._pattern is None:
            return set()
        return {self._keys[match.group()] for match in self._pattern.finditer(" ".join(folded.split()))}


@cache
def _places() -> dict[str, str]:
    spelled: dict[str, str] = {}
    for line in _PLACES.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            spellings = [spelling.strip() for spelling in line.split(",")]
            spelled.update({fold(spelling): spellings[0] for spelling in spellings})
    return spelled


def is_year(number: str) -> bool:
    """Whether a number reads as a year."""
    return bool(_YEAR.fullmatch(number))
