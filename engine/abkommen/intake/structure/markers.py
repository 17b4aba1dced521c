"""Lines that may open something: an article, a section, a numbered paragraph, a chapter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from abkommen.intake import wording
from abkommen.intake.structure.lines import Line
from abkommen.intake.structure.numbers import WORD_FORMS, Number, number_of

MarkerKind = Literal["article", "division", "numeral", "roman", "capital", "chapter", "annex", "protocol"]

_NUMBER: Final = (
    r"(?P<number>\d{1,4}(?:\s?(?:bis|ter|quater|quinquies)\b|[a-z]\b)?(?![\w%])|[IVXLC]{1,8}(?:bis|ter|[a-h])?(?!\w)|"
    rf"\[[^\]\n]{{0,6}}\]|(?i:{WORD_FORMS})\b)"
)
_MARK: Final = rf"(?:\s?{wording.FOOTNOTE})*"
_ARTICLE = re.compile(rf"(?P<word>Artikel|Article|ARTIKEL|ARTICLE|[Aa][Rr][Tt]\.?|§)\s*{_NUMBER}{_MARK}")
_DIVISION_WORDS: Final = "Abschnitt|Section|Clause|Ziffer|Ziff\\.|Nummer|Punkt|Point|Paragraph|Paragraf|Klausel"
_DIVISION = re.compile(
    rf"(?P<word>(?i:{_DIVISION_WORDS}))\s*(?P<number>\d{{1,3}}[a-z]?|[IVXLC]+|[A-Z]|(?i:{WORD_FORMS}))\b{_MARK}"
)
_CHAPTER_WORDS: Final = "Unterabschnitt|Abschnitt|Hauptteil|Kapitel|Teil|Titel|Sub-?section|Section|Chapter|Part|Title"
_CHAPTER = re.compile(
    rf"(?i:(?P<word>{_CHAPTER_WORDS})\s+(?:\d{{1,2}}|[IVXLC]+|[A-Z]|{WORD_FORMS})\b|"
    rf"(?:\d{{1,2}}|[IVXLC]+)\.\s?(?:{_CHAPTER_WORDS})\b|"
    rf"(?:Erste|Zweite|Dritte|Vierte|Fünfte|Sechste|Siebte|Siebente|Achte)[rs]\s+(?:{_CHAPTER_WORDS})\b)"
)
_NUMERAL = re.compile(rf"(?P<number>\d{{1,2}})[.)]?{_MARK}(?=\s|$)")
_ROMAN = re.compile(rf"(?P<number>[IVXLC]{{1,6}})(?:[.)]|(?=$)){_MARK}(?=\s|$)")
_CAPITAL = re.compile(r"(?P<number>[A-H])[.)](?=\s|$)")
_UNSURE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Marker:
    """A line that may open a piece. ``label`` is its number as printed, ``tail_at`` the offset behind it in the text."""

    kind: MarkerKind
    label: str
    number: Number | None
    line: int
    start: int
    tail_at: int
    tail: str
    weight: float


def article(lines: list[Line], index: int) -> Marker | None:
    """The article heading on a line, ``None`` when the words are a cross-reference or no article at all."""
    line = lines[index]
    match = _ARTICLE.match(line.text)
    if match is None or line.role == "contents":
        return None
    tail = line.text[match.end() :]
    referring = wording.continues_reference(tail)
    if (referring and not (line.opens_block and wording.may_be_uncapitalised(tail))) or hangs_on(lines, index):
        return None
    word = match["word"]
    spelled = word.capitalize() if word.isupper() else word
    label = " ".join(f"{spelled} {match['number']}".split())
    return _marker("article", label, match, line, index, _UNSURE if referring else _article_weight(line, tail))


def division(lines: list[Line], index: int) -> Marker | None:
    """A numbered section, clause or item named by a word: "Section 3", "Abschnitt A", "Ziffer 2"."""
    return _headed("division", _DIVISION, lines, index)


def numeral(lines: list[Line], index: int) -> Marker | None:
    """A paragraph or heading numbered without a word: "1. Purpose", "2) …"."""
    return _headed("numeral", _NUMERAL, lines, index)


def roman(lines: list[Line], index: int) -> Marker | None:
    """A heading with a Roman number: "IV. Data protection", or the number alone."""
    return _headed("roman", _ROMAN, lines, index)


def capital(lines: list[Line], index: int) -> Marker | None:
    """A heading with a capital letter: "B. Return"."""
    return _headed("capital", _CAPITAL, lines, index)


def chapter(lines: list[Line], index: int) -> Marker | None:
    """A chapter heading: "II. Kapitel: …", "Part Two", "Erster Abschnitt"."""
    line = lines[index]
    match = _CHAPTER.match(line.text)
    if match is None or line.role == "contents" or hangs_on(lines, index):
        return None
    tail = line.text[match.end() :]
    if len(line.text) > 200 or wording.continues_reference(tail) or wording.ends_sentence(tail.rstrip(": ")):
        return None
    return Marker("chapter", match[0], None, index, line.start, line.start + match.end(), tail, 1.0)


def _headed(kind: MarkerKind, pattern: re.Pattern[str], lines: list[Line], index: int) -> Marker | None:
    line = lines[index]
    match = pattern.match(line.text)
    if match is None or line.role in ("contents", "table", "note") or hangs_on(lines, index):
        return None
    tail = line.text[match.end() :]
    if kind in ("division", "roman") and wording.continues_reference(tail):
        return None
    weight = 1.0 if line.opens_block and (not tail or wording.is_title(tail.lstrip(" .:)"))) else 0.6
    return _marker(kind, match[0], match, line, index, weight)


def _marker(kind: MarkerKind, label: str, match: re.Match[str], line: Line, index: int, weight: float) -> Marker:
    number, end = number_of(match["number"]), match.end()
    if number is None and match["number"].isalpha():
        number = Number(ord(match["number"].upper()[0]) - ord("A") + 1)
    label = " ".join(wording.FOOTNOTES.sub("", label).split())
    return Marker(kind, label, number, index, line.start, line.start + end, line.text[end:], weight)


def _article_weight(line: Line, tail: str) -> float:
    """How sure it is that the line opens an article: 1 alone on its line or with a heading, less with a sentence."""
    alone = not tail.strip(" .:–-") or wording.is_heading(tail.lstrip(" .:)–-"))
    return (1.0 if alone else 0.7) if line.opens_block else (0.8 if alone else 0.4)


def hangs_on(lines: list[Line], index: int) -> bool:
    """Whether the line before breaks off in the middle, so that this one only continues it."""
    if index == 0:
        return False
    before = lines[index - 1]
    if before.text.endswith("|") or wording.is_table(before.text) or before.role in ("contents", "heading"):
        return False
    if wording.dangles(before.text):
        return True
    return not lines[index].opens_block and before.text.endswith(",")
