"""Tracked changes: what of a Word file belongs to the text as accepted, and what to the original."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from abkommen.intake.readers import xml
from abkommen.intake.readers.xml import Element

_INSERTED: Final = frozenset({"ins", "moveTo", "cellIns"})
_DELETED: Final = frozenset({"del", "moveFrom", "cellDel"})


@dataclass(frozen=True, slots=True)
class View:
    """One reading of a document with tracked changes."""

    original: bool

    @property
    def _gone(self) -> frozenset[str]:
        return _INSERTED if self.original else _DELETED

    def leaves_out(self, element: Element) -> bool:
        """Whether an element is a change that this reading does not contain."""
        return xml.local(element) in self._gone

    def drops_row(self, row: Element) -> bool:
        """Whether a table row was inserted or deleted so that this reading lacks it."""
        return self._marked(xml.child(row, "trPr"))

    def joins_next(self, paragraph: Element) -> bool:
        """Whether the paragraph's end is not part of this reading, so that the next paragraph goes on in it."""
        return self._marked(xml.child(xml.child(paragraph, "pPr"), "rPr"))

    def properties(self, paragraph: Element) -> Element | None:
        """The paragraph's properties in this reading: before a tracked change of them, or after it."""
        properties = xml.child(paragraph, "pPr")
        changed = xml.child(properties, "pPrChange")
        return xml.child(changed, "pPr") if self.original and changed is not None else properties

    def _marked(self, properties: Element | None) -> bool:
        return properties is not None and any(self.leaves_out(mark) for mark in properties)
