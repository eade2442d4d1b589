"""The people of tables: a person a row under heads of columns, or a column for each side."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from reports.reading.blocks import Block, ExtractedText
from reports.reading.headings import HeadingWords, heading_words
from reports.reading.lines import Line, lines_of
from reports.reading.offices import split_office
from reports.reading.outline import Outline, OutlineSection
from reports.reading.person import (
    CO_CHAIR,
    NATIONAL_CO_CHAIR,
    PARTICIPANT,
    CoChair,
    gather,
    person_of,
    side_of,
    split_name,
)

Row = list[list[Line]]  # the lines of each cell


def read_tables(extracted: ExtractedText, outline: Outline, language: str = "en") -> list[CoChair]:
    """Return the persons of the tables that stand in sections of people."""
    starts = [section.start for section in outline.sections]
    found: list[CoChair] = []
    for is_table, run in groupby(extracted.blocks, key=lambda block: bool(block.cells)):
        if not is_table:
            continue
        rows = [list(blocks) for _, blocks in groupby(run, key=lambda block: block.cells)]
        place = bisect_right(starts, rows[0][0].start) - 1
        if place >= 0 and outline.sections[place].role == "participants":
            found += _Table(extracted, rows, outline.sections[place], heading_words(language)).people()
    return found


class _Table:
    def __init__(
        self, extracted: ExtractedText, rows: list[list[Block]], section: OutlineSection, words: HeadingWords
    ) -> None:
        self.extracted = extracted
        self.words = words
        self.rows = [self._cells(blocks) for blocks in rows]
        self.group = section.working_group
        label = words.people_label(section.heading)
        self.role = PARTICIPANT if label and label.role == PARTICIPANT else CO_CHAIR
        self.side = label.sides[0] if label and len(label.sides) == 1 else None

    def people(self) -> Iterator[CoChair]:
        """The persons of the table, row by row; of columns by side, column by column."""
        heads: list[tuple[str | None, str | None]] = []
        by_side: dict[int, tuple[str, list[Line]]] = {}
        last: _RowPerson | None = None
        for row in self.rows:
            told = self._heads(row)
            if not told and not heads and not by_side and sum(bool(cell) and self._names(cell) for cell in row) > 1:
                by_side = {number: ("", []) for number, cell in enumerate(row) if cell}
            if told:
                heads = told
                if sum(kind == "people" for kind, _ in told) > 1:
                    by_side = {n: (side or "", []) for n, (kind, side) in enumerate(told) if kind == "people"}
                continue
            if by_side:
                for number, (_, lines) in by_side.items():
                    lines += row[number] if number < len(row) else []
                continue
            person = self._row_person(row, heads)
            if person.name or last is None:
                yield from self._told(last)
                last = person
            else:
                last.extend(person)
        yield from self._told(last)
        for side, lines in by_side.values():
            for entry in gather(self.extracted.text, lines, (side,), self.words):
                yield person_of(
                    entry,
                    self.words,
                    working_group=self.group,
                    role=self._role(self.group),
                    is_wrapped=self.extracted.is_wrapped,
                )

    def _cells(self, blocks: list[Block]) -> Row:
        cells: Row = [[] for _ in blocks[0].cells]
        for block in blocks:
            column = block.column
            if column is not None:
                cells[column] += lines_of(self.extracted, block)
        return cells

    def _heads(self, row: Row) -> list[tuple[str | None, str | None]]:
        """What each column holds, where the row is one of heads: ("people", side) or (kind of column, None)."""
        heads: list[tuple[str | None, str | None]] = []
        for flat in map(_flat, row):
            label = self.words.people_label(flat) if flat else None
            if label and label.sides:
                heads.append(("people", label.sides[0]))
            else:
                heads.append((self.words.column(flat) or ("name" if label else None), None))
        told = [kind for kind, _ in heads if kind]
        is_heads = len(told) >= 2 or (len(told) == 1 and sum(bool(cell) for cell in row) == 1)
        return heads if is_heads and not any(self.words.is_name(_flat(cell)) for cell in row) else []

    def _row_person(self, row: Row, heads: list[tuple[str | None, str | None]]) -> "_RowPerson":
        person = _RowPerson(self.side, self.group)
        for number, cell in enumerate(row):
            flat = _flat(cell)
            kind, side = heads[number] if number < len(heads) else (None, None)
            label = self.words.people_label(flat)
            if not flat:
                continue
            if kind in ("title", "organization"):
                person.told[kind] += cell
            elif kind == "side" or self.words.told_side(flat) or (label and label.sides):
                person.side = next(iter(self.words.sides(flat)), person.side)
            elif kind == "group":
                person.group = flat
            elif kind == "subgroup":
                person.subgroup = flat
            elif kind in ("name", "people") or (person.name is None and self._names(cell)):
                person.side = side or person.side
                person.name, person.rest = cell[0], [*person.rest, *cell[1:]]
            else:
                person.rest += cell
        return person

    def _names(self, cell: list[Line]) -> bool:
        return self.words.is_name(split_name(cell[0].text, self.words)[0])

    def _told(self, row: "_RowPerson | None") -> Iterator[CoChair]:
        if row is None or row.name is None:
            return
        name, beside = split_name(row.name.text, self.words)
        title, organization = (_flat(row.told[kind]) or None for kind in ("title", "organization"))
        rest = [beside, *(line.text for line in row.rest)]
        if organization is None and title is not None:
            title, organization = split_office([*rest, *(line.text for line in row.told["title"])], self.words.language)
        elif title is None and organization is not None:
            title = " ".join(" ".join(rest).split()) or None
        elif title is None and organization is None:
            title, organization = split_office(rest, self.words.language)
        yield CoChair(
            working_group=row.group,
            name=name,
            title=title,
            organization=organization,
            side=row.side or side_of(f"{organization or ''} {title or ''}", self.words),
            subgroup=row.subgroup,
            role=self._role(row.group),
            start=row.name.start,
            end=max(line.end for line in row.lines()),
        )

    def _role(self, group: str | None) -> str:
        return NATIONAL_CO_CHAIR if group is None and self.role == CO_CHAIR else self.role


class _RowPerson:
    """What the cells of one row say of a person; a row without a name goes on with the one above."""

    def __init__(self, side: str | None, group: str | None) -> None:
        self.side, self.group = side, group
        self.subgroup: str | None = None
        self.name: Line | None = None
        self.told: dict[str, list[Line]] = {"title": [], "organization": []}
        self.rest: list[Line] = []

    def extend(self, other: "_RowPerson") -> None:
        """Add the cells of a further row."""
        self.rest += other.rest
        for kind, lines in other.told.items():
            self.told[kind] += lines

    def lines(self) -> list[Line]:
        """All lines of the person."""
        return [*([self.name] if self.name else []), *self.rest, *self.told["title"], *self.told["organization"]]


def _flat(cell: list[Line]) -> str:
    return " ".join(" ".join(line.text for line in cell).split())
