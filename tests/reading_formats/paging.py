"""Prints a report as the text of a paginated document: wrapped, words broken, headers and page numbers between."""

from tests.reading_formats.printing import Heading, Items, Lines, Table, Text

HEADER = ["Canada-Mexico Partnership", "Annual Report 2016"]
STYLES = ("form feeds", "form feeds, glued", "no form feeds", "glued", "header with number", "footer")
EVERY = 2  # one word in so many that does not fit is broken


def as_paged_text(parts, style, *, width=84, length=46):
    """The report with ``length`` lines a page, in one of the ``STYLES``; returns the bytes and the broken words."""
    wrapper = _Wrapper(width)
    lines = []
    for part in parts:
        match part:
            case Heading(text, _) | Text(text):
                lines += wrapper.wrap(text)
            case Lines(printed):
                lines += printed
            case Items(items, markers):
                for item, marker in zip(items, markers, strict=True):
                    lines += wrapper.wrap(item, first=f"{marker} ", below="   ")
            case Table(rows):
                lines += [" | ".join(row) for row in rows]
        lines.append("")
    pages = [lines[start : start + length] for start in range(0, len(lines), length)]
    printed = [line for number, page in enumerate(pages, start=1) for line in _page(page, style, number, len(pages))]
    return "\n".join(printed).replace("\f\n", "\f").encode("utf-8"), wrapper.broken


def _page(page, style, number, count):
    match style:
        case "form feeds":
            return [*HEADER, "", *page, "", f"Page {number} of {count}", "\f"]
        case "form feeds, glued":
            return [*HEADER, *page, f"{number}\f"]
        case "no form feeds":
            return [*(HEADER if number > 1 else []), "", *page, "", str(number), ""]
        case "glued":
            return [*(HEADER if number > 1 else []), *page, f"{number} of {count}"]
        case "header with number":
            return [f"CMP Annual Report 2016 | {number}", "", *page, ""]
        case "footer":
            return [*page, "", f"Page {number}", HEADER[0], ""]


class _Wrapper:
    def __init__(self, width):
        self.width, self.misfits, self.broken = width, 0, 0

    def wrap(self, text, first="", below=""):
        lines, line = [], first
        for word in text.split():
            joint = "" if not line.strip() or line.endswith(" ") else " "
            if len(line) + len(joint) + len(word) <= self.width or not line.strip():
                line += joint + word
                continue
            self.misfits += 1
            room = min(self.width - len(line) - 2, len(word) - 3)
            if self.misfits % EVERY == 0 and word.isalpha() and len(word) > 8 and room >= 4:
                self.broken += 1
                lines.append(f"{line} {word[:room]}-")
                line = below + word[room:]
            else:
                lines.append(line)
                line = below + word
        return [*lines, line]
