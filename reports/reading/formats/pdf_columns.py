"""The order in which the lines of a PDF page are read: columns of running text, rows of tables, lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reports.reading.formats.pdf_lines import Line, Segment

_FEWEST_IN_COLUMN = 8
_PROSE = 22  # characters a line of a column of running text has on average
_CROSSING = 0.2
# White space, in sizes of the type.
_ROW_GAP = 0.7  # between a row and a line that is none
_TABLE_GAP = 2.5  # between two rows of one table
_MORE = 0.2  # by which a row stands further from the next than two lines of a cell do
_CELL_SPACE = 1.2  # kept free between the words of two cells
_SAME_SIZE = 0.6  # points


@dataclass(frozen=True)
class Row:
    """One row of a table: the lines of each cell, and where each column ends on the right."""

    top: float
    cells: tuple[tuple[Line, ...], ...]
    edges: tuple[float, ...]


Piece = Line | Row


@dataclass(frozen=True)
class Columns:
    """Two columns of running text: where they are parted, and where each ends on the right."""

    gutter: float
    edges: tuple[float, float]


def find_columns(pages: Sequence[tuple[Sequence[Line], float]]) -> list[Columns | None]:
    """Return the columns of each page (its lines, its width), None where there are none.

    A page with too few lines to tell has the columns of the page before, if its lines keep to them.
    """
    found: list[Columns | None] = []
    last: Columns | None = None
    for lines, width in pages:
        own = _columns(lines, width)
        if own is None and last is not None and not any(_crosses(line, last.gutter) for line in lines[1:]):
            own = last
        last = own or last
        found.append(own)
    return found


def arrange(lines: Sequence[Line], columns: Columns | None, *, is_in_table: bool = False) -> list[Piece]:
    """Return the lines (from top to bottom) in reading order, those of tables without rules as rows.

    A line of a column gets the column's right edge. ``is_in_table`` says that the page before ends in a table.
    """
    if columns is None:
        return _tables(lines, max((line.right for line in lines), default=0.0), is_in_table=is_in_table)
    ordered: list[Piece] = []
    band: list[Line] = []
    for line in lines:
        if _crosses(line, columns.gutter):
            ordered += [*_band(band, columns), line]
            band = []
        else:
            band.append(line)
    return ordered + _band(band, columns)


# Columns of running text


def _columns(lines: Sequence[Line], width: float) -> Columns | None:
    """The two columns of running text of a page, None where it has none."""
    segments = [segment for line in lines for segment in line.segments]
    starts = sorted({round(segment.left) for segment in segments if 0.3 * width < segment.left < 0.7 * width})
    best: tuple[int, Columns] | None = None
    for start in starts:
        gutter = start - 1.0
        left = [segment for segment in segments if segment.right <= gutter]
        right = [segment for segment in segments if segment.left >= gutter]
        crossing = len(segments) - len(left) - len(right)
        if min(len(left), len(right)) < _FEWEST_IN_COLUMN or crossing > _CROSSING * len(segments):
            continue
        if not all(sum(len(one.text) for one in side) >= _PROSE * len(side) for side in (left, right)):
            continue
        if not all(_is_running(side) for side in (left, right)):
            continue
        if best is None or crossing < best[0]:
            best = (crossing, Columns(gutter, (max(one.right for one in left), max(one.right for one in right))))
    return best[1] if best else None


def _is_running(side: Sequence[Segment]) -> bool:
    """Whether most lines of a column are full, as those of running text are."""
    edge = sorted(segment.right for segment in side)[len(side) * 9 // 10]
    begin = min(segment.left for segment in side)
    return sum(1 for one in side if one.right - begin >= 0.75 * (edge - begin)) >= 0.55 * len(side)


def _crosses(line: Line, gutter: float) -> bool:
    return any(segment.left < gutter < segment.right for segment in line.segments)


def _band(band: Sequence[Line], columns: Columns) -> list[Piece]:
    """The lines between two that cross both columns: those of the left one, then those of the right one."""
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for line in band:
        left = tuple(one for one in line.segments if one.right <= columns.gutter)
        right = tuple(one for one in line.segments if one.right > columns.gutter)
        if left:
            sides[0].append(replace(line, segments=left, limit=columns.edges[0]))
        if right:
            marker = "" if left else line.marker
            sides[1].append(replace(line, segments=right, limit=columns.edges[1], marker=marker))
    return sides[0] + sides[1]


# Tables without rules


def _tables(lines: Sequence[Line], right: float, *, is_in_table: bool) -> list[Piece]:
    ordered: list[Piece] = []
    index = 0
    while index < len(lines):
        run = _run(lines, index, fewest=1 if is_in_table and index == 0 else 2)
        if run:
            ordered += _rows(run, right)
            index += len(run)
        else:
            ordered.append(lines[index])
            index += 1
    return ordered


def _run(lines: Sequence[Line], start: int, *, fewest: int) -> list[Line]:
    """The lines from ``start`` on that stand in the same columns, empty where not ``fewest`` stand in several.

    A line in one column only belongs to the table where it stands between others, or close below the last.
    """
    if len(lines[start].segments) < 2:
        return []
    columns = _columns_of(lines[start : start + 1])
    run, several, sure, is_headed = [lines[start]], 1, 1, lines[start].is_bold
    for line in lines[start + 1 :]:
        stretched = _stretched(columns, line) if is_headed else _merged(columns, line)
        is_headed = is_headed and stretched is not None
        wider = _columns_of([*run, line]) if stretched is None else stretched
        if len(wider) < len(columns) or line.top - run[-1].bottom > _TABLE_GAP * line.size:
            break
        if len(line.segments) == 1:
            is_beside = line.top < run[-1].bottom - 0.2 * line.size
            is_new = (
                line.marker
                or (len(wider) > len(columns) and not is_beside)
                or abs(line.size - run[-1].size) > _SAME_SIZE
            )
            if is_new or (line.is_bold and not run[-1].is_bold):
                break
            several += is_beside
            is_close = line.top - run[-1].bottom <= _ROW_GAP * line.size
        else:
            several, is_close = several + 1, True
        run.append(line)
        columns = wider
        if is_close and (len(line.segments) > 1 or sure == len(run) - 1):
            sure = len(run)
    run = run[:sure]
    return run if several >= fewest and not _is_contents(run) else []


def _merged(columns: Sequence[tuple[float, float]], line: Line) -> list[tuple[float, float]]:
    """The columns when the segments of ``line`` are added: what overlaps from left to right is one column."""
    merged: list[tuple[float, float]] = []
    for left, right in sorted([*columns, *((one.left, one.right) for one in line.segments)]):
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _is_contents(run: Sequence[Line]) -> bool:
    return all(line.segments[-1].text.strip(". ").isdecimal() for line in run if len(line.segments) > 1)


def _rows(run: Sequence[Line], right: float) -> list[Piece]:
    """Part a run into rows: at white space, or line by line where there is none. ``right`` is where the page ends."""
    columns = _columns_of(run)
    gaps = [(below.top - above.bottom) / below.size for above, below in pairwise(run)]
    threshold = max(0.0, min(gaps, default=0.0)) + _MORE
    has_gaps = any(gap > threshold for gap in gaps)
    groups: list[list[Line]] = [[run[0]]]
    for line, gap in zip(run[1:], gaps, strict=True):
        continues = not has_gaps and (gap < 0 or line.left >= columns[1][0])
        if gap > threshold or (not has_gaps and not continues):
            groups.append([line])
        else:
            groups[-1].append(line)
    space = _CELL_SPACE * run[0].size
    edges = [max(own, below - space) for (_, own), (below, _) in pairwise(columns)]
    edges.append(max(columns[-1][1], right))
    return [_row(group, columns, edges) for group in groups]


def _columns_of(run: Sequence[Line]) -> list[tuple[float, float]]:
    """Where each column of a run begins and ends."""
    columns: list[tuple[float, float]] | None = _merged([], run[0])
    for line in run[1:]:
        columns = _stretched(columns, line) if columns and run[0].is_bold else None
    if columns:
        return columns
    columns = []
    for line in run:
        columns = _merged(columns, line)
    return columns


def _stretched(columns: Sequence[tuple[float, float]], line: Line) -> list[tuple[float, float]] | None:
    """The columns of bold heads that stand in the middle, with a line below them; None where it does not fit.

    Words that begin before a head belong to it.
    """
    if line.is_bold or len(line.segments) > len(columns):
        return None
    stretched = list(columns)
    for segment in line.segments:
        index = next((i for i, (_, right) in enumerate(stretched) if segment.left < right), len(stretched) - 1)
        left, right = stretched[index]
        stretched[index] = (min(left, segment.left), max(right, segment.right))
    return stretched if all(own[1] <= after[0] for own, after in pairwise(stretched)) else None


def _row(group: Sequence[Line], columns: Sequence[tuple[float, float]], edges: Sequence[float]) -> Row:
    cells: list[list[Line]] = [[] for _ in columns]
    for line in group:
        for index, (left, right) in enumerate(columns):
            segments = tuple(one for one in line.segments if left <= one.left and one.right <= right)
            if segments:
                has_marker = line.segments[0] in segments
                cells[index].append(
                    replace(line, segments=segments, limit=edges[index], marker=line.marker if has_marker else "")
                )
    return Row(group[0].top, tuple(map(tuple, cells)), tuple(edges))
