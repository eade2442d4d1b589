"""Fits the weights to judged examples: the answers must outweigh all other passages, and silence where there is none."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from commitments.matching.features import NAMES, Comparison
from commitments.matching.ranking import ranked

CANDIDATES = 40
STEPS = 250
PULL = 0.6
"""How strongly the weights are held near those they start from, for examples are few."""
_RATE = 0.05


@dataclass(frozen=True)
class Example:
    """One commitment: the features of its candidates, and which of them answer it (none: silence)."""

    candidates: tuple[tuple[float, ...], ...]
    answers: frozenset[int]
    weight: float = 1.0


def examples(
    comparison: Comparison, answers: Mapping[str, frozenset[int]], silent: Iterable[str], start: Mapping[str, float]
) -> list[Example]:
    """Return the examples of one pair of reports. ``answers`` holds the starts of right passages by reference.

    The silent weigh together as much as the answered, so that a score is good for both alike however many there are.
    """
    known, found = frozenset(silent), []
    for row, early in enumerate(comparison.early):
        right = answers.get(early.statement.reference, frozenset())
        if not right and early.statement.reference not in known:
            continue
        order = [column for _, column in ranked(comparison, row, start)]
        is_right = {column for column in order if comparison.late[column].passage.start in right}
        columns = [column for at, column in enumerate(order) if at < CANDIDATES or column in is_right]
        found.append(
            Example(
                tuple(comparison.features(row, column) for column in columns),
                frozenset(at for at, column in enumerate(columns) if column in is_right),
            )
        )
    answered = sum(bool(example.answers) for example in found)
    silence = answered / max(1, len(found) - answered)
    return [example if example.answers else replace(example, weight=silence) for example in found]


def fit(given: Sequence[Example], start: Mapping[str, float]) -> dict[str, float]:
    """Return the weights that make the judged outcomes of ``given`` likeliest, held near ``start``."""
    names = [*NAMES, "bias"]
    weight = [start[name] for name in names]
    first, second = [0.0] * len(names), [0.0] * len(names)
    for step in range(1, STEPS + 1):
        slope = [PULL * (value - start[name]) for name, value in zip(names, weight, strict=True)]
        for example in given:
            _add_slope(slope, example, weight)
        for at, value in enumerate(slope):
            first[at] = 0.9 * first[at] + 0.1 * value
            second[at] = 0.99 * second[at] + 0.01 * value * value
            mean, spread = first[at] / (1 - 0.9**step), second[at] / (1 - 0.99**step)
            weight[at] -= _RATE * mean / (math.sqrt(spread) + 1e-8)
    return {name: round(value, 3) for name, value in zip(names, weight, strict=True)}


def _add_slope(slope: list[float], example: Example, weight: Sequence[float]) -> None:
    """Add the slope of minus the log likelihood: a choice between all candidates and silence."""
    evidence = [
        sum(value * part for value, part in zip(weight, candidate, strict=False)) - weight[-1]
        for candidate in example.candidates
    ]
    top = max(0.0, *evidence) if evidence else 0.0
    odds = [math.exp(value - top) for value in evidence]
    total = math.exp(-top) + sum(odds)
    right = sum(odds[at] for at in example.answers)
    for at, candidate in enumerate(example.candidates):
        pull = example.weight * (odds[at] / total - (odds[at] / right if at in example.answers else 0.0))
        if pull:
            for place, part in enumerate(candidate):
                slope[place] += pull * part
            slope[-1] -= pull
