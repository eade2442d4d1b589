"""The outline of a report: chapters, sections with their role, and the passages that stand in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports.reading.blocks import Block, ExtractedText
from reports.reading.fingerprint import fingerprint
from reports.reading.language import load
from reports.reading.sentences import sentences

HEADING_WORDS = 25
_TERMINAL = re.compile(r"[.!?;:,][\"'”’»)\]]*$")
_ROMAN = re.compile(r"^(?:[IVX]+|\d{1,2})[.)]\s+")


@dataclass(frozen=True)
class OutlineSection:
    """One section in print order; ``parent`` is an index into the list, ``start`` the heading's first character."""

    heading: str
    role: str
    start: int
    end: int
    working_group: str | None = None
    parent: int | None = None


@dataclass(frozen=True)
class OutlinePassage:
    """One printed sentence: its place, its section (an index), its paragraph and item numbers, its fingerprint."""

    start: int
    end: int
    section: int
    paragraph: int
    item: int | None
    fingerprint: str


@dataclass(frozen=True)
class Outline:
    """Sections and passages of one document, both in print order."""

    sections: tuple[OutlineSection, ...]
    passages: tuple[OutlinePassage, ...]


def outline(extracted: ExtractedText, language: str = "en") -> Outline:
    """Return the sections and passages of ``extracted``; ``language`` chooses the heading words."""
    return _Outliner(extracted, language).run()


class _Outliner:
    def __init__(self, extracted: ExtractedText, language: str) -> None:
        self.text = extracted.text
        self.blocks = extracted.blocks
        self.words = load(language)
        self.language = language
        self.sections: list[OutlineSection] = []
        self.passages: list[OutlinePassage] = []
        self.chapter: str | None = None
        self.top: int | None = None
        self.in_people = False

    def run(self) -> Outline:
        paragraph = item = 0
        for index, block in enumerate(self.blocks):
            printed = self._printed(block)
            if self._is_furniture(printed):
                continue
            if self._is_heading(index, block, printed):
                self._open(index, block, printed)
                continue
            if self.in_people or not self.sections or self._is_signature(block, printed):
                continue
            if block.is_item:
                item += 1
            else:
                item, paragraph = 0, paragraph + 1
            self._add_passages(block, paragraph, item or None)
        return Outline(tuple(self._closed_sections()), tuple(self.passages))

    def _printed(self, block: Block) -> str:
        return self.text[block.start : block.end]

    def _is_furniture(self, printed: str) -> bool:
        return any(printed.casefold().startswith(label) for label in self.words["furniture"]) and len(printed) < 80

    def _is_heading(self, index: int, block: Block, printed: str) -> bool:
        flat = " ".join(printed.split())
        if self._theme(flat):
            return True
        if len(flat.split()) > HEADING_WORDS:
            return False
        if self._role(flat) or self._is_co_chairs(flat) or self._is_chapter(index, flat):
            return True
        if self.in_people and not (self.chapter is None and flat.isupper()):
            return False
        if len(block.lines) > 2 or not (block.is_alone or self._opens_list(index, block)):
            return False
        if block.is_item:
            return self._is_numbered_heading(index, block, flat)
        if flat.endswith(":"):
            return len(flat.split()) <= 6 and _is_title(flat)
        return not _TERMINAL.search(flat)

    def _is_numbered_heading(self, index: int, block: Block, flat: str) -> bool:
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if index and self.blocks[index - 1].is_item:
            return False
        is_numbered = bool(re.fullmatch(r"\d+[.)]|[IVX]+[.)]", block.marker))
        return is_numbered and not _TERMINAL.search(flat) and following is not None and not following.is_item

    def _theme(self, flat: str) -> bool:
        return any(re.match(rf"{re.escape(label)}\s+\d+\s*[:.]", flat, re.IGNORECASE) for label in self.words["theme"])

    def _opens_list(self, index: int, block: Block) -> bool:
        """Whether a heading stands directly above the first item of a list, without a blank line."""
        above = self.text[: block.start].rstrip(" \t")
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        return above.endswith("\n\n") and not block.is_item and following is not None and following.is_item

    def _is_chapter(self, index: int, flat: str) -> bool:
        """A chapter is headed by the name of a working group, with its co-chairs next below."""
        folded = flat.casefold()
        is_name = not _TERMINAL.search(flat) and any(
            folded.endswith(name) or folded.startswith(f"{name} ") for name in self.words["working_group"]
        )
        below = (" ".join(self._printed(block).split()) for block in self.blocks[index + 1 : index + 3])
        return is_name and any(self._is_co_chairs(line) for line in below)

    def _is_co_chairs(self, flat: str) -> bool:
        """A label ("Canadian Co-chairs:"), or a signature that ends in one ("Jane Roe, Canadian Co-Chair")."""
        words = flat.rstrip(": ").split()
        is_signature = len(words) <= 8 and not flat.isupper() and all(word[0].isupper() for word in words)
        labels = (*self.words["co_chairs"], *self.words["participants"])
        return (len(words) <= 3 or is_signature) and " ".join(words).casefold().endswith(tuple(labels))

    def _role(self, flat: str) -> str | None:
        folded = _ROMAN.sub("", flat).casefold().strip(" .:")
        for role, headings in self.words["roles"].items():
            if folded in headings:
                return str(role)
        return None

    def _is_signature(self, block: Block, printed: str) -> bool:
        return not block.is_item and len(printed) < 90 and not block.is_alone and not _TERMINAL.search(printed)

    def _open(self, index: int, block: Block, printed: str) -> None:
        flat = " ".join(printed.split())
        marker_start = self.text.rfind("\n", 0, block.start) + 1
        start = block.start if not block.is_item else marker_start + _indent(self.text, marker_start)
        heading = flat if not block.is_item else f"{block.marker} {flat}"
        if self._is_co_chairs(flat):
            self.in_people = True
            self._append(heading, "participants", start, None)
            return
        self.in_people = False
        role = self._role(flat)
        if role is None and self._is_chapter(index, flat):
            self.chapter, self.top = flat, None
            self._append(heading, "other", start, None)
        elif role or self.chapter is None:
            self._append(heading, role or "other", start, None)
            self.top = len(self.sections) - 1
        elif self.top is not None and self.sections[self.top].role != "introduction":
            self._append(heading, self.sections[self.top].role, start, self.top)
        else:
            self._append(heading, "results", start, None)

    def _append(self, heading: str, role: str, start: int, parent: int | None) -> None:
        self.sections.append(OutlineSection(heading, role, start, start, self.chapter, parent))

    def _closed_sections(self) -> Iterator[OutlineSection]:
        for index, section in enumerate(self.sections):
            later = (
                other.start
                for other in self.sections[index + 1 :]
                if section.parent is not None or other.parent != index
            )
            yield replace(section, end=next(later, len(self.text)))

    def _add_passages(self, block: Block, paragraph: int, item: int | None) -> None:
        for start, end in sentences(self.text, block.start, block.end, self.language):
            furniture = [(a - start, b - start) for a, b in block.furniture if start <= a and b <= end]
            self.passages.append(
                OutlinePassage(
                    start, end, len(self.sections) - 1, paragraph, item, fingerprint(self.text[start:end], furniture)
                )
            )


def _is_title(flat: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", flat) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def _indent(text: str, position: int) -> int:
    end = position
    while text[end].isspace():
        end += 1
    return end - position
