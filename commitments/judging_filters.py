"""FilterSets of what stands around verdicts."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commitments import changed, models
from commitments.filters import AboutCommitmentFilterSet, ReferenceFilter
from reports.filtering import OnOrAfter, OnOrBefore, PublicFilterSet, PublicNameFilter, translated
from reports.filters import GroupFilter, YearFilter


def published_assessments(request: Any) -> QuerySet:
    """Return the verdicts that may be named in a filter."""
    return models.Assessment.objects.published()


class RecordedFilterSet(PublicFilterSet):
    """Rows that are written once."""

    recorded_before = OnOrBefore("recorded_at__date", label=_("Recorded on or before"))
    recorded_after = OnOrAfter("recorded_at__date", label=_("Recorded on or after"))


class GuidelineFilterSet(AboutCommitmentFilterSet, RecordedFilterSet):
    """By what commitments will be judged."""

    texts = ("key", *translated("complete", "partial", "not_started", "proof"))
    changed_with = changed.about("commitments.Guideline")
    ordering = django_filters.OrderingFilter(
        fields=[("commitment__reference", "commitment"), ("recorded_at", "recorded_at")], label=_("Order")
    )

    class Meta:
        model = models.Guideline
        fields: ClassVar[list[str]] = ["commitment", "group", "report"]


class CodingFilterSet(AboutCommitmentFilterSet, RecordedFilterSet):
    """Blind codings."""

    texts = ("key", "note")
    changed_with = changed.about("commitments.Coding", changed.OTHER_CODING)  # the second one makes the first public
    unique = ("commitment__reference", "party", "pk")
    ordering = django_filters.OrderingFilter(
        fields=[("commitment__reference", "commitment"), ("recorded_at", "recorded_at")], label=_("Order")
    )

    class Meta:
        model = models.Coding
        fields: ClassVar[list[str]] = ["commitment", "group", "report", "party", "completion"]


class ReplyFilterSet(RecordedFilterSet):
    """What countries answer to verdicts."""

    texts = ("key", "author", "text", "address", *translated("note"))
    changed_with = changed.appended("commitments.Reply", *changed.OF_ASSESSMENT)
    unique = ("assessment__commitment__reference", "replied_on", "pk")
    commitment = ReferenceFilter(field_name="assessment__commitment", label=_("Commitment"))
    group = GroupFilter(field_name="assessment__commitment__working_group", label=_("Group"))
    report = YearFilter(field_name="assessment__commitment__report", label=_("Report of the commitment"))
    assessment = PublicNameFilter(names=("key",), accepted=published_assessments, label=_("Verdict"))
    replied_on_before = OnOrBefore("replied_on", label=_("Replied on or before"))
    replied_on_after = OnOrAfter("replied_on", label=_("Replied on or after"))
    ordering = django_filters.OrderingFilter(
        fields=[
            ("assessment__commitment__reference", "commitment"),
            ("replied_on", "replied_on"),
            ("recorded_at", "recorded_at"),
        ],
        label=_("Order"),
    )

    class Meta:
        model = models.Reply
        fields: ClassVar[list[str]] = ["commitment", "group", "report", "assessment", "side", "language"]
