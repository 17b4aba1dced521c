"""The matrix: every criterion of the cases, by area, with its status in each case."""

from __future__ import annotations

from collections.abc import Sequence

from abkommen.assessment.model import Assessment
from abkommen.assessment.sharing import DECIDED
from abkommen.reports.compare.model import Cell, Part, Row
from abkommen.reports.compare.telling import Teller
from abkommen.reports.gap.model import Key
from abkommen.rulepack.model import Criterion, Dimension

MARKS = {
    "met": "✓", "partly": "◐", "not_met": "✗", "unknown": "?", "applicability_unknown": "?", "not_due": "…", "not_applicable": "–",
}  # fmt: skip
"""What stands for a status where there is no room for its name."""


def matrix(teller: Teller) -> tuple[Part, ...]:
    """One part for every area that has criteria of the cases, the core areas first."""
    runs = teller.comparison.assessments
    parts = [part for d in runs[0].pack.dimensions if (part := _part(d, runs, teller)) is not None]
    return tuple(sorted(parts, key=lambda part: not part.core))


def _part(dimension: Dimension, runs: Sequence[Assessment], teller: Teller) -> Part | None:
    criteria = [criterion for criterion in runs[0].pack.of_dimension(dimension.code) if criterion.of_case]
    if not criteria:
        return None
    rows = {criterion.id: _row(criterion, runs, teller) for criterion in criteria}
    decided = {name for name in rows if any(_is_decided(run, name) for run in runs)}
    return Part(
        Key(dimension.code), teller.wording.text(dimension.title), dimension.core,
        tuple(sum(_is_decided(run, name) for name in rows) for run in runs),
        tuple(row for name, row in rows.items() if name in decided),
        tuple(row for name, row in rows.items() if name not in decided),
    )  # fmt: skip


def _is_decided(run: Assessment, criterion: str) -> bool:
    return run.results[criterion].effective_status in DECIDED


def _row(criterion: Criterion, runs: Sequence[Assessment], teller: Teller) -> Row:
    term = teller.wording.term
    cells = tuple(_cell(run, criterion.id, teller) for run in runs)
    return Row(
        criterion.id,
        teller.wording.text(criterion.title),
        Key(criterion.severity),
        term("severities", criterion.severity),
        cells,
    )


def _cell(run: Assessment, criterion: str, teller: Teller) -> Cell:
    status = run.results[criterion].effective_status
    return Cell(teller.name(run.case.id), Key(status), teller.wording.term("statuses", status), MARKS[status])


def legend(teller: Teller) -> tuple[tuple[Key, str, str], ...]:
    """The statuses that occur, with mark and name; of two with the same mark both names."""
    runs = teller.comparison.assessments
    present = {result.effective_status for run in runs for result in run.results.values() if result.criterion.of_case}
    return tuple((Key(s), mark, teller.wording.term("statuses", s)) for s, mark in MARKS.items() if s in present)
