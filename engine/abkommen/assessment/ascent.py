"""What it takes to reach the next verdict: a set of changes from which none can be left out."""

from __future__ import annotations

from collections.abc import Iterable

from abkommen.assessment.model import Repair
from abkommen.assessment.repair import Changes, Repairs
from abkommen.assessment.scores import Scorer, Scores
from abkommen.assessment.verdicts import VerdictRange, verdict
from abkommen.inference.deduction import Deduction
from abkommen.rulepack.conditions import ALWAYS
from abkommen.rulepack.model import Criterion, Interaction


def next_verdict(repairs: Repairs, scores: Scores, current: VerdictRange) -> Repair | None:
    """Changes that secure the verdict above today's lowest; None when that is the highest already.

    Each step's conditions are satisfied first; then criteria are repaired, the best gain per changed fact first, until the
    scores suffice; then every change that is not needed is taken out again. The result is irreducible: no part of it does.
    """
    steps = repairs.pack.scoring.verdicts
    rank = repairs.pack.scoring.rank(current.worst) + 1
    if rank == len(steps):
        return None
    ascent = _Ascent(repairs, scores, rank)
    demanded = [repairs.satisfy(step.requires, True) for step in steps[: rank + 1] if step.requires != ALWAYS]
    demanded += [repairs.satisfy(interaction.when, False) for interaction in ascent.bounding()]
    reached = ascent.climb(repairs.joined(min(ways, key=len) for ways in demanded)) if all(demanded) else None
    if reached is None:
        return Repair(steps[rank].id, (), repairs.blocked)
    kept = ascent.without_surplus(reached)
    return Repair(steps[rank].id, (tuple(sorted(kept, key=lambda change: change.field)),))


class _Ascent:
    """The way to one step of the ladder."""

    def __init__(self, repairs: Repairs, scores: Scores, rank: int) -> None:
        self.repairs, self.scores, self.rank = repairs, scores, rank
        self.pack, self.scorer = repairs.pack, Scorer(repairs.pack)

    def bounding(self) -> Iterable[Interaction]:
        """The interactions that hold the verdict below the step."""
        for interaction in self.pack.interactions.values():
            bounds = (effect.to for effect in interaction.effects if effect.kind == "bound_verdict" and effect.to)
            too_low = any(self.pack.scoring.rank(bound) < self.rank for bound in bounds)
            if too_low and self.repairs.run.interactions[interaction.id] is not False:
                yield interaction

    def climb(self, changes: Changes) -> Changes | None:
        """Repair criteria of the weakest core dimension until the verdict is secured; None when that never happens."""
        tried: set[str] = set()
        while True:
            run, scores, reached = self._after(changes)
            if reached:
                return changes
            found = self._most_telling(run, scores, changes, tried)
            if found is None:
                return None
            tried.add(found[0])
            changes = self.repairs.joined((changes, found[1]))

    def without_surplus(self, changes: Changes) -> Changes:
        """Leave out every change without which the verdict stands, the hardest first."""
        fields = self.pack.fields
        for change in sorted(changes, key=lambda change: (-fields[change.field].effort, change.field)):
            if self._after(changes - {change})[2]:
                changes -= {change}
        return changes

    def _after(self, changes: Changes) -> tuple[Deduction, Scores, bool]:
        run = self.repairs.try_out(changes)
        scores = self.scorer.rescore(run, self.repairs.run, self.scores)
        return run, scores, self.pack.scoring.rank(verdict(run, scores).worst) >= self.rank

    def _most_telling(
        self, run: Deduction, scores: Scores, changes: Changes, tried: set[str]
    ) -> tuple[str, Changes] | None:
        """The repair that adds most weight per further fact, in the core dimension whose lower end is lowest."""
        core = [(scores.dimensions[d.code].low, d.code) for d in self.pack.dimensions if d.core]
        for _, code in sorted((low, code) for low, code in core if low is not None):
            open_ = [c for c in self.scorer.members[code] if c.id not in tried and run.after[c.id] != {"met"}]
            ways = {c.id: found[0] for c in open_ if (found := self.repairs.changes_for(c.id))}
            if ways:
                best = max(
                    (c for c in open_ if c.id in ways), key=lambda c: (self._gain(c, run, ways[c.id], changes), c.id)
                )
                return best.id, ways[best.id]
        return None

    def _gain(self, criterion: Criterion, run: Deduction, way: Changes, changes: Changes) -> float:
        scoring = self.pack.scoring
        lowest = min(scoring.values.get(status, scoring.values["met"]) for status in run.after[criterion.id])
        weight = max(scoring.weights[severity] for severity in run.severities[criterion.id])
        further = len({change.field for change in way} - {change.field for change in changes})
        return weight * (scoring.values["met"] - lowest) / max(further, 0.5)
