"""Error pages in the look of the site, and what robots are told. None of them asks the database."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import TemplateView

from cmptracker.api.middleware import ROOT


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which parameter cannot be read (400)."""
    return _page(request, 400, errors=getattr(exception, "errors", {}))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is for others (403)."""
    return _page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing stands here, and why if that is known (404)."""
    return _page(request, 404, reason=getattr(exception, "reason", ""))


def too_many_requests(request: HttpRequest, seconds: int) -> HttpResponse:
    """Ask the reader to wait for ``seconds`` (429)."""
    response = render(request, "errors/429.html", {"seconds": seconds}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something failed here (500)."""
    return _page(request, 500)


def _page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """Return the page; nothing in the API, where a problem takes its place (``PublicApiMiddleware``)."""
    if request.path_info.startswith(ROOT):
        return HttpResponse(status=status)
    return render(request, f"errors/{status}.html", context, status=status)


class RobotsView(TemplateView):
    """Where robots may go: everywhere but the admin."""

    template_name = "robots.txt"
    content_type = "text/plain; charset=utf-8"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where the addresses are listed."""
        return super().get_context_data(sitemap=self.request.build_absolute_uri(reverse("sitemap")), **kwargs)
