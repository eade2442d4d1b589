"""Long lists on one page: all commitments are counted, the first of each part are shown, the rest one click away."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from commitments.models import Commitment
from commitments.presentation.badges import Shown, with_badges

FIRST = 100


@dataclass(frozen=True)
class Part:
    """One part of a page: its first rows, how many there are in all, and the address of the whole list."""

    rows: list[Shown]
    total: int
    address: str

    @property
    def shown(self) -> int:
        """How many rows are shown at most."""
        return FIRST


def shown(chosen: Collection[int], at: date, known_at: datetime | None = None) -> list[Shown]:
    """Return the commitments ``chosen`` (primary keys) with badge and all else that lists show, in that order.

    Which rows match is asked before, by their keys alone: a database works out every axis of every row that it sorts.
    """
    rows = Commitment.objects.published(at).for_list(at, known_at, names=("badge",)).filter(pk__in=chosen).order_by()
    found = {row.pk: row for row in with_badges(rows)}
    return [found[pk] for pk in chosen if pk in found]


def parts_of(
    wanted: Mapping[Any, Sequence[int]],
    at: date,
    known_at: datetime | None = None,
    *,
    query: Mapping[Any, Mapping[str, Any]] | None = None,
    days: Mapping[str, str] | None = None,
) -> dict[Any, Part]:
    """Return the parts of a page: for each key the commitments ``wanted`` (primary keys), in that order.

    ``query`` gives the filter that finds a part again in the list of commitments, ``days`` the days it speaks of.
    As many queries as a list asks, however many parts there are.
    """
    chosen = {pk for pks in wanted.values() for pk in pks[:FIRST]}
    rows = {row.pk: row for row in shown(chosen, at, known_at)}
    made = {}
    for key, pks in wanted.items():
        asked = urlencode({**(query or {}).get(key, {}), **(days or {})}, doseq=True)
        made[key] = Part([rows[pk] for pk in pks[:FIRST]], len(pks), f"{reverse('commitments:list')}?{asked}")
    return made
