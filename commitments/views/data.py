"""How the record is taken away: the page that tells, the live data package, releases and their files."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView, TemplateView, View

from commitments.exports import linked_data
from commitments.exports.citing import cite_release
from commitments.exports.datapackage import BY_NAME, DESCRIPTOR, LICENCE, descriptor, dumps, lines
from commitments.exports.releases import folder_of, in_words
from commitments.models import Release
from reports.views import PageMixin

FOREVER = "public, max-age=31536000, immutable"
LISTS = (
    ("commitment", _("Commitments")),
    ("update", _("Updates")),
    ("assessment", _("Assessments")),
    ("link", _("Links")),
    ("thread", _("Threads")),
    ("exclusion", _("Exclusions")),
    ("report", _("Reports")),
    ("passage", _("Passages")),
    ("group", _("Working groups")),
    ("organization", _("Institutions")),
    ("person", _("People")),
    ("appointment", _("Appointments")),
    ("meeting", _("Meetings")),
    ("conflict", _("Conflicts of sources")),
    ("gap", _("Gaps in the sources")),
)


class DataView(PageMixin, TemplateView):
    """How do I take it away?"""

    template_name = "commitments/data.html"
    nav = "data"

    def get_twin(self) -> str:
        """Return the descriptor of the data package."""
        return f"/data/{DESCRIPTOR}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add lists, package and releases."""
        address = reverse("commitments:data")
        day = f"{timezone.localdate():%Y-%m-%d}"
        return super().get_context_data(
            lists=[(label, reverse(f"api:{name}-list")) for name, label in LISTS],
            table_count=len(BY_NAME),
            releases=list(Release.objects.order_by("-pk")[:5]),
            licence=LICENCE,
            linked_data=linked_data.dataset(address, self.get_twin(), day, self.request.build_absolute_uri),
            **kwargs,
        )


class ReleaseListView(PageMixin, ListView):
    """Which states of the record can be cited for ever?"""

    template_name = "commitments/release_list.html"
    context_object_name = "releases"
    nav = "data"
    queryset = Release.objects.order_by("-pk")


class ReleaseView(PageMixin, DetailView):
    """What is in this release, and how does it differ from the one before? Told from its own row alone."""

    template_name = "commitments/release.html"
    context_object_name = "release"
    nav = "data"
    slug_field = "name"
    slug_url_kwarg = "name"
    queryset = Release.objects.select_related("previous")

    def get_twin(self) -> str:
        """Return the descriptor of its data package."""
        return f"/releases/{self.kwargs['name']}/{DESCRIPTOR}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the difference in words, the counts and the citation."""
        release = self.object
        absolute = self.request.build_absolute_uri
        address = release.get_absolute_url()
        citation = cite_release(release, absolute(address), translation.get_language())
        return super().get_context_data(
            said=in_words(release.difference),
            tables=release.difference["tables"].items(),
            bundle=next(file for file in release.files if file["name"] == release.bundle),
            citation=citation.text(),
            linked_data=linked_data.dataset(
                address, self.get_twin(), f"{release.as_of:%Y-%m-%d}", absolute, release.name
            ),
            **kwargs,
        )


class LatestReleaseView(PageMixin, View):
    """The newest release."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Lead to its page."""
        newest = Release.objects.order_by("pk").last()
        if newest is None:
            raise Http404
        return redirect(newest)


class OpenMixin(PageMixin):
    """A file that scripts of other sites may read."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer, open to all."""
        response = super().dispatch(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response


class DescriptorView(OpenMixin, View):
    """What the data package holds, as of today."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the descriptor."""
        return HttpResponse(dumps(descriptor(timezone.localdate())), content_type="application/json")


class TableView(OpenMixin, View):
    """One table of the data package, as of today."""

    def get(self, request: HttpRequest, name: str) -> HttpResponseBase:
        """Return its rows as CSV. Raises Http404 where there is no such table."""
        if name not in BY_NAME:
            raise Http404
        rows = lines(BY_NAME[name], timezone.localdate())
        return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")


class CatalogueView(OpenMixin, View):
    """The releases in DCAT."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the catalogue as JSON-LD."""
        with translation.override("en"):
            releases = Release.objects.select_related("previous").order_by("pk")
            found = linked_data.catalogue(releases, Release.get_absolute_url, request.build_absolute_uri)
        return HttpResponse(json.dumps(found, ensure_ascii=False, indent=1), content_type="application/ld+json")


class ReleaseFileView(OpenMixin, View):
    """A file of a release: it never changes, so caches may keep it for ever."""

    types: ClassVar[dict[str, str]] = {
        "csv": "text/csv; charset=utf-8",
        "json": "application/json",
        "zip": "application/zip",
    }

    def get(self, request: HttpRequest, name: str, file: str) -> HttpResponseBase:
        """Return the file. Raises Http404 for what is not listed in the release."""
        release = get_object_or_404(Release, name=name)
        listed = next((one for one in release.files if one["name"] == file), None)
        if listed is None:
            raise Http404
        etag = f'"{listed["sha256"]}"'
        held = get_conditional_response(request, etag=etag)
        if held is not None:
            return held
        try:
            opened = (folder_of(name) / file).open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        kind = self.types.get(file.rsplit(".", 1)[-1], "text/plain; charset=utf-8")
        response = FileResponse(opened, content_type=kind)
        response["ETag"] = etag
        response["Cache-Control"] = FOREVER
        return response
