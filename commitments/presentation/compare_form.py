"""The question of a comparison, read alike on the page and in the API."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.presentation.comparing import last_days
from reports.days import PastDayField
from reports.models import Report


class CompareQuery(forms.Form):
    """Two days, or two reports by their years; or nothing. With ``known_at``, as this record knew both on that day.

    ``cleaned_data`` gets ``days``, the two days that are meant or None, and ``last_days`` by report.
    """

    since = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], help_text=gettext_lazy("First day to compare, YYYY-MM-DD.")
    )
    until = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], help_text=gettext_lazy("Second day to compare, YYYY-MM-DD.")
    )
    older = forms.IntegerField(
        required=False, help_text=gettext_lazy("Year of the older report to compare, in the place of two days.")
    )
    newer = forms.IntegerField(required=False, help_text=gettext_lazy("Year of the newer report to compare."))
    known_at = PastDayField()

    def clean(self) -> dict[str, Any]:
        """Find the two days. Names the end that is missing, unknown, to come, or before the other."""
        data = {**self.cleaned_data, "days": None, "last_days": self._last_days()}
        if self.errors:
            return data
        asked = [name for name in ("since", "until", "older", "newer") if data[name] is not None]
        if not asked:
            return data
        names = ("since", "until") if asked[0] in ("since", "until") else ("older", "newer")
        if others := [name for name in asked if name not in names]:
            self.add_error(others[0], _("Compare two days or two reports, not one of each."))
        elif missing := [name for name in names if name not in asked]:
            self.add_error(missing[0], _("Give both ends of the comparison."))
        else:
            data["days"] = self._days(*names, data)
        return data

    def _last_days(self) -> dict[Report, Any]:
        return last_days(Report.objects.published().with_meeting().order_by("year"))

    def _days(self, first: str, second: str, data: dict[str, Any]) -> tuple[Any, Any] | None:
        since, until = data[first], data[second]
        if first == "older":
            by_year = {report.year: day for report, day in data["last_days"].items()}
            for name in (first, second):
                if data[name] not in by_year:
                    self.add_error(name, _("This record holds no report of %(year)s.") % {"year": data[name]})
                    return None
            since, until = by_year[since], by_year[until]
        if until > timezone.localdate():
            self.add_error(second, _("This day has not come yet."))
            return None
        if since >= until:
            self.add_error(second, _("The second must come after the first."))
            return None
        return since, until
