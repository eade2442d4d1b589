"""``manage.py audit_record``: count the record and check every rule that spans its rows."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments import audit
from reports.models import Report


class Command(BaseCommand):
    """Exits 0 where every invariant holds, 1 where one is violated."""

    help = "Print the counts of every kind, in all and per report, and every invariant with its violations."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer JSON."""
        parser.add_argument("--json", action="store_true", help="Print JSON only.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, check, and fail where a rule is violated."""
        reports = {report.year: audit.counts(report) for report in Report.objects.order_by("year")}
        total = audit.counts()
        violations = audit.violations()
        if options["json"]:
            answer = {
                "counts": {"all": total, "reports": {str(year): counts for year, counts in reports.items()}},
                "invariants": violations,
                "holds": not any(violations.values()),
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self._tell_counts(total, reports)
            self._tell_invariants(violations)
        if broken := [name for name, lines in violations.items() if lines]:
            raise CommandError(f"{len(broken)} invariants are violated: {', '.join(broken)}.", returncode=1)

    def _tell_counts(self, total: audit.Counts, reports: dict[int, audit.Counts]) -> None:
        width = max(map(len, total))
        self.stdout.write(f"{'':{width}}  {'all':>6}" + "".join(f"  {year:>6}" for year in reports))
        for name, number in total.items():
            cells = "".join(f"  {counts.get(name, ''):>6}" for counts in reports.values())
            self.stdout.write(f"{name:{width}}  {number:>6}{cells}".rstrip())

    def _tell_invariants(self, violations: dict[str, list[str]]) -> None:
        self.stdout.write("")
        for name, lines in violations.items():
            self.stdout.write(f"{name}: {'violated' if lines else 'ok'}")
            for line in lines:
                self.stdout.write(f"  {line}")
