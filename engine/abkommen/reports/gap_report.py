"""The gap report in its three formats: from an assessment to text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from abkommen.assessment.model import Assessment
from abkommen.reports.gap.report import gap_report
from abkommen.reports.printing import Printer
from abkommen.reports.styles import Style
from abkommen.reports.wording.wording import Wording

TEMPLATE = "report"


@dataclass(frozen=True, slots=True)
class Screen:
    """The terminal a text is for: its width in characters, and whether it shows colour."""

    width: int = 80
    colour: bool = False


class GapReports:
    """Writes reports in one language. Reuse it, as :class:`~abkommen.reports.printing.Printer`."""

    def __init__(self, wording: Wording, folders: Sequence[Path], kept: Path | None = None) -> None:
        self._wording = wording
        self._printer = Printer(wording.words, folders, kept)

    def markdown(self, assessment: Assessment) -> str:
        return self._printer.fill(TEMPLATE, "md", gap_report(assessment, self._wording))

    def html(self, assessment: Assessment) -> str:
        """One page that needs nothing from outside, and no script."""
        return self._printer.fill(TEMPLATE, "html", gap_report(assessment, self._wording))

    def text(self, assessment: Assessment, screen: Screen) -> str:
        view = gap_report(assessment, self._wording)
        return self._printer.fill(TEMPLATE, "txt", view, width=screen.width, style=Style(screen.colour))
