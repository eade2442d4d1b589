"""How long detection takes, compared with reading: ``python -m tests.bench.bench_detection [FILE …]``.

It may take at most five times as long. Without files the made-up samples are timed together.
"""

import sys
import time
from pathlib import Path

from commitments.detection import Calendar, detect
from reports.reading.reading import read
from tests.detection.samples import samples

LIMIT = 5.0
ROUNDS = 3


def seconds(action):
    """Return the shortest time that ``action`` takes, of three."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def ratio(documents):
    """Return how many times as long as reading the detection of ``documents`` (name, bytes) takes."""
    readings = [read(data, name) for name, data in documents]
    reading = seconds(lambda: [read(data, name) for name, data in documents])
    detecting = seconds(lambda: [_detect(row) for row in readings])
    return detecting / reading


def _detect(reading):
    return detect(reading.text, reading, language=reading.language or "en", calendar=Calendar(reading.year))


def documents_of(arguments):
    """Return (name, bytes) of the files named, else of the samples."""
    files = [(name, Path(name).read_bytes()) for name in arguments]
    return files or [(f"{sample.name}.txt", sample.text.encode()) for sample in samples()]


def main():
    """Print the ratio; exit status 1 where it is over the limit."""
    found = ratio(documents_of(sys.argv[1:]))
    sys.stdout.write(f"detection takes {found:.2f} times as long as reading (at most {LIMIT:.0f})\n")
    sys.exit(found > LIMIT)


if __name__ == "__main__":
    main()
