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
    blank = 0
    for index, (_, first, end) in enumerate(lines):
        if first == end or index in skipped:
            blank += 1
            continue
        kind, cells = _pieces(text, first, end)
        if run and (blank > 1 or not _continues(run, kind, cells, lines, index, blank)):
            _close(run, rows, lines)
            run = []
        if kind or run:
            run.append((index, kind, cells))
        blank = 0
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


def _continues(
    run: list[tuple[int, str, tuple[Span, ...]]],
    kind: str,
    cells: tuple[Span, ...],
    lines: Sequence[Line],
    index: int,
    blank: int,
) -> bool:
    """Whether a line belongs to the table above: the same kind of gaps, and columns that stand below each other."""
    if run[0][1] == "bars" or "tabs" in (kind, run[0][1]):
        return kind == run[0][1] or (len(run) > 1 and {kind, run[0][1]} == {"tabs", "spaces"})
    second = _second_column(run, lines)
    position, first, end = lines[index]
    if kind == "spaces":
        return any(abs(start - position - second) <= _ALIGNED for start, _ in cells[1:])
    if kind or blank:
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
    second = _second_column(run, lines) if run[0][1] == "spaces" else 0
    for index, kind, cells in run:
        position, first, end = lines[index]
        if kind:
            rows[index] = cells
        elif first - position >= second - _ALIGNED:
            rows[index] = ((first, first), (first, end))
        else:
            rows[index] = ((first, end), (end, end))
