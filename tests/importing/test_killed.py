"""An import that is killed at any moment leaves the database as it was, and the next one succeeds."""

import os
import random
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from reports.models import Document, Passage
from tests import factories as make
from tests.importing import snapshot
from tests.reading_formats.make_sample import SAMPLES

POINTS = 10 if os.environ.get("FULL_MATRIX") == "true" else 3
STATEMENTS = 120  # an import of the sample makes some more
SAMPLE = SAMPLES / "sample-report.txt"
PASSAGES = 44

# Kills itself before the SQL statement with the given number, or just before the file is put in its place.
IMPORT = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection

def kill():
    os.kill(os.getpid(), signal.SIGKILL)

def count(execute, sql, params, many, context):
    global left
    left -= 1
    if left == 0:
        kill()
    return execute(sql, params, many, context)

def audit(event, arguments):
    if event == "os.rename" and str(arguments[0]).endswith(".part"):
        kill()

left = 0
if sys.argv[2] == "file":
    sys.addaudithook(audit)
else:
    left = int(sys.argv[2])
with connection.execute_wrapper(count):
    call_command("import_report", sys.argv[1], "--draft")
"""
PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import PassageFactory, WorkingGroupFactory
PassageFactory()
WorkingGroupFactory(code="ENV", name="Environment")
"""


def run(code, url, uploads, *arguments):
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "MEDIA_ROOT": str(uploads),
            "DJANGO_SETTINGS_MODULE": "cmptracker.settings",
            "LOG_LEVEL": "WARNING",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def kill_and_import(url, uploads, rows):
    """Kill imports at random moments, then let one finish; ``rows`` tells what the database holds."""
    before = rows()
    moments = [str(moment) for moment in random.sample(range(2, STATEMENTS), POINTS - 1)]
    for moment in [*moments, "file"]:
        killed = run(IMPORT, url, uploads, str(SAMPLE), moment)
        assert killed.returncode == -signal.SIGKILL, (moment, killed.stdout, killed.stderr)
        assert rows() == before, moment
    done = run(IMPORT, url, uploads, str(SAMPLE), "0")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Imported as 2022-en."
    (stored,) = snapshot.files(uploads).items()
    assert stored[0] == f"documents/{stored[1]}.txt"
    after = rows()
    assert after["reports_document"][0] == before["reports_document"][0] + 1
    assert after["reports_passage"][0] == before["reports_passage"][0] + PASSAGES


def test_killed_import_leaves_a_sqlite_file_as_it_was(tmp_path, uploads):
    path = tmp_path / "record.sqlite3"
    url = f"sqlite:///{path}"
    prepared = run(PREPARE, url, uploads)
    assert prepared.returncode == 0, prepared.stderr
    kill_and_import(url, uploads, lambda: snapshot.rows_of_file(path))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_killed_import_leaves_postgresql_as_it_was(uploads):
    make.PassageFactory()
    make.WorkingGroupFactory(code="ENV", name="Environment")
    of = connection.settings_dict
    login = f"{of['USER']}:{of['PASSWORD']}" if of["PASSWORD"] else of["USER"]
    url = f"postgres://{login}@{of['HOST'] or 'localhost'}:{of['PORT'] or 5432}/{of['NAME']}"
    kill_and_import(url, uploads, snapshot.rows)
    assert Document.objects.count() == 2
    assert Passage.objects.exclude(text="").count() == PASSAGES
