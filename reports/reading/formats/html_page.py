"""What stands on a web page: the target of a parser's events, which gathers paragraphs, list items and tables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reports.reading.formats import plain
from reports.reading.formats.html_lists import HtmlList, read_list, whole
from reports.reading.formats.unreadable import Unreadable
from reports.reading.formats.writer import Paragraph, is_layout, lines_of, parts


def _names(elements: str) -> frozenset[str]:
    return frozenset(elements.split())


_NEVER_READ = _names(
    "script style noscript template svg math canvas iframe object embed audio video map select option datalist"
    " button input textarea head"
)
_MENUS = _names("nav aside footer menu dialog")
_MENU_ROLES = _names("navigation banner contentinfo search complementary dialog menu menubar")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table tbody td tfoot"
    " th thead tr ul"
)
_LISTS = ("ul", "ol", "dir")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_PRINTED_PAGE = 400  # characters of preformatted text that are read as a plain text
_MAIN_PART = 200  # characters that the main part of a page has at least
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass
class _Table:
    rows: list[list[list[Paragraph]]] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)  # column to rows that a cell still reaches down


Piece = Paragraph | list[list[list[Paragraph]]]


class Page:
    """The target of the parser's events. ``with_menus`` reads what is usually left out, where nothing else is there."""

    def __init__(self, *, with_menus: bool) -> None:
        self.with_menus = with_menus
        self.pieces: list[tuple[Piece, bool, bool]] = []  # what, whether inside <main>, whether inside a page header
        self.title: str | None = None
        self.language: str | None = None
        self.buffer: list[str] = []
        self.open: list[str] = []
        self.hidden_from: int | None = None
        self.lists: list[HtmlList] = []
        self.tables: list[_Table] = []
        self.marker = ""
        self.is_first_in_item = False
        self.level: int | None = None
        self.pre = self.main = self.header = self.article = 0
        self.links_in_page = self.letters = 0
        self.link_depth = self.count = 0
        self.in_title = False
        self.title_parts: list[str] = []

    # what the parser calls

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        self.open.append(tag)
        if tag == "html" and not self.language:
            self.language = (attributes.get("lang") or attributes.get(_XML_LANGUAGE) or "")[:2].lower() or None
        if tag == "title" and not self.title:
            self.in_title = True
        if self.hidden_from is not None:
            return
        if self._is_hidden(tag, attributes):
            if tag in _BLOCKS:
                self._flush()
            self.hidden_from = len(self.open)
            return
        if tag in _BLOCKS:
            self._flush()
            self._open_block(tag, attributes)
        elif tag == "br":
            self.buffer.append("\n")
        elif tag == "a" and (attributes.get("href") or "").startswith("#"):
            self.link_depth = self.link_depth or len(self.open)

    def end(self, tag: str) -> None:
        """An element closes, or the parser closes it because it cannot stay open."""
        if self.hidden_from is None and tag in _BLOCKS:
            self._flush()
            self._close_block(tag)
        if self.hidden_from is not None and len(self.open) <= self.hidden_from:
            self.hidden_from = None
        if self.link_depth and len(self.open) <= self.link_depth:
            self.link_depth = 0
        if tag == "title":
            self.in_title = False
            self.title = self.title or " ".join("".join(self.title_parts).split()) or None
        if self.open:
            self.open.pop()

    def data(self, text: str) -> None:
        """Characters."""
        if self.in_title:
            self.title_parts.append(text)
        if self.hidden_from is not None:
            return
        if not self.pre:
            text = text.replace("\n", " ").replace("\r", " ")
        self.buffer.append(text)
        letters = len(text.strip())
        self.letters += letters
        if self.link_depth:
            self.links_in_page += letters

    def close(self) -> "Page":
        """The document ends."""
        self._flush()
        while self.tables:
            self._close_table()
        return self

    # what was found

    @property
    def has_words(self) -> bool:
        """Whether anything was found."""
        return bool(self.pieces)

    def chosen(self) -> list[Piece]:
        """The pieces of the main part where the page names one, else all but the page's header."""
        main = [piece for piece, in_main, _ in self.pieces if in_main]
        if sum(map(_size, main)) >= _MAIN_PART:
            return main
        body = [piece for piece, _, in_header in self.pieces if not in_header or _is_heading(piece)]
        return body if sum(map(_size, body)) >= _MAIN_PART else [piece for piece, _, _ in self.pieces]

    # blocks

    def _is_hidden(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if tag in _NEVER_READ:
            return True
        role = (attributes.get("role") or "").lower()
        if not self.with_menus and (tag in _MENUS or role in _MENU_ROLES):
            return not (tag == "aside" and self.article)
        if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
            return True
        return bool(_INVISIBLE.search(attributes.get("style") or ""))

    def _open_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _LISTS:
            self.lists.append(read_list(tag, attributes))
        elif tag == "li":
            self._open_item(attributes)
        elif tag == "table":
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self._open_row()
        elif tag in ("td", "th") and self.tables:
            self._open_cell(attributes)
        elif tag == "pre":
            self.pre += 1
        elif tag in ("article", "section"):
            self.article += 1
        elif tag == "header":
            self.header += not (self.article or self.main)
        if tag in _HEADINGS:
            self.level = int(tag[1])
        elif attributes.get("role") == "heading":
            given = attributes.get("aria-level", "2")
            self.level = int(given) if given in "123456" and given else 2
        if tag == "main" or attributes.get("role") == "main":
            self.main = self.main or len(self.open)

    def _close_block(self, tag: str) -> None:
        if tag in _LISTS and self.lists:
            self.lists.pop()
        elif tag == "table" and self.tables:
            self._close_table()
        elif tag == "pre":
            self.pre = max(0, self.pre - 1)
        elif tag in ("article", "section"):
            self.article = max(0, self.article - 1)
        elif tag == "header":
            self.header = max(0, self.header - 1)
        if tag == "li":
            self.marker = ""
        self.level = None
        if self.main and len(self.open) <= self.main:
            self.main = 0

    def _open_item(self, attributes: Mapping[str, str]) -> None:
        if not self.lists:
            self.lists.append(HtmlList("", is_fresh=True))
        self.marker = self.lists[-1].marker(attributes.get("value"))
        self.is_first_in_item = True

    # tables

    def _open_row(self) -> None:
        table = self.tables[-1]
        table.rows.append([])

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        table = self.tables[-1]
        if not table.rows:
            table.rows.append([])
        row = table.rows[-1]
        while table.spans.get(len(row), 0) > 0 and len(row) < 100:
            table.spans[len(row)] -= 1
            row.append([])
        down = min(whole(attributes.get("rowspan"), 1), 1000)
        if down > 1:
            table.spans[len(row)] = down - 1
        row.append([])

    def _close_table(self) -> None:
        table = self.tables.pop()
        rows = [row for row in table.rows if any(row)]
        if not rows:
            return
        if self.tables or is_layout(rows):
            for paragraph in (one for row in rows for cell in row for one in cell):
                self._place(paragraph)
        else:
            self._keep(rows)

    # paragraphs

    def _flush(self) -> None:
        """End the paragraph that is being gathered."""
        text, self.buffer = "".join(self.buffer), []
        letters, links = self.letters, self.links_in_page
        self.letters = self.links_in_page = 0
        if not text.strip():
            return
        if self.pre and len(text) >= _PRINTED_PAGE:
            for paragraph in _preformatted(text):
                self._place(paragraph)
            return
        if links and links == letters and (self.lists or letters < 40) and self.level is None:
            return  # an entry of a table of contents, or "back to the top"
        for number, part in enumerate(_PARAGRAPH_BREAK.split(text)):
            paragraph = Paragraph(lines_of(part), level=self.level)
            if number == 0 and self.lists and self.is_first_in_item:
                paragraph = replace(
                    paragraph, marker=self.marker, is_tight=not self.lists[0].is_fresh, depth=len(self.lists) - 1
                )
                self.lists[0].is_fresh = False
                self.is_first_in_item = False
            for piece in parts(paragraph):
                self._place(piece)

    def _place(self, paragraph: Paragraph) -> None:
        if not paragraph.lines:
            return
        self.count += 1
        if self.count > plain.MAX_BLOCKS:
            raise Unreadable("too_large")
        if self.tables and self.tables[-1].rows and self.tables[-1].rows[-1]:
            self.tables[-1].rows[-1][-1].append(paragraph)
        else:
            self._keep(paragraph)

    def _keep(self, piece: Piece) -> None:
        self.pieces.append((piece, bool(self.main), bool(self.header)))


def _size(piece: Piece) -> int:
    if isinstance(piece, Paragraph):
        return sum(map(len, piece.lines))
    return sum(_size(one) for row in piece for cell in row for one in cell)


def _is_heading(piece: Piece) -> bool:
    return isinstance(piece, Paragraph) and piece.level is not None


def _preformatted(text: str) -> list[Paragraph]:
    """A printed page inside <pre>: read as a plain text, its lines joined where that reader joins them."""
    read_text = plain.read(text)
    found = []
    for above, block in zip((None, *read_text.blocks), read_text.blocks, strict=False):
        lines = tuple(read_text.text[start:end].strip() for start, end in block.lines)
        is_tight = above is not None and not block.is_alone and read_text.text.count("\n", above.end, block.start) < 2
        found.append(Paragraph(lines, block.marker, is_tight=is_tight))
    return found
