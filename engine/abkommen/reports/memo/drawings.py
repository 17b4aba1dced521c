"""The figures of the memo as pictures: SVG from :mod:`abkommen.reports.figures`, several bars of one figure below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from abkommen.reports import figures
from abkommen.reports.memo.model import Counts, Drawing, Figure, Interval, Ladder, Mark

WIDTH = 420
"""Pixels at which a figure is drawn; documents scale it to their column."""
LEGEND_WIDTH = 640
LETTER, MARK = 6.2, 34
"""Pixels that a letter of the legend, and a mark with the space around it, take at most."""
NAME_WIDTH = 140
GAP = 5

_HEIGHT = re.compile(r'\bheight="(\d+)"')


def bar(drawing: Drawing, label: str, width: str = "100%") -> str:
    """One drawing. ``label`` is its text for those who do not see it."""
    match drawing:
        case Interval(low, high):
            return figures.interval_bar(low, high, label, width=width)
        case Counts(segments, key):
            return figures.status_bar(segments, label, key, width=width)
        case Ladder(steps):
            return figures.verdict_ladder(steps, label, width=width)


def picture(figure: Figure) -> str:
    """A whole figure as one picture of fixed size."""
    named = any(one.name for one in figure.bars)
    left, parts, top = NAME_WIDTH if named else 0, [], 0
    for one in figure.bars:
        drawn = bar(one.drawing, one.value, str(WIDTH - left))
        height = _height(drawn)
        if one.name:
            parts.append(f'<text x="0" y="{top + height / 2 + 5:.0f}" fill="{figures.INK}">{escape(one.name)}</text>')
        parts.append(_placed(drawn, left, top))
        top += height + GAP
    return _outer(WIDTH, top - GAP, figure.text, parts)


def legend(marks: Sequence[Mark], text: str) -> str:
    """What the parts of a bar stand for."""
    parts, left = [], 0.0
    for number, mark in enumerate(marks):
        parts.append(_placed(figures.legend_mark(mark.status, f"legend{number}"), left, 2))
        parts.append(f'<text x="{left + 20:.0f}" y="14" fill="{figures.INK}">{escape(mark.name)}</text>')
        left += MARK + LETTER * len(mark.name)
    return _outer(LEGEND_WIDTH, 18, text, parts)


def _height(svg: str) -> int:
    found = _HEIGHT.search(svg)
    return int(found[1]) if found else 0


def _placed(svg: str, left: float, top: float) -> str:
    return svg.replace("<svg ", f'<svg x="{left:.0f}" y="{top:.0f}" ', 1)


def _outer(width: int, height: int, text: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" role="img" aria-label="{escape(text)}" '
        f'font-family="sans-serif" font-size="13">{"".join(parts)}</svg>'
    )
