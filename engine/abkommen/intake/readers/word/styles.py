"""Paragraph styles, as far as they say what a paragraph is: heading, table of contents, member of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from abkommen.intake.readers import xml
from abkommen.intake.readers.xml import Element
from abkommen.intake.source import Role

_HEADING = re.compile(r"heading \d|title|überschrift", re.IGNORECASE)
_CONTENTS = re.compile(r"toc \d|table of (?:contents|figures)", re.IGNORECASE)


class Listed(NamedTuple):
    """A paragraph's list and its level in it, from 0."""

    number: str
    level: int


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style's name, the style it is based on, and the list it belongs to."""

    name: str
    based_on: str
    number: str
    level: str


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of a document by their identifier."""

    known: dict[str, Style]

    def role(self, properties: Element | None) -> Role:
        """What a paragraph's style says it is."""
        name = self.known[style].name if (style := _value(properties, "pStyle")) in self.known else ""
        if _CONTENTS.match(name):
            return "contents"
        return "heading" if _HEADING.match(name) else "text"

    def listed(self, properties: Element | None) -> Listed | None:
        """The list a paragraph belongs to, by itself or by its style; ``None`` when it is in none."""
        own = xml.child(properties, "numPr")
        inherited = self._inherited(_value(properties, "pStyle"))
        number = _value(own, "numId") or (inherited.number if inherited else "")
        level = _value(own, "ilvl") or (inherited.level if inherited else "") or "0"
        if not number or number == "0" or not re.fullmatch(r"\d", level):
            return None
        return Listed(number, int(level))

    def _inherited(self, identifier: str) -> Style | None:
        seen: set[str] = set()
        level = ""
        while identifier in self.known and identifier not in seen:
            seen.add(identifier)
            style = self.known[identifier]
            level = level or style.level
            if style.number:
                return Style(style.name, style.based_on, style.number, level)
            identifier = style.based_on
        return None


def styles_of(root: Element | None) -> Styles:
    """Read the document's paragraph styles."""
    found = [] if root is None else [style for style in root if xml.local(style) == "style"]
    return Styles({xml.attribute(style, "styleId"): _style(style) for style in found})


def _style(element: Element) -> Style:
    listed = xml.child(xml.child(element, "pPr"), "numPr")
    return Style(_value(element, "name"), _value(element, "basedOn"), _value(listed, "numId"), _value(listed, "ilvl"))


def _value(element: Element | None, name: str) -> str:
    found = xml.child(element, name)
    return "" if found is None else xml.attribute(found, "val")
