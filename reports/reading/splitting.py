"""Headings that stand on the paragraph below them without a blank line, as in the text of a PDF, made blocks of their own."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

from reports.reading.blocks import Block, ExtractedText
from reports.reading.headings import HeadingWords, heading_words
from reports.reading.layout import HEADING_WORDS, TERMINAL

_FULL_LINE = 0.92


def with_headings_apart(extracted: ExtractedText, language: str) -> ExtractedText:
    """Return ``extracted`` with a block for every line that is a heading by its words; texts without wraps as they are."""
    if not extracted.is_wrapped or extracted.has_headings_apart:
        return extracted
    words, width = heading_words(language), line_width(extracted)
    blocks = [part for block in extracted.blocks for part in _parts(extracted.text, block, words, width)]
    return replace(extracted, blocks=tuple(blocks), has_headings_apart=True)


def _parts(text: str, block: Block, words: HeadingWords, width: int) -> Iterator[Block]:
    lines = block.lines
    if len(lines) < 2 or block.cells:
        yield block
        return
    cuts = {0}
    for index, (start, end) in enumerate(lines):
        flat = " ".join(text[start : min(end, start + 400)].split())
        label = words.people_label(flat)
        is_people = bool(label and (label.sides or flat[-1] == ":")) and not _is_signed(text, block, index, words)
        if (is_people or _is_heading(flat, words)) and _is_apart(text, block, index, width, is_people=is_people):
            cuts |= {index, index + 1}
    places = [*sorted(cuts - {len(lines)}), len(lines)]
    for first, last in itertools.pairwise(places):
        yield block if last - first == len(lines) else _part(block, first, last)


def _part(block: Block, first: int, last: int) -> Block:
    lines = block.lines[first:last]
    start, end = lines[0][0], lines[-1][1]
    return replace(
        block,
        start=start,
        end=end,
        lines=lines,
        marker=block.marker if first == 0 else "",
        furniture=tuple(span for span in block.furniture if start <= span[0] and span[1] <= end),
    )


def _is_apart(text: str, block: Block, index: int, width: int, *, is_people: bool) -> bool:
    """Whether a line can be a heading inside a block: it is not full, and the line above ends a sentence.

    A label of people (``is_people``) also stands below the last line of a list, which ends no sentence but is not full.
    """
    if index + 1 < len(block.lines) and not _ends_early(text, block, index, width):
        return False
    if index == 0 or (is_people and _ends_early(text, block, index - 1, width)):
        return True
    above = block.lines[index - 1][1]
    return bool(TERMINAL.search(text[max(block.start, above - 8) : above].rstrip()))


def _is_signed(text: str, block: Block, index: int, words: HeadingWords) -> bool:
    """Whether the label stands below the name of one who signs."""
    if index == 0:
        return False
    start, end = block.lines[index - 1]
    return words.is_name(" ".join(text[start : min(end, start + 200)].split()))


def _ends_early(text: str, block: Block, index: int, width: int) -> bool:
    """Whether the first word of the next line could have stood on this one, and begins anew."""
    (start, end), (next_start, next_end) = block.lines[index : index + 2]
    following = text[next_start : min(next_end, next_start + 60)].split(maxsplit=1)
    return not following or (
        end - start + 1 + len(following[0]) <= _FULL_LINE * width and not following[0][0].islower()
    )


def _is_heading(flat: str, words: HeadingWords) -> bool:
    if len(flat.split()) > HEADING_WORDS or TERMINAL.search(flat.rstrip(" :")):
        return False
    return bool(words.role(flat) or words.chapter(flat) or words.is_part(flat) or words.is_contents(flat))


def line_width(extracted: ExtractedText) -> int:
    """The width of a full line: nine lines in ten are no longer."""
    widths = sorted(end - start for block in extracted.blocks for start, end in block.lines)
    return widths[len(widths) * 9 // 10] if widths else 0
