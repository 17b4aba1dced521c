"""Scores by dimension, the overall figure, and those of Germany, the EU and the portfolio apart (design, "Scoring")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from abkommen.assessment.intervals import Interval, Option, coverage, extremes, options
from abkommen.inference.deduction import Deduction
from abkommen.inference.outcome import Statuses
from abkommen.rulepack.model import Criterion, Level, RulePack, Severity

CONTEXT_LEVELS: tuple[Level, ...] = ("germany", "eu", "portfolio")


@dataclass(frozen=True, slots=True)
class Scores:
    """``dimensions`` by code over case and partner criteria, ``context`` by level over the rest; ``weakest`` are core codes.

    ``weakest``: the core dimensions that may be the lowest; more than one where their intervals overlap.
    """

    dimensions: Mapping[str, Interval]
    context: Mapping[str, Interval]
    overall: Interval
    weakest: tuple[str, ...]


class Scorer:
    """Scores the runs of one pack. Derived criteria are computed from others and not counted again."""

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        counted = [criterion for criterion in pack.criteria.values() if not criterion.derived]
        self.members = {
            d.code: tuple(c for c in counted if c.dimension == d.code and c.of_case) for d in pack.dimensions
        }
        self._context: dict[str, tuple[Criterion, ...]] = {
            level: tuple(c for c in counted if c.level == level) for level in CONTEXT_LEVELS
        }
        self._options: dict[tuple[Statuses, frozenset[Severity]], tuple[Option, ...]] = {}
        self._intervals: dict[frozenset[tuple[tuple[Option, ...], int]], Interval] = {}
        self._core = tuple(dimension.code for dimension in pack.dimensions if dimension.core)

    def score(self, run: Deduction) -> Scores:
        """All scores of one run. Sound bounds need a run that was read as one that may still learn ("completed")."""
        dimensions = {code: self._interval(members, run) for code, members in self.members.items()}
        context = {level: self._interval(members, run) for level, members in self._context.items()}
        return self._whole(dimensions, context)

    def rescore(self, run: Deduction, before: Deduction, scores: Scores) -> Scores:
        """The scores of a hypothetical run; dimensions in which nothing changed are kept, and so is the context."""
        dimensions = {
            code: self._interval(members, run) if _differ(members, run, before) else scores.dimensions[code]
            for code, members in self.members.items()
        }
        return self._whole(dimensions, scores.context)

    def _whole(self, dimensions: dict[str, Interval], context: Mapping[str, Interval]) -> Scores:
        core = {code: dimensions[code] for code in self._core}
        return Scores(dimensions, context, overall(core.values()), weakest(core))

    def _interval(self, criteria: Iterable[Criterion], run: Deduction) -> Interval:
        """The score of some criteria. What counts is how many may count in which way, so equal mixtures are computed once."""
        mixture = frozenset(
            Counter(self._ways(run.after[item.id], run.severities[item.id]) for item in criteria).items()
        )
        if mixture not in self._intervals:
            self._intervals[mixture] = _scored(Counter(dict(mixture)))
        return self._intervals[mixture]

    def _ways(self, statuses: Statuses, severities: frozenset[Severity]) -> tuple[Option, ...]:
        key = (statuses, severities)
        if key not in self._options:
            scoring = self.pack.scoring
            self._options[key] = options(statuses, severities, scoring.values, scoring.weights)
        return self._options[key]


def _scored(mixture: Counter[tuple[Option, ...]]) -> Interval:
    found = extremes(mixture)
    if found is None:
        return Interval(None, None, 1.0)
    return Interval(100 * found[0], 100 * found[1], coverage(mixture))


def _differ(criteria: Iterable[Criterion], run: Deduction, before: Deduction) -> bool:
    return any(
        run.after[item.id] != before.after[item.id] or run.severities[item.id] != before.severities[item.id]
        for item in criteria
    )


def overall(core: Iterable[Interval]) -> Interval:
    """The weakest core dimension: the lower end is the lowest lower end, the upper the lowest upper end."""
    counted = [item for item in core if item.low is not None and item.high is not None]
    if not counted:
        return Interval(None, None, 1.0)
    return Interval(
        min(i.low or 0.0 for i in counted), min(i.high or 0.0 for i in counted), min(i.coverage for i in counted)
    )


def weakest(core: Mapping[str, Interval]) -> tuple[str, ...]:
    """The core dimensions that some completion makes the lowest."""
    counted = {code: item for code, item in core.items() if item.low is not None and item.high is not None}
    if not counted:
        return ()
    ceiling = min(item.high or 0.0 for item in counted.values())
    return tuple(
        code for code, item in sorted(counted.items(), key=lambda pair: pair[1].middle) if (item.low or 0.0) <= ceiling
    )
