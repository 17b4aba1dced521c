"""The labels of paragraphs and letters inside an article: (1), 1., 1.1, a), (a), i), –."""

from __future__ import annotations

import re
from typing import Final

from abkommen.intake.structure.lines import Line

_MONTHS: Final = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    "January|February|March|May|June|July|October|December"
)
_LABEL = re.compile(
    rf"(?:[-–—•*·−]\s+)?(?P<label>\(\d{{1,3}}[a-z]?\)|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?(?=\s|$)|\d{{1,2}}[a-z]?[.)](?=\s(?!\s*(?:{_MONTHS})\b)|$)|"
    r"\d{1,2}\)(?=\S)|\d{1,2}(?=\s+[A-ZÄÖÜ«„“\"(]|$)|\([a-z]{1,4}\)|[a-z]{1,4}\)(?=\s|$)|[a-z]\.(?=\s|$)|"
    r"[ivx]{1,4}\.(?=\s|$)|[-–—•*·−](?=\s))"
)
_FIRST = re.compile(r"\(?(?:1|a|i)[.)]{1,2}|1|1\.1\.?")
_STRONG = re.compile(r"\(|\d{1,2}[a-z]?[.)]|[a-z]{1,4}\)|\d{1,2}\.\d")


def label_of(line: Line) -> str:
    """The label a line begins with as printed, without the bullet before it; empty when it has none."""
    match = _LABEL.match(line.text)
    return match["label"].strip() if match else ""


def opens_first_item(line: Line) -> bool:
    """Whether a line begins the first of several paragraphs or letters: (1), 1., a)."""
    return bool(_FIRST.fullmatch(label_of(line)))


def opens_item(line: Line) -> bool:
    """Whether a line begins a numbered paragraph or letter beyond doubt."""
    return bool(_STRONG.match(label_of(line)))
