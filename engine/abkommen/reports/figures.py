"""Figures as SVG: score intervals, status counts, verdict ranges. Pure functions that return text, for page, PDF and Word.

Every figure tells its content in words (``label``) and can be read in black and white: statuses differ in pattern as well as
in colour, and numbers stand beside them. Colours after M. Okabe and K. Ito, Color Universal Design (2008). Positions are
shares of the width, so that a figure fills a phone and a page alike without its lines and letters being stretched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

BLUE, ORANGE, RED, INK, TRACK, LINE, PAPER = "#0072b2", "#e69f00", "#9c2f00", "#1a1a1a", "#e9ecef", "#5c6670", "#ffffff"
BANDS = (25, 50, 75)
"""Points at which the axis of scores, 0 to 100, is marked."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a stacked bar: how many, of which status."""

    status: str
    count: int


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder of verdicts. ``within``: the verdict may be this one."""

    name: str
    within: bool


FILLS: Mapping[str, str] = {
    "met": BLUE,
    "partly": "url(#{key}-partly)",
    "not_met": "url(#{key}-not_met)",
    "open": "url(#{key}-open)",
    "not_due": PAPER,
    "not_applicable": PAPER,
}
_INKS = {"met": PAPER}


def interval_bar(low: float | None, high: float | None, label: str, *, width: str = "100%") -> str:
    """A score from ``low`` to ``high`` on an axis from 0 to 100; an empty axis where nothing counts (None)."""
    parts = [_rect(0, 100, 5, 10, TRACK), *(_tick(band, 3, 17) for band in BANDS)]
    if low is not None and high is not None:
        parts += [_rect(low, high - low, 5, 10, BLUE), _end(low), _end(high)]
    return _figure(label, 20, parts, width)


def status_bar(segments: Sequence[Segment], label: str, key: str, *, width: str = "100%") -> str:
    """How many criteria have which status, as one bar in parts. ``key`` keeps the patterns of several figures apart."""
    total = sum(segment.count for segment in segments)
    parts = [_patterns(key)]
    start = 0.0
    for segment in segments:
        share = 100 * segment.count / total if total else 0.0
        if segment.count:
            parts.append(_segment(segment, start, share, key))
        start += share
    return _figure(label, 24, parts, width)


def legend_mark(status: str, key: str) -> str:
    """The small field that stands for a status beside its name; hidden from screen readers, which get the name."""
    fill = FILLS[status].format(key=key)
    body = _patterns(key) + f'<rect x="1" y="1" width="12" height="12" fill="{fill}" stroke="{LINE}"/>'
    return f'<svg class="mark" width="14" height="14" aria-hidden="true" focusable="false">{body}</svg>'


def verdict_ladder(steps: Sequence[Step], label: str, *, width: str = "100%") -> str:
    """The ladder of verdicts from left to right; filled the steps that are still possible, with a frame around them."""
    share = 100 / len(steps)
    parts = [_rung(step, number * share, share) for number, step in enumerate(steps)]
    return _figure(label, 34, parts, width, "ladder")


def step_bar(steps: Sequence[Step], label: str, *, width: str = "100%") -> str:
    """The same ladder where there is no room for names: a field for every step, filled where it is still possible."""
    share = 100 / len(steps)
    fields = (
        f'<rect x="{_number(at * share)}%" y="3" width="{_number(share)}%" height="14" '
        f'fill="{BLUE if step.within else PAPER}" stroke="{LINE}"/>'
        for at, step in enumerate(steps)
    )
    return _figure(label, 20, fields, width)


def share_bar(part: int, whole: int, label: str, *, width: str = "100%") -> str:
    """How many of how many, as a bar from the left; nothing of nothing is an empty one."""
    share = 100 * part / whole if whole else 0.0
    frame = f'<rect x="0" y="5" width="100%" height="10" fill="{TRACK}" stroke="{LINE}" stroke-width="1"/>'
    return _figure(label, 20, [frame, *([_rect(0, share, 5, 10, BLUE)] if part else [])], width)


def _rung(step: Step, start: float, share: float) -> str:
    fill, ink, weight = (BLUE, PAPER, "700") if step.within else (PAPER, LINE, "400")
    return (
        f'<rect x="{_number(start)}%" y="1" width="{_number(share)}%" height="32" fill="{fill}" stroke="{PAPER if step.within else LINE}"/>'
        + _text(start + share / 2, 22, step.name, ink, weight)
    )


def _segment(segment: Segment, start: float, share: float, key: str) -> str:
    fill = FILLS[segment.status].format(key=key)
    box = f'<rect x="{_number(start)}%" y="1" width="{_number(share)}%" height="22" fill="{fill}" stroke="{LINE}"/>'
    if share < 4 + 2 * len(str(segment.count)):
        return box  # no room: the number stands in the text beside
    return box + _text(
        start + share / 2,
        17,
        str(segment.count),
        _INKS.get(segment.status, INK),
        "700",
        halo=segment.status not in _INKS,
    )


def _patterns(key: str) -> str:
    """Stripes for partly, a grid for not met, dots for open: told apart without colour."""
    stripes = f'<path d="M0 8L8 0M-2 2L2 -2M6 10L10 6" stroke="{INK}" stroke-width="1.2"/>'
    grid = f'<path d="M0 0L8 8M8 0L0 8" stroke="{PAPER}" stroke-width="1.2"/>'
    dots = f'<circle cx="4" cy="4" r="1" fill="{LINE}"/>'
    drawn = (("partly", ORANGE, stripes), ("not_met", RED, grid), ("open", TRACK, dots))
    return f"<defs>{''.join(_pattern(f'{key}-{name}', ground, marks) for name, ground, marks in drawn)}</defs>"


def _pattern(name: str, ground: str, marks: str) -> str:
    tile = f'<rect width="8" height="8" fill="{ground}"/>{marks}'
    return f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse">{tile}</pattern>'


def _figure(label: str, height: int, parts: Iterable[str], width: str, name: str = "bar") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" role="img" aria-label="{_quoted(label)}" '
        f'width="{width}" height="{height}" font-family="system-ui, sans-serif" font-size="13" focusable="false">'
        f"{''.join(parts)}</svg>"
    )


def _rect(start: float, width: float, top: int, height: int, fill: str) -> str:
    return (
        f'<rect x="{_number(start)}%" y="{top}" width="{_number(max(width, 0.6))}%" height="{height}" fill="{fill}"/>'
    )


def _tick(at: float, top: int, bottom: int) -> str:
    return f'<line x1="{_number(at)}%" x2="{_number(at)}%" y1="{top}" y2="{bottom}" stroke="{LINE}" stroke-dasharray="2 2"/>'


def _end(at: float) -> str:
    """The bound itself: a line that stands out of the bar."""
    inside = min(max(at, 0.4), 99.6)
    return f'<line x1="{_number(inside)}%" x2="{_number(inside)}%" y1="1" y2="19" stroke="{INK}" stroke-width="2.5"/>'


def _text(at: float, baseline: int, text: str, ink: str, weight: str, *, halo: bool = False) -> str:
    outline = f' stroke="{PAPER}" stroke-width="3" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{_number(at)}%" y="{baseline}" text-anchor="middle" fill="{ink}" font-weight="{weight}"{outline} '
        f'aria-hidden="true">{_quoted(text)}</text>'
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _quoted(text: str) -> str:
    return escape(text, quote=True)
