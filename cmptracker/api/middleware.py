"""What holds for every answer below /api/: open to other sites, without cookies, cacheable, errors as problems."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, set_response_etag

from cmptracker.api.errors import MEDIA_TYPE, problem
from reports.api.parameters import read_language

ROOT = "/api/"
MAX_AGE = 300


class PublicApiMiddleware:
    """Stands outside all other middleware, so that it sees what they add and the errors that they raise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; below /api/ as the module says."""
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        language = read_language(request.GET)
        with translation.override(language):
            response = self.get_response(request)
        with translation.override(language):
            response = _with_problem(request, response)
        response["Content-Language"] = language
        _forget_the_reader(response)
        response = _conditional(request, response)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link"
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
            response["Access-Control-Max-Age"] = "86400"
        return response


def _with_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Put a problem in the place of an error page."""
    if response.status_code < 400 or response.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    body = json.dumps(problem(request, response.status_code), ensure_ascii=False).encode()
    response.content = body
    response["Content-Type"] = MEDIA_TYPE
    response["Content-Length"] = str(len(body))
    return response


def _forget_the_reader(response: HttpResponse) -> None:
    """Leave out what would make the answer one reader's own: it depends on its address and the asked type alone."""
    response.cookies.clear()
    kept = [name for name in response.get("Vary", "").replace(" ", "").split(",") if name.lower() == "accept"]
    del response["Vary"]
    if kept:
        response["Vary"] = ", ".join(kept)


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give the answer an ETag, or 304 where the reader holds it already."""
    if response.status_code != 200 or request.method not in ("GET", "HEAD") or response.streaming:
        return response
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
