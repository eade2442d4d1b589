"""``manage.py publish_report YEAR``: publish a report with all that was drafted for it, or say what stands against it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments import ledger
from commitments.desk import publishing
from reports.models import Report

WRITER = "publish_report"
NAMED = 20  # rows that a reason names at most


class Command(BaseCommand):
    """Exits 0 when it is done or was done already, 2 where something stands against it."""

    help = "Publish the report of a year with its documents, commitments and all rows drafted for it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the year."""
        parser.add_argument("year", type=int, help="The year that names the report.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, or list what stands against it."""
        report = Report.objects.filter(year=options["year"]).first()
        if report is None:
            raise CommandError(f"No report of {options['year']} is held here.", returncode=2)
        if publishing.is_public(report):
            self.stdout.write(f"The report of {report.year} is already published.")
            return
        found = publishing.blockers(report)
        if found:
            raise CommandError("\n".join(["Nothing was published.", *map(_told, found)]), returncode=2)
        try:
            ledger.publish_report(report, by=WRITER)
        except ValidationError as error:
            raise CommandError("\n".join(["Nothing was published.", *error.messages]), returncode=2) from error
        self.stdout.write(f"The report of {report.year} is published.")


def _told(blocker: publishing.Blocker) -> str:
    named = [f"{passage.document.slug} {passage}" for passage in blocker.passages]
    named += [commitment.reference for commitment in blocker.commitments]
    more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
    return f"{blocker.rule}: {blocker.sentence} {', '.join(named[:NAMED])}{more}".rstrip()
