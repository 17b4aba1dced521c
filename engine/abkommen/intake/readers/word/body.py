"""A Word document's paragraphs and tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from abkommen.intake.readers import xml
from abkommen.intake.readers.options import Options
from abkommen.intake.readers.tables import Cell, table_blocks
from abkommen.intake.readers.word.numbering import Numbering
from abkommen.intake.readers.word.revisions import View
from abkommen.intake.readers.word.wording import Notes, words_of
from abkommen.intake.readers.xml import Element
from abkommen.intake.refusal import Refusal
from abkommen.intake.source import Block

_CONTAINERS: Final = frozenset(
    "sdt sdtContent customXml ins moveTo del moveFrom AlternateContent Choice smartTag".split()
)
_TEXT_BOX: Final = "txbxContent"
_SPACE = re.compile(r"[ \t]+")


@dataclass(slots=True)
class Body:
    """Reads a document from its first paragraph to its last; list numbers and footnotes depend on that order."""

    view: View
    numbering: Numbering
    options: Options
    notes: Notes = field(default_factory=Notes)
    _cells: int = 0
    _paragraph: int = 0

    def blocks(self, root: Element) -> Iterator[Block]:
        """Every paragraph and table below ``root`` that holds words."""
        carried = ""
        for element in self._elements(root):
            if xml.local(element) == "tbl":
                yield from self._table(element)
                continue
            boxes = [
                block
                for box in element.iter()
                if xml.local(box) == _TEXT_BOX and _is_first(box)
                for block in self.blocks(box)
            ]
            words = carried + words_of(element, self.view, self.notes)
            if self.view.joins_next(element):
                carried = words
                continue
            carried = ""
            yield from self._paragraph_block(element, words)
            yield from boxes
        if carried.strip():
            self._paragraph += 1
            yield Block(_tidy(carried), None, self._paragraph)

    def _elements(self, root: Element) -> Iterator[Element]:
        for element in root:
            if self.view.leaves_out(element):
                continue
            if xml.local(element) in ("p", "tbl"):
                yield element
            elif xml.local(element) in _CONTAINERS:
                yield from self._elements(element)

    def _paragraph_block(self, element: Element, words: str) -> Iterator[Block]:
        properties = self.view.properties(element)
        label = self.numbering.label(properties)
        text = _tidy(label + words)
        if text:
            self._paragraph += 1
            yield Block(text, None, self._paragraph, self.numbering.styles.role(properties))

    def _table(self, table: Element) -> Iterator[Block]:
        rows: list[list[Cell]] = []
        for row in self._children(table, "tr"):
            if not self.view.drops_row(row):
                rows.append([list(self.blocks(cell)) for cell in self._children(row, "tc")])
                self._cells += len(rows[-1])
            if self._cells > self.options.limits.table_cells:
                raise Refusal(
                    f"its tables have more than {self.options.limits.table_cells} cells",
                    "take the tables out, or split the document",
                )
        yield from table_blocks(rows, self.options.language)

    def _children(self, element: Element, name: str) -> Iterator[Element]:
        for child in element:
            if xml.local(child) == name and not self.view.leaves_out(child):
                yield child
            elif xml.local(child) in _CONTAINERS:
                yield from self._children(child, name)


def note_blocks(body: Body, parts: dict[str, Element | None]) -> Iterator[Block]:
    """The footnotes the text refers to, in that order, each under the mark that stands for it."""
    texts = {
        (kind, xml.attribute(note, "id")): note
        for kind, root in parts.items()
        if root is not None
        for note in root
        if xml.local(note) == kind
    }
    for number, key in enumerate(list(body.notes.met), start=1):
        if key in texts:
            words = " ".join(block.text for block in replace(body, notes=Notes()).blocks(texts[key]))
            yield Block(f"[^{number}]: {words}", None, None, "note")


def _is_first(box: Element) -> bool:
    """Whether a text box is the modern one of two that Word writes for old and new programs."""
    above = box.getparent()
    while above is not None:
        if xml.local(above) in ("Fallback", _TEXT_BOX):
            return False
        above = above.getparent()
    return True


def _tidy(words: str) -> str:
    return "\n".join(_SPACE.sub(" ", line).strip() for line in words.split("\n")).strip()
