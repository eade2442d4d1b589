"""Proves the record against the printed texts: offsets and fingerprints of passages, headings and names as printed.

A *citation* is one row that cites one passage. A *fault* is a place of a document where the text does
not hold what the record says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reports.models import Document, GroupReport, GroupSuccession, Meeting, OrganizationSuccession, Session
from reports.models.conflict import ConflictValue
from reports.reading.blocks import ExtractedText
from reports.reading.fingerprint import fingerprint, normal_form
from reports.reading.formats import Unreadable, extract, plain

PLAIN_TEXT = "text/plain"
Citation = tuple[int, str]  # primary key of the passage, public name of the row that cites it


@dataclass(frozen=True)
class Fault:
    """One place that does not agree: offsets, what is wrong there, and the rows that cite it."""

    start: int
    end: int
    message: str
    cited_by: tuple[str, ...] = ()


@dataclass
class DocumentCheck:
    """What came of checking one document against the file of its name."""

    document: Document
    is_found: bool = False
    is_same_file: bool = False
    passages: int = 0
    citations: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def agrees(self) -> bool:
        """Whether there is a file and everything cited stands in it as cited."""
        return self.is_found and not self.faults


def library_citations() -> Iterator[Citation]:
    """Yield every citation of a passage by a row of the library."""
    rows = GroupReport.passages.through.objects.values_list(
        "passage", "groupreport__report__year", "groupreport__group__code"
    )
    for passage, year, code in rows:
        yield passage, f"group {code} in {year}"
    for passage, slug in Meeting.passages.through.objects.values_list("passage", "meeting__slug"):
        yield passage, f"meeting {slug}"
    sessions = Session.passages.through.objects.values_list("passage", "session__group__code", "session__meeting__slug")
    for passage, code, slug in sessions:
        yield passage, f"session of {code} at {slug}"
    values = ConflictValue.passages.through.objects.values_list(
        "passage", "conflictvalue__conflict__slug", "conflictvalue__order"
    )
    for passage, slug, order in values:
        yield passage, f"conflict {slug}, value {order}"
    for model, name in ((GroupSuccession, "groupsuccession"), (OrganizationSuccession, "organizationsuccession")):
        successions = model.passages.through.objects.values_list(
            "passage",
            f"{name}__kind",
            f"{name}__latest",
            f"{name}__predecessor__slug",
            f"{name}__successor__slug",
        )
        for passage, kind, latest, before, after in successions:
            yield passage, f"succession {kind} {latest} ({before or '–'} → {after or '–'})"


def verify(folder: Path, cited_by: dict[int, list[str]]) -> list[DocumentCheck]:
    """Check every document against the file of its name in ``folder``; ``cited_by`` names rows by passage key."""
    return [_verify_document(document, folder, cited_by) for document in Document.objects.order_by("slug")]


def _verify_document(document: Document, folder: Path, cited_by: dict[int, list[str]]) -> DocumentCheck:
    check = DocumentCheck(document)
    content = _file_of(document, folder)
    if content is None:
        return check
    check.is_found = True
    check.is_same_file = hashlib.sha256(content).hexdigest() == document.sha256
    try:
        extracted = _read(document, content)
    except UnicodeDecodeError as error:
        check.faults.append(Fault(error.start, error.end, "is not UTF-8"))
        return check
    except Unreadable as error:
        check.faults.append(Fault(0, 0, f"cannot be read: {error}"))
        return check
    check.faults += _passage_faults(check, extracted, cited_by)
    check.faults += _printed_faults(document, extracted.text)
    check.faults.sort(key=lambda fault: fault.start)
    return check


def _file_of(document: Document, folder: Path) -> bytes | None:
    """The file of the document's name in ``folder``; where there is none, the one that was imported."""
    path = folder / Path(document.file_name).name
    if path.is_file():
        return path.read_bytes()
    if document.file and document.file.storage.exists(str(document.file.name)):
        with document.file.open() as file:
            return file.read()
    return None


def _read(document: Document, content: bytes) -> ExtractedText:
    """Extract the text that the offsets count in, with its line ends.

    A plain text that was not imported is strictly UTF-8; of an imported one it is known that it could be read.
    """
    if document.media_type == PLAIN_TEXT and not document.text:
        return plain.read(content.decode("utf-8"))
    return extract(content, document.file_name, document.media_type)


def _passage_faults(check: DocumentCheck, extracted: ExtractedText, cited_by: dict[int, list[str]]) -> Iterator[Fault]:
    text = extracted.text
    furniture = [span for block in extracted.blocks for span in block.furniture]
    for passage in check.document.passages.order_by("start"):
        start, end, names = passage.start, passage.end, tuple(cited_by.get(passage.pk, ()))
        check.passages += 1
        check.citations += len(names)
        inside = [(a - start, b - start) for a, b in furniture if start <= a and b <= end]
        if end > len(text):
            yield Fault(start, end, "lies behind the end of the file", names)
        elif text[start:end] != text[start:end].strip() or fingerprint(text[start:end], inside) != passage.fingerprint:
            yield Fault(start, end, "has another fingerprint", names)


def _printed_faults(document: Document, text: str) -> Iterator[Fault]:
    """Headings stand at the start of their section, names in the words that are said to print them."""
    for section in document.sections.order_by("start"):
        if not normal_form(text[section.start : section.end]).startswith(normal_form(section.heading)):
            yield Fault(section.start, section.end, f"does not begin with the heading of section {section.order}")
    for row in document.appointments.exclude(start=None).order_by("start", "pk"):
        start, end = row.start or 0, row.end or 0
        if normal_form(row.name_as_printed) not in normal_form(text[start:end]):
            yield Fault(start, end, f"does not print {row.name_as_printed}")
