"""The rows of the ledger that tell what became of commitments, and the further parts of their description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from commitments import models
from commitments.api.actors import OWNER, OwnerSerializer
from commitments.api.serializers import LedgerSerializer
from reports.api.base import AddressField
from reports.api.citations import CitationSerializer
from reports.api.rows import RowSerializer
from reports.api.shapes import Shape, gathered


class AppendOnlySerializer(LedgerSerializer):
    """A row that is written once: when, and which rows it corrects and is corrected by."""

    corrects = serializers.CharField(
        source="corrects_key",
        read_only=True,
        allow_null=True,
        help_text=_("Key of the earlier row that this one replaces; null if it replaces none."),
    )
    corrected_by = serializers.CharField(
        source="corrected_by_key",
        read_only=True,
        allow_null=True,
        help_text=_("Key of the later row that replaces this one; null while it counts."),
    )


RECORDED: list[str] = ["recorded_at", "is_withdrawal", "corrects", "corrected_by", "url"]


class UpdateSerializer(AppendOnlySerializer):
    """What one source says about one commitment."""

    deliverable = serializers.IntegerField(
        source="deliverable.order",
        read_only=True,
        allow_null=True,
        help_text=_("Number of the one deliverable it is about; null when it is about the whole."),
    )
    source = CitationSerializer(  # type: ignore[assignment]
        source="passage",
        read_only=True,
        allow_null=True,
        help_text=_("The later sentence that says it; null where the source is a web page, a statement or a search."),
    )
    url = AddressField("update-detail", "key")

    class Meta:
        model = models.Update
        fields: ClassVar[list[str]] = [
            "key",
            "commitment",
            "deliverable",
            "says",
            "basis",
            "effective_on",
            "source",
            "address",
            "retrieved_on",
            "stated_by",
            "searched",
            "note",
            *RECORDED,
        ]


class AssessmentSerializer(AppendOnlySerializer):
    """What we judge, for both together or for one country."""

    deliverable = serializers.IntegerField(
        source="deliverable.order",
        read_only=True,
        allow_null=True,
        help_text=_("Number of the one deliverable that is judged; null for the whole."),
    )
    guideline = serializers.CharField(
        source="guideline.key",
        read_only=True,
        allow_null=True,
        help_text=_("Key of the guideline by which it was judged, written before it."),
    )
    updates = serializers.SerializerMethodField(help_text=_("Keys of the updates that it rests on."))
    replies = serializers.SerializerMethodField(help_text=_("Keys of what the countries reply to it."))
    url = AddressField("assessment-detail", "key")

    class Meta:
        model = models.Assessment
        fields: ClassVar[list[str]] = [
            "key",
            "commitment",
            "deliverable",
            "guideline",
            "round",
            "party",
            "completion",
            "effective_on",
            "searched_until",
            "reason",
            "updates",
            "replies",
            *RECORDED,
        ]

    def get_updates(self, assessment: Any) -> list[str]:
        """Return the keys, in the order in which they were named."""
        return [evidence.update.key for evidence in assessment.published_evidence]

    def get_replies(self, assessment: Any) -> list[str]:
        """Return the keys, the earliest reply first."""
        return [reply.key for reply in assessment.counting_replies]


class LinkSerializer(AppendOnlySerializer):
    """How a newer commitment follows an older one."""

    url = AddressField("link-detail", "key")

    class Meta:
        model = models.Link
        fields: ClassVar[list[str]] = [
            "key",
            "newer",
            "older",
            "kind",
            "basis",
            "rationale",
            "scope_change",
            "strength_change",
            "date_change",
            *RECORDED,
        ]


class ExclusionSerializer(AppendOnlySerializer):
    """A sentence of a promises section that is no commitment, with the reason."""

    source = CitationSerializer(  # type: ignore[assignment]
        source="passage", read_only=True, help_text=_("The printed sentence.")
    )
    url = AddressField("exclusion-detail", "key")

    class Meta:
        model = models.Exclusion
        fields: ClassVar[list[str]] = ["key", "source", "reason", "note", *RECORDED]


class OwnershipSerializer(RowSerializer, OwnerSerializer):
    """Who owes which commitment, in which role."""

    whole = gathered(
        lambda reference, owner: {"commitment": reference, **owner}, Shape(("commitment__reference",)), OWNER
    )
    commitment = serializers.CharField(help_text=_("Reference of what is owed."))

    @classmethod
    def rows(cls, days: Mapping[str, Any]) -> QuerySet:
        """Return all ownerships."""
        return models.Ownership.objects.all()


class DeliverableSerializer(LedgerSerializer):
    """One of the things that a commitment will bring about."""

    class Meta:
        model = models.Deliverable
        fields: ClassVar[list[str]] = ["commitment", "order", "text"]


class MilestoneSerializer(LedgerSerializer):
    """A step that a commitment states on its way."""

    class Meta:
        model = models.Milestone
        fields: ClassVar[list[str]] = ["commitment", "order", "text", "due_on"]


class IndicatorSerializer(LedgerSerializer):
    """A figure that a commitment names."""

    class Meta:
        model = models.Indicator
        fields: ClassVar[list[str]] = ["commitment", "name", "unit", "baseline", "target", "target_on"]


class MeasurementSerializer(LedgerSerializer):
    """The value of an indicator on one day, with its source."""

    commitment = serializers.CharField(
        source="indicator.commitment.reference", read_only=True, help_text=_("Reference of the commitment.")
    )
    indicator = serializers.CharField(source="indicator.name", read_only=True, help_text=_("What was measured."))
    unit = serializers.CharField(source="indicator.unit", read_only=True, help_text=_("Unit of the value."))
    source = CitationSerializer(  # type: ignore[assignment]
        source="passage", read_only=True, allow_null=True, help_text=_("The sentence that gives it, if it is printed.")
    )

    class Meta:
        model = models.Measurement
        fields: ClassVar[list[str]] = ["commitment", "indicator", "unit", "measured_on", "value", "source", "address"]
