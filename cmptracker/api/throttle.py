"""How many requests one address may make: counted in the shared cache, in fixed windows of time."""

from __future__ import annotations

import hashlib
import time
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


class Rate(NamedTuple):
    """So many requests in so many seconds."""

    limit: int
    seconds: int


class Allowance(NamedTuple):
    """What is left to one address after this request: negative where it asked too often."""

    rate: Rate
    remaining: int
    resets_in: int

    def headers(self) -> dict[str, str]:
        """Return the header fields that say so."""
        return {
            "RateLimit-Policy": f'"default";q={self.rate.limit};w={self.rate.seconds}',
            "RateLimit": f'"default";r={max(self.remaining, 0)};t={self.resets_in}',
        }


def read_rate(text: str) -> Rate | None:
    """Return the rate that ``text`` says ("600/minute"); None for no limit. Raises ValueError for anything else."""
    if not text:
        return None
    limit, _slash, unit = text.partition("/")
    if unit not in SECONDS or not limit.isdecimal():
        raise ValueError(f"A rate is a number, a slash and one of {', '.join(SECONDS)}, not {text!r}.")
    return Rate(int(limit), SECONDS[unit])


def take(request: HttpRequest) -> Allowance | None:
    """Count ``request``; None where there is no limit."""
    rate = read_rate(settings.API_RATE)
    if rate is None:
        return None
    now = time.time()
    window = int(now // rate.seconds)
    who = hashlib.sha256(_address(request).encode()).hexdigest()[:32]
    key = f"rate:{rate.seconds}:{window}:{who}"
    cache.add(key, 0, rate.seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # it expired between the two
        count = 1
    return Allowance(rate, rate.limit - count, max(1, int((window + 1) * rate.seconds - now)))


def _address(request: HttpRequest) -> str:
    """Return the address of the reader: as the last trusted proxy says, or of the connection where there is none."""
    named = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    trusted = settings.TRUSTED_PROXIES
    return named[-trusted] if 0 < trusted <= len(named) and named[-trusted] else request.META.get("REMOTE_ADDR", "")
