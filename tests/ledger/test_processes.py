"""Several writers at once: nothing is lost, no key is given twice."""

import os
import subprocess
import sys
import threading
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection

from commitments.models import Update
from tests.factories import CommitmentFactory, OrganizationFactory, UpdateFactory

PROCESSES, TRANSACTIONS = 4, 100

APPEND = """
import sys
import django
django.setup()
from commitments import ledger
from commitments.choices import Basis, Says
from commitments.models import Commitment, Update
from reports.models import Organization

commitment, owner = Commitment.objects.get(), Organization.objects.get()
for number in range(int(sys.argv[2])):
    ledger.record_update(
        commitment,
        says=Says.PROGRESS,
        basis=Basis.EXPLICIT,
        effective_on=commitment.promised_on,
        source=owner,
        note={"en": f"{sys.argv[1]} {number}"},
        by=f"writer {sys.argv[1]}",
    )
"""
PREPARE = """
import django
django.setup()
from tests.factories import CommitmentFactory, OrganizationFactory
CommitmentFactory()
OrganizationFactory()
"""
COUNT = """
import django
django.setup()
from commitments.models import Update
for key, note in Update.objects.values_list("key", "note_en"):
    print(key, note, sep="\\t")
"""


def start(code, database, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DATABASE_URL": f"sqlite:///{database}",
            "DJANGO_SETTINGS_MODULE": "cmptracker.settings",
            "LOG_LEVEL": "WARNING",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process):
    out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return out


def test_four_processes_lose_nothing_on_a_sqlite_file(tmp_path):
    database = tmp_path / "record.sqlite3"
    migrate = (
        "from django.core.management import execute_from_command_line as run; run(['manage.py', 'migrate', '-v0'])"
    )
    finish(start(migrate, database))
    finish(start(PREPARE, database))
    writers = [start(APPEND, database, str(writer), str(TRANSACTIONS)) for writer in range(PROCESSES)]
    for writer in writers:
        finish(writer)
    rows = [line.split("\t") for line in finish(start(COUNT, database)).splitlines()]
    assert Counter(note for _, note in rows) == Counter(
        f"{writer} {number}" for writer in range(PROCESSES) for number in range(TRANSACTIONS)
    )
    assert sorted(int(key.removeprefix("CMP-2001-SEA-01-U")) for key, _ in rows) == list(
        range(1, PROCESSES * TRANSACTIONS + 1)
    )


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_writers_on_postgresql_get_different_keys():
    commitment, owner = CommitmentFactory(), OrganizationFactory()
    failures = []

    def write():
        try:
            for _ in range(20):
                UpdateFactory(commitment=commitment, source=owner, effective_on=commitment.promised_on)
        except Exception as error:  # told below, in the thread of the test
            failures.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    keys = Update.objects.values_list("key", flat=True)
    assert sorted(int(key.removeprefix("CMP-2001-SEA-01-U")) for key in keys) == list(range(1, 61))
