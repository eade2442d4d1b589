"""What was decided about the answers to earlier commitments: the set that suggestions are measured on, never fed to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from django.db.models import F

from commitments.choices import Basis, LinkKind, Says
from commitments.matching.material import LaterPassage, Reading
from commitments.matching.measures import Decision
from commitments.models import Commitment, Link, Update
from reports.models import Report
from reports.record_files import read_yaml

_READINGS: dict[str, tuple[Reading, ...]] = {
    Says.STARTED: (Reading.PROGRESS,),
    Says.PROGRESS: (Reading.PROGRESS,),
    Says.PARTLY_COMPLETED: (Reading.PROGRESS,),
    Says.COMPLETED: (Reading.COMPLETED,),
    Says.CONCLUDED: (Reading.CONCLUDED,),
    Says.POSTPONED: (Reading.POSTPONED,),
    Says.DROPPED: (Reading.DROPPED,),
    LinkKind.CONTINUES: (Reading.CONTINUES,),
    LinkKind.ADOPTS: (Reading.CONTINUES,),
    LinkKind.REPEATS: (Reading.REPEATS,),
    LinkKind.AMENDS: (Reading.AMENDS,),
    LinkKind.SUPERSEDES: (Reading.SUPERSEDES,),
}
"""The reading that a decision asks for. Other decisions (mentioned, obstructed, …) have no reading and judge none."""


def decisions(earlier: Report, later: Report) -> dict[str, Decision]:
    """Return the decisions about the published commitments of ``earlier`` in the light of ``later``, by reference.

    Updates and links with an explicit or strong basis are answers, weak ones look-alikes that count
    neither way. Everything else is silence, recorded for the commitment or inherited from its group.
    """
    answers: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    look_alikes: dict[str, set[int]] = defaultdict(set)
    for reference, start, word, basis in (*_updates(earlier, later), *_links(earlier, later)):
        if basis == Basis.WEAK:
            look_alikes[reference].add(start)
        else:
            answers[reference][start].update(reading.value for reading in _READINGS.get(word, ()))
    published = Commitment.objects.published().filter(report=earlier).values_list("reference", flat=True)
    return {
        reference: Decision(
            answers={start: frozenset(words) for start, words in answers[reference].items()},
            look_alikes=frozenset(look_alikes[reference] - answers[reference].keys()),
            is_silent=not answers[reference] and not look_alikes[reference],
        )
        for reference in published.order_by("reference")
    }


def _updates(earlier: Report, later: Report) -> list[tuple[str, int, str, str]]:
    rows = Update.objects.counting().exclude(says=Says.NOT_MENTIONED)
    rows = rows.filter(commitment__report=earlier, passage__document__report=later)
    return list(rows.values_list("commitment__reference", "passage__start", "says", "basis"))


def _links(earlier: Report, later: Report) -> list[tuple[str, int, str, str]]:
    rows = Link.objects.counting().filter(older__report=earlier, newer__report=later, newer__sources__is_primary=True)
    rows = rows.annotate(start=F("newer__sources__passage__start"))
    return list(rows.values_list("older__reference", "start", "kind", "basis"))


def decisions_from(path: Path, passages: Collection[LaterPassage]) -> dict[str, Decision]:
    """Return the decisions that a YAML file holds about a report that is not imported.

    ``answers`` and ``look_alikes`` name a commitment and how the passage ``begins``; an answer also gives
    the right ``reading`` (one or several). A commitment with look-alikes alone is silent. Raises
    RecordError for a file that is not of this form, ValueError where no or several passages begin so.
    """
    file = read_yaml(path, path.parent)
    answers: dict[str, dict[int, frozenset[str]]] = defaultdict(dict)
    look_alikes: dict[str, set[int]] = defaultdict(set)
    for entry in file.entries("answers", "commitment"):
        start = _start(entry.need("begins"), passages)
        answers[entry.need("commitment")][start] = frozenset(entry.need("reading"))
        entry.close()
    for entry in file.entries("look_alikes", "commitment"):
        look_alikes[entry.need("commitment")].add(_start(entry.need("begins"), passages))
        entry.close()
    file.close()
    return {
        reference: Decision(
            answers=answers[reference],
            look_alikes=frozenset(look_alikes[reference]),
            is_silent=not answers[reference],
        )
        for reference in sorted({*answers, *look_alikes})
    }


def _start(begins: str, passages: Collection[LaterPassage]) -> int:
    found = [passage.start for passage in passages if passage.printed.startswith(begins)]
    if len(found) != 1:
        raise ValueError(f"{len(found)} passages begin with “{begins}”; there must be one.")
    return found[0]
