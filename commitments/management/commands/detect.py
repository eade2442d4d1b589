"""``manage.py detect``: propose which sentences of a file promise something. Writes nothing."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.desk.detecting import Detection, as_json, detect_in, knowledge, read_file
from commitments.detection import Calendar, Proposal
from commitments.detection.cues import languages
from reports.reading.formats import Unreadable


class Command(BaseCommand):
    """Works on any readable file, also without a record. Exit status 2, with one sentence, where there is no text."""

    help = "Propose which sentences of a file (text, web page, PDF or DOCX) promise something; writes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, how to print, and what the file may not say of itself."""
        parser.add_argument("source", type=Path, help="The file to look through.")
        parser.add_argument("--json", action="store_true", help="Print the proposals as JSON, and nothing else.")
        parser.add_argument("--language", choices=languages(), help="Look for the cue words of this language.")
        parser.add_argument("--year", type=int, help="The year of the document, where it prints none or another.")
        parser.add_argument(
            "--meeting-end",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="The last day of the meeting it tells of.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, detect and print."""
        source: Path = options["source"]
        try:
            reading = read_file(source, options["language"])
        except Unreadable as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"The file {source} cannot be opened: {error.strerror}.", returncode=2) from error
        found = detect_in(reading, knowledge(), _calendar(options))
        if options["json"]:
            rows = [as_json(proposal) for proposal in found.proposals]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_told(found)))


def _calendar(options: dict[str, Any]) -> Calendar | None:
    year, meeting_end = options["year"], options["meeting_end"]
    if year is None and meeting_end is None:
        return None
    return Calendar(year if year is not None else meeting_end.year, meeting_end)


def _told(found: Detection) -> list[str]:
    lines = []
    for proposal in found.proposals:
        lines += [f"{proposal.start}-{proposal.end}  {_summary(proposal)}", f"    {' '.join(proposal.quote.split())}"]
    return [*lines, f"{len(found.proposals)} of {len(found.reading.passages)} sentences are proposed."]


def _summary(proposal: Proposal) -> str:
    parts = [proposal.strength, " and ".join(proposal.parties), f"score {proposal.score:.2f}"]
    if proposal.proposer is not None:
        parts.append(f"proposed by {proposal.proposer.name}")
    parts += [f"{owner.role}: {owner.name}" for owner in proposal.owners]
    if proposal.window is not None:
        parts.append(f"{proposal.window.kind}: {proposal.window.text}")
    return "; ".join(parts)
