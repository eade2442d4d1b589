"""Four questions, four answers, one badge. Everything here is computed; nothing is stored.

The axes are database expressions, so that lists filter and order by them; the badge table
below is the one published on the method page. Each axis names the facts and axes that it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, Greatest, Least
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.choices import (
    NOT_ASSESSED,
    NOT_DECLARED,
    AssessedParty,
    Badge,
    Completion,
    Life,
    LinkKind,
    Says,
    Schedule,
    WindowKind,
)
from commitments.derived import Column, Derived, case
from reports.choices import GroupReportStatus

DUE_SOON = timedelta(days=90)
SEARCHES_UNTIL_LAPSED = 2
ANNOTATIONS = (
    "declared",
    "declared_on",
    "completion",
    "completed_on",
    "is_silent",
    "searches",
    "schedule",
    "life",
    "badge",
)
STANDING = ("badge", "declared", "completion", "schedule", "life")
SEPARATOR = "|"
_RANK = {completion.value: rank for rank, completion in enumerate(Completion)}


@dataclass(frozen=True)
class BadgeRule:
    """One line of the badge table: where ``condition`` holds over the axes, ``badge`` is shown."""

    badge: Badge
    condition: Q
    wording: str | Promise


_DONE = Q(completion=Completion.COMPLETE) | Q(declared=Says.COMPLETED, completion=NOT_ASSESSED)

BADGE_TABLE: tuple[BadgeRule, ...] = (
    BadgeRule(Badge.DROPPED, Q(declared=Says.DROPPED), _("A source says in explicit words that it was dropped.")),
    BadgeRule(
        Badge.DONE_LATE,
        _DONE & Q(schedule=Schedule.DONE_LATE),
        _("Assessed complete, or declared completed and not assessed otherwise, after its window."),
    ),
    BadgeRule(
        Badge.DONE, _DONE, _("Assessed complete, or declared completed and not assessed otherwise, in time or undated.")
    ),
    BadgeRule(Badge.CONCLUDED, Q(declared=Says.CONCLUDED), _("A source says that the topic is closed as satisfied.")),
    BadgeRule(Badge.POSTPONED, Q(declared=Says.POSTPONED), _("A source says that it was put off.")),
    BadgeRule(
        Badge.CARRIED_FORWARD,
        Q(life__in=[Life.CARRIED_FORWARD, Life.SUPERSEDED]),
        _("A later statement takes it up or takes its place."),
    ),
    BadgeRule(
        Badge.UNDER_WAY,
        Q(completion__in=[Completion.LIMITED, Completion.SUBSTANTIAL])
        | Q(declared__in=[Says.STARTED, Says.PROGRESS, Says.PARTLY_COMPLETED, Says.COMPLETED, Says.OBSTRUCTED]),
        _(
            "Assessed as limited or substantial progress, or declared started, in progress, partly completed or obstructed."
        ),
    ),
    BadgeRule(
        Badge.MENTIONED,
        Q(declared__in=[Says.MENTIONED, Says.CONTRADICTED]),
        _("A source mentions it and leaves its outcome open."),
    ),
    BadgeRule(
        Badge.NOT_MENTIONED,
        Q(is_silent=True),
        _("A later report was searched in vain, or its group did not report."),
    ),
    BadgeRule(Badge.NO_LATER_REPORT, Q(), _("No later report of its group is held in this record.")),
)


# Of what kind each fact and each axis is.
_COLUMNS = {
    name: Column(name, field())
    for field, names in (
        (BooleanField, ("must_canada_act", "must_mexico_act", "is_silent", "is_superseded", "is_carried")),
        (CharField, ("declared", "completion", "window_kind", "schedule", "life")),
        (DateField, ("completed_on", "window_end", "since_declared", "since_joint", "since_ca", "since_mx")),
        (IntegerField, ("verdict_joint", "verdict_ca", "verdict_mx", "rank", "searches")),
    )
    for name in names
}


def annotate(
    commitments: QuerySet, at: date, known_at: datetime | None = None, names: Sequence[str] = ANNOTATIONS
) -> QuerySet:
    """Add the four axes and the badge, or those of them in ``names``, to ``commitments`` as of the day ``at``.

    ``known_at`` limits the rows to those written by that moment (None: all).
    """
    return commitments.annotate(**expressions(at, known_at, names))


def expressions(at: date, known_at: datetime | None, names: Sequence[str]) -> dict[str, Any]:
    """Return the axes and the badge that are in ``names``, as database expressions over commitments."""
    known = _known(at, known_at)
    return {name: known[name] for name in names}


def annotate_standing(commitments: QuerySet, at: date, known_at: datetime | None = None) -> QuerySet:
    """Add badge and axes as one word, ``standing``: their values joined by ``SEPARATOR``, in the order of ``STANDING``.

    For long lists: the facts of a row are looked up once, not once for each axis.
    """
    known = _known(at, known_at)
    parts: list[Any] = []
    for name in STANDING:
        parts += [Value(SEPARATOR), Column(name, CharField())]
    joined = Concat(*parts[1:], output_field=CharField())
    return commitments.annotate(standing=Derived(joined, **{name: known[name] for name in STANDING}))


@lru_cache(maxsize=8)
def _known(at: date, known_at: datetime | None) -> Mapping[str, Any]:
    """Return every fact and axis as an expression. Queries copy what they use, and building them takes longest."""
    known: dict[str, Any] = {
        **{name: F(name) for name in ("must_canada_act", "must_mexico_act", "window_kind", "window_end")},
        **_declared(at, known_at),
        **_verdicts(at, known_at),
        **_completed_since(at, known_at),
        **_successors(at, known_at),
        **_silence(at, known_at),
    }
    for name, result in (
        ("rank", _rank()),
        ("completion", _completion()),
        ("completed_on", _completed_on()),
        ("schedule", _schedule(at)),
        ("life", _life(at)),
        ("badge", _badge()),
    ):
        known[name] = Derived(result, **{key: known[key] for key in _names(result)})
    return known


def _names(expression: Any) -> list[str]:
    """Return the names of the columns that ``expression`` rests on."""
    return sorted({part.name for part in expression.flatten() if isinstance(part, Column)})


def _declared(at: date, known_at: datetime | None) -> dict[str, Any]:
    """Return what the latest source says that counts, and the day for which it says so."""
    from commitments.models import Update

    rows = (
        Update.objects.counting_at(at, known_at)
        .declaring()
        .of_the_whole()
        .filter(commitment=OuterRef("pk"))
        .latest_first()
    )
    return {
        "declared": Coalesce(Subquery(rows.values("says")[:1]), Value(NOT_DECLARED), output_field=CharField()),
        "declared_on": Subquery(rows.values("effective_on")[:1], output_field=DateField()),
    }


def _verdicts(at: date, known_at: datetime | None) -> dict[str, Any]:
    """Return the rank of the latest verdict for both together and for each country."""
    from commitments.models import Assessment

    ranked = Case(
        *(When(completion=word, then=Value(rank)) for word, rank in _RANK.items()), output_field=IntegerField()
    )
    rows = Assessment.objects.counting_at(at, known_at).of_the_whole().filter(commitment=OuterRef("pk")).latest_first()
    return {
        f"verdict_{party.value.lower()}": Subquery(
            rows.filter(party=party).annotate(rank=ranked).values("rank")[:1], output_field=IntegerField()
        )
        for party in AssessedParty
    }


def _completed_since(at: date, known_at: datetime | None) -> dict[str, Any]:
    """Return the first day of the last unbroken run of *complete*: declared, and assessed for each party.

    A later source that repeats the same word does not make it late.
    """
    from commitments.models import Assessment, Update

    declarations = Update.objects.counting_at(at, known_at).declaring().of_the_whole()
    verdicts = Assessment.objects.counting_at(at, known_at).of_the_whole()
    return {
        "since_declared": _since(declarations, Q(says=Says.COMPLETED)),
        **{
            f"since_{party.value.lower()}": _since(verdicts.filter(party=party), Q(completion=Completion.COMPLETE))
            for party in AssessedParty
        },
    }


def _since(rows: QuerySet, is_complete: Q) -> Subquery:
    breaks = rows.exclude(is_complete).filter(
        commitment=OuterRef("commitment"), effective_on__gt=OuterRef("effective_on")
    )
    run = rows.filter(is_complete, ~Exists(breaks), commitment=OuterRef("pk")).order_by("effective_on", "pk")
    return Subquery(run.values("effective_on")[:1], output_field=DateField())


def _successors(at: date, known_at: datetime | None) -> dict[str, Any]:
    """Return whether a later commitment takes the place of this one, or carries it forward."""
    from commitments.models import Link

    links = Link.objects.counting_at(at, known_at).deciding().filter(older=OuterRef("pk"))
    return {
        "is_superseded": Exists(links.filter(kind=LinkKind.SUPERSEDES)),
        "is_carried": Exists(links.filter(kind__in=LinkKind.carrying())),
    }


def _silence(at: date, known_at: datetime | None) -> dict[str, Any]:
    """Return in how many later reports it is not mentioned or its group has no chapter, and whether in any."""
    from commitments.models import Update
    from reports.models import GroupReport, Report

    searched = Update.objects.counting_at(at, known_at).silent().of_the_whole()
    silent = GroupReport.objects.published().filter(
        group=OuterRef(OuterRef("working_group")),
        status__in=GroupReportStatus.silent(),
        report__year__gt=OuterRef(OuterRef("report__year")),
        report__meeting__ends_on__lte=at,
    )
    reports = Report.objects.filter(
        Q(pk__in=searched.filter(commitment=OuterRef(OuterRef("pk"))).values("searched"))
        | Q(pk__in=silent.values("report"))
    )
    counted = reports.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return {
        "searches": Coalesce(Subquery(counted), Value(0), output_field=IntegerField()),
        "is_silent": Exists(reports),
    }


def _rank() -> Case:
    """The joint verdict decides; without one the lower of the parties', if each that must act has one."""
    return case(
        _COLUMNS,
        IntegerField(),
        (Q(verdict_joint__isnull=False), _COLUMNS["verdict_joint"]),
        (Q(must_canada_act=True, must_mexico_act=False), _COLUMNS["verdict_ca"]),
        (Q(must_canada_act=False, must_mexico_act=True), _COLUMNS["verdict_mx"]),
        (
            Q(verdict_ca__isnull=False, verdict_mx__isnull=False),
            Least(_COLUMNS["verdict_ca"], _COLUMNS["verdict_mx"]),
        ),
    )


def _completion() -> Case:
    rules = ((Q(rank=rank), word) for word, rank in _RANK.items())
    return case(_COLUMNS, CharField(), *rules, default=NOT_ASSESSED)


def _completed_on() -> Case:
    """The day since which the verdict that decides, or without one the declaration, says *complete*."""
    is_complete = Q(completion=Completion.COMPLETE)
    return case(
        _COLUMNS,
        DateField(),
        (is_complete & Q(verdict_joint__isnull=False), _COLUMNS["since_joint"]),
        (is_complete & Q(must_canada_act=True, must_mexico_act=False), _COLUMNS["since_ca"]),
        (is_complete & Q(must_canada_act=False, must_mexico_act=True), _COLUMNS["since_mx"]),
        (is_complete, Greatest(_COLUMNS["since_ca"], _COLUMNS["since_mx"])),
        (_DONE, _COLUMNS["since_declared"]),
    )


def _schedule(at: date) -> Case:
    return case(
        _COLUMNS,
        CharField(),
        (Q(window_end__isnull=True) | Q(window_kind=WindowKind.HORIZON), Schedule.NO_DATE),
        (_DONE & Q(completed_on__lte=_COLUMNS["window_end"]), Schedule.DONE_ON_TIME),
        (_DONE, Schedule.DONE_LATE),
        (Q(window_end__lt=at), Schedule.OVERDUE),
        (Q(window_end__lte=at + DUE_SOON), Schedule.DUE_SOON),
        default=Schedule.NOT_DUE,
    )


def _life(at: date) -> Case:
    closing = [says.value for says in Says if says.closes]
    window_closed = Q(window_kind=WindowKind.DUE, window_end__lt=at)
    return case(
        _COLUMNS,
        CharField(),
        (Q(declared__in=closing) | Q(completion=Completion.COMPLETE), Life.CLOSED),
        (Q(is_superseded=True), Life.SUPERSEDED),
        (Q(is_carried=True), Life.CARRIED_FORWARD),
        (window_closed & Q(searches__gte=SEARCHES_UNTIL_LAPSED), Life.LAPSED),
        default=Life.OPEN,
    )


def _badge() -> Case:
    *rules, last = BADGE_TABLE
    return case(
        _COLUMNS, CharField(), *((rule.condition, rule.badge.value) for rule in rules), default=last.badge.value
    )
