"""The home page: what became of what they promised?"""

from typing import Any

from django.db.models import F
from django.views.generic import TemplateView

from commitments.badges import with_badges
from commitments.choices import Schedule
from commitments.map import overview, reports_by, silent_since_last
from commitments.models import Commitment, Update
from commitments.views.base import AsOfMixin
from reports.querysets import SECTION_PATH

SHOWN = 5


class HomeView(AsOfMixin, TemplateView):
    """The sentence with the real numbers, the map, what moved last and what closes next."""

    template_name = "commitments/home.html"
    nav = "home"
    twin = "root"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count, draw, and choose the last and the next."""
        reports = reports_by(self.at)
        moved = (
            Update.objects.counting_at(self.at)
            .declaring()
            .select_related(
                "commitment__report", "passage__document__report", *(f"passage__{path}" for path in SECTION_PATH)
            )
            .defer("passage__document__text")
            .order_by("-effective_on", "-recorded_at", "-pk")
        )
        closing = (
            Commitment.objects.published(self.at)
            .for_list(self.at)
            .filter(schedule__in=[Schedule.DUE_SOON, Schedule.NOT_DUE])
            .order_by(F("window_end").asc(), "reference")
        )
        return super().get_context_data(
            reports=reports,
            silent=silent_since_last(self.at, reports),
            map=overview(self.at, reports),
            moved=moved[:SHOWN],
            closing=with_badges(closing[:SHOWN]),
            **kwargs,
        )
