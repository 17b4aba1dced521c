"""List numbers as word processors and browsers print them."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LARGEST: Final = 9_999


def format_number(count: int, form: str) -> str:
    """A list number in one of Word's number formats (``upperRoman``, ``lowerLetter``, …); decimal for any other."""
    count = min(max(count, 0), _LARGEST)
    if form in ("upperRoman", "lowerRoman"):
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    if form in ("upperLetter", "lowerLetter") and count:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        shown += letters * times
    return shown
