"""From the lines of pages to paragraphs: what belongs together is joined, across lines and pages."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from abkommen.intake import wording
from abkommen.intake.openers import heads_piece, is_bare_number
from abkommen.intake.readers.hyphens import joined, vocabulary_of
from abkommen.intake.readers.pdf.columns import Line
from abkommen.intake.source import Block

Margins = dict[tuple[int, int], tuple[float, float]]

_LEADING: Final = 1.35
_WIDEST_LEADING: Final = 1.7
_WIDEST_STEP: Final = 3.5
_ENOUGH: Final = 5
_INDENT: Final = 1.0
_SHORT: Final = 0.88
_SMALLER: Final = 0.87
_TERMINAL = re.compile(r"[.:;!?]([)\]»”“]|\[\^\d+\])*$")
_ITEM = re.compile(r"\(\d{1,2}[a-z]?\)\s|\d{1,2}[a-z]?[.)]\s|\([a-z]{1,4}\)\s|[a-z]{1,3}\)\s|[-–—•*]\s|[a-z]\.\s")
_NOTE = re.compile(r"(?:\[\^(\d{1,3})\]|(\d{1,3}))\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines in reading order."""

    number: int
    lines: list[Line]


def blocks_of(pages: list[Page]) -> list[Block]:
    """The paragraphs of a document with the page each begins on; footnotes come as notes."""
    body = _usual_size(pages)
    notes: list[Block] = []
    kept: list[tuple[int, Line]] = []
    for page in pages:
        for _, flow in itertools.groupby(page.lines, key=lambda line: line.flow):
            lines = list(flow)
            cut = _first_note(lines, body)
            notes += _note_blocks(lines[cut:], page.number)
            kept += [(page.number, line) for line in lines[:cut]]
    vocabulary = vocabulary_of([line.text for _, line in kept])
    margins = _margins(kept)
    return [*_paragraphs(kept, margins, _usual_leading(kept, margins, body), vocabulary), *notes]


def _paragraphs(lines: list[tuple[int, Line]], margins: Margins, leading: float, known: frozenset[str]) -> list[Block]:
    blocks: list[Block] = []
    text, begun = "", 0
    before: tuple[int, Line] | None = None
    for page, line in lines:
        if before is not None and not _breaks(text, before, (page, line), margins, leading):
            text = f"{text}\n{line.text}" if line.is_table else joined(text, line.text, known)
        else:
            blocks += [_block(text, begun, before[1])] if before else []
            text, begun = line.text, page
        before = page, line
    return [*blocks, _block(text, begun, before[1])] if before else blocks


def _block(text: str, page: int, last: Line) -> Block:
    return Block(text, page, None, "table" if last.is_table else "text")


def _breaks(text: str, before: tuple[int, Line], after: tuple[int, Line], margins: Margins, leading: float) -> bool:
    """Whether a new paragraph begins at ``after``, when ``text`` is what the current one holds so far."""
    (page, above), (next_page, below) = before, after
    if above.is_table or below.is_table:
        return not (above.is_table and below.is_table and page == next_page)
    if heads_piece(below.text) or is_bare_number(above.text) or _ITEM.match(below.text):
        return True
    left, right = margins[page, above.flow]
    if (page, above.flow) != (next_page, below.flow):
        return bool(_TERMINAL.search(above.text)) or not (below.text[:1].islower() or above.text.endswith("-"))
    if above.base - below.base > _LEADING * leading or abs(above.size - below.size) > 0.12 * above.size:
        return True
    if _is_centred(above, (left, right)) or _is_centred(below, (left, right)):
        return _changes_alignment(text, above, below, (left, right))
    short = not _reaches_margin(above, (left, right))
    indented = below.left > left + _INDENT * below.size and above.left <= left + 1
    return short and (bool(_TERMINAL.search(above.text)) or indented)


def _changes_alignment(text: str, above: Line, below: Line, margins: tuple[float, float]) -> bool:
    """Whether a centred line meets a full one, and the two are not one heading that wraps."""
    if _is_centred(above, margins) == _is_centred(below, margins):
        return False
    goes_on = wording.dangles(above.text) or above.text.endswith((",", "-")) or below.text[:1].islower()
    wraps = heads_piece(text) and _is_centred(below, margins) and not _TERMINAL.search(above.text)
    return not (goes_on or wraps)


def _is_centred(line: Line, margins: tuple[float, float]) -> bool:
    before, behind = line.left - margins[0], margins[1] - line.right
    return min(before, behind) > _INDENT * line.size and abs(before - behind) < 2 * line.size


def _margins(lines: list[tuple[int, Line]]) -> Margins:
    """Left and right margin of each flow of each page."""
    flows: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for page, line in lines:
        flows[page, line.flow].append(line)
    return {key: (min(line.left for line in flow), max(line.right for line in flow)) for key, flow in flows.items()}


def _usual_leading(lines: list[tuple[int, Line]], margins: Margins, size: float) -> float:
    """The usual distance between two lines of one paragraph, told by the lines that end at the margin."""
    steps: list[float] = []
    full: list[float] = []
    for (page, above), (next_page, below) in itertools.pairwise(lines):
        step = above.base - below.base
        if page == next_page and above.flow == below.flow and 0 < step < _WIDEST_STEP * above.size:
            steps.append(step)
            if _reaches_margin(above, margins[page, above.flow]) and not _TERMINAL.search(above.text):
                full.append(step)
    if len(full) >= _ENOUGH:
        return statistics.median_low(full)
    return min([*sorted(steps)[len(steps) // 10 :][:1], _WIDEST_LEADING * size])


def _reaches_margin(line: Line, margins: tuple[float, float]) -> bool:
    return line.right >= margins[0] + _SHORT * (margins[1] - margins[0])


def _usual_size(pages: list[Page]) -> float:
    sizes = [line.size for page in pages for line in page.lines for _ in range(min(len(line.text), 60))]
    return statistics.median(sizes) if sizes else 0.0


def _first_note(lines: list[Line], body: float) -> int:
    """Where the footnotes at the foot of a column begin: small lines to the end, the first of them numbered."""
    first = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].size > _SMALLER * body or lines[index].is_table:
            break
        if _NOTE.match(lines[index].text):
            first = index
    return first


def _note_blocks(lines: list[Line], page: int) -> list[Block]:
    notes: list[str] = []
    for line in lines:
        mark = _NOTE.match(line.text)
        if mark:
            notes.append(f"[^{mark[1] or mark[2]}]: {line.text[mark.end() :]}")
        elif notes:
            notes[-1] = joined(notes[-1], line.text, frozenset())
    return [Block(note, page, None, "note") for note in notes]
