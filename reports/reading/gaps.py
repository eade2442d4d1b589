"""What a document announces and does not contain. A gap is recorded where it is printed and never filled."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from reports.reading.blocks import ExtractedText
from reports.reading.headings import fold, heading_words, is_roman
from reports.reading.language import load
from reports.reading.layout import Layout
from reports.reading.missing_chapters import missing_chapters
from reports.reading.outline import Outline, OutlinePassage, OutlineSection
from reports.reading.splitting import with_headings_apart

LOST_LIST, EMPTY_SECTION, MISSING_ANNEX = "lost_list", "empty_section", "missing_annex"
MISSING_CHAPTER, CUT_OFF = "missing_chapter", "cut_off"
_COLON = re.compile(r":[\"'”’»)\]]*$")
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_FEWEST_WORDS_CUT = 4
_UNMARKED_ITEMS = 3
_WORD = re.compile(r"[\w'’-]+")
_WIDEST_END = 40
_ITEM_LINK = re.compile(r"[;,]\s+\w{1,3},?$")


@dataclass(frozen=True)
class ReadGap:
    """One gap: its kind, its place in the text and the words that stand there."""

    kind: str
    start: int
    end: int
    text: str


def find_gaps(extracted: ExtractedText, outline: Outline, language: str = "en") -> tuple[ReadGap, ...]:
    """Return the gaps of a document in print order. Raises LookupError for an unknown language."""
    finder = _Finder(with_headings_apart(extracted, language), outline, language)
    spans = [
        *((LOST_LIST, *span) for span in finder.lost_lists()),
        *((EMPTY_SECTION, *span) for span in finder.empty_sections()),
        *((MISSING_ANNEX, *span) for span in finder.missing_annexes()),
        *((MISSING_CHAPTER, *span) for span in missing_chapters(extracted.text, outline, language)),
        *((CUT_OFF, *span) for span in finder.cut_off()),
    ]
    ordered = sorted(set(spans), key=lambda span: (span[1], span[2], span[0]))
    return tuple(ReadGap(kind, start, end, extracted.text[start:end]) for kind, start, end in ordered)


class _Finder:
    def __init__(self, extracted: ExtractedText, outline: Outline, language: str) -> None:
        self.text = extracted.text
        self.blocks = extracted.blocks
        self.outline = outline
        self.data = load(language)
        self.words = heading_words(language)
        self.layout = Layout(extracted, language)
        self.chapters = {start for _, start in outline.chapters}
        self.starts = [block.start for block in self.blocks]
        self.heads = {section.start: number for number, section in enumerate(outline.sections)}
        self.passage_starts = [passage.start for passage in outline.passages]

    # lists

    def lost_lists(self) -> Iterator[tuple[int, int]]:
        """Sentences that end in a colon, and headings that announce a list, with nothing of it behind them."""
        for passage in self.outline.passages:
            last = self.text[max(passage.start, passage.end - 8) : passage.end]
            if _COLON.search(last) and self._ends_block(passage) and not self._is_listed_behind(passage):
                yield passage.start, passage.end
        for section in self.outline.sections:
            if self._announces_list(section.heading) and not self._has_items(section):
                yield section.start, self._end_of_heading(section)

    def _ends_block(self, passage: OutlinePassage) -> bool:
        block = self._block_at(passage.start)
        if block is None:
            return True
        end = self.blocks[block].end
        return end - passage.end < _WIDEST_END and not self.text[passage.end : end].strip()

    def _is_listed_behind(self, passage: OutlinePassage) -> bool:
        """Whether items stand behind a lead-in: marked, in a table, as headings below it, or as bare phrases."""
        index = self._block_at(passage.start)
        if index is None or index + 1 >= len(self.blocks):
            return False
        following = index + 1
        if self._is_item_of(index, following):
            return True
        if self._heading_at(following) is not None:
            return self._is_listed_as_headings(passage, following)
        return self._is_bare_phrase(following) or self._begins_small(following)

    def _is_item_of(self, index: int, following: int) -> bool:
        """An item behind a lead-in belongs to it; behind an item that is itself a lead-in, only one of another kind."""
        block, lead = self.blocks[following], self.blocks[index]
        if self._heading_at(following) is not None:
            return False
        if block.cells:
            return True
        return block.is_item and not (
            lead.is_item and _kind(block.marker) == _kind(lead.marker) and self._is_flat(index)
        )

    def _is_flat(self, index: int) -> bool:
        """Whether an item and the next stand at the same distance from the edge."""
        return self._indent(index) >= self._indent(index + 1)

    def _indent(self, index: int) -> int:
        start = self.blocks[index].start
        return start - (self.text.rfind("\n", max(0, start - 200), start) + 1)

    def _is_listed_as_headings(self, passage: OutlinePassage, following: int) -> bool:
        """The items stand as sub-headings: the next heading lies below that of the lead-in, or bare lines follow."""
        heading = self.outline.sections[self._heading_at(following) or 0]
        if heading.parent == passage.section or self.words.is_theme(heading.heading):
            return heading.parent == passage.section or heading.parent is None
        run = 0
        while (
            run < _UNMARKED_ITEMS and following + run < len(self.blocks) and self._is_unnamed_heading(following + run)
        ):
            run += 1
        return run == _UNMARKED_ITEMS

    def _is_unnamed_heading(self, index: int) -> bool:
        number = self._heading_at(index)
        if number is None:
            return False
        section = self.outline.sections[number]
        named = self.words.role(section.heading) or self.words.people_label(section.heading)
        return not named and section.role != "participants" and not self.words.is_part(section.heading)

    def _is_bare_phrase(self, index: int) -> bool:
        """Whether a paragraph is an item that lost its mark: its first sentence has no verb."""
        place = bisect_left(self.passage_starts, self.blocks[index].start)
        if place >= len(self.passage_starts) or self.passage_starts[place] != self.blocks[index].start:
            return False
        passage = self.outline.passages[place]
        return not self.words.has_verb(
            " ".join(self.text[passage.start : min(passage.end, passage.start + 2000)].split())
        )

    def _begins_small(self, index: int) -> bool:
        block = self.blocks[index]
        return self.text[block.start].islower() or self.text[max(block.start, block.end - 1) : block.end] == ";"

    def _announces_list(self, heading: str) -> bool:
        folded = fold(heading)
        return folded.endswith(":") and any(folded.startswith(f"{words} ") for words in self.data["lists"])

    def _has_items(self, section: OutlineSection) -> bool:
        first = bisect_right(self.starts, self._end_of_heading(section) - 1)
        return (
            first < len(self.blocks)
            and self.starts[first] < section.end
            and bool(self.blocks[first].is_item or self.blocks[first].cells)
        )

    # sections

    def empty_sections(self) -> Iterator[tuple[int, int]]:
        """Headings that must stand over text and have none: of a role, of people, of contents, of a numbered theme."""
        for number, section in enumerate(self.outline.sections):
            if section.heading and self._is_empty(section) and self._must_hold_text(number, section):
                yield section.start, self._end_of_heading(section)

    def _is_empty(self, section: OutlineSection) -> bool:
        heading = bisect_left(self.starts, section.start)
        following = heading + 1
        while following < len(self.blocks) and self._is_furniture(following):
            following += 1
        return following >= len(self.blocks) or self.starts[following] >= section.end

    def _must_hold_text(self, number: int, section: OutlineSection) -> bool:
        sections = self.outline.sections
        following = sections[number + 1] if number + 1 < len(sections) else None
        if (
            self.words.role(section.heading)
            or section.role == "participants"
            or self.words.is_contents(section.heading)
        ):
            return self.words.signature(section.heading) is None
        if section.working_group is None or section.start in self.chapters:
            return False
        if following is None or following.working_group != section.working_group or self.words.role(following.heading):
            return True
        is_beside = self.words.is_theme(section.heading) and self.words.is_theme(following.heading)
        return is_beside or (is_roman(section.heading) and is_roman(following.heading))

    # annexes

    def missing_annexes(self) -> Iterator[tuple[int, int]]:
        """Sentences that send the reader to an annex, or elsewhere, where the text has none."""
        annexes = [fold(section.heading) for section in self.outline.sections if self.words.is_annex(section.heading)]
        elsewhere = re.compile(rf"\({re.escape(self.data['cross_reference'])}\s(?P<what>[^()]+)\)\.?")
        pattern = self._annex_pattern()
        hints = re.compile("|".join(map(re.escape, (*self.data["annex"], self.data["cross_reference"]))), re.IGNORECASE)
        headings = {fold(section.heading) for section in self.outline.sections}
        for passage in self.outline.passages:
            if passage.end - passage.start > 3000:
                continue
            if not hints.search(self.text, passage.start, passage.end):
                continue
            folded = fold(self.text[passage.start : passage.end])
            other = elsewhere.fullmatch(folded)
            if (not annexes and pattern.search(folded)) or (
                other and not any(other["what"].strip(" .") in heading for heading in headings)
            ):
                yield passage.start, passage.end

    def _annex_pattern(self) -> re.Pattern[str]:
        annex = "(?:" + "|".join(re.escape(word) for word in self.data["annex"]) + ")"
        forms = "|".join(form.replace("{annex}", annex) for form in self.data["annex_references"])
        return re.compile(rf"\b(?:{forms})")

    # endings

    def cut_off(self) -> Iterator[tuple[int, int]]:
        """Sentences that break off: on a word that must go on, or as the last of the text without an end."""
        for number, passage in enumerate(self.outline.passages):
            words = _WORD.findall(self.text[max(passage.start, passage.end - 120) : passage.end])
            block = self._block_at(passage.start)
            if not words or block is None or not self._ends_block(passage) or self.blocks[block].cells:
                continue
            is_last = number + 1 == len(self.outline.passages)
            if self._breaks_off(passage, words, is_last and passage.item is None):
                yield passage.start, passage.end

    def _breaks_off(self, passage: OutlinePassage, words: list[str], is_last: bool) -> bool:
        printed = self.text[max(passage.start, passage.end - 8) : passage.end]
        is_ended = bool(_ENDED.search(printed))
        size = len(self.text[passage.start : min(passage.end, passage.start + 300)].split())
        if self._is_half_a_name(words):
            return True
        if is_ended or size < _FEWEST_WORDS_CUT:
            return False
        if passage.item is not None and _ITEM_LINK.search(printed):
            return False
        if words[-1].casefold() in self.data["unfinished"] or printed.endswith("-"):
            return True
        return is_last and not printed.endswith((",", ";"))

    def _is_half_a_name(self, words: list[str]) -> bool:
        """Whether the last words are the first half of "Working Group", in the capitals of a name."""
        halves = {phrase.split()[0] for phrase in self.data["group"]["after"] if " " in phrase}
        return words[-1].casefold() in halves and words[-1][0].isupper() and len(words) > 1 and words[-2][0].isupper()

    # places

    def _block_at(self, start: int) -> int | None:
        index = bisect_right(self.starts, start) - 1
        return index if index >= 0 and self.blocks[index].end > start else None

    def _heading_at(self, index: int) -> int | None:
        """The number of the section whose heading a block is, None for a block that is none."""
        return self.heads.get(self.layout.heading_place(index)[0])

    def _is_furniture(self, index: int) -> bool:
        flat = self.layout.flat(index)
        return len(flat) < 80 and flat.casefold().startswith(tuple(self.data["furniture"]))

    def _end_of_heading(self, section: OutlineSection) -> int:
        index = bisect_left(self.starts, section.start)
        return min(self.blocks[index].end, section.end) if index < len(self.blocks) else section.end


def _kind(marker: str) -> str:
    return "number" if marker[:1].isdigit() else "letter" if marker[:1].isalpha() else marker
