"""Threads: the statements of several reports that links tie together, from the oldest on.

A thread is named by its oldest statement. A statement that no link ties to another is a thread of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from commitments.choices import Says
from commitments.models import Commitment, CommitmentSource, Link, Update
from commitments.presentation.badges import Shown, silence, with_badges
from commitments.presentation.timeline import Entry, words_of
from commitments.presentation.wording import change
from reports.models import Report
from reports.querysets import SECTION_PATH

BESIDE = 20


@dataclass(frozen=True)
class Ties:
    """Which statements links tie together on one day: for each the oldest of its thread, and all of each thread.

    Statements are primary keys; ``members`` has the threads of two and more, oldest statement first, and ``spans``
    in how many reports the statements of each of these stand.
    """

    oldest: Mapping[int, int]
    members: Mapping[int, Sequence[int]]
    spans: Mapping[int, int]

    def thread_of(self, statement: int) -> int:
        """Return the oldest statement of the thread of ``statement``."""
        return self.oldest.get(statement, statement)

    def statements_of(self, oldest: int) -> Sequence[int]:
        """Return the statements of the thread that begins with ``oldest``."""
        return self.members.get(oldest, (oldest,))


def ties(at: date, known_at: datetime | None = None, *, is_deciding: bool = False) -> Ties:
    """Return which statements were tied together on the day ``at``, as known at ``known_at``. One query.

    ``is_deciding`` leaves out the weak links, which are shown and decide nothing.
    """
    links = Link.objects.counting_at(at, known_at).follow_ups().order_by("pk")
    if is_deciding:
        links = links.deciding()
    neighbours: dict[int, set[int]] = defaultdict(set)
    age: dict[int, tuple[int, str]] = {}
    columns = [f"{end}{path}" for end in ("newer", "older") for path in ("", "__report__year", "__reference")]
    for newer, newer_year, newer_reference, older, older_year, older_reference in links.values_list(*columns):
        neighbours[newer].add(older)
        neighbours[older].add(newer)
        age[newer], age[older] = (newer_year, newer_reference), (older_year, older_reference)
    oldest: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for first in sorted(age, key=age.__getitem__):
        if first not in oldest:
            members[first] = sorted(_reached(first, neighbours), key=age.__getitem__)
            oldest |= dict.fromkeys(members[first], first)
    spans = {first: len({age[pk][0] for pk in pks}) for first, pks in members.items()}
    return Ties(oldest, members, spans)


def _reached(first: int, neighbours: Mapping[int, set[int]]) -> set[int]:
    reached, waiting = {first}, [first]
    while waiting:
        new = neighbours[waiting.pop()] - reached
        reached |= new
        waiting.extend(new)
    return reached


@dataclass
class Said:
    """What is told of an earlier statement: the entries of its time line that one source contributes."""

    commitment: Shown
    entries: list[Entry] = field(default_factory=list)


@dataclass
class Column:
    """One report: the statements of the thread that it prints, and what it says of earlier ones."""

    report: Report
    statements: list[Shown]
    said: list[Said]


@dataclass
class Thread:
    """Statements, oldest first; the links between them; a column for each report; what other sources say.

    Each statement carries ``changes``: what changed from each older one that it follows. ``beside`` names the
    threads printed beside it, where they were looked up.
    """

    statements: list[Shown]
    links: list[Link]
    columns: list[Column]
    elsewhere: list[Said]
    beside: list[str] = field(default_factory=list)

    @property
    def oldest(self) -> Shown:
        """The statement that names the thread."""
        return self.statements[0]

    @property
    def reports(self) -> list[Report]:
        """The reports that print its statements, oldest first."""
        return list(dict.fromkeys(row.report for row in self.statements))


def read_threads(
    oldest: Iterable[int],
    tied: Ties,
    at: date,
    known_at: datetime | None,
    reports: Sequence[Report],
    *,
    names: Sequence[str] | None = None,
) -> list[Thread]:
    """Return the threads that begin with the statements ``oldest``, in that order, with what they show.

    ``reports`` are the columns, oldest first; a thread has those from its own first report on. Of badge and axes the
    statements carry those in ``names`` (None: all). The number of queries does not depend on how many threads are
    asked for.
    """
    wanted = [tied.statements_of(first) for first in oldest]
    every = [pk for pks in wanted for pk in pks]
    found = Commitment.objects.published(at).for_list(at, known_at, names=names).filter(pk__in=every)
    rows = {row.pk: row for row in with_badges(found)}
    updates = defaultdict(list)
    for update in _updates(every, at, known_at):
        updates[update.commitment_id].append(update)
    links = defaultdict(list)
    for link in Link.objects.counting_at(at, known_at).follow_ups().filter(newer__in=every).order_by("pk"):
        links[tied.thread_of(link.newer_id)].append(link)
    return [
        _thread([rows[pk] for pk in pks], links[tied.thread_of(pks[0])], updates, reports)
        for pks in wanted
        if all(pk in rows for pk in pks)
    ]


def _updates(every: Sequence[int], at: date, known_at: datetime | None) -> Iterable[Update]:
    place = ["passage__document__report", *(f"passage__{path}" for path in SECTION_PATH)]
    return (
        Update.objects.counting_at(at, known_at)
        .exclude(says=Says.NOT_MENTIONED)
        .filter(commitment__in=every)
        .select_related("stated_by", "deliverable", *place)
        .defer("passage__document__text")
        .latest_first()
    )


def _thread(
    statements: list[Shown], links: list[Link], updates: Mapping[int, list[Update]], reports: Sequence[Report]
) -> Thread:
    by_pk = {row.pk: row for row in statements}
    for row in statements:
        row.changes = []
    for link in links:
        link.newer, link.older = by_pk[link.newer_id], by_pk[link.older_id]
        by_pk[link.newer_id].changes.append(change(link, link.older, link.newer))
    told: dict[tuple[Any, int], Said] = {}
    for row in statements:
        for entry in words_of(row, updates.get(row.pk, []), silence(row)):
            told.setdefault((entry.report, row.pk), Said(row)).entries.append(entry)
    columns = [
        Column(
            report,
            [row for row in statements if row.report_id == report.pk],
            [said for (where, _pk), said in told.items() if where == report],
        )
        for report in reports
        if report.year >= statements[0].report.year
    ]
    return Thread(statements, links, columns, [said for (where, _pk), said in told.items() if where is None])


def beside(thread: Thread, tied: Ties, at: date) -> list[int]:
    """Return the oldest statements of the other threads that were printed beside ``thread`` on the same subject.

    They stand in the same section of the same report as one of its statements, and under the same theme; the first
    ``BESIDE`` in the order of their references.
    """
    places = Q()
    for row in thread.statements:
        source = next((source for source in row.sources.all() if source.is_primary), None)
        if source is not None and row.theme_id:
            places |= Q(passage__section=source.passage.section_id, commitment__theme=row.theme_id)
    if not places:
        return []
    found = CommitmentSource.objects.filter(places, is_primary=True, commitment__in=Commitment.objects.published(at))
    near = [tied.thread_of(pk) for pk in found.order_by("commitment__reference").values_list("commitment", flat=True)]
    return [pk for pk in dict.fromkeys(near) if pk != thread.oldest.pk][:BESIDE]


def running(matching: Iterable[int], tied: Ties, at: date, known_at: datetime | None = None) -> list[int]:
    """Return the oldest statements of the threads that run on beyond one report and hold a statement of ``matching``.

    They have statements in several reports, or a later source says something of theirs; those of most statements
    come first, then in the given order. One query.
    """
    answered = set(
        Update.objects.counting_at(at, known_at).declaring().order_by().values_list("commitment", flat=True).distinct()
    )
    wanted = dict.fromkeys(tied.thread_of(pk) for pk in matching)
    kept = [pk for pk in wanted if pk in tied.members or pk in answered]
    return sorted(kept, key=lambda pk: -len(tied.statements_of(pk)))
