"""The front door: suggestions for every commitment of a report, from the passages of a later one."""

from collections.abc import Mapping, Sequence

from commitments.matching.drift import drift
from commitments.matching.features import NAMES, Comparison
from commitments.matching.material import (
    Directory,
    LaterPassage,
    Reason,
    ReasonKind,
    Statement,
    Suggestion,
)
from commitments.matching.mentions import is_year
from commitments.matching.outcome import read
from commitments.matching.ranking import ranked, score, weights
from commitments.matching.recycled import NEARLY, likeness
from commitments.matching.vocabulary import load

LIMIT = 10
_SHOWN = 4
_ON_TOPIC = 0.4
_TELLING = 1.0


def suggest(
    statements: Sequence[Statement],
    passages: Sequence[LaterPassage],
    directory: Directory,
    language: str = "en",
    *,
    limit: int = LIMIT,
    weight: Mapping[str, float] | None = None,
) -> dict[str, list[Suggestion]]:
    """Return, by reference, up to ``limit`` suggestions for each of ``statements``, the best first.

    ``passages`` are all of one later report, ``language`` that of its text. Scores compare across
    commitments: about 0.5, an answer is as likely as silence. Raises LookupError for a language without words.
    """
    comparison = Comparison(statements, passages, directory, load(language))
    return {
        statement.reference: [
            suggestion(comparison, row, column, evidence)
            for evidence, column in ranked(comparison, row, weight or weights())[:limit]
        ]
        for row, statement in enumerate(statements)
    }


def suggestion(comparison: Comparison, row: int, column: int, evidence: float) -> Suggestion:
    """Return the suggestion of passage ``column`` for the commitment ``row``, with its reading and reasons."""
    statement, passage = comparison.early[row].statement, comparison.late[column].passage
    nearness = likeness(statement.printed, passage.printed)
    features = dict(zip(NAMES, comparison.features(row, column), strict=True))
    outcome = read(
        statement,
        passage,
        comparison.vocabulary,
        is_recycled=nearness >= NEARLY,
        same_act=comparison.same_act(row, column),
    )
    reasons = [*_shared(comparison, row, column), _group(comparison, row, column)]
    if features["topic"] >= _ON_TOPIC:
        reasons.append(Reason(ReasonKind.HEADING, passage.headings[-1:]))
    if outcome.words:
        reasons.append(Reason(ReasonKind.CUE, outcome.words))
    if follow_up := comparison.vocabulary.cue("follow_up", passage.printed):
        reasons.append(Reason(ReasonKind.CUE, tuple(dict.fromkeys(follow_up))))
    if nearness >= NEARLY:
        reasons.append(Reason(ReasonKind.RECYCLED))
    reasons += _drift(comparison, statement, passage)
    return Suggestion(passage, outcome.reading, round(score(evidence), 4), tuple(reasons))


def _shared(comparison: Comparison, row: int, column: int) -> list[Reason]:
    early, late = comparison.early[row], comparison.late[column]
    spelled = comparison.vocabulary.spellings(late.passage.printed)
    common = comparison.likeness.common(early.whole, late.whole)
    words = [spelled[stem] for rarity, stem in common if rarity >= _TELLING and stem in spelled and not stem.isdigit()]
    said = {
        idea
        for stem in early.whole.stems.keys() & late.whole.stems.keys()
        for idea in comparison.vocabulary.ideas_of(stem)
    }
    ideas = [
        comparison.vocabulary.idea_names[idea]
        for rarity, idea in comparison.likeness.common_ideas(early.whole, late.whole)
        if rarity >= _TELLING and idea not in said
    ]
    numbers = sorted(early.mentions.numbers & late.mentions.numbers, key=lambda number: (is_year(number), number))
    found = (
        (ReasonKind.NAMES, comparison.spelled(early.mentions.names & late.mentions.names, late.passage)),
        (ReasonKind.PLACES, sorted(early.mentions.places & late.mentions.places)),
        (ReasonKind.NUMBERS, numbers),
        (ReasonKind.WORDS, words),
        (ReasonKind.IDEAS, ideas),
    )
    return [Reason(kind, tuple(given[:_SHOWN])) for kind, given in found if given]


def _group(comparison: Comparison, row: int, column: int) -> Reason:
    early, late = comparison.early[row], comparison.late[column]
    group = late.passage.group
    if group in early.statement.groups:
        return Reason(ReasonKind.SAME_GROUP, (group,) if group else ())
    if group in early.groups:
        return Reason(ReasonKind.SUCCESSOR_GROUP, (*early.statement.groups, group or ""))
    if named := sorted(early.groups & late.mentions.groups):
        return Reason(ReasonKind.NAMES_GROUP, tuple(named))
    return Reason(ReasonKind.OTHER_GROUP, (group,) if group else ())


def _drift(comparison: Comparison, statement: Statement, passage: LaterPassage) -> list[Reason]:
    if passage.commitment is None:
        return []
    found = drift(statement, passage.commitment, comparison.vocabulary)
    changes = (
        (found.strength, "weaker", "firmer"),
        (found.scope, "narrower", "wider"),
        (found.date, "later", "sooner"),
    )
    words = tuple(down if change < 0 else up for change, down, up in changes if change)
    return [Reason(ReasonKind.DRIFT, words)] if words else []
