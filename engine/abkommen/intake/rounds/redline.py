"""Changes inside a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

PieceKind = Literal["kept", "removed", "added"]

_TOKEN = re.compile(r"(?:\(\w{1,5}\)|\w+|[^\w\s])\s*")  # "(3)" is one
_SENTENCE = re.compile(r"\S.*?(?:[.;:](?=\s)|\n\n|$)", re.DOTALL)
_MOST: Final = 4_000  # words on either side of one replacement; a longer one is shown as a whole
_TOO_SHORT: Final = 2  # so few words kept between two replacements are replaced with them: the eye wants phrases


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that stayed, went or came, with the space after it."""

    kind: PieceKind
    text: str


def redline(old: str, new: str) -> tuple[Piece, ...]:
    """The way from ``old`` to ``new``: sentence by sentence, then word by word inside those that were rewritten."""
    return tuple(_merged(_by_sentence(old, new)))


def same_wording(old: str, new: str) -> bool:
    """Whether two texts differ in white space at most."""
    return old.split() == new.split()


def _by_sentence(old: str, new: str) -> Iterator[Piece]:
    before, after = (
        [" ".join(match.group().split()) + " " for match in _SENTENCE.finditer(text)] for text in (old, new)
    )
    for tag, first, last, start, end in SequenceMatcher(None, before, after).get_opcodes():
        removed, added = "".join(before[first:last]), "".join(after[start:end])
        if tag == "equal":
            yield Piece("kept", added)
        else:
            yield from _by_word(removed, added)


def _by_word(removed: str, added: str) -> Iterator[Piece]:
    old, new = _TOKEN.findall(removed), _TOKEN.findall(added)
    if max(len(old), len(new)) > _MOST:
        yield from (Piece("removed", removed), Piece("added", added))
        return
    matcher = SequenceMatcher(None, _bare(old), _bare(new), autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        inner = first > 0 and last < len(old) and start > 0 and end < len(new)
        if tag == "equal" and not (inner and last - first <= _TOO_SHORT):
            yield Piece("kept", "".join(new[start:end]))
        else:
            yield from (Piece("removed", "".join(old[first:last])), Piece("added", "".join(new[start:end])))


def _bare(tokens: Sequence[str]) -> list[str]:
    return [token.rstrip() for token in tokens]


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """What was removed and added between two kept stretches told as one replacement; kept stretches joined."""
    texts: dict[PieceKind, str] = {"kept": "", "removed": "", "added": ""}
    for piece in pieces:
        if piece.kind != "kept" and piece.text and texts["kept"]:
            yield from _told(texts, "removed", "added", "kept")
        elif piece.kind == "kept" and piece.text and not texts["kept"]:
            yield from _told(texts, "removed", "added")
        texts[piece.kind] += piece.text
    yield from _told(texts, "removed", "added", "kept")


def _told(texts: dict[PieceKind, str], *kinds: PieceKind) -> Iterator[Piece]:
    for kind in kinds:
        if texts[kind]:
            yield Piece(kind, texts[kind])
        texts[kind] = ""
