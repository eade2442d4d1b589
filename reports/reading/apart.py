"""Reading in a process of its own, under limits of time and memory: for files that nobody has looked at.

``read_apart`` is :func:`reports.reading.reading.read`, done by ``python -m reports.reading.apart``. That process gets
the file on standard input and nothing of this one's environment, and answers with JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from reports.reading.formats import Unreadable
from reports.reading.gaps import ReadGap
from reports.reading.meetings import AnnualMeeting
from reports.reading.messages import gettext_noop
from reports.reading.outline import OutlineSection
from reports.reading.people import CoChair
from reports.reading.reading import Reading, ReadPassage, read

SECONDS = 20.0
MEGABYTES = 512
ROOT = Path(__file__).resolve().parents[2]
TOO_LONG = "too_long"
STOPPED = "stopped"
FURTHER_REASONS = {
    TOO_LONG: gettext_noop(
        "Reading the file took too long and was given up; choose the report alone, or save it in another format."
    ),
    STOPPED: gettext_noop("The file made its reader stop; open it in the program it comes from and save it again."),
}
_PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT")


class GaveUp(Unreadable):
    """A file whose reader came to no end within its limits. ``code`` is a key of ``FURTHER_REASONS``."""

    def __init__(self, code: str) -> None:
        ValueError.__init__(self, FURTHER_REASONS[code])
        self.code = code


def read_apart(
    data: bytes,
    name: str = "",
    media_type: str = "",
    language: str | None = None,
    *,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Reading:
    """Read ``data`` as :func:`~reports.reading.reading.read` does, in a process that is stopped at its limits.

    Raises Unreadable, with one sentence, where there is no text to read, and its subclass GaveUp where the limits were
    reached or the process broke down.
    """
    asked = {"name": name, "media_type": media_type, "language": language, "megabytes": megabytes}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reports.reading.apart"],
            input=json.dumps(asked).encode() + b"\n" + data,
            capture_output=True,
            cwd=ROOT,
            env={key: os.environ[key] for key in _PASSED_ON if key in os.environ},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GaveUp(TOO_LONG) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise GaveUp(STOPPED) from error
    if "reason" in answer:
        raise GaveUp(answer["reason"]) if answer["reason"] in FURTHER_REASONS else Unreadable(answer["reason"])
    return from_json(answer)


def to_json(reading: Reading) -> dict[str, Any]:
    """Return ``reading`` in values that JSON knows; ``from_json`` makes it again."""
    told = asdict(reading)
    told["empty_sections"] = sorted(reading.empty_sections)
    for meeting in told["meetings"]:
        meeting["start"], meeting["end"] = meeting["start"].isoformat(), meeting["end"].isoformat()
    return told


def from_json(told: dict[str, Any]) -> Reading:
    """Return the reading that ``to_json`` told. Raises KeyError or TypeError if it was told in another form."""
    return Reading(
        **{
            **told,
            "sections": tuple(OutlineSection(**section) for section in told["sections"]),
            "passages": tuple(ReadPassage(**passage) for passage in told["passages"]),
            "working_groups": tuple((name, start) for name, start in told["working_groups"]),
            "co_chairs": tuple(CoChair(**person) for person in told["co_chairs"]),
            "meetings": tuple(AnnualMeeting(**_with_days(meeting)) for meeting in told["meetings"]),
            "gaps": tuple(ReadGap(**gap) for gap in told["gaps"]),
            "warnings": tuple(told["warnings"]),
            "empty_sections": frozenset(told["empty_sections"]),
        }
    )


def _with_days(meeting: dict[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(meeting[name]) for name in ("start", "end")}
    return {**meeting, **days}


def _limit_memory(megabytes: int) -> None:
    """Limit this process, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        limit = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _answer() -> dict[str, Any]:
    asked = json.loads(sys.stdin.buffer.readline())
    _limit_memory(asked["megabytes"])
    try:
        return to_json(read(sys.stdin.buffer.read(), asked["name"], asked["media_type"], asked["language"]))
    except Unreadable as error:
        return {"reason": error.code}
    except MemoryError:
        return {"reason": "too_large"}
    except RecursionError:
        return {"reason": STOPPED}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_answer()))
