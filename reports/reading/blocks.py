"""What every format reader yields: blocks of text with their place in the extracted text."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Block:
    """One paragraph, heading line or list item.

    ``start`` and ``end`` are Python string offsets in the extracted text, without surrounding
    white space and without the list marker. ``lines`` are the spans of its printed lines,
    ``marker`` the list marker as printed ("" where there is none), ``is_alone`` whether blank
    lines stand before and after it, ``furniture`` the page numbers inside it (absolute offsets).
    """

    start: int
    end: int
    lines: tuple[tuple[int, int], ...]
    marker: str = ""
    is_alone: bool = True
    furniture: tuple[tuple[int, int], ...] = ()

    @property
    def is_item(self) -> bool:
        """Whether the block carries a list marker."""
        return bool(self.marker)


@dataclass(frozen=True)
class ExtractedText:
    """The text of one document with its blocks in reading order."""

    text: str
    blocks: tuple[Block, ...]
    is_wrapped: bool = field(default=False)
