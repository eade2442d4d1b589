"""From the lines of a PDF to paragraphs: what a line break, a gap, an indent and the size of the type mean."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.reading.formats.markers import may_be_in_sentence, split_marker
from reports.reading.formats.pdf_columns import Piece, Row
from reports.reading.formats.pdf_lines import Line
from reports.reading.formats.writer import Paragraph, TextWriter

_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_ENDS_IN_HYPHEN = re.compile(r"\w[-\u2010\u00ad]$")
_CONTENTS_LINE = re.compile(r".{0,200}?(?:\.[ \xa0]?|…[ \xa0]?|_){4,}\s*\d{1,4}")
_HEADING_WORDS = 30
_LARGER = 0.9  # points by which a heading is larger than the text


@dataclass
class _Group:
    """Lines that make one paragraph."""

    lines: list[Line]
    marker: str
    is_tight: bool
    words: list[str] = field(default_factory=list)

    @property
    def last(self) -> Line:
        return self.lines[-1]

    def is_of(self, size: float, is_bold: bool) -> bool:
        return all(abs(line.size - size) < 0.3 and line.is_bold == is_bold for line in self.lines)


@dataclass(frozen=True)
class _Type:
    """What is usual in the document."""

    size: float
    is_bold: bool
    pitch: float  # from line to line, in sizes of the type
    right: float


def write(pages: Sequence[Sequence[Piece]], writer: TextWriter) -> None:
    """Write the pieces of all pages as paragraphs and rows."""
    lines = [piece for page in pages for piece in page if isinstance(piece, Line)]
    usual = _usual(lines)
    groups: list[_Group | Row] = []
    waiting: list[Line] = []
    for page in pages:
        notes = _notes(page, usual)
        for piece in page[: len(page) - len(notes)]:
            if isinstance(piece, Row):
                groups.append(piece)
            elif not _CONTENTS_LINE.fullmatch(piece.printed):
                _add(groups, piece, usual)
            if waiting and _is_opened_by(groups[-2:], piece):
                last = groups.pop()
                _add_notes(groups, waiting, usual)
                groups.append(last)
                waiting = []
        waiting += notes
    _add_notes(groups, waiting, usual)
    levels = _levels(groups, usual)
    for group in groups:
        if isinstance(group, Row):
            writer.row([_cell(cell, edge) for cell, edge in zip(group.cells, group.edges, strict=True)])
        else:
            writer.add(_paragraph(group, _level(group, levels, usual)))


def _notes(page: Sequence[Piece], usual: _Type) -> list[Line]:
    """The footnotes of a page: its last lines, where they are in smaller type. They stand in no sentence's way."""
    notes = itertools.takewhile(
        lambda piece: isinstance(piece, Line) and piece.size < usual.size - _LARGER, reversed(page)
    )
    found = [note for note in notes if isinstance(note, Line)][::-1]
    return found if len(found) < len(page) else []


def _add_notes(groups: list["_Group | Row"], notes: Sequence[Line], usual: _Type) -> None:
    for line in notes:
        _add(groups, line, usual)


def _is_opened_by(last: Sequence["_Group | Row"], piece: Piece) -> bool:
    """Whether ``piece`` went on with nothing: what stands before it is ended, and footnotes may follow.

    A row goes on with the table above it.
    """
    if isinstance(piece, Row):
        return len(last) < 2 or not isinstance(last[0], Row)
    return bool(last) and isinstance(last[-1], _Group) and last[-1].lines[0] is piece


def _usual(lines: Sequence[Line]) -> _Type:
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
        bold[line.is_bold] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    steps = Counter(
        round((below.bottom - above.bottom) / size, 1)
        for above, below in itertools.pairwise(lines)
        if above.page == below.page
        and above.size == below.size == size
        and 0.9 * size < below.bottom - above.bottom < 3 * size
    )
    rights = sorted(line.right for line in lines if line.size == size)
    return _Type(
        size,
        bold[True] > bold[False],
        steps.most_common(1)[0][0] if steps else 1.3,
        rights[len(rights) * 97 // 100] if rights else 0.0,
    )


def _add(groups: list["_Group | Row"], line: Line, usual: _Type) -> None:
    above = groups[-1] if groups else None
    marker, words = line.marker, line.text
    if not marker:
        marker, behind = split_marker(words, 0, len(words))
        words = words[behind:]
    if isinstance(above, _Group) and marker and _is_in_sentence(above, line, marker, usual):
        marker, words = "", line.printed
    if isinstance(above, _Group) and not marker and _continues(above, line, words, usual):
        above.lines.append(line)
        above.words.append(words)
        return
    is_tight = isinstance(above, _Group) and _is_close(above.last, line, usual)
    if isinstance(above, _Group) and marker and above.marker and line.size == above.last.size:
        is_tight = (
            is_tight or above.last.page != line.page or line.bottom - above.last.bottom < 2.4 * usual.pitch * usual.size
        )
    groups.append(_Group([line], marker, is_tight, [words]))


def _is_in_sentence(above: _Group, line: Line, marker: str, usual: _Type) -> bool:
    """Whether a dash or a number at the start of a line belongs to the sentence above and marks no list item."""
    if not _is_close(above.last, line, usual) or not may_be_in_sentence(marker, above.marker):
        return False
    return not _TERMINAL.search(above.words[-1]) and _is_full(above.last, line, usual)


def _is_close(above: Line, line: Line, usual: _Type) -> bool:
    """Whether a line stands directly below another, in the same type."""
    if above.page != line.page or abs(above.size - line.size) > 0.6:
        return False
    return 0 < line.bottom - above.bottom <= (usual.pitch + 0.25) * max(line.size, 1.0)


def _continues(above: _Group, line: Line, words: str, usual: _Type) -> bool:
    """Whether ``line`` goes on with the paragraph above it."""
    last, printed = above.last, above.words[-1]
    if abs(last.size - line.size) > 0.6:
        return False
    is_cut = _is_cut(last, printed, line, words, usual)
    if last.is_bold != line.is_bold and not (is_cut and words[:1].islower()):
        return False
    if not _is_close(last, line, usual):
        return _is_next_column_or_page(last, line) and is_cut and (not _is_larger(line, usual) or len(above.lines) > 2)
    if _is_larger(line, usual) and line.is_bold == last.is_bold:
        return not _TERMINAL.search(printed) or is_cut
    indent = line.left - min(one.left for one in above.lines)
    if above.marker:
        begin = above.lines[0].marker_left or above.lines[0].left
        if line.left < begin - 0.3 * line.size:
            return is_cut and words[:1].islower()
        return not _is_hard_break(last, printed, line, words, usual)
    if indent > 0.8 * line.size and len(above.lines) > 1 and _TERMINAL.search(printed):
        return False
    return not _is_hard_break(last, printed, line, words, usual)


def _is_next_column_or_page(last: Line, line: Line) -> bool:
    return line.page > last.page or line.bottom < last.bottom


def _is_larger(line: Line, usual: _Type) -> bool:
    return line.size > usual.size + _LARGER


def _room(last: Line, usual: _Type) -> float:
    return (last.limit or max(usual.right, last.right)) - last.right


def _is_full(last: Line, line: Line, usual: _Type) -> bool:
    """Whether the first word of the line below could not have stood at the end of a line."""
    space = 0.25 * line.size
    return line.segments[0].first_word + space > _room(last, usual) - 0.35 * line.size


def _is_hard_break(last: Line, printed: str, line: Line, words: str, usual: _Type) -> bool:
    """Whether a line ends before it is full, so that what follows is a line of its own."""
    if _ENDS_IN_HYPHEN.search(printed) or (words[:1].islower() and not _TERMINAL.search(printed)):
        return False
    return not _is_full(last, line, usual)


def _is_cut(last: Line, printed: str, line: Line, words: str, usual: _Type) -> bool:
    """Whether the text above breaks off in the middle of a sentence that goes on here."""
    if _ENDS_IN_HYPHEN.search(printed):
        return True
    if _TERMINAL.search(printed):
        return printed.endswith(".") and words[:1].islower() and _is_next_column_or_page(last, line)
    return words[:1].islower() or _is_full(last, line, usual)


# Headings


def _levels(groups: Sequence["_Group | Row"], usual: _Type) -> dict[float, int]:
    """The level of each size of type that headings are set in, the largest first."""
    sizes = {
        round(group.lines[0].size * 2) / 2
        for group in groups
        if isinstance(group, _Group) and _is_larger(group.lines[0], usual) and _is_short(group)
    }
    return {size: min(level, 6) for level, size in enumerate(sorted(sizes, reverse=True), start=1)}


def _level(group: _Group, levels: dict[float, int], usual: _Type) -> int | None:
    """Larger type is a heading; so is bold type that stands apart, where the text is not bold."""
    if not _is_short(group):
        return None
    first = group.lines[0]
    if _is_larger(first, usual):
        return levels.get(round(first.size * 2) / 2)
    is_bold = not usual.is_bold and all(line.is_bold for line in group.lines) and not group.is_tight
    if is_bold and first.size > usual.size - 0.6 and not _TERMINAL.search(group.words[-1]):
        return min(len(levels) + 1, 6)
    return None


def _is_short(group: _Group) -> bool:
    return sum(len(words.split()) for words in group.words) <= _HEADING_WORDS


# To paragraphs


def _paragraph(group: _Group, level: int | None) -> Paragraph:
    return Paragraph(
        tuple(group.words),
        group.marker,
        level,
        group.lines[0].page,
        group.is_tight and level is None,
        0,
        tuple(line.page for line in group.lines),
    )


def _cell(lines: Sequence[Line], edge: float) -> list[Paragraph]:
    """The paragraphs of a cell: its lines are joined where they are full."""
    usual = _Type(lines[0].size if lines else 10.0, False, 1.3, edge)
    groups: list[_Group | Row] = []
    for line in lines:
        _add(groups, line, usual)
    return [_paragraph(group, None) for group in groups if isinstance(group, _Group)]
