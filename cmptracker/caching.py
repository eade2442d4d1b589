"""Public answers carry the version of the record, and are kept until it changes.

An answer to an anonymous GET depends on its address, the host it was asked of, the day (schedules depend on it), the
release of the code and the version of the record (:mod:`reports.versioning`); in the API also on the media types that
are asked for, of a page on whether it leaves compressed. All of them make its ETag and its key in the cache, and the
version changes in the transaction that changes the record: what a key names is never stale. Knowing that the reader
holds the answer takes one query.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from cmptracker.compression import takes_compressed
from cmptracker.release import this_release
from reports import versioning
from reports.versioning import Version

API = "/api/"
PUBLIC = (API, "/data/", *(f"/{code}/" for code, _name in settings.LANGUAGES))
SHARED_SECONDS = 60
LARGEST = 1024 * 1024
UNSETTLED = timedelta(seconds=2)


class PublicCacheMiddleware:
    """Stands outside all that makes an answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed("Templates change under a running development server.")
        self.get_response = get_response
        self.release = this_release()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with 304, from the cache, or anew."""
        if request.method not in ("GET", "HEAD") or not request.path_info.startswith(PUBLIC):
            return self.get_response(request)
        now = timezone.now()
        version = versioning.current()
        if version is None:
            return self.get_response(request)
        key = self._key(request, version, now)
        headers = self._headers(key, version, now)
        if _is_held(request, headers):
            return HttpResponseNotModified(headers=headers)
        response = _kept(key)
        if response is None:
            response = self.get_response(request)
            if response.status_code == 200:
                _keep(key, response)
        if response.status_code == 200:
            for name, value in headers.items():
                response.headers[name] = value
        elif response.status_code >= 400:
            response.headers["Cache-Control"] = "no-cache"
        return response

    def _key(self, request: HttpRequest, version: Version, now: datetime) -> str:
        accepted = request.headers.get("Accept", "") if request.path_info.startswith(API) else ""
        parts = (
            version.token,
            self.release.checksum,
            timezone.localdate(now).isoformat(),
            request.scheme,
            request.get_host(),
            request.get_full_path(),
            accepted,
            takes_compressed(request),
        )
        return hashlib.sha256(repr(parts).encode(errors="backslashreplace")).hexdigest()[:40]

    def _headers(self, key: str, version: Version, now: datetime) -> dict[str, str]:
        """Return the headers of an answer: readers ask again each time, shared caches after a minute.

        An answer that is younger than two seconds has no Last-Modified: a further change might fall into the same one.
        """
        midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        left = int((midnight + timedelta(days=1) - now).total_seconds())
        headers = {
            "ETag": f'W/"{key}"',
            "Cache-Control": f"public, max-age=0, s-maxage={min(SHARED_SECONDS, left)}, must-revalidate",
        }
        modified = max(version.changed_at, midnight, self.release.placed_at)
        if modified < now - UNSETTLED:
            headers["Last-Modified"] = http_date(modified.astimezone(UTC).timestamp())
        return headers


def _is_held(request: HttpRequest, headers: dict[str, str]) -> bool:
    """Whether the reader holds this very answer. A date must be the one that was given, not merely a later one."""
    if "If-None-Match" in request.headers:
        return headers["ETag"] in parse_etags(request.headers["If-None-Match"])
    asked = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return asked is not None and "Last-Modified" in headers and http_date(asked) == headers["Last-Modified"]


def _kept(key: str) -> HttpResponse | None:
    """Return the answer that is kept under ``key``."""
    kept = cache.get(f"answer:{key}") if settings.PAGE_CACHE_SECONDS else None
    return HttpResponse(kept[0], headers=kept[1]) if kept else None


def _keep(key: str, response: HttpResponse) -> None:
    """Keep the answer, unless it is one reader's own, too large, or not whole yet."""
    if not settings.PAGE_CACHE_SECONDS or response.streaming or response.cookies:
        return
    if len(response.content) <= LARGEST:
        cache.set(f"answer:{key}", (response.content, dict(response.headers)), settings.PAGE_CACHE_SECONDS)
