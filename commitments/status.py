"""Four questions, four answers, one badge. Everything here is computed; nothing is stored.

The axes are database expressions, so that lists filter and order by them; the badge table
below is the one published on the method page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import (
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
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, Least
from django.db.models.lookups import Exact, LessThanOrEqual
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
from reports.choices import GroupReportStatus

DUE_SOON = timedelta(days=90)
SEARCHES_UNTIL_LAPSED = 2
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


def annotate(commitments: QuerySet, at: date, known_at: datetime | None = None) -> QuerySet:
    """Add the four axes and the badge to ``commitments`` as of the day ``at``.

    ``known_at`` limits the rows to those written by that moment (None: all).
    """
    return (
        commitments.annotate(**_declared(at, known_at), **_verdicts(at, known_at))
        .annotate(completion=_completion(), completed_on=_completed_on(at, known_at))
        .annotate(is_silent=_is_silent(at, known_at), searches=_searches(at, known_at))
        .annotate(schedule=_schedule(at))
        .annotate(life=_life(at, known_at))
        .annotate(badge=_badge())
    )


def _declared(at: date, known_at: datetime | None) -> dict[str, Coalesce | Subquery]:
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


def _assessments(at: date, known_at: datetime | None) -> QuerySet:
    from commitments.models import Assessment

    return Assessment.objects.counting_at(at, known_at).of_the_whole().filter(commitment=OuterRef("pk")).latest_first()


def _verdicts(at: date, known_at: datetime | None) -> dict[str, Subquery]:
    """Return the rank of the latest verdict for both together and for each country."""
    ranked = Case(
        *(When(completion=word, then=Value(rank)) for word, rank in _RANK.items()), output_field=IntegerField()
    )
    return {
        f"verdict_{party.value.lower()}": Subquery(
            _assessments(at, known_at).filter(party=party).annotate(rank=ranked).values("rank")[:1]
        )
        for party in AssessedParty
    }


def _completion() -> Case:
    """The joint verdict decides; without one the lower of the parties', if each that must act has one."""
    rank = Case(
        When(verdict_joint__isnull=False, then=F("verdict_joint")),
        When(must_canada_act=True, must_mexico_act=False, then=F("verdict_ca")),
        When(must_canada_act=False, must_mexico_act=True, then=F("verdict_mx")),
        When(verdict_ca__isnull=False, verdict_mx__isnull=False, then=Least("verdict_ca", "verdict_mx")),
        output_field=IntegerField(),
    )
    return Case(
        *(When(Exact(rank, Value(value)), then=Value(word)) for word, value in _RANK.items()),
        default=Value(NOT_ASSESSED),
        output_field=CharField(),
    )


def _completed_on(at: date, known_at: datetime | None) -> Subquery:
    """The day for which the latest verdict *complete* holds."""
    rows = _assessments(at, known_at).filter(completion=Completion.COMPLETE)
    return Subquery(rows.values("effective_on")[:1], output_field=DateField())


def _silent_reports(at: date) -> QuerySet:
    from reports.models import GroupReport

    return GroupReport.objects.published().filter(
        group=OuterRef("working_group"),
        status__in=GroupReportStatus.silent(),
        report__year__gt=OuterRef("report__year"),
        report__meeting__ends_on__lte=at,
    )


def _searches(at: date, known_at: datetime | None) -> CombinedExpression:
    """How many later reports were searched in vain or have no chapter of the group."""
    from commitments.models import Update

    searched = (
        Update.objects.counting_at(at, known_at)
        .silent()
        .of_the_whole()
        .filter(commitment=OuterRef("pk"))
        .order_by()
        .values("commitment")
        .annotate(n=Count("searched", distinct=True))
        .values("n")
    )
    silent = _silent_reports(at).order_by().values("group").annotate(n=Count("report")).values("n")
    zero = Value(0)
    return Coalesce(Subquery(searched), zero, output_field=IntegerField()) + Coalesce(
        Subquery(silent), zero, output_field=IntegerField()
    )


def _is_silent(at: date, known_at: datetime | None) -> Q:
    from commitments.models import Update

    searched = Update.objects.counting_at(at, known_at).silent().of_the_whole().filter(commitment=OuterRef("pk"))
    return Exists(searched) | Exists(_silent_reports(at))


def _schedule(at: date) -> Case:
    done_on = Case(
        When(completion=Completion.COMPLETE, then=F("completed_on")), default=F("declared_on"), output_field=DateField()
    )
    is_dated = Q(window_end__isnull=False) & ~Q(window_kind=WindowKind.HORIZON)
    return Case(
        When(~is_dated, then=Value(Schedule.NO_DATE)),
        When(_DONE & Q(LessThanOrEqual(done_on, F("window_end"))), then=Value(Schedule.DONE_ON_TIME)),
        When(_DONE, then=Value(Schedule.DONE_LATE)),
        When(window_end__lt=at, then=Value(Schedule.OVERDUE)),
        When(window_end__lte=at + DUE_SOON, then=Value(Schedule.DUE_SOON)),
        default=Value(Schedule.NOT_DUE),
        output_field=CharField(),
    )


def _life(at: date, known_at: datetime | None) -> Case:
    from commitments.models import Link

    links = Link.objects.counting_at(at, known_at).deciding().filter(older=OuterRef("pk"))
    closing = [says.value for says in Says if says.closes]
    window_closed = Q(window_kind=WindowKind.DUE, window_end__lt=at)
    return Case(
        When(Q(declared__in=closing) | Q(completion=Completion.COMPLETE), then=Value(Life.CLOSED)),
        When(Exists(links.filter(kind=LinkKind.SUPERSEDES)), then=Value(Life.SUPERSEDED)),
        When(Exists(links.filter(kind__in=LinkKind.carrying())), then=Value(Life.CARRIED_FORWARD)),
        When(window_closed & Q(searches__gte=SEARCHES_UNTIL_LAPSED), then=Value(Life.LAPSED)),
        default=Value(Life.OPEN),
        output_field=CharField(),
    )


def _badge() -> Case:
    *rules, last = BADGE_TABLE
    return Case(
        *(When(rule.condition, then=Value(rule.badge.value)) for rule in rules),
        default=Value(last.badge.value),
        output_field=CharField(),
    )
