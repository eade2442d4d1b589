"""``python -m tests.reading_formats.read_one FILE``: read one file under the limits of the hostile set, print JSON."""

import json
import resource
import sys
import time
from pathlib import Path

from reports.reading.reading import Unreadable, as_json, read

MEGABYTES = 512


def main():
    limit = MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    source = Path(sys.argv[1])
    began = time.monotonic()
    try:
        told = {"reading": as_json(read(source.read_bytes(), source.name))}
    except Unreadable as error:
        told = {"refused": str(error), "code": error.code}
    told["seconds"] = time.monotonic() - began
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
