"""Bars made of letters, for the terminal and for Markdown."""

from __future__ import annotations

WITHIN, WITHOUT = "█", "░"


def interval_text(low: float | None, high: float | None, cells: int = 20) -> str:
    """A score from ``low`` to ``high`` of 100, to the nearest cell; at least one is filled. Nothing counts: none is."""
    if low is None or high is None:
        return WITHOUT * cells
    start = min(round(low * cells / 100), cells - 1)
    end = max(round(high * cells / 100), start + 1)
    return WITHOUT * start + WITHIN * (end - start) + WITHOUT * (cells - end)
