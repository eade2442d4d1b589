"""What changed between two days, or between two reports?"""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from commitments.choices import Badge
from commitments.presentation.badges import Shown
from commitments.presentation.compare_form import CompareQuery
from commitments.presentation.comparing import Comparison, Moved, compare
from commitments.presentation.moments import last_moment
from commitments.presentation.shown import shown
from commitments.presentation.vocabulary import axis_words
from reports.views import PageMixin

SHOWN = 100


class CompareView(PageMixin, TemplateView):
    """Promises added, moved and fallen silent between two days; without parameters only the form."""

    template_name = "commitments/compare.html"
    query_form_class = CompareQuery
    nav = "threads"

    def get_twin(self) -> str:
        """Return the same comparison in the API, or that of the last two reports where none is asked for."""
        asked = {name: value for name, value in self.request.GET.items() if value}
        last_two = [report.year for report in self.query["last_days"]][-2:]
        if not asked and len(last_two) > 1:
            asked = {"older": str(last_two[0]), "newer": str(last_two[1])}
        return reverse("api:compare") + (f"?{urlencode(asked)}" if asked else "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Compare, and fetch what is shown of it."""
        context = super().get_context_data(
            reports=list(self.query["last_days"]),
            last_two=[report.year for report in self.query["last_days"]][-2:],
            older=self.query["older"],
            newer=self.query["newer"],
            today=timezone.localdate(),
            known_on=self.query["known_at"],
            today_address=self._address(known_at=None),
            **kwargs,
        )
        if self.query["days"] is None:
            return context
        since, until = self.query["days"]
        known_at = last_moment(self.query["known_at"])
        found = compare(since, until, known_at)
        rows = self._rows(found, until, known_at)
        return {
            **context,
            "since": since,
            "until": until,
            "keep": self._keep(until),
            "found": found,
            "added": [rows[pk] for pk in found.added[:SHOWN]],
            "moved": [_change(row, rows) for row in found.moved[:SHOWN]],
            "silent": [_change(row, rows) for row in found.silent[:SHOWN]],
            "shown": SHOWN,
        }

    def _address(self, **changed: Any) -> str:
        asked = {**self.request.GET.dict(), **changed}
        query = urlencode({name: value for name, value in asked.items() if value})
        return self.request.path + (f"?{query}" if query else "")

    def _keep(self, until: date) -> str:
        known_on = self.query["known_at"]
        days = {"as_of": until if until != timezone.localdate() else None, "known_at": known_on}
        query = urlencode({name: f"{day:%Y-%m-%d}" for name, day in days.items() if day})
        return f"?{query}" if query else ""

    def _rows(self, found: Comparison, until: date, known_at: datetime | None) -> dict[int, Shown]:
        chosen = [*found.added[:SHOWN], *(row.commitment for row in (*found.moved[:SHOWN], *found.silent[:SHOWN]))]
        return {row.pk: row for row in shown(chosen, until, known_at)}


def _change(row: Moved, rows: dict[int, Shown]) -> dict[str, Any]:
    pairs = zip(axis_words(row.before), axis_words(row.after), strict=True)
    return {
        "commitment": rows[row.commitment],
        "before": Badge(row.before.badge),
        "axes": [(before.name, before.word, after.word) for before, after in pairs if before.word != after.word],
    }
