"""The cue words of a language, and where they stand in a sentence. The words are data in ``cues/*.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "cues"
_ELEMENT = re.compile(r"(?P<sign>[>!]?)(?P<body>[^?]+)(?P<optional>\??)")
_CLASSES = frozenset({"@capital", "@digits", "@year", "@any"})
_STOPS = frozenset(";:()")
_SHORTEST = 5  # a word known by its ending has at least so many letters, and is no name


@dataclass(frozen=True)
class Found:
    """A phrase found in a sentence: its kind, the indexes of its first token and of the one after its last."""

    kind: str
    first: int
    after: int
    phrase: str


@dataclass(frozen=True)
class Words:
    """A set of words: whole, by their beginnings, by their endings, or by their looks (``@capital``, ``@year``, …)."""

    whole: frozenset[str]
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    looks: frozenset[str] = frozenset()
    is_negated: bool = False

    def holds(self, folded: str, printed: str) -> bool:
        """Whether a token, in small letters and as printed, is one of the words."""
        return self.is_negated != (
            folded in self.whole
            or bool(self.starts and folded.startswith(self.starts))
            or bool(self.ends and len(folded) >= _SHORTEST and printed[0].islower() and folded.endswith(self.ends))
            or any(_looks(look, printed) for look in self.looks)
        )

    @property
    def is_plain(self) -> bool:
        """Whether whole words are all there is."""
        return not (self.starts or self.ends or self.looks or self.is_negated)


@dataclass(frozen=True)
class Element:
    """One element of a phrase; see the head of ``cues/en.toml``."""

    words: Words
    is_optional: bool = False
    is_ahead: bool = False
    gap: int = 0


@dataclass(frozen=True)
class Phrase:
    """One phrase of the lexicon with its elements."""

    kind: str
    printed: str
    elements: tuple[Element, ...]


class Lexicon:
    """The phrases of one language, found token by token; at each place the longest phrase counts."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], words: Mapping[str, Words]) -> None:
        self._words = words
        self._by_word: dict[str, list[Phrase]] = {}
        self._others: list[Phrase] = []
        self._starting: dict[tuple[str, bool], list[Phrase]] = {}
        for kind, rows in phrases.items():
            for printed in rows:
                self._add(Phrase(kind, printed, tuple(self._element(part) for part in printed.split())))

    def find(self, folded: Sequence[str], printed: Sequence[str]) -> list[Found]:
        """Return the phrases in a row of tokens, in order, without overlap."""
        found, index, count = [], 0, len(folded)
        while index < count:
            best: Found | None = None
            for phrase in self._candidates(folded[index], printed[index]):
                after = _match(phrase.elements, 0, folded, printed, index)
                if after > index and (best is None or after > best.after):
                    best = Found(phrase.kind, index, after, phrase.printed)
            if best is None:
                index += 1
            else:
                found.append(best)
                index = best.after
        return found

    def _candidates(self, folded: str, printed: str) -> list[Phrase]:
        key = (folded, printed[:1].isupper())
        phrases = self._starting.get(key)
        if phrases is None:
            others = [phrase for phrase in self._others if phrase.elements[0].words.holds(folded, printed)]
            phrases = self._starting[key] = [*self._by_word.get(folded, ()), *others]
        return phrases

    def _add(self, phrase: Phrase) -> None:
        first = phrase.elements[0]
        if first.is_ahead or first.is_optional or first.gap:
            raise ValueError(f"A phrase must begin with a word: {phrase.printed!r}.")
        if first.words.is_plain:
            for word in first.words.whole:
                self._by_word.setdefault(word, []).append(phrase)
        else:
            self._others.append(phrase)

    def _element(self, part: str) -> Element:
        if part.startswith("~"):
            return Element(words_of(()), gap=int(part[1:]))
        match = _ELEMENT.fullmatch(part)
        if match is None:
            raise ValueError(f"No element of a phrase: {part!r}.")
        words = _union(self._named(name) for name in match["body"].split("|"))
        words = replace(words, is_negated=match["sign"] == "!")
        return Element(words, is_optional=bool(match["optional"]), is_ahead=match["sign"] == ">")

    def _named(self, name: str) -> Words:
        return self._words[name[1:]] if name.startswith("@") and name[1:] in self._words else words_of([name])


def words_of(entries: Iterable[str]) -> Words:
    """Return the words of ``entries``: ``word``, ``pre*``, ``*suf`` or one of the classes by looks."""
    rows = list(entries)
    looks = frozenset(row for row in rows if row.startswith("@"))
    if looks - _CLASSES:
        raise ValueError(f"No word list {', '.join(sorted(looks - _CLASSES))}.")
    return Words(
        frozenset(row for row in rows if "*" not in row and not row.startswith("@")),
        tuple(row[:-1] for row in rows if row.endswith("*")),
        tuple(row[1:] for row in rows if row.startswith("*")),
        looks,
    )


def _union(parts: Iterable[Words]) -> Words:
    rows = list(parts)
    if len(rows) == 1:
        return rows[0]
    return Words(
        frozenset().union(*(row.whole for row in rows)),
        tuple(start for row in rows for start in row.starts),
        tuple(end for row in rows for end in row.ends),
        frozenset().union(*(row.looks for row in rows)),
    )


def _looks(look: str, printed: str) -> bool:
    if look == "@capital":
        return printed[:1].isupper()
    if look == "@year":
        return len(printed) == 4 and printed.isdigit() and printed[:2] in ("19", "20")
    return look == "@any" or printed[:1].isdigit()


def _match(elements: Sequence[Element], at: int, folded: Sequence[str], printed: Sequence[str], index: int) -> int:
    """Return the index after the match, -1 where there is none. What stands ahead is not part of it."""
    if at == len(elements):
        return index
    element = elements[at]
    if element.gap:
        for skipped in range(element.gap + 1):
            if skipped and (index + skipped > len(folded) or folded[index + skipped - 1] in _STOPS):
                return -1
            after = _match(elements, at + 1, folded, printed, index + skipped)
            if after >= 0:
                return after
        return -1
    if index < len(folded) and element.words.holds(folded[index], printed[index]):
        after = _match(elements, at + 1, folded, printed, index + 1)
        if after >= 0:
            return index if element.is_ahead else after
    if element.is_optional:
        return _match(elements, at + 1, folded, printed, index)
    return -1


@dataclass(frozen=True)
class Language:
    """All that detection knows of one language: phrases, word lists, and the rest of the file as ``data``.

    ``names`` are words that are no cue where they are printed with a capital: the months ("May").
    """

    code: str
    lexicon: Lexicon
    tokens: Mapping[str, frozenset[str]]
    words: Mapping[str, Words]
    data: Mapping[str, Any]
    names: frozenset[str] = frozenset()


def languages() -> list[str]:
    """Return the codes of the languages that have cue words, sorted."""
    return sorted(path.stem for path in FOLDER.glob("??.toml"))


def read(code: str) -> dict[str, Any]:
    """Return the data of a language as in its file. Raises LookupError where there is none."""
    path = FOLDER / f"{code}.toml"
    if not path.is_file():
        raise LookupError(f"No cue words for language {code!r}; there are {', '.join(languages())}.")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def load(code: str) -> Language:
    """Return the language ``code`` (ISO 639-1). Raises LookupError where there are no cue words for it."""
    return build(code, read(code))


def build(code: str, data: Mapping[str, Any], without: frozenset[tuple[str, str]] = frozenset()) -> Language:
    """Return a language made of ``data``, leaving out the phrases ``without`` (kind and phrase)."""
    words = {name: words_of(rows) for name, rows in data["words"].items()}
    cues = {kind: [row for row in rows if (kind, row) not in without] for kind, rows in data["cues"].items()}
    tokens = {name: frozenset(rows) for name, rows in data["tokens"].items()}
    dates = data["dates"]
    names = frozenset(name for month in dates["months"] for name in month if dates["are_capitals"])
    return Language(code, Lexicon(cues, words), tokens, words, data, names)


@cache
def kinds() -> Mapping[str, Any]:
    """Return the data of ``kinds.toml``: what holds in every language."""
    return tomllib.loads((FOLDER / "kinds.toml").read_text(encoding="utf-8"))


@cache
def strengths() -> Mapping[str, str]:
    """Return which strength a cue of each kind speaks for; kinds that speak for none are left out."""
    found: dict[str, str] = kinds()["strength"]
    return found
