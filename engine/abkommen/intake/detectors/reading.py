"""A draft's text as the matcher sees it: words with their places, sentences, numbers and periods. One pass over the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from abkommen.intake.detectors.numbers import Period, number_of, numbers_in, periods_in

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+")
_COMMA = re.compile(r"[,;:()]|\s[–-]\s")
_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-–•|]|\(?[0-9a-z]{1,2}[.)]\s))|[;!?]|\.(?=[\s”“»\"])")
_SHORT = frozenset({
    "art", "abs", "nr", "no", "ziff", "lit", "bst", "par", "para", "bzw", "z", "b", "u", "a", "d", "h", "i", "s", "e", "g",
    "vgl", "inkl", "evtl", "ca", "dr", "st", "mr", "mrs", "str", "tel", "etc", "usw", "resp", "gem", "sog", "betr",
})  # fmt: skip
_JOINING = " \t\u00a0-\u2011()"
_BEFORE_LABEL = " \t-–•("
_SEPARATORS = frozenset(" ,.'’\u00a0\u2009\u202f")
_DIGITS_OF_A_GROUP = 3
_LONGEST_DAY = 2  # "28. Juli": a full stop after one or two digits ends no sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """Words with their places in the text; ``sentence`` and ``clause`` number the sentence and the clause each word stands in."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence: tuple[int, ...]
    clause: tuple[int, ...]
    numbers: dict[int, tuple[int, int]]
    number_places: tuple[int, ...]
    periods: dict[int, Period]
    period_places: tuple[int, ...]

    def words_between(self, start: int, end: int) -> range:
        """The indices of the words that lie in a stretch of the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def read(text: str, starts_of_blocks: tuple[int, ...] = ()) -> Reading:
    """Cut a text into words and sentences. A block (article, paragraph) always begins a sentence."""
    matches = list(_WORD.finditer(text))
    words = [match[0] for match in matches]
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    breaks = sorted({*_breaks(text, words, ends), *starts_of_blocks})
    commas = sorted({*breaks, *(match.start() for match in _COMMA.finditer(text))})
    blocks = frozenset(starts_of_blocks)
    groups = dict(_groups(text, words, starts, ends))
    digits = [at for at, word in enumerate(words) if word.isdigit() and at not in groups]
    labels = {at for at in digits if _is_label(text, starts[at], ends[at], blocks)}
    numbers = {at: found for at, found in numbers_in(words, groups).items() if at not in labels}
    periods = {period.first: period for period in periods_in(words, numbers)}
    sentence, clause = _numbered(starts, breaks), _numbered(starts, commas)
    return Reading(
        tuple(words), tuple(starts), tuple(ends), sentence, clause, numbers, tuple(numbers), periods, tuple(periods)
    )


def _groups(
    text: str, words: Sequence[str], starts: Sequence[int], ends: Sequence[int]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Numbers whose thousands a separator parts ("2,500", "2.500", "2’500"): first word to (value, last word)."""
    after = 0
    for at in range(len(words) - 1):
        if at < after or not words[at].isdecimal() or len(words[at]) > _DIGITS_OF_A_GROUP or words[at][0] == "0":
            continue
        last = at
        while last + 1 < len(words) and _goes_on(words[last + 1], text[ends[last] : starts[last + 1]]):
            last += 1
        after = last + 1
        value = number_of("".join(words[at : last + 1])) if last > at else None
        if value is not None:
            yield at, (value, last)


def _goes_on(word: str, between: str) -> bool:
    """Whether a word is the next group of digits of a number."""
    return between in _SEPARATORS and len(word) == _DIGITS_OF_A_GROUP and word.isdecimal()


def _is_label(text: str, start: int, end: int, blocks: frozenset[int]) -> bool:
    """Whether digits label a paragraph: the first in their line, with a full stop or bracket, or the first in a block."""
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip(_BEFORE_LABEL):
        return False
    return text[end : end + 1] in (".", ")") or start in blocks


def spans_of(matches: Iterable[Sequence[int]], reading: Reading, text: str) -> Iterator[Span]:
    """The stretches of text of matched words, neighbours joined where nothing but blanks and hyphens stands between them."""
    start = end = -1
    for place in sorted({place for match in matches for place in match}):
        if end >= 0 and not text[end : reading.starts[place]].strip(_JOINING):
            end = reading.ends[place]
            continue
        if end >= 0:
            yield start, end
        start, end = reading.starts[place], reading.ends[place]
    if end >= 0:
        yield start, end


def _breaks(text: str, words: list[str], ends: list[int]) -> list[int]:
    """Where sentences end: blank lines, list items, semicolons, and full stops that are no abbreviation and no date."""
    found = []
    for match in _BREAK.finditer(text):
        place = match.start()
        if match[0] == ".":
            before = bisect_left(ends, place)
            word = words[before] if before < len(ends) and ends[before] == place else ""
            if word.lower() in _SHORT or (word.isdigit() and len(word) <= _LONGEST_DAY):
                continue
        found.append(place)
    return found


def _numbered(starts: list[int], breaks: list[int]) -> tuple[int, ...]:
    result = []
    number, total = 0, len(breaks)
    for start in starts:
        while number < total and breaks[number] <= start:
            number += 1
        result.append(number)
    return tuple(result)
