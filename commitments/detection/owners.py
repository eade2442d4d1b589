"""Which institutions, groups and people a sentence names, and in which role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from commitments.detection.clauses import CONDITION, RELATIVE, Sentence, fold, tokens_of
from commitments.detection.cues import Found, kinds
from commitments.detection.institutions import institutions
from commitments.detection.model import GROUP, PERSON, Body, Named

LEAD, SUPPORT, PARTNER, CONTACT = "lead", "support", "partner", "contact"
PARTNERSHIP = "CMP"
_ACRONYM = 12
_LIST_REACH = 12
_BEFORE = 5
_BESIDE = 3  # within the actor: "…, with the support of the Water Commission, will …"


@dataclass(frozen=True)
class Mention:
    """A body at the words ``first`` up to ``after`` of a sentence."""

    first: int
    after: int
    body: Body


class Directory:
    """All bodies that can be named, found by name, acronym and alias. Empty where nothing is known."""

    def __init__(self, bodies: Iterable[Body] = ()) -> None:
        self.bodies = tuple(bodies)
        self._by_word: dict[str, list[tuple[tuple[str, ...], str, Body]]] = {}
        self._groups: dict[str, list[tuple[tuple[str, ...], Body]]] = {}
        for body in self.bodies:
            for name in body.names:
                self._add(name, body)
        for rows in self._by_word.values():
            rows.sort(key=lambda row: -len(row[0]))

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """Return the bodies that a sentence names, in print order; of two at one place the longer name.

        Institutions that the directory does not know are found by their looks.
        """
        found: list[Mention] = []
        index = 0
        while index < len(sentence):
            mention = self._at(sentence, index) or self._group_at(sentence, index)
            if mention is None:
                found += self._in_compound(sentence, index)
                index += 1
            elif sentence.folded[mention.after : mention.after + 1] and (
                sentence.folded[mention.after] in sentence.language.tokens["possessive"]
            ):
                index = mention.after
            else:
                found.append(mention)
                index = mention.after
        taken = {at for row in found for at in range(row.first, row.after)}
        unknown = [Mention(*row) for row in institutions(sentence) if not taken.intersection(range(row[0], row[1]))]
        return sorted([*found, *unknown], key=lambda row: row.first)

    def by_name(self, name: str) -> Body | None:
        """Return the body that bears a name, in any of its forms; None where none does."""
        words = _words(name)
        for known, _, body in self._by_word.get(words[0], ()) if words else ():
            if known == words:
                return body
        return None

    def _add(self, name: str, body: Body) -> None:
        words = _words(name)
        if not words:
            return
        if body.kind == GROUP and not any(_is_group(word) for word in words):
            self._groups.setdefault(words[0].rstrip("s"), []).append((words, body))
        else:
            self._by_word.setdefault(words[0], []).append((words, name, body))

    def _at(self, sentence: Sentence, index: int) -> Mention | None:
        for words, name, body in self._by_word.get(sentence.folded[index], ()):
            after = index + len(words)
            if tuple(sentence.folded[index:after]) != words:
                continue
            printed = sentence.printed[index]
            if _is_acronym(name) and printed != name:
                continue
            if printed[:1].isupper() or printed[:1].isdigit() or name[:1].islower():
                return Mention(index, after, body)
        return None

    def _group_at(self, sentence: Sentence, index: int) -> Mention | None:
        """A group by its short name, where "working group" stands near ("the Energy and Mining Working Groups")."""
        if not sentence.printed[index][:1].isupper():
            return None
        for words, body in self._groups.get(sentence.folded[index].rstrip("s"), ()):
            after = index + len(words)
            printed = [word.rstrip("s") for word in sentence.folded[index:after]]
            if printed == [word.rstrip("s") for word in words] and _is_group_near(sentence, index, after):
                return Mention(index, after, body)
        return None

    def _in_compound(self, sentence: Sentence, index: int) -> list[Mention]:
        """The institutions of a compound of acronyms ("ABC-XYZ")."""
        parts = re.split(r"[-/]", sentence.printed[index])
        if len(parts) < 2 or not all(_is_acronym(part) for part in parts):
            return []
        bodies = (self.by_name(part) for part in parts)
        return [Mention(index, index + 1, body) for body in bodies if body is not None]


EMPTY = Directory()


def owners(
    sentence: Sentence,
    governs: Found | None,
    acting: range,
    mentions: Sequence[Mention],
    own_group: str | None,
    *,
    is_proposal: bool,
) -> tuple[Named, ...]:
    """Return who is named for the act.

    ``acting`` are the words of the actor, ``own_group`` the code of the chapter's group: like the partnership itself it
    is not listed. Institutions that the directory does not know are listed only as the doer.
    """
    found: dict[tuple[str, str], Named] = {}
    for mention in mentions:
        body = mention.body
        is_own = body.kind == GROUP and body.key in (own_group, PARTNERSHIP)
        if is_own or sentence.zones[mention.first] in (RELATIVE, CONDITION):
            continue
        role = _role(sentence, governs, acting, mention, is_proposal=is_proposal)
        if role is None or (not body.key and role != LEAD):
            continue
        key = body.kind, body.key or body.name
        if key not in found or role == LEAD:
            found[key] = Named(body.kind, body.key or None, body.name, role)
    return tuple(found.values())


def _role(
    sentence: Sentence, governs: Found | None, acting: range, mention: Mention, *, is_proposal: bool
) -> str | None:
    support = sentence.language.tokens["support"]
    if mention.first in acting:
        before = sentence.folded[max(acting.start, mention.first - _BESIDE) : mention.first]
        return SUPPORT if support.intersection(before) else LEAD
    if governs is None:
        return PARTNER if not is_proposal else None
    if governs.kind == "offer" and mention.body.kind == PERSON:
        return CONTACT
    if mention.first < governs.first:
        return None
    before = sentence.folded[max(0, mention.first - _BEFORE) : mention.first]
    return SUPPORT if support.intersection(before) else PARTNER


def _words(name: str) -> tuple[str, ...]:
    words = tuple(fold(match.group()) for match in tokens_of(name))
    return words[1:] if len(words) > 1 and words[0] in ("the", "le", "la", "el") else words


@cache
def group_words() -> frozenset[str]:
    """Return the words, in any language, that make a name that of a group."""
    return frozenset(kinds()["names"]["group"])


def _is_group(word: str) -> bool:
    return word.rstrip("s") in group_words()


def _is_group_near(sentence: Sentence, first: int, after: int) -> bool:
    """Whether a word for "group" stands before the name, or after the list of names that it belongs to."""
    if any(_is_group(word) for word in sentence.folded[max(0, first - 4) : first]):
        return True
    for at in range(after, min(len(sentence), after + _LIST_REACH)):
        if _is_group(sentence.folded[at]):
            return True
        is_part = sentence.folded[at] in sentence.language.tokens["group_list"] or sentence.printed[at][:1].isupper()
        if not is_part:
            return False
    return False


def _is_acronym(name: str) -> bool:
    return len(name) <= _ACRONYM and sum(char.isupper() for char in name) >= 2 and " " not in name
