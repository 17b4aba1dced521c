"""The words of one Word paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from abkommen.intake.readers import xml
from abkommen.intake.readers.word.revisions import View
from abkommen.intake.readers.xml import Element

# Wrappers whose content is part of the sentence; whatever is not named here or below (comments, drawings, field codes) is not.
_TRANSPARENT: Final = frozenset(
    "hyperlink smartTag fldSimple sdt sdtContent dir bdo customXml ins del moveTo moveFrom ruby rubyBase Choice AlternateContent".split()
)
_FIXED: Final = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


@dataclass(slots=True)
class Notes:
    """The footnotes met so far, numbered in the order in which the text refers to them."""

    met: list[tuple[str, str]] = field(default_factory=list)

    def mark(self, kind: str, identifier: str) -> str:
        """The mark that stands in the text for a footnote or endnote."""
        self.met.append((kind, identifier))
        return f"[^{len(self.met)}]"


def words_of(paragraph: Element, view: View, notes: Notes) -> str:
    """The words of a paragraph in one reading of its tracked changes, without comments, field codes and hidden text."""
    return "".join(_pieces(paragraph, view, notes))


def _pieces(element: Element, view: View, notes: Notes) -> Iterator[str]:
    for child in element:
        name = xml.local(child)
        if view.leaves_out(child):
            continue
        if name == "r":
            yield from () if _is_hidden(child) else _of_run(child, view, notes)
        elif name in _TRANSPARENT:
            yield from _pieces(child, view, notes)


def _of_run(run: Element, view: View, notes: Notes) -> Iterator[str]:
    for child in run:
        name = xml.local(child)
        if name in ("t", "delText"):
            yield child.text or ""
        elif name in ("footnoteReference", "endnoteReference"):
            yield notes.mark(name.removesuffix("Reference"), xml.attribute(child, "id"))
        elif name in _FIXED and xml.attribute(child, "type") not in ("page", "column"):
            yield _FIXED[name]
        elif name in _TRANSPARENT:
            yield from _pieces(child, view, notes)


def _is_hidden(run: Element) -> bool:
    vanish = xml.child(xml.child(run, "rPr"), "vanish")
    return vanish is not None and xml.attribute(vanish, "val") not in ("0", "false")
