"""How statuses become scores and a verdict: the pack's numbers, each marked as ours and with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from abkommen.base.texts import Text
from abkommen.rulepack.conditions import Condition

Aggregation = Literal["weakest", "geometric_mean", "mean"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One step of the ladder; ``requires`` must hold for it and for all lower steps."""

    id: str
    meaning: Text
    requires: Condition
    reason: Text


@dataclass(frozen=True, slots=True)
class Robustness:
    """What the sensitivity analysis varies: draws and seed, spreads of weights (share) and bands (points), range of partly."""

    draws: int
    seed: int
    weight_spread: float
    partly_range: tuple[float, float]
    band_spread: float
    aggregations: tuple[Aggregation, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A number with the reason for it."""

    name: str
    value: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Scoring:
    """The numbers of a pack. ``stated`` lists every one of them for the method part of reports."""

    values: Mapping[str, float]
    weights: Mapping[str, float]
    aggregation: Aggregation
    verdicts: tuple[Verdict, ...]
    robustness: Robustness
    stated: tuple[Stated, ...]

    def rank(self, verdict: str) -> int:
        """The place of a verdict on the ladder, 0 for the lowest."""
        return [step.id for step in self.verdicts].index(verdict)
