"""Finding a quotation again in a draft: at its article, elsewhere, altered, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal

from abkommen.intake.draft import Article, Draft
from abkommen.intake.source import uniform

Outcome = Literal["stands", "moved", "altered", "missing"]
Span = tuple[int, int]

_LEFT_OUT = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_PIECE = re.compile(r"\s+|[\"„“”«»]|['‚‘’]|[-–—]|\w+|.", re.DOTALL)
_ALIKE: Final = {mark: kind for kind in ('["„“”«»]', "['‚‘’]", "[-–—]") for mark in kind[1:-1]}
_WORD = re.compile(r"\w+")
_NAME = re.compile(
    r"(?:artikel|article|art|abschnitt|section|§|anhang|annex|anlage|appendix|protokoll|protocol)\b", re.IGNORECASE
)
_KEY = re.compile(r"[^\W_]+|§")
_SMALLER: Final = frozenset({"abs", "absatz", "para", "paragraph", "nr", "satz", "buchst", "lit"})
_SAME: Final = {
    "artikel": "art", "article": "art", "section": "abschnitt", "annex": "anhang", "anlage": "anhang",
    "appendix": "anhang", "protocol": "protokoll", "preamble": "präambel",
}  # fmt: skip
_NEAR: Final = 0.5
_NEAR_ELSEWHERE: Final = 0.75  # further off only what can hardly be anything else
_AROUND: Final = 60  # characters shown on both sides


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a quotation. ``article`` is where it, or the text nearest to it, stands now.

    ``likeness`` is the share (0 to 1) of the words of the altered part that ``nearest`` still holds in their order.
    """

    outcome: Outcome
    article: str = ""
    nearest: str = ""
    likeness: float = 0.0


def locate(draft: Draft, locator: str, quote: str) -> Found:
    """Look for ``quote`` at the article that ``locator`` names, then everywhere.

    Line breaks and the form of quotation marks and dashes do not count; “…” stands for words left out. A locator that names
    no article (a page, or nothing) is served by any place. ``nearest`` is empty where the quotation stands or is gone.
    """
    home = articles_at(draft, locator)
    holding = [article for article in draft.articles if spans_of_quote(draft, article, quote)]
    here = next((article for article in holding if article in home), None)
    if here is None and holding and not home and not _NAME.match(locator.strip()):
        here = holding[0]
    if here is not None:
        return Found("stands", here.id, likeness=1.0)
    if holding:
        return Found("moved", holding[0].id, _shown(draft, spans_of_quote(draft, holding[0], quote)), 1.0)
    return _nearest(draft, home, quote)


def articles_at(draft: Draft, locator: str) -> tuple[Article, ...]:
    """The articles a locator names: “Art. 5” and “Article 5(2)” name the one headed “Artikel 5”, and not “Artikel 50”."""
    wanted = _key(locator)
    fitting = [(key, article) for article in draft.articles if (key := _key(article.id)) and wanted[: len(key)] == key]
    longest = max((len(key) for key, _ in fitting), default=0)
    return tuple(article for key, article in fitting if len(key) == longest)


def spans_of_quote(draft: Draft, article: Article, quote: str) -> tuple[Span, ...]:
    """Where the parts of a quotation stand in an article, in their order; empty unless all of them do."""
    spans: list[Span] = []
    position = article.start
    for pattern in _patterns(quote):
        match = pattern.search(draft.text, position, article.end)
        if match is None:
            return ()
        spans.append(match.span())
        position = match.end()
    return tuple(spans)


def _key(name: str) -> tuple[str, ...]:
    words = (word for word in _KEY.findall(name.lower()) if word not in _SMALLER)
    return tuple(_SAME.get(word, word) for word in words)


@lru_cache(maxsize=256)
def _patterns(quote: str) -> tuple[re.Pattern[str], ...]:
    """One pattern per part of a quotation; what holds no word is no part."""
    return tuple(re.compile(_pattern(part)) for part in _parts(quote))


def _parts(quote: str) -> list[str]:
    parts = (part.strip() for part in _LEFT_OUT.split(uniform(quote)))
    return [part for part in parts if _WORD.search(part)]


def _pattern(part: str) -> str:
    pieces = "".join(_piece(match.group()) for match in _PIECE.finditer(part))
    before = r"(?<!\w)" if part[0].isalnum() else ""
    return before + pieces + (r"(?!\w)" if part[-1].isalnum() else "")


def _piece(text: str) -> str:
    return r"\s+" if text.isspace() else _ALIKE.get(text) or re.escape(text)


def _shown(draft: Draft, spans: tuple[Span, ...]) -> str:
    """The text from the first to the last of some places on one line, with some words around."""
    start, end = max(0, spans[0][0] - _AROUND), min(len(draft.text), spans[-1][1] + _AROUND)
    before, after = draft.text[start : spans[0][0]], draft.text[spans[-1][1] : end]
    before = before.partition(" ")[2] if start else before
    after = after.rpartition(" ")[0] if end < len(draft.text) else after
    return " ".join(f"{before}{draft.text[spans[0][0] : spans[-1][1]]}{after}".split())


def _nearest(draft: Draft, home: tuple[Article, ...], quote: str) -> Found:
    """The most similar text: of the first part that is gone, in the article itself; then of the whole, anywhere."""
    parts = _parts(quote)
    standing = [part for part in parts if any(spans_of_quote(draft, article, part) for article in home)]
    lost = [part for part in parts if part not in standing]
    altered = _most_like(draft, home, lost[0], _NEAR) if lost else None
    if altered is None and standing:
        article = next(article for article in home if spans_of_quote(draft, article, standing[0]))
        altered = Found("altered", article.id, _shown(draft, spans_of_quote(draft, article, standing[0])))
    return altered or _most_like(draft, draft.articles, " ".join(parts), _NEAR_ELSEWHERE) or Found("missing")


def _most_like(draft: Draft, articles: Iterable[Article], text: str, least: float) -> Found | None:
    words = [match.group().lower() for match in _WORD.finditer(text)]
    best = max(_likenesses(draft, articles, words), key=lambda found: found[0], default=None)
    if best is None or best[0] < least:
        return None
    return Found("altered", best[1], _shown(draft, (best[2],)), round(best[0], 2))


def _likenesses(draft: Draft, articles: Iterable[Article], words: list[str]) -> Iterator[tuple[float, str, Span]]:
    """For every stretch: the share of the quotation's words it holds in their order, its article, and where they stand."""
    wanted = frozenset(words)
    for article in articles:
        for stretch in _stretches(draft, article, 2 * len(words) + 10):
            held = [match.group().lower() for match in stretch]
            if len(wanted.intersection(held)) < _NEAR * len(wanted):
                continue
            blocks = SequenceMatcher(None, words, held, autojunk=False).get_matching_blocks()[:-1]
            if blocks:
                last = blocks[-1].b + blocks[-1].size - 1
                share = sum(block.size for block in blocks) / len(words)
                yield share, article.id, (stretch[blocks[0].b].start(), stretch[last].end())


def _stretches(draft: Draft, article: Article, size: int) -> Iterator[list[re.Match[str]]]:
    """Overlapping windows of so many words."""
    words = list(_WORD.finditer(draft.text, article.start, article.end))
    for first in range(0, max(1, len(words) - size // 2), max(1, size // 3)):
        yield words[first : first + size]
