"""Pages of the library with what became of it: groups, institutions, people and reports with their promises."""

from collections import Counter, defaultdict
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from commitments.badges import Shown, with_badges
from commitments.choices import Badge, OwnershipRole
from commitments.coverage import coverage
from commitments.filters import PARTNERSHIP
from commitments.map import parts
from commitments.models import Commitment, CommitmentSource, Ownership, Update
from commitments.views.base import AsOfMixin, TodayMixin
from reports import views
from reports.models import Passage, WorkingGroup


def of_group(group: WorkingGroup) -> Q:
    """Return the condition that a commitment stands in the chapter of ``group`` or is carried jointly by it.

    The partnership as a whole has those that stand in no chapter.
    """
    if group.slug == PARTNERSHIP:
        return Q(working_group=None)
    joint = Commitment.joint_groups.through.objects.filter(workinggroup=group)
    return Q(working_group=group) | Q(pk__in=joint.values("commitment"))


def counted(field: str, commitments: QuerySet) -> Counter[Any]:
    """Count ``commitments`` for each value of ``field``."""
    return Counter(commitments.values_list(field, flat=True))


class GroupListView(TodayMixin, views.GroupListView):
    """Which working groups are there, and how much has each promised?"""

    template_name = "commitments/group_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the promises of each group."""
        context = super().get_context_data(**kwargs)
        counts = counted("working_group", Commitment.objects.published())
        for group in context["object_list"]:
            group.promise_count = counts[None if group.slug == PARTNERSHIP else group.pk]
        return context


class GroupView(AsOfMixin, views.GroupView):
    """What does this group owe, and is it alive?"""

    template_name = "commitments/group.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the promises, by report and badge, and those that name the group as owner elsewhere."""
        published = Commitment.objects.published(self.at)
        rows = published.for_list(self.at).filter(of_group(self.object)).order_by("report__year", "reference")
        promises = with_badges(rows)
        by_report = [(report, list(made)) for report, made in groupby(promises, lambda row: row.report)]
        owned = Ownership.objects.filter(group=self.object, commitment__in=published).values("commitment")
        elsewhere = published.for_list(self.at).filter(pk__in=owned).exclude(of_group(self.object))
        badges = Counter(row.badge for row in promises)
        return super().get_context_data(
            promise_count=len(promises),
            answered_count=sum(badges[badge] for badge in Badge if badge.is_answer),
            by_report=by_report,
            used=[badge for badge in Badge if badges[badge]],
            table=[(report, _counts(made, badges), len(made)) for report, made in by_report],
            bars=[(report, parts(Counter(row.badge for row in made))) for report, made in by_report],
            elsewhere=with_badges(elsewhere.order_by("reference")),
            **kwargs,
        )


def _counts(promises: list[Shown], used: Counter[str]) -> list[int]:
    counts = Counter(row.badge for row in promises)
    return [counts[badge] for badge in Badge if used[badge]]


class OrganizationListView(TodayMixin, views.OrganizationListView):
    """Which institutions do the reports name, and how much has fallen to them?"""

    template_name = "commitments/organization_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the promises that name each institution."""
        context = super().get_context_data(**kwargs)
        pairs = Ownership.objects.published().exclude(organization=None).values_list("organization", "commitment")
        counts = Counter(organization for organization, _commitment in pairs.order_by().distinct())
        for _country, rows in context["by_country"]:
            for row in rows:
                row.promise_count = counts[row.pk]
        return {**context, "owing_count": len(counts)}


class OwnerMixin(TodayMixin):
    """A page of an institution or a person, with what has fallen to it in each role."""

    owner_field: str
    object: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the promises by role, and those it proposed."""
        at = timezone.localdate()
        owned = Ownership.objects.published().filter(**{self.owner_field: self.object})
        roles = set(owned.values_list("commitment", "role"))
        proposed = Q(**{f"proposer_{self.owner_field}": self.object})
        rows = Commitment.objects.published().for_list(at).filter(Q(pk__in=owned.values("commitment")) | proposed)
        promises = with_badges(rows.order_by("reference"))
        by_role = [(role, [row for row in promises if (row.pk, role) in roles]) for role in OwnershipRole]
        return super().get_context_data(
            promise_count=len({commitment for commitment, _role in roles}),
            by_role=[(role, rows) for role, rows in by_role if rows],
            proposed=[row for row in promises if getattr(row, f"proposer_{self.owner_field}_id") == self.object.pk],
            **kwargs,
        )


class OrganizationView(OwnerMixin, views.OrganizationView):
    """What has fallen to this institution?"""

    template_name = "commitments/organization.html"
    owner_field = "organization"


class PersonView(OwnerMixin, views.PersonView):
    """In which offices is this person printed, and what has fallen to them?"""

    template_name = "commitments/person.html"
    owner_field = "person"


class MarkedMixin:
    """A printed text whose sentences show the promises they make and the promises they are evidence of."""

    document: Any

    def get_passages(self) -> list[Passage]:
        """Mark the passages with ``promises`` (commitments) and ``evidence`` (updates)."""
        passages = super().get_passages()  # type: ignore[misc]
        promises, evidence = defaultdict(list), defaultdict(list)
        at = timezone.localdate()
        shown = {row.pk: row for row in with_badges(_marked(at, self.document))}
        sources = CommitmentSource.objects.filter(
            passage__document=self.document, is_primary=True, commitment__in=shown
        )
        for passage, commitment in sources.order_by("commitment__reference").values_list("passage", "commitment"):
            promises[passage].append(shown[commitment])
        updates = Update.objects.counting_at(at).filter(passage__document=self.document)
        for update in updates.select_related("commitment").order_by("commitment__reference", "pk"):
            evidence[update.passage_id].append(update)
        for passage in passages:
            passage.promises, passage.evidence = promises[passage.pk], evidence[passage.pk]
        return passages

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the sentences that promise."""
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        sections = [section for chapter in context["chapters"] for section in chapter.sections]
        promises = {row.pk for section in sections for one in section.passage_list for row in one.promises}
        return {**context, "promise_count": len(promises)}


def _marked(at: Any, document: Any) -> QuerySet:
    sources = CommitmentSource.objects.filter(passage__document=document, is_primary=True)
    rows = Commitment.objects.published().filter(pk__in=sources.values("commitment"))
    return rows.with_status(at).with_silences(at).select_related("report", "working_group")


class ReportView(MarkedMixin, TodayMixin, views.ReportView):
    """What did this report say, and where does it promise?"""

    template_name = "commitments/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add coverage."""
        return super().get_context_data(coverage=coverage(self.report), **kwargs)


class DocumentView(MarkedMixin, TodayMixin, views.DocumentView):
    """What does this document say, and of which promises is it evidence?"""


class ReportListView(TodayMixin, views.ReportListView):
    """Which reports does the record hold, and how much does each promise?"""

    template_name = "commitments/report_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the promises of each report."""
        context = super().get_context_data(**kwargs)
        counts = counted("report", Commitment.objects.published())
        for report in context["reports"]:
            report.promise_count = counts[report.pk]
        return context
