"""How well suggestions do, measured on judged commitments."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean

PLACES = (1, 3, 5)


@dataclass(frozen=True)
class Decision:
    """What a person decided about one commitment and one later report.

    ``answers`` are the starts of the passages that answer it, each with the readings that are right there
    (none where none is judged). ``look_alikes`` are passages that only seem to answer it. ``is_silent``: the
    report does not answer it. One that is neither answered nor silent counts neither way.
    """

    answers: Mapping[int, Collection[str]] = field(default_factory=dict)
    look_alikes: Collection[int] = ()
    is_silent: bool = False


@dataclass(frozen=True)
class Judged:
    """One commitment's decision beside its ranked suggestions: the starts of their passages, the best first.

    ``readings`` are those proposed for the first few, ``best`` is the best score.
    """

    decision: Decision
    ranked: Sequence[int]
    readings: Sequence[str] = ()
    best: float = 0.0

    @property
    def place(self) -> int | None:
        """The place of the first right suggestion, from 1; None where there is none."""
        return next((at for at, start in enumerate(self.ranked, start=1) if start in self.decision.answers), None)


@dataclass(frozen=True)
class Measures:
    """What :func:`measure` found. Shares are 0 to 1, None where there is nothing to measure."""

    answered: int
    silent: int
    recall: Mapping[int, float | None]
    reciprocal_rank: float | None
    readings_judged: int
    reading_accuracy: float | None
    threshold: float | None
    balanced_accuracy: float | None
    best_balanced_accuracy: float | None
    look_alikes: int
    look_alike_first: float | None
    false_alarms: float | None


def measure(judged: Iterable[Judged], threshold: float | None = None) -> Measures:
    """Return how well the suggestions do.

    Readings are judged where a right passage stands among the first five. ``threshold`` divides answered from
    silent; without one, the best for these rows is taken, which flatters. ``false_alarms`` is the share of the
    silent that reach it.
    ``look_alike_first`` is how often, of the commitments with a known look-alike, that ranks first.
    """
    rows = list(judged)
    answered = [row for row in rows if row.decision.answers]
    silent = [row for row in rows if row.decision.is_silent]
    likely = [row for row in rows if row.decision.look_alikes]
    scores = [row.best for row in answered], [row.best for row in silent]
    best_threshold, best = separation(*scores)
    threshold = best_threshold if threshold is None else threshold
    right = [is_right for row in answered if (is_right := _is_reading_right(row)) is not None]
    return Measures(
        answered=len(answered),
        silent=len(silent),
        recall={place: _share(row.place is not None and row.place <= place for row in answered) for place in PLACES},
        reciprocal_rank=mean(1 / row.place if row.place else 0.0 for row in answered) if answered else None,
        readings_judged=len(right),
        reading_accuracy=_share(right),
        threshold=threshold,
        balanced_accuracy=None if best is None or threshold is None else _balanced(*scores, threshold),
        best_balanced_accuracy=best,
        look_alikes=len(likely),
        look_alike_first=_share(bool(row.ranked) and row.ranked[0] in row.decision.look_alikes for row in likely),
        false_alarms=None if threshold is None else _share(row.best >= threshold for row in silent),
    )


def separation(answered: Sequence[float], silent: Sequence[float]) -> tuple[float | None, float | None]:
    """Return the threshold that separates the two best, and its balanced accuracy (the mean of both shares right)."""
    if not answered or not silent:
        return None, None
    found = [(_balanced(answered, silent, at), at) for at in sorted({*answered, *silent})]
    accuracy, threshold = max(found, key=lambda pair: pair[0])
    return threshold, accuracy


def _balanced(answered: Sequence[float], silent: Sequence[float], threshold: float) -> float:
    return (_at_least(answered, threshold) + 1 - _at_least(silent, threshold)) / 2


def _is_reading_right(row: Judged) -> bool | None:
    if row.place is None or row.place > len(row.readings):
        return None
    right = row.decision.answers[row.ranked[row.place - 1]]
    return row.readings[row.place - 1] in right if right else None


def _at_least(scores: Sequence[float], threshold: float) -> float:
    return sum(score >= threshold for score in scores) / len(scores)


def _share(truths: Iterable[bool]) -> float | None:
    found = list(truths)
    return sum(found) / len(found) if found else None
