"""What stands before the first article: title and preamble."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from abkommen.intake import wording
from abkommen.intake.structure.lines import Line, between

_HEADED = re.compile(r"(?:Präambel|Preamble)\s*[:.]?$", re.IGNORECASE)
# Editors' notes that collections print between the title and the first words of the agreement.
_NOTE = re.compile(
    r"\(?(?:Abgeschlossen|Inkrafttreten|In Kraft getreten|Stand\b|Treedt in werking|Unterzeichnet|Genehmigt|Von der|Übersetzung|"
    r"Originaltext|Zustimmung|Ratifi|Signed|Entry into force|Entered into force|Status\b|Translation|Entwurf|Draft|Fassung|Version)|\[|\d",
    re.IGNORECASE,
)
_NOTE_BEFORE = re.compile(r"\((?:Stand|Status|Übersetzung|Translation)[^)\n]*\)\s+(?=[A-ZÄÖÜ])")
_PARTY = re.compile(
    r"(?:Der|Die|Das|The|Seine|Ihre|Von dem|In dem|In der|Im|Considering|Desiring|Recogni[sz]ing|Wishing|Having) "
)
_PARTY_TITLE = re.compile(r"[A-ZÄÖÜ0-9 ,’'()/-]{20,600}\s+(?=(?:The|Der|Die|Das)\s+[A-ZÄÖÜ][a-zäöü])")
_BETWEEN = re.compile(r"\b(?:zwischen|between|und|and)$", re.IGNORECASE)
_FORMULA: Final = 80
_LONGEST_TITLE: Final = 4_000
_AGREED = re.compile(
    r"(?:vereinbart|übereingekommen|übereinkommen|getroffen|festgelegt|folgt|schliessen|schließen|as follows|the following|"
    r"have agreed)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """Offsets of title and preamble; ``preamble`` is ``None`` without one, ``heading`` its heading as printed."""

    title_end: int
    preamble: int | None
    heading: str
    body: int


def opening_of(lines: list[Line], text: str, end: int) -> Opening:
    """Split what stands before offset ``end`` into title and preamble."""
    before = lines[: between(lines, 0, end).stop]
    if not before:
        return Opening(end, None, "", end)
    for index, line in enumerate(before):
        if _HEADED.match(line.text) and index + 1 < len(before):
            return Opening(line.start, line.start, wording.squeeze(line.text).rstrip(":."), before[index + 1].start)
    at = _unheaded(before, text, end)
    return Opening(end if at is None else at, at, "", end if at is None else at)


def end_of_preamble(lines: list[Line]) -> int | None:
    """The index of the line behind the formula that closes a preamble, for texts whose articles bear no numbers."""
    for index, line in enumerate(lines[:80]):
        if _AGREED.search(line.text[-_FORMULA:]) and index + 1 < len(lines):
            return index + 1
    return None


def _unheaded(before: list[Line], text: str, end: int) -> int | None:
    for index, line in enumerate(before):
        if index and wording.dangles(before[index - 1].text):
            continue
        if index and (note := _NOTE_BEFORE.match(line.text)):
            return line.start + note.end()
        if (
            index
            and (line.opens_block or (_all_one(before) and _names_party(before, index)))
            and _begins_preamble(before, index)
        ):
            return line.start
        if (
            index
            and not line.opens_block
            and before[index - 1].block == line.block
            and _PARTY_TITLE.fullmatch(before[index - 1].text + " ")
        ):
            return line.start
    agreed = next(
        (index for index, line in enumerate(before) if line.start and _AGREED.search(line.text[-_FORMULA:])), None
    )
    if agreed is not None and before[agreed].block > before[0].block:
        return next(line.start for line in before if line.block == before[agreed].block)
    run_in = _PARTY_TITLE.search(text, before[0].start, min(end, before[0].start + _LONGEST_TITLE))
    return run_in.end() if run_in else None


def _all_one(before: list[Line]) -> bool:
    """Whether title and preamble are not parted by any empty line."""
    return before[0].block == before[-1].block


def _names_party(before: list[Line], index: int) -> bool:
    """Whether a line in the middle of a block is the first to name a party as the author of the agreement."""
    return bool(_PARTY.match(before[index].text)) and not wording.dangles(before[index - 1].text)


def _begins_preamble(before: list[Line], index: int) -> bool:
    text = before[index].text
    if _BETWEEN.search(before[index - 1].text) or _NOTE.match(text):
        return False
    return (text[0].isupper() and not text.isupper()) or text[0] in "(«„“"
