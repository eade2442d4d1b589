"""``manage.py verify_citations DIR``: prove every citation of the record against the printed texts."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments import citations
from reports.citations import DocumentCheck


class Command(BaseCommand):
    """Exits 0 where all agree, 1 where a citation fails, a file is missing or nothing was checked, 2 without a folder."""

    help = "Check every known passage by offsets and fingerprint against the files in DIR, matched by file name."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder of the printed texts."""
        parser.add_argument("folder", metavar="DIR", type=Path, help="Folder that holds 2009.txt, 2019.txt, …")
        parser.add_argument("--json", action="store_true", help="Print JSON only.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, report, and fail where something is false."""
        folder = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.", returncode=2)
        checks = citations.verify(folder)
        passages = sum(check.passages for check in checks)
        cited = sum(check.citations for check in checks)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(checks, passages, cited), ensure_ascii=False, indent=2))
        else:
            for check in checks:
                self._tell(check)
            self.stdout.write(f"{cited} citations and {passages} passages checked.")
        missing = [check.document.file_name for check in checks if not check.is_found]
        faults = sum(len(check.faults) for check in checks)
        if missing:
            raise CommandError(f"No file {', '.join(missing)} in {folder}.", returncode=1)
        if faults:
            raise CommandError(f"{faults} places do not agree.", returncode=1)
        if not cited:
            raise CommandError("The record holds no citation to check.", returncode=1)

    def _tell(self, check: DocumentCheck) -> None:
        document = check.document
        if not check.is_found:
            self.stdout.write(f"{document.slug}: no file {document.file_name}")
            return
        verdict = "agree" if check.agrees else f"{len(check.faults)} places do not agree"
        self.stdout.write(f"{document.slug}: {check.citations} citations of {check.passages} passages: {verdict}")
        if not check.is_same_file:
            self.stdout.write(f"  note: {document.file_name} is not the file that was captured (another checksum)")
        for fault in check.faults:
            by = f", cited by {', '.join(fault.cited_by)}" if fault.cited_by else ""
            self.stdout.write(f"  {document.slug} {fault.start}-{fault.end} {fault.message}{by}")


def _as_json(checks: list[DocumentCheck], passages: int, cited: int) -> dict[str, Any]:
    return {
        "documents": [
            {
                "document": check.document.slug,
                "file_name": check.document.file_name,
                "is_found": check.is_found,
                "is_same_file": check.is_same_file,
                "passages": check.passages,
                "citations": check.citations,
                "failures": [
                    {"start": f.start, "end": f.end, "message": f.message, "cited_by": list(f.cited_by)}
                    for f in check.faults
                ],
            }
            for check in checks
        ],
        "passages": passages,
        "citations": cited,
        "agrees": bool(cited) and all(check.agrees for check in checks),
    }
