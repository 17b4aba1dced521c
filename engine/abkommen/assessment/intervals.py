"""Scores as intervals: the lowest and the highest value any completion of the unknown facts can give.

A score is a weighted mean over the criteria that count. An open criterion may still have several statuses and severities
and may drop out; the extremes over all choices are found exactly (W. Dinkelbach, On Nonlinear Fractional Programming,
Management Science 13, 1967), not by setting every unknown to its worst.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from abkommen.inference.outcome import Statuses
from abkommen.rulepack.model import Severity

Option = tuple[float, float]
"""Weight and value of one way a criterion may count; weight 0 means that it drops out."""

COUNTED = ("met", "partly", "not_met")


@dataclass(frozen=True, slots=True)
class Interval:
    """A score from ``low`` to ``high``, 0 to 100. ``coverage``: the share of the weight that is decided, 0 to 1.

    ``low`` and ``high`` are None where nothing counts: no criterion applies or none is due.
    """

    low: float | None
    high: float | None
    coverage: float

    @property
    def known(self) -> bool:
        return self.low is not None

    @property
    def middle(self) -> float:
        return ((self.low or 0.0) + (self.high or 0.0)) / 2


def options(
    statuses: Statuses, severities: frozenset[Severity], values: Mapping[str, float], weights: Mapping[str, float]
) -> tuple[Option, ...]:
    """Every way a criterion may count."""
    found = {(weights[severity], values[status]) for status in statuses if status in COUNTED for severity in severities}
    counted = {(weight, value) for weight, value in found if weight > 0}
    drops = len(counted) < len(found) or any(status not in COUNTED for status in statuses)
    return tuple(sorted(counted)) + (((0.0, 0.0),) if drops or not counted else ())


def extremes(choices: Mapping[tuple[Option, ...], int]) -> tuple[float, float] | None:
    """The lowest and highest weighted mean, 0 to 1, over all choices of one option each; None when nothing can count.

    ``choices``: the ways in which criteria may count, and how many of them may count in exactly these ways.
    """
    counting = [option for choice in choices for option in choice if option[0] > 0]
    if not counting:
        return None
    values = [value for _, value in counting]
    if all(choice[-1][0] == 0 for choice in choices):
        return min(values), max(values)  # any single criterion may be the only one left
    return _extreme(choices, -1.0), _extreme(choices, 1.0)


def _extreme(alike: Mapping[tuple[Option, ...], int], sign: float) -> float:
    """Dinkelbach's iteration: at the extreme ratio the best sum of weight times (value minus ratio) is zero.

    At least one choice cannot drop out, so the total weight is never zero.
    """
    ratio = 0.5
    for _ in range(50):
        weighted = total = 0.0
        for choice, count in alike.items():
            weight, value = (
                max(choice, key=lambda option: sign * option[0] * (option[1] - ratio)) if len(choice) > 1 else choice[0]
            )
            weighted += count * weight * value
            total += count * weight
        found = weighted / total
        if abs(found - ratio) < 1e-12:
            break
        ratio = found
    return ratio


def coverage(choices: Mapping[tuple[Option, ...], int]) -> float:
    """The share of weight that belongs to decided criteria; an open one counts with its greatest possible weight."""
    decided = total = 0.0
    for choice, count in choices.items():
        weight = count * max(option[0] for option in choice)
        total += weight
        decided += weight if len(choice) == 1 else 0.0
    return decided / total if total else 1.0
