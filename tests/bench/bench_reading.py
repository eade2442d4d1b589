"""``python -m tests.bench.bench_reading``: what reading costs, and how the cost grows with the text.

Prints, per format, the time for a text and for twice the text with their ratio; and the time of reading a report of
73,000 characters as a multiple of one SHA-256 over each of its passages. Exit status 1 where a ratio is above 2.3.
"""

import hashlib
import resource
import sys
import time
from pathlib import Path

from reports.reading.reading import read
from tests.reading_formats import printing
from tests.reading_formats.paging import as_paged_text
from tests.reading_formats.sample_report import PARTS

PRINTED = Path(__file__).parents[3] / "shared" / "reports" / "2021.txt"
CHARACTERS = 73_000
MOST = 2.3
LARGE = 5_000_000
HASHINGS = 200


def fastest(action, times=3):
    """The shortest of several times, in seconds of this process (what else the machine does counts not)."""
    spent = []
    for _ in range(times):
        began = time.process_time()
        action()
        spent.append(time.process_time() - began)
    return min(spent)


def repeated(characters):
    """The sample report so many times that it has ``characters`` characters."""
    return PARTS * max(1, characters // len(printing.as_text(PARTS)))


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def growth():
    """Print the ratios; return the largest."""
    formats = {
        "text": ("a.txt", 600_000, printing.as_text),
        "wrapped text": ("a.txt", 600_000, lambda parts: as_paged_text(parts, "form feeds")[0]),
        "one line": ("a.txt", 600_000, lambda parts: printing.as_text(parts).replace(b"\n", b" ")),
        "HTML": ("a.html", 600_000, lambda parts: printing.as_html(parts, title="")),
        "DOCX": ("a.docx", 150_000, lambda parts: printing.as_docx(parts, title="")),
        "PDF": ("a.pdf", 50_000, lambda parts: printing.as_pdf(parts, header=("Sample", "Report"))),
    }
    largest = 0.0
    for name, (file_name, characters, printer) in formats.items():
        once, twice = printer(repeated(characters)), printer(repeated(characters) * 2)
        seconds = [fastest(lambda data=data, name=file_name: read(data, name)) for data in (once, twice)]
        ratio = seconds[1] / seconds[0]
        largest = max(largest, ratio)
        say(f"{name:13} {seconds[0]:6.2f} s, twice the text {seconds[1]:6.2f} s: {ratio:.2f} times (at most {MOST})")
    return largest


def against_hashing():
    """Print the time of one report as a multiple of one SHA-256 over each of its passages."""
    if PRINTED.is_file():
        data, what = PRINTED.read_bytes(), "the printed report of 2021"
    else:
        data, what = printing.as_text(repeated(CHARACTERS)), "the sample report, repeated"
    reading = read(data, "a.txt")
    passages = [reading.printed(passage).encode("utf-8") for passage in reading.passages]

    def hash_all():
        for _ in range(HASHINGS):
            for passage in passages:
                hashlib.sha256(passage).hexdigest()

    hashing = fastest(hash_all) / HASHINGS
    seconds = fastest(lambda: read(data, "a.txt"), 5)
    say(
        f"{what}: {len(reading.text):,} characters, {len(passages)} passages in {seconds * 1000:.0f} ms, "
        f"{seconds / hashing:,.0f} times one SHA-256 over each passage ({hashing * 1e6:.0f} µs)"
    )


def large():
    """Print time and memory of a text of 5 MB."""
    data = printing.as_text(repeated(LARGE))
    seconds = fastest(lambda: read(data, "a.txt"), 1)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"{len(data) / 1e6:.1f} MB of text in {seconds:.1f} s; at most {memory:.0f} MB of memory in all of this run")


def main():
    against_hashing()
    largest = growth()
    large()
    if largest > MOST:
        say(f"The cost grows faster than the text: {largest:.2f} times.")
        sys.exit(1)


if __name__ == "__main__":
    main()
