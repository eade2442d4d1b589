"""Freezes the public record under a name, as files that can be cited."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commitments.exports.releases import Refused, folder_of, freeze, in_words


class Command(BaseCommand):
    """``manage.py freeze_release 2026-11``: exit status 0 frozen, 2 refused."""

    help = "Freeze everything public as a release: a data package, its checksums, and what differs from the last one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the name and the day."""
        parser.add_argument("name", help="Name of the release, never reused: 2026-11")
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="Day as of which badges and axes are computed (the last day on which something was recorded)",
        )
        parser.add_argument("--json", action="store_true", help="Print name, day, files and difference as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Freeze, and tell what was written."""
        at = options["as_of"]
        if at and at > timezone.localdate():
            raise CommandError("This day has not come yet.", returncode=2)
        try:
            release = freeze(options["name"], at)
        except Refused as error:
            raise CommandError(str(error), returncode=2) from error
        if options["json"]:
            told = {
                "name": release.name,
                "as_of": f"{release.as_of:%Y-%m-%d}",
                "files": release.files,
                "difference": release.difference,
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"Frozen as {release.name}, as of {release.as_of}: {folder_of(release.name)}")
        for line in in_words(release.difference):
            self.stdout.write(line)
