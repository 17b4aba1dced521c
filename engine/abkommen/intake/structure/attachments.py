"""Headings of what is attached to an agreement: annexes, protocols, arrangements, declarations."""

from __future__ import annotations

import re
from typing import Final, Literal

from abkommen.intake import wording
from abkommen.intake.structure.lines import Line
from abkommen.intake.structure.markers import Marker, hangs_on
from abkommen.intake.structure.numbers import number_of

_MARK: Final = rf"(?:\s?{wording.FOOTNOTE})*"
_COUNT: Final = r"(?:Nr\.\s?|No\.?\s?)?"
_ANNEX = re.compile(
    r"(?P<word>(?i:Anhang|Anlage|Annex|Appendix|Beilage|Schedule|Attachment))"
    rf"(?:\s+{_COUNT}(?P<number>\d{{1,2}}(?:\s?[A-Za-z]\b)?|[IVXLC]+\b(?:\s[A-Z]\b)?|[A-Z]\b))?(?!\w)" + _MARK
)
_DECLARATION = re.compile(
    r"(?P<word>(?i:Gemeinsame Erklärung(?:en)?|Einseitige Erklärung|Joint Declarations?|Unilateral Declaration|Briefwechsel|"
    r"Notenwechsel|Exchange of (?:Letters|Notes)|Vereinbarte Niederschrift|Agreed Minutes?|Side Letter))"
    r"(?:\s+(?P<number>\d{1,2}|[IVXLC]+)\b)?(?!\w)" + _MARK
)
_PROTOCOL = re.compile(
    r"(?P<word>(?:[A-ZÄÖÜ][a-zäöüß]+)?[Pp]rotokoll|[A-ZÄÖÜ]*PROTOKOLL|"
    r"(?:(?i:Implementing|Additional|Final|Supplementary|Optional)\s)?(?:Protocol|PROTOCOL))"
    rf"(?:\s+{_COUNT}(?P<number>\d{{1,2}}|[IVXLC]+)\b)?(?!\w)" + _MARK
)
_ARRANGEMENT = re.compile(
    r"(?P<word>(?:Durchführungs|Verwaltungs|Ausführungs|Zusatz)?[Vv]ereinbarung|"
    r"(?:(?:Implementing|Administrative|Technical|Additional|Supplementary)\s)(?:Arrangement|Agreement))(?P<number>)(?!\w)"
    + _MARK
)
_TAIL = re.compile(
    r"\s*(?:$|[:.–-]|\(|(?:zu[mr]?|über|zwischen|betreffend|vom|der|des|to|on|between|for|of|concerning)\b)",
    re.IGNORECASE,
)
_LONGEST: Final = 500
_PATTERNS: Final[tuple[tuple[Literal["annex", "protocol"], re.Pattern[str]], ...]] = (
    ("annex", _ANNEX),
    ("protocol", _PROTOCOL),
    ("annex", _DECLARATION),
)


def attachment(lines: list[Line], index: int) -> Marker | None:
    """The heading of an annex, a protocol or a declaration on a line, if it is one."""
    return next((found for kind, pattern in _PATTERNS if (found := _heading(lines, index, kind, pattern))), None)


def arrangement(lines: list[Line], index: int) -> Marker | None:
    """The heading of an arrangement that carries the agreement out; only behind signatures, for the word is a common one."""
    return _heading(lines, index, "protocol", _ARRANGEMENT) if lines[index].opens_block else None


def _heading(
    lines: list[Line], index: int, kind: Literal["annex", "protocol"], pattern: re.Pattern[str]
) -> Marker | None:
    line = lines[index]
    # A dash before the word is left from the frame some printers put around it.
    text = line.text.lstrip("–- ")
    match = pattern.match(text)
    if match is None or not _may_head(match, text) or not _may_stand(lines, index):
        return None
    tail_at = line.end - len(text) + match.end()
    number = number_of(match["number"]) if match["number"] else None
    return Marker(kind, _label(match), number, index, line.start, tail_at, text[match.end() :], 1.0)


def _may_stand(lines: list[Line], index: int) -> bool:
    line = lines[index]
    return line.role not in ("contents", "note") and (line.opens_block or not hangs_on(lines, index))


def _may_head(match: re.Match[str], text: str) -> bool:
    """Whether the line is a heading rather than a sentence about the attachment."""
    if match["word"][0].islower():
        return False
    tail = text[match.end() :]
    words = wording.squeeze(tail)
    if not words:
        return True
    if wording.ends_sentence(words.rstrip(":")) or len(words) > _LONGEST:
        return False
    return bool(_TAIL.match(tail)) or wording.is_title(words)


def _label(match: re.Match[str]) -> str:
    label = " ".join(wording.FOOTNOTES.sub("", match[0]).split())
    return label.replace(match["word"], match["word"].capitalize(), 1) if match["word"].isupper() else label
