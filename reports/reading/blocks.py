"""What every format reader yields: blocks of text with their place in the extracted text."""

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True)
class Block:
    """One paragraph, heading line, list item or table cell.

    ``start`` and ``end`` are Python string offsets in the extracted text, without surrounding
    white space and without the list marker. ``lines`` are the spans of its printed lines,
    ``marker`` the list marker as printed ("" where there is none), ``is_alone`` whether blank
    lines stand before and after it, ``furniture`` the page numbers and running headers inside it
    (absolute offsets). ``level`` is the depth of a heading, 1 the highest, where the format says
    that it is one (h1 to h6, a heading style, the size of the type), else None. ``page`` is the page on
    which the block starts, counted from 1, where there are pages.

    A block that stands in a table has ``cells``: the spans of all cells of its row in column order
    (an empty cell is an empty span). Every cell is a block of its own, or several where it holds several
    paragraphs; blocks of one row share the same ``cells``, and the column of a block is the index of the cell
    that holds its start. In a plain text a cell of several lines stands in several rows.
    """

    start: int
    end: int
    lines: tuple[Span, ...]
    marker: str = ""
    is_alone: bool = True
    furniture: tuple[Span, ...] = ()
    level: int | None = None
    page: int | None = None
    cells: tuple[Span, ...] = ()

    @property
    def is_item(self) -> bool:
        """Whether the block carries a list marker."""
        return bool(self.marker)

    @property
    def column(self) -> int | None:
        """The index of the block's column in its table, None outside tables."""
        return next((index for index, (start, end) in enumerate(self.cells) if start <= self.start < end), None)


@dataclass(frozen=True)
class ExtractedText:
    """The text of one document with its blocks in reading order.

    ``is_wrapped`` says that printed lines break in the middle of sentences. ``warnings`` are plain
    English sentences. ``title`` and ``language`` are what the document says of itself, None where it
    says nothing. ``page_starts`` are the offsets at which pages begin, empty where there are no pages. ``has_headings_apart`` says that
    :func:`reports.reading.splitting.with_headings_apart` has been here.
    """

    text: str
    blocks: tuple[Block, ...]
    is_wrapped: bool = field(default=False)
    warnings: tuple[str, ...] = ()
    title: str | None = None
    language: str | None = None
    page_starts: tuple[int, ...] = ()
    has_headings_apart: bool = False
