"""One sentence as detection sees it: words with their places, cues, clauses and subjects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from commitments.detection.cues import Found, Language, strengths
from commitments.detection.flat import flatten

MAIN, ASIDE, RELATIVE, CONDITION, ADVERBIAL = "main", "aside", "relative", "condition", "adverbial"
REPORTING = frozenset({"recognize", "agreement", "commit", "propose", "request", "wish", "expected", "interest"})
FUTURE = frozenset(
    {"future", "future_passive", "future_event", "future_state", "future_effect", "future_continue", "bound"}
)
FINITE = FUTURE | REPORTING | {"scheduled", "offer", "past", "ongoing", "state", "weak", "would", "need", "explore"}

_AUXILIARY = FUTURE | {"weak", "would", "state", "scheduled", "expected", "ongoing", "past"}
_QUALIFYING = frozenset({"past", "propose", "request", "scheduled"})
_TOKEN = re.compile(r"\w+[’'](?!s\b)(?=\w)|\w+(?:[-‑/]\w+)*|[’']s\b|[^\w\s]")
_OPEN, _CLOSE = "([{", ")]}"
_LABEL_MARKS = frozenset(":–—")
_PAUSES = frozenset(",;:.()")
_REACH = 6  # so far may the verb of saying stand before its "that", so long may one name of a list of names be
_LABEL = 9  # so long may a label and its colon be ("Water management: …")


def tokens_of(text: str) -> list[re.Match[str]]:
    """Return the words and signs of ``text`` in order, as matches."""
    return list(_TOKEN.finditer(text))


def fold(word: str) -> str:
    """Return a word in small letters, with one kind of apostrophe and of hyphen."""
    return word.casefold().replace("’", "'").replace("‑", "-")


class Sentence:
    """A passage read for detection.

    ``flat`` is its text on one line. ``printed`` and ``folded`` are its words as printed and in small letters, ``cased``
    as printed but for the capital that opens the sentence; all indexes are indexes of words. ``cues`` are all cues, ``main`` those of verbs that stand in a main clause and have a
    subject or open the sentence; ``zones`` say for each word in what kind of clause it stands. ``label`` is the index
    after a label with its colon, ``opening_end`` that after an opening phrase with its comma; 0 where there is none.
    """

    def __init__(self, text: str, start: int, end: int, language: Language) -> None:
        self.start, self.end, self.language = start, end, language
        self.flat, self._places = flatten(text[start:end])
        matches = tokens_of(self.flat)
        self._spans = [match.span() for match in matches]
        self.printed = [match.group() for match in matches]
        self.folded = [fold(word) for word in self.printed]
        self.cased = [*self.folded[:1], *self.printed[1:]]
        self.cues = language.lexicon.find(self._without_names(), self.cased)
        self.label = self._label_end()
        self.opening_end = self._opening_end()
        self.zones = self._zones()
        self.begins = next((at for at, zone in enumerate(self.zones) if at >= self.label and zone == MAIN), 0)
        self.main = self._finite([cue for cue in self.cues if self.zones[cue.first] == MAIN])
        self.heads = frozenset(cue.first for cue in self.main)

    def __len__(self) -> int:
        """Return the number of words and signs."""
        return len(self.printed)

    @property
    def ends_in_colon(self) -> bool:
        """Whether the sentence ends in a colon."""
        return self.flat.rstrip().endswith(":")

    def span(self, first: int, after: int) -> tuple[int, int]:
        """Return the offsets in the document of the words ``first`` up to ``after``."""
        return self._offset(self._spans[first][0]), self._offset(self._spans[after - 1][1] - 1) + 1

    def words(self, first: int, after: int) -> str:
        """Return the words ``first`` up to ``after`` on one line."""
        return self.flat[self._spans[first][0] : self._spans[after - 1][1]] if first < after else ""

    def first_of(self, kinds: Iterable[str]) -> Found | None:
        """Return the first cue of ``kinds`` in the main clauses."""
        names = frozenset(kinds)
        return next((cue for cue in self.main if cue.kind in names), None)

    def is_in(self, name: str, index: int) -> bool:
        """Whether the word at ``index`` belongs to the word list ``name`` of the language."""
        return self.language.words[name].holds(self.folded[index], self.cased[index])

    def subject(self, index: int) -> range:
        """Return the words of the subject of the verb at ``index``, empty where there is none."""
        start = self._clause_start(index)
        verbs = [cue for cue in self.main if cue.kind in FINITE and start <= cue.first and cue.after <= index]
        if verbs:
            joints = self.language.tokens["conjunction"] | {",", ";"}
            joint = next((at for at in range(index - 1, verbs[-1].after - 1, -1) if self.folded[at] in joints), None)
            if joint is not None and self._is_nominal(joint + 1, index):
                return range(joint + 1, index)
            return self.subject(verbs[-1].first)
        start = max(start, min(self.opening_end, index))
        while start < index and not self.folded[start].isalnum():
            start += 1
        return range(start, index)

    def _without_names(self) -> list[str]:
        pairs = zip(self.folded, self.cased, strict=True)
        return ["" if folded in self.language.names and cased[:1].isupper() else folded for folded, cased in pairs]

    def _offset(self, place: int) -> int:
        return self.start + (place if self._places is None else self._places[place])

    def _clause_start(self, index: int) -> int:
        complement = self.language.tokens["complement"]
        for at in range(index - 1, -1, -1):
            if self.folded[at] in (";", ":") or (self.folded[at] in complement and self.zones[at] == MAIN):
                return at + 1
        return 0

    def _is_nominal(self, first: int, after: int) -> bool:
        return any(self.folded[at].isalpha() and not self.is_in("adverb", at) for at in range(first, after))

    def _label_end(self) -> int:
        for index, word in enumerate(self.folded[:_LABEL]):
            if word in _LABEL_MARKS and index and index + 2 < len(self.folded):
                return index + 1
        return 0

    def _opening_end(self) -> int:
        """Return the index after the comma that closes an opening phrase ("In line with the plan, …"), or 0."""
        start, tokens = self.label, self.language.tokens
        if start >= len(self.folded) or self.folded[start] not in tokens["leading"]:
            return 0
        verbs = FINITE - {"past", "explore"}
        verb = next((cue.first for cue in self.cues if cue.first > start and cue.kind in verbs), None)
        if verb is None and self.folded[start] in tokens["infinitive"]:
            return 0
        commas = [at for at in range(start, len(self.folded) if verb is None else verb) if self.folded[at] == ","]
        if not commas:
            return 0
        chosen = commas[0]
        for comma in commas[1:] if verb is not None else ():
            if not self._is_list_part(chosen + 1, comma):
                chosen = comma
        return chosen + 1

    def _is_list_part(self, first: int, after: int) -> bool:
        """Whether the words could be one name of a list of names."""
        return after - first <= _REACH and any(self.printed[at][:1].isupper() for at in range(first, after))

    def _zones(self) -> list[str]:
        """Return for each word whether it stands in a main clause, in brackets, or in which side clause."""
        tokens = self.language.tokens
        reporting = [cue.after for cue in self.cues if cue.kind in REPORTING]
        zones: list[str] = []
        depth, zone = 0, MAIN
        for index, word in enumerate(self.folded):
            if word in _OPEN:
                depth += 1
            elif word in _CLOSE:
                depth = max(0, depth - 1)
            elif word in (",", ";", ":"):
                zone = MAIN
            elif word in tokens["relative"] and index:
                is_joined = self.folded[index - 1] in tokens["preposition"] and self._opens_clause(index + 1)
                zone = MAIN if is_joined else RELATIVE
            elif word in tokens["complement"]:
                zone = MAIN if self._is_complement(index, reporting) else RELATIVE
            elif word in tokens["condition"] and self._opens_condition(index, word):
                zone = CONDITION
            elif zone != MAIN and word in tokens["conjunction"] and self._opens_clause(index + 1):
                zone = MAIN
            zones.append(ASIDE if depth else ADVERBIAL if index < self.opening_end else zone)
        return zones

    def _opens_condition(self, index: int, word: str) -> bool:
        is_clause = not index or self.folded[index - 1] == ","
        return is_clause or word not in self.language.tokens["condition_opening"]

    def _opens_clause(self, index: int) -> bool:
        """Whether a word can be the subject of a clause of its own: a pronoun or a party."""
        if index >= len(self.folded):
            return False
        return self.folded[index] in self.language.tokens["pronoun"] or self.is_in("party", index)

    def _is_complement(self, index: int, reporting: Sequence[int]) -> bool:
        """Whether "that" opens what is said or agreed, rather than a relative clause."""
        is_verb_next = index + 1 < len(self.folded) and self.folded[index + 1] in self.language.tokens["finite"]
        for end in reporting:
            if end in (index, index + 1):
                return True
            if 0 < index - end <= _REACH and not _PAUSES.intersection(self.folded[end:index]):
                return not is_verb_next
        return bool(self.language.data["relative_needs_verb"]) and not is_verb_next

    def _finite(self, cues: Sequence[Found]) -> list[Found]:
        """Leave out what only looks like the verb of a clause.

        A past form that qualifies a noun (a finite verb follows in the same clause, or nothing stands before it);
        an infinitive of purpose and a gerund that no verb governs; the noun after "to" in a list of states.
        """
        kept: list[Found] = []
        speaking = strengths()
        for position, cue in enumerate(cues):
            if cue.kind in speaking and not any(row.kind in speaking for row in kept) and self._is_loose(cue):
                continue
            if cue.kind == "state" and cue.first and self.folded[cue.first - 1] in self.language.tokens["infinitive"]:
                continue
            following = next((other for other in cues[position + 1 :] if other.kind in _AUXILIARY), None)
            if cue.kind in _QUALIFYING and following is not None and self._is_participle(cue):
                between = self.folded[cue.after : following.first]
                if not self._parts_clauses(between):
                    continue
            kept.append(cue)
        return kept

    def _is_participle(self, cue: Found) -> bool:
        return cue.after == cue.first + 1 and self.is_in("participle", cue.first)

    def _is_loose(self, cue: Found) -> bool:
        """Whether a word of doing has no subject: "… to explore", "…, exploring", "Proposed areas …"."""
        if cue.first <= self.begins + 1:
            return cue.first == self.begins and cue.kind in ("propose", "request") and self._is_participle(cue)
        before = self.folded[cue.first - 1]
        if before in self.language.tokens["purpose"]:
            return True
        return self.is_in("gerund", cue.first) and before not in self.language.tokens["be"]

    def _parts_clauses(self, words: Sequence[str]) -> bool:
        tokens = self.language.tokens
        return any(word in _PAUSES or word in tokens["complement"] or word in tokens["conjunction"] for word in words)
