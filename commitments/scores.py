"""How far promises were kept whose time has come, between the bounds of what is not known.

The rules stand here once: the method page prints them, pages and API follow them. A score never
compares: it belongs to one report, one group or one country, and no list is ordered by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commitments.choices import AssessedParty, Badge, Completion, Strength, WindowKind
from commitments.models import Assessment
from commitments.presentation.threads import ties
from commitments.querysets import CommitmentQuerySet
from reports.choices import Country
from reports.models import Report

STRENGTHS = (Strength.FIRM, Strength.EXPLORATORY)
LATER_REPORTS = 2
MIN_THREADS = 5
MIN_COVERAGE = Fraction(3, 5)
# What a verdict is worth. "No evidence found" tells nothing of the outcome: it is unknown, as no verdict at all.
VALUES: dict[Completion, Fraction] = {
    Completion.NOT_STARTED: Fraction(0),
    Completion.LIMITED: Fraction(1, 4),
    Completion.SUBSTANTIAL: Fraction(3, 4),
    Completion.COMPLETE: Fraction(1),
}
RULES: tuple[str | Promise, ...] = (
    format_lazy(
        _(
            "A promise is counted once its time has come: its window has closed, or {reports} later reports are held here."
        ),
        reports=LATER_REPORTS,
    ),
    _("Only firm and exploratory promises are counted, and only those of which evidence could settle the outcome."),
    _("A thread counts once: where several of its statements are counted, each has an equal share in it."),
    _("Only a verdict gives a value. What a source declares, and what is silent, is counted beside it."),
    _("The score is the mean of what is judged. What is not judged, or judged without evidence, is no failure in it."),
    _("The lower bound takes all that is unknown as not kept, the upper bound as kept."),
    format_lazy(
        _("With fewer than {threads} threads, or less than {share}% of them judged, only the counts are shown."),
        threads=MIN_THREADS,
        share=round(MIN_COVERAGE * 100),
    ),
    _("For one country its own verdict counts, else the joint one."),
    _("Weak links and weak updates change nothing. Nothing is ranked."),
)


@dataclass(frozen=True)
class Statement:
    """One counted promise: its thread, strength, what it is worth (None: unknown), and whether a source answers it."""

    thread: int
    strength: str
    value: Fraction | None
    is_answered: bool


@dataclass(frozen=True)
class Score:
    """Counts of what is known, and the score where enough is. Shares are of threads, numbers of statements."""

    threads: int
    statements: int
    firm: int
    exploratory: int
    judged: int
    answered: int
    coverage: Fraction
    point: Fraction | None
    low: Fraction
    high: Fraction

    @property
    def is_shown(self) -> bool:
        """Whether enough is judged to show more than the counts."""
        return self.threads >= MIN_THREADS and self.coverage >= MIN_COVERAGE


def fold(statements: Iterable[Statement]) -> Score:
    """Return the score of ``statements``: an empty one has no point, and its bounds are 0 and 1."""
    rows = list(statements)
    sizes: dict[int, int] = {}
    for row in rows:
        sizes[row.thread] = sizes.get(row.thread, 0) + 1
    known = unknown = kept = Fraction(0)
    for row in rows:
        share = Fraction(1, sizes[row.thread])
        if row.value is None:
            unknown += share
        else:
            known += share
            kept += share * row.value
    total = known + unknown
    return Score(
        threads=len(sizes),
        statements=len(rows),
        firm=sum(row.strength == Strength.FIRM for row in rows),
        exploratory=sum(row.strength == Strength.EXPLORATORY for row in rows),
        judged=sum(row.value is not None for row in rows),
        answered=sum(row.is_answered for row in rows),
        coverage=known / total if total else Fraction(0),
        point=kept / known if known else None,
        low=kept / total if total else Fraction(0),
        high=(kept + unknown) / total if total else Fraction(1),
    )


@dataclass(frozen=True)
class Scores:
    """The score of each party, and how many promises carry a verdict and are not counted: their time has not come, say."""

    by_party: dict[AssessedParty, Score]
    judged_besides: int


def scores(commitments: CommitmentQuerySet, at: date, known_at: datetime | None = None) -> Scores:
    """Return the scores of ``commitments`` on the day ``at``: of both countries together, and of each that must act."""
    counted = eligible(commitments, at)
    tied = ties(at, known_at, is_deciding=True)
    verdicts: dict[tuple[int, str], str] = {}
    found = Assessment.objects.counting_at(at, known_at).of_the_whole()
    found = found.filter(commitment__in=commitments.published(at).values("pk"))
    for commitment, party, completion in found.latest_first().values_list("commitment", "party", "completion"):
        verdicts.setdefault((commitment, party), completion)
    rows: dict[AssessedParty, list[Statement]] = {party: [] for party in AssessedParty}
    besides = {commitment for commitment, _party in verdicts}
    names = ("pk", "strength", "completion", "badge", "must_canada_act", "must_mexico_act")
    for pk, strength, completion, badge, canada, mexico in (
        counted.with_status(at, known_at).order_by().values_list(*names)
    ):
        besides.discard(pk)
        joint = verdicts.get((pk, AssessedParty.JOINT))
        words = {AssessedParty.JOINT: completion}
        words |= {AssessedParty.CA: verdicts.get((pk, AssessedParty.CA), joint)} if canada else {}
        words |= {AssessedParty.MX: verdicts.get((pk, AssessedParty.MX), joint)} if mexico else {}
        for party, word in words.items():
            statement = Statement(tied.thread_of(pk), strength, VALUES.get(word), Badge(badge).is_answer)
            rows[party].append(statement)
    return Scores({party: fold(statements) for party, statements in rows.items()}, len(besides))


def score(
    commitments: CommitmentQuerySet, at: date, known_at: datetime | None = None, party: Country | None = None
) -> Score:
    """Return the score of ``commitments`` for both countries together, or for ``party``."""
    return scores(commitments, at, known_at).by_party[AssessedParty(party) if party else AssessedParty.JOINT]


def eligible(commitments: CommitmentQuerySet, at: date) -> CommitmentQuerySet:
    """Return those of ``commitments`` whose time has come by the day ``at``, and whose outcome evidence can settle."""
    held = Report.objects.published().filter(meeting__ends_on__lte=at).order_by("-year")
    years = list(held.values_list("year", flat=True)[:LATER_REPORTS])
    has_come = Q(window_kind=WindowKind.DUE, window_end__lt=at)
    if len(years) == LATER_REPORTS:
        has_come |= Q(report__year__lt=years[-1])
    return commitments.published(at).filter(has_come, strength__in=STRENGTHS, is_verifiable=True)
