"""Inference on a case: durable-rules decides, the plain evaluator must agree on every criterion, else it is an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from abkommen.base.logic import Ternary
from abkommen.inference.deduction import Plan, deduce
from abkommen.inference.host import AVAILABLE, Engine, EngineError, FactRow
from abkommen.inference.memory import ListFact, Memory
from abkommen.inference.outcome import CriterionOutcome, Outcomes, Statuses
from abkommen.inference.plain import evaluate_leaf
from abkommen.inference.rows import ABSENT, attribute_key
from abkommen.inference.ruleset import Ruleset, compile_pack
from abkommen.inference.statuses import raised
from abkommen.rulepack.conditions import FactDate, FactIn, FactKnown, FactNumber, Leaf
from abkommen.rulepack.model import RulePack


class Disagreement(RuntimeError):
    """The two evaluators differ. Names the criterion or interaction; never resolved silently."""


class Session:
    """A rule pack ready for cases. Reuse it: compiling costs more than a run. One session per process or thread."""

    def __init__(self, pack: RulePack) -> None:
        self.plan = Plan(pack)
        self._ruleset = compile_pack(self.plan) if AVAILABLE else None
        self._engine = Engine(self._ruleset.rules, self._ruleset.unread) if self._ruleset else None

    @property
    def evaluators(self) -> tuple[str, ...]:
        """Which evaluators decide: both, or the plain one where durable-rules cannot be had."""
        return ("durable-rules", "plain") if self._engine else ("plain",)

    def infer(self, memory: Memory) -> Outcomes:
        """The outcomes of a case. Raises :class:`Disagreement` or :class:`EngineError`, both defects and never input errors."""
        plain = deduce(self.plan, memory)
        if self._engine is None or self._ruleset is None:
            return plain
        rows = tuple({row["id"]: row for row in _rows(memory, self._ruleset)}.values())
        engine = _read_back(self.plan, (*rows, *self._engine.run(rows)))
        _compare(engine, plain)
        return engine


def _rows(memory: Memory, ruleset: Ruleset) -> Iterator[FactRow]:
    """The memory as facts of the engine; tests it cannot be trusted with arrive decided."""
    yield from ruleset.always
    for field, possible in memory.values.items():
        if len(possible) == 1:
            yield {"kind": "fact", "id": f"fact:{field}", "field": field, "val": next(iter(possible))}
    for name, listed in memory.lists.items():
        yield from _list_rows(name, listed, ruleset.attributes.get(name, ()))
    for leaf in ruleset.leaves:
        truth = _decided_outside(leaf, memory)
        if truth is not None:
            yield from ruleset.concluded_by[(leaf, truth)]


def _list_rows(name: str, listed: ListFact, attributes: Iterable[str]) -> Iterator[FactRow]:
    for number, item in enumerate(listed.items):
        known = {attribute: item.get(attribute) or frozenset((ABSENT,)) for attribute in attributes}
        values = {
            attribute_key(attribute): next(iter(possible))
            for attribute, possible in known.items()
            if len(possible) == 1
        }
        yield {"kind": "item", "id": f"item:{name}:{number}", "list": name, "n": f"{name}#{number}", **values}
    if listed.complete:
        yield {"kind": "complete", "id": f"complete:{name}", "list": name}


def _decided_outside(leaf: Leaf, memory: Memory) -> Ternary:
    """Dates, numbers, whether a fact is known, and undetermined facts whose candidates all agree."""
    if isinstance(leaf, (FactDate, FactNumber, FactKnown)):
        return evaluate_leaf(leaf, memory, {})
    if isinstance(leaf, FactIn) and len(memory.values.get(leaf.fact, ())) > 1:
        return evaluate_leaf(leaf, memory, {})
    return None


@dataclass(frozen=True, slots=True)
class _Conclusions:
    """The engine's facts, sorted by kind."""

    parts: dict[tuple[str, str], bool]
    can: dict[str, set[str]]
    may: dict[str, set[str]]
    held: dict[str, bool]
    gaps: dict[str, set[str]]


def _sorted_by_kind(rows: Iterable[FactRow]) -> _Conclusions:
    found = _Conclusions({}, {}, {}, {}, {})
    for row in rows:
        match row["kind"]:
            case "part":
                found.parts[row["crit"], row["part"]] = row["val"] == "T"
            case "can":
                found.can.setdefault(row["crit"], set()).add(row["val"])
            case "may":
                found.may.setdefault(row["crit"], set()).add(row["val"])
            case "held":
                found.held[row["int"]] = row["val"] == "T"
            case "gap":
                found.gaps.setdefault(row["dim"], set()).add(row["val"])
    return found


def _read_back(plan: Plan, rows: Iterable[FactRow]) -> Outcomes:
    found = _sorted_by_kind(rows)
    interactions = {name: found.held.get(name) for name in plan.pack.interactions}
    criteria = {name: _criterion(plan, name, found, interactions) for name in plan.pack.criteria}
    gaps = {dimension.code: _gap(found.gaps.get(dimension.code, set())) for dimension in plan.pack.dimensions}
    return Outcomes(criteria, interactions, gaps)


def _criterion(plan: Plan, name: str, found: _Conclusions, interactions: dict[str, Ternary]) -> CriterionOutcome:
    criterion = plan.pack.criteria[name]
    own: Statuses = frozenset(found.can.get(name, ()))
    after = frozenset(found.may.get(name, ())) if name in plan.caps else own
    raises = ((to, interactions[by]) for by, to in plan.raises.get(name, ()))
    applies, due, met, not_met = (found.parts.get((name, part)) for part in ("applies", "due", "met", "not_met"))
    undated = plan.due_test(criterion) is None
    return CriterionOutcome(
        applies, True if undated else due, met, not_met, own, after, raised(criterion.severity, raises)
    )


def _gap(values: set[str]) -> Ternary:
    return True if "T" in values else None if "M" in values else False


def _compare(engine: Outcomes, plain: Outcomes) -> None:
    """Every criterion, every interaction and every critical gap, or an error that names the first that differs."""
    pairs = (
        *((name, engine.criteria[name], outcome) for name, outcome in plain.criteria.items()),
        *((name, engine.interactions[name], state) for name, state in plain.interactions.items()),
        *((f"critical gap in {name}", engine.gaps[name], gap) for name, gap in plain.gaps.items()),
    )
    for name, left, right in pairs:
        if left != right:
            raise Disagreement(f"the evaluators disagree on {name}: {left} against {right}")


__all__ = ["Disagreement", "EngineError", "Session"]
