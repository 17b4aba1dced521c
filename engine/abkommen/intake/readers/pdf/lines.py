"""From single characters to stretches of text on one line."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from abkommen.intake.readers.pdf.glyphs import Glyph

# Shares of a line's size: how far baselines of one line differ, how wide a gap parts words, and columns.
_SAME_LINE: Final = 0.35
_WORD_GAP: Final = 0.3
_COLUMN_GAP: Final = 1.0
_SMALL: Final = 0.8
_RAISED: Final = 0.14


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of one line without a wide gap in it; ``base`` is its baseline, counted upwards, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


def stretches_of(glyphs: list[Glyph]) -> list[list[Stretch]]:
    """The rows of a page from top to bottom, each with its stretches from left to right."""
    inked = [glyph.size for glyph in glyphs if not glyph.char.isspace() and glyph.size]
    if not inked:
        return []
    usual = statistics.median(inked)
    rows = [sorted(row, key=lambda glyph: glyph.left) for row in _rows(glyphs, usual)]
    found = [[stretch for run in _runs(row, usual) if (stretch := _stretch(run))] for row in rows]
    return [row for row in found if row]


def _rows(glyphs: list[Glyph], usual: float) -> list[list[Glyph]]:
    """Gather characters by baseline; raised small ones join the line they hang over."""
    rows: list[list[Glyph]] = []
    bases: list[float] = []
    small = [glyph for glyph in glyphs if _is_small(glyph, usual)]
    for glyph in sorted((glyph for glyph in glyphs if not _is_small(glyph, usual)), key=lambda glyph: -glyph.base):
        if bases and bases[-1] - glyph.base <= _SAME_LINE * usual:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            bases.append(glyph.base)
    for glyph in sorted(small, key=lambda glyph: -glyph.base):
        _place_small(glyph, rows, bases, usual)
    order = sorted(range(len(rows)), key=lambda index: -bases[index])
    return [rows[index] for index in order]


def _is_small(glyph: Glyph, usual: float) -> bool:
    """Whether a letter or digit is set small; marks such as hyphens may have a box of their ink alone."""
    return glyph.char.isalnum() and 0 < glyph.size < _SMALL * usual


def _place_small(small: Glyph, rows: list[list[Glyph]], bases: list[float], usual: float) -> None:
    for index, base in enumerate(bases):
        raised = small.base - base
        touches = 0.1 * usual < raised < 0.6 * usual and any(
            abs(glyph.right - small.left) < usual for glyph in rows[index]
        )
        if abs(raised) <= _SAME_LINE * small.size or touches:
            rows[index].append(small)
            return
    rows.append([small])
    bases.append(small.base)


def _runs(row: list[Glyph], usual: float) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    right = 0.0
    for glyph in row:
        if run and glyph.left - right > _COLUMN_GAP * usual and not glyph.char.isspace():
            yield run
            run = []
        run.append(glyph)
        # A space stretched by justification must not hide the gap it spans, nor may it open one.
        right = (
            max(right, glyph.right)
            if len(run) > 1 and not glyph.char.isspace()
            else (right if glyph.char.isspace() else glyph.right)
        )
    if run:
        yield run


def _stretch(run: list[Glyph]) -> Stretch | None:
    inked = [glyph for glyph in run if not glyph.char.isspace()]
    if not inked:
        return None
    size = statistics.median(glyph.size for glyph in inked)
    base = statistics.median(glyph.base for glyph in inked)
    text = " ".join("".join(_words(run, base, size)).split())
    return Stretch(text, inked[0].left, max(glyph.right for glyph in inked), base, size) if text else None


def _words(run: Iterable[Glyph], base: float, size: float) -> Iterator[str]:
    """The characters of a stretch with spaces between its words and raised numbers marked as footnotes."""
    raised = ""
    before: Glyph | None = None
    for glyph in run:
        is_raised = glyph.char.isdigit() and glyph.foot > base + _RAISED * size
        if raised and not is_raised:
            yield f"[^{raised}]"
            raised = ""
        if before and glyph.left - before.right > _WORD_GAP * size and not is_raised:
            yield " "
        if is_raised:
            raised += glyph.char
        else:
            yield glyph.char
        before = glyph
    if raised:
        yield f"[^{raised}]"
