"""What changed in the public record, the latest first: new promises, what was recorded of them, corrections, withdrawals."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from commitments.models import Assessment, Commitment, Link, Reply, Update
from reports.choices import State

LATEST = 100


@dataclass(frozen=True)
class Change:
    """One change: its stable public key, when it became what it is, and what it says in the present language."""

    key: str
    at: datetime
    commitment: Commitment
    title: str
    text: str
    since: datetime


def changes(followed: Collection[int] | None, withdrawn: QuerySet, limit: int = LATEST) -> list[Change]:
    """Return the latest changes of the published commitments ``followed`` (primary keys; all of them if None).

    Of those that were ``withdrawn`` their name and the reason are told. Eight queries, which read no more rows than
    are needed to find ``limit`` of each kind.
    """
    found = [
        *_entered(followed, limit),
        *_withdrawn(withdrawn, limit),
        *(_change(row, row.commitment, *_update(row)) for row in _rows(Update, followed, limit)),
        *(_change(row, row.commitment, *_assessment(row)) for row in _rows(Assessment, followed, limit)),
        *(_change(row, row.newer, *_link(row)) for row in _rows(Link, followed, limit)),
        *(_change(row, row.assessment.commitment, *_reply(row)) for row in _rows(Reply, followed, limit)),
    ]
    return sorted(found, key=lambda change: (change.at, change.key), reverse=True)[:limit]


_FETCHED: dict[Any, tuple[str, ...]] = {
    Update: ("commitment",),
    Assessment: ("commitment",),
    Link: ("newer", "older"),
    Reply: ("assessment__commitment",),
}


def _about(row: Any) -> set[int]:
    if isinstance(row, Link):
        return {row.newer_id, row.older_id}
    return {(row.assessment if isinstance(row, Reply) else row).commitment_id}


def _rows(model: Any, followed: Collection[int] | None, limit: int) -> Iterator[Any]:
    """Yield published rows with the moment ``told_at`` at which they became what they are: recorded, or corrected."""
    public = model.objects.published()
    corrected_at = public.filter(corrects=OuterRef("pk")).values("recorded_at")[:1]
    rows = public.with_corrections().select_related(*_FETCHED[model])
    rows = rows.annotate(told_at=Coalesce(Subquery(corrected_at), "recorded_at")).order_by("-told_at", "-key")
    if followed is None:
        return iter(rows[:limit])
    return islice((row for row in rows.iterator(chunk_size=500) if not _about(row).isdisjoint(followed)), limit)


def _change(row: Any, commitment: Commitment, what: str, text: str) -> Change:
    title = f"{commitment.reference}: {what}"
    if row.is_withdrawal:
        title = _("Withdrawn: %(what)s") % {"what": title}
        text = _("The entry %(key)s was wrong and nothing takes its place.") % {"key": row.corrects_key}
    elif row.corrected_by_key:
        title = _("Corrected: %(what)s") % {"what": title}
        text = _("This entry no longer counts; see %(key)s.") % {"key": row.corrected_by_key}
    elif row.corrects_key:
        text = f"{text} " + _("It corrects %(key)s.") % {"key": row.corrects_key}
    return Change(row.key, row.told_at, commitment, title, text, row.recorded_at)


def _update(row: Update) -> tuple[str, str]:
    return str(row.get_says_display()), row.note


def _assessment(row: Assessment) -> tuple[str, str]:
    return (
        _("judged for %(party)s: %(completion)s")
        % {"party": row.get_party_display(), "completion": row.get_completion_display()},
        row.reason,
    )


def _link(row: Link) -> tuple[str, str]:
    return f"{row.get_kind_display()} {row.older.reference}", row.rationale


def _reply(row: Reply) -> tuple[str, str]:
    return _("reply of %(side)s") % {"side": row.get_side_display()}, row.note


def _entered(followed: Collection[int] | None, limit: int) -> list[Change]:
    """Return the commitments as they were first published."""
    told = (
        _history(Commitment.objects.published())
        .filter(state=State.PUBLISHED)
        .values("id")
        .annotate(at=Min("history_date"))
        .order_by("-at", "-id")
    )
    if followed is None:
        told = told[:limit]
    else:
        told = islice((one for one in told.iterator(chunk_size=500) if one["id"] in followed), limit)
    return [
        Change(
            row.reference,
            moments["at"],
            row,
            _("New: %(reference)s: %(title)s") % {"reference": row.reference, "title": row.title},
            row.summary,
            moments["at"],
        )
        for row, moments in _with_rows(told)
    ]


def _withdrawn(withdrawn: QuerySet, limit: int) -> list[Change]:
    """Return the commitments that were published once and have been withdrawn, by name and reason alone."""
    told = (
        _history(withdrawn)
        .values("id")
        .annotate(
            since=Min("history_date", filter=Q(state=State.PUBLISHED)),
            at=Max("history_date", filter=Q(state=State.WITHDRAWN)),
        )
        .exclude(since=None)
        .order_by("-at", "-id")[:limit]
    )
    return [
        Change(
            row.reference,
            moments["at"],
            row,
            _("Withdrawn: %(what)s") % {"what": row.reference},
            row.withdrawal_reason,
            moments["since"],
        )
        for row, moments in _with_rows(told)
    ]


def _history(commitments: QuerySet) -> Any:
    history: Any = Commitment.history  # type: ignore[attr-defined]
    return history.filter(id__in=commitments.order_by().values("pk")).order_by()


def _with_rows(told: Any) -> Iterator[tuple[Commitment, dict[str, Any]]]:
    moments = {one["id"]: one for one in told}
    for row in Commitment.objects.filter(pk__in=moments):
        yield row, moments[row.pk]
