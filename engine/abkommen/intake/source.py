"""A document after its format is gone: one text, and where each block of it stood in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Role = Literal["text", "heading", "contents", "table", "note"]

# One character for one character, so that offsets in a plain text file stay those of the file.
_SPACES = dict.fromkeys((160, 8199, 8239, 8194, 8195, 8196, 8197, 8198, 8200, 8201, 8202), " ")
_HYPHENS = {0x2010: "-", 0x2011: "-"}
_UNIFORM = _SPACES | _HYPHENS | {0x2028: "\n", 0x2029: "\n"}
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_CHARACTERS = _UNIFORM | _INVISIBLE | _LIGATURES
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Block:
    """What the author set apart: a paragraph, a heading, a table row, a note. ``paragraph`` counts from 1."""

    text: str
    page: int | None
    paragraph: int | None
    role: Role = "text"


@dataclass(frozen=True, slots=True)
class Span:
    """A block's place in the text of its :class:`Source`."""

    start: int
    end: int
    page: int | None
    paragraph: int | None
    role: Role


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a document with its blocks in order; ``pages`` is 0 where the format has none."""

    text: str
    spans: tuple[Span, ...]
    pages: int


def uniform(text: str) -> str:
    """One spelling for what looks alike: composed letters, plain spaces and hyphens, ``\\n`` line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_CHARACTERS)
    return _CONTROL.sub(" ", text)


def assemble(blocks: Iterable[Block], pages: int = 0) -> Source:
    """Join blocks with blank lines into a source. Empty blocks are left out; notes go to the end."""
    kept = [block for block in blocks if block.text.strip()]
    kept.sort(key=lambda block: block.role == "note")
    pieces: list[str] = []
    spans: list[Span] = []
    position = 0
    for block in kept:
        text = uniform(block.text).strip()
        spans.append(Span(position, position + len(text), block.page, block.paragraph, block.role))
        pieces.append(text)
        position += len(text) + 2
    return Source("\n\n".join(pieces), tuple(spans), pages)
