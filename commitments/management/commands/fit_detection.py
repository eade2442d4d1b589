"""``manage.py fit_detection``: fit the weights of detection to the record, or measure them on reports held out."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from commitments.desk.proposing import PROGRAM
from commitments.detection.actions import WEIGHTS
from commitments.detection.fitting import as_toml
from commitments.measuring import detection_fitting, measured
from commitments.measuring.detection_labels import LabelsError
from reports.reading.formats import Unreadable


class Command(BaseCommand):
    """Prints the weights; writes their file only with --write."""

    help = "Fit the weights of detection to the record's reports, whose texts are in DIR by their file names."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder of the printed texts and what to do."""
        parser.add_argument("folder", metavar="DIR", type=Path, help="Folder that holds 2009.txt, 2019.txt, …")
        parser.add_argument("--write", action="store_true", help="Write the weights into the code's data.")
        parser.add_argument(
            "--held-out", action="store_true", help="Measure each report with weights fitted to the others alone."
        )
        parser.add_argument(
            "--labels", nargs=2, action="append", default=[], metavar=("YEAR", "FILE"),
            help="With --held-out, measure the report of YEAR by the hand labels in FILE.",
        )  # fmt: skip
        parser.add_argument(
            "--record-figures", action="store_true", help="With --held-out, store the figures for the method page."
        )
        parser.add_argument("--json", action="store_true", help="With --held-out, print JSON only.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fit, and print or write."""
        try:
            reports = detection_fitting.labelled_reports(
                options["folder"], {int(year): Path(file) for year, file in options["labels"]}
            )
        except (Unreadable, LabelsError) as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(
                f"The file {error.filename} cannot be opened: {error.strerror}.", returncode=2
            ) from error
        if len(reports) < 2:
            raise CommandError("The record holds fewer than two reports with commitments; seed it first.", returncode=2)
        if options["held_out"]:
            rows = detection_fitting.held_out(reports)
            if options["record_figures"]:
                measured.write(
                    measured.DETECTION,
                    version=measured.version_of(PROGRAM),
                    measured_on=timezone.localdate(),
                    lines=map(_line, rows),
                )
            self._tell(rows, is_json=options["json"])
            return
        weights = as_toml(detection_fitting.fitted(reports))
        if options["write"]:
            WEIGHTS.write_text(weights, encoding="utf-8")
        else:
            self.stdout.write(weights)

    def _tell(self, rows: list[detection_fitting.HeldOut], *, is_json: bool) -> None:
        if is_json:
            self.stdout.write(json.dumps([_as_json(row) for row in rows], indent=1))
            return
        self.stdout.write(
            "Each report by weights fitted to the others alone. F1 in promises sections and whole report;"
        )
        self.stdout.write("strict: also without the phrases that only this report uses.")
        for row in rows:
            figures, strict = row.result, row.strict
            self.stdout.write(
                f"{row.year}: {figures.promises_sections.f1:.3f} / {figures.whole_report.f1:.3f};"
                f" strict {strict.promises_sections.f1:.3f} / {strict.whole_report.f1:.3f}"
                f" without {row.phrases} phrases"
            )


def _line(row: detection_fitting.HeldOut) -> measured.Line:
    result = row.result
    return measured.Line(
        row.year,
        {
            "promises_sections": measured.of_counts(result.promises_sections),
            "whole_report": measured.of_counts(result.whole_report),
            "strength": measured.of_agreement(result.strength),
            "parties": measured.of_agreement(result.parties),
            "owners": measured.of_counts(result.owners),
            "windows": measured.of_agreement(result.windows),
        },
    )


def _as_json(row: detection_fitting.HeldOut) -> dict[str, Any]:
    return {
        "year": row.year,
        "phrases_left_out": row.phrases,
        "promises_sections": round(row.result.promises_sections.f1, 4),
        "whole_report": round(row.result.whole_report.f1, 4),
        "strict_promises_sections": round(row.strict.promises_sections.f1, 4),
        "strict_whole_report": round(row.strict.whole_report.f1, 4),
    }
