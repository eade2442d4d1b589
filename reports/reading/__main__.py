"""``python -m reports.reading TEXT``: print what a plain text reads as, for a new report's record files."""

import argparse
import csv
import hashlib
import json
import sys
from pathlib import Path

from reports.reading.formats import plain
from reports.reading.language import languages
from reports.reading.outline import Outline, outline


def main() -> None:
    """Print sections as YAML, passages as CSV, or both."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m reports.reading")
    parser.add_argument("text", type=Path, help="a UTF-8 text file")
    parser.add_argument("--language", choices=languages(), default="en")
    parser.add_argument("--sections", action="store_true", help="the document and its sections, as YAML")
    parser.add_argument("--passages", action="store_true", help="the passages, as CSV without their words")
    options = parser.parse_args()
    captured = options.text.read_bytes()
    read = outline(plain.read(captured), options.language)
    if options.sections:
        _print_sections(options.text.name, options.language, hashlib.sha256(captured).hexdigest(), read)
    if options.passages:
        _print_passages(read)


def _print_sections(file_name: str, language: str, sha256: str, read: Outline) -> None:
    lines = ["document:", f"  file_name: {file_name}", f"  language: {language}", f"  sha256: {sha256}", "sections:"]
    for number, section in enumerate(read.sections, start=1):
        lines += [
            f"  - number: {number}",
            f"    heading: {json.dumps(section.heading, ensure_ascii=False)}",
            f"    role: {section.role}",
            f"    start: {section.start}",
            f"    end: {section.end}",
        ]
        if section.parent is not None:
            lines.append(f"    parent: {section.parent + 1}")
    sys.stdout.write("\n".join(lines) + "\n")


def _print_passages(read: Outline) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["start", "end", "section", "paragraph", "item", "fingerprint"])
    for passage in read.passages:
        place = [passage.start, passage.end, passage.section + 1, passage.paragraph, passage.item or ""]
        writer.writerow([*place, passage.fingerprint])


if __name__ == "__main__":
    main()
