"""The people of tables: a person a row under heads of columns, or a column for each side."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise, takewhile

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
    words = heading_words(language)
    found: list[CoChair] = []
    for is_table, run in groupby(extracted.blocks, key=lambda block: bool(block.cells)):
        if not is_table:
            continue
        rows = [list(blocks) for _, blocks in groupby(run, key=lambda block: block.cells)]
        place = bisect_right(starts, rows[0][0].start) - 1
        if place >= 0 and outline.sections[place].role == "participants":
            cells = [_cells(extracted, blocks, words) for blocks in rows]
            table = _Table(extracted, cells, outline.sections[place], words, is_set_in_lines=_is_set(extracted, rows))
            found += table.people()
    return found


def read_stack(
    extracted: ExtractedText, lines: list[Line], section: OutlineSection, words: HeadingWords
) -> list[CoChair] | None:
    """Return the persons of a table whose cells stand below each other, its heads first; None where it is none."""
    heads = [words.column(line.text) for line in takewhile(lambda line: words.column(line.text), lines)]
    if "name" not in heads or len(set(heads)) < 2 or len(lines) % len(heads):
        return None
    rows = [[[line] for line in lines[start : start + len(heads)]] for start in range(0, len(lines), len(heads))]
    return list(_Table(extracted, rows, section, words).people())


class _Table:
    """The cells of a table; ``is_set_in_lines`` says that a cell of several lines stands in several rows."""

    def __init__(
        self,
        extracted: ExtractedText,
        rows: list[Row],
        section: OutlineSection,
        words: HeadingWords,
        *,
        is_set_in_lines: bool = False,
    ) -> None:
        self.extracted = extracted
        self.words = words
        self.is_set_in_lines = is_set_in_lines
        self.rows = rows
        self.group = section.working_group
        label = words.people_label(section.heading)
        self.role = PARTICIPANT if label and label.role == PARTICIPANT else CO_CHAIR
        self.side = label.sides[0] if label and len(label.sides) == 1 else None
        self.width: int | None = None
        if is_set_in_lines:
            self.rows = self._joined_rows()
            self.width = max(len(line.text) for row in rows for cell in row for line in cell)

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
                    lines += self._of_side(row[number]) if number < len(row) else []
                continue
            person = self._row_person(row, heads)
            if last is None or (person.names and not self._goes_on(row, heads)):
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
                    is_wrapped=self.extracted.is_wrapped or self.is_set_in_lines,
                )

    def _joined_rows(self) -> list[Row]:
        """The rows between blank lines made one, where some rows stand apart from each other and some do not."""
        blank = [self._stands_apart(row) for row in self.rows[1:]]
        if not any(blank) or all(blank):
            return self.rows
        joined: list[Row] = [self.rows[0]]
        for row, is_apart in zip(self.rows[1:], blank, strict=True):
            if is_apart or self._heads(joined[-1]):
                joined.append([list(cell) for cell in row])
            else:
                for cell, more in zip(joined[-1], row, strict=False):
                    cell += more
        return joined

    def _stands_apart(self, row: Row) -> bool:
        return any(line.is_after_blank for cell in row for line in cell)

    def _of_side(self, cell: list[Line]) -> list[Line]:
        """The lines of a cell in the column of one side; one that holds a whole person begins anew."""
        if not cell or not self._names(cell):
            return cell
        is_whole = len(cell) > 1 or self.words.is_office(split_name(cell[0].text, self.words)[1])
        return [replace(cell[0], is_after_blank=True), *cell[1:]] if is_whole else cell

    def _goes_on(self, row: Row, heads: list[tuple[str | None, str | None]]) -> bool:
        """Whether a row goes on with the person above: one word of a name, or a line that lacks what rows tell."""
        kinds = {kind for kind, _ in heads}
        filled = {kind for (kind, _), cell in zip(heads, row, strict=False) if cell}
        if "side" in filled:
            return False
        names = [_flat(cell) for (kind, _), cell in zip(heads, row, strict=False) if kind == "name" and cell]
        if any(len(name.split()) == 1 for name in names):
            return True
        lacks = "side" in kinds or bool(kinds & {"title", "organization"} - filled)
        return self.is_set_in_lines and (lacks or not all(self.words.is_name(name) for name in names))

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
            elif kind in ("name", "people") or (not person.names and self._names(cell)):
                person.side = side or person.side
                size = len(cell) if kind == "name" and {"title", "organization"} & {told for told, _ in heads} else 1
                person.names, person.rest = cell[:size], [*person.rest, *cell[size:]]
            else:
                person.rest += cell
        return person

    def _names(self, cell: list[Line]) -> bool:
        return self.words.is_name(split_name(cell[0].text, self.words)[0])

    def _told(self, row: "_RowPerson | None") -> Iterator[CoChair]:
        if row is None or not row.names:
            return
        name, beside = split_name(_flat(row.names), self.words)
        title, organization = (_flat(row.told[kind]) or None for kind in ("title", "organization"))
        rest = [beside, *(line.text for line in row.rest)]
        if organization is None and title is not None:
            title, organization = self._office([*rest, *(line.text for line in row.told["title"])])
        elif title is None and organization is not None:
            title = " ".join(" ".join(rest).split()) or None
        elif title is None and organization is None:
            title, organization = self._office(rest)
        yield CoChair(
            working_group=row.group,
            name=name,
            title=title,
            organization=organization,
            side=row.side or side_of(f"{organization or ''} {title or ''}", self.words),
            subgroup=row.subgroup,
            role=self._role(row.group),
            start=row.names[0].start,
            end=max(line.end for line in row.lines()),
        )

    def _office(self, lines: list[str]) -> tuple[str | None, str | None]:
        return split_office(lines, self.words.language, is_wrapped=self.is_set_in_lines, width=self.width)

    def _role(self, group: str | None) -> str:
        return NATIONAL_CO_CHAIR if group is None and self.role == CO_CHAIR else self.role


class _RowPerson:
    """What the cells of one row say of a person; a row without a name goes on with the one above."""

    def __init__(self, side: str | None, group: str | None) -> None:
        self.side, self.group = side, group
        self.subgroup: str | None = None
        self.names: list[Line] = []
        self.told: dict[str, list[Line]] = {"title": [], "organization": []}
        self.rest: list[Line] = []

    def extend(self, other: "_RowPerson") -> None:
        """Add the cells of a further row."""
        self.names += other.names
        self.rest += other.rest
        for kind, lines in other.told.items():
            self.told[kind] += lines

    def lines(self) -> list[Line]:
        """All lines of the person."""
        return [*self.names, *self.rest, *self.told["title"], *self.told["organization"]]


def _cells(extracted: ExtractedText, blocks: list[Block], words: HeadingWords) -> Row:
    """The lines of each cell of a row; a name that a page has run together with its office stands on its own line."""
    cells: Row = [[] for _ in blocks[0].cells]
    for block in blocks:
        column = block.column
        if column is not None:
            cells[column] += _lines_apart(extracted, block, words)
    return cells


def _lines_apart(extracted: ExtractedText, block: Block, words: HeadingWords) -> list[Line]:
    """The lines of a block of a cell, parted where a page has run them together: behind a name or an office."""
    if len(block.lines) < 2:
        return lines_of(extracted, block)
    found: list[Line] = []
    for span in block.lines:
        line = next(iter(lines_of(extracted, replace(block, lines=(span,), marker=""))), None)
        if line is None:
            continue
        if found and not _parts(found[-1].text, line.text, words):
            line = replace(line, text=f"{found[-1].text} {line.text}", start=found[-1].start)
            found.pop()
        found.append(line)
    return found if len(found) > 1 else lines_of(extracted, block)


def _parts(above: str, below: str, words: HeadingWords) -> bool:
    """Whether a line begins anew: an office below a name, an institution below the end of an office."""
    first = below.split()[0]
    if words.is_name(above) and words.is_office(first):
        return True
    return words.ends_office(above) and first[0].isupper() and words.is_office(below) and not words.is_office(first)


def _is_set(extracted: ExtractedText, rows: list[list[Block]]) -> bool:
    """Whether the columns of a table are set with spaces, in a plain text."""
    gaps = (
        extracted.text[above[1] : below[0]]
        for blocks in rows
        for above, below in pairwise(blocks[0].cells)
        if above[0] < above[1] and below[0] < below[1]
    )
    return any(len(gap) > 2 and not gap.strip(" ") for gap in gaps)


def _flat(cell: list[Line]) -> str:
    return " ".join(" ".join(line.text for line in cell).split())
