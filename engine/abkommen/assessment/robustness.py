"""Does the result depend on our numbers? Weights, the value of partly, bands and aggregation varied by seeded Monte Carlo.

Method: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7, "Uncertainty and sensitivity analysis". The
draws vary our choices, not the facts: the intervals from unknown facts are computed anew in every draw. All draws run at
once as arrays, since one at a time would keep the reader waiting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from abkommen.assessment.model import Robustness
from abkommen.assessment.scores import Scorer, Scores
from abkommen.assessment.verdicts import VerdictRange, ladder
from abkommen.base.logic import Ternary
from abkommen.inference.deduction import Deduction
from abkommen.inference.plain import evaluate
from abkommen.rulepack.conditions import CriticalGap, ScoreAtLeast, StatusIn, leaves
from abkommen.rulepack.model import SEVERITIES, Severity

Array = Any  # numpy's own types would tie this to one of its versions
Signature = tuple[frozenset[str], frozenset[Severity]]
ORDERED = SEVERITIES[:3]


def robustness(bounds: Deduction, scores: Scores, verdict: VerdictRange, draws: int, seed: int) -> Robustness:
    """How often verdict range and weakest dimension stay the same over ``draws`` random settings of our numbers."""
    draw = _Draws(bounds, draws, seed)
    core = draw.core(scores)
    if not core:
        return Robustness(draws, seed, 1.0, 1.0, {}, {}, None, {})
    low, high = draw.overall(core)
    verdicts = draw.verdicts({**core, "overall": (low, high)})
    middle = np.stack([(pair[0] + pair[1]) / 2 for pair in core.values()])
    weakest = Counter(list(core)[index] for index in np.argmin(middle, axis=0))
    return Robustness(
        draws,
        seed,
        verdicts[verdict.worst, verdict.best] / draws,
        weakest[scores.weakest[0]] / draws,
        {key: count / draws for key, count in sorted(verdicts.items())},
        {key: count / draws for key, count in sorted(weakest.items())},
        _quantiles(low, high),
        {code: _quantiles(*pair) for code, pair in core.items()},
    )


def overall_draws(bounds: Deduction, scores: Scores, draws: int, seed: int) -> tuple[Array, Array] | None:
    """The overall interval in every draw, 0 to 100; the same seed gives every case the same settings. None without scores."""
    draw = _Draws(bounds, draws, seed)
    core = draw.core(scores)
    return draw.overall(core) if core else None


def _quantiles(low: Array, high: Array) -> tuple[float, float, float, float]:
    """The central 90 per cent of the lower end and of the upper end."""
    ends = (*np.quantile(low, (0.05, 0.95)), *np.quantile(high, (0.05, 0.95)))
    first, second, third, fourth = (round(float(end), 6) for end in ends)
    return first, second, third, fourth


class _Draws:
    """The random settings of one analysis."""

    def __init__(self, bounds: Deduction, draws: int, seed: int) -> None:
        self.bounds, self.size = bounds, draws
        self.members = Scorer(bounds.pack).members
        scoring = bounds.pack.scoring
        varied, generator = scoring.robustness, np.random.default_rng(seed)
        factors = 1 + varied.weight_spread * (2 * generator.random((len(ORDERED), draws)) - 1)
        base = np.array([scoring.weights[name] for name in ORDERED])[:, None]
        ordered = -np.sort(-(base * factors), axis=0)  # critical stays above major above minor
        self.weights: dict[str, Array] = {name: ordered[index] for index, name in enumerate(ORDERED)}
        self.weights["context"] = np.full(draws, scoring.weights["context"])
        low, high = varied.partly_range
        self.values: dict[str, Array] = {name: np.full(draws, value) for name, value in scoring.values.items()}
        self.values["partly"] = low + (high - low) * generator.random(draws)
        self.shift = varied.band_spread * (2 * generator.random(draws) - 1)
        self.method = generator.integers(len(varied.aggregations), size=draws)
        self.methods = varied.aggregations

    def core(self, scores: Scores) -> dict[str, tuple[Array, Array]]:
        """The intervals of the core dimensions that have a score."""
        codes = [d.code for d in self.bounds.pack.dimensions if d.core and scores.dimensions[d.code].known]
        return {code: self.dimension(code) for code in codes}

    def dimension(self, code: str) -> tuple[Array, Array]:
        """The interval of a dimension in every draw, 0 to 100."""
        run = self.bounds
        members = Counter[Signature]((run.after[c.id], run.severities[c.id]) for c in self.members[code])
        groups = [(self._options(*signature), count) for signature, count in members.items()]
        if all(
            _drops(statuses, self.values) for statuses, _ in members
        ):  # any single criterion may be the only one left
            values = np.stack([value for choices, _ in groups for weight, value in choices if weight.any()])
            return 100 * values.min(axis=0), 100 * values.max(axis=0)
        return self._extreme(groups, -1), self._extreme(groups, 1)

    def _options(self, statuses: frozenset[str], severities: frozenset[Severity]) -> list[tuple[Array, Array]]:
        zero = np.zeros(self.size)
        counted = [
            (self.weights[s], self.values[status]) for status in statuses if status in self.values for s in severities
        ]
        return counted + ([(zero, zero)] if _drops(statuses, self.values) else [])

    def _extreme(self, groups: Sequence[tuple[list[tuple[Array, Array]], int]], sign: int) -> Array:
        """Dinkelbach's iteration of :mod:`.intervals`, for all draws together."""
        ratio = np.full(self.size, 0.5)
        for _ in range(30):
            weighted, total = np.zeros(self.size), np.zeros(self.size)
            for choices, count in groups:
                weight, value = _best(choices, ratio, sign)
                weighted += count * weight * value
                total += count * weight
            found = weighted / total
            if np.allclose(found, ratio, atol=1e-10):
                break
            ratio = found
        return 100 * ratio

    def overall(self, core: Mapping[str, tuple[Array, Array]]) -> tuple[Array, Array]:
        """The overall figure with the aggregation each draw has drawn."""
        low, high = (self._aggregate(np.stack([pair[end] for pair in core.values()])) for end in (0, 1))
        return low, high

    def _aggregate(self, stacked: Array) -> Array:
        by_name = {
            "weakest": stacked.min(axis=0),
            "mean": stacked.mean(axis=0),
            "geometric_mean": np.exp(np.log(np.maximum(stacked, 1e-9)).mean(axis=0)),
        }
        return np.choose(self.method, [by_name[name] for name in self.methods])

    def verdicts(self, scores: Mapping[str, tuple[Array, Array]]) -> Counter[tuple[str, str]]:
        """How often each verdict range comes out. Draws that answer every test on scores alike are evaluated once."""
        pack = self.bounds.pack
        tests = [
            leaf for step in pack.scoring.verdicts for leaf in leaves(step.requires) if isinstance(leaf, ScoreAtLeast)
        ]
        codes = (
            np.stack([self._coded(test, scores) for test in tests]) if tests else np.zeros((0, self.size), dtype=int)
        )
        patterns, counts = np.unique(codes, axis=1, return_counts=True)
        found = Counter[tuple[str, str]]()
        for pattern, count in zip(patterns.T, counts, strict=True):
            answers = {test: _TERNARY[int(code)] for test, code in zip(tests, pattern, strict=True)}
            found[self._verdict(answers)] += int(count)
        return found

    def _coded(self, test: ScoreAtLeast, scores: Mapping[str, tuple[Array, Array]]) -> Array:
        if test.score not in scores:
            return np.full(self.size, 1)
        low, high = scores[test.score]
        bound = test.bound + self.shift - 1e-9
        return np.where(low >= bound, 2, np.where(high >= bound, 1, 0))

    def _verdict(self, answers: Mapping[ScoreAtLeast, Ternary]) -> tuple[str, str]:
        run = self.bounds

        def status(leaf: StatusIn | CriticalGap | ScoreAtLeast) -> Ternary:
            return answers[leaf] if isinstance(leaf, ScoreAtLeast) else run.answer(leaf)

        steps = [evaluate(step.requires, run.memory, run.pack.fields, status) for step in run.pack.scoring.verdicts]
        found = ladder(run.pack, steps, run)
        return found.worst, found.best


def _drops(statuses: frozenset[str], values: Mapping[str, Array]) -> bool:
    """Whether a criterion may turn out not to count: not applicable or not due."""
    return any(status not in values for status in statuses)


_TERNARY: tuple[Ternary, ...] = (False, None, True)


def _best(choices: Sequence[tuple[Array, Array]], ratio: Array, sign: int) -> tuple[Array, Array]:
    """Per draw the option that moves the ratio furthest in the wanted direction."""
    if len(choices) == 1:
        return choices[0]
    gains = np.stack([sign * weight * (value - ratio) for weight, value in choices])
    chosen = np.argmax(gains, axis=0)
    weights, values = np.stack([weight for weight, _ in choices]), np.stack([value for _, value in choices])
    columns = np.arange(len(chosen))
    return weights[chosen, columns], values[chosen, columns]
