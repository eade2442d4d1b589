"""FilterSets of the ledger: one for each model, shared by pages and API."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commitments import choices, models
from commitments.text import fold
from reports.choices import Country
from reports.filters import GroupFilter, OrganizationChoiceFilter, YearFilter
from reports.models import Organization, WorkingGroup


def groups_with_commitments(request: object) -> QuerySet:
    """Return the groups that published commitments belong to."""
    published = models.Commitment.objects.published()
    return WorkingGroup.objects.filter(
        Q(pk__in=published.values("working_group")) | Q(pk__in=published.values("joint_groups"))
    )


def owing_organizations(request: object) -> QuerySet:
    """Return the institutions that own a published commitment."""
    owned = models.Ownership.objects.filter(commitment__in=models.Commitment.objects.published())
    return Organization.objects.filter(pk__in=owned.values("organization"))


def used_themes(request: object) -> QuerySet:
    """Return the themes of published commitments."""
    return models.Theme.objects.filter(pk__in=models.Commitment.objects.published().values("theme"))


class CommitmentFilterSet(django_filters.FilterSet):
    """Commitments. The queryset must carry the status axes (``with_status``)."""

    q = django_filters.CharFilter(method="search", label=_("Search"))
    group = django_filters.ModelChoiceFilter(
        method="of_group", queryset=groups_with_commitments, to_field_name="slug", label=_("Working group")
    )
    report = YearFilter(label=_("Report"))
    badge = django_filters.MultipleChoiceFilter(choices=choices.Badge.choices, label=_("Status"))
    organization = django_filters.ModelChoiceFilter(
        method="owned_by", queryset=owing_organizations, to_field_name="slug", label=_("Institution")
    )
    strength = django_filters.MultipleChoiceFilter(choices=choices.Strength.choices, label=_("Strength"))
    party = django_filters.ChoiceFilter(method="by_party", choices=Country.choices, label=_("Country that must act"))
    theme = django_filters.ModelChoiceFilter(queryset=used_themes, to_field_name="slug", label=_("Theme"))
    tag = django_filters.MultipleChoiceFilter(
        field_name="tags__tag", choices=choices.Tag.choices, label=_("Cross-cutting")
    )
    window_kind = django_filters.ChoiceFilter(choices=choices.WindowKind.choices, label=_("Kind of window"))
    window_end_before = django_filters.DateFilter(
        field_name="window_end", lookup_expr="lte", label=_("Window ends on or before")
    )
    window_end_after = django_filters.DateFilter(
        field_name="window_end", lookup_expr="gte", label=_("Window ends on or after")
    )
    schedule = django_filters.MultipleChoiceFilter(choices=choices.Schedule.choices, label=_("Schedule"))
    life = django_filters.MultipleChoiceFilter(choices=choices.Life.choices, label=_("Place in its series"))
    completion = django_filters.MultipleChoiceFilter(
        choices=[*choices.Completion.choices, (choices.NOT_ASSESSED, _("Not assessed"))], label=_("Completion")
    )
    declared = django_filters.MultipleChoiceFilter(
        choices=[*choices.Says.choices, (choices.NOT_DECLARED, _("Nothing declared"))], label=_("Declared")
    )
    has_evidence = django_filters.BooleanFilter(method="with_evidence", label=_("Has evidence"))
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
        fields = ["nature", "is_verifiable"]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Filter, and always end the order with the reference, which is unique."""
        rows = super().filter_queryset(queryset)
        order = [*rows.query.order_by] or ["reference"]
        return rows if order[-1].lstrip("-") == "reference" else rows.order_by(*order, "reference")

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Return the commitments that hold every word, in any order, accents and case apart."""
        for word in fold(value).split():
            queryset = queryset.filter(search_text__contains=word)
        return queryset

    def of_group(self, queryset: QuerySet, name: str, value: WorkingGroup) -> QuerySet:
        """Return the commitments of the group, jointly carried ones included."""
        joint = models.Commitment.joint_groups.through.objects.filter(workinggroup=value)
        return queryset.filter(Q(working_group=value) | Q(pk__in=joint.values("commitment")))

    def owned_by(self, queryset: QuerySet, name: str, value: Organization) -> QuerySet:
        """Return the commitments that the institution owns in any role."""
        return queryset.filter(pk__in=models.Ownership.objects.filter(organization=value).values("commitment"))

    def by_party(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Return the commitments for which the country must act."""
        return queryset.filter(**{"must_canada_act" if value == Country.CA else "must_mexico_act": True})

    def with_evidence(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        """Return the commitments of which a source says something, or nothing."""
        has_word = ~Q(declared=choices.NOT_DECLARED)
        return queryset.filter(has_word if value else ~has_word)


def published_commitments(request: object) -> QuerySet:
    """Return the commitments that may be named in a filter."""
    return models.Commitment.objects.published()


class ReferenceFilter(django_filters.ModelChoiceFilter):
    """Filters by commitment, named by its reference."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(to_field_name="reference", queryset=published_commitments, **kwargs)


class UpdateFilterSet(django_filters.FilterSet):
    """What sources say later."""

    commitment = ReferenceFilter(label=_("Commitment"))
    searched = YearFilter(label=_("Report searched in vain"))
    group = GroupFilter(field_name="commitment__working_group", label=_("Group"))
    report = YearFilter(field_name="commitment__report", label=_("Report of the commitment"))

    class Meta:
        model = models.Update
        fields = ["commitment", "says", "basis", "searched", "group", "report"]


class AssessmentFilterSet(django_filters.FilterSet):
    """Verdicts."""

    commitment = ReferenceFilter(label=_("Commitment"))
    group = GroupFilter(field_name="commitment__working_group", label=_("Group"))
    report = YearFilter(field_name="commitment__report", label=_("Report of the commitment"))

    class Meta:
        model = models.Assessment
        fields = ["commitment", "party", "completion", "group", "report"]


class LinkFilterSet(django_filters.FilterSet):
    """How commitments follow one another."""

    newer = ReferenceFilter(label=_("Newer commitment"))
    older = ReferenceFilter(label=_("Older commitment"))

    class Meta:
        model = models.Link
        fields = ["newer", "older", "kind", "basis"]


class ExclusionFilterSet(django_filters.FilterSet):
    """Passages that are not commitments."""

    report = YearFilter(field_name="passage__document__report", label=_("Report"))
    group = GroupFilter(field_name="passage__section__working_group", label=_("Group"))

    class Meta:
        model = models.Exclusion
        fields = ["reason", "report", "group"]


class ThemeFilterSet(django_filters.FilterSet):
    """Themes."""

    class Meta:
        model = models.Theme
        fields = ["slug"]


class OwnershipFilterSet(django_filters.FilterSet):
    """Who owes what."""

    commitment = ReferenceFilter(label=_("Commitment"))
    organization = OrganizationChoiceFilter(label=_("Institution"))

    class Meta:
        model = models.Ownership
        fields = ["commitment", "organization", "role"]


class IndicatorFilterSet(django_filters.FilterSet):
    """Figures that commitments name."""

    commitment = ReferenceFilter(label=_("Commitment"))

    class Meta:
        model = models.Indicator
        fields = ["commitment"]


class MilestoneFilterSet(django_filters.FilterSet):
    """Steps that commitments state."""

    commitment = ReferenceFilter(label=_("Commitment"))

    class Meta:
        model = models.Milestone
        fields = ["commitment"]
