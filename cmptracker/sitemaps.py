"""The addresses that search engines are told: every public page, in each language with the others beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from commitments.models import Commitment, Release
from commitments.presentation.threads import running, ties
from reports.models import Document, Organization, Person, Report, WorkingGroup

PAGES = [
    "commitments:home",
    "commitments:list",
    "commitments:thread_list",
    "commitments:compare",
    "commitments:search",
    "commitments:data",
    "commitments:release_list",
    "commitments:method",
    "commitments:about",
    "commitments:accessibility",
    "reports:group_list",
    "reports:organization_list",
    "reports:person_list",
    "reports:list",
    "reports:conflict_list",
    "reports:gap_list",
    "api_guide",
]


class Addresses(Sitemap):
    """Pages of one kind, in each language."""

    i18n = True
    alternates = True
    limit = 5000

    def __init__(self, rows: Callable[[], Any], address: Callable[[Any], str]) -> None:
        self.rows = rows
        self.address = address

    def items(self) -> Any:
        """Return what the pages are of."""
        return self.rows()

    def location(self, item: Any) -> str:
        """Return the address of its page, in the language that is active."""
        return self.address(item)


def _own(row: Any) -> str:
    return row.get_absolute_url()


def _named(name: str, field: str) -> Callable[[Any], str]:
    return lambda row: reverse(name, args=[getattr(row, field)])


def _commitments() -> QuerySet:
    return Commitment.objects.published().order_by("reference").only("reference")


def _threads() -> QuerySet:
    """Return the first statements of the threads that run on, as the list of threads has them."""
    today = timezone.localdate()
    statements = Commitment.objects.published().values_list("pk", flat=True)
    return _commitments().filter(pk__in=running(statements, ties(today), today))


SECTIONS: dict[str, type[Sitemap] | Sitemap] = {
    "pages": Addresses(lambda: PAGES, reverse),
    "commitments": Addresses(_commitments, _own),
    "threads": Addresses(_threads, _named("commitments:thread", "reference")),
    "groups": Addresses(lambda: WorkingGroup.objects.order_by("code"), _own),
    "follow-ups": Addresses(lambda: WorkingGroup.objects.order_by("code"), _named("commitments:follow_up", "slug")),
    "organizations": Addresses(lambda: Organization.objects.order_by("slug"), _own),
    "people": Addresses(lambda: Person.objects.published().order_by("slug"), _own),
    "reports": Addresses(lambda: Report.objects.published().order_by("year"), _own),
    "fates": Addresses(
        lambda: Report.objects.published().order_by("year"), _named("commitments:report_status", "year")
    ),
    "documents": Addresses(lambda: Document.objects.published().order_by("slug").only("slug"), _own),
    "releases": Addresses(lambda: Release.objects.order_by("name"), _own),
}


def site_map(request: HttpRequest) -> HttpResponse:
    """Return all addresses; an index of the kinds where they are too many for one file."""
    if sum(section.paginator.count for section in SECTIONS.values() if isinstance(section, Sitemap)) > Addresses.limit:
        return views.index(request, SECTIONS, sitemap_url_name="sitemap_section")
    return views.sitemap(request, SECTIONS)
