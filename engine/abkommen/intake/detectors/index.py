"""Where in a stretch of words each step of the patterns can be filled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from abkommen.intake.detectors.lexicon import Lexicon
from abkommen.intake.detectors.reading import Reading


class Index(dict[int, Sequence[int]]):
    """The places, in order, at which each step can be filled; put together when a pattern first asks for a step.

    ``steps`` are all that can be filled somewhere.
    """

    __slots__ = ("_lexicon", "_terms", "steps")

    def __init__(self, terms: dict[int, list[int]], lexicon: Lexicon) -> None:
        super().__init__()
        self._terms = terms
        self._lexicon = lexicon
        self.steps: frozenset[int] = frozenset().union(*map(lexicon.steps_of_term.__getitem__, terms))

    def __missing__(self, step: int) -> Sequence[int]:
        lists = [self._terms[term] for term in self._lexicon.terms_of_step[step] & self._terms.keys()]
        if len(lists) > 1:
            lists = [sorted({place for places in lists for place in places})]
        found = self[step] = lists[0] if lists else ()
        return found


def index_words(reading: Reading, places: range, lexicon: Lexicon) -> Index:
    """Index a stretch of a text."""
    terms: dict[int, list[int]] = {}
    words, terms_of = reading.words, lexicon.terms_of
    for place in places:
        for term in terms_of(words[place]):
            if term in terms:
                terms[term].append(place)
            else:
                terms[term] = [place]
    for name, found in (("{number}", reading.number_places), ("{period}", reading.period_places)):
        inside = found[bisect_left(found, places.start) : bisect_left(found, places.stop)]
        if inside and name in lexicon.special:
            terms[lexicon.special[name]] = list(inside)
    return Index(terms, lexicon)
