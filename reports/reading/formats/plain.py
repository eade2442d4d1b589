"""Plain text: one paragraph a line (a web capture), or wrapped lines with page numbers (a PDF's text)."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from reports.reading.blocks import Block, ExtractedText, Span
from reports.reading.formats.columns import Line, is_rule, table_rows
from reports.reading.formats.decoding import MARK, decode
from reports.reading.formats.furniture import repeated_in_text
from reports.reading.formats.markers import may_be_in_sentence, split_marker
from reports.reading.formats.unreadable import Unreadable

MAX_LINES = 250_000
MAX_BLOCKS = 120_000
_TERMINAL = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_CONTENTS_LINE = re.compile(r".{0,200}?(?:\.[ \xa0]?|…[ \xa0]?|_){4,}\s*\d{1,4}")
_NEXT_WORD = re.compile(r"\S{1,60}")
_LINE_ENDS = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
_BLANK = re.compile(r"[\s\x00\ufeff\u200b]*")
_SURROGATES = re.compile("[\ud800-\udfff]")
_WRAP_WIDTH = 100
_FULL_LINE = 0.92
_TAIL = 24  # characters that tell how a line ends


def read(data: bytes | str) -> ExtractedText:
    """Split a text into blocks; offsets are those of the text itself, a mark at its start included.

    Raises Unreadable where there is nothing to read.
    """
    text, warnings = decode(data) if isinstance(data, bytes) else (_SURROGATES.sub(MARK, data), ())
    if isinstance(data, bytes) and _BLANK.fullmatch(text):
        raise Unreadable("blank" if text else "empty")
    if sum(text.count(end) for end in _LINE_ENDS) > MAX_LINES:
        raise Unreadable("too_large")
    return read_text(text, warnings)


def read_text(text: str, warnings: tuple[str, ...] = ()) -> ExtractedText:
    """Split a text into blocks. Raises Unreadable for far more of them than a report has."""
    lines = _lines(text)
    is_wrapped = _is_wrapped(text, lines)
    sheet = _sheet(text, lines, is_wrapped)
    openings = _wrapped(sheet) if is_wrapped else _paragraphs(sheet)
    blocks = tuple(opening.close(sheet) for opening in islice(openings, MAX_BLOCKS + 1))
    if len(blocks) > MAX_BLOCKS:
        raise Unreadable("too_large")
    return ExtractedText(text, blocks, is_wrapped, warnings, page_starts=sheet.page_starts)


@dataclass(frozen=True)
class _Sheet:
    """A text with what is known of its lines before they are joined."""

    text: str
    lines: list[Line]
    skipped: frozenset[int]
    furniture: frozenset[int]
    rows: dict[int, tuple[Span, ...]]
    page_starts: tuple[int, ...]

    def is_blank(self, index: int) -> bool:
        """Whether there is nothing to read on a line, or no such line."""
        if not 0 <= index < len(self.lines):
            return True
        _, first, end = self.lines[index]
        return first == end or index in self.skipped

    def page(self, offset: int) -> int | None:
        """The page on which ``offset`` stands, None where the text has no page breaks."""
        return bisect_right(self.page_starts, offset) if self.page_starts else None


@dataclass
class _Opening:
    """A block to which lines are still added."""

    start: int
    end: int
    position: int
    marker: str = ""
    is_alone: bool = True
    cells: tuple[Span, ...] = ()
    lines: list[Span] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    column: int = 0  # of its first word on its line

    def hangs(self, column: int) -> bool:
        """Whether a line indented to ``column`` stands below the words of an item."""
        return bool(self.marker) and column == self.column

    def add(self, position: int, first: int, end: int) -> None:
        self.lines.append((first, end))
        self.position, self.end = position, end

    def close(self, sheet: _Sheet) -> Block:
        page = sheet.page(self.start)
        return Block(
            self.start,
            self.end,
            tuple(self.lines),
            self.marker,
            self.is_alone,
            tuple(self.furniture),
            None,
            page,
            self.cells,
        )


def _open(
    position: int, start: int, end: int, marker: str = "", is_alone: bool = True, cells: tuple[Span, ...] = ()
) -> _Opening:
    return _Opening(start, end, position, marker, is_alone, cells, [(start, end)], [], start - position)


def _lines(text: str) -> list[Line]:
    lines, position = [], 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        first = position + (len(raw) - len(raw.lstrip())) if stripped else position
        lines.append((position, first, first + len(stripped)))
        position += len(raw)
    if text.startswith("\ufeff"):
        _, _, end = lines[0]
        behind = end - len(text[1:end].lstrip()) if end > 1 else 1
        lines[0] = (0, behind, max(end, behind))
    return lines


def _is_wrapped(text: str, lines: list[Line]) -> bool:
    """Whether printed lines break in the middle of sentences, as the text of a PDF does.

    Either all lines are short and many of them end nowhere, or many of them go on below in small letters.
    """
    printed = [(first, end) for _, first, end in lines if end > first]
    if len(printed) < 4:
        return False
    broken = sum(1 for first, end in printed if end - first > 40 and not _ends(text, end))
    longest = max(end - first for first, end in printed)
    if longest <= _WRAP_WIDTH and broken >= len(printed) / 4:
        return True
    usual = sorted(end - first for first, end in printed)[len(printed) * 95 // 100]
    goes_on = sum(
        1
        for (_, first, end), (_, below, below_end) in pairwise(lines)
        if end - first > 40 and below < below_end and text[below].islower() and not _ends(text, end)
    )
    return usual <= 2 * _WRAP_WIDTH and goes_on >= max(3, len(printed) / 10)


def _ends(text: str, end: int) -> bool:
    """Whether the words before ``end`` close a sentence, a clause or a lead-in."""
    return bool(_TERMINAL.search(text[max(0, end - _TAIL) : end]))


def _sheet(text: str, lines: list[Line], is_wrapped: bool) -> _Sheet:
    breaks = [index for index in range(len(lines)) if _ends_page(text, lines, index)]
    printed = [text[first : min(end, first + 400)] for _, first, end in lines]
    furniture = repeated_in_text(printed, breaks) if is_wrapped or breaks else set()
    skipped = furniture | {
        index for index, line in enumerate(printed) if line and (is_rule(line) or _CONTENTS_LINE.fullmatch(line))
    }
    starts = (0, *(lines[index + 1][0] for index in breaks if index + 1 < len(lines))) if breaks else ()
    kept = frozenset(skipped)
    return _Sheet(text, lines, kept, frozenset(furniture), table_rows(text, lines, kept), starts)


def _ends_page(text: str, lines: list[Line], index: int) -> bool:
    """Whether a form feed ends a line."""
    position = lines[index][0]
    after = lines[index + 1][0] if index + 1 < len(lines) else len(text)
    return after > position and text[after - 1] == "\f"


def _cells(sheet: _Sheet, index: int) -> Iterator[_Opening]:
    """The cells of a row, each a block of its own."""
    cells, position = sheet.rows[index], sheet.lines[index][0]
    for first, end in cells:
        if first < end:
            marker, start = split_marker(sheet.text, first, end)
            yield _open(position, start, end, marker, False, cells)


def _paragraphs(sheet: _Sheet) -> Iterator[_Opening]:
    """One line is one block, except that an unmarked, indented line below an item continues the item."""
    current: _Opening | None = None
    previous_blank = True
    for index, (position, first, end) in enumerate(sheet.lines):
        if sheet.is_blank(index):
            previous_blank = True
            continue
        if index in sheet.rows:
            if current:
                yield current
            yield from _cells(sheet, index)
            current, previous_blank = None, False
            continue
        marker, start = split_marker(sheet.text, first, end)
        if current and current.marker and not marker and first > position and not previous_blank:
            current.add(position, first, end)
        else:
            if current:
                yield current
            current = _open(position, start, end, marker, previous_blank and sheet.is_blank(index + 1))
        previous_blank = False
    if current:
        yield current


def _wrapped(sheet: _Sheet) -> Iterator[_Opening]:
    """Join wrapped lines; mend paragraphs that a page break, a page number or a blank line has cut."""
    current: _Opening | None = None
    width = _line_width(sheet.lines)
    pending: list[Span] = []
    previous_blank, is_turned = True, False
    for index, (position, first, end) in enumerate(sheet.lines):
        if sheet.is_blank(index):
            if index in sheet.furniture and first < end:
                pending.append((first, end))
            is_turned = is_turned or bool(pending) or _ends_page(sheet.text, sheet.lines, index)
            previous_blank = True
            continue
        if index in sheet.rows:
            if current:
                yield current
            yield from _cells(sheet, index)
            current, previous_blank, is_turned, pending = None, False, False, []
            continue
        marker, start = split_marker(sheet.text, first, end)
        if (
            current
            and marker
            and not previous_blank
            and may_be_in_sentence(marker, current.marker)
            and not _ends(sheet.text, current.end)
        ):
            marker, start = "", first
        is_indented = first > position and not (current and current.hangs(first - position))
        opens = previous_blank or bool(marker) or is_indented
        if (
            current
            and not marker
            and opens
            and _is_cut(
                sheet.text,
                current,
                start,
                width,
                _parts(sheet, current, index, previous_blank and not is_turned),
                is_turned,
            )
        ):
            opens = False
        if opens or current is None:
            if current:
                yield current
            current = _open(position, start, end, marker)
        else:
            current.furniture += pending
            current.add(position, start, end)
        pending = []
        previous_blank, is_turned = False, _ends_page(sheet.text, sheet.lines, index)
    if current:
        yield current


def _line_width(lines: list[Line]) -> int:
    """The width of a full line: nine lines in ten are no longer."""
    widths = sorted(end - first for _, first, end in lines if end > first)
    return widths[len(widths) * 9 // 10]


def _parts(sheet: _Sheet, above: _Opening, index: int, is_after_blank: bool) -> bool:
    """Whether the blank line above line ``index`` parts it from ``above`` though no line there was ended.

    It parts a heading or a paragraph from what follows; a list item only from a line that stands alone, a heading.
    """
    if not is_after_blank or not above.marker:
        return is_after_blank
    return sheet.is_blank(index + 1) and not _ends(sheet.text, sheet.lines[index][2])


def _is_cut(text: str, block: _Opening, start: int, width: int, is_apart: bool, is_turned: bool) -> bool:
    """Whether ``block`` breaks off in the middle of a sentence that goes on at ``start``.

    It does when it ends in a hyphen, when the next word is in small letters, or when its last line
    was so full that the next word could not have stood on it (``width``: that of a full line).
    """
    if re.search(r"\w[-\u2010\u00ad]$", text[max(block.start, block.end - 2) : block.end]):
        return True
    if _ends(text, block.end):
        return is_turned and text[block.end - 1] in ";." and text[start].islower()
    if text[start].islower():
        return True
    if is_apart or text[block.end - 1] == ")":
        return False
    next_word = _NEXT_WORD.match(text, start)
    longer = len(next_word.group()) if next_word else 0
    return block.end - block.position + 1 + longer > _FULL_LINE * width
