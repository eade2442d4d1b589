"""What stands around verdicts, and the score, in the API."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from commitments import judging_filters as filters
from commitments import models
from commitments.api.ledger_serializers import RECORDED, AppendOnlySerializer
from commitments.api.views import AppendOnlyViewSet, DatedViewSet
from commitments.groups import of_group
from commitments.presentation.moments import last_moment
from commitments.scores import score
from reports.api.base import AddressField, PublicView, TranslationsField
from reports.api.parameters import DatedParameters
from reports.choices import Country
from reports.models import Report, WorkingGroup


class GuidelineSerializer(AppendOnlySerializer):
    """By what a commitment will be judged; written before the verdict."""

    translations = TranslationsField(("complete", "partial", "not_started", "proof"))
    url = AddressField("guideline-detail", "key")

    class Meta:
        model = models.Guideline
        fields: ClassVar[list[str]] = [
            "key",
            "commitment",
            "complete",
            "partial",
            "not_started",
            "proof",
            "translations",
            *RECORDED,
        ]


class CodingSerializer(AppendOnlySerializer):
    """What one of two readers found who did not see each other's result."""

    url = AddressField("coding-detail", "key")

    class Meta:
        model = models.Coding
        fields: ClassVar[list[str]] = ["key", "commitment", "party", "completion", "note", *RECORDED]


class ReplySerializer(AppendOnlySerializer):
    """What a country answers to a verdict, in its own words."""

    commitment = serializers.CharField(
        source="assessment.commitment.reference", read_only=True, help_text=gettext_lazy("Reference of the commitment.")
    )
    assessment = serializers.CharField(
        source="assessment.key", read_only=True, help_text=gettext_lazy("Key of the verdict that it answers.")
    )
    url = AddressField("reply-detail", "key")

    class Meta:
        model = models.Reply
        fields: ClassVar[list[str]] = [
            "key",
            "commitment",
            "assessment",
            "side",
            "author",
            "replied_on",
            "language",
            "text",
            "address",
            "note",
            *RECORDED,
        ]


class GuidelineViewSet(AppendOnlyViewSet):
    """What would count as complete, partial and not started, and which proof is expected.

    Lists hold the rows that count; `history=true` adds those that were corrected.
    """

    serializer_class = GuidelineSerializer
    filterset_class = filters.GuidelineFilterSet
    queryset = models.Guideline.objects.select_related("commitment")


class CodingViewSet(AppendOnlyViewSet):
    """How two readers judge the same commitment without seeing each other's result; public once both are in.

    Lists hold the rows that count; `history=true` adds those that were corrected.
    """

    serializer_class = CodingSerializer
    filterset_class = filters.CodingFilterSet
    queryset = models.Coding.objects.select_related("commitment")


class ReplyViewSet(DatedViewSet):
    """What countries answer to verdicts. A reply changes no verdict.

    Lists hold the rows that count; `history=true` adds those that were corrected.
    """

    serializer_class = ReplySerializer
    filterset_class = filters.ReplyFilterSet
    queryset = models.Reply.objects.select_related("assessment__commitment")


class ScoreParameters(DatedParameters):
    """What a score is about: all published promises, or those of one report, one group, one country."""

    report = forms.IntegerField(required=False, help_text=gettext_lazy("The year of one report; all if left out."))
    group = forms.CharField(
        required=False,
        help_text=gettext_lazy(
            "Slug or code of one group, or partnership for what stands in no chapter; all if left out."
        ),
    )
    party = forms.ChoiceField(
        required=False, choices=Country.choices, help_text=gettext_lazy("One country that must act; both if left out.")
    )

    def clean_report(self) -> Report | None:
        """Return the report. Raises ValidationError if there is none that may be seen."""
        year = self.cleaned_data["report"]
        return None if year is None else self._one(Report.objects.published().filter(year=year), year)

    def clean_group(self) -> WorkingGroup | None:
        """Return the group. Raises ValidationError if there is none."""
        name = self.cleaned_data["group"]
        groups = WorkingGroup.objects.filter(slug=name) | WorkingGroup.objects.filter(code=name)
        return self._one(groups, name) if name else None

    def _one(self, rows: Any, name: Any) -> Any:
        found = rows.first()
        if found is None:
            raise forms.ValidationError(_("There is no “%(name)s”.") % {"name": name}, code="invalid_choice")
        return found


class ShareField(serializers.FloatField):
    """A share between 0 and 1, to four digits."""

    def to_representation(self, value: Any) -> Any:
        """Return the share."""
        return round(float(value), 4)


class BoundsSerializer(serializers.Serializer):
    """The score: what is judged, and the bounds if all that is unknown were not kept, or kept."""

    point = ShareField(help_text=gettext_lazy("Mean of what is judged."))
    low = ShareField(help_text=gettext_lazy("The score if all that is unknown were not kept."))
    high = ShareField(help_text=gettext_lazy("The score if all that is unknown were kept."))


class ScoreSerializer(serializers.Serializer):
    """How far promises were kept whose time has come. The rules stand on the method page."""

    report = serializers.IntegerField(allow_null=True, help_text=gettext_lazy("The report asked for; null for all."))
    group = serializers.CharField(allow_null=True, help_text=gettext_lazy("Code of the group asked for; null for all."))
    party = serializers.ChoiceField(
        choices=Country.choices, allow_null=True, help_text=gettext_lazy("The country asked for; null for both.")
    )
    as_of = serializers.DateField(help_text=gettext_lazy("The day for which it holds."))
    known_at = serializers.DateField(
        allow_null=True, help_text=gettext_lazy("The day at whose end this record knew it; null for now.")
    )
    threads = serializers.IntegerField(help_text=gettext_lazy("Threads that count."))
    statements = serializers.IntegerField(help_text=gettext_lazy("Promises in them whose time has come."))
    firm = serializers.IntegerField(help_text=gettext_lazy("How many of them are firm."))
    exploratory = serializers.IntegerField(help_text=gettext_lazy("How many of them are exploratory."))
    judged = serializers.IntegerField(help_text=gettext_lazy("How many of them have a verdict that rests on evidence."))
    answered = serializers.IntegerField(
        help_text=gettext_lazy("Of how many a source or a verdict says what became of them.")
    )
    coverage = ShareField(help_text=gettext_lazy("Share of the threads that is judged."))
    score = BoundsSerializer(
        allow_null=True,
        help_text=gettext_lazy("Null where too few threads count or are judged; see the method page."),
    )


class ScoreView(PublicView):
    """How far promises were kept whose time has come, with bounds for what is not known: one score, no ranking."""

    parameters = ScoreParameters

    @extend_schema(operation_id="score_retrieve", responses=ScoreSerializer)
    def get(self, request: Request) -> Response:
        """Return the score of what is asked for."""
        report, group, party = self.asked["report"], self.asked["group"], self.asked["party"] or None
        at = self.asked["as_of"] or timezone.localdate()
        rows = models.Commitment.objects.all()
        if report is not None:
            rows = rows.filter(report=report)
        if group is not None:
            rows = rows.filter(of_group(group))
        found = score(rows, at, last_moment(self.asked["known_at"]), party)
        counts = ("threads", "statements", "firm", "exploratory", "judged", "answered", "coverage")
        made = {
            "report": report and report.year,
            "group": group and group.code,
            "party": party,
            "as_of": at,
            "known_at": self.asked["known_at"],
            **{name: getattr(found, name) for name in counts},
            "score": found if found.is_shown else None,
        }
        return Response(ScoreSerializer(made).data)
