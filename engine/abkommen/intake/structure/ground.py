"""What every step of cutting a text into pieces needs to look at, and how a piece is made."""

from __future__ import annotations

from dataclasses import dataclass

from abkommen.intake.draft import Article, Language, PieceKind
from abkommen.intake.source import Source
from abkommen.intake.structure.lines import Line, between
from abkommen.intake.structure.paragraphs import paragraphs_of


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's words on one line, and the offset where the wording behind it begins."""

    words: str
    body: int


@dataclass(frozen=True, slots=True)
class Ground:
    """A text with its lines; ``notes`` are lines that an editor repeats below the articles' numbers."""

    source: Source
    lines: list[Line]
    language: Language
    notes: frozenset[str]

    def within(self, start: int, end: int) -> list[Line]:
        """The lines that begin between two offsets."""
        found = between(self.lines, start, end)
        return self.lines[found.start : found.stop]

    def piece(
        self, kind: PieceKind, label: str, heading: Heading, start: int, end: int, chapter: str = ""
    ) -> list[Article]:
        """The piece between two offsets, without the space at its end; none when nothing is left."""
        stop = start + len(self.source.text[start:end].rstrip())
        if stop <= start:
            return []
        body = min(max(heading.body, start), stop)
        paragraphs = paragraphs_of(self.source, self.lines, body, stop)
        return [Article(label, kind, heading.words, chapter, start, body, stop, paragraphs)]

    def unheaded(self, kind: PieceKind, label: str, start: int, end: int) -> list[Article]:
        """A piece that is nothing but wording."""
        return self.piece(kind, label, Heading("", start), start, end)
