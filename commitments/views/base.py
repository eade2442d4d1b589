"""What the pages of the ledger share: the day as of which they speak."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.views import BadQuery, PageMixin


class AsOfQuery(forms.Form):
    """The day as of which the page speaks."""

    as_of = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class AsOfMixin(PageMixin):
    """A page that may be asked for a past day with ``?as_of=YYYY-MM-DD``.

    ``as_of`` is that day, or None for today; ``at`` is the day in either case.
    """

    query_form_class = AsOfQuery
    as_of: date | None
    at: date

    def read_query(self) -> dict[str, Any]:
        """Read the day. Raises BadQuery for one that has not come yet."""
        query = super().read_query()
        self.set_day(query["as_of"])
        return query

    def set_day(self, as_of: date | None) -> None:
        """Speak as of ``as_of``, or as of today if None. Raises BadQuery for a day that has not come yet."""
        today = timezone.localdate()
        if as_of and as_of > today:
            raise BadQuery({"as_of": [_("This day has not come yet.")]})
        self.as_of, self.at = as_of, as_of or today

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day, and what an address needs to keep it."""
        query = self.request.GET.copy()
        query.pop("as_of", None)
        query.pop("page", None)
        return super().get_context_data(
            can_go_back=True,
            as_of=self.as_of,
            at=self.at,
            today_address=f"{self.request.path}{'?' + query.urlencode() if query else ''}",
            other_parameters=[(name, value) for name, values in query.lists() for value in values if value],
            keep=f"?as_of={self.as_of:%Y-%m-%d}" if self.as_of else "",
            keep_more=f"&as_of={self.as_of:%Y-%m-%d}" if self.as_of else "",
            **kwargs,
        )


class TodayMixin(PageMixin):
    """A page that speaks of commitments as of today."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day."""
        return super().get_context_data(at=timezone.localdate(), **kwargs)
