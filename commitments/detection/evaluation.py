"""How well detection agrees with labels: precision, recall, F1, and the agreement of strength, parties, owners, windows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from commitments.detection.model import Proposal, Window

PROMISES = "promises"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Label:
    """What a reader says of one sentence. ``owners`` are keys of the directory, or names where it has none.

    ``is_certain`` is False for borderline promises, which count neither way; ``owners`` or ``window`` is None
    where the reader says nothing of them.
    """

    start: int
    end: int
    strength: str
    parties: tuple[str, ...]
    owners: frozenset[str] = frozenset()
    window: Window | None = None
    is_certain: bool = True
    is_promises: bool = False


@dataclass(frozen=True)
class Labels:
    """All labels of a document: the promises, and the near misses, which count neither way."""

    promises: tuple[Label, ...]
    near_misses: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Counts:
    """How many proposals are right, how many false, how many promises were missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of the proposals that are right."""
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        """The share of the promises that were proposed."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else 0.0


@dataclass(frozen=True)
class Agreement:
    """How many of the values that a reader gives detection gives too."""

    agreed: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """The share that agrees, None where there is nothing to compare."""
        return self.agreed / self.of if self.of else None


@dataclass(frozen=True)
class Disagreement:
    """One value in which a right proposal differs from its label."""

    what: str
    start: int
    end: int
    label: str
    proposal: str


@dataclass(frozen=True)
class Evaluation:
    """The result of a comparison. ``misses`` and ``false_alarms`` are (start, end) of sentences."""

    promises_sections: Counts
    whole_report: Counts
    strength: Agreement
    parties: Agreement
    owners: Counts
    windows: Agreement
    misses: tuple[tuple[int, int], ...]
    false_alarms: tuple[tuple[int, int], ...]
    disagreements: tuple[Disagreement, ...] = field(default=())


def evaluate(proposals: Sequence[Proposal], labels: Labels) -> Evaluation:
    """Compare proposals with labels. A proposal and a label belong together where the larger part of one lies in the other."""
    pairs: list[tuple[Proposal, Label]] = []
    false: list[Proposal] = []
    found: set[int] = set()
    for proposal in proposals:
        index = _match(proposal, labels.promises, found)
        if index is not None:
            found.add(index)
            if labels.promises[index].is_certain:
                pairs.append((proposal, labels.promises[index]))
        elif not _is_near(proposal, labels):
            false.append(proposal)
    missed = [row for index, row in enumerate(labels.promises) if index not in found and row.is_certain]
    return Evaluation(
        promises_sections=Counts(
            sum(label.is_promises for _, label in pairs),
            sum(proposal.section_role == PROMISES for proposal in false),
            sum(label.is_promises for label in missed),
        ),
        whole_report=Counts(len(pairs), len(false), len(missed)),
        strength=Agreement(sum(proposal.strength == label.strength for proposal, label in pairs), len(pairs)),
        parties=Agreement(sum(set(proposal.parties) == set(label.parties) for proposal, label in pairs), len(pairs)),
        owners=_owners(pairs),
        windows=_windows(pairs),
        misses=tuple((label.start, label.end) for label in missed),
        false_alarms=tuple((proposal.start, proposal.end) for proposal in false),
        disagreements=tuple(_disagreements(pairs)),
    )


def _match(proposal: Proposal, labels: Sequence[Label], taken: set[int]) -> int | None:
    rows = [
        (_overlap(proposal.start, proposal.end, label.start, label.end), index)
        for index, label in enumerate(labels)
        if index not in taken
    ]
    best, index = max(rows, default=(0.0, 0))
    return index if best > 0.5 else None


def _is_near(proposal: Proposal, labels: Labels) -> bool:
    spans = [*labels.near_misses, *((label.start, label.end) for label in labels.promises)]
    return any(_overlap(proposal.start, proposal.end, start, end) > 0.5 for start, end in spans)


def _overlap(start: int, end: int, other_start: int, other_end: int) -> float:
    shared = min(end, other_end) - max(start, other_start)
    return shared / max(1, min(end - start, other_end - other_start))


def owner_keys(proposal: Proposal) -> frozenset[str]:
    """Return who a proposal says must act or is the contact: keys of the directory, else names in small letters."""
    return frozenset(
        owner.key or owner.name.casefold() for owner in proposal.owners if owner.role in ("lead", "contact")
    )


def _owners(pairs: Iterable[tuple[Proposal, Label]]) -> Counts:
    right = false = missed = 0
    for proposal, label in pairs:
        proposed = owner_keys(proposal)
        right += len(proposed & label.owners)
        false += len(proposed - label.owners)
        missed += len(label.owners - proposed)
    return Counts(right, false, missed)


def _windows(pairs: Iterable[tuple[Proposal, Label]]) -> Agreement:
    rows = [(proposal.window, label.window) for proposal, label in pairs if label.window is not None]
    return Agreement(sum(same_window(ours, theirs) for ours, theirs in rows if theirs), len(rows))


def same_window(ours: Window | None, theirs: Window) -> bool:
    """Whether two windows mean the same days, or, without days, share their words."""
    if ours is None:
        return False
    if theirs.start or theirs.end:
        return (ours.start, ours.end) == (theirs.start, theirs.end)
    if ours.start or ours.end:
        return False
    return len(_words(ours.text) & _words(theirs.text)) >= 0.5 * min(len(_words(ours.text)), len(_words(theirs.text)))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _disagreements(pairs: Iterable[tuple[Proposal, Label]]) -> Iterable[Disagreement]:
    for ours, theirs in pairs:
        place = ours.start, ours.end
        if ours.strength != theirs.strength:
            yield Disagreement("strength", *place, theirs.strength, ours.strength)
        if set(ours.parties) != set(theirs.parties):
            yield Disagreement("parties", *place, " ".join(theirs.parties), " ".join(ours.parties))
        if owner_keys(ours) != theirs.owners:
            yield Disagreement("owners", *place, ", ".join(sorted(theirs.owners)), ", ".join(sorted(owner_keys(ours))))
        if theirs.window is not None and not same_window(ours.window, theirs.window):
            yield Disagreement("window", *place, _told(theirs.window), _told(ours.window))


def _told(window: Window | None) -> str:
    if window is None:
        return "none"
    return f"{window.text} [{_day(window.start)}..{_day(window.end)}]"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
