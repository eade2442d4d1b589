"""What a later passage may mean for an earlier commitment: a proposed reading, and the words it rests on."""

from dataclasses import dataclass

from commitments.matching.material import PROMISES, LaterPassage, Reading, Statement
from commitments.matching.vocabulary import Vocabulary

_ENDINGS = (("dropped", Reading.DROPPED), ("postponed", Reading.POSTPONED), ("concluded", Reading.CONCLUDED))
_SAME_ACT = 0.5


@dataclass(frozen=True)
class Outcome:
    """A reading with the cue words it rests on."""

    reading: Reading
    words: tuple[str, ...] = ()


def read(
    earlier: Statement, passage: LaterPassage, vocabulary: Vocabulary, *, is_recycled: bool, same_act: float
) -> Outcome:
    """Return the proposed reading of ``passage`` for ``earlier``.

    Plain words of ending come first; then a passage that looks ahead carries the commitment on, one that
    looks back tells of its course. ``same_act`` (0 to 1) says how much of what was to be done the passage tells of.
    """
    for kind, reading in _ENDINGS:
        if words := vocabulary.cue(kind, passage.printed):
            return Outcome(reading, _unique(words))
    if _looks_ahead(passage, vocabulary):
        return _carried_on(passage, vocabulary, is_recycled)
    return _course(earlier, passage, vocabulary, same_act)


def _looks_ahead(passage: LaterPassage, vocabulary: Vocabulary) -> bool:
    is_future = bool(vocabulary.cue("future", passage.printed))
    if passage.commitment is not None:
        return True
    if passage.role == PROMISES:
        return is_future or not vocabulary.cue("completed", passage.printed)
    return is_future and not vocabulary.cue("past", passage.printed)


def _carried_on(passage: LaterPassage, vocabulary: Vocabulary, is_recycled: bool) -> Outcome:
    if is_recycled:
        return Outcome(Reading.REPEATS)
    for kind, reading in (
        ("supersedes", Reading.SUPERSEDES),
        ("amends", Reading.AMENDS),
        ("repeats", Reading.REPEATS),
    ):
        if words := vocabulary.cue(kind, passage.printed):
            return Outcome(reading, _unique(words))
    return Outcome(Reading.CONTINUES, _unique(vocabulary.cue("future", passage.printed)[:2]))


def _course(earlier: Statement, passage: LaterPassage, vocabulary: Vocabulary, same_act: float) -> Outcome:
    done = vocabulary.cue("completed", passage.printed)
    part = vocabulary.cue("progress", passage.printed)
    is_same = same_act >= _SAME_ACT
    if not is_same:
        part += vocabulary.cue("dealt", passage.printed)
    looks_back = bool(done or vocabulary.cue("past", passage.printed)) or is_same
    if part or earlier.is_continuing or not looks_back:
        return Outcome(Reading.PROGRESS, _unique(part or done))
    return Outcome(Reading.COMPLETED, _unique(done))


def _unique(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
