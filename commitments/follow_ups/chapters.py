"""Which known group a chapter of a report belongs to that is not imported, whatever the group is called there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from commitments.matching.material import Directory
from commitments.matching.vocabulary import fold

# What the names of groups have in common.
_NAME_WORDS = {"working", "group", "on", "the", "of", "and", "for", "groupe", "travail", "de", "du", "des", "la", "le"}
_NAME_WORDS |= {"les", "et", "sur", "grupo", "trabajo", "el", "los", "las", "y", "sobre", "para", "pour"}
_SAME_NAME = 0.5
_BEGINNING = 5
"""How many letters of a word tell it from others: Forestry and Forests, Creativity and Creative are one."""


def chapter_groups(chapters: Mapping[str, Iterable[str]], names: Directory) -> dict[str, str]:
    """Return the code of the group of each of ``chapters`` (printed sentences by chapter's name).

    First the groups whose name is alike. Of those left without a chapter, one goes by another name where the
    chapter says so (as in "until 2019 the Sea Working Group"), else where the names share a word. A chapter of a
    group that is not known goes by its own name.
    """
    found: dict[str, str] = {}
    for chapter in chapters:
        likeness, code = _likest(chapter, names.group_names)
        if likeness >= _SAME_NAME:
            found[chapter] = code
    for chapter, sentences in chapters.items():
        if chapter not in found:
            left = {code: spelled for code, spelled in names.group_names.items() if code not in found.values()}
            found[chapter] = _named(sentences, left) or _sharing(chapter, left) or chapter
    return found


def _named(sentences: Iterable[str], groups: Mapping[str, Iterable[str]]) -> str | None:
    """The group that the sentences name most often by a full name, as that of a body."""
    counts: Counter[str] = Counter()
    text = " ".join(fold(" ".join(sentence.split())) for sentence in sentences)
    for code, spelled in groups.items():
        for name in spelled:
            words = r"\s+".join(map(re.escape, fold(name).split()))
            body = rf"\b(?:{words}\s+(?:working\s+)?group|(?:group|groupe|grupo)\s+[a-z ]{{2,14}}{words})\b"
            counts[code] += len(re.findall(body, text))
            if len(name.split()) > 1 and re.search(r"group|grupo", fold(name)):
                counts[code] += len(re.findall(rf"\b{words}\b", text))
    code, number = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    return code if number else None


def _sharing(chapter: str, groups: Mapping[str, Iterable[str]]) -> str | None:
    likeness, code = _likest(chapter, groups)
    return code if likeness else None


def _likest(chapter: str, groups: Mapping[str, Iterable[str]]) -> tuple[float, str]:
    words = _name_words(chapter)
    return max(
        (
            (len(words & _name_words(name)) / len(words | _name_words(name)), code)
            for code, spellings in groups.items()
            for name in spellings
        ),
        default=(0.0, chapter),
    )


def _name_words(name: str) -> frozenset[str]:
    words = frozenset(re.findall(r"\w+", fold(name))) - _NAME_WORDS
    return frozenset(word[:_BEGINNING] for word in words) or frozenset([fold(name)])
