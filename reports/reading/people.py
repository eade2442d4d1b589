"""The co-chairs and participants that a report prints: in lines, in wrapped lines, in two columns, in tables."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from reports.reading.blocks import Block, ExtractedText
from reports.reading.headings import fold, heading_words
from reports.reading.language import load
from reports.reading.layout import Layout
from reports.reading.lines import Line, lines_of
from reports.reading.outline import Outline, OutlineSection
from reports.reading.people_tables import read_stack, read_tables
from reports.reading.person import CO_CHAIR, NATIONAL_CO_CHAIR, PARTICIPANT, CoChair, Entry, gather, person_of
from reports.reading.splitting import line_width, with_headings_apart

__all__ = ["CoChair", "read_co_chairs", "read_participants", "read_people"]


def read_co_chairs(extracted: ExtractedText, outline: Outline, language: str = "en") -> tuple[CoChair, ...]:
    """Return the co-chairs of the groups and of the partnership, in print order."""
    return tuple(person for person in read_people(extracted, outline, language) if person.role != PARTICIPANT)


def read_participants(extracted: ExtractedText, outline: Outline, language: str = "en") -> tuple[CoChair, ...]:
    """Return the persons listed as participants, in print order."""
    return tuple(person for person in read_people(extracted, outline, language) if person.role == PARTICIPANT)


def read_people(extracted: ExtractedText, outline: Outline, language: str = "en") -> tuple[CoChair, ...]:
    """Return all persons of lists, tables and signatures, in print order. Raises LookupError for an unknown language."""
    extracted = with_headings_apart(extracted, language)
    reader = _Reader(extracted, outline, language)
    found = [*reader.listed(), *reader.signatures(), *read_tables(extracted, outline, language)]
    return _with_other_side(tuple(sorted(found, key=lambda person: person.start)))


_NARROW = 0.75  # of a full line: a list of people none of whose lines is longer stands in a column


class _Reader:
    def __init__(self, extracted: ExtractedText, outline: Outline, language: str) -> None:
        self.extracted = extracted
        self.outline = outline
        self.words = heading_words(language)
        self.layout = Layout(extracted, language)
        self.starts = [block.start for block in extracted.blocks]
        self.passages = {passage.start for passage in outline.passages}

    def listed(self) -> Iterator[CoChair]:
        """The persons under the headings of people."""
        for section, blocks in self._lists():
            yield from self._of_section(section, blocks)

    def signatures(self) -> Iterator[CoChair]:
        """The names that sign a message of the national co-chairs."""
        for section in self.outline.sections:
            if section.working_group is None and section.role != "participants":
                index, last = self._blocks_of(section)
                while index < last:
                    end = self.layout.end_of_signature(index)
                    if end > index and (self._is_message(section.heading) or self._is_labelled(index, end)):
                        yield self._signed(self.extracted.blocks[index:end])
                    index = max(end, index + 1)

    def _of_section(self, section: OutlineSection, blocks: tuple[Block, ...]) -> Iterator[CoChair]:
        label = self.words.people_label(section.heading)
        role = PARTICIPANT if label and label.role == PARTICIPANT else CO_CHAIR
        if section.working_group is None and role == CO_CHAIR:
            role = NATIONAL_CO_CHAIR
        sides = label.sides if label else self.words.sides(section.heading)
        lines = self._lines(section, blocks)
        stack = read_stack(self.extracted, lines, section, self.words)
        if stack is not None:
            yield from stack
            return
        for entry in gather(self.extracted.text, lines, sides, self.words):
            if not blocks[0].cells or self.words.is_name(" ".join(entry.name.text.split())):
                yield self._person(entry, section.working_group, role)

    def _lines(self, section: OutlineSection, blocks: tuple[Block, ...]) -> list[Line]:
        """The lines of people under a heading; of a signature also the heading's own first line, the name."""
        head = lines_of(self.extracted, blocks[0]) if not blocks[0].cells else []
        if self.words.people_label(section.heading):
            head = [line for line in head if line.start >= section.start + len(section.heading)]
        below = [
            line
            for block in blocks[1:]
            if block.start not in self.passages and not block.cells
            for line in lines_of(self.extracted, block)
        ]
        return head + below

    def _signed(self, blocks: tuple[Block, ...]) -> CoChair:
        name, *rest = [line for block in blocks for line in lines_of(self.extracted, block)]
        return self._person(Entry(name, None, None, rest), None, NATIONAL_CO_CHAIR)

    def _person(self, entry: Entry, working_group: str | None, role: str) -> CoChair:
        return person_of(
            entry,
            self.words,
            working_group=working_group,
            role=role,
            is_wrapped=self.extracted.is_wrapped,
            width=self._width,
        )

    @cached_property
    def _width(self) -> int | None:
        """The width of a full line where lists of people use it; None where they stand in a narrow column."""
        full = line_width(self.extracted)
        longest = max((line.end - line.start for section in self._lists() for line in self._lines(*section)), default=0)
        return full if longest > _NARROW * full else None

    def _lists(self) -> Iterator[tuple[OutlineSection, tuple[Block, ...]]]:
        for section in self.outline.sections:
            blocks = self.extracted.blocks[slice(*self._blocks_of(section))]
            if section.role == "participants" and blocks:
                yield section, blocks

    def _is_labelled(self, index: int, end: int) -> bool:
        """Whether a line of a signature says that a co-chair signs."""
        labels = (self.words.people_label(self.layout.flat(line)) for line in range(index, end))
        return any(label is not None and label.role == CO_CHAIR for label in labels)

    def _is_message(self, heading: str) -> bool:
        titles = {fold(word) for word in load(self.words.language)["people"]["co_chair"]}
        return bool(set(fold(heading).split()) & titles)

    def _blocks_of(self, section: OutlineSection) -> tuple[int, int]:
        return bisect_left(self.starts, section.start), bisect_left(self.starts, section.end)


def _with_other_side(people: tuple[CoChair, ...]) -> tuple[CoChair, ...]:
    """Of two national co-chairs, the one whose side is not told has the other one."""
    national = [person for person in people if person.role == NATIONAL_CO_CHAIR]
    known = {person.side for person in national if person.side}
    if len(national) != 2 or len(known) != 1:
        return people
    other = "MX" if "CA" in known else "CA"
    return tuple(
        replace(person, side=other) if person.role == NATIONAL_CO_CHAIR and person.side is None else person
        for person in people
    )
