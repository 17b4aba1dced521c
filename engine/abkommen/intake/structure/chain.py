"""Which of the candidate headings are the agreement's articles: the best ascending chain of numbers.

A cross-reference that a line break has put at the beginning of a line looks like a heading; its number gives it away.
Each candidate adds its weight, each number left out costs, a step back costs more than an unsure candidate can bring,
and numbering may begin again only at a price, which falls when an annex or a closing formula stands between.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from abkommen.intake.refusal import Refusal
from abkommen.intake.structure.markers import Marker
from abkommen.intake.structure.numbers import Number

_GAP: Final = 0.25
_LONGEST_GAP: Final = 3
_STEP_BACK: Final = 0.85
_RESTART_BEHIND_OPENING: Final = 0.2
_WINDOW: Final = 80
_MOST: Final = 20_000


def best_chain(candidates: list[Marker], openings: list[int]) -> list[Marker]:
    """The candidates that count, in order. ``openings`` are offsets where numbering may begin again, ascending.

    Raises :class:`Refusal` when there are more candidates than any agreement could have.
    """
    if len(candidates) > _MOST:
        raise Refusal(f"more than {_MOST} of its lines look like headings", "give one agreement at a time")
    behind = [bisect_right(openings, candidate.start) for candidate in candidates]
    scores: list[float] = []
    previous: list[int | None] = []
    for index, candidate in enumerate(candidates):
        best, link = candidate.weight - _opening_cost(candidate.number), None
        for earlier in range(max(0, index - _WINDOW), index):
            opened = behind[earlier] < behind[index]
            score = scores[earlier] + candidate.weight - _cost(candidates[earlier].number, candidate.number, opened)
            if score > best:
                best, link = score, earlier
        scores.append(best)
        previous.append(link)
    return _follow_back(candidates, scores, previous)


def restarts(before: Marker, after: Marker) -> bool:
    """Whether numbering begins again at ``after``."""
    return (
        before.number is not None
        and after.number is not None
        and after.number.value == 1
        and after.number <= before.number
    )


def _follow_back(candidates: list[Marker], scores: list[float], previous: list[int | None]) -> list[Marker]:
    chain: list[Marker] = []
    at = max(range(len(scores)), key=scores.__getitem__) if scores else None
    while at is not None:
        chain.append(candidates[at])
        at = previous[at]
    return chain[::-1]


def _opening_cost(number: Number | None) -> float:
    return 0.0 if number is None else _GAP * min(max(number.value - 1, 0), _LONGEST_GAP)


def _cost(before: Number | None, after: Number | None, opened: bool) -> float:
    if before is None or after is None:
        return _GAP
    if after > before:
        return _GAP * min(max(after.value - before.value - 1, 0), _LONGEST_GAP)
    return _RESTART_BEHIND_OPENING + _opening_cost(after) if opened else _STEP_BACK
