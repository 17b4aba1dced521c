"""Where an article speaks of something only in passing: definitions, lists of particulars, reservations, disclaimers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from abkommen.intake.detectors.compiled import CompiledPassing
from abkommen.intake.detectors.index import Index
from abkommen.intake.detectors.matching import Compiled, Places, find, matches
from abkommen.intake.detectors.reading import Reading
from abkommen.intake.draft import Article

_PIECES = frozenset({"title", "preamble", "signature"})
_LONGEST_RESERVATION = 10


@dataclass(frozen=True, slots=True)
class Passing:
    """``all`` of an article, whole ``sentences``, or single ``words`` are in passing; ``negated`` are the clauses with a negation.

    ``hollow`` says that no sentence of the body is left, so that the heading announces nothing.
    """

    all: bool
    hollow: bool
    sentences: frozenset[int]
    words: frozenset[int]
    negated: frozenset[int]

    def covers(self, match: Places, reading: Reading) -> bool:
        """Whether a match stands wholly in passing."""
        return self.all or reading.sentence[match[0]] in self.sentences or all(place in self.words for place in match)


def passing_in(article: Article, reading: Reading, body: Index, heading: Index, words: CompiledPassing) -> Passing:
    """What of an article is in passing."""
    whole = article.kind in _PIECES or _any(words.definitions, heading, reading)
    whole = whole or (article.kind == "annex" and _any(words.forms, body, reading))
    sentences = {*_sentences(words.defining, body, reading), *_sentences(words.disclaimers, body, reading)}
    hollow = sentences >= {reading.sentence[place] for place in reading.words_between(article.body, article.end)}
    for opening in _sentences(words.particulars, body, reading):
        sentences |= _list_after(opening, article, reading)
    reserved: set[int] = set()
    for match in _matches(words.reservations, body, reading):
        reserved.update(_phrase(match, reading))
    negated = {reading.clause[place] for match in _matches(words.negations, body, reading) for place in match}
    return Passing(whole, whole or hollow, frozenset(sentences), frozenset(reserved), frozenset(negated))


def _matches(patterns: Iterable[Compiled], index: Index, reading: Reading) -> Iterable[Places]:
    return (match for pattern in patterns for match in find(pattern, index, reading.sentence))


def _any(patterns: Iterable[Compiled], index: Index, reading: Reading) -> bool:
    return any(matches(pattern, index, reading.sentence) for pattern in patterns)


def _sentences(patterns: Iterable[Compiled], index: Index, reading: Reading) -> set[int]:
    return {reading.sentence[match[0]] for match in _matches(patterns, index, reading)}


def _phrase(match: Places, reading: Reading) -> range:
    """The words of a reservation: from its opening to the end of the clause, at most some words."""
    first = match[0]
    last = first
    while (
        last + 1 < len(reading.words)
        and last - first < _LONGEST_RESERVATION
        and reading.clause[last + 1] == reading.clause[match[-1]]
    ):
        last += 1
    return range(first, last + 1)


def _list_after(opening: int, article: Article, reading: Reading) -> set[int]:
    """The sentence that opens a list of particulars and the items after it, up to the paragraph that follows the opening's own."""
    start = reading.starts[reading.sentence.index(opening)]
    own = next((paragraph for paragraph in reversed(article.paragraphs) if paragraph.start <= start), None)
    later = (paragraph for paragraph in article.paragraphs if paragraph.start > start)
    end = next((paragraph.start for paragraph in later if own and _follows(own.label, paragraph.label)), article.end)
    return {reading.sentence[place] for place in reading.words_between(start, end)}


def _follows(label: str, other: str) -> bool:
    """Whether a paragraph so labelled comes right after one: "(2)" after "(1)"; items numbered anew from 1 do not follow."""
    numbers = [int(found[0]) if (found := re.search(r"[0-9]+", text)) else None for text in (label, other)]
    return numbers[0] is not None and numbers[1] == numbers[0] + 1 and _style(label) == _style(other)


def _style(label: str) -> str:
    """How a label is written, its number left out: "(1)" and "(2)" are alike, "1." is not."""
    return re.sub(r"[0-9]+", "1", label.strip())
