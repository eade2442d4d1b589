"""PDF: words by their place on the page. Running headers, footers and page numbers are left out of the text."""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pypdf
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from reports.reading.blocks import ExtractedText
from reports.reading.formats.furniture import repeated_on_pages
from reports.reading.formats.pdf_columns import Piece, Row, arrange, find_columns
from reports.reading.formats.pdf_lines import Line, page_lines
from reports.reading.formats.pdf_page import pages_of
from reports.reading.formats.pdf_paragraphs import write
from reports.reading.formats.unreadable import Unreadable
from reports.reading.formats.writer import TextWriter
from reports.reading.messages import gettext_noop

MAX_PAGES = 2_000
MAX_CHARACTERS = 600_000  # eight reports; so many are read in a third of the time that reading may take
PICTURE_PAGES = gettext_noop("Some pages of the PDF hold only pictures; what they show was not read.")
_END_MARK = b"%%EOF"
_NO_CHARACTER = re.compile(r"\(cid:(?!127\))\d+\)")
_FEWEST = 12  # characters without which a page with a picture is a picture of a page
_RULES = range(4, 3000)

for _name in ("pdfminer", "pypdf"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # what they say is said here, in one sentence


def read(data: bytes) -> ExtractedText:
    """Return the text of a PDF. Raises Unreadable for what is damaged, protected or holds only pictures."""
    _check(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = list(_pages(pdf))
            title = _title(pdf.metadata)
    except Unreadable:
        raise
    except (PdfminerException, PDFSyntaxError, Exception):  # the parser trips over damage in many ways
        raise Unreadable("pdf_damaged") from None
    _check_words(pages)
    furniture = repeated_on_pages(
        [[(line.printed, (line.size, round(line.top))) for line in page.lines] for page in pages]
    )
    kept = [
        [line for index, line in enumerate(page.lines) if (number, index) not in furniture]
        for number, page in enumerate(pages)
    ]
    columns = find_columns([(lines, page.width) for lines, page in zip(kept, pages, strict=True)])
    pieces: list[list[Piece]] = []
    for lines, own, page in zip(kept, columns, pages, strict=True):
        is_in_table = any(isinstance(piece, Row) for before in pieces[-1:] for piece in before[-1:])
        pieces.append(_merged(arrange(lines, own, is_in_table=is_in_table), page.rows))
    writer = TextWriter()
    write(pieces, writer)
    is_partial = any(page.is_picture for page in pages)
    extracted = writer.finish(warnings=(PICTURE_PAGES,) if is_partial else (), title=title)
    if not extracted.blocks:
        raise Unreadable("pdf_scanned")
    return extracted


class _Page:
    """What is printed on one page."""

    def __init__(self, page: Any) -> None:
        self.width = float(page.width)
        chars = page.chars
        self.count = len(chars)
        self.unknown = sum(1 for char in chars if _NO_CHARACTER.fullmatch(char["text"]) or char["text"] == "\ufffd")
        tables = _tables(page) if chars else []
        self.rows: list[Row] = []
        for table in tables:
            self.rows += _table_rows(table, chars, page.page_number)
        boxes = [table.bbox for table in tables]
        outside = [char for char in chars if not any(_is_inside(char, box) for box in boxes)]
        self.lines: list[Line] = page_lines(outside, page.page_number, _dots(page))
        words = sum(1 for char in chars if not char["text"].isspace())
        self.is_picture = words < _FEWEST and bool(page.images)


def _dots(page: Any) -> list[Any]:
    """Small drawn shapes, as high as wide: what browsers print for the bullets of a list."""
    shapes = [*page.curves, *page.rects]
    if len(shapes) > _RULES.stop:
        return []
    return [
        shape for shape in shapes if 1 < shape["width"] < 9 and 0.7 < shape["width"] / max(shape["height"], 0.1) < 1.4
    ]


def _check(data: bytes) -> None:
    """Refuse what is protected, cut off or without pages."""
    if _END_MARK not in data[-4096:]:
        raise Unreadable("pdf_damaged")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("protected")
        count = len(reader.pages)
    except Unreadable:
        raise
    except Exception:  # the parser trips over damage in many ways
        raise Unreadable("pdf_damaged") from None
    if count == 0:
        raise Unreadable("pdf_no_pages")
    if count > MAX_PAGES:
        raise Unreadable("too_large")


def _pages(pdf: Any) -> Iterator[_Page]:
    total = 0
    for page in pages_of(pdf):
        found = _Page(page)
        page.close()
        total += found.count
        if total > MAX_CHARACTERS:
            raise Unreadable("too_large")
        yield found


def _check_words(pages: list[_Page]) -> None:
    total = sum(page.count for page in pages)
    if sum(page.unknown for page in pages) > 0.3 * total:
        raise Unreadable("pdf_no_characters")
    with_words = [page for page in pages if page.count >= _FEWEST]
    if not total or (not with_words and any(page.is_picture for page in pages)):
        raise Unreadable("pdf_scanned")


def _title(metadata: dict[str, Any]) -> str | None:
    title = metadata.get("Title")
    return " ".join(title.split()) or None if isinstance(title, str) else None


# Tables with rules


def _tables(page: Any) -> list[Any]:
    """The tables that rules part into cells, in two columns at least."""
    if len(page.rects) + len(page.lines) + len(page.curves) not in _RULES:
        return []
    return [table for table in page.find_tables() if _has_columns(table) and not _is_frame(table, page)]


def _has_columns(table: Any) -> bool:
    return max(sum(cell is not None for cell in row.cells) for row in table.rows) > 1


def _is_frame(table: Any, page: Any) -> bool:
    """Whether the rules frame the page and part no rows."""
    return len(table.rows) == 1 and table.bbox[3] - table.bbox[1] > 0.5 * page.height


def _table_rows(table: Any, chars: list[Any], page: int) -> Iterator[Row]:
    inside = [char for char in chars if _is_inside(char, table.bbox)]
    for row in table.rows:
        cells, edges = [], []
        in_row = [char for char in inside if row.bbox[1] <= (char["top"] + char["bottom"]) / 2 <= row.bbox[3]]
        for box in row.cells:
            own = [char for char in in_row if box is not None and _is_inside(char, box)]
            cells.append(tuple(page_lines(own, page)))
            edges.append(_right_edge(box, own))
        yield Row(row.bbox[1], tuple(cells), tuple(edges))


def _right_edge(box: Any, chars: list[Any]) -> float:
    """Where the words of a cell end at most: its rule, less the space that is kept free on the left."""
    if box is None or not chars:
        return 0.0
    padding = min(max(0.0, min(char["x0"] for char in chars) - box[0]), 12.0)
    return float(box[2]) - padding


def _is_inside(char: Any, box: tuple[float, float, float, float]) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _merged(pieces: list[Piece], rows: list[Row]) -> list[Piece]:
    """Put the rows of tables where they stand among the other pieces of the page."""
    merged: list[Piece] = []
    waiting = sorted(rows, key=lambda row: row.top)
    for piece in pieces:
        while waiting and waiting[0].top < piece.top:
            merged.append(waiting.pop(0))
        merged.append(piece)
    return merged + waiting
