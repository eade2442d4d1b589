"""What changed between two days, in the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.serializers import AxesSerializer
from commitments.choices import Badge
from commitments.models import Commitment
from commitments.presentation.compare_form import CompareQuery
from commitments.presentation.comparing import compare
from commitments.presentation.moments import last_moment
from reports.api.base import PublicView
from reports.api.parameters import KnownParameters


class CompareParameters(KnownParameters, CompareQuery):
    """Parameters of a comparison."""


class StandingSerializer(serializers.Serializer):
    """How a commitment stood on one day."""

    badge = serializers.ChoiceField(choices=Badge.choices, help_text=gettext_lazy("Its badge."))
    axes = AxesSerializer(source="*", help_text=gettext_lazy("The four answers behind the badge."))


class MovedSerializer(serializers.Serializer):
    """A commitment that stood otherwise on the second day."""

    commitment = serializers.CharField(help_text=gettext_lazy("Its reference."))
    before = StandingSerializer(help_text=gettext_lazy("How it stood on the first day."))
    after = StandingSerializer(help_text=gettext_lazy("How it stood on the second day."))


class ComparisonSerializer(serializers.Serializer):
    """What changed from the first day to the second."""

    since = serializers.DateField(help_text=gettext_lazy("The first day."))
    until = serializers.DateField(help_text=gettext_lazy("The second day."))
    known_at = serializers.DateField(
        allow_null=True, help_text=gettext_lazy("The day at whose end this record knew it; null for now.")
    )
    added = serializers.ListField(
        child=serializers.CharField(), help_text=gettext_lazy("References of the commitments made in between.")
    )
    moved = MovedSerializer(many=True, help_text=gettext_lazy("Those whose badge or axes differ."))
    fell_silent = MovedSerializer(
        many=True,
        help_text=gettext_lazy("Those of which later reports now say nothing; they do not stand under moved."),
    )
    unchanged = serializers.IntegerField(help_text=gettext_lazy("How many stand as before."))


class CompareView(PublicView):
    """Commitments that were added, moved or fell silent between two days or two reports.

    A report is taken on the last day on which the partnership or one of its groups met for it.
    """

    parameters = CompareParameters

    @extend_schema(operation_id="compare_retrieve", responses=ComparisonSerializer)
    def get(self, request: Request) -> Response:
        """Return what changed. Raises ValidationError where no two days or reports are named."""
        if self.asked["days"] is None:
            message = _("Name two days (since, until) or two reports (older, newer).")
            raise ValidationError({"since": [ErrorDetail(message, "required")]})
        since, until = self.asked["days"]
        found = compare(since, until, last_moment(self.asked["known_at"]))
        moved = [row.commitment for row in (*found.moved, *found.silent)]
        names = dict(Commitment.objects.filter(pk__in=[*found.added, *moved]).values_list("pk", "reference"))

        def named(rows: Any) -> list[dict[str, Any]]:
            return [{"commitment": names[row.commitment], "before": row.before, "after": row.after} for row in rows]

        made = {
            "since": since,
            "until": until,
            "known_at": self.asked["known_at"],
            "added": [names[pk] for pk in found.added],
            "moved": named(found.moved),
            "fell_silent": named(found.silent),
            "unchanged": found.unchanged,
        }
        return Response(ComparisonSerializer(made, context={"request": request}).data)
