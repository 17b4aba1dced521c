"""An explanation as a tree of characters for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from abkommen.reports.wording.facts import citation
from abkommen.reports.wording.trees import Found, TreeLine
from abkommen.reports.wording.wording import Wording

MARKS = {True: "✓", False: "✗", None: "?"}
_COLOURS = {True: "32", False: "31", None: "33"}


def tree_text(wording: Wording, line: TreeLine, colour: bool = False) -> str:
    """The whole tree, one line each; with ``colour`` the marks are green, red and yellow (ANSI)."""
    return "\n".join(_Drawing(wording, colour).lines(line, "", "")) + "\n"


class _Drawing:
    """Draws one tree; the evidence of a fact is printed where the fact comes up first."""

    def __init__(self, wording: Wording, colour: bool) -> None:
        self._wording, self._words, self._colour = wording, wording.words, colour
        self._shown: set[str] = set()

    def lines(self, line: TreeLine, first: str, rest: str) -> Iterator[str]:
        """A line and what hangs from it; ``first`` stands before it, ``rest`` before all below."""
        below = [text for found in line.found for text in self._found(found, len(line.found) > 1)]
        said = line.text
        if len(below) == 1:
            said, below = self._words.trees.now.format(condition=said, value=below[0]), []
        yield f"{first}{self._mark(line)}{said}"
        trunk = rest + ("│    " if line.children else "     ")
        yield from (trunk + text for text in below)
        for place, child in enumerate(line.children):
            last = place == len(line.children) - 1
            yield from self.lines(child, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "))

    def _mark(self, line: TreeLine) -> str:
        if not line.marked:
            return ""
        mark = MARKS[line.truth]
        return f"\x1b[{_COLOURS[line.truth]}m{mark}\x1b[0m " if self._colour else f"{mark} "

    def _found(self, found: Found, several: bool) -> Iterator[str]:
        value = self._words.conditions.claim.format(label=found.title, value=found.value) if several else found.value
        if found.field in self._shown:
            yield value
            return
        self._shown.add(found.field)
        yield self._words.facts.abbreviated.format(name=value, abbreviation=found.details) if found.details else value
        for evidence in found.evidence:
            yield self._words.trees.evidence.format(evidence=citation(self._wording, evidence))
