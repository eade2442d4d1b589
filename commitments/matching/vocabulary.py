"""Words of one language, as data: ``languages/*.toml``, one file a language."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "languages"
_WORD = re.compile(r"[^\W_]+")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]\s*\n\s*(?=[^\W\d_])")
_SHORTEST_STEM = 4
_GAP = r" (?:[^\s.;:]+ ){0,5}?"


def languages() -> list[str]:
    """Return the codes of the languages that have a file, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


@cache
def load(language: str) -> "Vocabulary":
    """Return the words of ``language`` (ISO 639-1). Raises LookupError if there is no file."""
    path = _FOLDER / f"{language}.toml"
    if not path.is_file():
        raise LookupError(f"No words for matching in language {language!r}; there are {', '.join(languages())}.")
    return Vocabulary(language, tomllib.loads(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return ``text`` in small letters without accents, words broken at a line's end mended."""
    plain = unicodedata.normalize("NFKD", _BROKEN.sub("", text))
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).casefold().replace("’", "'")


@dataclass(frozen=True)
class Words:
    """The words of a text that carry meaning: ``stems`` in print order, and the ideas they name."""

    stems: tuple[str, ...]
    ideas: frozenset[int]


class Vocabulary:
    """Stems, ideas (words for one thing) and cue phrases of one language."""

    def __init__(self, language: str, data: Mapping[str, object]) -> None:
        self.language = language
        self._suffixes = tuple(sorted(map(fold, _list(data["suffixes"])), key=lambda suffix: (-len(suffix), suffix)))
        self._stems: dict[str, str] = {}
        self._stop = frozenset(fold(str(data["stop"])).split())
        self.general = frozenset(self.stem(word) for word in fold(str(data["general"])).split())
        self.structure = frozenset(self.stem(word) for word in fold(str(data["structure"])).split())
        self.number_words = frozenset(fold(str(data["numbers"])).split())
        self.idea_names: list[str] = []
        self._ideas: dict[str, set[int]] = {}
        self._phrases: dict[tuple[str, ...], set[int]] = {}
        acts = _list(data["acts"])
        self.acts = frozenset(range(len(acts)))
        for number, line in enumerate([*acts, *_list(data["ideas"])]):
            members = [member.strip() for member in line.split(",")]
            self.idea_names.append(members[0])
            for member in members:
                self._learn(member, number)
        self.cues = {name: _cue_pattern(phrases) for name, phrases in _table(data["cues"]).items()}
        self.drift = {name: _cue_pattern(phrases) for name, phrases in _table(data["drift"]).items()}

    def _learn(self, member: str, idea: int) -> None:
        stems = self._content(member)
        if len(stems) == 1:
            self._ideas.setdefault(stems[0], set()).add(idea)
        elif stems:
            self._phrases.setdefault(tuple(stems), set()).add(idea)

    def stem(self, word: str) -> str:
        """Return the stem of one folded word."""
        if word not in self._stems:
            self._stems[word] = self._cut(word)
        return self._stems[word]

    def _cut(self, word: str) -> str:
        if word.isdigit() or any(letter.isdigit() for letter in word):
            return word
        for suffix in self._suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
                word = word[: -len(suffix)]
                break
        else:
            if word.endswith("s") and not word.endswith("ss") and len(word) > _SHORTEST_STEM - 1:
                word = word[:-1]
        if len(word) > _SHORTEST_STEM and word[-1] in "eiy":
            word = word[:-1]
        if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "sl":
            word = word[:-1]
        return word

    def _content(self, text: str) -> list[str]:
        words = _WORD.findall(fold(text))
        return [self.stem(word) for word in words if word not in self._stop and (len(word) > 1 or word.isdigit())]

    def words(self, text: str) -> Words:
        """Return the stems of ``text`` without stop words, and the ideas that its words and phrases name."""
        stems = self._content(text)
        ideas: set[int] = set()
        for stem in stems:
            ideas |= self._ideas.get(stem, set())
        for size in (2, 3, 4):
            for at in range(len(stems) - size + 1):
                ideas |= self._phrases.get(tuple(stems[at : at + size]), set())
        return Words(tuple(stems), frozenset(ideas))

    def spellings(self, text: str) -> dict[str, str]:
        """Return the stems of ``text``, each with the word as it is first printed there."""
        found: dict[str, str] = {}
        for word in _WORD.findall(_BROKEN.sub("", text)):
            found.setdefault(self.stem(fold(word)), word)
        return found

    def ideas_of(self, stem: str) -> frozenset[int]:
        """Return the ideas that ``stem`` can name by itself."""
        return frozenset(self._ideas.get(stem, ()))

    def cue(self, name: str, text: str) -> list[str]:
        """Return the cue phrases of the kind ``name`` that ``text`` holds, in print order."""
        return self.cues[name].findall(fold(" ".join(text.split())))

    def drift_words(self, name: str, text: str) -> list[str]:
        """Return the words of binding force or scope of the kind ``name`` that ``text`` holds."""
        return self.drift[name].findall(fold(" ".join(text.split())))


def _cue_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted((fold(phrase) for phrase in phrases), key=lambda phrase: (-len(phrase), phrase))
    escaped = (re.escape(phrase).replace(r"\ \*\ ", _GAP).replace(r"\*", r"\w*") for phrase in ordered)
    return re.compile(r"\b(" + "|".join(escaped) + r")(?!\w)")


def _list(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError("A list of words is wanted.")
    return [str(item) for item in value]


def _table(value: object) -> dict[str, list[str]]:
    if not isinstance(value, dict):
        raise TypeError("A table of lists of words is wanted.")
    return {str(name): _list(words) for name, words in value.items()}
