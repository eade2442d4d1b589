"""Feeds and calendars: what changed and what comes, for all commitments or those that match."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.generic import View

from commitments.exports.calendars import write
from commitments.exports.datapackage import LICENCE
from commitments.filters import CommitmentFilterSet
from commitments.groups import of_group
from commitments.models import Commitment
from commitments.presentation.changes import changes
from commitments.presentation.filter_words import say
from reports.choices import State
from reports.models import Organization, WorkingGroup
from reports.views import PageMixin
from reports.views.base import cleaned, refuse_others

BEFORE_ANY = datetime(1970, 1, 1, tzinfo=UTC)


class FollowedMixin(PageMixin):
    """The commitments that are followed: of a group, an institution, one alone, or all; and of those what matches."""

    group: WorkingGroup | None = None
    organization: Organization | None = None
    commitment: Commitment | None = None

    def read_query(self) -> dict[str, Any]:
        """Read the filter. Raises BadQuery for an unknown parameter or a bad value, Http404 for an unknown name."""
        self.filterset = CommitmentFilterSet(self.request.GET, request=self.request)
        refuse_others(self.request.GET, self.filterset.form)
        query = cleaned(self.filterset.form)
        kwargs = self.kwargs
        if "group" in kwargs:
            self.group = _found(WorkingGroup.objects.filter(slug=kwargs["group"]))
        if "organization" in kwargs:
            self.organization = _found(Organization.objects.filter(slug=kwargs["organization"]))
        if "reference" in kwargs:
            self.commitment = _found(Commitment.objects.published().filter(reference=kwargs["reference"]))
        return query

    def of(self, rows: QuerySet) -> QuerySet:
        """Return those of ``rows`` that belong to what is followed."""
        if self.group is not None:
            rows = rows.filter(of_group(self.group))
        if self.organization is not None:
            rows = self.filterset.owned_by(rows, "organization", self.organization)
        return rows.filter(pk=self.commitment.pk) if self.commitment is not None else rows

    @property
    def is_filtered(self) -> bool:
        """Whether a filter asks for something."""
        return bool(say(self.filterset))

    @property
    def is_whole(self) -> bool:
        """Whether all commitments are followed."""
        return not (self.is_filtered or self.group or self.organization or self.commitment)

    def followed(self) -> QuerySet:
        """Return the published commitments that are followed and match."""
        rows = self.of(Commitment.objects.published())
        return self.filterset.filter_queryset(rows.with_status(timezone.localdate())) if self.is_filtered else rows

    def withdrawn(self) -> QuerySet:
        """Return the withdrawn ones; a filter finds none, as it would read what is withdrawn."""
        rows = Commitment.objects.filter(state=State.WITHDRAWN, report__state=State.PUBLISHED)
        return rows.none() if self.is_filtered else self.of(rows)

    @property
    def subject(self) -> str:
        """What is followed, in words."""
        of = self.group or self.organization or (self.commitment and self.commitment.reference)
        return ", ".join([*([str(of)] if of else []), *say(self.filterset)])

    @property
    def page(self) -> str:
        """Full address of the page that shows what is followed."""
        of = self.group or self.organization or self.commitment
        address = of.get_absolute_url() if of is not None else reverse("commitments:list")  # type: ignore[attr-defined]
        query = urlencode([(name, value) for name, values in self.request.GET.lists() for value in values if value])
        return self.request.build_absolute_uri(address + (f"?{query}" if query and of is None else ""))


def _found(rows: QuerySet) -> Any:
    row = rows.first()
    if row is None:
        raise Http404
    return row


class Feed(Atom1Feed):
    """An Atom feed whose date is that of its latest change, never that of the request."""

    def latest_post_date(self) -> datetime:
        """Return the moment of the latest change."""
        return max((item["updateddate"] for item in self.items), default=BEFORE_ANY)


class FeedView(FollowedMixin, View):
    """What changed?"""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Return the feed."""
        title = _("CMP commitments: what changed")
        feed = Feed(
            title=f"{title} ({self.subject})" if self.subject else title,
            link=self.page,
            description=_("New promises, what sources say of them, verdicts, links, corrections and withdrawals."),
            language=translation.get_language(),
            feed_url=request.build_absolute_uri(),
            feed_guid=request.build_absolute_uri(),
            author_name=_("CMP commitments"),
            feed_copyright=LICENCE["title"],
        )
        host = request.get_host().rsplit(":", 1)[0]
        followed = None if self.is_whole else set(self.followed().order_by().values_list("pk", flat=True))
        for change in changes(followed, self.withdrawn()):
            feed.add_item(
                title=change.title,
                link=request.build_absolute_uri(change.commitment.get_absolute_url()),
                description=escape(change.text),
                unique_id=f"tag:{host},2026:{change.key}",
                pubdate=change.since,
                updateddate=change.at,
                categories=[change.commitment.reference],
            )
        return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


class CalendarView(FollowedMixin, View):
    """What closes, and when do they meet?"""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Return the calendar."""
        title = _("CMP commitments")
        name = f"{title}: {self.subject}" if self.subject else title
        calendar = write(name, self.followed(), self.group, self.is_whole, request.build_absolute_uri)
        return HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
