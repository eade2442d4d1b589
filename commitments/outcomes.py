"""What became of earlier commitments in one report: which were open when it was written, and which have no answer yet.

Drafts count: the desk that follows up and the gate of publication ask the same question, the record that is
published is asked it again as an invariant.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from commitments.choices import Basis, Life
from commitments.models import Commitment, Link, Update
from commitments.querysets import CommitmentQuerySet
from reports.choices import GroupReportStatus, State
from reports.models import GroupReport, Report


def eve(report: Report) -> date:
    """Return the day before the meeting of ``report`` began; the last day before its year where no meeting is named."""
    first = report.meeting.starts_on if report.meeting is not None else date(report.year, 1, 1)
    return first - timedelta(days=1)


def open_before(report: Report) -> CommitmentQuerySet:
    """Return the published commitments of earlier reports that were open on the eve of ``report``, with their status."""
    day = eve(report)
    rows: CommitmentQuerySet = Commitment.objects.published().filter(report__year__lt=report.year)
    return rows.with_status(day).filter(life=Life.OPEN)


def has_outcome(report: Report) -> Q:
    """Return the condition that a commitment is answered in ``report``, by rows that stand, drafts included.

    An update from one of its passages, a search of it in vain, a link from one of its commitments, or that the
    group has no chapter in it. A weak basis answers nothing.
    """
    updates = Update.objects.standing().exclude(basis=Basis.WEAK)
    links = Link.objects.standing().follow_ups().deciding().filter(newer__report=report)
    links = links.exclude(newer__state=State.WITHDRAWN)
    silent = GroupReport.objects.filter(report=report, status__in=GroupReportStatus.silent())
    return (
        Q(pk__in=updates.filter(passage__document__report=report).values("commitment"))
        | Q(pk__in=updates.filter(searched=report).values("commitment"))
        | Q(pk__in=links.values("older"))
        | Q(working_group__in=silent.values("group"))
    )


def without_outcome(report: Report) -> QuerySet[Commitment]:
    """Return the commitments that were open before ``report`` and are not answered in it, by reference."""
    return open_before(report).exclude(has_outcome(report)).order_by("reference")
