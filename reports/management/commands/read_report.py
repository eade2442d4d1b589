"""``manage.py read_report``: read a report without touching the database, and print what was read."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.reading.language import languages
from reports.reading.reading import Reading, Unreadable, as_json, read


class Command(BaseCommand):
    """Exit status 2, with one sentence, where there is no text to read; doubts are warnings."""

    help = "Read a report (text, web page, PDF or DOCX) without touching the database, and print what was read."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and how to print."""
        parser.add_argument("source", type=Path, help="The file to read.")
        parser.add_argument("--json", action="store_true", help="Print all that was read as JSON, and nothing else.")
        parser.add_argument("--language", choices=languages(), help="Read by the rules of this language.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and print."""
        source: Path = options["source"]
        try:
            reading = read(source.read_bytes(), source.name, language=options["language"])
        except Unreadable as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"The file {source} cannot be opened: {error.strerror}.", returncode=2) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(reading), ensure_ascii=True, indent=1))
        else:
            self.stdout.write("\n".join(_summary(reading)))


def _summary(reading: Reading) -> list[str]:
    lines = [
        f"Title: {reading.title or 'none found'}",
        f"Year: {reading.year or 'none found'}",
        f"Language: {reading.language or 'not known'}",
        f"Chapters: {', '.join(name for name, _ in reading.working_groups) or 'none'}",
        f"Sections: {len(reading.sections)}",
        f"Sentences: {len(reading.passages)}",
        f"Co-chairs: {len(reading.co_chairs)}",
        f"Annual meetings: {len(reading.meetings)}",
        f"Gaps: {len(reading.gaps)}",
    ]
    return lines + [f"Warning: {warning}" for warning in reading.warnings]
