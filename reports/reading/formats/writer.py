"""Lays out what a document holds as one text, with its blocks: the one way HTML, PDF and DOCX become a text.

Paragraphs stand apart by a blank line, list items and lines of one paragraph each on a line of their own, the
cells of a table row on one line with tabs between them: as a text capture of the same document has them.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reports.reading.blocks import Block, ExtractedText, Span
from reports.reading.formats.decoding import BAD_BYTES, CONTROLS, MARK, MAX_CHARACTERS, harmless
from reports.reading.formats.markers import split_marker
from reports.reading.formats.plain import MAX_BLOCKS
from reports.reading.formats.unreadable import Unreadable

_TERMINAL = re.compile(r"[.!?:;][\"'”’»)\]]*$")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as a format has it: its printed lines, and what the format says of it.

    ``is_tight`` says that it stands directly below the one before, without space between them; ``depth`` how deep
    a list item is nested. ``pages`` are those of its lines where they may differ.
    """

    lines: tuple[str, ...]
    marker: str = ""
    level: int | None = None
    page: int | None = None
    is_tight: bool = False
    depth: int = 0
    pages: tuple[int, ...] = ()


Cell = Sequence[Paragraph]


def lines_of(text: str) -> tuple[str, ...]:
    """Return the printed lines of ``text``: white space folded (no-break spaces kept), empty lines left out."""
    folded = (re.sub(r"[^\S\xa0\u202f\u2007]+", " ", line).strip() for line in harmless(text).split("\n"))
    return tuple(line for line in folded if line)


def parts(paragraph: Paragraph) -> list[Paragraph]:
    """Split a paragraph with line breaks into its lines, except where the breaks stand in the middle of a sentence.

    A paragraph most of whose breaks do so is wrapped, and stays whole.
    """
    lines = paragraph.lines
    goes_on = [_goes_on(line, below) for line, below in itertools.pairwise(lines)]
    if paragraph.level is not None or sum(goes_on) * 2 >= len(lines) - 1:
        return [paragraph]
    groups = [[lines[0]]]
    for is_same, line in zip(goes_on, lines[1:], strict=True):
        if is_same:
            groups[-1].append(line)
        else:
            groups.append([line])
    first, *rest = (tuple(group) for group in groups)
    return [replace(paragraph, lines=first), *(replace(paragraph, lines=one, marker="", is_tight=True) for one in rest)]


def is_layout(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table only places text on the page.

    So does one of a single column, one whose cells hold headings, and one that holds running text of several paragraphs.
    """
    cells = [cell for row in rows for cell in row if cell]
    if max(map(len, rows)) == 1 or any(one.level is not None for cell in cells for one in cell):
        return True
    return any(len(cell) > 3 and sum(len(line) for one in cell for line in one.lines) > 800 for cell in cells)


def _goes_on(line: str, below: str) -> bool:
    return below[:1].islower() and (len(line) > 30 or line.endswith("-")) and not _TERMINAL.search(line[-24:])


@dataclass
class TextWriter:
    """Collects paragraphs and table rows in reading order; ``finish`` returns the text with its blocks."""

    _pieces: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _length: int = 0
    _page_starts: list[int] = field(default_factory=list)

    def add(self, paragraph: Paragraph) -> None:
        """Add one paragraph; a list marker printed in its words is told from them."""
        if not paragraph.lines:
            return
        marker, words = paragraph.marker, paragraph.lines[0]
        printed, behind = split_marker(words, 0, len(words))
        if printed:
            marker, words = printed, words[behind:]
        above = self._blocks[-1] if self._blocks else None
        is_tight = above is not None and not above.cells and paragraph.is_tight
        self._break("\n" if is_tight else "\n\n")
        self._new_page(paragraph.page)
        if marker:
            self._write("  " * (1 + paragraph.depth) + marker + " " if paragraph.level is None else marker + " ")
        if is_tight and above:
            self._blocks[-1] = replace(above, is_alone=False)
        self._block((words, *paragraph.lines[1:]), marker, paragraph, is_alone=not is_tight, cells=())

    def row(self, cells: Sequence[Cell]) -> None:
        """Add one row of a table; each paragraph of a cell is a block."""
        if not any(cells):
            return
        above = self._blocks[-1] if self._blocks else None
        self._break("\n" if above and above.cells else "\n\n")
        first, spans = len(self._blocks), []
        between = "\n" if any(len(cell) > 1 or any(len(one.lines) > 1 for one in cell) for cell in cells) else "\t"
        for number, cell in enumerate(cells):
            if number:
                self._write(between)
            start = self._length
            for index, paragraph in enumerate(one for one in cell if one.lines):
                if index:
                    self._write("\n")
                self._new_page(paragraph.page)
                marker, behind = split_marker(paragraph.lines[0], 0, len(paragraph.lines[0]))
                marker, words = (marker or paragraph.marker), paragraph.lines[0][behind:]
                if marker:
                    self._write(marker + " ")
                self._block((words, *paragraph.lines[1:]), marker, paragraph, is_alone=False, cells=((0, 0),))
            spans.append((start, self._length))
        for index in range(first, len(self._blocks)):
            self._blocks[index] = replace(self._blocks[index], cells=tuple(spans))

    def finish(
        self,
        *,
        is_wrapped: bool = False,
        warnings: tuple[str, ...] = (),
        title: str | None = None,
        language: str | None = None,
    ) -> ExtractedText:
        """Return the text."""
        text = "".join(self._pieces) + ("\n" if self._pieces else "")
        if MARK in text and not {CONTROLS, BAD_BYTES} & set(warnings):
            warnings = (*warnings, CONTROLS)
        return ExtractedText(
            text,
            tuple(self._blocks),
            is_wrapped,
            warnings,
            title,
            language,
            tuple(self._page_starts),
        )

    def _block(
        self, lines: Sequence[str], marker: str, paragraph: Paragraph, *, is_alone: bool, cells: tuple[Span, ...]
    ) -> None:
        if len(self._blocks) >= MAX_BLOCKS or self._length > MAX_CHARACTERS:
            raise Unreadable("too_large")
        spans = []
        for index, line in enumerate(lines):
            if index:
                self._write("\n")
            if index < len(paragraph.pages):
                self._new_page(paragraph.pages[index])
            spans.append((self._length, self._length + len(line)))
            self._write(line)
        self._blocks.append(
            Block(
                spans[0][0],
                spans[-1][1],
                tuple(spans),
                marker,
                is_alone,
                level=paragraph.level,
                page=paragraph.page,
                cells=cells,
            )
        )

    def _new_page(self, page: int | None) -> None:
        while page is not None and len(self._page_starts) < page:
            self._page_starts.append(self._length)

    def _break(self, separator: str) -> None:
        if self._pieces:
            self._write(separator)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
