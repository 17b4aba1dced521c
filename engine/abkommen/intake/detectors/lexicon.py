"""From a word of the text to the terms it fits: one look-up per distinct word, however many patterns there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from abkommen.intake.detectors.pattern import SPECIAL, fold

_Table = dict[int, dict[str, list[int]]]


class Lexicon:
    """The steps and terms of all patterns of one language, numbered. Built once per pack; look-ups are remembered."""

    def __init__(self, steps: Iterable[frozenset[str]]) -> None:
        self.step_number: dict[frozenset[str], int] = {}
        for terms in steps:
            self.step_number.setdefault(terms, len(self.step_number))
        self._terms = {term: number for number, term in enumerate(sorted(frozenset().union(*self.step_number)))}
        self.terms_of_step = tuple(frozenset(self._terms[term] for term in terms) for terms in self.step_number)
        self.steps_of_term = self._inverted()
        self.special = {term: number for term, number in self._terms.items() if term in SPECIAL}
        self._exact: dict[str, int] = {}
        self._begins: _Table = defaultdict(lambda: defaultdict(list))
        self._ends: _Table = defaultdict(lambda: defaultdict(list))
        self._contains: dict[str, int] = {}
        self._known: dict[str, tuple[int, ...]] = {}
        for term, number in self._terms.items():
            self._enter(term, number)

    def _inverted(self) -> tuple[tuple[int, ...], ...]:
        steps: list[list[int]] = [[] for _ in self._terms]
        for step, terms in enumerate(self.terms_of_step):
            for term in terms:
                steps[term].append(step)
        return tuple(map(tuple, steps))

    def _enter(self, term: str, number: int) -> None:
        stem = term.strip("*")
        if term.startswith("*") and term.endswith("*"):
            self._contains[stem] = number
        elif term.startswith("*"):
            self._ends[len(stem)][stem].append(number)
        elif term.endswith("*"):
            self._begins[len(stem)][stem].append(number)
        elif term not in SPECIAL:
            self._exact[term] = number

    def terms_of(self, word: str) -> tuple[int, ...]:
        """The numbers of the terms that ``word``, as it stands in the text, fits."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = tuple(self._look_up(fold(word)))
        return found

    def _look_up(self, word: str) -> list[int]:
        found = [self._exact[word]] if word in self._exact else []
        for length, stems in self._begins.items():
            if length <= len(word):
                found += stems.get(word[:length], ())
        for length, stems in self._ends.items():
            if length <= len(word):
                found += stems.get(word[-length:], ())
        return found + [number for stem, number in self._contains.items() if stem in word]
