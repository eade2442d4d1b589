"""Candidates in the order of their scores."""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from commitments.matching.features import NAMES, Comparison

_WEIGHTS = Path(__file__).parent / "weights.toml"


@cache
def weights() -> dict[str, float]:
    """Return what each feature counts, and the bias."""
    return {name: float(value) for name, value in _file()["weights"].items()}


@cache
def threshold() -> float:
    """Return the score from which an answer is held likelier than silence, for every commitment and report alike."""
    return float(_file()["threshold"])


def _file() -> dict[str, Any]:
    return tomllib.loads(_WEIGHTS.read_text(encoding="utf-8"))


def evidence(features: tuple[float, ...], weight: Mapping[str, float]) -> float:
    """Return how much speaks for an answer: above 0 an answer is likelier than silence."""
    return sum(weight[name] * value for name, value in zip(NAMES, features, strict=True)) - weight["bias"]


def score(evidence_: float) -> float:
    """Return the evidence as a number from 0 to 1."""
    return 1.0 / (1.0 + math.exp(-evidence_))


def ranked(comparison: Comparison, row: int, weight: Mapping[str, float]) -> list[tuple[float, int]]:
    """Return (evidence, column) of every passage for the commitment ``row``, the best first."""
    found = [(evidence(comparison.features(row, column), weight), column) for column in range(len(comparison.late))]
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))
