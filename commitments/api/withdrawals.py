"""Commitments that were public and are withdrawn: what a reader who keeps a copy must delete."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from simple_history.utils import get_history_manager_for_model

from commitments import changed, models
from commitments.api.serializers import LedgerSerializer
from reports.api.base import AddressField, ListViewSet
from reports.choices import State
from reports.filtering import PublicFilterSet, translated
from reports.filters import YearFilter


class WithdrawalFilterSet(PublicFilterSet):
    """Withdrawn commitments."""

    unique = ("reference",)
    texts = ("reference", *translated("withdrawal_reason"))
    changed_with = (changed.Source("reports.Report", outer="report"),)
    report = YearFilter(label=_("Report"))
    ordering = django_filters.OrderingFilter(
        fields=[("reference", "reference"), ("withdrawn_at", "withdrawn_at")], label=_("Order")
    )

    class Meta:
        model = models.Commitment
        fields: ClassVar[list[str]] = ["report"]


class WithdrawalSerializer(LedgerSerializer):
    """A commitment that is in no other list any more."""

    reason = serializers.CharField(
        source="withdrawal_reason", read_only=True, help_text=_("Why, in the language that was asked for.")
    )
    withdrawn_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text=_("When this was last recorded; null where not known.")
    )
    url = AddressField("commitment-detail", "reference", help_text=_("Its address, which answers 410."))

    class Meta:
        model = models.Commitment
        fields: ClassVar[list[str]] = ["reference", "report", "reason", "withdrawn_at", "url"]


class WithdrawalViewSet(ListViewSet):
    """Commitments that were public and are withdrawn, with the reason. Ask with `changed_since` what to delete."""

    serializer_class = WithdrawalSerializer
    filterset_class = WithdrawalFilterSet
    queryset = models.Commitment.objects.filter(state=State.WITHDRAWN, report__state=State.PUBLISHED).select_related(
        "report"
    )

    def get_queryset(self) -> Any:
        """Return the withdrawn commitments of published reports, each with the moment."""
        steps = get_history_manager_for_model(models.Commitment).filter(id=OuterRef("pk"), state=State.WITHDRAWN)
        latest = steps.order_by("-history_date").values("history_date")[:1]
        return super().get_queryset().annotate(withdrawn_at=Subquery(latest))
