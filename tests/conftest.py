"""What every test may ask for, and the rules that hold for all of them.

* ``record``: the whole curated record, seeded once for a module.
* ``printed_dir``, ``labels_2021``: the printed texts and the hand labels beside the checkout.
* No test reaches the network beyond this machine.
* What the machine lacks is skipped with its reason; with ``CI=true`` a skip is a failure.
"""

import json
import os
import shutil
import socket
from pathlib import Path

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import translation

IS_CI = os.environ.get("CI") == "true"
IS_FULL = os.environ.get("FULL_MATRIX") == "true"
SHARED_DIR = settings.BASE_DIR.parent / "shared"
PRINTED_DIR = SHARED_DIR / "reports"
LABELS_2021 = SHARED_DIR / "labels" / "2021.json"
CHROMIUM = shutil.which("chromium")
CHECKER = settings.BASE_DIR / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "", None}

NEEDS = {
    "printed": (PRINTED_DIR.is_dir, f"the printed texts are not beside this checkout ({PRINTED_DIR})"),
    "browser": (lambda: CHROMIUM is not None, "there is no chromium on this machine"),
    "checker": (
        lambda: shutil.which("java") is not None and CHECKER.is_file(),
        "the Nu Html Checker is not here: install Java, then npm ci",
    ),
    "office": (lambda: shutil.which("soffice") is not None, "there is no LibreOffice on this machine"),
    "postgres": (lambda: connection.vendor == "postgresql", "DATABASE_URL does not name a PostgreSQL database"),
}

# A fixed sample by default; with FULL_MATRIX=true (``make audit``) random and much more.
hypothesis.settings.register_profile("sample", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("audit", max_examples=3000, deadline=None, database=None)
hypothesis.settings.load_profile("audit" if IS_FULL else "sample")


# What a machine may lack


def pytest_runtest_setup(item):
    """Skip what needs something that is not here, and say what."""
    for marker, (is_here, reason) in NEEDS.items():
        if item.get_closest_marker(marker) and not is_here():
            pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """With ``CI=true`` a skipped test is a failed one."""
    return _unskipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """With ``CI=true`` a module that skips itself is a failed one."""
    return _unskipped((yield))


def _unskipped(report):
    if IS_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}\nNothing may be skipped where CI=true. {reason}"
    return report


def pytest_terminal_summary(terminalreporter):
    """Say at the end what was skipped, and why."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason] = reasons.get(reason, 0) + 1
    if reasons:
        terminalreporter.section("not run on this machine")
        for reason, count in sorted(reasons.items()):
            terminalreporter.write_line(f"{count} tests: {reason.removeprefix('Skipped: ')}")


# The database


def pytest_collection_modifyitems(config, items):
    """Let users of ``record`` use the database, and refuse modules that would see it only sometimes."""
    elsewhere = {item for item in items if item.get_closest_marker("office") and not IS_FULL}
    if IS_CI:
        elsewhere |= {item for item in items if _runs_in_the_other_pass(item)}
    if elsewhere:
        config.hook.pytest_deselected(items=list(elsewhere))
        items[:] = [item for item in items if item not in elsewhere]
    with_record = {item.path for item in items if "record" in item.fixturenames}
    for item in items:
        if "printed_dir" in item.fixturenames or "labels_2021" in item.fixturenames:
            item.add_marker("printed")
        if "record" in item.fixturenames:
            if "transactional_db" in item.fixturenames or "live_server" in item.fixturenames:
                raise pytest.UsageError(f"{item.nodeid}: record lives in a transaction, this test commits.")
            if not item.get_closest_marker("django_db"):
                item.add_marker("django_db")
        elif item.path in with_record and ("db" in item.fixturenames or item.get_closest_marker("django_db")):
            raise pytest.UsageError(
                f"{item.nodeid}: other tests of this module use record; whether this one sees it depends on the order."
                " Ask for record too, or move it to another module."
            )


def _runs_in_the_other_pass(item):
    """Tell whether CI runs the test in its other pass: the first is on SQLite, the second on PostgreSQL.

    In the second the tests that touch no database have run already; the browser reads a site of its own, on SQLite.
    """
    needs_postgres = item.get_closest_marker("postgres") is not None
    if connection.vendor != "postgresql":
        return needs_postgres
    asks = {"db", "transactional_db", "django_db_setup", "record"}.intersection(item.fixturenames)
    return not (needs_postgres or asks or item.get_closest_marker("django_db")) or "site" in item.fixturenames


@pytest.fixture(scope="session")
def _record_rows():
    """The rows of the curated record by table, once they have been seeded."""
    return {}


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker, _record_rows):
    """The whole curated record. What a test changes in it is undone after the test, the record after the module.

    It is seeded once a run; later modules get the same rows again, which is faster.
    """
    outer = transaction.atomic()
    with django_db_blocker.unblock():
        outer.__enter__()
        try:
            _fill(_record_rows)
        except BaseException as error:
            outer.__exit__(type(error), error, error.__traceback__)
            raise
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


def _fill(rows):
    from commitments import seeding
    from reports.models import DataVersion

    if rows:
        with connection.cursor() as cursor:
            for table, (columns, values) in rows.items():
                places = ", ".join(["%s"] * len(columns))
                names = ", ".join(map(connection.ops.quote_name, columns))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", values)
        seeding.tell_planner()
        return
    seeding.seed(settings.RECORD_DIR)
    with connection.cursor() as cursor:
        for model in [
            *apps.get_app_config("reports").get_models(True),
            *apps.get_app_config("commitments").get_models(True),
        ]:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            columns = [column[0] for column in cursor.description]
            if model is not DataVersion and (values := cursor.fetchall()):
                rows[model._meta.db_table] = columns, values


@pytest.fixture(autouse=True)
def _english():
    """Every test starts in English; a request leaves its language active behind it."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture(autouse=True)
def _fresh_cache(settings):
    """No test finds what another left in the cache, and only tests of the cache find kept answers.

    Factories write rows without a new version of the record.
    """
    cache.clear()
    settings.PAGE_CACHE_SECONDS = 0


# The printed texts


@pytest.fixture(scope="session")
def printed_dir() -> Path:
    """The folder of the printed texts, 2009.txt, 2019.txt, 2021.txt and overview.txt."""
    if not PRINTED_DIR.is_dir():
        pytest.skip(NEEDS["printed"][1])
    return PRINTED_DIR


@pytest.fixture(scope="session")
def labels_2021() -> dict:
    """The hand labels of the 2021 report."""
    if not LABELS_2021.is_file():
        pytest.skip(f"the hand labels are not beside this checkout ({LABELS_2021})")
    return json.loads(LABELS_2021.read_text(encoding="utf-8"))


# The network


@pytest.fixture(autouse=True, scope="session")
def _closed_sockets():
    """Refuse every connection and name look-up that would leave this machine."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(host):
        host = host.decode() if isinstance(host, bytes) else host
        if host not in LOCAL_HOSTS:
            raise RuntimeError(f"A test tried to reach {host}; tests stay on this machine.")

    def guarded(method):
        def call(self, address):
            if self.family in (socket.AF_INET, socket.AF_INET6):
                check(address[0])
            return method(self, address)

        return call

    def look_up(host, *args, **kwargs):
        check(host)
        return getaddrinfo(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        patch.setattr(socket, "getaddrinfo", look_up)
        yield
