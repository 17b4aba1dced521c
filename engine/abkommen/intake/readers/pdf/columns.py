"""The order in which a page is read: columns of prose one after the other, table rows side by side."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from abkommen.intake.readers.pdf.lines import Stretch
from abkommen.intake.readers.pdf.tables import Row, row_groups, table_runs

_LEAST_ROWS: Final = 4
_WIDEST_PAGE: Final = 5_000
# The gutter between columns: nearly no line crosses it, it is this wide at least (points), and lies well inside the page.
_CROSSED: Final = 0.08
_NARROWEST: Final = 7
_INSIDE: Final = 0.18
_FILLED: Final = 0.6
_MOST_LINES: Final = 3  # of a cell, where a whole band of the page is a table


@dataclass(frozen=True, slots=True)
class Line:
    """A line in reading order. ``flow`` tells columns apart; lines of one flow share their margins."""

    text: str
    left: float
    right: float
    base: float
    size: float
    flow: int
    is_table: bool = False


def in_order(rows: list[Row]) -> list[Line]:
    """The lines of a page in reading order."""
    lines: list[Line] = []
    for flow, band in enumerate(_bands(rows)):
        for run, is_table in table_runs(band):
            lines.extend([_table_row(row, flow) for row in run] if is_table else [_joined(row, flow) for row in run])
    return lines


def _bands(rows: list[Row]) -> Iterator[list[Row]]:
    """Cut a page into bands that are read one after the other."""
    gutter = _gutter(rows)
    if gutter is None:
        yield rows
        return
    for clear, group in itertools.groupby(
        rows, key=lambda row: not any(stretch.left < gutter < stretch.right for stretch in row)
    ):
        band = list(group)
        left, right = _side(band, gutter, left=True), _side(band, gutter, left=False)
        if clear and _is_prose(left) and _is_prose(right) and not _is_grid(band, gutter):
            yield from _bands(left)
            yield from _bands(right)
        else:
            yield band


def _gutter(rows: list[Row]) -> float | None:
    """The middle of the widest strip inside the page that nearly no line crosses, if there is one."""
    stretches = [stretch for row in rows for stretch in row]
    if len(rows) < 2 * _LEAST_ROWS:
        return None
    first, last = min(stretch.left for stretch in stretches), max(stretch.right for stretch in stretches)
    width = int(min(last - first, _WIDEST_PAGE))
    crossed = _crossings(stretches, first, width)
    limit = max(1, round(_CROSSED * max(crossed, default=0)))
    strips: list[list[int]] = []
    for point in range(int(_INSIDE * width), int((1 - _INSIDE) * width)):
        if crossed[point] <= limit and strips and strips[-1][-1] == point - 1:
            strips[-1].append(point)
        elif crossed[point] <= limit:
            strips.append([point])
    best = max(strips, key=len, default=[])
    return first + statistics.mean(best) if len(best) >= _NARROWEST else None


def _crossings(stretches: list[Stretch], first: float, width: int) -> list[int]:
    """How many lines cover each point of the page's width."""
    steps = [0] * (width + 2)
    for stretch in stretches:
        left, right = int(stretch.left - first), int(stretch.right - first) + 1
        steps[min(max(left, 0), width + 1)] += 1
        steps[min(max(right, 0), width + 1)] -= 1
    return list(itertools.accumulate(steps))


def _is_prose(column: list[Row]) -> bool:
    """Whether a column's lines mostly reach its right margin, as running text does and table cells do not."""
    if len(column) < _LEAST_ROWS:
        return False
    widths = sorted((row[-1].right - row[0].left for row in column), reverse=True)
    # Headings, last lines and short items leave the margin free; half of the lines of running text do not.
    return widths[len(widths) // 2] >= _FILLED * widths[0]


def _is_grid(band: list[Row], gutter: float) -> bool:
    """Whether the two sides are the cells of a table's rows.

    Each row then begins on both sides, has few lines, and no first line begins with a small letter, as lines of running
    text do that go on with a sentence.
    """
    groups = row_groups(band)
    firsts = [stretch for group in groups for stretch in group[0]]
    sides = [{stretch.left < gutter for stretch in group[0]} for group in groups]
    short = all(len(group) <= _MOST_LINES for group in groups)
    return short and all(len(side) == 2 for side in sides) and not any(first.text[:1].islower() for first in firsts)


def _side(band: list[Row], gutter: float, *, left: bool) -> list[Row]:
    sides = [[stretch for stretch in row if (stretch.left < gutter) == left] for row in band]
    return [row for row in sides if row]


def _joined(row: Row, flow: int) -> Line:
    return _line(" ".join(stretch.text for stretch in row), row, flow, is_table=False)


def _table_row(row: Row, flow: int) -> Line:
    return _line(f"| {' | '.join(stretch.text for stretch in row)} |", row, flow, is_table=True)


def _line(text: str, row: Row, flow: int, *, is_table: bool) -> Line:
    right, size = max(stretch.right for stretch in row), max(stretch.size for stretch in row)
    return Line(text, row[0].left, right, row[0].base, size, flow, is_table)
