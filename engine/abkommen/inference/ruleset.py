"""A rule pack as a durable ruleset: facts and list items to tests, tests to conditions, conditions to statuses, in phases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from abkommen.inference.deduction import Plan
from abkommen.inference.host import MAX_RULES_PER_PHASE, FactRow, Rule
from abkommen.inference.listrules import asked_attributes, fit_rules, quantified_rules, undecided_fit
from abkommen.inference.normal import Conjunction, conjunctions
from abkommen.inference.rows import TRUTH, both, conclude, held_row, leaf_row, part_row
from abkommen.inference.statusrules import StatusRules
from abkommen.rulepack.conditions import Condition, CriticalGap, FactIn, Leaf, Quantified, StatusIn
from abkommen.rulepack.model import Criterion

Drafted = Rule  # a rule whose phase is not yet set
Key = tuple[Leaf, bool]
L = TypeVar("L", bound=Leaf)


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Rules in phases.

    ``always`` holds in every case; no rule reads an ``unread`` fact; ``concluded_by``: what a test decided outside asserts.
    """

    rules: tuple[Rule, ...]
    always: tuple[FactRow, ...]
    unread: Callable[[FactRow], bool]
    concluded_by: dict[Key, tuple[FactRow, ...]]
    leaves: tuple[Leaf, ...]
    attributes: dict[str, tuple[str, ...]]


def compile_pack(plan: Plan) -> Ruleset:
    """Compile a pack. Raises :class:`~abkommen.inference.normal.TooComplex` over the engine's trusted limits (lint checks it)."""
    return _Compiler(plan).compile()


class _Compiler:
    def __init__(self, plan: Plan) -> None:
        self.plan, self.pack = plan, plan.pack
        self.numbers: dict[Leaf, int] = {}
        self.direct: dict[Key, list[FactRow]] = {}
        self.joined: list[tuple[Conjunction, FactRow]] = []
        self.always: list[FactRow] = []
        self.read_by: dict[str, set[Leaf]] = {}
        self.in_joins: set[Key] = set()
        self.statuses = StatusRules(plan)

    def compile(self) -> Ruleset:
        for criterion in self.pack.criteria.values():
            for part, condition in self.parts(criterion):
                self._conclude(condition, partial(part_row, criterion.id, part), f"own:{criterion.id}")
        for interaction in self.pack.interactions.values():
            self._conclude(interaction.when, partial(held_row, interaction.id), f"interaction:{interaction.id}")
        self.always += self.statuses.enrol()
        rules = tuple(_phased(self._blocks()))
        concluded = {key: tuple(self.emissions(*key)) for leaf in self.numbers for key in ((leaf, True), (leaf, False))}
        return Ruleset(
            rules, tuple(self.always), self._unread(), concluded, tuple(self.numbers), asked_attributes(self.numbers)
        )

    def _unread(self) -> Callable[[FactRow], bool]:
        read = self.statuses.read(self.numbers)
        return lambda row: row["kind"] == "can" and row["crit"] not in read

    def parts(self, criterion: Criterion) -> Iterator[tuple[str, Condition]]:
        yield "applies", criterion.applies_when
        yield "met", criterion.met
        yield "not_met", criterion.not_met
        due = self.plan.due_test(criterion)
        if due is not None:
            yield "due", due

    def _conclude(self, condition: Condition, target: Callable[[bool], FactRow], node: str) -> None:
        read = self.read_by.setdefault(node, set())
        for truth in (True, False):
            for conjunction in conjunctions(condition, truth):
                literals = tuple(conjunction)
                for leaf, _ in literals:
                    self.numbers.setdefault(leaf, len(self.numbers))  # type: ignore[arg-type]
                    read.add(leaf)  # type: ignore[arg-type]
                if not literals:
                    self.always.append(target(truth))
                elif len(literals) == 1:
                    self.direct.setdefault(literals[0], []).append(target(truth))  # type: ignore[arg-type]
                else:
                    self.joined.append((conjunction, target(truth)))
                    self.in_joins |= conjunction  # type: ignore[arg-type]

    def emissions(self, leaf: Leaf, truth: bool) -> list[FactRow]:
        """What becomes known when a test turns out true or false."""
        own = [leaf_row(self.numbers[leaf], truth)] if (leaf, truth) in self.in_joins else []
        return own + self.direct.get((leaf, truth), [])

    def _told(self, leaf: L) -> tuple[L, int, list[FactRow], list[FactRow]]:
        """A test with its number and what becomes known when it holds and when it does not."""
        return leaf, self.numbers[leaf], self.emissions(leaf, True), self.emissions(leaf, False)

    # -- blocks of rules, in the order they must run ----------------------------------------------------------------

    def _blocks(self) -> Iterator[list[Drafted]]:
        quantified = [leaf for leaf in self.numbers if isinstance(leaf, Quantified)]
        yield [*self._fact_rules()] + [
            rule for leaf in quantified for rule in fit_rules(leaf, self.numbers[leaf], self.pack.fields)
        ]
        yield [undecided_fit(leaf, self.numbers[leaf]) for leaf in quantified]
        yield [rule for leaf in quantified for rule in quantified_rules(*self._told(leaf))]
        yield self._joins(lambda conjunction: not _reads_statuses(conjunction))
        ready: set[Leaf] = {leaf for leaf in self.numbers if not isinstance(leaf, (StatusIn, CriticalGap))}
        for layer, members in enumerate(self.plan.order):
            nodes = [(node.partition(":")[0], node.partition(":")[2]) for node in members]
            yield from self._layer(layer, nodes, ready)

    def _layer(self, layer: int, nodes: Sequence[tuple[str, str]], ready: set[Leaf]) -> Iterator[list[Drafted]]:
        asked = {leaf for kind, name in nodes for leaf in self.read_by.get(f"{kind}:{name}", ())}
        wanted = [leaf for leaf in self.numbers if leaf in asked and leaf not in ready]
        ready.update(wanted)
        yield [rule for leaf in wanted for rule in self.statuses.test_rules(*self._told(leaf))]
        here = {f"{kind}:{name}" for kind, name in nodes}
        yield [rule for rule in self._joins(_reads_statuses) if rule.id.split("|")[1] in here]
        yield [*self.statuses.can_rules(layer)] if any(kind == "own" for kind, _ in nodes) else []
        yield [rule for kind, name in nodes if kind == "status" for rule in self.statuses.may_rules(name)]
        yield [rule for kind, name in nodes if kind == "gap" for rule in self.statuses.gap_rules(name)]

    def _fact_rules(self) -> Iterator[Drafted]:
        """One rule for every value a fact can have: it decides all tests on that fact at once."""
        tests: dict[str, list[FactIn]] = {}
        for leaf in self.numbers:
            if isinstance(leaf, FactIn):
                tests.setdefault(leaf.fact, []).append(leaf)
        for name, asked in tests.items():
            for value in sorted(self.pack.fields[name].domain()):
                emitted = [fact for leaf in asked for fact in self.emissions(leaf, value in leaf.values)]
                pattern = both({"kind": "fact"}, {"field": name}, {"val": value})
                yield Rule(f"F{name}={value}", 0, (("f", pattern),), conclude(emitted))

    def _joins(self, chosen: Callable[[Conjunction], bool]) -> list[Drafted]:
        return [self._join(index, one, target) for index, (one, target) in enumerate(self.joined) if chosen(one)]

    def _join(self, index: int, conjunction: Conjunction, target: FactRow) -> Drafted:
        numbered = sorted((self.numbers[leaf], truth) for leaf, truth in conjunction)  # type: ignore[index]
        when = tuple(
            (f"l{number}", both({"kind": "leaf"}, {"leaf": number}, {"val": TRUTH[truth]}))
            for number, truth in numbered
        )
        owner = f"interaction:{target['int']}" if target["kind"] == "held" else f"own:{target['crit']}"
        return Rule(f"J{index}|{owner}", 0, when, conclude([target]))


def _phased(blocks: Iterable[list[Drafted]]) -> Iterator[Rule]:
    """Number the phases: a new one for every block and for every so many rules of a block."""
    phase = 0
    for block in blocks:
        for index, rule in enumerate(block):
            phase += index % MAX_RULES_PER_PHASE == 0
            yield replace(rule, phase=phase)


def _reads_statuses(conjunction: Conjunction) -> bool:
    return any(isinstance(leaf, (StatusIn, CriticalGap)) for leaf, _ in conjunction)
