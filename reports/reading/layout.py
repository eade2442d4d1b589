"""How a block stands among its neighbours: apart, in a list, in a table, over prose, in a table of contents."""

import re
from functools import cached_property

from reports.reading.blocks import Block, ExtractedText
from reports.reading.headings import fold, heading_words
from reports.reading.language import load

HEADING_WORDS = 25
_LONGEST_HEADING = 1000
_SIGNATURE_WIDTH = 90
_SIGNATURE_LINES = 6
_PROSE_WORDS = 10
_SENTENCE_WORDS = 9
_LABEL_WORDS = 6
_THEME_WORDS = 40
_SENTENCE_INSIDE = re.compile(r"[a-zà-ÿ]{4}[.!?]\s+[(\[“\"A-ZÀ-Þ]")
_WORD = re.compile(r"[\w'-]+")
TERMINAL = re.compile(r"[.!?;:,][\"'”’»)\]]*$")
_ENTRY_END = re.compile(r"(?:\.{2,}|…|\s\.(?:\s\.)+|\s)\s*\d{1,4}$")
_PAGE_LEADERS = re.compile(r"(?:\.{3,}|…)\s*\d{1,4}")
_BROKEN_WORD = re.compile(r"(?P<head>\w+)(?P<hyphen>[-\u2010])[ \t]*\r?\n\s*(?P<tail>\w+)")
_ARABIC = re.compile(r"\d+[.)]")
_ROMAN_MARKER = re.compile(r"[IVXL]+[.)]")
_LETTER = re.compile(r"[A-Za-z][.)]")


class Layout:
    """Questions about the blocks of one document; every answer looks at a bounded number of neighbours."""

    def __init__(self, extracted: ExtractedText, language: str) -> None:
        self.text = extracted.text
        self.blocks = extracted.blocks
        self.words = heading_words(language)
        self.data = load(language)
        self._flats: dict[int, str] = {}

    def flat(self, index: int) -> str:
        """The words of a block on one line; of a block longer than any heading, its beginning."""
        flat = self._flats.get(index)
        if flat is None:
            block = self.blocks[index]
            printed = self._words_of(block)
            flat = " ".join(_BROKEN_WORD.sub(self._unbroken, printed).split())
            self._flats[index] = flat
        return flat

    def _words_of(self, block: Block) -> str:
        """The text of a block up to the length of a heading, without the page furniture inside it."""
        end = min(block.end, block.start + _LONGEST_HEADING)
        pieces, start = [], block.start
        for first, last in block.furniture:
            pieces.append(self.text[start : min(first, end)])
            start = last
        return "".join([*pieces, self.text[start:end]])

    def _unbroken(self, match: re.Match[str]) -> str:
        """A word broken at the end of a line: without its hyphen, where the text has it so elsewhere."""
        whole = match["head"] + match["tail"]
        return whole if whole in self._vocabulary else f"{match['head']}{match['hyphen']}{match['tail']}"

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The words of the text, so that looking for one does not go through the text again."""
        return frozenset(re.findall(r"\w+", self.text))

    def is_short(self, index: int) -> bool:
        """Whether a block has the length of a heading."""
        block = self.blocks[index]
        return block.end - block.start < _LONGEST_HEADING and len(self.flat(index).split()) <= HEADING_WORDS

    def is_named_heading(self, index: int) -> bool:
        """Whether a block is a heading by its words: a role, a part, a numbered theme."""
        flat, block = self.flat(index), self.blocks[index]
        if len(flat) >= _LONGEST_HEADING:
            return False
        if self.words.is_theme(flat):
            return len(flat.split()) <= _THEME_WORDS and not _SENTENCE_INSIDE.search(flat)
        if not self.is_short(index) or self.is_in_list(index):
            return False
        return bool(self.words.role(flat)) or (self.words.is_part(flat) and not block.is_item and _is_open(flat))

    def stands_apart(self, index: int) -> bool:
        """Whether a block can be the heading of a chapter by its place: short, unended, alone or over its co-chairs."""
        block, flat = self.blocks[index], self.flat(index)
        if not self.is_short(index) or block.cells or not _is_open(flat.rstrip(" :")) or self.is_in_list(index):
            return False
        return block.is_alone or block.level is not None or self.has_label_below(index)

    def has_label_below(self, index: int) -> bool:
        """Whether one of the next two blocks announces co-chairs."""
        return any(
            self._is_co_chairs(flat)
            for flat in (self.flat(below) for below in range(index + 1, min(index + 3, len(self.blocks))))
        )

    def has_side_label_below(self, index: int) -> bool:
        """Whether the next block announces the co-chairs of one side, and names stand below it, not an office."""
        label = self.words.people_label(self.flat(index + 1)) if index + 2 < len(self.blocks) else None
        if not label or label.role != "co_chair" or not label.sides or label.is_national:
            return False
        start, end = (self.blocks[index + 2].lines or ((0, 0),))[0]
        first = " ".join(self.text[start : min(end, start + 200)].split())
        return not self.words.is_office(first) or self.words.is_subgroup(first)

    def looks_like_heading(self, index: int, *, is_below_heading: bool = False) -> bool:
        """Whether a block is a heading by its place alone: a short line between blank ones, without a full stop.

        ``is_below_heading`` says that another heading stands right above; then no blank line is asked for there.
        """
        block, flat = self.blocks[index], self.flat(index)
        stands_between = is_below_heading and self._is_over_blank(index)
        if len(block.lines) > 2 or not (block.is_alone or stands_between or self._opens_list(index)):
            return False
        if block.is_item:
            return self._is_numbered_heading(index)
        if flat.endswith(":"):
            return len(flat.split()) <= _LABEL_WORDS and _is_title(flat) and not self._has_plain_verb(flat)
        return _is_open(flat) and not self._is_unended_sentence(flat)

    def closes_people(self, index: int) -> bool:
        """Whether a line below a list of people is a heading again: it stands over prose and names no office."""
        block, flat = self.blocks[index], self.flat(index)
        if block.is_item or len(block.lines) > 2 or not block.is_alone or not _is_open(flat):
            return False
        return index + 1 < len(self.blocks) and self.is_prose(index + 1) and not self.words.is_office(flat)

    def is_line_of_person(self, index: int) -> bool:
        """Whether a line among people tells a side, a subgroup, or a name with an office below it."""
        flat = self.flat(index)
        if self.words.told_side(flat) or self.words.is_subgroup(flat):
            return True
        is_over_office = index + 1 < len(self.blocks) and not self.is_prose(index + 1)
        return self.words.is_name(flat) and is_over_office and self.words.is_office(self.flat(index + 1))

    def is_prose(self, index: int) -> bool:
        """Whether a block is running text: ten words or more, a verb and an end."""
        block, flat = self.blocks[index], self.flat(index)
        ends = self.text[max(block.start, block.end - 3) : block.end]
        return len(flat.split()) >= _PROSE_WORDS and bool(TERMINAL.search(ends)) and self.words.has_verb(flat)

    def is_in_list(self, index: int) -> bool:
        """Whether a block is an item among items: a bullet, or a number beside another of its style."""
        block = self.blocks[index]
        if not block.is_item or _ROMAN_MARKER.fullmatch(block.marker):
            return False
        style = _style(block)
        beside = self.blocks[max(0, index - 1) : index] + self.blocks[index + 1 : index + 2]
        return style == "bullet" or any(other.is_item and _style(other) == style for other in beside)

    def is_head_of_people_table(self, index: int) -> bool:
        """Whether the row that begins here heads a table of people."""
        cells = [" ".join(self.text[start:end].split()) for start, end in self.blocks[index].cells]
        if any(len(cell) > 80 for cell in cells):
            return False
        if any(self.words.people_label(cell) for cell in cells):
            return True
        return (
            len({kind for cell in cells if (kind := self.words.column(cell))} & {"name", "title", "organization"}) >= 2
        )

    def end_of_signature(self, index: int) -> int:
        """The index after a signature that begins here (a name over an office), ``index`` where there is none."""
        if self._is_signature_block(index):
            return index + 1
        if self._is_after_blank(index) and self.words.is_name(self.flat(index)):
            end = index
            while (
                end < len(self.blocks)
                and self._is_signature_line(end)
                and not (end > index and self._is_after_blank(end))
            ):
                end += 1
            return end if end - index >= 2 else index
        return index

    def is_contents_entry(self, index: int) -> bool:
        """Whether a block is an entry of a table of contents: it comes again as a heading, or ends in a page number."""
        flat, block = self.flat(index), self.blocks[index]
        if len(flat) >= _LONGEST_HEADING:
            return len(_PAGE_LEADERS.findall(flat)) > 1
        if self._last_place.get(fold(_ENTRY_END.sub("", flat)), index) > index or _PAGE_LEADERS.search(flat):
            return True
        return bool(block.is_item and (_ENTRY_END.search(flat) or (self.is_in_list(index) and _is_open(flat))))

    def heading_place(self, index: int) -> tuple[int, str]:
        """The first character of a heading and its words, both with its number; of a table, those of its first row."""
        block, flat = self.blocks[index], self.flat(index)
        if block.cells:
            words = (" ".join(self.text[start:end].split()) for start, end in block.cells)
            return block.start, " ".join(word for word in words if word)
        if not block.is_item:
            return block.start, flat
        start = self.text.rfind("\n", 0, block.start) + 1
        while start < block.start and self.text[start].isspace():
            start += 1
        return start, f"{block.marker} {flat}"

    @cached_property
    def first_chapter_index(self) -> int:
        """Chapters stand behind the part that holds the reports of the groups, where a part says so."""
        places = [
            index
            for index, block in enumerate(self.blocks)
            if block.end - block.start < 200
            and self.words.is_part(self.flat(index))
            and self.words.speaks_of_groups(self.flat(index))
        ]
        return places[-1] if places else 0

    @cached_property
    def _last_place(self) -> dict[str, int]:
        return {
            fold(self.flat(index)): index
            for index, block in enumerate(self.blocks)
            if block.end - block.start < _LONGEST_HEADING
        }

    def _is_co_chairs(self, flat: str) -> bool:
        label = self.words.people_label(flat) if len(flat) < 200 else None
        return bool(label and label.role == "co_chair")

    def _is_after_blank(self, index: int) -> bool:
        if index == 0:
            return True
        between = self.text[self.blocks[index - 1].end : self.blocks[index].start]
        return between.count("\n") > 1 or "\f" in between

    def _is_over_blank(self, index: int) -> bool:
        return index + 1 < len(self.blocks) and self._is_after_blank(index + 1)

    def _is_signature_line(self, index: int) -> bool:
        block = self.blocks[index]
        is_line = not block.is_item and not block.cells and block.level is None and not block.is_alone
        return is_line and block.end - block.start < _SIGNATURE_WIDTH and _is_open(self.flat(index))

    def _is_signature_block(self, index: int) -> bool:
        """Whether the lines of one block are a signature: a name, then offices and institutions."""
        block = self.blocks[index]
        if (
            not 2 <= len(block.lines) <= _SIGNATURE_LINES
            or block.is_item
            or block.cells
            or not _is_open(self.flat(index))
        ):
            return False
        name, *rest = (" ".join(self.text[start : min(end, start + 200)].split()) for start, end in block.lines)
        return self.words.is_name(name) and any(self.words.is_office(line) for line in rest)

    def _opens_list(self, index: int) -> bool:
        """Whether a heading stands directly above the first item of a list, without a blank line between."""
        block = self.blocks[index]
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        return self._is_after_blank(index) and not block.is_item and following is not None and following.is_item

    def _is_unended_sentence(self, flat: str) -> bool:
        """Whether a line without a full stop is no heading: a sentence ends in it, it breaks off, or is long with a verb."""
        words = flat.split()
        if _SENTENCE_INSIDE.search(flat) or (words and words[-1].islower() and words[-1] in self.data["unfinished"]):
            return True
        return len(words) >= _SENTENCE_WORDS and self._has_plain_verb(flat)

    def _has_plain_verb(self, flat: str) -> bool:
        return bool(set(_WORD.findall(fold(flat))) & set(self.data["verbs"]))

    def _is_numbered_heading(self, index: int) -> bool:
        block, following = self.blocks[index], self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if index and self.blocks[index - 1].is_item:
            return False
        is_numbered = bool(_ARABIC.fullmatch(block.marker) or _ROMAN_MARKER.fullmatch(block.marker))
        return is_numbered and _is_open(self.flat(index)) and following is not None and not following.is_item


def _style(block: Block) -> str:
    if _ARABIC.fullmatch(block.marker):
        return "arabic"
    if _ROMAN_MARKER.fullmatch(block.marker):
        return "roman"
    return "letter" if _LETTER.fullmatch(block.marker) else "bullet"


def _is_open(flat: str) -> bool:
    """Whether a line ends without a mark of punctuation."""
    return not TERMINAL.search(flat[-8:])


def _is_title(flat: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", flat) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.6 * len(words)
