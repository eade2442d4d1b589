"""Citations of commitments, threads and releases, and the badge for other sites."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.generic import View

from commitments.exports.badge_image import draw
from commitments.exports.citing import CSL, Citation, cite_commitment, cite_release, cite_thread
from commitments.models import Commitment, Release
from commitments.presentation.badges import read_badge
from commitments.presentation.threads import ties
from reports.choices import State
from reports.versioning import current
from reports.views import PageMixin


def _shown(reference: str) -> Any:
    today = timezone.localdate()
    rows = Commitment.objects.published().with_status(today).with_silences(today)
    row = rows.select_related("report", "working_group").filter(reference=reference).first()
    if row is None:
        raise Http404
    return row


class CiteView(PageMixin, View):
    """How is it cited? As text, or as CSL-JSON where the address ends so."""

    def get(self, request: HttpRequest, form: str, **kwargs: Any) -> HttpResponse:
        """Return the citation."""
        citation = self.citation()
        if form == "json":
            return HttpResponse(json.dumps(citation.csl(), ensure_ascii=False, indent=1), content_type=CSL)
        return HttpResponse(citation.text() + "\n", content_type="text/plain; charset=utf-8")

    def citation(self) -> Citation:
        """Return what is cited. Raises Http404."""
        raise NotImplementedError

    def common(self, address: str) -> tuple[Any, ...]:
        """Return address, state of the record, day and language of the citation."""
        version = current()
        stated_on = timezone.localdate(version.changed_at) if version else None
        absolute = self.request.build_absolute_uri(address)
        return absolute, stated_on, timezone.localdate(), translation.get_language()


class CiteCommitmentView(CiteView):
    """How is this commitment cited?"""

    def citation(self) -> Citation:
        """Return the citation, with the badge of today."""
        row = _shown(self.kwargs["reference"])
        return cite_commitment(row, read_badge(row).words, *self.common(row.get_absolute_url()))


class CiteThreadView(CiteView):
    """How is this thread cited? By its oldest statement, whichever is asked for."""

    def citation(self) -> Citation:
        """Return the citation."""
        statement = get_object_or_404(Commitment.objects.published(), reference=self.kwargs["reference"])
        oldest = Commitment.objects.get(pk=ties(timezone.localdate()).thread_of(statement.pk))
        return cite_thread(oldest, *self.common(reverse("commitments:thread", args=[oldest.reference])))


class CiteReleaseView(CiteView):
    """How is this release cited?"""

    def citation(self) -> Citation:
        """Return the citation, which never changes."""
        release = get_object_or_404(Release, name=self.kwargs["name"])
        address = self.request.build_absolute_uri(release.get_absolute_url())
        return cite_release(release, address, translation.get_language())


class BadgeView(PageMixin, View):
    """How does it stand? As a picture for other sites."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Return the picture; of what has been withdrawn, one that says so (410)."""
        gone = Commitment.objects.filter(reference=reference, state=State.WITHDRAWN, report__state=State.PUBLISHED)
        if gone.exists():
            return self.picture("", reference, _("Withdrawn"), status=410)
        badge = read_badge(_shown(reference))
        return self.picture(badge.icon, reference, badge.words)

    def picture(self, icon: str, reference: str, words: str, status: int = 200) -> HttpResponse:
        """Return the answer, which pages of other sites may show."""
        name = _("Commitment %(reference)s: %(words)s") % {"reference": reference, "words": words}
        response = HttpResponse(draw(icon, reference, words, name), content_type="image/svg+xml", status=status)
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response
