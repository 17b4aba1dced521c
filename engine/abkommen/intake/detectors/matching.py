"""Finding patterns in an indexed stretch of words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from abkommen.intake.detectors.index import Index
from abkommen.intake.detectors.lexicon import Lexicon
from abkommen.intake.detectors.pattern import Pattern

_TRIES = 4  # a hostile text may repeat a word without end; the nearest few decide, so the work stays linear in the text

Places = tuple[int, ...]


Steps = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """One reading of a pattern (its brackets resolved) whose steps are numbers of the lexicon, with the gap before each.

    ``needs`` are its steps, ``anchor`` the one with the fewest alternatives: it stands in the fewest texts.
    """

    text: str
    sequences: tuple[Steps, ...]
    anchor: int
    needs: frozenset[int]


def compile_pattern(pattern: Pattern, lexicon: Lexicon) -> tuple[Compiled, ...]:
    """Every reading of a pattern, bound to the lexicon."""
    found = []
    for sequences in product(*pattern.members):
        steps = [step for sequence in sequences for step in sequence]
        numbered = tuple(
            tuple((lexicon.step_number[step.terms], step.gap) for step in sequence) for sequence in sequences
        )
        anchor = lexicon.step_number[min(steps, key=lambda step: len(step.terms)).terms]
        needs = frozenset(lexicon.step_number[step.terms] for step in steps)
        found.append(Compiled(pattern.text, numbered, anchor, needs))
    return tuple(found)


def find(pattern: Compiled, index: Index, sentence: Sequence[int]) -> Iterable[Places]:
    """Every match of the pattern as the places of its words, at most one per place of its first word."""
    return _matches(pattern, index, sentence) if pattern.needs <= index.steps else ()


def matches(pattern: Compiled, index: Index, sentence: Sequence[int]) -> bool:
    """Whether the pattern matches anywhere in the stretch."""
    return any(True for _ in find(pattern, index, sentence))


def matches_in(pattern: Compiled, index: Index, sentence: Sequence[int], number: int) -> bool:
    """Whether the pattern matches inside one sentence."""
    return any(sentence[match[0]] == number for match in find(pattern, index, sentence))


def _matches(pattern: Compiled, index: Index, sentence: Sequence[int]) -> Iterator[Places]:
    first, *others = pattern.sequences
    companions = [_by_sentence(other, index, sentence) for other in others]
    for match in _sequence(first, index, sentence):
        beside = [found.get(sentence[match[0]]) for found in companions]
        if None not in beside:
            yield tuple(sorted({*match, *(place for places in beside if places for place in places)}))


def _by_sentence(steps: Steps, index: Index, sentence: Sequence[int]) -> dict[int, Places]:
    found: dict[int, Places] = {}
    for match in _sequence(steps, index, sentence):
        found.setdefault(sentence[match[0]], match)
    return found


def _sequence(steps: Steps, index: Index, sentence: Sequence[int]) -> Iterator[Places]:
    for place in index[steps[0][0]]:
        match = _rest(steps, 1, (place,), index, sentence)
        if match:
            yield match


def _rest(steps: Steps, at: int, so_far: Places, index: Index, sentence: Sequence[int]) -> Places | None:
    """Fill the steps from ``at`` on, nearest first, going back where a later step finds no word."""
    if at == len(steps):
        return so_far
    step, gap = steps[at]
    last = so_far[-1]
    places = index[step]
    nearest = bisect_right(places, last)
    for i in range(nearest, min(nearest + _TRIES, bisect_right(places, last + gap + 1))):
        if sentence[places[i]] != sentence[last]:
            return None
        match = _rest(steps, at + 1, (*so_far, places[i]), index, sentence)
        if match:
            return match
    return None
