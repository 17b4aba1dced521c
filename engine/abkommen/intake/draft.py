"""What a draft is once it has been read: one text, cut into pieces with exact positions.

All offsets are character offsets into :attr:`Draft.text`; ``text[start:end]`` is always the piece itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["de", "en"]
PieceKind = Literal["title", "preamble", "article", "section", "annex", "protocol", "final", "signature"]

CITABLE: frozenset[PieceKind] = frozenset(("preamble", "article", "section", "annex", "protocol"))
"""The pieces that are cited by name; title, closing formula and signatures are not."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of text stands in the source: page (PDF) or paragraph number (Word and text), both from 1."""

    page: int | None
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph, a letter or an unnumbered block inside an article. ``label`` is as printed: "(1)", "a)", ""."""

    label: str
    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Article:
    """One citable piece of the draft: an article, the preamble, an annex, a protocol's article, the final clauses, the signatures.

    ``id`` is how the text itself heads it: "Art. 7", "Article VII", "§ 3", "Präambel", "Anhang I", "Protocol Art. 3".
    ``body`` is where the wording begins (behind number and heading). ``chapter`` is the heading it stands under.
    """

    id: str
    kind: PieceKind
    heading: str
    chapter: str
    start: int
    body: int
    end: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A document's text with its structure. ``name`` is the file's name without its folder; ``pages`` is 0 without pages."""

    name: str
    language: Language
    text: str
    articles: tuple[Article, ...]
    pages: int

    def body_of(self, article: Article) -> str:
        """The wording of an article without its number and heading."""
        return self.text[article.body : article.end]
