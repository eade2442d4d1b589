"""Word documents: headings by style, list items by numbering, tables by row. Headers and footers are left out."""

import re
from dataclasses import dataclass, field

from reports.reading.blocks import ExtractedText
from reports.reading.formats.unreadable import Unreadable
from reports.reading.formats.word_parts import (
    Element,
    Numbering,
    Package,
    Style,
    child,
    events,
    name_of,
    numbering,
    parsed,
    styles,
    value,
    whole,
)
from reports.reading.formats.writer import Paragraph, TextWriter, is_layout, lines_of, parts
from reports.reading.messages import gettext_noop

FOOTNOTES = gettext_noop("The document has footnotes, which were left out.")
_CONTENTS = re.compile(r"toc \d|table of figures")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset(("del", "moveFrom", "instrText", "delText"))
_PRINTED = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
Row = list[list[Paragraph]]


def read(data: bytes) -> ExtractedText:
    """Return the text of a Word document. Raises Unreadable for what is no sound one, or holds no words."""
    package = Package(data)
    document = _Document(styles(package.beside("styles.xml")), numbering(package.beside("numbering.xml")))
    document.read(package.part(package.document_name))
    extracted = document.writer.finish(
        warnings=(FOOTNOTES,) if document.has_footnotes else (),
        title=_property(package, "title"),
        language=(_property(package, "language") or "")[:2].lower() or None,
    )
    if not extracted.blocks:
        raise Unreadable("docx_no_text")
    return extracted


def _property(package: Package, name: str) -> str | None:
    for element in parsed(package.part("docProps/core.xml")):
        if str(element.tag).endswith(f"}}{name}") and element.text and element.text.strip():
            return " ".join(element.text.split())
    return None


@dataclass
class _Table:
    rows: list[Row] = field(default_factory=list)


@dataclass
class _Document:
    styles: dict[str, Style]
    numbering: Numbering
    writer: TextWriter = field(default_factory=TextWriter)
    has_footnotes: bool = False
    _tables: list[_Table] = field(default_factory=list)
    _skipped: int = 0
    _was_item: bool = False

    def read(self, data: bytes) -> None:
        """Go through the body in print order."""
        for event, element, _ in events(data):
            name = name_of(element)
            if element.tag == _FALLBACK or name in _LEFT_OUT:
                self._skipped += 1 if event == "start" else -1
                if event == "end":
                    element.clear()
            elif self._skipped:
                continue
            elif event == "start":
                self._start(name)
            elif name == "p":
                self._paragraph(element)
                element.clear()
            elif name == "tc":
                self._end_cell(element)
                element.clear()
            elif name == "tbl":
                self._end_table()
                element.clear()

    def _start(self, name: str) -> None:
        if name == "tbl":
            self._tables.append(_Table())
        elif name == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif name == "tc" and self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append([])

    def _end_cell(self, cell: Element) -> None:
        """Keep the columns below each other: a cell over several columns is followed by empty ones."""
        width = min(whole(value(child(cell, "tcPr", "gridSpan"))), 60)
        if self._tables and self._tables[-1].rows and width > 1:
            row = self._tables[-1].rows[-1]
            row += [[] for _ in range(width - 1)]

    def _end_table(self) -> None:
        rows = [row for row in self._tables.pop().rows if any(row)] if self._tables else []
        if self._tables or not rows or is_layout(rows):
            for paragraph in (one for row in rows for cell in row for one in cell):
                self._place(paragraph)
        else:
            for row in rows:
                self.writer.row(row)

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        style = self.styles.get(value(child(properties, "pStyle")) or "", Style())
        text = self._words(element)
        number, depth = self._place_in_list(properties, style)
        if not text.strip() or _CONTENTS.match(style.name):
            self._was_item = False
            return
        outline = value(child(properties, "outlineLvl"))
        level = style.level or (min(whole(outline) + 1, 6) if outline and whole(outline) < 9 else None)
        marker = self.numbering.marker(number, depth)
        is_item = bool(marker) and level is None
        paragraph = Paragraph(lines_of(text), marker, level, None, is_item and self._was_item, depth)
        self._was_item = is_item
        for piece in parts(paragraph):
            self._place(piece)

    def _place_in_list(self, properties: Element | None, style: Style) -> tuple[str | None, int]:
        own = child(properties, "numPr")
        if own is None:
            return style.numbering
        number = value(child(own, "numId")) or style.numbering[0]
        depth = child(own, "ilvl")
        return number, whole(value(depth)) if depth is not None else style.numbering[1]

    def _words(self, element: Element) -> str:
        pieces: list[str] = []
        hidden = {id(run) for run in element.iter() if name_of(run) == "r" and _is_hidden(run)}
        for run in element.iter():
            if name_of(run) != "r" or id(run) in hidden:
                continue
            for piece in run:
                name = name_of(piece)
                if name == "t":
                    pieces.append((piece.text or "").replace("\n", " "))
                elif name == "footnoteReference":
                    self.has_footnotes = True
                elif name in _PRINTED:
                    pieces.append(_PRINTED[name])
        return "".join(pieces)

    def _place(self, paragraph: Paragraph) -> None:
        if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]:
            self._tables[-1].rows[-1][-1].append(paragraph)
        else:
            self.writer.add(paragraph)


def _is_hidden(run: Element) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and value(vanish) not in ("0", "false", "off")
