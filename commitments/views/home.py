"""The home page: what became of what they promised?"""

from typing import Any

from django.utils.translation import ngettext
from django.views.generic import TemplateView

from commitments.choices import Schedule
from commitments.models import Commitment, Update
from commitments.presentation.lanes import draw
from commitments.presentation.map import overview, reports_by
from commitments.presentation.shown import shown
from commitments.presentation.threads import Ties, read_threads, ties
from commitments.views.base import AsOfMixin
from reports.querysets import SECTION_PATH

SHOWN = 5
THREADS = 8


class HomeView(AsOfMixin, TemplateView):
    """The sentence with the real numbers, the map, what moved last and what closes next."""

    template_name = "commitments/home.html"
    nav = "home"
    twin = "root"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count, draw, and choose the last and the next."""
        reports = reports_by(self.at)
        drawn = overview(self.at, reports, self.known_at)
        moved = (
            Update.objects.counting_at(self.at, self.known_at)
            .declaring()
            .select_related(
                "commitment__report", "passage__document__report", *(f"passage__{path}" for path in SECTION_PATH)
            )
            .defer("passage__document__text")
            .order_by("-effective_on", "-recorded_at", "-pk")
        )
        closing = (
            Commitment.objects.published(self.at)
            .with_status(self.at, self.known_at)
            .filter(window_end__gte=self.at, schedule__in=[Schedule.DUE_SOON, Schedule.NOT_DUE])
            .order_by("window_end", "reference")
            .values_list("pk", flat=True)
        )
        tied = ties(self.at, self.known_at)
        longest = sorted(tied.members, key=lambda first: (-tied.spans[first], -len(tied.members[first])))[:THREADS]
        threads = read_threads(longest, tied, self.at, self.known_at, reports, names=("badge",))
        return super().get_context_data(
            lanes=[(thread, draw(thread, reports)) for thread in threads],
            lanes_finding=_lanes_finding(tied, len(reports)),
            reports=reports,
            silent=drawn.silent,
            map=drawn,
            moved=moved[:SHOWN],
            closing=shown(list(closing[:SHOWN]), self.at, self.known_at),
            **kwargs,
        )


def _lanes_finding(tied: Ties, report_count: int) -> str:
    """Say how many threads there are, and how many of them run through all reports."""
    total = len(tied.members)
    said = ngettext(
        "%(total)s line of work is taken up from one report to a later one.",
        "%(total)s lines of work are taken up from one report to a later one.",
        total,
    ) % {"total": total}
    through = sum(1 for span in tied.spans.values() if span == report_count)
    if report_count > 2:
        said += " " + ngettext(
            "%(through)s of them runs through all %(reports)s reports held here.",
            "%(through)s of them run through all %(reports)s reports held here.",
            through,
        ) % {"through": through, "reports": report_count}
    return said
