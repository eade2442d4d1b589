"""Pages on the sources themselves: where they disagree, and where they break off."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic import ListView

from reports.choices import GapKind
from reports.filters import GapFilterSet, SourceConflictFilterSet
from reports.models import Gap, SourceConflict
from reports.views.base import FoundMixin


class ConflictListView(FoundMixin, ListView):
    """Where do the sources disagree?"""

    template_name = "reports/conflict_list.html"
    filterset_class = SourceConflictFilterSet
    context_object_name = "conflicts"
    nav = "reports"
    twin = "conflict-list"

    def get_queryset(self) -> QuerySet:
        """Return the conflicts that rest on published documents, each with its values and passages."""
        return self.found(SourceConflict.objects.published()).with_values().order_by("resolution", "slug")


class GapListView(FoundMixin, ListView):
    """Where do the sources break off?"""

    template_name = "reports/gap_list.html"
    filterset_class = GapFilterSet
    context_object_name = "gaps"
    nav = "reports"
    twin = "gap-list"

    def get_queryset(self) -> QuerySet:
        """Return the gaps of published documents with their places."""
        return self.found(Gap.objects.published()).with_place().order_by("document__slug", "start")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sort the gaps by document, and say what kinds there are."""
        context = super().get_context_data(**kwargs)
        present = {gap.kind for gap in context["gaps"]}
        return {**context, "kinds": [kind for kind in GapKind if kind in present]}
