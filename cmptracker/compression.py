"""Public pages leave compressed where the reader's program takes that; the page cache keeps them so."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip

PAGES = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)


class PageCompressionMiddleware(GZipMiddleware):
    """Compresses the public pages alone: they hold no secret that their length could betray, as those of staff do."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress a page that is asked for so."""
        return super().process_response(request, response) if is_page(request) else response


def is_page(request: HttpRequest) -> bool:
    """Tell whether a public page is asked for."""
    return request.path_info.startswith(PAGES)


def takes_compressed(request: HttpRequest) -> bool:
    """Tell whether the answer to ``request`` leaves compressed."""
    return is_page(request) and bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")))
