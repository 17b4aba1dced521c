"""Spaces that must not break: in abbreviations, before numbers, in dates, before a dash (DIN 5008; Oxford Style Manual)."""

from __future__ import annotations

import re

from abkommen.reports.escaping import plain
from abkommen.reports.wording.words import Words

NO_BREAK = "\u00a0"

_BEFORE_NUMBER = re.compile(
    r"\b(S|Art|Abs|Nr|Kap|Ziff|Buchst|pp?|No|paras?|Artikel|Articles?|Absatz|Absätzen?|paragraphs?|pages?|Seiten?|Anhang|Anlage|Annex|"
    r"Abschnitte?|sections?|Arts|"
    r"Listenpunkte?|Fragen?|Antwort|questions?|answer|Empfehlung|Empfehlungen|Drucksache|SWP-Aktuell)(\.?) (?=\d|[IVX]+\b)"
)
_SECTION = re.compile(r"(§§?) (?=\d)")
_SHORT = re.compile(r"\b(z|d|u|i|o|m|s)\. (?=(?:B|h|a|d|Ä|E|o|u|R)\.)")
_UNIT = re.compile(r"(?<=\d) (?=%|Prozent\b|per cent\b|€|Euro\b)")
_DASH = re.compile(r" (?=[–—] )")


def typographic(words: Words, text: str) -> str:
    """One line of visible characters, with its spaces and ranges as the language sets them."""
    text = _BEFORE_NUMBER.sub(rf"\1\2{NO_BREAK}", plain(text))
    text = _SECTION.sub(rf"\1{NO_BREAK}", text)
    text = _SHORT.sub(rf"\1.{NO_BREAK}", text)
    for pattern in (_UNIT, _DASH):
        text = pattern.sub(NO_BREAK, text)
    return _dates(words).sub(NO_BREAK, text)


def _dates(words: Words) -> re.Pattern[str]:
    """The space between a day and its month: ``13. September``, ``13 September``."""
    return re.compile(
        rf"(?<=\d) (?=(?:{'|'.join(words.dates.months)})\b)|(?<=\d\.) (?=(?:{'|'.join(words.dates.months)})\b)"
    )
