"""Words that a line break has parted: joined again, unless the hyphen is the word's own."""

from __future__ import annotations

import re
from typing import Final

_PARTED = re.compile(r"([^\W\d_]+)-$")
_FIRST = re.compile(r"[^\W\d_]+")
_ELLIPTIC: Final = frozenset("und oder bzw sowie noch and or to".split())


def joined(line: str, following: str, vocabulary: frozenset[str]) -> str:
    """Two lines of one paragraph as running text. ``vocabulary`` holds the document's words in lower case."""
    parted, first = _PARTED.search(line), _FIRST.match(following)
    if parted is None or first is None or first[0].lower() in _ELLIPTIC:
        return f"{line} {following}"
    whole, compound = (parted[1] + first[0]).lower(), f"{parted[1]}-{first[0]}".lower()
    new_word = first[0][0].isupper() and not (parted[1].isupper() and first[0].isupper())
    keeps = (compound in vocabulary and whole not in vocabulary) or new_word
    return line + following if keeps else line[:-1] + following


def vocabulary_of(lines: list[str]) -> frozenset[str]:
    """The words, and words with hyphens, that stand unbroken in a text's lines."""
    return frozenset(word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?!-$)", line))
