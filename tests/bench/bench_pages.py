"""``python -m tests.bench.bench_pages [--sizes 100 1000 10000]``: what the pages cost beyond sending them.

In a database of its own, made beside the one of ``DATABASE_URL`` and dropped at the end, with a record of each size
(``tests/large.py``). A page is compared with its own bytes sent by a plain Django view through the same middleware, in
the same run, by turns. Times are processor time, of this process and of the database server's (where it runs on this
machine; else the time by the clock), the least of several runs. All is asked for as browsers do: compressed.

* *Fresh*: nothing kept. *Kept*: from the page cache. *304*: with the ETag of the answer that is held.
* The queries of each, the one for the version of the record among them.

Exit status 1 where a kept answer takes more than half of a fresh one, or where it or a 304 takes more than one query.
"""

import argparse
import gzip
import os
import sys
import tempfile
from contextlib import contextmanager

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmptracker.settings")
    django.setup()

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from cmptracker import urls as site
from commitments import seeding
from tests.bench.bench_api import by_turns, ms
from tests.large import make_history

SIZES = (100, 1_000, 10_000)
KEPT = 0.5
QUICK = 10
FIRST = "CMP-2001-G00-00000"
PAGES = (
    "/en/",
    "/en/commitments/",
    "/en/commitments/?badge=not_mentioned",
    f"/en/commitments/{FIRST}/",
    "/en/threads/",
    f"/en/threads/{FIRST}/",
    "/en/compare/?older=2003&newer=2005",
    "/en/search/?q=measure",
    "/en/groups/",
    "/en/groups/group-g00/",
    "/en/groups/group-g00/follow-up/",
    "/en/organizations/",
    "/en/organizations/owner-0/",
    "/en/people/person-0/",
    "/en/reports/",
    "/en/reports/2001/",
    "/en/reports/2001/status/",
    "/en/method/",
    "/en/data/",
    "/en/commitments/feed.atom",
    "/en/commitments/calendar.ics",
)
NOT_KEPT = ("/sitemap.xml",)  # outside the page cache: crawlers alone ask for it
SENT = {}  # what the plain view sends


def plain(request):
    """Send a page that is ready."""
    return HttpResponse(SENT["content"], content_type=SENT["type"])


urlpatterns = [path("en/plain/", plain), *site.urlpatterns]


@contextmanager
def record_of(size):
    """Make a record of ``size`` commitments in a database of its own, and drop it at the end."""
    before = connection.settings_dict["NAME"]
    with tempfile.TemporaryDirectory() as folder:
        test = connection.settings_dict["TEST"]
        test["NAME"] = f"{folder}/bench.sqlite3" if connection.vendor == "sqlite" else f"bench_pages_{os.getpid()}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with transaction.atomic():
                make_history(size)
            seeding.tell_planner()
            yield
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


def asked(address, status=200, **headers):
    """Ask for an answer; return it and the number of its queries. Raises RuntimeError where it is another."""
    with CaptureQueriesContext(connection) as queries:
        response = get(address, **headers)
    if response.status_code != status:
        raise RuntimeError(f"{address}: {response.status_code}")
    return response, len(queries)


def get(address, **headers):
    """Ask for an answer as browsers do, which take it compressed."""
    return Client().get(address, headers={"accept-encoding": "gzip", **headers})


def measure(address, times):
    """Return the least times (plain, fresh, kept, 304) in seconds, and the queries of the last three."""
    with override_settings(PAGE_CACHE_SECONDS=0):
        response, fresh_queries = asked(address)
        is_packed = response.get("Content-Encoding") == "gzip"
        content = gzip.decompress(response.content) if is_packed else response.content
        SENT.update(content=content, type=response["Content-Type"])
        plain_time, fresh = by_turns([lambda: get("/en/plain/"), lambda: get(address)], times)
    if address in NOT_KEPT:
        return (plain_time, fresh, None, None), (fresh_queries, None, None)
    cache.clear()
    etag = asked(address)[0]["ETag"]
    _kept, kept_queries = asked(address)
    _held, held_queries = asked(address, 304, if_none_match=etag)
    kept, held = by_turns([lambda: get(address), lambda: get(address, if_none_match=etag)], QUICK)
    return (plain_time, fresh, kept, held), (fresh_queries, kept_queries, held_queries)


def bench(size):
    """Print a line for each page; tell whether a limit was missed."""
    is_missed = False
    sys.stdout.write(f"\n{connection.vendor}, {size:,} commitments\n")
    head = ("page", "plain", "fresh", "times", "kept", "of fresh", "304", "queries")
    sys.stdout.write("{:42}{:>10}{:>12}{:>8}{:>10}{:>10}{:>10}  {}\n".format(*head))
    for address in (*PAGES, *NOT_KEPT):
        (plain_time, fresh, kept, held), queries = measure(address, 3 if size > 1000 else 5)
        columns = f"{address:42}{ms(plain_time):>10}{ms(fresh):>12}{fresh / plain_time:8.1f}"
        if kept is None:
            sys.stdout.write(f"{columns}{'':32}{queries[0]}\n")
            continue
        is_met = kept / fresh <= KEPT and queries[1:] == (1, 1)
        is_missed = is_missed or not is_met
        told = "/".join(map(str, queries))
        sys.stdout.write(
            f"{columns}{ms(kept):>10}{kept / fresh:10.2f}{ms(held):>10}  {told}{'' if is_met else '  MISSED'}\n"
        )
        sys.stdout.flush()
    return is_missed


def main():
    parser = argparse.ArgumentParser(description="What the pages cost beyond sending them.")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    sizes = parser.parse_args().sizes
    settings.ALLOWED_HOSTS = ["testserver"]
    is_missed = False
    with override_settings(ROOT_URLCONF=__name__):
        for size in sizes:
            with record_of(size):
                is_missed = bench(size) or is_missed
    sys.exit(is_missed)


if __name__ == "__main__":
    main()
