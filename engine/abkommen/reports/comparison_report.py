"""The comparison in its written formats: from assessments to text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from abkommen.assessment.comparison import Comparison
from abkommen.assessment.development import Development
from abkommen.reports.compare.table import csv_text
from abkommen.reports.compare.view import comparison_view
from abkommen.reports.gap_report import Screen
from abkommen.reports.printing import Printer
from abkommen.reports.styles import Style
from abkommen.reports.wording.wording import Wording

TEMPLATE = "comparison"


class ComparisonReport:
    """One comparison in one language; what it says is arranged once for all formats."""

    def __init__(
        self, comparison: Comparison, development: Development | None, wording: Wording, folders: Sequence[Path]
    ) -> None:
        self._view = comparison_view(comparison, development, wording)
        self._printer, self._words = Printer(wording.words, folders), wording.words

    def markdown(self) -> str:
        return self._printer.fill(TEMPLATE, "md", self._view)

    def html(self) -> str:
        """One page that needs nothing from outside, and no script."""
        return self._printer.fill(TEMPLATE, "html", self._view)

    def text(self, screen: Screen) -> str:
        return self._printer.fill(TEMPLATE, "txt", self._view, width=screen.width, style=Style(screen.colour))

    def csv(self) -> str:
        return csv_text(self._view, self._words)
