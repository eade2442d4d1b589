"""Plain text: one paragraph a line (a web capture), or wrapped lines with page numbers (a PDF's text)."""

import re
from dataclasses import replace

from reports.reading.blocks import Block, ExtractedText

_MARKER = re.compile(r"(?P<marker>[•√*‣▪◦·]|[–-](?=\s)|\d{1,3}[.)]|[a-z][.)]|[ivx]{1,5}[.)]|[IVX]{1,6}\.)\s+(?=\S)")
_PAGE_NUMBER = re.compile(r"^(?:page\s+)?\d{1,4}$", re.IGNORECASE)
_TERMINAL = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_WRAP_WIDTH = 100
_FULL_LINE = 0.92

Line = tuple[int, int, int]  # offset of the first character, of the first printed one, end of the printed ones


def read(text: str) -> ExtractedText:
    """Split ``text`` into blocks; offsets are those of ``text`` itself."""
    lines = _lines(text)
    is_wrapped = _is_wrapped(text, lines)
    blocks = _wrapped_blocks(text, lines) if is_wrapped else _paragraph_blocks(text, lines)
    return ExtractedText(text=text, blocks=tuple(blocks), is_wrapped=is_wrapped)


def _lines(text: str) -> list[Line]:
    lines, position = [], 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        first = position + (len(raw) - len(raw.lstrip())) if stripped else position
        lines.append((position, first, first + len(stripped)))
        position += len(raw)
    return lines


def _is_wrapped(text: str, lines: list[Line]) -> bool:
    """Whether printed lines break in the middle of sentences, as the text of a PDF does."""
    printed = [(first, end) for _, first, end in lines if end > first]
    if len(printed) < 4:
        return False
    broken = sum(1 for first, end in printed if end - first > 40 and not _TERMINAL.search(text[first:end]))
    longest = max(end - first for first, end in printed)
    return longest <= _WRAP_WIDTH and broken >= len(printed) / 4


def _split_marker(text: str, first: int, end: int) -> tuple[str, int]:
    match = _MARKER.match(text, first, end)
    return (match.group("marker"), match.end()) if match else ("", first)


def _paragraph_blocks(text: str, lines: list[Line]) -> list[Block]:
    """One line is one block, except that an unmarked, indented line below an item continues the item."""
    blocks: list[Block] = []
    previous_blank = True
    for index, (position, first, end) in enumerate(lines):
        if first == end:
            previous_blank = True
            continue
        marker, start = _split_marker(text, first, end)
        continues = not marker and first > position and not previous_blank and blocks and blocks[-1].is_item
        if continues:
            last = blocks[-1]
            blocks[-1] = replace(last, end=end, lines=(*last.lines, (first, end)))
        else:
            next_blank = index + 1 == len(lines) or lines[index + 1][1] == lines[index + 1][2]
            blocks.append(Block(start, end, ((start, end),), marker, previous_blank and next_blank))
        previous_blank = False
    return blocks


def _wrapped_blocks(text: str, lines: list[Line]) -> list[Block]:
    """Join wrapped lines; mend paragraphs that a page break, a page number or a blank line has cut."""
    groups: list[Block] = []
    width = _line_width(lines)
    pending_furniture: list[tuple[int, int]] = []
    previous_blank = True
    for index, (position, first, end) in enumerate(lines):
        if first == end:
            previous_blank = True
            continue
        next_blank = index + 1 == len(lines) or lines[index + 1][1] == lines[index + 1][2]
        if _PAGE_NUMBER.match(text[first:end]) and previous_blank and next_blank:
            pending_furniture.append((first, end))
            continue
        marker, start = _split_marker(text, first, end)
        opens = previous_blank or bool(marker) or first > position
        if groups and not marker and opens and _is_cut(text, groups[-1], start, width):
            opens = False
        if opens or not groups:
            groups.append(Block(start, end, ((start, end),), marker))
        else:
            last = groups[-1]
            groups[-1] = replace(
                last,
                end=end,
                lines=(*last.lines, (start, end)),
                furniture=(*last.furniture, *pending_furniture),
            )
        pending_furniture = []
        previous_blank = False
    return groups


def _line_width(lines: list[Line]) -> int:
    """The width of a full line: nine lines in ten are no longer."""
    widths = sorted(end - first for _, first, end in lines if end > first)
    return widths[len(widths) * 9 // 10]


def _is_cut(text: str, block: Block, start: int, width: int) -> bool:
    """Whether ``block`` breaks off in the middle of a sentence that goes on at ``start``.

    It does when it ends in a hyphen, when the next word is in small letters, or when its last line
    was so full that the next word could not have stood on it (``width``: that of a full line).
    """
    printed = text[block.start : block.end]
    if re.search(r"\w-$", printed):
        return True
    if _TERMINAL.search(printed):
        return False
    if text[start].islower():
        return True
    if printed.endswith(")"):
        return False
    line_start = text.rfind("\n", 0, block.end) + 1
    next_word = text[start:].split(maxsplit=1)[0]
    return block.end - line_start + 1 + len(next_word) > _FULL_LINE * width
