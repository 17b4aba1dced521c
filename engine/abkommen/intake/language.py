"""German or English, told by the function words every text must use."""

from __future__ import annotations

import re
from typing import Final, Literal

from abkommen.intake.draft import Language

_SAMPLE: Final = 40_000
_LEAST_WORDS: Final = 60
_LEAST_SHARE: Final = 0.08
_LEAST_CLEAR: Final = 8
_CLEAR_SHARE: Final = 0.15
_WORD = re.compile(r"[^\W\d_]+")
_WORDS: Final[dict[Language, frozenset[str]]] = {
    "de": frozenset(
        "der die das des dem den und oder in im zu zur zum mit von vom für auf ist sind wird werden nicht sich ein eine "
        "einer eines einem nach durch über bei als dieses diese sowie".split()
    ),
    "en": frozenset(
        "the of and or in to for with by on is are be shall not a an any this that which from under as at their its "
        "may will such between".split()
    ),
}


def share(words: list[str], language: Language) -> float:
    """The share of a text's words that are function words of ``language``; about 0.4 for a text written in it."""
    known = _WORDS[language]
    return sum(word in known for word in words) / len(words) if words else 0.0


def column_language(text: str) -> Language | Literal["other"] | None:
    """The language of one column of a text printed in several; ``None`` when its words are too few to tell."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    shares = sorted([(share(words, "de"), "de"), (share(words, "en"), "en")])
    (less, _), (more, language) = shares
    if len(words) >= _LEAST_CLEAR and more >= _CLEAR_SHARE and more >= 2 * less:
        return "de" if language == "de" else "en"
    return "other" if len(words) >= _LEAST_WORDS and more < _LEAST_SHARE else None


def detect(text: str) -> Language | None:
    """The language of a text, ``None`` when a text long enough to tell is neither German nor English."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    german, english = share(words, "de"), share(words, "en")
    if len(words) >= _LEAST_WORDS and max(german, english) < _LEAST_SHARE:
        return None
    return "en" if english > german else "de"
