"""Tables on a page: rows in which several stretches of text stand side by side, one below the other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from abkommen.intake.readers.hyphens import joined
from abkommen.intake.readers.pdf.lines import Stretch

Row = list[Stretch]

_SAME_EDGE: Final = 6.0
_SAME_GAP: Final = 2.0
_LEAST_ROWS: Final = 2
_ROW_GAP: Final = 1.25
# What may stand apart from the words behind it without making a table: "(1)", "a)", "Artikel 7", "–".
_LABEL = re.compile(
    r"\(?(?:\w{1,2}|\d{1,4}|[ivxl]{1,5})[.)]{0,2}|\(?\w{1,4}[.)]{1,2}|[-–—•*]|\d{1,2}(?:\.\d{1,2})+\.?"
    r"|(?:Artikel|Article|Art\.|§)\s*\w{1,5}[.:]?",
    re.IGNORECASE,
)


def table_runs(rows: list[Row]) -> Iterator[tuple[list[Row], bool]]:
    """Runs of rows, each either running text or a table, whose rows come with one stretch to a cell."""
    plain: list[Row] = []
    index = 0
    while index < len(rows):
        length = _table_length(rows, index)
        if length < _LEAST_ROWS:
            plain.append(rows[index])
            index += 1
            continue
        if plain:
            yield plain, False
            plain = []
        yield _cells(rows[index : index + length]), True
        index += length
    if plain:
        yield plain, False


def _table_length(rows: list[Row], first: int) -> int:
    """How many rows from ``first`` on form a table; 0 or 1 when they do not."""
    edges = _edges(rows[first])
    if not edges:
        return 0
    length, shared, widest = 1, False, 0.0
    for above, row in itertools.pairwise(rows[first:]):
        own = _edges(row)
        step = above[0].base - row[0].base
        if own and _meet(own, edges):
            shared = True
            edges |= own
        elif not (len(row) == 1 and (_meet({row[0].left}, edges) or _wraps(row[0], rows[first], step, widest))):
            break
        widest = max(widest, step)
        length += 1
    return length if shared else 0


def _wraps(line: Stretch, header: Row, step: float, widest: float) -> bool:
    """Whether a line alone goes on in the first cell above it: it stays inside it, closer than the rows are to each other."""
    inside = abs(line.left - header[0].left) <= _SAME_EDGE and line.right < header[1].left
    return inside and step * _ROW_GAP < widest


def _edges(row: Row) -> set[float]:
    """The left edges of a row's cells behind the first; empty for running text."""
    if len(row) < 2 or (len(row) == 2 and _LABEL.fullmatch(row[0].text)):
        return set()
    return set() if _is_spaced_out(row) else {stretch.left for stretch in row[1:]}


def _is_spaced_out(row: Row) -> bool:
    """Whether the row is one line whose words justification has driven apart, all by the same distance."""
    gaps = [after.left - before.right for before, after in itertools.pairwise(row)]
    return max(gaps) - min(gaps) <= _SAME_GAP and not any(" " in stretch.text for stretch in row) and len(row) > 2


def _meet(some: set[float], others: set[float]) -> bool:
    return any(abs(one - other) <= _SAME_EDGE for one in some for other in others)


def _cells(rows: list[Row]) -> list[Row]:
    """The table's rows, one stretch to a cell."""
    return [_merged(group) for group in row_groups(rows)]


def row_groups(rows: list[Row]) -> list[list[Row]]:
    """The lines of each row of a table: lines that follow closely belong to the cells above them."""
    gaps = [above[0].base - below[0].base for above, below in itertools.pairwise(rows)]
    leading = min((gap for gap in gaps if gap > 0), default=0.0)
    even = len({round(gap) for gap in gaps}) <= 1
    groups = [[rows[0]]]
    for row, gap in zip(rows[1:], gaps, strict=True):
        if gap > _ROW_GAP * leading or (even and row[0].left <= rows[0][0].left + _SAME_EDGE):
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _merged(group: list[Row]) -> Row:
    cells: list[Stretch] = []
    for stretch in (stretch for row in group for stretch in row):
        at = next((index for index, cell in enumerate(cells) if abs(cell.left - stretch.left) <= 2 * _SAME_EDGE), None)
        if at is None:
            cells.append(stretch)
        else:
            cell = cells[at]
            words = joined(cell.text, stretch.text, frozenset())
            cells[at] = Stretch(
                words, min(cell.left, stretch.left), max(cell.right, stretch.right), cell.base, cell.size
            )
    return sorted(cells, key=lambda cell: cell.left)
