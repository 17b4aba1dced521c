"""Which of two cases stands above the other, and whether that can be said at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

import numpy as np

from abkommen.assessment.model import Assessment
from abkommen.assessment.robustness import overall_draws

Basis = Literal["intervals", "robustness", "none"]
Drawn = tuple[Any, Any] | None
"""The lower and the upper end of a case's overall score in every draw; None where nothing can be scored."""

SUPPORT = 0.95
"""Share of draws in which an order must hold to be shown where intervals overlap. Ours."""


@dataclass(frozen=True, slots=True)
class Order:
    """How two cases stand to each other: ``higher`` lies above ``lower``, or the two are not distinguishable (basis none).

    ``share`` of the draws in which the whole interval of the one lies above that of the other.
    """

    higher: str
    lower: str
    basis: Basis
    share: float

    @property
    def shown(self) -> bool:
        return self.basis != "none"


def orders(assessments: Sequence[Assessment]) -> tuple[Order, ...]:
    """Every pair once. Who lies above whom by the intervals themselves or, where they overlap, by nearly all draws."""
    drawn = {item.case.id: _draws(item) for item in assessments}
    return tuple(_order(left, right, drawn) for left, right in combinations(assessments, 2))


def _draws(item: Assessment) -> Drawn:
    return overall_draws(item.bounds, item.scores, item.robustness.draws, item.robustness.seed)


def _order(left: Assessment, right: Assessment, drawn: dict[str, Drawn]) -> Order:
    pairs = [(a, b, _share(drawn[a.case.id], drawn[b.case.id])) for a, b in ((left, right), (right, left))]
    for above, below, share in pairs:
        low, high = above.scores.overall.low, below.scores.overall.high
        if low is not None and high is not None and low > high:
            return Order(above.case.id, below.case.id, "intervals", share)
    above, below, share = max(pairs, key=lambda pair: pair[2])
    return Order(above.case.id, below.case.id, "robustness" if share >= SUPPORT else "none", share)


def _share(above: Drawn, below: Drawn) -> float:
    if above is None or below is None:
        return 0.0
    return float(np.mean(above[0] > below[1]))
