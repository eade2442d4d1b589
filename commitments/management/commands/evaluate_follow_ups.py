"""``manage.py evaluate_follow_ups``: measure the suggestions on the record's own decisions."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from commitments import matching
from commitments.follow_ups import data as follow_up_data
from commitments.follow_ups.decisions import decisions, decisions_from
from commitments.follow_ups.directory import directory
from commitments.management.commands.suggest_follow_ups import (
    Material,
    add_texts,
    material_in,
    material_to,
    report_of,
)
from commitments.matching.features import Comparison
from commitments.matching.judging import Judgement, cross_validate, judge, judge_baseline
from commitments.matching.measures import PLACES, Judged, Measures, measure
from commitments.matching.ranking import threshold
from commitments.matching.vocabulary import load
from commitments.measuring import measured
from reports.models import Report
from reports.record_files import RecordError

POOLED = "pooled"
ARROW = "→"
MATCHING, BASELINE, HELD_OUT = "matching", "plain TF-IDF", "fitted on the other pairs"
_PREFIXES = {MATCHING: "", BASELINE: "plain_", HELD_OUT: "held_out_"}
PROGRAM = Path(matching.__file__).parent


class Command(BaseCommand):
    """Reads decisions to measure with, never to suggest with. Exit status 1: nothing to measure on; 2: refused."""

    help = (
        "Measure the suggestions on what the record decided: updates and links with an explicit or strong basis are "
        "right answers, weak ones count neither way, the rest is silence. Plain TF-IDF is measured beside it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the texts and what else to measure on."""
        add_texts(parser)
        parser.add_argument("--from", dest="earlier", type=int, metavar="YEAR", help="Earlier report of FILE.")
        parser.add_argument(
            "--in", dest="file", type=Path, metavar="FILE", help="Measure on this later report instead."
        )
        parser.add_argument("--judged", type=Path, metavar="FILE", help="The right answers in it, as YAML.")
        parser.add_argument(
            "--cross-validate",
            action="store_true",
            help="Also fit the weights on all pairs but one and judge that one.",
        )
        parser.add_argument(
            "--record-figures",
            action="store_true",
            help="With --cross-validate on the record, store the figures for the method page.",
        )
        parser.add_argument("--json", action="store_true", help="Print JSON only.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print."""
        judgements = self._in_file(options) if options["file"] else self._record(options)
        found = {
            MATCHING: _measured({name: list(judge(*one)) for name, one in judgements.items()}, threshold()),
            BASELINE: _measured({name: list(judge_baseline(*judgement)) for name, judgement in judgements.items()}),
        }
        if options["cross_validate"] and len(judgements) > 1:
            found[HELD_OUT] = _measured({name: rows for name, _, rows in cross_validate(judgements)}, threshold())
        if not any(row.answered for row in found[MATCHING].values()):
            raise CommandError("The record holds no decided answer to measure on.", returncode=1)
        if options["record_figures"]:
            self._record_figures(found)
        if options["json"]:
            tables = {name: {pair: asdict(row) for pair, row in table.items()} for name, table in found.items()}
            self.stdout.write(json.dumps(tables, indent=1))
            return
        for name, table in found.items():
            self._tell(name, table)
        self.stdout.write(_LEGEND)

    def _record(self, options: dict[str, Any]) -> dict[str, Judgement]:
        """Every pair of published reports, the nearest first, with what was decided about it."""
        texts = follow_up_data.PrintedTexts(options["texts"])
        reports = list(Report.objects.published().order_by("-year"))
        pairs = [(earlier, later) for at, later in enumerate(reports) for earlier in reports[at + 1 :]]
        pairs.sort(key=lambda pair: (pair[1].year - pair[0].year, -pair[1].year))
        return {
            f"{earlier.year}{ARROW}{later.year}": (
                _compared(material_to(earlier, later, texts)),
                decisions(earlier, later),
            )
            for earlier, later in pairs
        }

    def _in_file(self, options: dict[str, Any]) -> dict[str, Judgement]:
        if not (options["judged"] and options["earlier"]):
            raise CommandError("With --in, name the earlier report (--from) and the answers (--judged).", returncode=2)
        texts = follow_up_data.PrintedTexts(options["texts"])
        material = material_in(report_of(options["earlier"]), options["file"], texts)
        try:
            decided = decisions_from(options["judged"], material.passages)
        except (RecordError, ValueError) as error:
            raise CommandError(str(error), returncode=2) from error
        return {f"{options['earlier']}{ARROW}{options['file'].name}": (_compared(material), decided)}

    def _record_figures(self, found: Mapping[str, Mapping[str, Measures]]) -> None:
        if POOLED not in found.get(HELD_OUT, {}):
            raise CommandError("Figures are recorded of the whole record, with --cross-validate.", returncode=2)
        measured.write(
            measured.FOLLOW_UPS,
            version=measured.version_of(PROGRAM),
            measured_on=timezone.localdate(),
            lines=[_line(pair, {name: table[pair] for name, table in found.items()}) for pair in found[MATCHING]],
        )

    def _tell(self, name: str, table: Mapping[str, Measures]) -> None:
        width = max(map(len, table))
        heads = ["answered", "silent", *(f"first {place}" if place > 1 else "first" for place in PLACES), "MRR"]
        heads += ["reading", "(of)", "at score", "balanced", "best bal.", "false al.", "look-al.", "(of)"]
        self.stdout.write(f"\n{name}\n{'':{width}} " + " ".join(f"{head:>9}" for head in heads))
        for pair, row in table.items():
            values = [row.answered, row.silent, *row.recall.values(), row.reciprocal_rank, row.reading_accuracy]
            values += [row.readings_judged, row.threshold, row.balanced_accuracy, row.best_balanced_accuracy]
            values += [row.false_alarms, row.look_alike_first, row.look_alikes]
            self.stdout.write(f"{pair:{width}} " + " ".join(f"{_shown(value):>9}" for value in values))


_LEGEND = """
first, first 3, first 5: share of answered commitments with a right passage there. MRR: mean reciprocal rank. reading: share
of right readings where a right passage is among the first five (of: how many are judged). at score: the dividing line, for the
matching that of weights.toml, for plain TF-IDF the best found on these very answers. balanced: mean of the shares of answered
and of silent commitments on the right side of it (best bal.: of the best line found on these answers). false al.: share of the
silent above it. look-al.: how often a known look-alike ranks first (of: commitments that have one)."""


def _line(pair: str, of: Mapping[str, Measures]) -> measured.Line:
    """What the method page shows of one pair: the matching as it is, fitted to the other pairs alone, and plain TF-IDF."""
    figures: dict[str, measured.Figure] = {}
    for name, row in of.items():
        prefix = _PREFIXES[name]
        for measure_, share, cases in (
            ("first", row.recall[1], row.answered),
            ("five", row.recall[5], row.answered),
            ("reading", row.reading_accuracy, row.readings_judged),
            ("balanced", row.balanced_accuracy, row.answered + row.silent),
        ):
            if share is not None:
                figures[f"{prefix}{measure_}"] = measured.Figure(round(share, 3), cases)
    if pair == POOLED:
        return measured.Line(None, figures)
    earlier, later = pair.split(ARROW)
    return measured.Line(int(later), figures, earlier=int(earlier))


def _compared(material: Material) -> Comparison:
    return Comparison(material.statements, material.passages, directory(), load(material.language))


def _measured(judged: dict[str, list[Judged]], dividing: float | None = None) -> dict[str, Measures]:
    """Each pair of reports, and where there are several all of them together, last."""
    found = {name: measure(rows, dividing) for name, rows in judged.items()}
    if len(found) > 1:
        found[POOLED] = measure((row for rows in judged.values() for row in rows), dividing)
    return found


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.2f}"
