"""The badge in full words: which reports are silent, and where a group did not report at all.

Nothing here queries: ``with_silences`` has fetched what is read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commitments.choices import Badge
from reports.models import Report

# A commitment with what lists show: annotated by ``with_status``, fetched by ``with_silences``.
Shown = Any


@dataclass(frozen=True)
class BadgeWords:
    """A badge as it is shown: its member, and the words beside the icon."""

    badge: Badge
    words: str

    @property
    def icon(self) -> str:
        """Name of the symbol in the icon sprite."""
        return self.badge.icon

    @property
    def css_class(self) -> str:
        """Class of the badge in the style sheet."""
        return self.badge.css_class


@dataclass(frozen=True)
class Silence:
    """The later reports that say nothing: searched in vain, or without a word of the whole group (group reports)."""

    searched: tuple[Report, ...]
    unreported: tuple[Any, ...]


def silence(commitment: Shown) -> Silence:
    """Return which later reports are silent about ``commitment``. Needs ``with_silences`` and its report."""
    searched = {update.searched for update in commitment.silences}
    standings = commitment.working_group.silent_reports if commitment.working_group_id else []
    unreported = [row for row in standings if row.report.year > commitment.report.year and row.report not in searched]
    return Silence(tuple(sorted(searched, key=lambda report: report.year)), tuple(unreported))


def read_badge(commitment: Shown) -> BadgeWords:
    """Return the badge of ``commitment`` in full words. Needs ``with_status`` and ``with_silences``."""
    badge = Badge(commitment.badge)
    if badge is not Badge.NOT_MENTIONED:
        return BadgeWords(badge, str(badge.label))
    silent = silence(commitment)
    searched = ", ".join(report.period for report in silent.searched)
    unreported = ", ".join(row.report.period for row in silent.unreported)
    if searched and unreported:
        words = _("Not mentioned in %(searched)s; group did not report in %(unreported)s")
    elif unreported:
        words = _("Not mentioned in %(unreported)s: group did not report")
    else:
        words = _("Not mentioned in %(searched)s")
    return BadgeWords(badge, words % {"searched": searched, "unreported": unreported})


def with_badges(commitments: Iterable[Shown]) -> list[Shown]:
    """Return ``commitments``, each with its ``badge_words``. They need ``with_status`` and ``with_silences``."""
    rows = list(commitments)
    for commitment in rows:
        commitment.badge_words = read_badge(commitment)
    return rows
