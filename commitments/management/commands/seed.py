"""``manage.py seed``: load the curated record into an empty database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments import seeding
from commitments.models import Commitment
from reports.models import Report
from reports.record_files import RecordError


class Command(BaseCommand):
    """Loads all or nothing; a database that holds any row is left as it is."""

    help = "Load the curated record into an empty database; changes nothing in one that holds any row."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder of the record."""
        parser.add_argument("--record", type=Path, default=settings.RECORD_DIR, help="Folder of the record's files.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed, or say why not."""
        if not seeding.is_empty():
            self.stdout.write("The database already holds a record; nothing was changed.")
            return
        try:
            seeding.seed(options["record"])
        except RecordError as error:
            raise CommandError(f"{error} Nothing was loaded.", returncode=2) from error
        self.stdout.write(f"Loaded {Commitment.objects.count()} commitments of {Report.objects.count()} reports.")
