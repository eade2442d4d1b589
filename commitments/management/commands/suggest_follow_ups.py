"""``manage.py suggest_follow_ups``: where a later report may answer the commitments of an earlier one."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.follow_ups import data as follow_up_data
from commitments.follow_ups.directory import directory
from commitments.follow_ups.reasons import sentence
from commitments.matching.material import LaterPassage, Statement, Suggestion
from commitments.matching.suggesting import LIMIT, suggest
from commitments.matching.vocabulary import languages
from reports.models import Report
from reports.reading.reading import Unreadable

TEXTS = settings.BASE_DIR.parent / "shared" / "reports"
"""Where the printed texts lie beside a checkout."""


@dataclass(frozen=True)
class Material:
    """What is compared: the commitments of one report, the passages of a later one and the language of these."""

    statements: list[Statement]
    passages: list[LaterPassage]
    language: str


class Command(BaseCommand):
    """It only suggests: nothing is written, and nothing that was decided is read. Exit status 2: refused."""

    help = (
        "For every published commitment of one report, list where a later report may answer it, with a proposed "
        "reading and the reasons. Suggests only; writes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the two reports."""
        parser.add_argument("--from", dest="earlier", type=int, required=True, metavar="YEAR", help="Earlier report.")
        later = parser.add_mutually_exclusive_group(required=True)
        later.add_argument("--to", dest="later", type=int, metavar="YEAR", help="Later report of the record.")
        later.add_argument("--in", dest="file", type=Path, metavar="FILE", help="Later report on disk, not imported.")
        add_texts(parser)
        parser.add_argument("--language", choices=languages(), help="Language of FILE, where its own guess is wrong.")
        parser.add_argument("--limit", type=int, default=LIMIT, help="Suggestions for each commitment (%(default)s).")
        parser.add_argument("--json", action="store_true", help="Print JSON only.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Suggest, as a list of commitments with their suggestions."""
        material = self._material(options)
        if not any(statement.printed for statement in material.statements):
            self.stderr.write(f"The words of the {options['earlier']} report are not held here; our own words serve.")
        found = suggest(
            material.statements, material.passages, directory(), material.language, limit=max(0, options["limit"])
        )
        rows = [as_json(statement, found[statement.reference]) for statement in material.statements]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for statement, row in zip(material.statements, rows, strict=True):
            self._tell(statement, row)

    def _material(self, options: dict[str, Any]) -> Material:
        earlier, texts = report_of(options["earlier"]), follow_up_data.PrintedTexts(options["texts"])
        if options["file"]:
            return material_in(earlier, options["file"], texts, options["language"])
        return material_to(earlier, report_of(options["later"]), texts)

    def _tell(self, statement: Statement, row: dict[str, Any]) -> None:
        title = statement.own_words[0] if statement.own_words else ""
        self.stdout.write(f"{statement.reference} {title}")
        for one in row["suggestions"]:
            name = f" {one['commitment']}" if one["commitment"] else ""
            self.stdout.write(f"  {one['score']:.2f} {one['reading']:<10} {one['start']}-{one['end']}{name}")
            self.stdout.write(f"       {' '.join(one['quote'].split())}")
            self.stdout.write(f"       {'; '.join(one['reasons'])}")


def add_texts(parser: CommandParser) -> None:
    """Take the folder of the printed texts."""
    parser.add_argument(
        "--texts",
        type=Path,
        metavar="DIR",
        default=TEXTS if TEXTS.is_dir() else None,
        help="Folder of the printed texts (2019.txt, …), read where a document is not imported. "
        "Left out: shared/reports beside the checkout, if there is one.",
    )


def report_of(year: int) -> Report:
    """Return the published report of ``year``. Raises CommandError where there is none."""
    report = Report.objects.published().filter(year=year).first()
    if report is None:
        raise CommandError(f"The record holds no published report of {year}.", returncode=2)
    return report


def material_to(earlier: Report, later: Report, texts: follow_up_data.PrintedTexts) -> Material:
    """Return what is compared for two reports of the record. Raises CommandError where that cannot be."""
    if later.year <= earlier.year:
        raise CommandError("Only a later report can answer: give --to a year after that of --from.", returncode=2)
    try:
        language, passages = follow_up_data.passages(later, texts)
    except follow_up_data.NoTextError as error:
        raise CommandError(str(error), returncode=2) from error
    return Material(follow_up_data.statements(earlier, texts, language), passages, language)


def material_in(
    earlier: Report, path: Path, texts: follow_up_data.PrintedTexts, language: str | None = None
) -> Material:
    """Return what is compared for a report of the record and a file. Raises CommandError where that cannot be."""
    try:
        read_language, passages = follow_up_data.read_file(path, directory(), language)
    except OSError as error:
        raise CommandError(f"The file {path} cannot be opened: {error.strerror}.", returncode=2) from error
    except (Unreadable, follow_up_data.NoTextError) as error:
        raise CommandError(str(error), returncode=2) from error
    return Material(follow_up_data.statements(earlier, texts, read_language), passages, read_language)


def as_json(statement: Statement, suggestions: list[Suggestion]) -> dict[str, Any]:
    """Return one commitment with its suggestions, as the command prints them."""
    return {
        "commitment": statement.reference,
        "source_quote": statement.printed,
        "suggestions": [
            {
                "quote": one.passage.printed,
                "start": one.passage.start,
                "end": one.passage.end,
                "commitment": one.passage.commitment.reference if one.passage.commitment else None,
                "reading": one.reading.value,
                "score": one.score,
                "reasons": [sentence(reason) for reason in one.reasons],
            }
            for one in suggestions
        ],
    }
