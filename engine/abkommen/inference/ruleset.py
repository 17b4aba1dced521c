"""A rule pack as a durable ruleset: facts and list items to tests, tests to conditions, conditions to statuses, in phases.

Kinds of facts: ``fact`` (a known value), ``item`` and ``complete`` (lists), ``fit`` (whether an item fits a condition),
``leaf`` (a test's truth), ``part`` (a criterion's condition), ``can`` and ``may`` (a status that is possible before and
after caps), ``held`` (whether an interaction holds), ``gap`` (a dimension's critical gap: T sure, M possible).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

from abkommen.base.fields import Catalogue
from abkommen.inference.deduction import Plan
from abkommen.inference.host import MAX_RULES_PER_PHASE, FactRow, Match, Rule
from abkommen.inference.normal import Conjunction, conjunctions
from abkommen.rulepack.conditions import (
    ALWAYS,
    Condition,
    CriticalGap,
    FactIn,
    ItemIn,
    Leaf,
    Quantified,
    StatusIn,
    children,
)
from abkommen.rulepack.model import DECIDED_STATUSES, Criterion

Pattern = FactRow
Drafted = Rule  # a rule whose phase is not yet set
Key = tuple[Leaf, bool]

TRUTH = {True: "T", False: "F"}
ABSENT = "?"


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Rules in phases; ``always`` holds in every case; ``concluded_by`` says what a test decided outside the engine asserts."""

    rules: tuple[Rule, ...]
    always: tuple[FactRow, ...]
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
        self.read: set[str] = set(plan.caps)

    def compile(self) -> Ruleset:
        for criterion in self.pack.criteria.values():
            for part, condition in self.parts(criterion):
                self._conclude(condition, partial(_part, criterion.id, part), f"own:{criterion.id}")
        for interaction in self.pack.interactions.values():
            self._conclude(interaction.when, partial(_held, interaction.id), f"interaction:{interaction.id}")
        self._note_what_is_read()
        rules = tuple(_phased(self._blocks()))
        concluded = {key: tuple(self.emissions(*key)) for leaf in self.numbers for key in ((leaf, True), (leaf, False))}
        return Ruleset(rules, tuple(self.always), concluded, tuple(self.numbers), self._attributes())

    def _note_what_is_read(self) -> None:
        """The criteria whose statuses other rules read; what is concluded of the rest need not be asserted."""
        for leaf in self.numbers:
            if isinstance(leaf, StatusIn):
                self.read.add(leaf.criterion)
            elif isinstance(leaf, CriticalGap):
                self.read.update(criterion.id for criterion, _ in self._grave(leaf.dimension))

    def _attributes(self) -> dict[str, tuple[str, ...]]:
        """Per list the attributes that conditions ask for; every item asserts each of them."""
        asked: dict[str, set[str]] = {}
        for leaf in self.numbers:
            if isinstance(leaf, Quantified):
                asked.setdefault(leaf.fact, set()).update(_item_attributes(leaf.where))
        return {name: tuple(sorted(attributes)) for name, attributes in asked.items()}

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
        own = [_leaf(self.numbers[leaf], truth)] if (leaf, truth) in self.in_joins else []
        return own + self.direct.get((leaf, truth), [])

    # -- blocks of rules, in the order they must run ----------------------------------------------------------------

    def _blocks(self) -> Iterator[list[Drafted]]:
        quantified = [leaf for leaf in self.numbers if isinstance(leaf, Quantified)]
        yield [*self._fact_rules()] + [rule for leaf in quantified for rule in self._fit_rules(leaf)]
        yield [self._undecided_fit(leaf) for leaf in quantified]
        yield [rule for leaf in quantified for rule in self._quantified_rules(leaf)]
        yield self._joins(lambda conjunction: not _reads_statuses(conjunction))
        ready: set[Leaf] = {leaf for leaf in self.numbers if not isinstance(leaf, (StatusIn, CriticalGap))}
        for layer in self.plan.order:
            nodes = [(node.partition(":")[0], node.partition(":")[2]) for node in layer]
            yield from self._layer(nodes, ready)

    def _layer(self, nodes: Sequence[tuple[str, str]], ready: set[Leaf]) -> Iterator[list[Drafted]]:
        asked = {leaf for kind, name in nodes for leaf in self.read_by.get(f"{kind}:{name}", ())}
        wanted = [leaf for leaf in self.numbers if leaf in asked and leaf not in ready]
        ready.update(wanted)
        yield [rule for leaf in wanted for rule in self._status_rules(leaf)]
        here = {f"{kind}:{name}" for kind, name in nodes}
        yield [rule for rule in self._joins(_reads_statuses) if rule.id.split("|")[1] in here]
        yield [rule for kind, name in nodes if kind == "own" for rule in self._can_rules(self.pack.criteria[name])]
        yield [rule for kind, name in nodes if kind == "status" for rule in self._may_rules(name)]
        yield [rule for kind, name in nodes if kind == "gap" for rule in self._gap_rules(name)]

    # -- tests on facts and lists -----------------------------------------------------------------------------------

    def _fact_rules(self) -> Iterator[Drafted]:
        """One rule for every value a fact can have: it decides all tests on that fact at once."""
        tests: dict[str, list[FactIn]] = {}
        for leaf in self.numbers:
            if isinstance(leaf, FactIn):
                tests.setdefault(leaf.fact, []).append(leaf)
        for name, asked in tests.items():
            for value in sorted(self.pack.fields[name].domain()):
                emitted = [fact for leaf in asked for fact in self.emissions(leaf, value in leaf.values)]
                pattern = _and({"kind": "fact"}, {"field": name}, {"val": value})
                yield Rule(f"F{name}={value}", 0, (("f", pattern),), _assert(emitted))

    def _fit_rules(self, leaf: Quantified) -> Iterator[Drafted]:
        number = self.numbers[leaf]
        for truth in (True, False):
            patterns = _item_patterns(leaf, truth, self.pack.fields)
            for index, pattern in enumerate(patterns):
                then = _fit(number, truth)
                yield Rule(f"fit{number}{TRUTH[truth]}{index}", 0, (("i", pattern),), then)

    def _undecided_fit(self, leaf: Quantified) -> Drafted:
        number = self.numbers[leaf]
        item = _and({"kind": "item"}, {"list": leaf.fact})
        decided = _and({"kind": "fit"}, {"leaf": number}, {"n": {"i": "n"}})
        return Rule(f"fit{number}U", 0, (("i", item),), _fit(number, None), (decided,))

    def _quantified_rules(self, leaf: Quantified) -> Iterator[Drafted]:
        number = self.numbers[leaf]
        true, false, open_ = (_and({"kind": "fit"}, {"leaf": number}, {"val": value}) for value in "TFU")
        complete = _and({"kind": "complete"}, {"list": leaf.fact})
        holds, fails = self.emissions(leaf, True), self.emissions(leaf, False)
        name = f"Q{number}"
        if leaf.kind == "every":
            yield Rule(name + "F", 0, (("x", false),), _assert(fails), gather=True)
            yield Rule(name + "T", 0, (("x", complete),), _assert(holds), (false, open_))
            return
        needed = leaf.at_least if leaf.kind == "count" else 1
        yield Rule(name + "T", 0, (("x", true),), _assert_if(holds, lambda found: found >= needed), gather=True)
        if needed == 1:
            yield Rule(name + "F", 0, (("x", complete),), _assert(fails), (true, open_))
            return
        possible = _and({"kind": "fit"}, {"leaf": number}, _one_of("val", frozenset("TU")))
        few = _assert_if(fails, lambda found: found < needed)
        yield Rule(name + "F", 0, (("c", complete), ("x", possible)), few, gather=True)
        yield Rule(name + "F0", 0, (("c", complete),), _assert(fails), (possible,))

    # -- conditions, statuses, interactions -------------------------------------------------------------------------

    def _joins(self, chosen: Callable[[Conjunction], bool]) -> list[Drafted]:
        return [self._join(index, one, target) for index, (one, target) in enumerate(self.joined) if chosen(one)]

    def _join(self, index: int, conjunction: Conjunction, target: FactRow) -> Drafted:
        numbered = sorted((self.numbers[leaf], truth) for leaf, truth in conjunction)  # type: ignore[index]
        when = tuple(
            (f"l{number}", _and({"kind": "leaf"}, {"leaf": number}, {"val": TRUTH[truth]}))
            for number, truth in numbered
        )
        owner = f"interaction:{target['int']}" if target["kind"] == "held" else f"own:{target['crit']}"
        return Rule(f"J{index}|{owner}", 0, when, _assert([target]))

    def _status_rules(self, leaf: Leaf) -> Iterator[Drafted]:
        number = self.numbers[leaf]
        if isinstance(leaf, CriticalGap):
            sure = _and({"kind": "gap"}, {"dim": leaf.dimension}, {"val": "T"})
            yield Rule(f"G{number}T", 0, (("g", sure),), _assert(self.emissions(leaf, True)), gather=True)
            possible = _and({"kind": "gap"}, {"dim": leaf.dimension}, {"val": "M"})
            yield Rule(f"G{number}F", 0, (), _assert(self.emissions(leaf, False)), (possible,))
        elif isinstance(leaf, StatusIn):
            others = frozenset(DECIDED_STATUSES) - leaf.statuses
            for truth, excluded in ((True, others), (False, leaf.statuses)):
                then = _assert(self.emissions(leaf, truth))
                yield Rule(f"S{number}{TRUTH[truth]}", 0, (), then, (self._status(leaf.criterion, excluded),))

    def _status(self, criterion: str, statuses: frozenset[str]) -> Pattern:
        kind = "may" if criterion in self.plan.caps else "can"
        return _and({"kind": kind}, {"crit": criterion}, _one_of("val", statuses))

    def _can_rules(self, criterion: Criterion) -> Iterator[Drafted]:
        name, always, undated = criterion.id, criterion.applies_when == ALWAYS, self.plan.due_test(criterion) is None
        known = {(part, truth): _part_pattern(name, part, truth) for part in _PARTS for truth in (True, False)}
        drop = ({"applies"} if always else set()) | ({"due"} if undated else set())

        def rule(
            number: int, status: str, when: Sequence[tuple[str, bool]], unless: Sequence[tuple[str, bool]]
        ) -> Drafted:
            premises = tuple(
                (f"p{index}", known[key]) for index, key in enumerate(key for key in when if key[0] not in drop)
            )
            absent = tuple(known[key] for key in unless if key[0] not in drop)
            concluded = _assert([_can("can", name, status)])
            return Rule(f"C{name}{number}", 0, premises, concluded, absent, final=name not in self.read)

        yield rule(1, "met", (), (("due", False), ("applies", False), ("met", False), ("not_met", True)))
        yield rule(2, "not_met", (), (("due", False), ("applies", False), ("not_met", False), ("met", True)))
        if criterion.partly:
            yield rule(3, "partly", (), (("due", False), ("applies", False), ("met", True), ("not_met", True)))
        if not always:
            yield rule(4, "not_applicable", (), (("applies", True), ("due", False)))
            yield rule(5, "not_applicable", (("applies", False),), ())
        if not undated:
            yield rule(6, "met", (("due", False), ("applies", True), ("met", True)), ())
            yield rule(7, "not_due", (), (("due", True), ("applies", False), ("met", True)))
        if not undated and not always:
            yield rule(8, "not_due", (), (("due", True), ("applies", False), ("applies", True)))

    def _may_rules(self, name: str) -> Iterator[Drafted]:
        caps = self.plan.caps.get(name)
        if not caps:
            return
        kept = _and({"kind": "can"}, {"crit": name}, _one_of("val", frozenset(DECIDED_STATUSES) - {"met"}))
        met = _and({"kind": "can"}, {"crit": name}, {"val": "met"})

        def keep(matches: tuple[Match, ...]) -> Iterator[FactRow]:
            return (_can("may", name, match["c"]["val"]) for match in matches)

        yield Rule(f"M{name}", 0, (("c", kept),), keep)
        yield Rule(
            f"M{name}met",
            0,
            (("c", met),),
            _assert([_can("may", name, "met")]),
            tuple(_held_pattern(cap, True) for cap in caps),
        )
        for cap in caps:
            yield Rule(
                f"M{name}{cap}", 0, (("c", met),), _assert([_can("may", name, "partly")]), (_held_pattern(cap, False),)
            )

    def _gap_rules(self, dimension: str) -> Iterator[Drafted]:
        for criterion, raising in self._grave(dimension):
            other = self._status(criterion.id, frozenset(DECIDED_STATUSES) - {"not_met"})
            open_ = ("s", self._status(criterion.id, frozenset(("not_met",))))
            for index, by in enumerate(raising or (None,)):
                sure = () if by is None else (("h", _held_pattern(by, True)),)
                excluded = () if by is None else (_held_pattern(by, False),)
                name = f"{criterion.id}{index}"
                yield Rule(f"GT{name}", 0, sure, _assert([_gap(dimension, "T"), _gap(dimension, "M")]), (other,))
                yield Rule(f"GM{name}", 0, (open_,), _assert([_gap(dimension, "M")]), excluded)

    def _grave(self, dimension: str) -> Iterator[tuple[Criterion, tuple[str, ...]]]:
        """The criteria that can make a critical gap, each with the interactions that raise it to critical, if it needs one."""
        for criterion in self.pack.of_dimension(dimension):
            raising = tuple(by for by, to in self.plan.raises.get(criterion.id, ()) if to == "critical")
            if criterion.severity == "critical":
                yield criterion, ()
            elif raising:
                yield criterion, raising


_PARTS = ("applies", "due", "met", "not_met")


def _phased(blocks: Iterable[list[Drafted]]) -> Iterator[Rule]:
    """Number the phases: a new one for every block and for every so many rules of a block."""
    phase = 0
    for block in blocks:
        for index, rule in enumerate(block):
            phase += index % MAX_RULES_PER_PHASE == 0
            yield replace(rule, phase=phase)


def _reads_statuses(conjunction: Conjunction) -> bool:
    return any(isinstance(leaf, (StatusIn, CriticalGap)) for leaf, _ in conjunction)


def _item_patterns(leaf: Quantified, truth: bool, fields: Catalogue) -> Iterator[Pattern]:
    """One pattern per conjunction and per combination of values, since a pattern may hold only one disjunction."""
    items = fields[leaf.fact].items
    for conjunction in conjunctions(leaf.where, truth):
        allowed: dict[str, frozenset[str]] = {}
        for literal, wanted in conjunction:
            assert isinstance(literal, ItemIn) and items is not None
            attribute = items.attribute(literal.attribute)
            domain = attribute.domain() if attribute else frozenset()
            values = literal.values if wanted else domain - literal.values
            allowed[literal.attribute] = allowed.get(literal.attribute, domain) & values
        *expanded, last = sorted(allowed.items(), key=lambda pair: len(pair[1])) or [("", frozenset())]
        head = ({"kind": "item"}, {"list": leaf.fact})
        for combination in product(*(sorted(values) for _, values in expanded)):
            tests = [{attribute_key(name): value} for (name, _), value in zip(expanded, combination, strict=True)]
            if last[1]:
                yield _and(*head, *tests, _one_of(attribute_key(last[0]), last[1]))


def _item_attributes(condition: Condition) -> Iterator[str]:
    if isinstance(condition, ItemIn):
        yield condition.attribute
    for part in children(condition):
        yield from _item_attributes(part)


def attribute_key(name: str) -> str:
    """The property under which an item's attribute is asserted; the prefix keeps it from the engine's own."""
    return f"a_{name}"


def _and(*tests: FactRow) -> Pattern:
    return {"$and": list(tests)}


def _one_of(name: str, values: frozenset[str]) -> FactRow:
    ordered = sorted(values)
    return {name: ordered[0]} if len(ordered) == 1 else {"$or": [{name: value} for value in ordered]}


def _assert(facts: Sequence[FactRow]) -> Callable[[tuple[Match, ...]], Iterable[FactRow]]:
    return lambda matches: facts


def _assert_if(
    facts: Sequence[FactRow], enough: Callable[[int], bool]
) -> Callable[[tuple[Match, ...]], Iterable[FactRow]]:
    return lambda matches: facts if enough(len(matches)) else ()


def _fit(number: int, truth: bool | None) -> Callable[[tuple[Match, ...]], Iterable[FactRow]]:
    value = "U" if truth is None else TRUTH[truth]
    return lambda matches: [
        {"kind": "fit", "id": f"fit:{number}:{match['i']['n']}", "leaf": number, "n": match["i"]["n"], "val": value}
        for match in matches
    ]


def _leaf(number: int, truth: bool) -> FactRow:
    return {"kind": "leaf", "id": f"leaf:{number}", "leaf": number, "val": TRUTH[truth]}


def _part(criterion: str, part: str, truth: bool) -> FactRow:
    return {"kind": "part", "id": f"part:{criterion}:{part}", "crit": criterion, "part": part, "val": TRUTH[truth]}


def _part_pattern(criterion: str, part: str, truth: bool) -> Pattern:
    return _and({"kind": "part"}, {"crit": criterion}, {"part": part}, {"val": TRUTH[truth]})


def _held(interaction: str, truth: bool) -> FactRow:
    return {"kind": "held", "id": f"held:{interaction}", "int": interaction, "val": TRUTH[truth]}


def _held_pattern(interaction: str, truth: bool) -> Pattern:
    return _and({"kind": "held"}, {"int": interaction}, {"val": TRUTH[truth]})


def _can(kind: str, criterion: str, status: str) -> FactRow:
    return {"kind": kind, "id": f"{kind}:{criterion}:{status}", "crit": criterion, "val": status}


def _gap(dimension: str, value: str) -> FactRow:
    return {"kind": "gap", "id": f"gap:{dimension}:{value}", "dim": dimension, "val": value}
