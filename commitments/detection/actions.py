"""Whether a sentence promises something: its features, and a score made of weights that are data."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from commitments.detection.clauses import ASIDE, FINITE, RELATIVE, Sentence
from commitments.detection.cues import FOLDER, Found, strengths

WEIGHTS = FOLDER / "weights.toml"
THRESHOLD = 0.45
PROMISES = "promises"
NONE = "none"
VERB, INFINITIVE, GERUND, ACT, NOUN, OTHER = "verb", "infinitive", "gerund", "act", "noun", "other"
_BARE_VERBS = frozenset({VERB, INFINITIVE, GERUND})
_SOFT = frozenset({"example", "continuation", "plan", "aim", "effect"})
_PROMISING = frozenset({"firm", "exploratory", "proposal", "plan"})
_NEAREST = 4  # of a subject that begins with a preposition, the words next to the verb count
_TOPIC = 6  # so few words only name a topic
_NEXT = 8  # so near stands the object of a verb


@dataclass(frozen=True)
class Context:
    """Where a sentence stands: the role of its section, its list, whether it is dated (``later``) or names a ``plan``."""

    role: str
    has_promises: bool
    is_item: bool = False
    lead_in: Sentence | None = None
    opens_list: bool = False
    dates: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Weights:
    """How much each feature speaks for a promise (log odds), and the score from which a sentence is proposed."""

    features: Mapping[str, float]
    threshold: float = THRESHOLD


@cache
def weights() -> Weights:
    """Return the weights of ``cues/weights.toml``."""
    data = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(data["features"], data["threshold"])


def score(features: frozenset[str], model: Weights) -> float:
    """Return the probability, from 0 to 1, that a sentence with these features promises something."""
    total = sum(model.features.get(name, 0.0) for name in sorted(features))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def governing(sentence: Sentence) -> Found | None:
    """Return the cue of the verb that governs the sentence: the first in a main clause that speaks of an act."""
    return sentence.first_of(strengths())


def features(sentence: Sentence, context: Context) -> frozenset[str]:
    """Return the features of a sentence in its place. Their names are the names of the weights."""
    found = {"bias", *_place(context)}
    governs = governing(sentence)
    first = sentence.first_of(FINITE)
    first_kind = first.kind if first else NONE
    begins = opening(sentence)
    if context.is_item and governs is None:
        return frozenset(found | _listed(sentence, context, begins, first_kind))
    mood = strengths()[governs.kind] if governs else NONE
    found |= {f"mood {mood}", f"opening {begins}", f"first {first_kind}"}
    for cue in sentence.cues:
        if cue.first not in sentence.heads:
            found.add(f"{cue.kind}, aside")
        elif governs is None or cue.first <= governs.first or cue.kind not in FINITE:
            found.add(cue.kind)
    if governs is not None:
        found |= _governed(sentence, governs, mood, first)
    if context.role == PROMISES and context.has_promises:
        found |= {f"promises {mood}", f"promises opening {begins}", f"promises first {first_kind}"}
    if sentence.ends_in_colon:
        found.add("colon")
        if governs is not None and len(sentence) - governs.after <= 2:
            found.add("colon bare")
    return frozenset(found)


def _place(context: Context) -> set[str]:
    found = {f"date {name}" for name in context.dates}
    found.add(_side(context))
    if context.opens_list:
        found.add("opens list")
    if context.is_item:
        found |= {"item", f"item under {lead_in_kind(context.lead_in)}"}
    return found


def _side(context: Context) -> str:
    """Whether the section looks ahead; a document without any such section says nothing."""
    if not context.has_promises:
        return "no roles"
    return "ahead" if context.role == PROMISES else "elsewhere"


def _listed(sentence: Sentence, context: Context, begins: str, first_kind: str) -> set[str]:
    """The features of a list item without a governing verb: it borrows what its lead-in says."""
    lead = lead_in_kind(context.lead_in)
    listed = {f"listed under {lead}", f"listed opening {begins}"}
    if begins not in _BARE_VERBS:
        listed.add(f"listed with {first_kind}")
    if any(cue.kind == "past" and sentence.zones[cue.first] == ASIDE for cue in sentence.cues):
        listed.add("listed, told in brackets")
    if sentence.cues and sentence.cues[0].kind == "example" and sentence.cues[0].first == 0:
        listed.add("listed example")
    if begins == NOUN and _is_topic(sentence):
        listed.add("listed topic")
    if lead not in _PROMISING:
        listed.add(f"listed {_side(context)}, opening {begins}")
    return listed


def _is_topic(sentence: Sentence) -> bool:
    """Whether an item only names a topic: a few words without an article, none of which is an event."""
    is_short = len(sentence) <= _TOPIC and not sentence.is_in("determiner", 0)
    return is_short and not any(sentence.is_in("event", at) for at in range(len(sentence)))


def _governed(sentence: Sentence, governs: Found, mood: str, first: Found | None) -> set[str]:
    subject = subject_kind(sentence, sentence.subject(governs.first))
    found = {f"{mood} by {subject}", f"{governs.kind} by {subject}"}
    if first is not None and first.first < governs.first:
        found.add(f"{mood} after {first.kind}")
    following = next((cue for cue in sentence.main if cue.first >= governs.after and cue.kind not in _SOFT), None)
    if following is not None and following.first - governs.after <= _NEXT:
        found.add(f"{governs.kind} then {following.kind}")
    return found


def lead_in_kind(lead: Sentence | None) -> str:
    """Return what the lead-in of a list says of its items: a strength, ``plan``, ``past`` or ``none``."""
    if lead is None:
        return NONE
    beside = (cue for cue in lead.cues if cue.kind in strengths() and _is_beside(lead, cue))
    governs = governing(lead) or next(beside, None)
    if governs is not None:
        return strengths()[governs.kind]
    kinds = {cue.kind for cue in lead.cues}
    if "proposal_noun" in kinds:
        return "proposal"
    if "plan" in kinds:
        return "plan"
    return "past" if kinds & {"past", "recognize", "state", "ongoing"} else NONE


def _is_beside(sentence: Sentence, cue: Found) -> bool:
    """Whether a cue stands in a relative clause or is a gerund ("…, proposing the following:")."""
    return sentence.zones[cue.first] == RELATIVE or sentence.is_in("gerund", cue.first)


def opening(sentence: Sentence) -> str:
    """Return how a sentence begins, after its label: with a bare verb, ``to`` and a verb, a gerund, or without a
    verb at all: with the noun of an act ("Creation of …") or another noun.
    """
    for start in dict.fromkeys((sentence.label, sentence.begins)):
        found = _opening_at(sentence, start)
        if found != OTHER:
            return found
    return OTHER if any(cue.kind in FINITE for cue in sentence.main) else NOUN


def _opening_at(sentence: Sentence, start: int) -> str:
    tokens = sentence.language.tokens
    for at in range(start, min(start + 2, len(sentence))):
        if sentence.is_in("act_verb", at):
            return VERB
        if sentence.folded[at] in tokens["infinitive"]:
            return INFINITIVE if at + 1 < len(sentence) and sentence.is_in("act_verb", at + 1) else OTHER
        if sentence.is_in("gerund", at) and sentence.folded[at] not in tokens["leading"]:
            return GERUND
        if at == start and sentence.is_in("act_noun", at):
            return OTHER if any(cue.kind in FINITE for cue in sentence.main) else ACT
        if not sentence.is_in("adverb", at):
            break
    return OTHER


def subject_kind(sentence: Sentence, subject: range) -> str:
    """Return who acts: ``party``, ``body``, ``event``, ``we``, ``pronoun``, ``none`` or ``other``."""
    tokens = sentence.language.tokens
    head = list(subject)
    if head and sentence.folded[head[0]] in tokens["leading"]:
        head = head[-_NEAREST:]
    ends = (index for index, at in enumerate(head) if index and sentence.folded[at] in tokens["preposition"])
    head = head[: next(ends, len(head))]
    if not any(sentence.folded[at].isalpha() and not sentence.is_in("adverb", at) for at in head):
        return "pronoun" if sentence.language.data["drops_subject"] else NONE
    owned = {at - 1 for at in head if sentence.folded[at] in tokens["possessive"]}
    names = [at for at in head if at not in owned]
    for kind in ("event", "party", "body"):
        if any(sentence.is_in(kind, at) for at in names):
            return kind
    if any(len(sentence.printed[at]) > 1 and sentence.printed[at].isupper() for at in names):
        return "body"
    folded = {sentence.folded[at] for at in head}
    if tokens["we"] & folded:
        return "we"
    if any(sentence.printed[at][:1].isupper() for at in names if at > 0):
        return "body"
    return "pronoun" if tokens["pronoun"] & folded else OTHER
