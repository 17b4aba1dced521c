"""A whole run on the plain evaluator: every node of the pack's graph in its order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from abkommen.base.logic import Ternary, member
from abkommen.inference.memory import Memory
from abkommen.inference.outcome import CriterionOutcome, Outcomes, Statuses
from abkommen.inference.plain import evaluate, evaluate_leaf
from abkommen.inference.statuses import Reading, capped, critical_gap, due_stages, possible_statuses, raised
from abkommen.rulepack.conditions import Condition, CriticalGap, FactIn, ScoreAtLeast, StatusIn, facts_read
from abkommen.rulepack.graph import Graph, dependencies, levels
from abkommen.rulepack.model import Criterion, RulePack, Severity

Parts = tuple[Ternary, Ternary, Ternary, Ternary]
"""Whether a criterion applies, is due, is met, is not met."""


@dataclass(eq=False)
class Plan:
    """A pack prepared for runs: the order of its nodes and who caps and raises what."""

    pack: RulePack
    order: tuple[tuple[str, ...], ...] = field(init=False)
    caps: dict[str, list[str]] = field(init=False)
    raises: dict[str, list[tuple[str, Severity]]] = field(init=False)
    graph: Graph = field(init=False)
    _affected: dict[frozenset[str], tuple[tuple[str, str], ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.graph = dependencies(self.pack.criteria, self.pack.interactions)
        self.order = levels(self.graph)
        self.caps, self.raises = {}, {}
        for interaction in self.pack.interactions.values():
            for effect in interaction.effects:
                if effect.kind == "cap_status" and effect.criterion:
                    self.caps.setdefault(effect.criterion, []).append(interaction.id)
                if effect.kind == "raise_severity" and effect.criterion:
                    to: Severity = effect.to  # type: ignore[assignment]
                    self.raises.setdefault(effect.criterion, []).append((interaction.id, to))

    @cached_property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """The nodes in one sequence, as (kind, id)."""
        return tuple((node.partition(":")[0], node.partition(":")[2]) for layer in self.order for node in layer)

    @cached_property
    def _readers(self) -> dict[str, set[str]]:
        """Field to the nodes whose conditions read it directly."""
        readers: dict[str, set[str]] = {}
        for criterion in self.pack.criteria.values():
            due = self.due_test(criterion)
            conditions = (criterion.applies_when, criterion.met, criterion.not_met, *((due,) if due else ()))
            for field_name in frozenset[str]().union(*map(facts_read, conditions)):
                readers.setdefault(field_name, set()).add(f"own:{criterion.id}")
        for interaction in self.pack.interactions.values():
            for field_name in facts_read(interaction.when):
                readers.setdefault(field_name, set()).add(f"interaction:{interaction.id}")
        return readers

    def affected(self, fields: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """The steps that a change of these fields can reach, in order."""
        if fields not in self._affected:
            reached = set[str]().union(*(self._readers.get(name, set()) for name in fields))
            for kind, name in self.steps:
                if not self.graph[f"{kind}:{name}"].isdisjoint(reached):
                    reached.add(f"{kind}:{name}")
            self._affected[fields] = tuple(step for step in self.steps if ":".join(step) in reached)
        return self._affected[fields]

    def due(self, criterion: Criterion, memory: Memory) -> Ternary:
        test = self.due_test(criterion)
        return True if test is None else evaluate_leaf(test, memory, self.pack.fields)

    def due_test(self, criterion: Criterion) -> FactIn | None:
        """The test on the stage of the talks from which the criterion counts; None when it always does."""
        stages = due_stages(self.pack.stages, criterion.due_from)
        return FactIn(self.pack.stage_field, stages) if stages is not None else None


def deduce(plan: Plan, memory: Memory, reading: Reading = "today") -> Outcomes:
    """All statuses, severities and interactions of one memory."""
    return conclude(plan, memory, reading).outcomes()


def conclude(plan: Plan, memory: Memory, reading: Reading = "today") -> Deduction:
    """The same as an open book, from which hypothetical cases can be derived cheaply with :meth:`Deduction.after_change`."""
    run = Deduction(plan, memory.opened() if reading == "completed" else memory, reading)
    run.take(plan.steps)
    return run


class Deduction:
    """The conclusions of one run, one method per kind of node. Never changed once :func:`conclude` has returned it."""

    def __init__(self, plan: Plan, memory: Memory, reading: Reading) -> None:
        self.plan, self.pack, self.memory, self.reading = plan, plan.pack, memory, reading
        self.parts: dict[str, Parts] = {}
        self.own: dict[str, Statuses] = {}
        self.after: dict[str, Statuses] = {}
        self.severities: dict[str, frozenset[Severity]] = {}
        self.interactions: dict[str, Ternary] = {}
        self.gaps: dict[str, Ternary] = {}

    def after_change(self, memory: Memory, changed: Iterable[str]) -> Deduction:
        """The conclusions for a memory that differs in ``changed`` only; whatever does not depend on them is kept."""
        run = Deduction(self.plan, memory.opened() if self.reading == "completed" else memory, self.reading)
        for name in ("parts", "own", "after", "severities", "interactions", "gaps"):
            setattr(run, name, dict(getattr(self, name)))
        run.take(self.plan.affected(frozenset(changed)))
        return run

    def take(self, steps: Iterable[tuple[str, str]]) -> None:
        for kind, name in steps:
            self.step(kind, name)

    def step(self, kind: str, name: str) -> None:
        match kind:
            case "own":
                self.parts[name], self.own[name] = self.judged(self.pack.criteria[name])
            case "status":
                self.after[name] = capped(
                    self.own[name], (self.interactions[cap] for cap in self.plan.caps.get(name, ()))
                )
            case "severity":
                raises = ((to, self.interactions[by]) for by, to in self.plan.raises.get(name, ()))
                self.severities[name] = raised(self.pack.criteria[name].severity, raises)
            case "interaction":
                self.interactions[name] = self.truth(self.pack.interactions[name].when)
            case "gap":
                members = self.pack.of_dimension(name)
                self.gaps[name] = critical_gap((self.after[item.id], self.severities[item.id]) for item in members)

    def outcomes(self) -> Outcomes:
        criteria = {
            name: CriterionOutcome(*self.parts[name], self.own[name], self.after[name], self.severities[name])
            for name in self.pack.criteria
        }
        return Outcomes(criteria, {name: self.interactions[name] for name in self.pack.interactions}, self.gaps)

    def judged(self, criterion: Criterion) -> tuple[Parts, Statuses]:
        """What a criterion comes to by its own conditions, given what the run has concluded so far."""
        applies, met, not_met = (
            self.truth(part) for part in (criterion.applies_when, criterion.met, criterion.not_met)
        )
        due = self.plan.due(criterion, self.memory)
        return (applies, due, met, not_met), possible_statuses(criterion, applies, due, met, not_met, self.reading)

    def truth(self, condition: Condition) -> Ternary:
        return evaluate(condition, self.memory, self.pack.fields, self.answer)

    def answer(self, leaf: StatusIn | CriticalGap | ScoreAtLeast) -> Ternary:
        """What a condition asks of the criteria concluded so far."""
        match leaf:
            case CriticalGap(dimension):
                return self.gaps[dimension]
            case StatusIn(criterion, statuses):
                return member(self.after[criterion], statuses)
            case ScoreAtLeast():
                raise TypeError("a score is known only after inference")
