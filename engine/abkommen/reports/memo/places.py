"""Where in a source something stands, in the language of the memo: case files write ``paragraphs 4-8`` in either language."""

from __future__ import annotations

import re
from collections.abc import Mapping

_RANGE = re.compile(r"(?<=\d)(?<!\b\d{4})-(?=\d)")  # pages and paragraphs, not dates


def place_in_words(place: str, words: Mapping[str, str]) -> str:
    """The place with its usual words replaced; what is no usual word stays as the assessor wrote it."""
    if not words:
        return _RANGE.sub("–", place)
    known = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in known))
    return _RANGE.sub("–", pattern.sub(lambda found: words[found[0]], place))
