"""Comparisons in three formats."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from abkommen.reports.gap_report import Screen
from abkommen.reports.printing import Printer
from abkommen.reports.rounds.model import PieceView, RoundView
from abkommen.reports.styles import Style

TEMPLATE = "diff"

# Characters for private use stand for the marks while lines are broken, so that a mark costs no width and no text can fake one.
_PRIVATE = re.compile("[\ue000-\ue003]")
_BEGIN: Final[Mapping[str, str]] = {"removed": "\ue000", "added": "\ue001"}
_KINDS: Final[Mapping[str, str]] = {mark: kind for kind, mark in _BEGIN.items()}
_END: Final = "\ue002"
_LETTERS: Final[Mapping[str, tuple[str, str]]] = {"removed": ("[-", "-]"), "added": ("{+", "+}")}
_COLOURS: Final[Mapping[str, str]] = {"removed": "red", "added": "green"}
_STRETCH = re.compile(f"([{''.join(_KINDS)}])([^{_END}]*){_END}")


@dataclass(frozen=True, slots=True)
class RoundReports:
    """Writes comparisons in one language."""

    printer: Printer

    def markdown(self, view: RoundView) -> str:
        return self.printer.fill(TEMPLATE, "md", view)

    def html(self, view: RoundView) -> str:
        """One page that needs nothing from outside, and no script."""
        return self.printer.fill(TEMPLATE, "html", view)

    def text(self, view: RoundView, screen: Screen) -> str:
        style = Style(screen.colour)

        def redline(pieces: Iterable[PieceView], indent: int) -> str:
            return "\n".join(redline_lines(pieces, screen.width, indent, style))

        return self.printer.fill(TEMPLATE, "txt", view, width=screen.width, style=style, redline=redline)


def redline_lines(pieces: Iterable[PieceView], width: int, indent: int, style: Style) -> Iterator[str]:
    """What went and came as lines: in colour, or between ``[- -]`` and ``{+ +}`` where there is none."""
    marked = "".join(_marked(piece) for piece in pieces)
    inside = ""
    for line in textwrap.wrap(marked, width - indent, break_on_hyphens=False):
        whole = inside + line
        last = max(whole.rfind(mark) for mark in _KINDS)
        inside = whole[last] if last > whole.rfind(_END) else ""
        yield " " * indent + _STRETCH.sub(lambda match: _shown(match, style), whole + (_END if inside else ""))


def _marked(piece: PieceView) -> str:
    text = _PRIVATE.sub("", piece.text)
    space = " " if piece.space else ""
    return text + space if piece.kind not in _BEGIN else f"{_BEGIN[piece.kind]}{text}{_END}{space}"


def _shown(match: re.Match[str], style: Style) -> str:
    kind = _KINDS[match[1]]
    if style.colour:
        return style(match[2], _COLOURS[kind])
    begin, end = _LETTERS[kind]
    return f"{begin}{match[2]}{end}"
