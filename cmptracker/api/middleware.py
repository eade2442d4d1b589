"""What holds for every answer below /api/: open to other sites, without cookies, counted, errors as problems."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from cmptracker.api.errors import MEDIA_TYPE, problem
from cmptracker.api.throttle import take
from reports.api.parameters import read_language

ROOT = "/api/"
LONGEST_ADDRESS = 8000
EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Deprecation, Sunset"
ALLOWED = "Accept, If-None-Match, If-Modified-Since"


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
            response = self._counted(request)
        with translation.override(language):
            response = _with_problem(request, response)
        response["Content-Language"] = language
        _forget_the_reader(response)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Allow-Headers"] = ALLOWED
            response["Access-Control-Max-Age"] = "86400"
        return response

    def _counted(self, request: HttpRequest) -> HttpResponse:
        """Answer unless the reader asked too often or too long; preflights are not counted."""
        if len(request.get_full_path()) > LONGEST_ADDRESS:
            return _refused(request, HTTPStatus.REQUEST_URI_TOO_LONG)
        allowance = take(request) if request.method != "OPTIONS" else None
        if allowance is None:
            return self.get_response(request)
        if allowance.remaining >= 0:
            response = self.get_response(request)
        else:
            told = _("Too many requests from your address; wait %(seconds)s seconds.") % {
                "seconds": allowance.resets_in
            }
            response = _refused(request, HTTPStatus.TOO_MANY_REQUESTS, told)
            response["Retry-After"] = str(allowance.resets_in)
        for name, value in allowance.headers().items():
            response[name] = value
        return response


def _refused(request: HttpRequest, status: HTTPStatus, detail: str | None = None) -> HttpResponse:
    return HttpResponse(_body(request, status, detail), status=status, content_type=MEDIA_TYPE)


def _body(request: HttpRequest, status: int, detail: str | None = None) -> bytes:
    return json.dumps(problem(request, status, detail), ensure_ascii=False).encode()


def _with_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Put a problem in the place of an error page."""
    if response.status_code < 400 or response.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    body = _body(request, response.status_code)
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
