"""The filters of the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request


class StrictFilterBackend(DjangoFilterBackend):
    """Filters lists by the view's FilterSet, whose errors are answered; single rows are found by their name alone.

    Parameters that no filter reads are refused before (``PublicView.known_parameters``).
    """

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        """Return the rows that are asked for. Raises ValidationError, which names each bad parameter."""
        return queryset if view.detail else super().filter_queryset(request, queryset, view)
