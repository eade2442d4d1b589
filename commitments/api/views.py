"""Addresses of the ledger in the API. Every list starts from what is published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import status
from rest_framework.exceptions import APIException

from commitments import filters, models
from commitments.api import ledger_serializers as ledger
from commitments.api import serializers
from commitments.presentation.moments import last_moment
from reports.api.base import ListViewSet, PublicViewSet
from reports.api.parameters import DatedParameters, KnownParameters
from reports.api.rows import RowViewMixin
from reports.api.selecting import Expansion
from reports.api.views import OrganizationViewSet, ReportViewSet, WorkingGroupViewSet
from reports.choices import State
from reports.querysets import SECTION_PATH

PASSAGE_PLACE = ("passage__document__report", *(f"passage__{path}" for path in SECTION_PATH))


class Gone(APIException):
    """It was published and has been withdrawn."""

    status_code = status.HTTP_410_GONE
    default_detail = gettext_lazy("It has been withdrawn.")
    default_code = "gone"


class CommitmentViewSet(RowViewMixin, PublicViewSet):
    """Commitments: one for each promising sentence of one report, and what became of it by the day asked for.

    With a day (`as_of`), what had not been promised by then is left out.
    """

    serializer_class = serializers.CommitmentSerializer
    filterset_class = filters.CommitmentFilterSet
    parameters = DatedParameters
    lookup_field = "reference"
    expandable = {
        "report": Expansion(lambda: ReportViewSet, "report_id"),
        "working_group": Expansion(lambda: WorkingGroupViewSet, "working_group_id"),
        "theme": Expansion(lambda: ThemeViewSet, "theme_id"),
        "updates": Expansion(lambda: UpdateViewSet, back="commitment_id"),
        "assessments": Expansion(lambda: AssessmentViewSet, back="commitment_id"),
        "older": Expansion(lambda: LinkViewSet, back="newer_id"),
        "newer": Expansion(lambda: LinkViewSet, back="older_id"),
    }
    queryset = models.Commitment.objects.only("report", "working_group", "theme")

    def get_queryset(self) -> QuerySet:
        """Return the commitments, with the answers on the day asked for that their filters ask about."""
        rows: Any = super().get_queryset()
        axes = self.filterset_class.axes_of(self.request.query_params)
        promised = rows.published(at=self.asked["as_of"])
        return promised.alias_status(**self.days(), names=axes) if axes else promised

    def days(self) -> dict[str, Any]:
        """Return the day asked for, today if none is, and the moment as of which it is known."""
        return {"at": self.asked["as_of"] or timezone.localdate(), "known_at": last_moment(self.asked["known_at"])}

    def get_object(self) -> models.Commitment:
        """Return the commitment. Raises Gone, with the reason, where it has been withdrawn."""
        try:
            return super().get_object()
        except Http404:
            withdrawn = models.Commitment.objects.filter(
                reference=self.kwargs["reference"], state=State.WITHDRAWN, report__state=State.PUBLISHED
            ).first()
            if withdrawn is None:
                raise
            raise Gone(_("Withdrawn: %(reason)s") % {"reason": withdrawn.withdrawal_reason}) from None


class ThemeViewSet(PublicViewSet):
    """Subjects that run across groups and years."""

    serializer_class = serializers.ThemeSerializer
    filterset_class = filters.ThemeFilterSet
    lookup_field = "slug"
    queryset = models.Theme.objects.all()


class HistoryParameters(KnownParameters):
    """Parameters of rows that only append."""

    history = forms.ChoiceField(
        required=False,
        choices=[("true", gettext_lazy("Yes")), ("false", gettext_lazy("No"))],
        help_text=gettext_lazy(
            "true: also the rows that a later one corrects, and withdrawals. Left out, only the rows that count, unless "
            "`changed_since` asks what was changed."
        ),
    )


class DatedHistoryParameters(HistoryParameters, DatedParameters):
    """Parameters of rows that only append and become effective on a day."""


class AppendOnlyViewSet(PublicViewSet):
    """Rows that only append. Found by key, also when corrected since; lists leave corrected rows out."""

    parameters = HistoryParameters
    lookup_field = "key"

    def own_parameters(self) -> dict[str, forms.Field]:
        """Return the parameters; a single row needs none that asks for its history."""
        fields = super().own_parameters()
        return {name: field for name, field in fields.items() if not (self.detail and name == "history")}

    def get_queryset(self) -> QuerySet:
        """Return the rows that count; with their history, or one by one, all published ones."""
        asks_changes = "changed_since" in self.request.query_params and not self.is_expanded
        shows_all = self.detail or self.asked["history"] == "true" or asks_changes
        rows: Any = super().get_queryset()
        known_at = last_moment(self.asked["known_at"])
        rows = rows.published().known(known_at) if shows_all else rows.counting(known_at)
        return rows.with_corrections(known_at)


class DatedViewSet(AppendOnlyViewSet):
    """Rows that only append and become effective on a day."""

    parameters = DatedHistoryParameters

    def get_queryset(self) -> QuerySet:
        """Return the rows that were effective on the day asked for."""
        rows: Any = super().get_queryset()
        return rows.effective_by(self.asked["as_of"])


class UpdateViewSet(DatedViewSet):
    """What sources say later about commitments, silence included.

    The source is a later sentence, a web page or an owner's statement; for *not mentioned* it is the report
    that was searched in vain. Lists hold the rows that count; `history=true` adds those that were corrected.
    """

    serializer_class = ledger.UpdateSerializer
    filterset_class = filters.UpdateFilterSet
    expandable = {
        "commitment": Expansion(lambda: CommitmentViewSet, "commitment_id"),
        "stated_by": Expansion(lambda: OrganizationViewSet, "stated_by_id"),
        "searched": Expansion(lambda: ReportViewSet, "searched_id"),
    }
    queryset = models.Update.objects.select_related(
        "commitment", "deliverable", "stated_by", "searched", *PASSAGE_PLACE
    ).defer("passage__document__text")


class AssessmentViewSet(DatedViewSet):
    """What we judge, with reason and evidence, for both countries together or for one.

    Lists hold the rows that count; `history=true` adds those that were corrected.
    """

    serializer_class = ledger.AssessmentSerializer
    filterset_class = filters.AssessmentFilterSet
    expandable = {
        "commitment": Expansion(lambda: CommitmentViewSet, "commitment_id"),
    }
    queryset = models.Assessment.objects.select_related("commitment", "deliverable", "guideline").prefetch_related(
        Prefetch(
            "evidence",
            models.AssessmentEvidence.objects.filter(update__in=models.Update.objects.published())
            .select_related("update")
            .order_by("pk"),
            to_attr="published_evidence",
        ),
    )

    def get_queryset(self) -> QuerySet:
        """Return the rows with the replies to each that were known and given on the days asked for."""
        replies = models.Reply.objects.counting(last_moment(self.asked["known_at"]))
        replies = replies.effective_by(self.asked["as_of"]).order_by("replied_on", "pk")
        return super().get_queryset().prefetch_related(Prefetch("replies", replies, to_attr="counting_replies"))


class LinkViewSet(DatedViewSet):
    """How commitments follow one another; the chain of links is a thread.

    Lists hold the rows that count; `history=true` adds those that were corrected.
    """

    serializer_class = ledger.LinkSerializer
    filterset_class = filters.LinkFilterSet
    expandable = {
        "newer": Expansion(lambda: CommitmentViewSet, "newer_id"),
        "older": Expansion(lambda: CommitmentViewSet, "older_id"),
    }
    queryset = models.Link.objects.select_related("newer", "older")


class ExclusionViewSet(AppendOnlyViewSet):
    """Sentences of promises sections that are no commitments, each with its reason.

    Lists hold the rows that count; `history=true` adds those that were corrected.
    """

    serializer_class = ledger.ExclusionSerializer
    filterset_class = filters.ExclusionFilterSet
    queryset = models.Exclusion.objects.select_related(*PASSAGE_PLACE).defer("passage__document__text")


class OwnershipViewSet(RowViewMixin, ListViewSet):
    """Who owes which commitment, in which role."""

    serializer_class = ledger.OwnershipSerializer
    filterset_class = filters.OwnershipFilterSet
    expandable = {
        "commitment": Expansion(lambda: CommitmentViewSet, "commitment_id"),
    }
    queryset = models.Ownership.objects.published().only("commitment")


class DeliverableViewSet(ListViewSet):
    """Things that commitments will bring about."""

    serializer_class = ledger.DeliverableSerializer
    filterset_class = filters.DeliverableFilterSet
    expandable = {
        "commitment": Expansion(lambda: CommitmentViewSet, "commitment_id"),
    }
    queryset = models.Deliverable.objects.published().select_related("commitment")


class MilestoneViewSet(ListViewSet):
    """Steps that commitments state on their way."""

    serializer_class = ledger.MilestoneSerializer
    filterset_class = filters.MilestoneFilterSet
    expandable = {
        "commitment": Expansion(lambda: CommitmentViewSet, "commitment_id"),
    }
    queryset = models.Milestone.objects.published().select_related("commitment")


class IndicatorViewSet(ListViewSet):
    """Figures that commitments name."""

    serializer_class = ledger.IndicatorSerializer
    filterset_class = filters.IndicatorFilterSet
    expandable = {
        "commitment": Expansion(lambda: CommitmentViewSet, "commitment_id"),
    }
    queryset = models.Indicator.objects.published().select_related("commitment")


class MeasurementViewSet(ListViewSet):
    """Values of indicators, with their sources."""

    serializer_class = ledger.MeasurementSerializer
    filterset_class = filters.MeasurementFilterSet
    queryset = (
        models.Measurement.objects.published()
        .select_related("indicator__commitment", *PASSAGE_PLACE)
        .defer("passage__document__text")
    )
