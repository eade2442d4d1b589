"""Fits the weights of :mod:`commitments.detection.actions` to labelled sentences: a small logistic regression."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from commitments.detection.actions import THRESHOLD, Weights, features
from commitments.detection.cues import kinds
from commitments.detection.evaluation import Labels
from commitments.detection.reader import Reader

RIDGE = 2.0
_STEPS = 300
_RAREST = 3
_LEAST = 0.005
_WITHOUT_ROLES = 0.3
_HEAD = """\
# How much each feature of a sentence speaks for a promise, in log odds. Made by `manage.py fit_detection`;
# the weights from which fitting sets out stand in kinds.toml.
"""


@dataclass(frozen=True)
class Example:
    """The features of one labelled sentence, whether it is a promise, and how much it counts."""

    features: frozenset[str]
    is_promise: bool
    weight: float = 1.0


@cache
def prior() -> Mapping[str, float]:
    """Return the weights from which fitting sets out: what the conventions say."""
    found: dict[str, float] = kinds()["prior"]
    return found


def examples(reader: Reader, labels: Labels) -> list[Example]:
    """Return the labelled sentences of a document, each also as if it stood in a document without sections that look ahead."""
    found = []
    for index, passage in enumerate(reader.passages):
        is_promise = any(row.start < passage.end and passage.start < row.end for row in labels.promises)
        found.append(Example(reader.features(index), is_promise))
        bare = replace(reader.contexts[index], role="other", has_promises=False)
        found.append(Example(features(reader.sentences[index], bare), is_promise, _WITHOUT_ROLES))
    return found


def fit(rows: Sequence[Example], ridge: float = RIDGE) -> Weights:
    """Return weights fitted by gradient descent with momentum; ``ridge`` pulls them towards :func:`prior`.

    Features of fewer than three sentences keep the weight they set out with. Same examples, same weights.
    """
    counts = Counter(name for row in rows for name in row.features)
    names = sorted(name for name, count in counts.items() if count >= _RAREST)
    known = {name: index for index, name in enumerate(names)}
    start = [prior().get(name, 0.0) for name in names]
    values = _descend([_indexed(row, known) for row in rows], start, ridge)
    fitted = dict(prior()) | {name: round(value, 2) for name, value in zip(names, values, strict=True)}
    return Weights(fitted, THRESHOLD)


def as_toml(model: Weights) -> str:
    """Return weights as the text of ``cues/weights.toml``."""
    rows = [f'"{name}" = {value}' for name, value in sorted(model.features.items()) if abs(value) >= _LEAST]
    return "\n".join([_HEAD, f"threshold = {model.threshold}", "", "[features]", *rows, ""])


_Row = tuple[list[int], float, bool, float]


def _indexed(row: Example, known: Mapping[str, int]) -> _Row:
    indexes = sorted(known[name] for name in row.features if name in known)
    fixed = sum(prior().get(name, 0.0) for name in sorted(row.features) if name not in known)
    return indexes, fixed, row.is_promise, row.weight


def _descend(rows: Sequence[_Row], start: Sequence[float], ridge: float) -> list[float]:
    held = [0.0] * len(start)
    for indexes, _, _, weight in rows:
        for index in indexes:
            held[index] += weight / 4
    values, velocity = list(start), [0.0] * len(start)
    for _ in range(_STEPS):
        gradient = [ridge * (value - first) for value, first in zip(values, start, strict=True)]
        for indexes, fixed, is_promise, weight in rows:
            total = fixed + sum(values[index] for index in indexes)
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - is_promise) * weight
            for index in indexes:
                gradient[index] += error
        for index, slope in enumerate(gradient):
            velocity[index] = 0.9 * velocity[index] - 0.1 * slope / (held[index] + ridge)
            values[index] += velocity[index]
    return values
