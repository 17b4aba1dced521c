"""Automatic numbers of Word paragraphs ("Article %1"), which stand in no run of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from abkommen.intake.readers import xml
from abkommen.intake.readers.counting import format_number
from abkommen.intake.readers.word.styles import Styles
from abkommen.intake.readers.xml import Element

_PLACEHOLDER = re.compile(r"%(\d)")
_LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: number format, text with placeholders, first number, and what follows the number."""

    form: str
    text: str
    start: int
    legal: bool
    gap: str
    restart: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; call :meth:`label` once per paragraph, in order."""

    levels: dict[str, dict[int, Level]]
    counted_with: dict[str, str]
    styles: Styles
    _counters: dict[str, list[int | None]] = field(default_factory=dict)

    def label(self, properties: Element | None) -> str:
        """The number in front of a paragraph with the gap behind it; empty for a paragraph without one."""
        listed = self.styles.listed(properties)
        if listed is None or listed.number not in self.levels:
            return ""
        levels = self.levels[listed.number]
        level = levels.get(listed.level)
        if level is None or (level.form == "none" and not level.text):
            return ""
        self._count(listed.number, listed.level)
        if level.form == "bullet":
            return "– "
        counters = self._counters[self.counted_with[listed.number]]
        return (
            _PLACEHOLDER.sub(lambda match: _shown(levels, counters, int(match[1]) - 1, level.legal), level.text)
            + level.gap
        )

    def _count(self, number: str, depth: int) -> None:
        levels = self.levels[number]
        counters = self._counters.setdefault(self.counted_with[number], [None] * _LEVELS)
        for above in range(depth):
            if counters[above] is None and above in levels:
                counters[above] = levels[above].start
        before = counters[depth]
        counters[depth] = levels[depth].start if before is None else before + 1
        for below in range(depth + 1, _LEVELS):
            if below in levels and (levels[below].restart < 0 or depth < levels[below].restart):
                counters[below] = None


def numbering_of(root: Element | None, styles: Styles) -> Numbering:
    """Read the document's list definitions; a document without any has no numbers."""
    if root is None:
        return Numbering({}, {}, styles)
    abstract = {
        xml.attribute(element, "abstractNumId"): element for element in root if xml.local(element) == "abstractNum"
    }
    linked = {
        xml.attribute(link, "val"): key
        for key, element in abstract.items()
        if (link := xml.child(element, "styleLink")) is not None
    }
    levels: dict[str, dict[int, Level]] = {}
    counted_with: dict[str, str] = {}
    for element in root:
        reference = xml.child(element, "abstractNumId")
        if xml.local(element) != "num" or reference is None:
            continue
        number, key = xml.attribute(element, "numId"), xml.attribute(reference, "val")
        if (link := xml.child(abstract.get(key), "numStyleLink")) is not None:
            key = linked.get(xml.attribute(link, "val"), key)
        overrides = [override for override in element if xml.local(override) == "lvlOverride"]
        levels[number] = _levels(abstract.get(key)) | _overridden(_levels(abstract.get(key)), overrides)
        # Lists of one definition count on together unless one of them is told to begin anew.
        counted_with[number] = f"list {number}" if overrides else f"definition {key}"
    return Numbering(levels, counted_with, styles)


def _levels(element: Element | None) -> dict[int, Level]:
    if element is None:
        return {}
    return {_integer(xml.attribute(level, "ilvl"), 0): _level(level) for level in element if xml.local(level) == "lvl"}


def _overridden(levels: dict[int, Level], overrides: list[Element]) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for override in overrides:
        depth = _integer(xml.attribute(override, "ilvl"), 0)
        own, start = xml.child(override, "lvl"), xml.child(override, "startOverride")
        level = _level(own) if own is not None else levels.get(depth)
        if level is not None:
            first = _integer(xml.attribute(start, "val"), level.start) if start is not None else level.start
            found[depth] = Level(level.form, level.text, first, level.legal, level.gap, level.restart)
    return found


def _level(element: Element) -> Level:
    def value(name: str, default: str) -> str:
        found = xml.child(element, name)
        return default if found is None else xml.attribute(found, "val")

    legal = xml.child(element, "isLgl")
    return Level(
        form=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        start=_integer(value("start", "1"), 1),
        legal=legal is not None and xml.attribute(legal, "val") not in ("0", "false"),
        gap="" if value("suff", "tab") == "nothing" else " ",
        restart=_integer(value("lvlRestart", "-1"), -1),
    )


def _shown(levels: dict[int, Level], counters: list[int | None], depth: int, legal: bool) -> str:
    level, count = levels.get(depth), counters[depth] if depth < _LEVELS else None
    if level is None or count is None:
        return ""
    return format_number(count, "decimal" if legal else level.form)


def _integer(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default
