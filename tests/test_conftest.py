"""The ground that all other tests stand on: the record, the network, the rule about skips."""

import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings

from commitments.models import Commitment
from reports.models import Report


def test_record_is_loaded(record):
    assert Commitment.objects.count() == 246


def test_record_change_is_made(record):
    Report.objects.update(period="changed")


def test_record_change_is_undone_after_the_test(record):
    assert not Report.objects.filter(period="changed").exists()


@pytest.mark.parametrize(
    "reach", [lambda: socket.create_connection(("192.0.2.1", 80), 1), lambda: socket.getaddrinfo("example.org", 80)]
)
def test_network_is_closed(reach):
    with pytest.raises(RuntimeError, match="tests stay on this machine"):
        reach()


def test_network_on_this_machine_is_open():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), 1).close()


SKIPS_ITSELF = {
    "test": "import pytest\ndef test_skips(): pytest.skip('no such thing here')",
    "mark": "import pytest\n@pytest.mark.skip(reason='no such thing here')\ndef test_skips(): pass",
    "module": "import pytest\npytest.skip('no such thing here', allow_module_level=True)",
}


@pytest.mark.parametrize("code", SKIPS_ITSELF.values(), ids=SKIPS_ITSELF)
@pytest.mark.parametrize(("ci", "status"), [("true", (1, 2)), ("", (0, 5))])
def test_skip_fails_where_ci_is_set_and_is_listed_elsewhere(code, ci, status, tmp_path):
    file = tmp_path / "test_skipping.py"
    file.write_text(code)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.conftest",
        "-c",
        "pyproject.toml",
        "-p",
        "no:cacheprovider",
        str(file),
    ]
    run = subprocess.run(
        command, cwd=settings.BASE_DIR, env={**os.environ, "CI": ci}, capture_output=True, text=True, check=False
    )
    assert run.returncode in status, run.stdout + run.stderr
    assert ("Nothing may be skipped where CI=true" in run.stdout) == bool(ci)
    assert "no such thing here" in run.stdout.partition("not run on this machine")[2] or ci
