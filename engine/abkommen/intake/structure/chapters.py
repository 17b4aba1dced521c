"""The chapter headings between two articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from abkommen.intake import wording
from abkommen.intake.structure import labels, markers
from abkommen.intake.structure.lines import Line

_MOST_LINES: Final = 8
_BEHIND_SENTENCE = re.compile(
    r"\.\s+((?:(?:Kapitel|Abschnitt|Teil|Titel|Chapter|Section|Part|Title) [IVX\d]+|[IVX\d]+\. (?:Kapitel|Abschnitt|Teil|Titel))\b[^.;]*)$"
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """The headings that stand directly before an article; ``start`` is the offset of the first of them."""

    words: str
    start: int


def chapter_before(lines: list[Line], article: int, floor: int) -> Chapter | None:
    """The chapter headings just above line ``article``, looking no higher than line ``floor``."""
    first = None
    for index in range(article - 1, max(floor, article - _MOST_LINES) - 1, -1):
        if not _can_be_heading(lines, index):
            break
        if _is_chapter(lines, index):
            first = index
    if first is None:
        first = _standing_out(lines, article, floor)
    if first is None:
        return _at_line_end(lines, article, floor)
    words = " ".join(wording.squeeze(line.text) for line in lines[first:article])
    return Chapter(words.rstrip(":"), lines[first].start)


def _at_line_end(lines: list[Line], article: int, floor: int) -> Chapter | None:
    """A chapter heading that a lost line break has left behind the last sentence of the article before."""
    if article - 1 < max(floor - 1, 0):
        return None
    line = lines[article - 1]
    match = _BEHIND_SENTENCE.search(line.text)
    return Chapter(wording.squeeze(match[1]), line.start + match.start(1)) if match else None


def _is_chapter(lines: list[Line], index: int) -> bool:
    return any(opens(lines, index) for opens in (markers.chapter, markers.roman, markers.capital))


def _can_be_heading(lines: list[Line], index: int) -> bool:
    text = lines[index].text
    return (
        len(text) <= 200 and not wording.is_table(text) and not wording.ends_sentence(text.rstrip(":"))
    ) or _is_chapter(lines, index)


def _standing_out(lines: list[Line], article: int, floor: int) -> int | None:
    """The first line of a heading without a chapter number: a block that is a title, behind a finished sentence."""
    above = [
        index for index in range(max(floor, article - 4), article) if lines[index].block == lines[article - 1].block
    ]
    if not above or above[0] <= floor or not lines[above[0]].opens_block or lines[above[0]].role == "table":
        return None
    words = " ".join(lines[index].text for index in above)
    plain = wording.is_title(words) and not labels.label_of(lines[above[0]]) and not wording.dangles(words)
    return above[0] if plain and wording.ends_sentence(lines[above[0] - 1].text) else None
