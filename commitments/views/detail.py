"""The page of one commitment: is it done, and how do we know?"""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from commitments.judging import judging
from commitments.models import Commitment, CommitmentSource
from commitments.presentation.answers import answer
from commitments.presentation.badges import read_badge
from commitments.presentation.timeline import corrected, history, timeline
from commitments.presentation.vocabulary import axis_words
from commitments.presentation.wording import change
from commitments.views.base import AsOfMixin
from reports.choices import State
from reports.templatetags.pages import longdate
from reports.views import NotHere


class CommitmentView(AsOfMixin, DetailView):
    """Badge, answer, who owes what by when, the printed words, the time line and the thread."""

    template_name = "commitments/detail.html"
    context_object_name = "commitment"
    nav = "commitments"
    twin = "commitment-detail"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the commitment, or say why it was withdrawn."""
        withdrawn = Commitment.objects.filter(
            reference=kwargs["reference"], state=State.WITHDRAWN, report__state=State.PUBLISHED
        ).first()
        if withdrawn is not None:
            context = {"name": withdrawn.reference, "row": withdrawn, "nav": self.nav}
            return render(request, "errors/410.html", context, status=410)
        return super().get(request, *args, **kwargs)

    def get_twin(self) -> str:
        """Return the same commitment in the API, as of the same days."""
        days = urlencode(self.days_asked())
        return super().get_twin() + (f"?{days}" if days else "")

    def get_object(self, queryset: QuerySet | None = None) -> Commitment:
        """Return the published commitment. Raises Http404, or NotHere for a day before it was made."""
        rows = (
            Commitment.objects.published().for_list(self.at, self.known_at).prefetch_related("milestones", "indicators")
        )
        commitment = rows.filter(reference=self.kwargs["reference"]).first()
        if commitment is None:
            raise Http404
        if commitment.promised_on > self.at:
            raise NotHere(_("On %(day)s this had not been promised yet.") % {"day": longdate(self.at)})
        return commitment

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everything that the page tells."""
        commitment = self.object
        told = history(commitment, self.at, self.known_at)
        badge = read_badge(commitment)
        sources = list(commitment.sources.all())
        return super().get_context_data(
            ownerships=commitment.ownerships.all(),
            joint_groups=commitment.joint_groups.all(),
            deliverables=commitment.deliverables.all(),
            tags=commitment.tags.all(),
            proposer=commitment.proposer_organization
            or commitment.proposer_group
            or commitment.proposer_person
            or commitment.get_proposer_party_display(),
            badge=badge,
            answer=answer(commitment, badge.badge, told),
            primary=next((source for source in sources if source.is_primary), None),
            other_sources=[source for source in sources if not source.is_primary],
            timeline=timeline(commitment, told),
            judging=judging(commitment, told.assessments, self.at, self.known_at),
            earlier=[change(link, link.older, link.newer) for link in told.to_older],
            later=[change(link, link.older, link.newer) for link in told.to_newer],
            axes=axis_words(commitment),
            corrected=corrected(commitment, self.at, self.known_at),
            siblings=self.get_siblings(sources),
            feed=reverse("files:commitment_feed", args=[commitment.reference]),
            embed={
                "page": self.request.build_absolute_uri(commitment.get_absolute_url()),
                "badge": self.request.build_absolute_uri(reverse("files:badge", args=[commitment.reference])),
            },
            **kwargs,
        )

    def get_siblings(self, sources: list[CommitmentSource]) -> list[Commitment]:
        """Return the other commitments that rest on the same sentence."""
        passages = [source.passage_id for source in sources if source.is_primary]
        return list(
            Commitment.objects.published(self.at)
            .filter(sources__passage__in=passages, sources__is_primary=True)
            .exclude(pk=self.object.pk)
            .order_by("reference")
        )
