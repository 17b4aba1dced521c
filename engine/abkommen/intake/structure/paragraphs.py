"""The paragraphs of an article: every labelled line and every block of its own."""

from __future__ import annotations

import re

from abkommen.intake.draft import Paragraph, Place
from abkommen.intake.source import Source
from abkommen.intake.structure import labels
from abkommen.intake.structure.lines import Line, between

_BREAK_BEFORE = re.compile(r"(?:[.:;,!?…)»”“]|\b(?:und|oder|and|or|sowie))$")
_DIGITS = re.compile(r"\d+")


def paragraphs_of(source: Source, lines: list[Line], body: int, end: int) -> tuple[Paragraph, ...]:
    """Cut the wording between two offsets into paragraphs that follow one another without overlap."""
    within = between(lines, body, end)
    # The wording may begin in the middle of a line, behind the number and the heading.
    first_line = within.start - 1 if within.start and lines[within.start - 1].end > body else within.start
    inside = lines[first_line : within.stop]
    heads = [index for index, line in enumerate(inside) if index == 0 or _begins(inside, index)]
    found = []
    for head, following in zip(heads, [*heads[1:], len(inside)], strict=False):
        first, last = inside[head], inside[following - 1]
        label = labels.label_of(first) if first.start >= body else ""
        found.append(Paragraph(label, max(first.start, body), min(last.end, end), place_of(source, first)))
    return tuple(found)


def place_of(source: Source, line: Line) -> Place:
    """The page and paragraph number of the block a line belongs to."""
    span = source.spans[line.block]
    return Place(span.page, span.paragraph)


def _begins(lines: list[Line], index: int) -> bool:
    line, before = lines[index], lines[index - 1]
    if line.opens_block:
        return True
    if not labels.label_of(line) or line.role == "table":
        return False
    if not _BREAK_BEFORE.search(before.text):
        return False
    return labels.opens_item(line) or not _DIGITS.match(line.text)
