"""The verdict: the highest step of the pack's ladder whose conditions hold; with unknowns the lowest and highest possible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from abkommen.assessment.intervals import Interval
from abkommen.assessment.scores import Scores
from abkommen.base.logic import Ternary
from abkommen.inference.deduction import Deduction
from abkommen.inference.plain import evaluate
from abkommen.rulepack.conditions import CriticalGap, ScoreAtLeast, StatusIn
from abkommen.rulepack.model import RulePack


@dataclass(frozen=True, slots=True)
class VerdictRange:
    """At worst ``worst``, at best ``best``; equal when decided."""

    worst: str
    best: str

    @property
    def decided(self) -> bool:
        return self.worst == self.best


def verdict(run: Deduction, scores: Scores) -> VerdictRange:
    """The verdict of one run. Kleene logic makes the range sound: no completion of the case leaves it."""
    pack = run.pack

    def statuses(leaf: StatusIn | CriticalGap | ScoreAtLeast) -> Ternary:
        return reaches(_score(leaf.score, scores), leaf.bound) if isinstance(leaf, ScoreAtLeast) else run.answer(leaf)

    steps = [evaluate(step.requires, run.memory, pack.fields, statuses) for step in pack.scoring.verdicts]
    return ladder(pack, steps, run)


def ladder(pack: RulePack, steps: Iterable[Ternary], run: Deduction) -> VerdictRange:
    """The range from each step's truth and the interactions that bound the verdict."""
    worst = best = 0
    sure = True
    for rank, holds in enumerate(steps):
        if holds is False:
            break
        best = rank
        sure = sure and holds is True
        worst = rank if sure else worst
    for bound, state in _bounds(pack, run):
        best = min(best, bound) if state is True else best
        worst = min(worst, bound)
    names = [step.id for step in pack.scoring.verdicts]
    return VerdictRange(names[worst], names[best])


def _bounds(pack: RulePack, run: Deduction) -> Iterable[tuple[int, Ternary]]:
    for interaction in pack.interactions.values():
        state = run.interactions[interaction.id]
        for effect in interaction.effects:
            if effect.kind == "bound_verdict" and effect.to is not None and state is not False:
                yield pack.scoring.rank(effect.to), state


def reaches(item: Interval, bound: float) -> Ternary:
    """Whether a score is at least the bound; unknown where only part of the interval is, or nothing counts."""
    if item.low is None or item.high is None:
        return None
    if item.low >= bound - 1e-9:
        return True
    return None if item.high >= bound - 1e-9 else False


def _score(name: str, scores: Scores) -> Interval:
    return scores.overall if name == "overall" else scores.dimensions[name]
