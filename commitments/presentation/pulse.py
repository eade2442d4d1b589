"""The pulse of a group: on which days is anything heard of its promises, and how long is it quiet in between?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.models import Commitment, Link, Update
from reports.choices import GroupReportStatus
from reports.models import GroupReport, Meeting, Session, WorkingGroup
from reports.templatetags.pages import days, longdate

WIDTH = 640
HEIGHT = 44
EDGE = 8
_TOOK_PART = [
    GroupReportStatus.CHAPTER.value,
    GroupReportStatus.MET_NO_CHAPTER.value,
    GroupReportStatus.COUNTED_ONLY.value,
]


@dataclass(frozen=True)
class Sign:
    """A sign of life: a meeting or session (``is_meeting``), or evidence about one promise, and where it is drawn."""

    on: date
    until: date
    is_meeting: bool
    is_outside: bool
    words: str
    commitment: Commitment | None
    x: float


@dataclass(frozen=True)
class Gap:
    """The longest span without a sign: its first and last day, how long, and where it is drawn."""

    start: date
    end: date
    is_open: bool
    x: float
    end_x: float

    @property
    def length(self) -> str:
        """The span in whole years and months."""
        months = round((self.end - self.start).days / 30.44)
        years, months = divmod(months, 12)
        parts = []
        if years:
            parts.append(ngettext("%(count)s year", "%(count)s years", years) % {"count": years})
        if months or not years:
            parts.append(ngettext("%(count)s month", "%(count)s months", months) % {"count": months})
        return _(" and ").join(parts)


@dataclass(frozen=True)
class Pulse:
    """The signs of life of a group, oldest first, and what they show."""

    signs: tuple[Sign, ...]
    gap: Gap | None
    first: date
    last: date
    finding: str

    @property
    def meetings(self) -> list[Sign]:
        """The meetings and sessions."""
        return [sign for sign in self.signs if sign.is_meeting]

    @property
    def evidence(self) -> list[Sign]:
        """The evidence."""
        return [sign for sign in self.signs if not sign.is_meeting]


def pulse(
    group: WorkingGroup, commitments: Q, at: date, known_at: datetime | None = None, *, is_partnership: bool = False
) -> Pulse | None:
    """Return the pulse of ``group``, whose promises are ``commitments``, up to the day ``at``; None without a sign.

    Evidence is every update that says something, on the day for which it says so, and every later statement that
    takes a promise up, on the day it was made; nothing weak. The weeks of a meeting of the partnership and of the
    group's own sessions are meeting weeks, and a statement is made at a meeting. Five queries.
    """
    meetings = list(Meeting.objects.published().filter(starts_on__lte=at))
    standings = GroupReport.objects.published().filter(group=group, status__in=_TOOK_PART)
    joined = set(standings.values_list("report__meeting", flat=True))
    sessions = list(Session.objects.published().filter(group=group, starts_on__lte=at).select_related("meeting"))
    weeks = {week for row in (*meetings, *sessions) for week in _weeks(row.starts_on, row.ends_on)}
    own = Commitment.objects.published(at).filter(commitments)
    updates = Update.objects.counting_at(at, known_at).declaring().filter(commitment__in=own)
    links = Link.objects.counting_at(at, known_at).follow_ups().deciding().filter(older__in=own)
    heard = [
        *(
            (row.effective_on, _week(row.effective_on) not in weeks, str(row.get_says_display()), row.commitment)
            for row in updates.select_related("commitment")
        ),
        *(
            (row.newer.promised_on, False, f"{row.get_kind_display()}: {row.newer.reference}", row.older)
            for row in links.select_related("newer", "older")
        ),
    ]
    found = [
        *(
            (
                row.starts_on,
                row.ends_on,
                True,
                False,
                _("Meeting of the partnership: %(days)s") % {"days": days(row)},
                None,
            )
            for row in meetings
            if is_partnership or row.pk in joined
        ),
        *(
            (row.starts_on, row.ends_on, True, False, _("Session of the group: %(days)s") % {"days": days(row)}, None)
            for row in sessions
        ),
        *((day, day, False, is_outside, words, commitment) for day, is_outside, words, commitment in heard),
    ]
    if not found:
        return None
    found.sort(key=lambda sign: (*sign[:2], not sign[2], sign[5].reference if sign[5] else ""))
    first = found[0][0]
    scale = (WIDTH - 2 * EDGE) / max(1, (at - first).days)

    def place(day: date) -> float:
        return round(EDGE + (min(day, at) - first).days * scale, 1)

    signs = tuple(Sign(*sign, x=place(sign[0])) for sign in found)
    gap = _longest(signs, at, place)
    return Pulse(signs, gap, first, at, _finding(signs, gap))


def _longest(signs: Iterable[Sign], at: date, place: Callable[[date], float]) -> Gap | None:
    spans = [(sign.on, sign.until) for sign in signs]
    merged = [spans[0]]
    for start, end in spans[1:]:
        if start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    quiet = [(one[1], other[0], False) for one, other in pairwise(merged)] + [(merged[-1][1], at, True)]
    start, end, is_open = max(quiet, key=lambda span: (span[1] - span[0], span[0]))
    if end <= start:
        return None
    return Gap(start, end, is_open, place(start), place(end))


def _finding(signs: Iterable[Sign], gap: Gap | None) -> str:
    evidence = [sign for sign in signs if not sign.is_meeting]
    heard = len({sign.on for sign in evidence if sign.is_outside})
    if not evidence:
        said = _("No source held here says anything later of its promises.")
    elif not heard:
        said = _("All that is heard of its promises falls into meeting weeks.")
    else:
        said = ngettext(
            "On %(count)s day outside meeting weeks something is heard of its promises.",
            "On %(count)s days outside meeting weeks something is heard of its promises.",
            heard,
        ) % {"count": heard}
    if gap is not None:
        words = (
            _("The longest quiet span has lasted %(length)s, since %(start)s.")
            if gap.is_open
            else _("The longest quiet span lasted %(length)s, from %(start)s to %(end)s.")
        )
        said += " " + words % {"length": gap.length, "start": longdate(gap.start), "end": longdate(gap.end)}
    return said


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _weeks(start: date, end: date) -> set[tuple[int, int]]:
    return {_week(start + timedelta(days=number)) for number in range((end - start).days + 1)}
