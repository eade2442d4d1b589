"""Goes through the passages of a document and says of each what it promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from commitments.detection.actions import PROMISES, Context, Weights, features, score, weights
from commitments.detection.clauses import FINITE, Sentence
from commitments.detection.cues import Found, Language
from commitments.detection.deliverables import deliverables
from commitments.detection.model import BOTH, HORIZON, Calendar, Cue, Named, Passage, Printed, Proposal, Window
from commitments.detection.owners import LEAD, Directory, Mention, owners
from commitments.detection.parties import Actors, actors, proposer
from commitments.detection.strength import PROPOSAL, strength
from commitments.detection.themes import themes
from commitments.detection.windows import windows


class Reader:
    """One document as it is being read. ``sentences`` and ``contexts`` are those of ``passages``, in print order."""

    def __init__(
        self,
        text: str,
        printed: Printed,
        language: Language,
        calendar: Calendar,
        directory: Directory,
        known_themes: Mapping[str, frozenset[str]],
        model: Weights | None = None,
    ) -> None:
        self.text = text
        self.sections = printed.sections
        self.language = language
        self.calendar = calendar
        self.directory = directory
        self.themes = known_themes
        self.model = model or weights()
        self.passages = [passage for passage in printed.passages if passage.start < passage.end]
        self.sentences = [Sentence(text, passage.start, passage.end, language) for passage in self.passages]
        self._has_promises = any(section.role == PROMISES for section in self.sections)
        self._leads = list(self._lead_ins())
        self._windows = [
            windows(sentence.flat, language, calendar, is_told=_is_told(sentence)) for sentence in self.sentences
        ]
        self._headings: dict[int, Window | None] = {}
        self.contexts = [self._context(index) for index in range(len(self.passages))]

    def proposals(self, least: float | None = None) -> Iterator[Proposal]:
        """Yield a proposal for each passage whose score is at least ``least`` (left out: that of the weights).

        The lead-in of a list gives none: its items do. Nor does a passage of a single word.
        """
        limit = self.model.threshold if least is None else least
        for index, context in enumerate(self.contexts):
            value = self.score(index)
            has_words = sum(word.isalpha() for word in self.sentences[index].folded) > 1
            if value >= limit and has_words and not context.opens_list:
                yield self._proposal(index, value)

    def score(self, index: int) -> float:
        """Return the score of a passage."""
        return score(self.features(index), self.model)

    def features(self, index: int) -> frozenset[str]:
        """Return the features of a passage."""
        return features(self.sentences[index], self.contexts[index])

    def _lead_ins(self) -> Iterator[int | None]:
        """Yield for each passage the index of the sentence that opens the list it stands in."""
        lead: int | None = None
        section: int | None = None
        for index, passage in enumerate(self.passages):
            if passage.section != section:
                section, lead = passage.section, None
            if passage.item is None:
                last = self.sentences[index].flat.rstrip()[-1:]
                lead = index if last == ":" or last.isalnum() else None
            yield lead if passage.item is not None else None

    def _lead(self, index: int) -> Sentence | None:
        lead = self._leads[index]
        return None if lead is None else self.sentences[lead]

    def _context(self, index: int) -> Context:
        passage, sentence = self.passages[index], self.sentences[index]
        following = self.passages[index + 1] if index + 1 < len(self.passages) else None
        opens = passage.item is None and following is not None and following.item is not None
        is_dated = any(window.kind != HORIZON for window in self._windows[index])
        return Context(
            self.sections[passage.section].role,
            self._has_promises,
            passage.item is not None,
            self._lead(index),
            opens and sentence.ends_in_colon,
            frozenset({"later"} if is_dated else {"plan"} if self._windows[index] else ()),
        )

    def _proposal(self, index: int, value: float) -> Proposal:
        passage, sentence = self.passages[index], self.sentences[index]
        section = self.sections[passage.section]
        mood, governs = strength(sentence, self._lead(index))
        mentions = self.directory.mentions(sentence)
        parties, named = self._parties_and_owners(index, mood, governs, mentions)
        return Proposal(
            quote=self.text[passage.start : passage.end],
            start=passage.start,
            end=passage.end,
            working_group=section.working_group,
            section_role=section.role,
            strength=mood,
            parties=parties,
            proposer=self._proposer(index, governs, mentions) if mood == PROPOSAL else None,
            owners=named,
            window=self._window(index),
            deliverables=deliverables(sentence, governs),
            themes=themes(f"{section.heading} {sentence.flat}", self.themes) if self.themes else (),
            score=round(value, 3),
            cues=tuple(self._cues(sentence)),
        )

    def _parties_and_owners(
        self, index: int, mood: str, governs: Found | None, mentions: list[Mention]
    ) -> tuple[tuple[str, ...], tuple[Named, ...]]:
        """Return who must act and who is named for it; a sentence that refers back borrows from the one before.

        An item borrows from its lead-in. Where nothing says who acts, both countries do.
        """
        sentence = self.sentences[index]
        acting = actors(sentence, governs, mood, mentions)
        own = self._own_group(index)
        named = owners(sentence, governs, acting.words, mentions, own, is_proposal=mood == PROPOSAL)
        parties = acting.countries
        has_lead = any(owner.role == LEAD for owner in named)
        refers_back = self._refers_back(sentence, acting)
        source = index - 1 if refers_back else self._leads[index]
        if not has_lead and mood != PROPOSAL and source is not None:
            earlier_parties, earlier = self._earlier(index, source)
            if not parties or acting.is_pronoun:
                parties = earlier_parties or parties
            known = {(owner.kind, owner.key) for owner in named}
            named = (*(owner for owner in earlier if (owner.kind, owner.key) not in known), *named)
        return parties or BOTH, named

    def _earlier(self, index: int, source: int) -> tuple[tuple[str, ...], tuple[Named, ...]]:
        """Return the actors of an earlier sentence of the same section."""
        if source < 0 or self.passages[source].section != self.passages[index].section:
            return (), ()
        sentence = self.sentences[source]
        mood, governs = strength(sentence)
        mentions = self.directory.mentions(sentence)
        acting = actors(sentence, governs, mood, mentions)
        named = owners(sentence, governs, acting.words, mentions, self._own_group(index), is_proposal=False)
        leads = tuple(owner for owner in named if owner.role == LEAD)
        if not leads and self._refers_back(sentence, acting):
            return self._earlier(index, source - 1)
        return acting.countries, leads

    def _refers_back(self, sentence: Sentence, acting: Actors) -> bool:
        return any(sentence.folded[at] in self.language.tokens["backward"] for at in acting.words)

    def _own_group(self, index: int) -> str | None:
        name = self.sections[self.passages[index].section].working_group
        body = self.directory.by_name(name) if name else None
        return body.key if body is not None else None

    def _proposer(self, index: int, governs: Found | None, mentions: list[Mention]) -> Named | None:
        found = proposer(self.sentences[index], governs, mentions)
        lead = self._lead(index)
        if found is not None or lead is None:
            return found
        verb = strength(lead)[1] or lead.first_of({"past", "recognize", "state"})
        return proposer(lead, verb and replace(verb, kind="propose"), self.directory.mentions(lead))

    def _window(self, index: int) -> Window | None:
        """Return the window of a passage: its own date, else that of its lead-in, its own horizon, that of its part."""
        own, lead = self._windows[index], self._leads[index]
        if own and own[0].kind != HORIZON:
            return own[0]
        if lead is not None and self._windows[lead]:
            return self._windows[lead][0]
        return own[0] if own else self._horizon(self.passages[index])

    def _horizon(self, passage: Passage) -> Window | None:
        """Return the horizon that a heading gives to its section, or a lead-in to all the parts that follow it."""
        section = self.sections[passage.section]
        if section.role != PROMISES:
            return None
        if passage.section not in self._headings:
            heading = windows(section.heading, self.language, self.calendar)
            found = next((window for window in heading if window.kind == HORIZON), None)
            self._headings[passage.section] = found or self._horizon_of_parts(section.parent)
        return self._headings[passage.section]

    def _horizon_of_parts(self, parent: int | None) -> Window | None:
        if parent is None:
            return None
        for index, passage in enumerate(self.passages):
            if passage.section == parent and self.sentences[index].ends_in_colon:
                found = next((window for window in self._windows[index] if window.kind == HORIZON), None)
                if found is not None:
                    return found
        return None

    def _cues(self, sentence: Sentence) -> Iterator[Cue]:
        for cue in sentence.cues:
            start, end = sentence.span(cue.first, cue.after)
            yield Cue(cue.kind, self.text[start:end], start, end)


def _is_told(sentence: Sentence) -> bool:
    """Whether the first verb of a sentence tells of the past."""
    first = sentence.first_of(FINITE)
    return first is not None and first.kind == "past"
