"""``manage.py evaluate_detection``: how well detection agrees with labels."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.desk.detecting import detect_in, knowledge, read_file
from commitments.detection.evaluation import Agreement, Counts, Evaluation, evaluate
from commitments.measuring import detection_labels
from reports.reading.formats import Unreadable


class Command(BaseCommand):
    """Near misses and borderline labels count neither way. Exit status 2 where there is nothing to compare."""

    help = (
        "Compare detection in TEXT with the hand labels in LABELS, or with the record's commitments of --record YEAR."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the document and what to compare with."""
        parser.add_argument("text", metavar="TEXT", type=Path, help="The document, in any readable format.")
        parser.add_argument("labels", metavar="LABELS", type=Path, nargs="?", help="A JSON file of hand labels.")
        parser.add_argument("--record", type=int, metavar="YEAR", help="Take the record's commitments as labels.")
        parser.add_argument("--json", action="store_true", help="Print the figures as JSON, and nothing else.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Detect, compare and print."""
        if (options["labels"] is None) == (options["record"] is None):
            raise CommandError("Name either a file of LABELS or a year with --record.", returncode=2)
        known = knowledge()
        try:
            reading = read_file(options["text"])
            if options["labels"] is not None:
                labels = detection_labels.from_file(options["labels"], known.directory)
            else:
                labels = detection_labels.from_record(options["record"], reading)
        except (Unreadable, detection_labels.LabelsError) as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(
                f"The file {error.filename} cannot be opened: {error.strerror}.", returncode=2
            ) from error
        result = evaluate(detect_in(reading, known).proposals, labels)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(result, reading.text), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_told(result, reading.text)))


def as_json(result: Evaluation, text: str) -> dict[str, Any]:
    """Return an evaluation for ``--json``: figures, misses, false alarms and disagreements."""
    return {
        "promises_sections": _counts(result.promises_sections),
        "whole_report": _counts(result.whole_report),
        "strength": _agreement(result.strength),
        "parties": _agreement(result.parties),
        "owners": _counts(result.owners),
        "windows": _agreement(result.windows),
        "misses": [_place(text, *row) for row in result.misses],
        "false_alarms": [_place(text, *row) for row in result.false_alarms],
        "disagreements": [asdict(row) for row in result.disagreements],
    }


def _counts(counts: Counts) -> dict[str, float]:
    shares = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return asdict(counts) | {name: round(value, 4) for name, value in shares.items()}


def _agreement(agreement: Agreement) -> dict[str, Any]:
    share = agreement.share
    return asdict(agreement) | {"share": None if share is None else round(share, 4)}


def _place(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "quote": text[start:end]}


def _told(result: Evaluation, text: str) -> list[str]:
    lines = [
        f"Promises sections: {_rates(result.promises_sections)}",
        f"Whole report: {_rates(result.whole_report)}",
        f"Strength: {_share(result.strength)}",
        f"Parties: {_share(result.parties)}",
        f"Owners: {_rates(result.owners)}",
        f"Windows: {_share(result.windows)}",
    ]
    for title, rows in (("Missed", result.misses), ("False alarms", result.false_alarms)):
        lines += ["", f"{title}: {len(rows)}"]
        lines += [f"  {start}-{end}  {' '.join(text[start:end].split())}" for start, end in rows]
    lines += ["", f"Other values: {len(result.disagreements)}"]
    lines += [
        f"  {row.start}-{row.end}  {row.what}: label {row.label or 'none'}, proposal {row.proposal or 'none'}"
        for row in result.disagreements
    ]
    return lines


def _rates(counts: Counts) -> str:
    rates = f"precision {counts.precision:.3f}, recall {counts.recall:.3f}, F1 {counts.f1:.3f}"
    return f"{rates} ({counts.right} right, {counts.false} false, {counts.missed} missed)"


def _share(agreement: Agreement) -> str:
    share = agreement.share
    return f"{agreement.agreed} of {agreement.of}" + (f", {share:.3f}" if share is not None else "")
