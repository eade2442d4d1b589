"""Filters of the list of commitments that no field gives by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.choices import Badge
from reports.choices import Country


class BadgeFilter(admin.SimpleListFilter):
    """By the badge of today. The list carries the axes."""

    title = _("status")
    parameter_name = "badge"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Any:
        """Offer every badge."""
        return Badge.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the rows that carry it."""
        return queryset.filter(badge=self.value()) if self.value() in Badge.values else queryset


class PartyFilter(admin.SimpleListFilter):
    """By the country that must act."""

    title = _("country that must act")
    parameter_name = "party"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Any:
        """Offer the two countries."""
        return Country.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return what the country must do, alone or with the other."""
        if self.value() == Country.CA:
            return queryset.filter(must_canada_act=True)
        return queryset.filter(must_mexico_act=True) if self.value() == Country.MX else queryset
