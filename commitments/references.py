"""What a new commitment is called, and by which day it is dated."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from commitments.models import Commitment
from reports.models import Report, Session, WorkingGroup


def next_reference(report: Report, group: WorkingGroup | None) -> str:
    """Return the next free reference of ``group`` in ``report``, never one that was used before.

    The report's row is locked, so that two writers take turns; call it inside a transaction.
    """
    Report._base_manager.select_for_update().get(pk=report.pk)
    prefix = f"CMP-{report.year}-{group.code if group else 'CMP'}-"
    history = Commitment.history.model._base_manager  # type: ignore[attr-defined]
    used = {
        *Commitment._base_manager.filter(reference__startswith=prefix).values_list("reference", flat=True),
        *history.filter(reference__startswith=prefix).values_list("reference", flat=True),
    }
    numbers = [int(reference.removeprefix(prefix)) for reference in used]
    return f"{prefix}{max(numbers, default=0) + 1:02}"


def promised_on(report: Report, group: WorkingGroup | None) -> date | None:
    """Return the last day on which ``group`` met at the report's meeting, else of the meeting; None without a meeting."""
    if report.meeting is None:
        return None
    sessions = Session.objects.filter(meeting=report.meeting, group=group)
    return sessions.aggregate(last=Max("ends_on"))["last"] or report.meeting.ends_on
