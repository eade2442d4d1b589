"""What the pages of the ledger share: the day as of which they speak, and the day whose knowledge they show."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils import timezone

from commitments.presentation.moments import last_moment
from reports.days import PastDayField
from reports.views import PageMixin


class AsOfQuery(forms.Form):
    """The day as of which the page speaks, and the day whose knowledge it shows."""

    as_of = PastDayField()
    known_at = PastDayField()


class AsOfMixin(PageMixin):
    """A page that may be asked for a past day with ``?as_of=YYYY-MM-DD``, as known on ``?known_at=YYYY-MM-DD``.

    ``as_of`` is that day, or None for today; ``at`` is the day in either case. ``known_on`` is the day
    whose knowledge is shown, ``known_at`` its last moment; None for all that is recorded.
    """

    query_form_class = AsOfQuery
    as_of: date | None
    at: date
    known_on: date | None
    known_at: datetime | None

    def read_query(self) -> dict[str, Any]:
        """Read the days."""
        query = super().read_query()
        self.set_days(query["as_of"], query["known_at"])
        return query

    def set_days(self, as_of: date | None, known_on: date | None) -> None:
        """Speak as of ``as_of`` (None: today), as known on ``known_on``."""
        self.as_of, self.at = as_of, as_of or timezone.localdate()
        self.known_on, self.known_at = known_on, last_moment(known_on)

    def days_asked(self) -> dict[str, str]:
        """Return the parameters that name the days asked for."""
        days = {"as_of": self.as_of, "known_at": self.known_on}
        return {name: f"{day:%Y-%m-%d}" for name, day in days.items() if day}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the days, and what an address needs to keep them."""
        query = self.request.GET.copy()
        for name in ("as_of", "known_at", "page"):
            query.pop(name, None)
        days = urlencode(self.days_asked())
        return super().get_context_data(
            can_go_back=True,
            as_of=self.as_of,
            known_on=self.known_on,
            at=self.at,
            today_address=f"{self.request.path}{'?' + query.urlencode() if query else ''}",
            other_parameters=[(name, value) for name, values in query.lists() for value in values if value],
            keep=f"?{days}" if days else "",
            keep_more=f"&{days}" if days else "",
            **kwargs,
        )


class TodayMixin(PageMixin):
    """A page that speaks of commitments as of today."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day."""
        return super().get_context_data(at=timezone.localdate(), **kwargs)
