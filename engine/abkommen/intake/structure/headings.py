"""Where an article's heading ends and its wording begins."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from abkommen.intake import wording
from abkommen.intake.structure import labels
from abkommen.intake.structure.ground import Ground, Heading
from abkommen.intake.structure.lines import Line
from abkommen.intake.structure.markers import Marker

_SEPARATOR = re.compile(rf"(?:{wording.FOOTNOTE}|[ \t.:)–—-])*")
_BEHIND_CAPITALS = re.compile(r"[\s.:–—-]*")
_MOST_LINES: Final = 4
_LOOK_AHEAD: Final = 12
_REPEATS: Final = 3
_LONGEST_RARE: Final = 8
_SHORT: Final = 0.8


def repeated_lines(lines: list[Line], markers: list[Marker]) -> frozenset[str]:
    """Lines that stand below three or more numbers: notes of an editor, since no two articles share a heading."""
    below: Counter[str] = Counter()
    for marker in markers:
        below.update({line.text for line in lines[marker.line + 1 : marker.line + 3]})
    return frozenset(text for text, times in below.items() if times >= _REPEATS)


def headings_of(ground: Ground, markers: list[Marker], ends: list[int]) -> list[Heading]:
    """The headings of a text's articles. Where few have one, a long "heading" is a sentence that lost its full stop."""
    found = [heading_of(ground, marker, end) for marker, end in zip(markers, ends, strict=True)]
    if sum(bool(heading.words) for heading in found) * 2 > len(found):
        return found
    return [
        Heading("", _behind_number(ground, marker, end)) if len(heading.words.split()) > _LONGEST_RARE else heading
        for heading, marker, end in zip(found, markers, ends, strict=True)
    ]


def heading_of(ground: Ground, marker: Marker, end: int, *, alone: bool = False) -> Heading:
    """The heading of the piece that ``marker`` opens and that ends at offset ``end``.

    ``alone`` says that the piece may consist of its heading and nothing else, as the title of a form in an annex.
    """
    body = _behind_number(ground, marker, end)
    index = marker.line if body < ground.lines[marker.line].end else _index_below(ground, marker.line, end)
    if index is None:
        return Heading("", body)
    beside = index == marker.line
    if not beside and (labels.opens_item(ground.lines[index]) or _is_party(ground, marker, index)):
        return Heading("", body)
    ahead = ground.lines[index : index + _LOOK_AHEAD]
    block = [line for line in ahead if line.block == ahead[0].block]
    if run := _in_capitals(ground, body, block):
        return run
    for count in (_whole(block), _continued(block)):
        taken = _Taken(ground, body, index, count, end)
        if count and (beside or alone or taken.following is not None) and taken.reads_as_heading(beside):
            return Heading(wording.squeeze(taken.words).rstrip(":."), taken.body)
    return Heading("", body)


@dataclass(frozen=True, slots=True)
class _Taken:
    """``count`` lines from ``index`` on, tried as a heading that begins at offset ``start``."""

    ground: Ground
    start: int
    index: int
    count: int
    end: int

    @property
    def words(self) -> str:
        return self.ground.source.text[self.start : min(self.ground.lines[self.index + self.count - 1].end, self.end)]

    @property
    def following(self) -> Line | None:
        behind = _index_below(self.ground, self.index + self.count - 1, self.end)
        return None if behind is None else self.ground.lines[behind]

    @property
    def body(self) -> int:
        last = self.ground.lines[self.index + self.count - 1]
        return self.following.start if self.following else min(last.end, self.end)

    def reads_as_heading(self, beside: bool) -> bool:
        words = self.words.strip()
        titled = wording.is_heading(words[:1].upper() + words[1:]) if beside else wording.is_title(words)
        following = self.following
        if following is None:
            return titled and not words.endswith((".", ":"))
        if not titled or following.opens_block:
            return titled
        return labels.opens_item(following) or (following.text[0].isupper() and self._ends_short())

    def _ends_short(self) -> bool:
        """Whether the last line stops well before the margin, as a heading does and a sentence does not."""
        lines = self.ground.lines[self.index : self.index + _LOOK_AHEAD]
        last = lines[self.count - 1]
        return len(last.text) < _SHORT * max(len(line.text) for line in lines if line.block == last.block)


def _behind_number(ground: Ground, marker: Marker, end: int) -> int:
    """The first offset behind the number, its separator and an editor's notes."""
    separator = _SEPARATOR.match(marker.tail)
    start = marker.tail_at + (separator.end() if separator else 0)
    if start < ground.lines[marker.line].end:
        return start
    below = _index_below(ground, marker.line, end)
    return min(start, end) if below is None else ground.lines[below].start


def _index_below(ground: Ground, index: int, end: int) -> int | None:
    for below in range(index + 1, min(index + _LOOK_AHEAD, len(ground.lines))):
        if ground.lines[below].start >= end:
            return None
        if ground.lines[below].text not in ground.notes:
            return below
    return None


def _is_party(ground: Ground, marker: Marker, index: int) -> bool:
    """Whether the lines below a protocol's name belong to its first sentence, which names the parties."""
    return marker.kind == "protocol" and ground.lines[index].opens_block


def _in_capitals(ground: Ground, start: int, block: list[Line]) -> Heading | None:
    """A heading in capitals that runs straight into its article's first sentence."""
    until_item = itertools.takewhile(lambda line: not labels.opens_item(line), block[1:_MOST_LINES])
    rest = ground.source.text[start : [block[0], *until_item][-1].end]
    run = wording.capital_run(rest)
    if not run or not rest[run:].strip():
        return None
    behind = _BEHIND_CAPITALS.match(rest, run)
    return Heading(wording.squeeze(rest[:run]).rstrip(" .:–—-"), start + (behind.end() if behind else run))


def _whole(block: list[Line]) -> int:
    """How many lines a heading takes that fills its block up to the first numbered paragraph; 0 if there are too many."""
    count = next((index for index, line in enumerate(block[1:], start=1) if labels.opens_first_item(line)), len(block))
    return count if count <= _MOST_LINES else 0


def _continued(block: list[Line]) -> int:
    """How many lines a heading takes that goes on only where a line breaks off in its middle."""
    for count, (line, following) in enumerate(itertools.pairwise(block), start=1):
        goes_on = wording.dangles(line.text) or line.text.endswith((",", "-")) or following.text[0].islower()
        if not goes_on or wording.ends_sentence(line.text):
            return count if count <= _MOST_LINES else 0
    return 0
