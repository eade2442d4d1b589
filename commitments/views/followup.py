"""Following up: how did the promises of one report fare, and what must a group still answer?"""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView

from commitments.choices import Badge, Life, Says, Strength
from commitments.coverage import coverage
from commitments.models import Commitment, CommitmentSource, Update
from commitments.presentation.makeup import fate, makeup
from commitments.presentation.shown import parts_of, shown
from commitments.scores import STRENGTHS, scores
from commitments.views.base import AsOfMixin
from commitments.views.library import of_group
from reports.choices import SectionRole
from reports.models import Report, WorkingGroup
from reports.templatetags.pages import longdate
from reports.views import NotHere
from reports.views.printed import published_report


class ReportStatusView(AsOfMixin, TemplateView):
    """Every promise of one report with its badge, the silent ones first."""

    template_name = "commitments/report_status.html"
    nav = "reports"
    report: Report

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the report's promises; 410 if it was withdrawn, 404 for a day before it."""
        report = published_report(kwargs["year"])
        if report is None:
            return render(request, "errors/410.html", {"name": str(kwargs["year"])}, status=410)
        self.report = report
        return super().get(request, *args, **kwargs)

    def get_twin(self) -> str:
        """Return the same promises in the API."""
        return f"{reverse('api:commitment-list')}?{urlencode({'report': self.kwargs['year'], **self.days_asked()})}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sort the promises by badge and count them by strength."""
        rows = Commitment.objects.published(self.at).filter(report=self.report).with_status(self.at, self.known_at)
        in_section = CommitmentSource.objects.filter(
            commitment=OuterRef("pk"), is_primary=True, passage__section__role=SectionRole.PROMISES
        )
        rows = rows.annotate(in_section=Exists(in_section)).order_by("reference")
        promises = list(rows.values_list("pk", "badge", "strength", "in_section"))
        if not promises and self.as_of:
            raise NotHere(_("On %(day)s this report had promised nothing yet.") % {"day": longdate(self.at)})
        by_badge = {
            badge: [pk for pk, its_badge, *_others in promises if its_badge == badge] for badge in silent_first()
        }
        by_badge = {badge: pks for badge, pks in by_badge.items() if pks}
        query = {badge: {"report": self.report.year, "badge": badge.value} for badge in by_badge}
        parts = parts_of(by_badge, self.at, self.known_at, query=query, days=self.days_asked())
        counts = Counter((strength, badge) for _pk, badge, strength, _in_section in promises)
        in_sections = [Badge(badge) for _pk, badge, strength, inside in promises if inside and strength in STRENGTHS]
        return super().get_context_data(
            report=self.report,
            promise_count=len(promises),
            answered_count=sum(len(pks) for badge, pks in by_badge.items() if badge.is_answer),
            silent_count=sum(len(pks) for badge, pks in by_badge.items() if badge.is_silence),
            in_sections_count=len(in_sections),
            in_sections_silent_count=sum(badge.is_silence for badge in in_sections),
            by_badge=list(parts.items()),
            makeup=makeup(_bars(counts)),
            fate=fate(Counter(badge for _pk, badge, _strength, _inside in promises)),
            strengths=[_of_strength(strength, counts, list(by_badge)) for strength in Strength],
            coverage=coverage(self.report),
            scores=scores(Commitment.objects.filter(report=self.report), self.at, self.known_at),
            **kwargs,
        )


def silent_first() -> list[Badge]:
    """Return the badges with silence in front, then those still without an answer, then the rest as in the table."""
    return sorted(Badge, key=lambda badge: (not badge.is_silence, badge.is_answer))


def _bars(counts: Counter[tuple[str, str]]) -> list[tuple[Any, Counter[str]]]:
    """Return what is drawn: all that has an answer, all that has none, and each strength."""
    answered, unanswered = Counter[str](), Counter[str]()
    by_strength: dict[str, Counter[str]] = {strength: Counter() for strength in Strength}
    for (strength, badge), number in counts.items():
        (answered if Badge(badge).is_answer else unanswered)[badge] += number
        by_strength[strength][badge] += number
    strengths = [(strength.label, by_strength[strength]) for strength in Strength]
    return [(_("Answered"), answered), (_("Without an answer"), unanswered), *strengths]


def _of_strength(strength: Strength, counts: Counter[tuple[str, str]], badges: list[Badge]) -> dict[str, Any]:
    of_it = [counts[strength, badge] for badge in badges]
    return {"strength": strength, "counts": of_it, "total": sum(of_it)}


class FollowUpView(AsOfMixin, DetailView):
    """A sheet for the co-chairs of one group: each open promise with its last word, and lines for the answer."""

    template_name = "commitments/follow_up.html"
    context_object_name = "group"
    queryset = WorkingGroup.objects.all()
    nav = "groups"

    def get_twin(self) -> str:
        """Return the same promises in the API."""
        asked = [
            ("group", self.object.slug),
            *(("life", life.value) for life in UNANSWERED),
            *self.days_asked().items(),
        ]
        return f"{reverse('api:commitment-list')}?{urlencode(asked)}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the open promises, each with the last word on it."""
        rows = Commitment.objects.published(self.at).with_status(self.at, self.known_at).filter(of_group(self.object))
        rows = rows.filter(life__in=UNANSWERED).order_by("report__year", "reference")
        promises = shown(list(rows.values_list("pk", flat=True)), self.at, self.known_at)
        updates = Update.objects.counting_at(self.at, self.known_at).exclude(says=Says.NOT_MENTIONED)
        last: dict[int, Update] = {}
        for update in updates.filter(commitment__in=[row.pk for row in promises]).latest_first():
            last.setdefault(update.commitment_id, update)
        for row in promises:
            row.last_word = last.get(row.pk)
        return super().get_context_data(promises=promises, **kwargs)


UNANSWERED = (Life.OPEN, Life.LAPSED)
