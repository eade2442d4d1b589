"""``python -m tests.bench.bench_api [--sizes 10000 100000]``: what the API costs beyond its SQL.

In a database of its own, made beside the one of ``DATABASE_URL`` and dropped at the end, with a record of each size
(``tests/large.py``). All times are processor time, of this process and of the database server's (where it runs on
this machine; else the time by the clock), the least of several runs; what is compared is run by turns. Memory is the
resident set of a process of its own, at the end of each part of the file against the moment before it was asked for.

* *Page*: ``/api/v1/commitments/?page_size=50`` through all middleware. Its base is a plain Django view that issues the
  very same statements on a bare cursor, fetches them in full, and writes the same body with orjson; that it finds the
  body ready made, and need not put it together from the rows, makes the base a little faster than it could be.
* *Fresh*: nothing kept. *Repeated*: with the page cache. *Not modified*: with the ETag of the answer that is held.
* *Deep*: a page behind a cursor at 95 % of the list, against the first one.
* *File*: every row. Its base runs the same statements with the same parameters on a cursor of the driver itself,
  and fetches them in full; nothing is converted or written.

Exit status 1 where a limit is missed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import orjson

if __name__ == "__main__":
    from cmptracker import wsgi  # noqa: F401 (a process as the server's)

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from cmptracker import urls as site
from cmptracker.api.pagination import sealed
from commitments.models import Commitment
from reports.api.rows import PORTION
from tests.large import make_history

SIZES = (10_000, 100_000)
LIST = "/api/v1/commitments/"
PAGE = f"{LIST}?page_size=50"
PAGES = 20
MIB = 1024 * 1024
KEPT = {}  # what the plain view repeats: the statements of a page, and its body

# Ratios: at most, but for files, where it is rows per second against the base: at least.
FRESH, REPEATED, NOT_MODIFIED, DEEP, FILE, MEMORY = 8, 0.5, 0.35, 1.2, 0.7, 16


def plain_page(request):
    """The same rows by raw SQL, the same body by orjson."""
    with connection.cursor() as cursor:
        for sql, params in KEPT["statements"]:
            cursor.execute(sql, params)
            cursor.fetchall()
    return HttpResponse(orjson.dumps(KEPT["body"]), content_type="application/json")


urlpatterns = [path("plain/", plain_page), *site.urlpatterns]


def processor():
    """Seconds of processor time of this process, and of the database's that works for it."""
    spent = time.process_time()
    if connection.vendor == "postgresql":
        schedule = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        if not schedule.exists():
            return time.monotonic()
        spent += int(schedule.read_text().split()[0]) / 1e9
    return spent


def by_turns(actions, times):
    """The least time of each of ``actions``, run by turns, in seconds."""
    least = [float("inf")] * len(actions)
    for _ in range(times):
        for place, action in enumerate(actions):
            began = processor()
            action()
            least[place] = min(least[place], processor() - began)
    return least


@contextmanager
def statements():
    """Collect the statements that are issued, with their parameters."""
    issued = []

    def note(execute, sql, params, many, context):
        issued.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield issued


def driver(issued):
    """Run the statements on a cursor of the driver itself, and fetch them in full."""
    mark = "%s" if connection.vendor == "postgresql" else "?"
    ready = [(sql.replace("%s", mark).replace("%%", "%"), params or ()) for sql, params in issued]

    def run():
        for sql, params in ready:
            cursor = connection.connection.cursor()
            cursor.execute(sql, params)
            cursor.fetchall()
            cursor.close()

    return run


class Report:
    """The lines of the table, and whether a limit was missed."""

    def __init__(self):
        self.is_missed = False

    def line(self, name, measured, base, ratio, limit=None, at_least=False):
        told, verdict = "", ""
        if limit is not None:
            is_met = ratio >= limit if at_least else ratio <= limit
            self.is_missed = self.is_missed or not is_met
            told = f"{'at least' if at_least else 'at most'} {limit}"
            verdict = "ok" if is_met else "MISSED"
        sys.stdout.write(f"  {name:34} {measured:>14} {base:>14} {ratio:8.2f}  {told:13} {verdict}\n")
        sys.stdout.flush()


def get(address, **headers):
    """Ask for an answer, and read all of it."""
    response = Client().get(address, headers=headers)
    if response.status_code not in (200, 304):
        raise RuntimeError(f"{address}: {response.status_code}")
    return response


def drain(address):
    """Read a file to its end, and let it go; return its length."""
    response = get(address)
    parts = response.streaming_content if response.streaming else [response.content]
    return sum(map(len, parts))


def pages(report):
    """Measure pages."""
    with override_settings(ROOT_URLCONF=__name__):
        with override_settings(PAGE_CACHE_SECONDS=0):
            get(PAGE)
            with statements() as issued:
                response = get(PAGE)
            KEPT.update(statements=issued, body=orjson.loads(response.content))
            if get("/plain/").content != response.content:
                raise RuntimeError("The plain view answers otherwise.")
            fresh, base = by_turns([lambda: get(PAGE), lambda: get("/plain/")], PAGES)
            report.line("page of 50, fresh", ms(fresh), ms(base), fresh / base, FRESH)
            deep = Commitment.objects.order_by("pk").values_list("pk", flat=True)[
                int(Commitment.objects.count() * 0.95)
            ]
            cursors = [f"{PAGE}&cursor={cursor}" for cursor in ("*", sealed(deep))]
            first, behind = by_turns([lambda: get(cursors[0]), lambda: get(cursors[1])], PAGES)
            report.line("page by cursor at 95 %, first", ms(behind), ms(first), behind / first, DEEP)
        etag = get(PAGE)["ETag"]
        with CaptureQueriesContext(connection) as queries:
            held = get(PAGE, if_none_match=etag)
            asked = len(queries)
        if held.status_code != 304:
            raise RuntimeError("The answer that is held is given again.")
        repeated, unchanged, base = by_turns(
            [lambda: get(PAGE), lambda: get(PAGE, if_none_match=etag), lambda: get("/plain/")], PAGES
        )
        report.line("page of 50, repeated", ms(repeated), ms(base), repeated / base, REPEATED)
        report.line("page of 50, not modified", ms(unchanged), ms(base), unchanged / base, NOT_MODIFIED)
        report.line("  its queries", asked, 1, asked, 1)


def files(report, size, url):
    """Measure files: speed here, memory in a process of its own."""
    times = 3 if size <= 10_000 else 1
    for kind, limit in (("csv", FILE), ("ndjson", None), ("xlsx", None)):
        if kind != "csv" and size > 10_000:
            continue
        address = f"{LIST}?format={kind}"
        drain(f"{address}&report=2001")
        with statements() as issued:
            drain(address)
        made, base = by_turns([lambda address=address: drain(address), driver(issued)], times)
        name = f"{kind.upper()}, rows a second"
        report.line(name, f"{size / made:,.0f}", f"{size / base:,.0f}", base / made, limit, at_least=True)
        report.line("  its statements, for each portion", len(issued), "", (len(issued) - 2) / -(-size // PORTION), 8)
        if kind != "xlsx":
            command = [sys.executable, "-m", "tests.bench.bench_api", "--memory", address]
            grown = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, capture_output=True, check=True)
            report.line("  memory while sending, MiB", "", "", int(grown.stdout) / MIB, MEMORY)


def memory(address):
    """Print by how many bytes this process grows while it sends the file at ``address``."""
    drain(f"{address}&report=2001&tag=youth")
    before = resident()
    most = max(resident() for _part in get(address).streaming_content)
    sys.stdout.write(str(max(0, most - before)))


def resident():
    """Bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def ms(seconds):
    return f"{seconds * 1000:.1f} ms"


def measure(size, report):
    """Make a record of ``size`` in a database of its own, and measure in it."""
    with tempfile.TemporaryDirectory() as folder:
        test = connection.settings_dict["TEST"]
        test["NAME"] = f"{folder}/bench.sqlite3" if connection.vendor == "sqlite" else f"bench_api_{os.getpid()}"
        before = connection.settings_dict["NAME"]
        name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with transaction.atomic():
                make_history(size)
            if connection.vendor == "postgresql":  # as its autovacuum would after a while
                with connection.cursor() as cursor:
                    cursor.execute("VACUUM ANALYZE")
            sys.stdout.write(f"\n{connection.vendor}, {size:,} commitments\n")
            report.line("", "here", "base", 1)
            pages(report)
            files(report, size, address_of(name))
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


def address_of(name):
    """The address of the database that was made."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def main():
    parser = argparse.ArgumentParser(description="What the API costs beyond its SQL.")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--memory", metavar="ADDRESS", help="print by how much a process grows that sends a file")
    asked = parser.parse_args()
    settings.ALLOWED_HOSTS = ["testserver"]
    if asked.memory:
        memory(asked.memory)
        return
    report = Report()
    for size in asked.sizes:
        measure(size, report)
    sys.exit(report.is_missed)


if __name__ == "__main__":
    main()
