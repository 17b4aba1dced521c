"""Running headers, footers and page numbers: lines at the edge of pages that come again and again."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

_EDGE: Final = 3
_LEAST_SHARE: Final = 0.34
_NEARLY_ALL: Final = 0.8
_LEAST_NEARLY_ALL: Final = 4
_LONGEST: Final = 200
_HEADS_A_PIECE = re.compile(r"(?:art|§|\(?\d+\)|\d+\.\s)")
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:Seite|Page|S\.|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:von|of|/)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's lines from top to bottom; ``apart[i]`` says that more than the usual space parts line i from the next."""

    lines: list[str]
    apart: list[bool]

    def edge(self, *, top: bool) -> list[int]:
        """The indices of the outermost lines, from the edge inwards."""
        inwards = range(len(self.lines)) if top else range(len(self.lines) - 1, -1, -1)
        return list(inwards[:_EDGE])

    def stands_apart(self, index: int, *, top: bool) -> bool:
        """Whether the line keeps its distance from the one further inside."""
        at = index if top else index - 1
        return not 0 <= at < len(self.lines) - 1 or self.apart[at]


def running_lines(sheets: list[Sheet]) -> set[Place]:
    """Page and line index of every running line."""
    numbers = _page_numbers(sheets)
    return numbers | _repeated(sheets, numbers, top=True) | _repeated(sheets, numbers, top=False)


def _repeated(sheets: list[Sheet], numbers: set[Place], *, top: bool) -> set[Place]:
    """The lines at one edge that come again on enough pages: those outside the last one that stands apart."""
    pages_of = _pages_by_place(sheets, top=top)
    enough = max(2, round(_LEAST_SHARE * len(sheets)))
    nearly_all = max(_LEAST_NEARLY_ALL, round(_NEARLY_ALL * len(sheets)))
    found: set[Place] = set()
    for page, sheet in enumerate(sheets):
        outside: list[Place] = []
        for index in sheet.edge(top=top):
            place = page, index
            if place not in numbers and pages_of[place] < enough:
                break
            outside.append(place)
            if sheet.stands_apart(index, top=top) or pages_of[place] >= nearly_all:
                found.update(outside)
    return found


def _pages_by_place(sheets: list[Sheet], *, top: bool) -> dict[Place, int]:
    """For each line at an edge, on how many pages it comes again."""
    places: dict[str, set[Place]] = defaultdict(set)
    for page, sheet in enumerate(sheets):
        for index in sheet.edge(top=top):
            for key in _keys(sheet.lines[index], page):
                places[key].add((page, index))
    pages_of: dict[Place, int] = defaultdict(int)
    for found in places.values():
        pages = len({page for page, _ in found})
        for place in found:
            pages_of[place] = max(pages_of[place], pages)
    return pages_of


def _keys(line: str, page: int) -> set[str]:
    """A line's words, and once for each number the words with it told by how far it is ahead of the page."""
    words = " ".join(line.split()).casefold()
    keys = {words}
    if len(words) <= _LONGEST and not _HEADS_A_PIECE.match(words):
        keys |= {
            f"{words[: match.start()]}#{int(match[0]) - page}{words[match.end() :]}"
            for match in _NUMBERS.finditer(words)
            if len(match[0]) <= 4
        }
    return keys


def _page_numbers(sheets: list[Sheet]) -> set[Place]:
    """Bare page numbers at the very top or bottom, when most pages have one there."""
    found = set()
    for top in (True, False):
        outermost = [(page, edge[0]) for page, sheet in enumerate(sheets) if (edge := sheet.edge(top=top))]
        hits = {(page, index) for page, index in outermost if _PAGE_NUMBER.fullmatch(sheets[page].lines[index])}
        if len(hits) >= max(2, 0.5 * len(sheets)) or len(sheets) == len(hits) == 1:
            found |= hits
    return found
