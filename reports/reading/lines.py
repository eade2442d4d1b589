"""The printed lines of a block, and lines of two columns that a page had run together."""

import re
from dataclasses import dataclass, replace

from reports.reading.blocks import Block, ExtractedText

_GAP = re.compile(r"\t+|[ \u00a0]{3,}|\s+\|\s+")
_FEWEST_SHARED = 0.5


@dataclass(frozen=True)
class Line:
    """One printed line with its place; whether it opens an item, whether a blank line stands above it."""

    text: str
    start: int
    end: int
    is_after_blank: bool
    is_item: bool = False


def lines_of(extracted: ExtractedText, block: Block) -> list[Line]:
    """Return the printed lines of ``block`` without page numbers and running headers.

    Where the format has told wrapped lines from lines of their own, a block of several lines is one; the lines
    of a list item stay apart, for its first may be the name and the others the office.
    """
    if not extracted.is_wrapped and len(block.lines) > 1 and not block.is_item:
        whole = replace(block, lines=((block.start, block.end),))
        return [replace(line, text=" ".join(line.text.split())) for line in lines_of(extracted, whole)]
    found: list[Line] = []
    for start, end in block.lines or ((block.start, block.end),):
        if any(first <= start < last for first, last in block.furniture) or start >= end:
            continue
        above = extracted.text[max(0, start - 200) : start]
        blank = above[len(above.rstrip()) :]
        is_after_blank = blank.count("\n") > 1 or "\f" in blank or not above.strip()
        found.append(Line(extracted.text[start:end], start, end, is_after_blank, block.is_item and not found))
    return found


def split_columns(text: str, lines: list[Line]) -> list[list[Line]] | None:
    """Return the lines of each of two columns that were run together, None where there is one column.

    A line is split at a gap of three blanks, a tab or a bar; a line without a gap belongs to the column
    at whose place on the page it begins.
    """
    split = [line for line in lines if _GAP.search(line.text.strip())]
    if len(split) < 2 or len(split) < _FEWEST_SHARED * len(lines) / 2:
        return None
    second = min(_place(text, line.start + _gap_end(line)) for line in split)
    columns: list[list[Line]] = [[], []]
    for line in lines:
        match = _GAP.search(line.text)
        if match:
            columns[0].append(
                Line(line.text[: match.start()], line.start, line.start + match.start(), line.is_after_blank)
            )
            start = line.start + match.end()
            columns[1].append(Line(line.text[match.end() :].strip(), start, line.end, line.is_after_blank))
        else:
            columns[_place(text, line.start) >= max(1, second - 2)].append(line)
    return columns


def _gap_end(line: Line) -> int:
    match = _GAP.search(line.text)
    return match.end() if match else 0


def _place(text: str, offset: int) -> int:
    return offset - (text.rfind("\n", max(0, offset - 400), offset) + 1)
