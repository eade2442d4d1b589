"""Suggestions beside decisions: what is measured, for the matching itself and for plain TF-IDF."""

from collections.abc import Iterator, Mapping

from commitments.matching.baseline import Baseline
from commitments.matching.features import Comparison
from commitments.matching.fitting import Example, examples, fit
from commitments.matching.measures import PLACES, Decision, Judged
from commitments.matching.ranking import ranked, score, weights
from commitments.matching.suggesting import suggestion

Judgement = tuple[Comparison, Mapping[str, Decision]]
"""All commitments of one report beside a later one, and what was decided about them, by reference."""


def judge(
    comparison: Comparison, decisions: Mapping[str, Decision], weight: Mapping[str, float] | None = None
) -> Iterator[Judged]:
    """Yield each decided commitment with its ranked suggestions."""
    for row, early in enumerate(comparison.early):
        decision = decisions.get(early.statement.reference)
        if decision is None:
            continue
        order = ranked(comparison, row, weight or weights())
        first = [suggestion(comparison, row, column, evidence) for evidence, column in order[: PLACES[-1]]]
        yield Judged(
            decision,
            ranked=[comparison.late[column].passage.start for _, column in order],
            readings=[one.reading.value for one in first],
            best=score(order[0][0]) if order else 0.0,
        )


def judge_baseline(comparison: Comparison, decisions: Mapping[str, Decision]) -> Iterator[Judged]:
    """Yield the same for plain TF-IDF, which proposes no reading."""
    passages = [late.passage for late in comparison.late]
    baseline = Baseline([passage.printed for passage in passages])
    for early in comparison.early:
        decision = decisions.get(early.statement.reference)
        if decision is None:
            continue
        scores = baseline.scores(early.statement.printed)
        order = sorted(range(len(scores)), key=lambda index: (-scores[index], index))
        yield Judged(decision, ranked=[passages[index].start for index in order], best=max(scores, default=0.0))


def cross_validate(judgements: Mapping[str, Judgement]) -> Iterator[tuple[str, dict[str, float], list[Judged]]]:
    """Fit on all pairs of reports but one and judge that one: yield its name, the fitted weights and what came of it."""
    given = {name: _examples(judgement) for name, judgement in judgements.items()}
    for name, (comparison, decisions) in judgements.items():
        fitted = fit([one for other, found in given.items() if other != name for one in found], weights())
        yield name, fitted, list(judge(comparison, decisions, fitted))


def _examples(judgement: Judgement) -> list[Example]:
    comparison, decisions = judgement
    answers = {reference: frozenset(decision.answers) for reference, decision in decisions.items()}
    silent = [reference for reference, decision in decisions.items() if decision.is_silent]
    return examples(comparison, answers, silent, weights())
