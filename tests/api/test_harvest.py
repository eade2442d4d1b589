"""A whole list is taken away by cursor while another process adds and edits rows."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection

from tests.factories import CommitmentFactory, UpdateFactory

ROWS = 12
ROUNDS = 25 if os.environ.get("FULL_MATRIX") == "true" else 3

WRITE = """
import sys
import django
django.setup()
from commitments.models import Commitment
from tests.factories import CommitmentFactory, UpdateFactory

print("ready", flush=True)
for number, _page in enumerate(sys.stdin):
    if number % 3 == 0:
        UpdateFactory(commitment=CommitmentFactory())
    edited = Commitment.objects.order_by("?").first()
    edited.title_en = f"Edited {number}"
    edited.save()
"""
HARVEST = """
import sys
import django
django.setup()
from django.test import Client

for number in range(int(sys.argv[1])):
    for name, key in (("commitments", "reference"), ("updates", "key")):
        address = f"/api/v1/{name}/?cursor=*&page_size=3&fields={key}"
        while address:
            page = Client().get(address).json()
            print(number, name, *(row[key] for row in page["results"]), flush=True)
            address = page["next"]
"""


@pytest.fixture
def database(transactional_db, tmp_path):
    """The address of a database of some commitments, each with an update, that other processes can open."""
    for _number in range(ROWS):
        UpdateFactory(commitment=CommitmentFactory())
    if connection.vendor == "sqlite":
        with sqlite3.connect(tmp_path / "record.sqlite3") as copy:
            connection.connection.backup(copy)
        copy.close()
        return f"sqlite:///{tmp_path / 'record.sqlite3'}"
    here = connection.settings_dict
    return f"postgres://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT']}/{here['NAME']}"


@contextmanager
def started(code, database, *arguments):
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "cmptracker.settings",
            "LOG_LEVEL": "WARNING",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.stdin.close()
    assert process.returncode == 0


def test_harvest_gives_each_row_once_while_another_process_writes(database):
    found = {(number, name): Counter() for number in range(ROUNDS) for name in ("commitments", "updates")}
    with started(WRITE, database) as writer, started(HARVEST, database, str(ROUNDS)) as harvester:
        assert writer.stdout.readline() == "ready\n"
        for page in harvester.stdout:
            number, name, *keys = page.split()
            found[int(number), name].update(keys)
            print("write while the next page is read", file=writer.stdin, flush=True)
    there = [f"CMP-2001-SEA-{number:02}" for number in range(1, ROWS + 1)]
    for (_number, name), seen in found.items():
        assert [seen[one if name == "commitments" else f"{one}-U1"] for one in there] == [1] * ROWS
        assert set(seen.values()) == {1}
    assert len(found[ROUNDS - 1, "commitments"]) > ROWS, "nothing was written meanwhile"
