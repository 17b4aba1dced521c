"""An agreement's pieces in the order of the text: title, preamble, articles, closing formula, signatures, annexes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from abkommen.intake.draft import Article, Language, PieceKind
from abkommen.intake.source import Source
from abkommen.intake.structure import chapters, ending, headings, opening, sections
from abkommen.intake.structure.ground import Ground, Heading
from abkommen.intake.structure.lines import between, lines_of
from abkommen.intake.structure.markers import Marker
from abkommen.intake.structure.regions import Region, regions_of

_NAMES: Final[dict[Language, dict[str, str]]] = {
    "de": {"title": "Titel", "preamble": "Präambel", "text": "Text"},
    "en": {"title": "Title", "preamble": "Preamble", "text": "Text"},
}


def segment(source: Source, language: Language) -> tuple[Article, ...]:
    """The citable pieces of a text in its order, none overlapping another, no two with the same id.

    Raises :class:`Refusal` for a text with more headings than any agreement could have.
    """
    lines = lines_of(source)
    regions = regions_of(lines, source.text, language)
    numbered = [marker for region in regions for marker in region.articles]
    ground = Ground(source, lines, language, headings.repeated_lines(lines, numbered))
    return tuple(_unique([piece for region in regions for piece in _of_region(ground, region)]))


def _of_region(ground: Ground, region: Region) -> list[Article]:
    kind: PieceKind = "article"
    heads = list(region.articles)
    if not heads and region.kind != "annex":
        within = between(ground.lines, region.start, region.end)
        heads, kind = sections.sections_of(ground.lines, within, numbered=region.opened_by is not None), "section"
    closing = ending.closing_of(ground, region, heads[-1].start if heads else None)
    first = _first_start(ground, heads, closing)
    before = (
        _agreement_opening(ground, first, bool(heads)) if region.opened_by is None else _heading(ground, region, first)
    )
    return [*before, *_articles(ground, region, heads, kind, closing), *ending.pieces_of(ground, region, closing)]


def _first_start(ground: Ground, heads: list[Marker], closing: int) -> int:
    if not heads:
        return closing
    above = chapters.chapter_before(ground.lines, heads[0].line, 1)
    return above.start if above else heads[0].start


def _heading(ground: Ground, region: Region, first: int) -> list[Article]:
    """The heading of an attachment with what it says before its articles."""
    opened = region.opened_by
    if opened is None or opened.tail_at == opened.start:
        return ground.unheaded(region.kind, region.label, region.start, first)
    heading = headings.heading_of(ground, opened, first, alone=True)
    return ground.piece(region.kind, region.label, heading, region.start, first)


def _agreement_opening(ground: Ground, first: int, headed: bool) -> list[Article]:
    """Title and preamble, and the wording itself in a text that numbers nothing."""
    names = _NAMES[ground.language]
    start = ground.lines[0].start if ground.lines else 0
    end = first if headed else _unnumbered(ground, first)
    found = opening.opening_of(ground.lines, ground.source.text, end)
    pieces = ground.unheaded("title", names["title"], start, found.title_end)
    if found.preamble is not None:
        pieces += ground.piece("preamble", names["preamble"], Heading(found.heading, found.body), found.preamble, end)
    return pieces + ground.unheaded("section", names["text"], end, first)


def _unnumbered(ground: Ground, end: int) -> int:
    """Where the wording begins in a text without headings: behind the preamble's last formula, or behind the title."""
    lines = ground.within(0, end)
    behind = opening.end_of_preamble(lines)
    if behind is None:
        behind = next((index for index, line in enumerate(lines) if index and line.opens_block), len(lines))
    return lines[behind].start if behind < len(lines) else end


def _articles(ground: Ground, region: Region, heads: list[Marker], kind: PieceKind, end: int) -> list[Article]:
    tops = _tops(ground, region, heads)
    stops = [*(top for top, _ in tops[1:]), end][: len(tops)]
    titles = headings.headings_of(ground, heads, stops)
    pieces: list[Article] = []
    for head, heading, (_, chapter), stop in zip(heads, titles, tops, stops, strict=True):
        pieces += ground.piece(kind, f"{region.label} {head.label}".strip(), heading, head.start, stop, chapter)
    return pieces


def _tops(ground: Ground, region: Region, heads: list[Marker]) -> list[tuple[int, str]]:
    """Where each article begins together with the chapter headings above it, and the chapter it stands in."""
    chapter, floor = "", between(ground.lines, region.start, region.end).start + 1
    tops = []
    for head in heads:
        above = chapters.chapter_before(ground.lines, head.line, floor)
        chapter = above.words if above else chapter
        tops.append((above.start if above else head.start, chapter))
        floor = head.line + 1
    return tops


def _unique(pieces: list[Article]) -> list[Article]:
    """Number the later of two pieces that the text heads alike: "Art. 7", "Art. 7 [2]"."""
    seen: Counter[str] = Counter()
    unique = []
    for piece in pieces:
        seen[piece.id] += 1
        unique.append(replace(piece, id=f"{piece.id} [{seen[piece.id]}]") if seen[piece.id] > 1 else piece)
    return unique
