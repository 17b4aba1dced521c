"""scoring.yaml: its shape, and how it becomes the scoring of a pack."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from abkommen.base.models import Frozen
from abkommen.base.texts import Text
from abkommen.rulepack.conditions import Condition
from abkommen.rulepack.scoring import Aggregation, Robustness, Scoring, Stated, Verdict


class _Number(Frozen):
    value: float = Field(ge=0)
    reason: Text


class _Range(Frozen):
    value: tuple[float, float]
    reason: Text


class _Names(Frozen):
    value: tuple[Aggregation, ...] = Field(min_length=1)
    reason: Text


class _StatusValues(Frozen):
    met: _Number
    partly: _Number
    not_met: _Number


class _Weights(Frozen):
    critical: _Number
    major: _Number
    minor: _Number
    context: _Number


class _Method(Frozen):
    method: Aggregation
    reason: Text


class _VerdictEntry(Frozen):
    id: str
    meaning: Text
    requires: Any = "always"
    reason: Text


class _RobustnessEntry(Frozen):
    draws: int = Field(ge=1, le=1_000_000)
    seed: int = Field(ge=0)
    weight_spread: _Number
    partly_range: _Range
    band_spread: _Number
    aggregations: _Names


class ScoringEntry(Frozen):
    """scoring.yaml as it is written."""

    schema_: Literal["migration-agreement-scoring/1"] = Field(alias="schema")
    status_values: _StatusValues
    weights: _Weights
    aggregation: _Method
    verdicts: tuple[_VerdictEntry, ...] = Field(min_length=2)
    robustness: _RobustnessEntry


def build_scoring(entry: ScoringEntry, requirements: tuple[Condition, ...]) -> Scoring:
    """The scoring of a pack, with the conditions of its verdicts already read."""
    steps = tuple(
        Verdict(step.id, step.meaning, condition, step.reason)
        for step, condition in zip(entry.verdicts, requirements, strict=True)
    )
    varied = entry.robustness
    robustness = Robustness(
        varied.draws, varied.seed, varied.weight_spread.value, varied.partly_range.value, varied.band_spread.value,
        varied.aggregations.value,
    )  # fmt: skip
    values = {name: number.value for name, number in entry.status_values}
    weights = {name: number.value for name, number in entry.weights}
    return Scoring(values, weights, entry.aggregation.method, steps, robustness, tuple(_stated(entry)))


def _stated(entry: ScoringEntry) -> list[Stated]:
    numbers = [*entry.status_values, *entry.weights]
    found = [Stated(name, f"{number.value:g}", number.reason) for name, number in numbers]
    found.append(Stated("aggregation", entry.aggregation.method, entry.aggregation.reason))
    varied = entry.robustness
    found.append(Stated("weight_spread", f"{varied.weight_spread.value:g}", varied.weight_spread.reason))
    found.append(
        Stated("partly_range", "–".join(f"{end:g}" for end in varied.partly_range.value), varied.partly_range.reason)
    )
    found.append(Stated("band_spread", f"{varied.band_spread.value:g}", varied.band_spread.reason))
    found.append(Stated("aggregations", ", ".join(varied.aggregations.value), varied.aggregations.reason))
    return found
