"""The outline of a report: chapters, sections with their role, and the passages that stand in them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports.reading.blocks import Block, ExtractedText
from reports.reading.fingerprint import fingerprint
from reports.reading.headings import heading_words, is_roman, unnumbered
from reports.reading.language import load
from reports.reading.layout import Layout
from reports.reading.sentences import sentences
from reports.reading.splitting import with_headings_apart

# A heading stands over themes of its own role, except these: after them the themes of the chapter are told.
_NOT_OVER_THEMES = ("introduction", "gender", "other")


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
    """Sections and passages of one document, both in print order; chapters as (name, start of the heading)."""

    sections: tuple[OutlineSection, ...]
    passages: tuple[OutlinePassage, ...]
    chapters: tuple[tuple[str, int], ...] = ()


def outline(extracted: ExtractedText, language: str = "en") -> Outline:
    """Return the sections and passages of ``extracted``; ``language`` chooses the heading words.

    Raises LookupError for a language without heading words.
    """
    return _Outliner(with_headings_apart(extracted, language), language).run()


class _Outliner:
    def __init__(self, extracted: ExtractedText, language: str) -> None:
        self.text = extracted.text
        self.blocks = extracted.blocks
        self.language = language
        self.words = heading_words(language)
        self.furniture = tuple(load(language)["furniture"])
        self.layout = Layout(extracted, language)
        self.sections: list[OutlineSection] = []
        self.passages: list[OutlinePassage] = []
        self.chapters: list[tuple[str, int]] = []
        self.chapter: str | None = None
        self.chapter_level: int | None = None
        self.top: int | None = None
        self.in_people = False
        self.people_level: int | None = None
        self.in_people_table = False
        self.in_contents = False
        self.signed_until = 0
        self.last_heading: int | None = None

    def run(self) -> Outline:
        paragraph = item = 0
        untitled: list[Block] = []
        for index, block in enumerate(self.blocks):
            if index < self.signed_until or self._is_outside_text(index, block):
                continue
            if self._is_heading(index, block):
                self._open(index, block)
                self.last_heading = index
                continue
            if self._is_about_people(index, block):
                continue
            if not self.sections and not block.is_item and not self.layout.is_prose(index):
                untitled.append(block)
                continue
            if not self.sections:
                self._append("", "other", block.start, None)
            if block.is_item:
                item += 1
            else:
                item, paragraph = 0, paragraph + 1
            self._add_passages(block, paragraph, item or None)
        if not self.sections:
            self._add_untitled(untitled)
        return Outline(tuple(self._closed_sections()), tuple(self.passages), tuple(self.chapters))

    def _add_untitled(self, blocks: list[Block]) -> None:
        """A text of lines without heading or prose: each line is a passage."""
        for paragraph, block in enumerate(blocks, start=1):
            if not self.sections:
                self._append("", "other", block.start, None)
            self._add_passages(block, paragraph, None)

    def _is_outside_text(self, index: int, block: Block) -> bool:
        """Whether a block is page furniture or an entry of the table of contents."""
        flat = self.layout.flat(index)
        if len(flat) < 80 and flat.casefold().startswith(self.furniture):
            return True
        self.in_contents = self.in_contents and self.layout.is_contents_entry(index)
        return self.in_contents

    def _is_about_people(self, index: int, block: Block) -> bool:
        """Whether a block belongs to a list of people or a signature; prose between people is text."""
        if not self.in_people:
            self.signed_until = self.layout.end_of_signature(index)
            return index < self.signed_until
        return bool(block.cells) or not self.layout.is_prose(index)

    def _is_heading(self, index: int, block: Block) -> bool:
        if self.in_people_table and not block.cells:
            self.in_people, self.in_people_table = self.layout.end_of_signature(index) > index, False
        if block.cells:
            return self._opens_table_of_people(index, block)
        if self.layout.is_named_heading(index) or self._chapter_name(index, block) or self._is_label(index, block):
            return True
        if not self.layout.is_short(index):
            return False
        if block.level is not None:
            return not self.in_people or self._closes_people_by_level(index, block.level)
        if self.in_people and not (self.chapter is None and self.layout.flat(index).isupper()):
            return self.layout.closes_people(index)
        return self.layout.looks_like_heading(index, is_below_heading=self.last_heading == index - 1)

    def _closes_people_by_level(self, index: int, level: int) -> bool:
        if self.layout.is_line_of_person(index):
            return False
        return self.people_level is None or level <= self.people_level

    def _opens_table_of_people(self, index: int, block: Block) -> bool:
        is_first = index == 0 or self.blocks[index - 1].cells != block.cells
        if self.in_people:
            self.in_people_table = True
            return False
        return is_first and self.layout.is_head_of_people_table(index)

    def _is_label(self, index: int, block: Block) -> bool:
        flat = self.layout.flat(index)
        if not self.layout.is_short(index) or self.layout.is_in_list(index):
            return False
        label = self.words.people_label(flat)
        if label and self.in_people and not label.sides and self.words.is_office(flat):
            return False
        return bool(label or self.words.signature(flat))

    def _chapter_name(self, index: int, block: Block) -> str | None:
        """The name of the chapter that a block opens: a working group's, or any heading with its co-chairs next below."""
        if index < self.layout.first_chapter_index or not self.layout.stands_apart(index):
            return None
        flat = self.layout.flat(index)
        name = self.words.chapter(flat)
        if name or self.in_people or self.layout.is_named_heading(index):
            return name
        is_apart = block.is_alone or block.level is not None
        is_plain = is_apart and self.words.could_be_group(flat) and not self.words.people_label(flat)
        return unnumbered(flat) if is_plain and self.layout.has_side_label_below(index) else None

    def _open(self, index: int, block: Block) -> None:
        flat = self.layout.flat(index)
        start, heading = self.layout.heading_place(index)
        if block.cells or self._is_label(index, block):
            self._open_people(heading, start, block)
            return
        self.in_people = self.in_people_table = False
        role, chapter = self.words.role(flat), self._chapter_name(index, block)
        self.in_contents = self.words.is_contents(flat)
        if role is None and chapter:
            self.chapter, self.chapter_level, self.top = chapter, block.level, None
            self.chapters.append((chapter, start))
            self._append(heading, "other", start, None)
            return
        if self._ends_chapter(flat, block):
            self.chapter = self.chapter_level = self.top = None
        parent = self._parent(heading, role)
        if parent is not None:
            self._append(heading, self.sections[parent].role, start, parent)
            return
        self._append(
            heading, role or ("other" if self.chapter is None else self.words.thematic_role(flat)), start, None
        )
        if role or self.chapter is None or is_roman(heading):
            self.top = len(self.sections) - 1

    def _open_people(self, heading: str, start: int, block: Block) -> None:
        self.in_people, self.in_people_table, self.people_level = True, bool(block.cells), block.level
        self._append(heading, "participants", start, None)

    def _parent(self, heading: str, role: str | None) -> int | None:
        """The section above a sub-heading: the last one that names a role, unless the heading stands beside it."""
        if role or self.chapter is None or self.top is None:
            return None
        above = self.sections[self.top]
        if above.role in _NOT_OVER_THEMES or (is_roman(heading) and is_roman(above.heading)):
            return None
        return self.top

    def _ends_chapter(self, flat: str, block: Block) -> bool:
        if self.words.is_part(flat) or self.words.is_annex(flat):
            return True
        return block.level is not None and self.chapter_level is not None and block.level < self.chapter_level

    def _append(self, heading: str, role: str, start: int, parent: int | None) -> None:
        self.sections.append(OutlineSection(heading, role, start, start, self.chapter, parent))

    def _closed_sections(self) -> Iterator[OutlineSection]:
        """The sections with their ends: each ends where the next begins, one with sub-headings behind the last of them."""
        for index, section in enumerate(self.sections):
            following = index + 1
            while (
                section.parent is None and following < len(self.sections) and self.sections[following].parent == index
            ):
                following += 1
            end = self.sections[following].start if following < len(self.sections) else len(self.text)
            yield replace(section, end=end)

    def _add_passages(self, block: Block, paragraph: int, item: int | None) -> None:
        for start, end in sentences(self.text, block.start, block.end, self.language):
            furniture = [(a - start, b - start) for a, b in block.furniture if start <= a and b <= end]
            self.passages.append(
                OutlinePassage(
                    start, end, len(self.sections) - 1, paragraph, item, fingerprint(self.text[start:end], furniture)
                )
            )
