"""Who must act: Canada, Mexico or both; and who proposed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commitments.detection.actions import subject_kind
from commitments.detection.clauses import FINITE, FUTURE, MAIN, RELATIVE, Sentence
from commitments.detection.cues import Found
from commitments.detection.model import BOTH, CANADA, MEXICO, Named
from commitments.detection.owners import Mention
from commitments.detection.strength import PROPOSAL, is_bare

PROPOSER, PARTY = "proposer", "party"
_ADDRESS = 9
_AGENT = 8
_FAR = 14
_NEAR = 6
_PROPOSING = frozenset({"propose", "request"})
_SPEAKING = frozenset({"agreement", "commit", "expected", "recognize", "scheduled", "offer", *_PROPOSING})


@dataclass(frozen=True)
class Actors:
    """Who acts: the words that name them, the countries these stand for, whether they only refer back."""

    words: range
    countries: tuple[str, ...]
    is_pronoun: bool = False


NOBODY = Actors(range(0), ())


def actors(sentence: Sentence, governs: Found | None, strength: str, mentions: Sequence[Mention]) -> Actors:
    """Return who carries out what a sentence says. ``countries`` is empty where it does not say."""
    governs = governs or sentence.first_of(FINITE)
    if governs is None or is_bare(sentence, governs):
        return NOBODY
    if strength == PROPOSAL and governs.kind in _PROPOSING:
        is_passive = _is_passive_proposal(sentence, governs)
        return _named(
            sentence, sentence.subject(governs.first) if is_passive else _addressee(sentence, governs), mentions
        )
    is_passive = _is_passive(sentence, governs)
    subject = NOBODY if is_passive else _acting(sentence, sentence.subject(governs.first), mentions)
    inner = _inner_verb(sentence, governs)
    if inner is not None and not _is_passive(sentence, inner):
        told = _acting(sentence, sentence.subject(inner.first), mentions)
        if told.countries or (told.is_pronoun and not subject.countries):
            return told
    if is_passive:
        agent = _agent(sentence, governs)
        return _named(sentence, agent, mentions) if agent else NOBODY
    if subject.is_pronoun:
        earlier = _named(sentence, range(governs.first), mentions)
        return earlier if earlier.countries else subject
    return subject


def proposer(sentence: Sentence, governs: Found | None, mentions: Sequence[Mention]) -> Named | None:
    """Return who proposes: an institution, group or person of the directory, a country, or as printed."""
    if governs is None:
        return None
    if governs.kind not in _PROPOSING or _is_passive_proposal(sentence, governs):
        agent = _agent(sentence, governs)
        return _as_proposer(sentence, agent, mentions) if agent else None
    return _as_proposer(sentence, sentence.subject(governs.first), mentions)


def _is_passive_proposal(sentence: Sentence, governs: Found) -> bool:
    """Whether a verb of proposing stands in the passive: a form of "to be" belongs to its cue or stands before it."""
    been = sentence.language.tokens["passive"]
    return any(word in been for word in sentence.folded[max(0, governs.first - 3) : governs.after])


def _is_passive(sentence: Sentence, governs: Found) -> bool:
    if governs.kind == "future_passive":
        return True
    been = sentence.language.tokens["become"]
    for at in range(governs.after - 1, min(governs.after + 2, len(sentence) - 1)):
        if sentence.folded[at] in been:
            return sentence.is_in("participle", at + 1)
    return False


def _acting(sentence: Sentence, words: range, mentions: Sequence[Mention]) -> Actors:
    """Who acts in a subject; an event or a thing does not, whoever is named beside it."""
    is_named = any(row.first in words and row.first <= words.start + 1 for row in mentions)
    if not is_named and subject_kind(sentence, words) in ("event", "other"):
        return NOBODY
    return _named(sentence, words, mentions)


def _as_proposer(sentence: Sentence, words: range, mentions: Sequence[Mention]) -> Named | None:
    head = _up_to_pause(sentence, words)
    inside = [row for row in mentions if row.first in words and sentence.zones[row.first] != RELATIVE]
    if inside:
        body = next((row.body for row in inside if row.body.kind != "group"), inside[0].body)
        return Named(body.kind, body.key or None, body.name, PROPOSER)
    printed = sentence.words(head.start, head.stop)
    countries = _named(sentence, head, ()).countries
    if not countries and not any(char.isupper() for char in printed):
        return None
    return Named(PARTY, countries[0] if len(countries) == 1 else None, printed, PROPOSER)


def _up_to_pause(sentence: Sentence, words: range) -> range:
    """Return a subject without what follows its first pause."""
    start = next((at for at in words if sentence.folded[at].isalnum()), words.stop)
    stop = next((at for at in range(start, words.stop) if sentence.folded[at] in (",", "(", ";", ":")), words.stop)
    while stop > start and sentence.is_in("adverb", stop - 1):
        stop -= 1
    return range(start, stop)


def _named(sentence: Sentence, words: range, mentions: Sequence[Mention]) -> Actors:
    lists = sentence.language.tokens
    bodies = [row for row in mentions if row.first in words and sentence.zones[row.first] != RELATIVE]
    countries = {row.body.country for row in bodies} & set(BOTH)
    are_all = False
    inside = {at for row in bodies if row.body.country in BOTH for at in range(row.first, row.after)}
    is_pronoun = False
    for at in words:
        if sentence.zones[at] == RELATIVE or at in inside:
            continue
        word = sentence.folded[at]
        if word in lists["canada"]:
            countries.add(CANADA)
        elif word in lists["mexico"]:
            countries.add(MEXICO)
        elif word in lists["both"]:
            countries.update(BOTH)
        elif word in lists["all"]:
            are_all = True
        elif word in lists["pronoun"]:
            is_pronoun = True
    if (bodies or are_all) and not countries:
        countries.update(BOTH)
    return Actors(words, tuple(party for party in BOTH if party in countries), is_pronoun and not countries)


def _addressee(sentence: Sentence, governs: Found) -> range:
    """Return the words after a verb of proposing that name who is to act, up to what he is to do."""
    tokens = sentence.language.tokens
    start = stop = governs.after
    while stop < len(sentence) and stop - start < _ADDRESS:
        word = sentence.folded[stop]
        is_act = sentence.is_in("act_verb", stop) or word in tokens["finite"]
        if is_act or word in (",", ";", ":", ".", "(") or (word in tokens["infinitive"] and stop > start):
            break
        if word in tokens["preposition"] and word not in tokens["addressing"]:
            break
        stop += 1
    has_act = stop < len(sentence) and stop - start < _ADDRESS and sentence.folded[stop] not in ".,;:"
    return range(start, stop) if has_act else range(0)


def _inner_verb(sentence: Sentence, governs: Found) -> Found | None:
    """Return the verb of what is said or agreed ("it was agreed that Canada would …")."""
    if governs.kind not in _SPEAKING:
        return None
    complement = sentence.language.tokens["complement"]
    near = range(max(0, governs.after - 1), min(len(sentence), governs.after + _NEAR))
    opens = next((at for at in near if sentence.folded[at] in complement and sentence.zones[at] == MAIN), None)
    if opens is None:
        return None
    kinds = FUTURE | {"would", "weak"}
    return next((cue for cue in sentence.main if opens < cue.first <= opens + _FAR and cue.kind in kinds), None)


def _agent(sentence: Sentence, governs: Found) -> range:
    """Return the words after "by" that name who does what stands in the passive."""
    tokens = sentence.language.tokens
    for at in range(governs.after, len(sentence) - 1):
        if sentence.folded[at] in tokens["agent"] and sentence.zones[at] == MAIN:
            last = min(len(sentence), at + _AGENT)
            ends = (stop for stop in range(at + 1, last) if sentence.folded[stop] in tokens["agent_end"])
            return range(at + 1, next(ends, last))
    return range(0)
