"""The matrix for a spreadsheet: one row for a value or criterion, one column for each case (RFC 4180, UTF-8 with its mark).

A text that a spreadsheet would take for a formula is marked as text by an apostrophe, as OWASP advises against CSV injection.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from abkommen.reports.compare.model import CaseView, ComparisonView, Part
from abkommen.reports.escaping import plain
from abkommen.reports.gap.model import ScoreView
from abkommen.reports.wording.display import sentence_case
from abkommen.reports.wording.words import Words

BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets misread umlauts
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # the wide ones count in East Asian settings

Cell = str | int | None
Line = tuple[Cell, ...]


def csv_text(view: ComparisonView, words: Words) -> str:
    """The table with its heading; numbers as figures, None as an empty cell."""
    told = io.StringIO()
    writer = csv.writer(told, lineterminator="\r\n")
    writer.writerow([_safe(cell) for cell in (*words.table.heading, *(case.name for case in view.cases))])
    for line in _lines(view, words):
        writer.writerow([_safe(cell) for cell in line])
    return BYTE_ORDER_MARK + told.getvalue()


def _lines(view: ComparisonView, words: Words) -> Iterator[Line]:
    yield from _about_cases(view, words)
    yield from _scores(view, words)
    for part in view.parts:
        yield from _criteria(part)


def _about_cases(view: ComparisonView, words: Words) -> Iterator[Line]:
    names = words.table
    rows: tuple[tuple[str, Callable[[CaseView], Cell]], ...] = (
        (names.id, lambda case: case.id), (names.as_of, lambda case: case.as_of), (names.stage, lambda case: case.stage),
        (names.worst, lambda case: case.verdict.worst), (names.best, lambda case: case.verdict.best),
        (names.decided, lambda case: case.decided), (names.known, lambda case: case.known), (names.asked, lambda case: case.asked),
    )  # fmt: skip
    for name, value in rows:
        yield names.case, "", name, "", *(value(case) for case in view.cases)


def _scores(view: ComparisonView, words: Words) -> Iterator[Line]:
    """Lower and upper bound and coverage of the weakest core area and of every core area."""
    yield from _score("", words.table.weakest, [case.overall for case in view.cases], words)
    for at, (code, name) in enumerate(view.core):
        yield from _score(code, name, [case.scores[at] for case in view.cases], words)


def _score(code: str, name: str, scores: list[ScoreView], words: Words) -> Iterator[Line]:
    names = words.table
    rows: tuple[tuple[str, Callable[[ScoreView], Cell]], ...] = (
        (names.low, lambda score: score.low), (names.high, lambda score: score.high), (names.coverage, lambda score: score.coverage),
    )  # fmt: skip
    for pattern, value in rows:
        yield names.score, code, sentence_case(pattern.format(area=name)), "", *(value(score) for score in scores)


def _criteria(part: Part) -> Iterator[Line]:
    for row in sorted((*part.rows, *part.undecided), key=lambda row: row.id):
        yield part.name, row.id, row.title, row.severity_name, *(cell.status_name for cell in row.cells)


def _safe(cell: Cell) -> str | int:
    """Numbers as they are; text on one line that no spreadsheet computes."""
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = plain(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
