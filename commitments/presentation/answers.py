"""The one sentence at the top of a commitment's page, with what it rests on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commitments.choices import NOT_ASSESSED, Badge
from commitments.models import Commitment
from commitments.presentation.badges import Shown
from commitments.presentation.timeline import History
from reports.models import Passage


@dataclass(frozen=True)
class Answer:
    """A sentence of ours (``text``), or the field of a row that tells it (``row``, ``field``), and its source.

    ``who`` says in words who says so, where it is not a sentence of a document (``passage``).
    """

    text: str = ""
    row: Any = None
    field: str = ""
    passage: Passage | None = None
    other: Commitment | None = None
    who: str = ""


def answer(commitment: Shown, badge: Badge, told: History) -> Answer:
    """Return the answer to "is it done?" that goes with ``badge``. Needs ``with_status``."""
    if badge is Badge.NO_LATER_REPORT:
        return Answer(
            _("This record holds no later report that was searched for it, so its outcome is not known here."),
            who=_("nobody yet"),
        )
    if badge is Badge.NOT_MENTIONED:
        return Answer(_silent(told), who=_("nobody: the later reports held here are silent"))
    if badge is Badge.CARRIED_FORWARD and told.successor is not None:
        return Answer(
            row=told.successor,
            field="rationale",
            other=told.successor.newer,
            who=_("the %(period)s report, in a later statement") % {"period": told.successor.newer.report.period},
        )
    verdict = next((row for row in told.assessments if row.deliverable_id is None), None)
    if verdict is not None and commitment.completion != NOT_ASSESSED and badge in _JUDGED:
        return Answer(row=verdict, field="reason", who=_("a verdict of this record, which names its evidence below"))
    if told.declaration is not None:
        return Answer(
            row=told.declaration,
            field="note",
            passage=told.declaration.passage,
            who="" if told.declaration.passage else str(told.declaration.stated_by or told.declaration.address),
        )
    return Answer(str(badge.label))


_JUDGED = (Badge.DONE, Badge.DONE_LATE, Badge.UNDER_WAY)


def _silent(told: History) -> str:
    searched = ", ".join(report.period for report in told.silence.searched)
    unreported = ", ".join(row.report.period for row in told.silence.unreported)
    if searched and unreported:
        words = _(
            "Searched in vain in %(searched)s; in %(unreported)s its group did not report. Silence is not an outcome."
        )
    elif unreported:
        words = _("Its group did not report in %(unreported)s, so nothing is said of it. Silence is not an outcome.")
    else:
        words = _("Searched in vain in %(searched)s: nothing is said of it there. Silence is not an outcome.")
    return words % {"searched": searched, "unreported": unreported}
