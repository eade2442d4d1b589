"""Pages of the library with what became of it: groups, institutions, people and reports with their promises."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from commitments.choices import Badge, ExclusionReason, OwnershipRole, SourceRole
from commitments.coverage import coverage
from commitments.exports import linked_data
from commitments.filters import PARTNERSHIP
from commitments.groups import joint_groups, of_group
from commitments.models import Commitment, CommitmentSource, Exclusion, Indicator, Measurement, Ownership, Update
from commitments.presentation.badges import with_badges
from commitments.presentation.makeup import fate, makeup
from commitments.presentation.map import BECOMING
from commitments.presentation.pulse import pulse
from commitments.presentation.shown import parts_of
from commitments.scores import scores
from commitments.views.base import AsOfMixin, AsOfQuery, TodayMixin
from reports import views
from reports.choices import GroupReportStatus, SuccessionKind
from reports.models import GroupSuccession, Passage, Report

ELSEWHERE = "elsewhere"


def counted(field: str, commitments: QuerySet) -> Counter[Any]:
    """Count ``commitments`` for each value of ``field``."""
    return Counter(commitments.values_list(field, flat=True))


class GroupListView(TodayMixin, views.GroupListView):
    """Which working groups are there, and how much has each promised?"""

    template_name = "commitments/group_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the promises of each group, jointly carried ones included."""
        context = super().get_context_data(**kwargs)
        joint = joint_groups()
        counts: Counter[int | None] = Counter()
        for pk, group in Commitment.objects.published().values_list("pk", "working_group"):
            counts.update({group, *joint.get(pk, ())})
        for group in context["object_list"]:
            group.promise_count = counts[None if group.slug == PARTNERSHIP else group.pk]
        return context


class GroupView(AsOfMixin, views.GroupView):
    """What does this group owe, and is it alive?"""

    template_name = "commitments/group.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the promises, by report and badge, and those that name the group as owner elsewhere."""
        published = Commitment.objects.published(self.at)
        own = published.filter(of_group(self.object)).order_by("report__year", "reference")
        owned = Ownership.objects.filter(group=self.object, commitment__in=published).values("commitment")
        elsewhere = published.filter(pk__in=owned).exclude(of_group(self.object)).order_by("reference")
        wanted: dict[Any, list[int]] = defaultdict(list)
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        for pk, year, badge in own.with_status(self.at, self.known_at).values_list("pk", "report__year", "badge"):
            wanted[year].append(pk)
            counts[year][badge] += 1
        badges = sum(counts.values(), Counter())
        made = parts_of(
            {**wanted, ELSEWHERE: list(elsewhere.values_list("pk", flat=True))},
            self.at,
            self.known_at,
            query={year: {"group": self.object.slug, "report": year} for year in wanted},
            days=self.days_asked(),
        )
        others = made.pop(ELSEWHERE)
        context = super().get_context_data(
            promise_count=badges.total(),
            answered_count=sum(badges[badge] for badge in Badge if badge.is_answer),
            by_report=[(part.rows[0].report, part) for part in made.values()],
            used=[badge for badge in Badge if badges[badge]],
            table=[
                (part.rows[0].report, [counts[year][badge] for badge in Badge if badges[badge]], part.total)
                for year, part in made.items()
            ],
            makeup=makeup((part.rows[0].report.period, counts[year]) for year, part in made.items()),
            fate=fate(badges),
            elsewhere=others.rows,
            pulse=pulse(
                self.object,
                of_group(self.object),
                self.at,
                self.known_at,
                is_partnership=self.object.slug == PARTNERSHIP,
            ),
            scores=scores(Commitment.objects.filter(of_group(self.object)), self.at, self.known_at),
            indicators=indicators(of_group(self.object), self.at),
            feed=reverse("files:group_feed", args=[self.object.slug]),
            calendar=reverse("files:group_calendar", args=[self.object.slug]),
            promises=_as_list(group=self.object.slug, **self.days_asked()),
            linked_data=linked_data.organization(self.object, self.request.build_absolute_uri),
            **kwargs,
        )
        return {**context, **self.is_alive(context["held_reports"], context["lineage"])}

    def is_alive(self, reports: list[Report], lineage: Iterable[GroupSuccession]) -> dict[str, Any]:
        """Tell by that day: the last of ``reports`` with a chapter of the group, the last of all, and who followed it."""
        held = [report for report in reports if report.meeting is not None and report.meeting.ends_on <= self.at]
        standings = {row.report_id: row.status for row in self.object.standings}
        chapters = [report for report in held if standings.get(report.pk) == GroupReportStatus.CHAPTER]
        after = [row for row in lineage if row.predecessor_id == self.object.pk and row.latest <= self.at.year]
        return {
            "last_chapter": chapters[-1] if chapters else None,
            "latest_report": held[-1] if held else None,
            "heirs": [row.successor for row in after if row.kind in BECOMING and row.successor is not None],
            "dissolved": next((row.latest for row in after if row.kind == SuccessionKind.DISSOLVED), None),
        }


def indicators(commitments: Q, at: date) -> QuerySet:
    """Return the indicators of ``commitments`` that had been promised by the day ``at``, with their values by then."""
    values = Measurement.objects.published().filter(measured_on__lte=at).order_by("measured_on", "pk")
    return (
        Indicator.objects.filter(commitment__in=Commitment.objects.published(at).filter(commitments))
        .select_related("commitment")
        .prefetch_related(Prefetch("measurements", queryset=values, to_attr="values_held"))
        .order_by("commitment__reference", "pk")
    )


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
        return {**context, "owing_count": sum(1 for row in self.object_list if counts[row.pk])}


def _as_list(**query: str) -> str:
    """Return the address of the commitments that match, in the API."""
    return f"{reverse('api:commitment-list')}?{urlencode(query)}"


class OwnerMixin(AsOfMixin):
    """A page of an institution or a person, with what has fallen to it in each role by that day."""

    owner_field: str
    object: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the promises by role, and those it proposed."""
        published = Commitment.objects.published(self.at)
        owned = Ownership.objects.filter(**{self.owner_field: self.object}, commitment__in=published)
        roles = list(owned.order_by("commitment__reference").values_list("commitment", "role").distinct())
        by_role = {role: [commitment for commitment, its_role in roles if its_role == role] for role in OwnershipRole}
        proposed = published.filter(**{f"proposer_{self.owner_field}": self.object})
        wanted: dict[Any, list[int]] = {role: rows for role, rows in by_role.items() if rows}
        made = parts_of(
            {**wanted, ELSEWHERE: list(proposed.order_by("reference").values_list("pk", flat=True))},
            self.at,
            self.known_at,
            query={role: {self.owner_field: self.object.slug} for role in wanted}
            | {ELSEWHERE: {f"proposer_{self.owner_field}": self.object.slug}},
            days=self.days_asked(),
        )
        return super().get_context_data(
            promise_count=len({commitment for commitment, _role in roles}),
            proposed=made.pop(ELSEWHERE),
            by_role=list(made.items()),
            **kwargs,
        )


class OrganizationView(OwnerMixin, views.OrganizationView):
    """What has fallen to this institution?"""

    template_name = "commitments/organization.html"
    owner_field = "organization"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add feed, calendar and the description for machines."""
        return super().get_context_data(
            feed=reverse("files:organization_feed", args=[self.object.slug]),
            calendar=reverse("files:organization_calendar", args=[self.object.slug]),
            promises=_as_list(organization=self.object.slug, **self.days_asked()),
            linked_data=linked_data.organization(self.object, self.request.build_absolute_uri),
            **kwargs,
        )


class PersonView(OwnerMixin, views.PersonView):
    """In which offices is this person printed, and what has fallen to them?"""

    template_name = "commitments/person.html"
    owner_field = "person"


class MarkedQuery(AsOfQuery, views.FindQuery):
    """The day as of which the marks speak, and the words to find."""


class MarkedMixin(AsOfMixin):
    """A printed text whose sentences show the promises they make and the promises they are evidence of, by that day."""

    query_form_class = MarkedQuery
    document: Any

    def get_passages(self) -> list[Passage]:
        """Mark the passages with ``promises`` (commitments), ``evidence`` (updates) and ``exclusion`` (None: not set aside)."""
        passages = super().get_passages()  # type: ignore[misc]
        promises, evidence = defaultdict(list), defaultdict(list)
        shown = {row.pk: row for row in with_badges(self.marked())}
        sources = CommitmentSource.objects.filter(passage__document=self.document, role=SourceRole.PROMISE)
        for passage, commitment in sources.order_by("commitment__reference").values_list("passage", "commitment"):
            if commitment in shown:
                promises[passage].append(shown[commitment])
        updates = Update.objects.counting_at(self.at, self.known_at).filter(passage__document=self.document)
        for update in updates.select_related("commitment").order_by("commitment__reference", "pk"):
            evidence[update.passage_id].append(update)
        aside = {
            row.passage_id: row
            for row in Exclusion.objects.counting(self.known_at).filter(passage__document=self.document)
        }
        for passage in passages:
            passage.promises, passage.evidence = promises[passage.pk], evidence[passage.pk]
            passage.exclusion = aside.get(passage.pk)
        return passages

    def marked(self) -> QuerySet:
        """Return the promises that the text prints, with what their badges need."""
        sources = CommitmentSource.objects.filter(passage__document=self.document, is_primary=True)
        rows = Commitment.objects.published(self.at).filter(pk__in=sources.values("commitment"))
        rows = rows.with_status(self.at, self.known_at, names=("badge",)).with_silences(self.at, self.known_at)
        return rows.select_related("report", "working_group")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the sentences that promise; list those that are set aside, by reason."""
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        sections = [section for chapter in context["chapters"] for section in chapter.sections]
        promises = {row.pk for section in sections for one in section.passage_list for row in one.promises}
        aside = [one for section in sections for one in section.passage_list if one.exclusion]
        by_reason = [(reason, [one for one in aside if one.exclusion.reason == reason]) for reason in ExclusionReason]
        return {**context, "promise_count": len(promises), "set_aside": [row for row in by_reason if row[1]]}


class ReportView(MarkedMixin, views.ReportView):
    """What did this report say, and where does it promise?"""

    template_name = "commitments/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add coverage."""
        return super().get_context_data(
            coverage=coverage(self.report),
            linked_data=linked_data.report(self.report, self.request.build_absolute_uri),
            **kwargs,
        )


class DocumentView(MarkedMixin, views.DocumentView):
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
        return {**context, "promise_count": sum(report.promise_count for report in context["reports"])}
