"""FilterSets of the ledger: one for each model, shared by pages and API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commitments import changed, choices, models
from commitments.status import STANDING
from reports.changed import Source
from reports.choices import Country
from reports.filtering import (
    OnOrAfter,
    OnOrBefore,
    PublicFilterSet,
    PublicNameFilter,
    YesNoFilter,
    translated,
)
from reports.filters import GroupFilter, OrganizationChoiceFilter, PersonChoiceFilter, YearFilter, published_documents
from reports.models import Organization, Person, WorkingGroup

PARTNERSHIP = "partnership"


def groups_with_commitments(request: Any) -> QuerySet:
    """Return the groups that published commitments belong to."""
    published = models.Commitment.objects.published()
    return WorkingGroup.objects.filter(
        Q(pk__in=published.values("working_group")) | Q(pk__in=published.values("joint_groups"))
    )


def owing_organizations(request: Any) -> QuerySet:
    """Return the institutions that own a published commitment."""
    return Organization.objects.filter(pk__in=models.Ownership.objects.published().values("organization"))


def themes(request: Any) -> QuerySet:
    """Return the themes; all of them are public."""
    return models.Theme.objects.all()


def used_themes(request: Any) -> QuerySet:
    """Return the themes of published commitments."""
    return models.Theme.objects.filter(pk__in=models.Commitment.objects.published().values("theme"))


def published_commitments(request: Any) -> QuerySet:
    """Return the commitments that may be named in a filter."""
    return models.Commitment.objects.published()


class ReferenceFilter(PublicNameFilter):
    """Filters by commitment, given by its reference."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(names=("reference",), accepted=published_commitments, **kwargs)


class CommitmentFilterSet(PublicFilterSet):
    """Commitments. The queryset must carry the status axes (``with_status``)."""

    changed_with = changed.COMMITMENT
    texts = ("search_text",)
    unique = ("reference",)
    group = GroupFilter(
        method="of_group",
        offered=groups_with_commitments,
        null_label=_("Partnership as a whole"),
        null_value=PARTNERSHIP,
        label=_("Working group"),
    )
    report = YearFilter(label=_("Report"))
    badge = django_filters.MultipleChoiceFilter(choices=choices.Badge.choices, label=_("Status"))
    organization = OrganizationChoiceFilter(method="owned_by", offered=owing_organizations, label=_("Institution"))
    person = PersonChoiceFilter(method="owned_by_person", label=_("Person"))
    strength = django_filters.MultipleChoiceFilter(choices=choices.Strength.choices, label=_("Strength"))
    party = django_filters.ChoiceFilter(method="by_party", choices=Country.choices, label=_("Country that must act"))
    theme = PublicNameFilter(accepted=themes, offered=used_themes, label=_("Theme"))
    tag = django_filters.MultipleChoiceFilter(
        field_name="tags__tag", choices=choices.Tag.choices, label=_("Cross-cutting")
    )
    window_kind = django_filters.ChoiceFilter(choices=choices.WindowKind.choices, label=_("Kind of window"))
    window_precision = django_filters.MultipleChoiceFilter(
        choices=choices.WindowPrecision.choices, label=_("Precision of the window")
    )
    window_start_before = OnOrBefore("window_start", label=_("Window starts on or before"))
    window_start_after = OnOrAfter("window_start", label=_("Window starts on or after"))
    window_end_before = OnOrBefore("window_end", label=_("Window ends on or before"))
    window_end_after = OnOrAfter("window_end", label=_("Window ends on or after"))
    promised_on_before = OnOrBefore("promised_on", label=_("Promised on or before"))
    promised_on_after = OnOrAfter("promised_on", label=_("Promised on or after"))
    proposer_organization = OrganizationChoiceFilter(label=_("Proposing institution"))
    proposer_group = GroupFilter(label=_("Proposing group"))
    proposer_person = PersonChoiceFilter(label=_("Proposing person"))
    schedule = django_filters.MultipleChoiceFilter(choices=choices.Schedule.choices, label=_("Schedule"))
    life = django_filters.MultipleChoiceFilter(choices=choices.Life.choices, label=_("Place in its series"))
    completion = django_filters.MultipleChoiceFilter(
        choices=[*choices.Completion.choices, (choices.NOT_ASSESSED, _("Not assessed"))], label=_("Completion")
    )
    declared = django_filters.MultipleChoiceFilter(
        choices=[
            *((says.value, says.label) for says in choices.Says if says is not choices.Says.NOT_MENTIONED),
            (choices.NOT_DECLARED, _("Nothing declared")),
        ],
        label=_("Declared"),
    )
    has_evidence = YesNoFilter(method="with_evidence", label=_("Has evidence"))
    ordering = django_filters.OrderingFilter(
        fields=[
            ("reference", "reference"),
            ("report__year", "report"),
            ("window_end", "window_end"),
            ("promised_on", "promised_on"),
        ],
        label=_("Order"),
    )

    class Meta:
        model = models.Commitment
        fields = ["nature", "is_verifiable", "proposer_party"]

    @classmethod
    def axes_of(cls, asked: Iterable[str]) -> tuple[str, ...]:
        """Return the axes (the badge among them) that the queryset must carry for the filters named in ``asked``."""
        named = {"declared" if name == "has_evidence" else name for name in asked}
        return tuple(name for name in STANDING if name in named)

    def of_group(self, queryset: QuerySet, name: str, value: WorkingGroup | str) -> QuerySet:
        """Return the commitments of the group, jointly carried ones included, or those of the whole partnership."""
        if value == PARTNERSHIP:
            return queryset.filter(working_group=None)
        joint = models.Commitment.joint_groups.through.objects.filter(workinggroup=value)
        return queryset.filter(Q(working_group=value) | Q(pk__in=joint.values("commitment")))

    def owned_by(self, queryset: QuerySet, name: str, value: Organization) -> QuerySet:
        """Return the commitments that the institution owns in any role."""
        return queryset.filter(pk__in=models.Ownership.objects.filter(organization=value).values("commitment"))

    def owned_by_person(self, queryset: QuerySet, name: str, value: Person) -> QuerySet:
        """Return the commitments that the person owns in any role."""
        return queryset.filter(pk__in=models.Ownership.objects.filter(person=value).values("commitment"))

    def by_party(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Return the commitments for which the country must act."""
        return queryset.filter(**{"must_canada_act" if value == Country.CA else "must_mexico_act": True})

    def with_evidence(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        """Return the commitments of which a source says something, or nothing."""
        has_word = ~Q(declared=choices.NOT_DECLARED)
        return queryset.filter(has_word if value else ~has_word)


class ThreadFilterSet(PublicFilterSet):
    """Threads that hold a statement which matches. The queryset holds the statements."""

    changed_with = changed.COMMITMENT
    texts = ("search_text",)
    unique = ("report__year", "reference")
    group = GroupFilter(
        method="of_group",
        offered=groups_with_commitments,
        null_label=_("Partnership as a whole"),
        null_value=PARTNERSHIP,
        label=_("Working group"),
    )
    report = YearFilter(label=_("Report"))
    theme = PublicNameFilter(accepted=themes, offered=used_themes, label=_("Theme"))

    class Meta:
        model = models.Commitment
        fields: ClassVar[list[str]] = []

    of_group = CommitmentFilterSet.of_group


class AboutCommitmentFilterSet(PublicFilterSet):
    """Rows about one commitment."""

    changed_with: ClassVar[tuple[Source, ...]] = changed.OF_COMMITMENT
    unique: ClassVar[tuple[str, ...]] = ("commitment__reference", "pk")
    commitment = ReferenceFilter(label=_("Commitment"))
    group = GroupFilter(field_name="commitment__working_group", label=_("Group"))
    report = YearFilter(field_name="commitment__report", label=_("Report of the commitment"))


class UpdateFilterSet(AboutCommitmentFilterSet):
    """What sources say later."""

    texts = ("key", "address", *translated("note"))
    changed_with = changed.about("commitments.Update", *changed.PASSAGE, Source("reports.Report", outer="searched"))
    unique = ("commitment__reference", "effective_on", "pk")
    says = django_filters.MultipleChoiceFilter(choices=choices.Says.choices, label=_("Says"))
    searched = YearFilter(label=_("Report searched in vain"))
    source_report = YearFilter(field_name="passage__document__report", label=_("Report that says it"))
    stated_by = OrganizationChoiceFilter(label=_("Owner whose statement it is"))
    effective_on_before = OnOrBefore("effective_on", label=_("Effective on or before"))
    effective_on_after = OnOrAfter("effective_on", label=_("Effective on or after"))
    recorded_before = OnOrBefore("recorded_at__date", label=_("Recorded on or before"))
    recorded_after = OnOrAfter("recorded_at__date", label=_("Recorded on or after"))
    ordering = django_filters.OrderingFilter(
        fields=[
            ("commitment__reference", "commitment"),
            ("effective_on", "effective_on"),
            ("recorded_at", "recorded_at"),
        ],
        label=_("Order"),
    )

    class Meta:
        model = models.Update
        fields = ["commitment", "group", "report", "says", "basis", "searched"]


class AssessmentFilterSet(AboutCommitmentFilterSet):
    """Verdicts."""

    texts = ("key", *translated("reason"))
    changed_with = changed.about("commitments.Assessment")
    unique = ("commitment__reference", "effective_on", "pk")
    effective_on_before = OnOrBefore("effective_on", label=_("Effective on or before"))
    effective_on_after = OnOrAfter("effective_on", label=_("Effective on or after"))
    recorded_before = OnOrBefore("recorded_at__date", label=_("Recorded on or before"))
    recorded_after = OnOrAfter("recorded_at__date", label=_("Recorded on or after"))
    ordering = django_filters.OrderingFilter(
        fields=[
            ("commitment__reference", "commitment"),
            ("effective_on", "effective_on"),
            ("recorded_at", "recorded_at"),
        ],
        label=_("Order"),
    )

    class Meta:
        model = models.Assessment
        fields = ["commitment", "group", "report", "round", "party", "completion"]


class LinkFilterSet(PublicFilterSet):
    """How commitments follow one another."""

    texts = ("key", *translated("rationale"))
    changed_with = changed.LINK
    unique = ("newer__reference", "older__reference", "pk")
    newer = ReferenceFilter(label=_("Newer commitment"))
    older = ReferenceFilter(label=_("Older commitment"))
    commitment = ReferenceFilter(method="of_commitment", label=_("Newer or older commitment"))
    kind = django_filters.MultipleChoiceFilter(choices=choices.LinkKind.choices, label=_("Kind"))
    recorded_before = OnOrBefore("recorded_at__date", label=_("Recorded on or before"))
    recorded_after = OnOrAfter("recorded_at__date", label=_("Recorded on or after"))
    ordering = django_filters.OrderingFilter(
        fields=[("newer__reference", "newer"), ("older__reference", "older"), ("recorded_at", "recorded_at")],
        label=_("Order"),
    )

    class Meta:
        model = models.Link
        fields = ["newer", "older", "kind", "basis", "scope_change", "strength_change", "date_change"]

    def of_commitment(self, queryset: QuerySet, name: str, value: models.Commitment) -> QuerySet:
        """Return the links of which the commitment is either end."""
        return queryset.filter(Q(newer=value) | Q(older=value))


class ExclusionFilterSet(PublicFilterSet):
    """Passages that are not commitments."""

    texts = ("key", *translated("note"))
    changed_with = changed.appended("commitments.Exclusion", *changed.PASSAGE)
    unique = ("passage__document__slug", "passage__start", "pk")
    report = YearFilter(field_name="passage__document__report", label=_("Report"))
    document = PublicNameFilter(field_name="passage__document", accepted=published_documents, label=_("Document"))
    group = GroupFilter(field_name="passage__section__working_group", label=_("Group"))
    recorded_before = OnOrBefore("recorded_at__date", label=_("Recorded on or before"))
    recorded_after = OnOrAfter("recorded_at__date", label=_("Recorded on or after"))
    ordering = django_filters.OrderingFilter(
        fields=[
            ("passage__document__slug", "document"),
            ("passage__start", "start"),
            ("recorded_at", "recorded_at"),
        ],
        label=_("Order"),
    )

    class Meta:
        model = models.Exclusion
        fields = ["reason", "report", "document", "group"]


class ThemeFilterSet(PublicFilterSet):
    """Themes."""

    texts = ("slug", *translated("name"))
    ordering = django_filters.OrderingFilter(fields=[("slug", "slug")], label=_("Order"))

    class Meta:
        model = models.Theme
        fields = ["slug"]


class OwnershipFilterSet(AboutCommitmentFilterSet):
    """Who owes what."""

    texts = (*translated("organization__name", "organization__acronym", "group__name"), "person__name")
    organization = OrganizationChoiceFilter(label=_("Institution that owns"))
    owner_group = GroupFilter(field_name="group", label=_("Group that owns"))
    person = PersonChoiceFilter(label=_("Person that owns"))
    starts_on_before = OnOrBefore("starts_on", label=_("Starts on or before"))
    starts_on_after = OnOrAfter("starts_on", label=_("Starts on or after"))
    ends_on_before = OnOrBefore("ends_on", label=_("Ends on or before"))
    ends_on_after = OnOrAfter("ends_on", label=_("Ends on or after"))
    ordering = django_filters.OrderingFilter(
        fields=[("commitment__reference", "commitment"), ("role", "role")], label=_("Order")
    )

    class Meta:
        model = models.Ownership
        fields = ["commitment", "group", "report", "organization", "owner_group", "person", "role"]


class DeliverableFilterSet(AboutCommitmentFilterSet):
    """Things that commitments will bring about."""

    texts = translated("text")
    unique = ("commitment__reference", "order")
    ordering = django_filters.OrderingFilter(
        fields=[("commitment__reference", "commitment"), ("order", "order")], label=_("Order")
    )

    class Meta:
        model = models.Deliverable
        fields = ["commitment", "group", "report", "order"]


class MilestoneFilterSet(AboutCommitmentFilterSet):
    """Steps that commitments state."""

    texts = translated("text")
    unique = ("commitment__reference", "order")
    due_on_before = OnOrBefore("due_on", label=_("Due on or before"))
    due_on_after = OnOrAfter("due_on", label=_("Due on or after"))
    ordering = django_filters.OrderingFilter(
        fields=[("commitment__reference", "commitment"), ("order", "order"), ("due_on", "due_on")], label=_("Order")
    )

    class Meta:
        model = models.Milestone
        fields = ["commitment", "group", "report", "order"]


class IndicatorFilterSet(AboutCommitmentFilterSet):
    """Figures that commitments name."""

    texts = ("unit", *translated("name"))
    target_on_before = OnOrBefore("target_on", label=_("Target on or before"))
    target_on_after = OnOrAfter("target_on", label=_("Target on or after"))
    ordering = django_filters.OrderingFilter(
        fields=[("commitment__reference", "commitment"), ("target_on", "target_on")], label=_("Order")
    )

    class Meta:
        model = models.Indicator
        fields = ["commitment", "group", "report", "unit"]


class MeasurementFilterSet(PublicFilterSet):
    """Values of indicators."""

    texts = ("address", *translated("indicator__name"))
    changed_with = (*changed.PASSAGE, *changed.MEASURED)
    unique = ("indicator__commitment__reference", "measured_on", "pk")
    commitment = ReferenceFilter(field_name="indicator__commitment", label=_("Commitment"))
    group = GroupFilter(field_name="indicator__commitment__working_group", label=_("Group"))
    report = YearFilter(field_name="indicator__commitment__report", label=_("Report of the commitment"))
    measured_on_before = OnOrBefore("measured_on", label=_("Measured on or before"))
    measured_on_after = OnOrAfter("measured_on", label=_("Measured on or after"))
    ordering = django_filters.OrderingFilter(
        fields=[("indicator__commitment__reference", "commitment"), ("measured_on", "measured_on")], label=_("Order")
    )

    class Meta:
        model = models.Measurement
        fields = ["commitment", "group", "report"]
