"""The numbers that head articles: 7, 7a, 7bis, VII, One, erster."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_FORM = re.compile(r"(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_DECIMAL = re.compile(r"(\d{1,4})\s?([a-z]*)")
_ENGLISH = "one two three four five six seven eight nine ten eleven twelve".split()
_ENGLISH_ORDINAL = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_GERMAN = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()
_GERMAN_ORDINAL = "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft".split()
_WORDS: Final[dict[str, int]] = {
    word: value
    for words in (_ENGLISH, _ENGLISH_ORDINAL, _GERMAN, _GERMAN_ORDINAL)
    for value, word in enumerate(words, start=1)
}
WORD_FORMS: Final = "|".join(sorted({*_ENGLISH, *_GERMAN}, key=len, reverse=True))


class Number(NamedTuple):
    """A heading's number in its order: 7 < 7a < 7bis < 8."""

    value: int
    suffix: str = ""


def roman(token: str) -> int | None:
    """The value of a well-formed Roman numeral up to 399, else ``None``."""
    low = token.lower()
    if not low or not _ROMAN_FORM.fullmatch(low):
        return None
    values = [_ROMAN[letter] for letter in low]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def number_of(token: str) -> Number | None:
    """Read a heading's number however it is written; ``None`` for a placeholder such as ``[…]``."""
    low = token.strip("[] \t").lower()
    if decimal := _DECIMAL.fullmatch(low):
        return Number(int(decimal[1]), decimal[2])
    if low in _WORDS:
        return Number(_WORDS[low])
    stem = re.sub(r"(?:e[rsnm]?)$", "", low)
    if stem in _WORDS:
        return Number(_WORDS[stem])
    suffixed = re.fullmatch(r"([ivxlc]+?)\s?(bis|ter|quater|[a-h])", low)
    if (value := roman(low)) is not None:
        return Number(value)
    if suffixed and (value := roman(suffixed[1])) is not None:
        return Number(value, suffixed[2])
    return None
