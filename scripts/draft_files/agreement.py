"""The source texts of the sample drafts: pieces by name, numbered and with their references only when a round is put together.

A source is Markdown of a small kind. ``## {name} Heading`` opens a chapter (``preamble`` and ``signature`` stand apart,
``{annex name}`` opens an annex), ``### {name} Heading`` an article. ``1. `` opens a numbered paragraph, ``a) `` a letter,
``| a | b |`` a row of a table. ``{@name}`` stands for the number of an article or annex. A second round holds the pieces that
differ, below the lines ``drop NAME``, ``move NAME before|after NAME`` and ``add NAME before|after NAME``; in it ``{--old--}``
and ``{++new++}`` are tracked changes and ``{>>author: words<<}`` is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Lang = Literal["de", "en"]
Kind = Literal["title", "preamble", "chapter", "article", "signature", "annex"]
BlockKind = Literal["text", "numbered", "letter", "row"]
RunKind = Literal["plain", "deleted", "inserted", "comment"]

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII")
WORDS: Mapping[Lang, Mapping[str, str]] = {
    "de": {"article": "Artikel", "chapter": "Kapitel", "annex": "Anhang"},
    "en": {"article": "Article", "chapter": "Chapter", "annex": "Annex"},
}
_HEAD = re.compile(r"(#{1,3}) (?:\{(annex )?([\w-]+)\})? ?(.*)")
_BLOCK = re.compile(r"(?:(1\.|[a-z]\)) )?(.*)")
_REFERENCE = re.compile(r"\{@([\w-]+)\}")
_MARK = re.compile(r"\{--(?P<deleted>.+?)--\}|\{\+\+(?P<inserted>.+?)\+\+\}|\{>>(?P<comment>.+?)<<\}")
_ORDER = re.compile(r"(drop|move|add) ([\w-]+)(?: (before|after) ([\w-]+))?")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: plain, deleted or inserted by a tracked change, or a comment at its place."""

    kind: RunKind
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table's row; ``label`` is the letter as typed, and the cells of a row are parted by a bar."""

    kind: BlockKind
    text: str
    label: str = ""

    def runs(self) -> Iterator[Run]:
        done = 0
        for match in _MARK.finditer(self.text):
            if match.start() > done:
                yield Run("plain", self.text[done : match.start()])
            done = match.end()
            yield next(Run(kind, match[kind]) for kind in ("deleted", "inserted", "comment") if match[kind])
        if done < len(self.text):
            yield Run("plain", self.text[done:])

    def accepted(self) -> str:
        """The text with its tracked changes accepted and without comments."""
        return "".join(run.text for run in self.runs() if run.kind in ("plain", "inserted"))

    def cells(self) -> tuple[str, ...]:
        return tuple(cell.strip() for cell in self.text.split("|"))


@dataclass(frozen=True, slots=True)
class Piece:
    """Something with a heading. ``number`` is empty until the round is settled."""

    kind: Kind
    name: str
    heading: str
    blocks: tuple[Block, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One round in one language, numbered."""

    lang: Lang
    round: int
    title: str
    pieces: tuple[Piece, ...]

    def label(self, piece: Piece) -> str:
        """How a piece is cited: "Artikel 7", "Annex II"."""
        return f"{WORDS[self.lang][piece.kind]} {piece.number}"


def parse(text: str) -> list[Piece]:
    """The pieces of a source in their order."""
    pieces: list[Piece] = []
    for line in (line.strip() for line in text.splitlines()):
        if match := _HEAD.fullmatch(line):
            pieces.append(Piece(_kind(match), match[3] or "title", match[4], ()))
        elif line and pieces:
            pieces[-1] = replace(pieces[-1], blocks=(*pieces[-1].blocks, _block(line)))
    return pieces


def _kind(match: re.Match[str]) -> Kind:
    if len(match[1]) != 2:
        return "title" if len(match[1]) == 1 else "article"
    if match[3] == "preamble":
        return "preamble"
    if match[3] == "signature":
        return "signature"
    return "annex" if match[2] else "chapter"


def _block(line: str) -> Block:
    if line.startswith("|"):
        return Block("row", line.strip("|"))
    match = _BLOCK.fullmatch(line)
    label = (match and match[1]) or ""
    if label == "1.":
        return Block("numbered", line[3:])
    return Block("letter", line[3:], label) if label else Block("text", line)


def revised(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """The next round: orders carried out, pieces of the same name replaced."""
    changed = {piece.name: piece for piece in parse(text)}
    found = list(pieces)
    for verb, name, side, other in _ORDER.findall(text):
        piece = changed.get(name) or next(piece for piece in found if piece.name == name)
        found = [old for old in found if old.name != name]
        if verb != "drop":
            at = next(index for index, old in enumerate(found) if old.name == other)
            found.insert(at + (side == "after"), piece)
    return [changed.get(piece.name, piece) for piece in found]


def settled(pieces: Iterable[Piece], lang: Lang, number: int) -> Agreement:
    """A round with its numbers and references."""
    numbered = list(_numbered(pieces))
    cited = {piece.name: f"{WORDS[lang][piece.kind]} {piece.number}" for piece in numbered if piece.kind in WORDS[lang]}
    title = next(piece.heading for piece in numbered if piece.kind == "title")
    told = tuple(_referring(piece, cited) for piece in numbered if piece.kind != "title")
    return Agreement(lang, number, title, told)


def _numbered(pieces: Iterable[Piece]) -> Iterator[Piece]:
    counts = dict.fromkeys(("chapter", "article", "annex"), 0)
    for piece in pieces:
        if piece.kind in counts:
            counts[piece.kind] += 1
            number = str(counts[piece.kind]) if piece.kind == "article" else ROMAN[counts[piece.kind]]
            yield replace(piece, number=number)
        else:
            yield piece


def _referring(piece: Piece, cited: Mapping[str, str]) -> Piece:
    blocks = (replace(block, text=_REFERENCE.sub(lambda match: cited[match[1]], block.text)) for block in piece.blocks)
    return replace(piece, blocks=tuple(blocks))
