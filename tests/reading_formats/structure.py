"""Takes a text apart into the parts that ``printing`` prints again in other formats."""

from reports.reading.formats import plain
from reports.reading.outline import outline
from tests.reading_formats.printing import Heading, Items, Lines, Text


def parts_of(data, language="en"):
    """The parts of a plain text as the plain text reader and the outline tell them."""
    extracted = plain.read(data)
    read = outline(extracted, language)
    levels = {}
    chapters = {start for _, start in read.chapters}
    for section in read.sections:
        if section.parent is not None:
            levels[section.start] = 4
        else:
            levels[section.start] = 2 if section.working_group is None or section.start in chapters else 3
    people = [(section.start, section.end) for section in read.sections if section.role == "participants"]
    parts, title = [], True
    previous = None
    for block in extracted.blocks:
        words = _words(extracted.text, block)
        line_start = extracted.text.rfind("\n", 0, block.start) + 1
        line_start += len(extracted.text[line_start:]) - len(extracted.text[line_start:].lstrip())
        level = levels.get(line_start)
        between = extracted.text[previous.end : block.start] if previous else "\n\n"
        is_below = between.count("\n") == 1
        if level is not None:
            marked = f"{block.marker} {words}" if block.marker else words
            parts.append(Heading(marked, 1 if title and "annual report" in words.casefold() else level))
            title = title and "annual report" not in words.casefold()
        elif block.is_item:
            if parts and isinstance(parts[-1], Items):
                last = parts.pop()
                parts.append(Items((*last.items, words), (*last.markers, block.marker)))
            else:
                parts.append(Items((words,), (block.marker,)))
        elif is_below and parts and isinstance(parts[-1], Lines | Text):
            last = parts.pop()
            lines = last.lines if isinstance(last, Lines) else (last.text,)
            parts.append(Lines((*lines, words)))
        elif len(block.lines) > 1 and any(start <= block.start < end for start, end in people):
            parts.append(Lines(tuple(" ".join(extracted.text[a:b].split()) for a, b in block.lines)))
        else:
            parts.append(Text(words))
        previous = block
    return parts


def _words(text, block):
    """The words of a block on one line, page numbers left out and broken words joined at their hyphen."""
    lines = [" ".join(text[start:end].split()) for start, end in block.lines]
    joined = lines[0]
    for line in lines[1:]:
        joined += line if joined.endswith("-") else f" {line}"
    return joined
