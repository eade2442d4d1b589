"""``manage.py import_report SOURCE``: read a report and write it into the library, all of it or nothing."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.decided import undecided_fingerprints
from reports import fetching, import_summary, importing
from reports.choices import Language
from reports.importing import Outcome, Plan
from reports.reading.reading import Reading, Unreadable, read

WRITER = "import_report"


class Command(BaseCommand):
    """Exits 0 when it is done or was done already, 1 where a known citation is not borne out, 2 where it refuses."""

    help = "Read a report (text, web page, PDF or DOCX; a file or an address) and write it into the library."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the source and how to treat it."""
        parser.add_argument("source", help="The file, or an address that begins with https:// or http://.")
        parser.add_argument("--year", type=int, help="Year that names the report; overrules the text.")
        parser.add_argument("--language", choices=Language.values, help="Language of the text; overrules the guess.")
        parser.add_argument("--draft", action="store_true", help="Store the document unpublished.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done; change nothing.")
        parser.add_argument(
            "--allow-private", action="store_true", help="Fetch from addresses that are not public too."
        )
        parser.add_argument("--json", action="store_true", help="Print JSON only; progress goes to standard error.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compare, write, and say what came of it."""
        given, reading = self._read(options)
        self._progress("Comparing with what is held")
        plan = importing.plan(
            reading,
            data=given.data,
            file_name=given.file_name,
            media_type=given.media_type,
            source_address=given.address,
            retrieved_on=timezone.now().date() if given.address else None,
            year=options["year"],
            language=options["language"],
            undecided=undecided_fingerprints,
        )
        refusals = plan.refusals_of(is_draft=options["draft"])
        document = plan.document
        if not refusals and not options["dry_run"]:
            self._progress("Writing")
            try:
                document = importing.carry_out(plan, is_draft=options["draft"], by=WRITER)
            except importing.Refused as error:
                refusals = error.sentences
        self._progress("")
        is_written = not refusals and not options["dry_run"]
        self._tell(plan, refusals, document.slug if is_written and document else None, options)
        if refusals:
            raise CommandError("\n".join([_("Nothing was imported."), *refusals]), returncode=2)
        if plan.missing and plan.outcome in (Outcome.SAME, Outcome.FILLS):
            raise CommandError(
                _("Known sentences that do not stand where they are cited: %(count)s.") % {"count": len(plan.missing)},
                returncode=1,
            )

    def _read(self, options: dict[str, Any]) -> tuple[fetching.Fetched, Reading]:
        source = options["source"]
        try:
            if fetching.is_address(source):
                self._progress("Fetching")
                given = fetching.fetch(
                    source,
                    is_private_allowed=options["allow_private"],
                    progress=lambda count: self._progress(f"Fetching: {count // 1000} kB"),
                )
            else:
                given = fetching.Fetched(Path(source).read_bytes(), "", "", Path(source).name)
            self._progress("Reading")
            return given, read(given.data, given.file_name, given.media_type, options["language"])
        except (Unreadable, fetching.NotFetched) as error:
            self._progress("")
            raise CommandError(_(str(error)), returncode=2) from error
        except OSError as error:
            raise CommandError(
                _("The file %(source)s cannot be opened: %(why)s.") % {"source": source, "why": error.strerror},
                returncode=2,
            ) from error

    def _progress(self, step: str) -> None:
        """Show on a terminal what is being done, in one line that the next step overwrites."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{step}", style_func=str, ending="")
            self.stderr.flush()

    def _tell(self, plan: Plan, refusals: tuple[str, ...], document: str | None, options: dict[str, Any]) -> None:
        if options["json"]:
            answer = import_summary.as_json(plan, refusals, document, is_dry_run=options["dry_run"])
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            lines = import_summary.lines(plan, refusals, document, is_dry_run=options["dry_run"])
            self.stdout.write("\n".join(lines))
