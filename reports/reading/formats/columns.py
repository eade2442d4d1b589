"""Tables in a plain text: cells between bars, between tabs, or in columns set with spaces."""

import re
from collections.abc import Sequence

Span = tuple[int, int]
Line = tuple[int, int, int]  # offset of the first character, of the first printed one, end of the printed ones

_RULE = re.compile(r"(?=.*[-=─═])(?=.*[|+│┼ ])[-=|+:│┼─═\s]{3,}")
_GAP = {"bars": re.compile(r"\s*[|│]\s*"), "tabs": re.compile(r" *\t[ \t]*"), "spaces": re.compile(r" {3,}")}
_ALIGNED = 2


def is_rule(line: str) -> bool:
    """Whether ``line`` only draws the rule of a table: ``|---|---|``."""
    return bool(_RULE.fullmatch(line))


def table_rows(text: str, lines: Sequence[Line], skipped: frozenset[int]) -> dict[int, tuple[Span, ...]]:
    """Return the cells of each line that is a row of a table, by the index of the line.

    Two rows make a table: a single line with a tab or a wide gap is none. ``skipped`` lines are furniture.
    """
    rows: dict[int, tuple[Span, ...]] = {}
    run: list[tuple[int, str, tuple[Span, ...]]] = []
    blank, is_turned = 0, False
    for index, (position, first, end) in enumerate(lines):
        if first == end or index in skipped:
            blank += 1
            is_turned = is_turned or first < end
            continue
        kind, cells = _pieces(text, first, end)
        if run and run[0][1] == "tabs" and kind in ("", "tabs") and not blank:
            kind, cells = _with_outer_cells(text, position, first, end, kind, cells)
        is_far = blank > 1 and not is_turned
        if run and (
            is_far
            or not _continues(
                run, kind, cells, lines, index, is_apart=blank > 0 and (not is_turned or first == position)
            )
        ):
            _close(run, rows, lines)
            run = []
        if kind or run:
            run.append((index, kind, cells))
        blank, is_turned = 0, False
    _close(run, rows, lines)
    return rows


def _pieces(text: str, first: int, end: int) -> tuple[str, tuple[Span, ...]]:
    if end - first > 2000:
        return "", ((first, end),)
    for kind, gap in _GAP.items():
        cells, start = [], first
        for match in gap.finditer(text, first, end):
            cells.append((start, match.start()))
            start = match.end()
        if not cells:
            continue
        cells.append((start, end))
        if kind == "bars":
            cells = cells[cells[0][0] == cells[0][1] : len(cells) - (cells[-1][0] >= cells[-1][1])]
        if len(cells) > 1 or kind == "bars":
            return kind, tuple(cells)
    return "", ((first, end),)


def _with_outer_cells(
    text: str, position: int, first: int, end: int, kind: str, cells: tuple[Span, ...]
) -> tuple[str, tuple[Span, ...]]:
    """The cells of a line of a table in tabs, with the empty ones that its first or last tab tells."""
    if "\t" in text[position:first]:
        kind, cells = "tabs", ((first, first), *cells)
    if text[end : end + 1] == "\t":
        kind, cells = "tabs", (*cells, (end, end))
    return kind, cells


def _continues(
    run: list[tuple[int, str, tuple[Span, ...]]],
    kind: str,
    cells: tuple[Span, ...],
    lines: Sequence[Line],
    index: int,
    *,
    is_apart: bool,
) -> bool:
    """Whether a line belongs to the table above: the same kind of gaps, and columns that stand below each other."""
    if run[0][1] == "bars" or "tabs" in (kind, run[0][1]):
        return kind == run[0][1] or (len(run) > 1 and {kind, run[0][1]} == {"tabs", "spaces"})
    second = _second_column(run, lines)
    position, first, end = lines[index]
    if kind == "spaces":
        columns = {start - lines[row][0] for row, _, above in run for start, _ in above[1:]}
        return any(abs(start - position - column) <= _ALIGNED for start, _ in cells[1:] for column in columns)
    if kind or is_apart:
        return False
    return first - position >= second - _ALIGNED or end - position < second


def _second_column(run: list[tuple[int, str, tuple[Span, ...]]], lines: Sequence[Line]) -> int:
    index, _, cells = run[0]
    return cells[1][0] - lines[index][0]


def _close(
    run: list[tuple[int, str, tuple[Span, ...]]], rows: dict[int, tuple[Span, ...]], lines: Sequence[Line]
) -> None:
    if sum(1 for _, kind, _ in run if kind) < 2:
        return
    if run[0][1] != "spaces":
        rows |= {index: cells if kind else (*cells, (cells[0][1], cells[0][1])) for index, kind, cells in run}
        return
    widest = max(run, key=lambda row: len(row[2]))
    starts = [start - lines[widest[0]][0] for start, _ in widest[2]]
    for index, _kind, cells in run:
        rows[index] = _in_columns(cells, lines[index][0], starts)


def _in_columns(cells: tuple[Span, ...], position: int, starts: list[int]) -> tuple[Span, ...]:
    """The cells of a line that begins at ``position``, each in the column below whose beginning it stands."""
    placed: list[Span | None] = [None] * len(starts)
    for start, end in cells:
        column = max((i for i, left in enumerate(starts) if left <= start - position + _ALIGNED), default=0)
        above = placed[column]
        placed[column] = (above[0] if above else start, end)
    last, filled = cells[0][0], []
    for span in placed:
        filled.append(span or (last, last))
        last = filled[-1][1]
    return tuple(filled)
