"""What changed in the record between two days: promises added, moved, fallen silent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from commitments.choices import Badge
from commitments.models import Commitment
from commitments.status import SEPARATOR
from reports.models import Report


@dataclass(frozen=True)
class Standing:
    """How one commitment stood on one day: its badge and the four axes, in the order of ``status.STANDING``."""

    badge: Badge
    declared: str
    completion: str
    schedule: str
    life: str


@dataclass(frozen=True)
class Moved:
    """A commitment, by primary key, that stood otherwise on the second day."""

    commitment: int
    before: Standing
    after: Standing

    @property
    def fell_silent(self) -> bool:
        """Whether later reports say nothing of it any more, or for the first time."""
        return self.after.badge.is_silence and not self.before.badge.is_silence


@dataclass(frozen=True)
class Comparison:
    """The commitments (primary keys, by reference) that were added, that moved, and that fell silent.

    One that fell silent does not stand among the moved ones. Time alone moves the schedule: a commitment whose
    window ran out has moved too.
    """

    added: tuple[int, ...]
    moved: tuple[Moved, ...]
    silent: tuple[Moved, ...]
    unchanged: int


def compare(before: date, after: date, known_at: datetime | None = None) -> Comparison:
    """Return what changed from the day ``before`` to the day ``after``, as known at ``known_at``. Two queries."""
    then, now = _standings(before, known_at), _standings(after, known_at)
    changed = [Moved(pk, then[pk], standing) for pk, standing in now.items() if pk in then and then[pk] != standing]
    added = tuple(pk for pk in now if pk not in then)
    return Comparison(
        added,
        moved=tuple(row for row in changed if not row.fell_silent),
        silent=tuple(row for row in changed if row.fell_silent),
        unchanged=len(now) - len(added) - len(changed),
    )


def _standings(at: date, known_at: datetime | None) -> dict[int, Standing]:
    standing = Commitment.objects.published(at).with_standing(at, known_at)
    rows = standing.order_by("reference").values_list("pk", "standing")
    made: dict[str, Standing] = {}
    found = {}
    for pk, joined in rows:
        if joined not in made:
            badge, *axes = joined.split(SEPARATOR)
            made[joined] = Standing(Badge(badge), *axes)
        found[pk] = made[joined]
    return found


def last_days(reports: Iterable[Report]) -> dict[Report, date]:
    """Return for each of the published ``reports`` the last day on which it or one of its groups met.

    They must be fetched with their meeting; a report without a day is left out. One query beside theirs.
    """
    published = Commitment.objects.published().order_by()
    promised = dict(published.values_list("report").annotate(Max("promised_on")))
    found = {}
    for report in reports:
        days = [day for day in (promised.get(report.pk), report.meeting and report.meeting.ends_on) if day]
        if days:
            found[report] = max(days)
    return found
