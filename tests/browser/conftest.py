"""A real site in a real browser.

* ``site``: the whole record on an SQLite file of its own, served by gunicorn; gives its address.
* ``full_site``: another such site that has a page of every kind (kinds.py).
* ``imported_site``: the same; skips where the printed reports are not there to be imported.
* ``another_site``: makes a further site with the record, to be changed for good, and a superuser of it.
* ``staff``: name and password of a superuser of that site.
* ``open_page``: opens a page of its own context: ``open_page(locale="fr-CA")``.
* ``browser_page``: one such page in English.

Every page is watched: after the test, scripts that failed, violations of the content security policy
and requests to any other host fail it. Playwright runs an event loop in this thread, under which
Django refuses the database: browser tests use the site and no database of their own.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import namedtuple
from contextlib import ExitStack, contextmanager

import pytest
from django.conf import settings

from tests.browser.kinds import RELEASE, WITHDRAWN
from tests.conftest import PRINTED_DIR

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
START_SECONDS = 60
ACTION_MILLISECONDS = 15_000
DATABASE = "site.sqlite3"
WATCH = """
addEventListener("securitypolicyviolation", (event) =>
  reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""

FILL = """
from django.core.management import call_command
from commitments.models import Commitment
from reports.choices import State
from reports.versioning import public_change
for text in {texts}:
    call_command("import_report", text)
call_command("freeze_release", "{release}")
row = Commitment.objects.get(reference="CMP-2019-FOR-17")
row.pk, row.reference, row.state = None, "{withdrawn}", State.WITHDRAWN
row.withdrawal_reason_en, row.withdrawal_reason_fr, row.withdrawal_reason_es = (
    "It was entered twice.", "Il avait été saisi deux fois.", "Se registró dos veces.")
with public_change():
    row.save()
"""

Account = namedtuple("Account", "name password")


def pytest_collection_modifyitems(items):
    """Mark every test of this folder."""
    for item in items:
        if os.path.dirname(__file__) == str(item.path.parent):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def seeded(tmp_path_factory):
    """An SQLite file with the whole record, of which each site gets a copy."""
    folder = tmp_path_factory.mktemp("seeded")
    manage = _manager(_environment(folder))
    manage("migrate", "--verbosity", "0")
    manage("seed")
    return folder / DATABASE


@pytest.fixture(scope="session")
def site_environment(seeded, tmp_path_factory):
    """The environment of the site's processes: a database, a media folder and nothing of this machine's settings."""
    return _environment(tmp_path_factory.mktemp("site"), seeded)


def _environment(folder, seeded=None):
    if seeded is not None:
        shutil.copy(seeded, folder / DATABASE)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")}
    return {
        **kept,
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
        "MEDIA_ROOT": str(folder / "media"),
        "LOG_LEVEL": "WARNING",
    }


@pytest.fixture(scope="session")
def manage(site_environment):
    """Run a management command on the site: ``manage("seed")``; further variables as keywords."""
    return _manager(site_environment)


def _manager(environment):
    def run(*arguments, **variables):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env={**environment, **variables},
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    return run


@pytest.fixture(scope="session")
def site(site_environment, tmp_path_factory):
    """The address of the running site, without a slash at its end."""
    with _served(site_environment, tmp_path_factory.mktemp("log") / "gunicorn.txt") as address:
        yield address


@pytest.fixture(scope="session")
def full_site(seeded, tmp_path_factory):
    """The address of a running site that has a page of every kind, without a slash at its end.

    The printed reports are imported where they are beside this checkout, the record is frozen once, and one
    commitment was withdrawn.
    """
    folder = tmp_path_factory.mktemp("full-site")
    environment = _environment(folder, seeded)
    texts = [str(PRINTED_DIR / f"{year}.txt") for year in (2009, 2019, 2021) if PRINTED_DIR.is_dir()]
    _manager(environment)("shell", "--no-imports", "-c", FILL.format(texts=texts, release=RELEASE, withdrawn=WITHDRAWN))
    with _served(environment, folder / "gunicorn.txt") as address:
        yield address


@pytest.fixture(scope="session")
def imported_site(full_site, printed_dir):
    """The same, with the words of the printed reports for sure."""
    return full_site


@pytest.fixture(scope="module")
def another_site(seeded, tmp_path_factory):
    """Serve a site of its own: ``another_site(Account("ana", "a password"))`` gives its address."""
    with ExitStack() as sites:

        def serve(account):
            folder = tmp_path_factory.mktemp("another-site")
            environment = _environment(folder, seeded)
            _make_superuser(_manager(environment), account)
            return sites.enter_context(_served(environment, folder / "gunicorn.txt"))

        yield serve


@contextmanager
def _served(environment, log):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "cmptracker.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/admin/login/", server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(address, server, log):
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The site did not start.\n{log.read_text()}")


@pytest.fixture(scope="session")
def staff(site, manage):
    """A superuser of the site."""
    account = Account("staff", "a-password-for-the-test-site")
    _make_superuser(manage, account)
    return account


def _make_superuser(manage, account):
    manage("createsuperuser", "--noinput", "--username", account.name, "--email", "staff@example.org",
           DJANGO_SUPERUSER_PASSWORD=account.password)  # fmt: skip


@pytest.fixture(scope="module")
def chromium():
    """A running Chromium, closed after the module."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=ACTION_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site):
    """Open watched pages; what they report fails the test."""
    contexts, problems = [], []

    def open_(**options):
        context = chromium.new_context(base_url=site, **{"locale": "en-CA", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(ACTION_MILLISECONDS)
        _watch(page, site, problems)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def browser_page(open_page):
    """One watched page in English."""
    return open_page()


def _watch(page, site, problems):
    def tell(kind, text):
        problems.append(f"{kind}: {text} (at {page.url})")

    def on_console(message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            tell("console", message.text)

    def on_request(request):
        if not request.url.startswith((f"{site}/", "data:", "blob:", "about:")):
            tell("foreign request", request.url)

    def on_response(response):
        if response.status >= 400 and response.request.resource_type != "document":
            tell("failed request", f"{response.status} {response.url}")

    page.context.expose_function("reportViolation", lambda text: tell("policy violation", text))
    page.context.add_init_script(WATCH)
    page.on("console", on_console)
    page.on("pageerror", lambda error: tell("script", str(error)))
    page.on("request", on_request)
    page.on("response", on_response)
