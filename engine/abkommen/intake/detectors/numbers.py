"""Numbers and periods of time as treaties write them: "dreissig (30) Arbeitstagen", "forty-eight hours", "eines Monats"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from abkommen.intake.detectors.pattern import fold

Unit = Literal["hour", "day", "week", "month", "year"]

_SMALL = {
    "null": 0, "ein": 1, "eins": 1, "eine": 1, "einem": 1, "einen": 1, "einer": 1, "eines": 1, "zwei": 2, "drei": 3, "vier": 4,
    "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwoelf": 12, "sechzehn": 16, "siebzehn": 17,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "dreissig": 30, "vierzig": 40, "fuenfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_MULTIPLES = {"hundred": 100, "thousand": 1000}
_LONGEST_NUMBER = 60  # letters; a longer word is no number, whatever it is made of
_ARTICLES = frozenset({"ein", "eine", "einem", "einen", "einer", "eines", "a", "an"})

_UNITS: dict[str, tuple[Unit, bool]] = {
    "stunde": ("hour", False), "stunden": ("hour", False), "hour": ("hour", False), "hours": ("hour", False),
    "tag": ("day", False), "tage": ("day", False), "tagen": ("day", False), "tages": ("day", False),
    "day": ("day", False), "days": ("day", False), "kalendertag": ("day", False), "kalendertage": ("day", False),
    "kalendertagen": ("day", False), "arbeitstag": ("day", True), "arbeitstage": ("day", True), "arbeitstagen": ("day", True),
    "werktag": ("day", True), "werktage": ("day", True), "werktagen": ("day", True), "werkstage": ("day", True),
    "werkstagen": ("day", True), "workdays": ("day", True), "woche": ("week", False), "wochen": ("week", False),
    "week": ("week", False), "weeks": ("week", False), "monat": ("month", False), "monate": ("month", False),
    "monaten": ("month", False), "monats": ("month", False), "monates": ("month", False), "month": ("month", False),
    "months": ("month", False), "jahr": ("year", False), "jahre": ("year", False), "jahren": ("year", False),
    "jahres": ("year", False), "year": ("year", False), "years": ("year", False),
}  # fmt: skip
_WORKING = frozenset({"working", "business", "work", "arbeits", "werk"})
_BETWEEN = frozenset({
    "calendar", "kalender", "consecutive", "full", "further", "additional", "more", "aufeinanderfolgende", "aufeinanderfolgenden",
    "weitere", "weiteren", "weiteres", "volle", "vollen", "ganze", "clear", "s",
})  # fmt: skip
_SKIPPED = _WORKING | _BETWEEN | _SMALL.keys()  # between number and unit; small numbers as in "1 (einen) Monat"
_LONG: dict[str, Unit] = {
    "monatig": "month",
    "monatlich": "month",
    "jaehrig": "year",
    "taegig": "day",
    "woechig": "week",
    "stuendig": "hour",
}
_DAYS: dict[Unit, float] = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
_DAYS_OF_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time. ``first`` and ``last`` are the words it stands in; ``working`` marks working days."""

    count: int
    unit: Unit
    working: bool
    first: int
    last: int

    @property
    def days(self) -> int:
        """Length in days; a month counts 30, a year 365, hours are rounded up to days."""
        return -int(-(self.count * _DAYS[self.unit]) // 1)

    @property
    def months(self) -> int:
        """Length in months, rounded; 30 days count as one month."""
        if self.unit == "year":
            return self.count * 12
        return self.count if self.unit == "month" else round(self.days / _DAYS_OF_A_MONTH)


@lru_cache(maxsize=1 << 16)
def number_of(word: str) -> int | None:
    """The number a single word stands for, or None."""
    if word.isdigit():
        return int(word) if word.isascii() and len(word) <= 7 else None
    return _spelled(fold(word)) if len(word) <= _LONGEST_NUMBER else None


def _spelled(word: str) -> int | None:
    if word in _SMALL or word in _TENS:
        return _SMALL.get(word, _TENS.get(word))
    if "tausend" in word:
        return _multiple(word, "tausend", 1000)
    if word.endswith("zehn"):
        unit = _SMALL.get(word.removesuffix("zehn"))
        return 10 + unit if unit else None
    if "hundert" in word:
        return _multiple(word, "hundert", 100)
    unit_word, _, ten_word = word.partition("und")
    if ten_word in _TENS and 0 < _SMALL.get(unit_word, 0) < 10:
        return _TENS[ten_word] + _SMALL[unit_word]
    return None


def _multiple(word: str, mark: str, unit: int) -> int | None:
    before, _, after = word.partition(mark)
    head = _spelled(before) if before else 1
    rest = _spelled(after.removeprefix("und")) if after else 0
    return None if head is None or rest is None else head * unit + rest


def numbers_in(
    words: Sequence[str], groups: Mapping[int, tuple[int, int]] = MappingProxyType({})
) -> dict[int, tuple[int, int]]:
    """Where numbers stand: word index to (value, index of the last word), "forty-eight" and "twenty (20)" being one each.

    ``groups`` are the numbers whose digits a separator parts, found likewise. "ein" and "a" are articles here;
    :func:`periods_in` counts them as one before a unit of time.
    """
    values = {
        word: value for word in set(words) if (value := number_of(word)) is not None and fold(word) not in _ARTICLES
    }
    found: dict[int, tuple[int, int]] = {}
    after = 0
    for at, word in enumerate(words):
        if word in values and at >= after:
            value, last = groups.get(at) or _joined(words, values, at)
            found[at] = value, _end(words, values, groups, value, last)
            after = found[at][1] + 1
    return found


def _end(
    words: Sequence[str], values: Mapping[str, int], groups: Mapping[int, tuple[int, int]], value: int, last: int
) -> int:
    """Where a number ends that may be repeated behind itself, in brackets and in digits or words."""
    if last + 1 == len(words) or words[last + 1] not in values:
        return last
    repeated, end = groups.get(last + 1) or _joined(words, values, last + 1)
    return end if repeated == value else last


def _joined(words: Sequence[str], values: Mapping[str, int], at: int) -> tuple[int, int]:
    """The value that begins at a word and where it ends: "forty eight", "two hundred and fifty", "three thousand"."""
    whole, part, last = 0, values[words[at]], at
    multiplied = False
    for place in range(at + 1, len(words)):
        word, value = words[place].lower(), values.get(words[place], 0)
        if word in _MULTIPLES:
            part, multiplied = part * _MULTIPLES[word], True
            whole, part = (whole + part, 0) if word == "thousand" else (whole, part)
        elif word.isalpha() and (0 < value < 100 if multiplied else part % 100 in _TENS.values() and 0 < value < 10):
            part, multiplied = part + value, False
        elif word == "and" and multiplied:
            continue
        else:
            break
        last = place
    return whole + part, last


def periods_in(words: Sequence[str], numbers: Mapping[int, tuple[int, int]]) -> list[Period]:
    """The periods of time in a text, in order."""
    distinct = set(words)
    long = {word: period for word in distinct if (period := _in_one_word(word))}
    articles = {word for word in distinct if fold(word) in _ARTICLES}
    found = []
    for at, word in enumerate(words):
        if word in long:
            count, unit = long[word]
            found.append(Period(count, unit, False, at, at))
        elif at in numbers or word in articles:
            value, last = numbers.get(at, (1, at))
            found += _period(words, (at, last), value, _SKIPPED if at in numbers else _SKIPPED - _SMALL.keys())
    return found


def _period(words: Sequence[str], number: tuple[int, int], value: int, skipped: frozenset[str]) -> Iterator[Period]:
    first, last = number
    working = False
    for place in range(last + 1, min(last + 4, len(words))):
        word = fold(words[place])
        if word in _UNITS:
            unit, by_nature = _UNITS[word]
            yield Period(value, unit, working or by_nature, first, place)
            return
        working = working or word in _WORKING
        if word not in skipped:
            return


@lru_cache(maxsize=1 << 16)
def _in_one_word(word: str) -> tuple[int, Unit] | None:
    """Number and unit in one word: "sechsmonatige", "dreijährig", "30-tägige" is two words already."""
    plain = fold(word)
    for mark, unit in _LONG.items():
        head, found, _ = plain.partition(mark)
        count = number_of(head) if found and head else None
        if count:
            return count, unit
    return None
