"""Pages on the sources themselves: where they disagree, and where they break off."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic import ListView

from reports.choices import GapKind
from reports.models import Gap, SourceConflict
from reports.views.base import PageMixin


class ConflictListView(PageMixin, ListView):
    """Where do the sources disagree?"""

    template_name = "reports/conflict_list.html"
    context_object_name = "conflicts"
    nav = "reports"
    twin = "conflict-list"

    def get_queryset(self) -> QuerySet:
        """Return the conflicts that rest on published documents, each with its values and passages."""
        return SourceConflict.objects.published().with_values().order_by("resolution", "slug")


class GapListView(PageMixin, ListView):
    """Where do the sources break off?"""

    template_name = "reports/gap_list.html"
    context_object_name = "gaps"
    nav = "reports"
    twin = "gap-list"

    def get_queryset(self) -> QuerySet:
        """Return the gaps of published documents with their places."""
        return Gap.objects.published().with_place().order_by("document__slug", "start")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sort the gaps by document, and say what kinds there are."""
        context = super().get_context_data(**kwargs)
        present = {gap.kind for gap in context["gaps"]}
        return {**context, "kinds": [kind for kind in GapKind if kind in present]}
