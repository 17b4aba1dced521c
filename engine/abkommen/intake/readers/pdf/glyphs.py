"""The characters of a PDF page with their places, turned upright."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_HYPHENS: Final = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
_QUARTERS: Final = 4
_SLANT: Final = 0.1

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: left and right edge, baseline (upwards), size of its type and lowest ink, all in points."""

    char: str
    left: float
    right: float
    base: float
    size: float
    foot: float


def glyphs_of(page: pdfium.PdfPage) -> list[Glyph]:
    """The characters of a page that run in the direction most of its text does; slanted stamps are left out."""
    text = page.get_textpage()
    try:
        pen = _Pen(text)
        found = [placed for index in range(text.count_chars()) if (placed := pen.glyph(index))]
    finally:
        text.close()
    turns = Counter(turn for turn, _ in found)
    upright = turns.most_common(1)[0][0] if turns else 0
    return [glyph for turn, glyph in found if turn == upright]


class _Pen:
    """Asks PDFium for one character after the other; it answers into buffers, which are made once."""

    def __init__(self, text: pdfium.PdfTextPage) -> None:
        self._text = text
        self._box = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._origin = ctypes.c_double(), ctypes.c_double()
        self._ink = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()

    def glyph(self, index: int) -> tuple[int, Glyph] | None:
        """A character and how many quarter turns to the left it is turned; ``None`` for what is no upright text."""
        code = raw.FPDFText_GetUnicode(self._text, index)
        char = _HYPHENS.get(code) or (chr(code) if 0 < code <= 0x10FFFF else "")
        if not char or char in "\r\n" or 0xD800 <= code <= 0xDFFF:
            return None
        turn = _quarter(raw.FPDFText_GetCharAngle(self._text, index))
        placed = raw.FPDFText_GetLooseCharBox(self._text, index, self._box)
        if turn is None or not placed or not raw.FPDFText_GetCharOrigin(self._text, index, *self._origin):
            return None
        box = self._box
        left, right, _, _ = _upright((box.left, box.right, box.bottom, box.top), turn)
        x, y = (value.value for value in self._origin)
        base = (y, -x, -y, x)[turn]
        return turn, Glyph(char, left, right, base, self._size(index, char), self._foot(index, char, turn, base))

    def _size(self, index: int, char: str) -> float:
        """The size of the type; the boxes of two fonts differ too much to tell it."""
        if char.isspace() or not raw.FPDFText_GetMatrix(self._text, index, self._matrix):
            return 0.0
        scale = math.hypot(self._matrix.c, self._matrix.d)
        size = float(raw.FPDFText_GetFontSize(self._text, index)) * scale
        return size if math.isfinite(size) else 0.0

    def _foot(self, index: int, char: str, turn: int, base: float) -> float:
        """Where the ink begins. Only a digit can be a footnote's mark, so only for digits is it worth asking."""
        if not char.isdigit() or not raw.FPDFText_GetCharBox(self._text, index, *self._ink):
            return base
        left, right, bottom, top = (edge.value for edge in self._ink)
        return _upright((left, right, bottom, top), turn)[2]


def _quarter(angle: float) -> int | None:
    """How many quarter turns to the left a character is turned by; ``None`` for a slant. PDFium counts to the right."""
    turns = -angle / (math.pi / 2)
    return round(turns) % _QUARTERS if math.isfinite(turns) and abs(turns - round(turns)) < _SLANT else None


def _upright(box: Box, turn: int) -> Box:
    """Left, right, bottom and top of a box once the page is turned so that its text runs from left to right."""
    left, right, bottom, top = box
    return (
        (left, right, bottom, top),
        (bottom, top, -right, -left),
        (-right, -left, -top, -bottom),
        (-top, -bottom, left, right),
    )[turn]
