"""What became of one report: how did its promises fare?"""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from commitments.badges import Shown, with_badges
from commitments.choices import Badge, Strength
from commitments.coverage import coverage
from commitments.models import Commitment
from commitments.views.base import AsOfMixin
from reports.models import Report
from reports.templatetags.pages import longdate
from reports.views import NotHere
from reports.views.printed import published_report


class ReportStatusView(AsOfMixin, TemplateView):
    """Every promise of one report with its badge, the silent ones first."""

    template_name = "commitments/report_status.html"
    nav = "reports"
    report: Report

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the report's promises; 410 if it was withdrawn, 404 for a day before it."""
        report = published_report(kwargs["year"])
        if report is None:
            return render(request, "errors/410.html", {"name": str(kwargs["year"])}, status=410)
        self.report = report
        return super().get(request, *args, **kwargs)

    def get_twin(self) -> str:
        """Return the same promises in the API."""
        day = f"&as_of={self.as_of}" if self.as_of else ""
        return f"{reverse('api:commitment-list')}?report={self.kwargs['year']}{day}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sort the promises by badge and count them by strength."""
        rows = Commitment.objects.published(self.at).for_list(self.at).filter(report=self.report)
        promises = with_badges(rows.order_by("reference"))
        if not promises and self.as_of:
            raise NotHere(_("On %(day)s this report had promised nothing yet.") % {"day": longdate(self.at)})
        by_badge = [(badge, [row for row in promises if row.badge == badge]) for badge in silent_first()]
        by_badge = [(badge, rows) for badge, rows in by_badge if rows]
        return super().get_context_data(
            report=self.report,
            promise_count=len(promises),
            answered_count=sum(len(rows) for badge, rows in by_badge if badge.is_answer),
            silent_count=sum(len(rows) for badge, rows in by_badge if badge.is_silence),
            by_badge=by_badge,
            strengths=[_strength(strength, promises, by_badge) for strength in Strength],
            coverage=coverage(self.report),
            **kwargs,
        )


def silent_first() -> list[Badge]:
    """Return the badges with silence in front, then those still without an answer, then the rest as in the table."""
    return sorted(Badge, key=lambda badge: (not badge.is_silence, badge.is_answer))


def _strength(strength: Strength, promises: list[Shown], by_badge: list[tuple[Badge, list]]) -> dict[str, Any]:
    of_it = [row for row in promises if row.strength == strength]
    counts = Counter(row.badge for row in of_it)
    return {"strength": strength, "counts": [counts[badge] for badge, _rows in by_badge], "total": len(of_it)}
