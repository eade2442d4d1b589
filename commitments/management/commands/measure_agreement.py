"""``manage.py measure_agreement``: how far two readers who code blind agree."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from commitments.judging import agreement


class Command(BaseCommand):
    """Exits 0, also where nothing has been coded twice."""

    help = "Print how many verdicts two readers have coded blind, in how many they agree, and Krippendorff's alpha."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer JSON."""
        parser.add_argument("--json", action="store_true", help="Print JSON only.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print."""
        found = agreement()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(found)))
            return
        self.stdout.write(f"Coded twice: {found.n}")
        self.stdout.write(f"Agreed: {found.agreed}")
        alpha = "not defined" if found.alpha is None else f"{found.alpha:.3f}"
        self.stdout.write(f"Krippendorff's alpha (nominal): {alpha}")
