"""From the characters of a PDF page to its printed lines: words, columns of words, size and weight of the type."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reports.reading.formats.decoding import MARK

# How wide a gap is, in sizes of the type.
_WORD_GAP = 0.28
_TIGHT_WORD_GAP = 0.16  # where a page prints no spaces
_NO_ROOM = 0.06  # between a space and the characters on its sides
_COLUMN_GAP = 1.1
_CELL_GAP = 0.22  # without a space, where the page prints spaces: from one cell of a table to the next
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd\b|bd$", re.IGNORECASE)
_SYMBOL_FONT = re.compile(r"symbol|wingding|dingbat|courier", re.IGNORECASE)
# What symbol fonts print at these places, as every reader of their text gets it.
_SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0fc": "√",
    "\uf0d8": "‣",
    "\uf06f": "◦",
    "\u25cf": "•",
    "\u25cb": "◦",
    "\u25a0": "▪",
}
BULLETS = "•●○■□▪▫◦‣►▸➢➤❖✓✔√*·–—-"
_UNUSED_CODE = "(cid:127)"  # by the standard of the format, unused codes of a Western font show a bullet
_NO_CHARACTER = re.compile(r"\(cid:\d+\)")
NUMBER = re.compile(r"(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]")


@dataclass(frozen=True)
class Segment:
    """Words that stand together on a line: their place from left to right, and their characters."""

    left: float
    right: float
    text: str
    first_word: float = 0.0  # how wide its first word is


@dataclass(frozen=True)
class Line:
    """One printed line. ``marker`` is the list marker before its words, which begin at ``left``."""

    top: float
    bottom: float
    size: float
    is_bold: bool
    segments: tuple[Segment, ...]
    marker: str = ""
    marker_left: float = 0.0
    page: int = 1
    limit: float = 0.0  # where its column ends on the right, 0 where it stands in none

    @property
    def left(self) -> float:
        """Where its words begin."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where its words end."""
        return self.segments[-1].right

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(segment.text for segment in self.segments)

    @property
    def printed(self) -> str:
        """Its marker and its words."""
        return f"{self.marker} {self.text}" if self.marker else self.text


@dataclass
class _Row:
    top: float
    bottom: float
    middle: float
    chars: list[Mapping[str, Any]] = field(default_factory=list)


def page_lines(chars: Iterable[Mapping[str, Any]], page: int, dots: Iterable[Mapping[str, Any]] = ()) -> list[Line]:
    """Return the lines of a page from top to bottom; characters that stand on their side are left out.

    ``dots`` are small drawn shapes: before the words of a line such a shape is a bullet.
    """
    upright = [char for char in chars if char.get("upright", True) and char["size"] > 0]
    spaces = sum(1 for char in upright if char["text"].isspace())
    has_spaces = spaces * 25 >= len(upright)
    lines = [_line(row, page, has_spaces=has_spaces) for row in _rows(upright)]
    for dot in dots:
        _mark(lines, dot)
    return lines


def _mark(lines: list[Line], dot: Mapping[str, Any]) -> None:
    """Give the line that a drawn bullet stands before its marker."""
    middle = (dot["top"] + dot["bottom"]) / 2
    for index, line in enumerate(lines):
        if line.top <= middle <= line.bottom and not line.marker:
            is_small = max(dot["width"], dot["height"]) < 0.7 * line.size
            if is_small and 0 < line.left - dot["x1"] < 2.5 * line.size:
                lines[index] = replace(line, marker="•", marker_left=dot["x0"])
                return


def _rows(chars: list[Mapping[str, Any]]) -> list[_Row]:
    """Gather characters whose middles stand at one height; small raised ones go with the line they stand on."""
    rows: list[_Row] = []
    middles: list[float] = []
    for char in sorted((c for c in chars if not c["text"].isspace()), key=lambda c: (-c["size"], c["top"])):
        middle, reach = (char["top"] + char["bottom"]) / 2, 0.45 * char["size"]
        place = bisect_left(middles, middle)
        near = [i for i in (place - 1, place) if 0 <= i < len(rows) and _is_on(rows[i], middle, reach)]
        if near:
            best = min(near, key=lambda i: abs(rows[i].middle - middle))
            rows[best].chars.append(char)
        else:
            rows.insert(place, _Row(char["top"], char["bottom"], middle, [char]))
            middles.insert(place, middle)
    for char in chars:
        if char["text"].isspace():
            place = bisect_left(middles, (char["top"] + char["bottom"]) / 2)
            for i in (place - 1, place):
                if 0 <= i < len(rows) and _is_on(rows[i], (char["top"] + char["bottom"]) / 2, 0.45 * char["size"]):
                    rows[i].chars.append(char)
                    break
    return rows


def _is_on(row: _Row, middle: float, reach: float) -> bool:
    return abs(row.middle - middle) <= reach or row.top <= middle <= row.bottom


def _line(row: _Row, page: int, *, has_spaces: bool) -> Line:
    word_gap = _WORD_GAP if has_spaces else _TIGHT_WORD_GAP
    chars = sorted(row.chars, key=lambda char: (char["x0"], not char["text"].isspace()))
    size = Counter(round(char["size"] * 2) / 2 for char in chars if not char["text"].isspace()).most_common(1)[0][0]
    segments: list[Segment] = []
    words: list[str] = []
    left = right = first_word = 0.0
    previous: Mapping[str, Any] | None = None
    space: Mapping[str, Any] | None = None
    for char in chars:
        text = char["text"]
        if text.isspace():
            space = char if previous is not None else None
            continue
        if previous is not None and _is_printed_twice(previous, char):
            continue
        if previous is None:
            left = char["x0"]
        else:
            gap = char["x0"] - right
            if gap > _COLUMN_GAP * size or (has_spaces and not space and gap > _CELL_GAP * size):
                segments.append(Segment(left, right, "".join(words), first_word or right - left))
                words, left, first_word = [], char["x0"], 0.0
            elif gap > word_gap * size or (space and _has_room(previous, space, char)):
                first_word = first_word or right - left
                words.append(" ")
        words.append(_symbol(char))
        right = max(right, char["x1"]) if words[:-1] else char["x1"]
        previous, space = char, None
    segments.append(Segment(left, right, "".join(words), first_word or right - left))
    bold = sum(1 for char in chars if not char["text"].isspace() and _BOLD.search(char["fontname"]))
    printed = sum(1 for char in chars if not char["text"].isspace())
    line = Line(row.top, row.bottom, size, bold >= 0.9 * printed, tuple(segments), page=page)
    return _without_marker(line, chars)


def _has_room(previous: Mapping[str, Any], space: Mapping[str, Any], char: Mapping[str, Any]) -> bool:
    """Whether a space moves on: for a soft hyphen inside a word browsers print one that takes no room."""
    room = min(char["x0"] - space["x0"], space["x0"] - previous["x0"])
    return bool(room > _NO_ROOM * char["size"])


def _is_printed_twice(previous: Mapping[str, Any], char: Mapping[str, Any]) -> bool:
    """Some programs print a character twice, a hair apart, to make it bold."""
    is_same = previous["text"] == char["text"] and abs(previous["top"] - char["top"]) < 1
    return bool(is_same and abs(previous["x0"] - char["x0"]) < 0.15 * char["size"])


def _symbol(char: Mapping[str, Any]) -> str:
    text = str(char["text"])
    if len(text) == 1 and "\ue000" <= text <= "\uf8ff":
        return _SYMBOLS.get(text, "•")
    if text == _UNUSED_CODE:
        return "•"
    return MARK if _NO_CHARACTER.fullmatch(text) else _SYMBOLS.get(text, text)


def _without_marker(line: Line, chars: list[Mapping[str, Any]]) -> Line:
    """Take the list marker from the words of a line; a marker set far before its words is no column."""
    first = line.segments[0]
    head, _, rest = first.text.partition(" ")
    is_bullet = (
        head in BULLETS or head == MARK or (head == "o" and _SYMBOL_FONT.search(chars[0]["fontname"]) is not None)
    )
    if not (is_bullet or NUMBER.fullmatch(head)):
        return line
    head = "•" if head == MARK else head
    if rest:
        start = next((c["x0"] for c in chars if c["x0"] > chars[0]["x1"] and not c["text"].isspace()), first.left)
        if NUMBER.fullmatch(head):
            return line  # told from the words later, by the rule for all formats
        width = (first.right - start) * len(rest.partition(" ")[0]) / len(rest)
        segments = (Segment(start, first.right, rest, width), *line.segments[1:])
    elif len(line.segments) > 1 and line.segments[1].left - first.right < 6 * line.size:
        segments = line.segments[1:]
    else:
        return line
    return Line(line.top, line.bottom, line.size, line.is_bold, segments, head, first.left, line.page)
