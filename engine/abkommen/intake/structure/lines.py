"""The lines of a source with what stands before them, the ground on which markers are looked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from abkommen.intake.source import Role, Source, Span

_LINE = re.compile(r"[^\n\f]+")
# What Markdown puts before a heading or emphasised words; the words behind it are what the author wrote.
_DECORATION = re.compile(r"(?:\s|#{1,6}(?=\s)|>(?=\s)|\*\*|__)*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its surrounding space and decoration: ``source.text[start:end] == text``."""

    start: int
    end: int
    text: str
    opens_block: bool
    role: Role
    block: int


def between(lines: list[Line], start: int, end: int) -> range:
    """The indices of the lines that begin at or behind ``start`` and before ``end``."""
    return range(bisect_left(lines, start, key=_start), bisect_left(lines, end, key=_start))


def _start(line: Line) -> int:
    return line.start


def lines_of(source: Source) -> list[Line]:
    """Every line that holds something, in order."""
    return [line for index, span in enumerate(source.spans) for line in _of_block(source.text, span, index)]


def _of_block(text: str, span: Span, index: int) -> Iterator[Line]:
    opens = True
    for match in _LINE.finditer(text, span.start, span.end):
        start = _DECORATION.match(text, match.start(), match.end()).end()  # type: ignore[union-attr]  # it may be empty
        words = text[start : match.end()].rstrip(" \t*_")
        if words:
            yield Line(start, start + len(words), words, opens, span.role, index)
            opens = False
