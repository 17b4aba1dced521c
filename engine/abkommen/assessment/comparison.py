"""Several cases side by side: what they share, what one could take over from another, and which order can be defended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from abkommen.assessment.model import Assessment
from abkommen.assessment.robustness import overall_draws
from abkommen.rulepack.model import Criterion

Basis = Literal["intervals", "robustness", "none"]
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


@dataclass(frozen=True, slots=True)
class Share:
    """How many cases are concerned, of how many to which the question applies."""

    key: str
    cases: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """A criterion that some cases meet and others do not: the ones can show the others how."""

    criterion: Criterion
    models: tuple[str, ...]
    learners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """How far knowledge of a case reaches: criteria decided and open, and the coverage of its weakest core dimension."""

    case: str
    decided: int
    open: int
    coverage: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """All cases of one rule pack; cases are named by id, in the order given."""

    assessments: tuple[Assessment, ...]
    orders: tuple[Order, ...]
    common_gaps: tuple[Share, ...]
    unknown_facts: tuple[Share, ...]
    lessons: tuple[Lesson, ...]
    knowledge: tuple[Knowledge, ...]


def compare(assessments: Sequence[Assessment]) -> Comparison:
    """Compare cases assessed with the same pack. Raises :class:`ValueError` for different packs or repeated ids."""
    if len({item.pack.fingerprint for item in assessments}) > 1:
        raise ValueError("the cases were assessed with different rule packs")
    repeated = [name for name, count in Counter(item.case.id for item in assessments).items() if count > 1]
    if repeated:
        raise ValueError(f"two cases have the id {repeated[0]}")
    listed = tuple(assessments)
    return Comparison(
        listed, _orders(listed), _common_gaps(listed), _unknown_facts(listed), _lessons(listed), _knowledge(listed)
    )


def _orders(assessments: tuple[Assessment, ...]) -> tuple[Order, ...]:
    drawn = {item.case.id: _draws(item) for item in assessments}
    return tuple(_order(left, right, drawn) for left, right in combinations(assessments, 2))


def _draws(item: Assessment) -> tuple[np.ndarray, np.ndarray] | None:
    return overall_draws(item.bounds, item.scores, item.robustness.draws, item.robustness.seed)


def _order(left: Assessment, right: Assessment, drawn: dict[str, tuple[np.ndarray, np.ndarray] | None]) -> Order:
    """Who lies above whom, by the intervals themselves or, where they overlap, by nearly all draws."""
    pairs = [(a, b, _share(drawn[a.case.id], drawn[b.case.id])) for a, b in ((left, right), (right, left))]
    for above, below, share in pairs:
        low, high = above.scores.overall.low, below.scores.overall.high
        if low is not None and high is not None and low > high:
            return Order(above.case.id, below.case.id, "intervals", share)
    above, below, share = max(pairs, key=lambda pair: pair[2])
    return Order(above.case.id, below.case.id, "robustness" if share >= SUPPORT else "none", share)


def _share(above: tuple[np.ndarray, np.ndarray] | None, below: tuple[np.ndarray, np.ndarray] | None) -> float:
    if above is None or below is None:
        return 0.0
    return float(np.mean(above[0] > below[1]))


def _common_gaps(assessments: tuple[Assessment, ...]) -> tuple[Share, ...]:
    """Criteria not met or partly met, most cases first."""
    found = []
    for name in assessments[0].pack.criteria if assessments else ():
        applying = [item for item in assessments if item.results[name].effective_status in ("met", "partly", "not_met")]
        failing = tuple(item.case.id for item in applying if item.results[name].is_gap)
        if failing:
            found.append(Share(name, failing, len(applying)))
    return tuple(sorted(found, key=lambda share: (-len(share.cases), -len(share.cases) / share.of, share.key)))


def _unknown_facts(assessments: tuple[Assessment, ...]) -> tuple[Share, ...]:
    """Facts that keep criteria open, most cases first."""
    missing: dict[str, list[str]] = {}
    for item in assessments:
        for name in dict.fromkeys(name for result in item.results.values() for name in result.missing):
            missing.setdefault(name, []).append(item.case.id)
    shares = (Share(name, tuple(cases), len(assessments)) for name, cases in missing.items())
    return tuple(sorted(shares, key=lambda share: (-len(share.cases), share.key)))


def _lessons(assessments: tuple[Assessment, ...]) -> tuple[Lesson, ...]:
    """What some case meets that another fails or leaves open, criteria of case and partner only."""
    found = []
    for criterion in assessments[0].pack.criteria.values() if assessments else ():
        results = [(item.case.id, item.results[criterion.id]) for item in assessments]
        models = tuple(name for name, result in results if result.effective_status == "met")
        learners = tuple(name for name, result in results if result.is_gap)
        if criterion.of_case and models and learners:
            found.append(Lesson(criterion, models, learners))
    return tuple(found)


def _knowledge(assessments: tuple[Assessment, ...]) -> tuple[Knowledge, ...]:
    found = []
    for item in assessments:
        results = [result for result in item.results.values() if result.criterion.of_case]
        open_ = sum(result.is_open for result in results)
        found.append(Knowledge(item.case.id, len(results) - open_, open_, item.scores.overall.coverage))
    return tuple(found)
