"""How firmly a sentence binds: firm, exploratory or a proposal, by the verb that governs it."""

from __future__ import annotations

from commitments.detection.actions import OTHER, governing, lead_in_kind, opening
from commitments.detection.clauses import Sentence
from commitments.detection.cues import Found, strengths

FIRM, EXPLORATORY, PROPOSAL = "firm", "exploratory", "proposal"
_REACH = 5
_NEAR = 3
_WEAK_OPENINGS = frozenset({"explore", "interest", "wish"})


def strength(sentence: Sentence, lead_in: Sentence | None = None) -> tuple[str, Found | None]:
    """Return the strength of a sentence and the cue of the verb that governs it, None where it has none.

    A mixed sentence takes the strength of its first limb; an item without a verb of its own that of its lead-in;
    what is left is firm.
    """
    governs = governing(sentence)
    if governs is None or is_bare(sentence, governs):
        return _of_item(sentence, lead_in), governs
    mood = strengths()[governs.kind]
    if mood == FIRM and (_is_doubted(sentence, governs) or _only_talks(sentence, governs)):
        return EXPLORATORY, governs
    return mood, governs


def is_bare(sentence: Sentence, governs: Found) -> bool:
    """Whether a sentence opens with a verb or a noun that has no subject, and its cue is about that."""
    return opening(sentence) != OTHER and governs.first <= sentence.begins + _NEAR


def _of_item(sentence: Sentence, lead_in: Sentence | None) -> str:
    """A proposal under a proposing lead-in; exploratory by its own first word, or under an exploratory lead-in."""
    lead = lead_in_kind(lead_in)
    if lead == PROPOSAL:
        return PROPOSAL
    start = sentence.begins
    for cue in sentence.cues:
        is_weak = start <= cue.first <= start + 1 and cue.kind in _WEAK_OPENINGS
        if is_weak or (cue.first == start and strengths().get(cue.kind) == EXPLORATORY):
            return EXPLORATORY
    return EXPLORATORY if lead == EXPLORATORY else FIRM


def _is_doubted(sentence: Sentence, governs: Found) -> bool:
    """Whether the object of a firm verb is a mere search or possibility ("agreed to explore")."""
    tokens = sentence.language.tokens
    starts = {cue.first for cue in sentence.cues if strengths().get(cue.kind) == EXPLORATORY}
    for index in range(governs.after, min(len(sentence), governs.after + _REACH + 1)):
        if index in starts:
            return True
        word = sentence.folded[index]
        if not (word in tokens["infinitive"] or word in tokens["light"] or sentence.is_in("adverb", index)):
            return False
    return False


def _only_talks(sentence: Sentence, governs: Found) -> bool:
    """Whether the act is only to meet or contact someone in order to explore something."""
    tokens = sentence.language.tokens
    if not tokens["contact"].intersection(sentence.folded[governs.after : governs.after + _NEAR]):
        return False
    return any(
        cue.kind == "explore" and cue.first > governs.after and sentence.folded[cue.first - 1] in tokens["purpose"]
        for cue in sentence.cues
    )
