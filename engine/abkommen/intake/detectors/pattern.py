"""The matching language of the detectors: what a rule author writes, parsed into sequences of steps.

One pattern is matched inside one sentence. It is a row of steps; a step is one word or several alternatives::

    kosten|auslage* .. lasten|trägt     "kosten" or a word beginning with "auslage", later in the sentence "lasten" or "trägt"
    gemischte* ausschuss*               two words side by side
    nimmt ~6 wieder ~2 zurück           at most six words, then at most two words between them
    quote* & kalenderjahr*              both in the sentence, in either order
    kündig*|(ausser kraft)|(tritt .. aus)   rows of words among the alternatives stand in brackets

``word`` is the whole word, ``stem*`` any word that begins so, ``*stem`` one that ends so, ``*stem*`` one that contains it
(German compounds). ``@name`` stands for a list of words in the pack's vocabulary. ``{number}`` is a number in digits or
words, ``{period}`` a number with its unit of time. Case, umlauts and ß are folded: "ä", "Ä" and "ae" are the same letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import prod

from abkommen.base.problems import did_you_mean

ANY_DISTANCE = 1_000_000
SPECIAL = ("{number}", "{period}")

_WORDS = re.compile(r"(?:\([^()]*\)|[^\s()])+|[()]")
_ALTERNATIVES = re.compile(r"\|(?![^(]*\))")
_TERM = re.compile(r"\*?[^\W_]+\*?")
_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SHORTEST_STEM = 3
_MOST_READINGS = 200

Vocabulary = Mapping[str, tuple[str, ...]]


class PatternFault(ValueError):
    """A pattern that cannot be read: ``str()`` says what is wrong, ``hint`` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Step:
    """One place in a sequence: the terms that may stand there, and how many words may stand before it."""

    terms: frozenset[str]
    gap: int


Sequence_ = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A conjunction in one sentence. Each member lists the sequences of which one must match. ``text`` is as written."""

    text: str
    members: tuple[tuple[Sequence_, ...], ...]

    @property
    def steps(self) -> Iterator[Step]:
        return (step for member in self.members for sequence in member for step in sequence)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word as it is compared: small letters, umlauts and ß written out."""
    return word.lower().translate(_FOLD)


def parse_pattern(text: str, vocabulary: Vocabulary) -> Pattern:
    """Parse one pattern. Raises :class:`PatternFault`."""
    parts = [_WORDS.findall(part) for part in f" {text} ".split(" & ")]
    if any(not part for part in parts):
        raise PatternFault("a part of the pattern is empty", "write words on both sides of &")
    members = tuple(tuple(_sequences(part, vocabulary)) for part in parts)
    if prod(map(len, members)) > _MOST_READINGS:
        raise PatternFault("the brackets of the pattern multiply", "write it as several patterns")
    return Pattern(text, members)


def _sequences(words: list[str], vocabulary: Vocabulary) -> list[Sequence_]:
    """A row of steps; where a step has rows among its alternatives, one sequence for each of them."""
    found: list[Sequence_] = [()]
    gap = 0
    for number, word in enumerate(words):
        if word == ".." or word.startswith("~"):
            if number == 0 or number == len(words) - 1 or gap != 0:
                raise PatternFault(f"“{word}” must stand between two words")
            gap = _gap(word)
            continue
        choices = _choices(word, gap, vocabulary)
        found = [(*before, *choice) for before in found for choice in choices]
        gap = 0
    return found


def _choices(word: str, gap: int, vocabulary: Vocabulary) -> list[Sequence_]:
    """What may fill one place: a step with the single words, and each row in brackets."""
    alternatives = _ALTERNATIVES.split(word)
    rows = [part[1:-1] for part in alternatives if part.startswith("(") and part.endswith(")")]
    terms = frozenset(term for part in alternatives if not part.startswith("(") for term in _terms(part, vocabulary))
    choices: list[Sequence_] = [(Step(terms, gap),)] if terms else []
    for row in rows:
        if "(" in row or " " not in row:
            raise PatternFault(f"“({row})” is no row of words", "write brackets only around words that stand in a row")
        choices += [(Step(first.terms, gap), *rest) for first, *rest in _sequences(_WORDS.findall(row), vocabulary)]
    if not choices:
        raise PatternFault(f"“{word}” is no word, stem or row of words", "close the bracket")
    return choices


def _terms(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    return _listed(text[1:], vocabulary) if text.startswith("@") else frozenset((parse_term(text),))


def _gap(word: str) -> int:
    if word == "..":
        return ANY_DISTANCE
    if not word[1:].isdigit():
        raise PatternFault(
            f"“{word}” is no distance", "write ~ and a number of words, as in ~3, or .. for any distance"
        )
    return int(word[1:])


def parse_term(text: str) -> str:
    """One word or stem, folded. Raises :class:`PatternFault`."""
    if text in SPECIAL:
        return text
    if text.startswith("{"):
        raise PatternFault(f"“{text}” is not known", f"known here: {', '.join(SPECIAL)}")
    if not _TERM.fullmatch(text):
        raise PatternFault(
            f"“{text}” is no word or stem",
            "write letters only, with * for the open end; | without spaces between alternatives",
        )
    if "*" in text and len(text.strip("*")) < _SHORTEST_STEM:
        raise PatternFault(f"the stem “{text}” is too short", f"write at least {_SHORTEST_STEM} letters")
    return fold(text)


def _listed(name: str, vocabulary: Vocabulary) -> frozenset[str]:
    if name not in vocabulary:
        raise PatternFault(f"the vocabulary has no list “{name}”", did_you_mean(name, vocabulary))
    return frozenset(parse_term(word) for word in vocabulary[name])
