"""Emphasis on a terminal (ANSI, ECMA-48): nothing at all where colour is off."""

from __future__ import annotations

from dataclasses import dataclass

_CODES = {"bold": "1", "faint": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34"}


@dataclass(frozen=True, slots=True)
class Style:
    """Called with a text and names of emphasis: ``style("nicht erfüllt", "bold", "red")``."""

    colour: bool

    def __call__(self, text: str, *names: str) -> str:
        codes = ";".join(_CODES[name] for name in names)
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colour and names else text
