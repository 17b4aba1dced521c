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
        self.read: set[str] = set(plan.caps)

    def compile(self) -> Ruleset:
        for criterion in self.pack.criteria.values():
            for part, condition in self.parts(criterion):
                self._conclude(condition, partial(_part, criterion.id, part), f"own:{criterion.id}")
        for interaction in self.pack.interactions.values():
            self._conclude(interaction.when, partial(_held, interaction.id), f"interaction:{interaction.id}")
        self._note_what_is_read()
        self._enrol()
        rules = tuple(_phased(self._blocks()))
        concluded = {key: tuple(self.emissions(*key)) for leaf in self.numbers for key in ((leaf, True), (leaf, False))}
        return Ruleset(rules, tuple(self.always), self._unread, concluded, tuple(self.numbers), self._attributes())

    def _note_what_is_read(self) -> None:
        """The criteria whose statuses other rules read; what is concluded of the rest need not be asserted."""
        self.read.update(leaf.criterion for leaf in self.numbers if isinstance(leaf, StatusIn))
        for dimension in self.pack.dimensions:
            self.read.update(criterion.id for criterion, _ in self._grave(dimension.code))

    def _unread(self, row: FactRow) -> bool:
        return row["kind"] == "can" and row["crit"] not in self.read

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
        for layer, members in enumerate(self.plan.order):
            nodes = [(node.partition(":")[0], node.partition(":")[2]) for node in members]
            yield from self._layer(layer, nodes, ready)

    def _layer(self, layer: int, nodes: Sequence[tuple[str, str]], ready: set[Leaf]) -> Iterator[list[Drafted]]:
        asked = {leaf for kind, name in nodes for leaf in self.read_by.get(f"{kind}:{name}", ())}
        wanted = [leaf for leaf in self.numbers if leaf in asked and leaf not in ready]
        ready.update(wanted)
        yield [rule for leaf in wanted for rule in self._status_rules(leaf)]
        here = {f"{kind}:{name}" for kind, name in nodes}
        yield [rule for rule in self._joins(_reads_statuses) if rule.id.split("|")[1] in here]
        yield [*self._can_rules(layer)] if any(kind == "own" for kind, _ in nodes) else []
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

    def _can_rules(self, layer: int) -> Iterator[Drafted]:
        """The statuses a criterion can have, for all criteria of a layer at once: the same rules hold for each."""
        own = _and({"kind": "own"}, {"layer": layer})
        for number, (status, when, unless) in enumerate(_STATUS_RULES):
            first = _and({"kind": "own"}, {"layer": layer}, {"partly": "yes"}) if status == "partly" else own
            premises = (("c", first), *((f"p{index}", _part_of_same(*part)) for index, part in enumerate(when)))
            absent = tuple(_part_of_same(*part) for part in unless)
            yield Rule(f"C{layer}.{number}", 0, premises, _possible(status), absent)

    def _enrol(self) -> None:
        """What holds of criteria in every case: their layer, that they always apply, that they are due at every stage."""
        for layer, nodes in enumerate(self.plan.order):
            for name in (node.partition(":")[2] for node in nodes if node.startswith("own:")):
                partly = "yes" if self.pack.criteria[name].partly else "no"
                self.always.append({"kind": "own", "id": f"own:{name}", "crit": name, "layer": layer, "partly": partly})
                if self.plan.due_test(self.pack.criteria[name]) is None:
                    self.always.append(_part(name, "due", True))

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


PartTruth = tuple[str, bool]
_STATUS_RULES: tuple[tuple[str, tuple[PartTruth, ...], tuple[PartTruth, ...]], ...] = (
    ("met", (), (("due", False), ("applies", False), ("met", False), ("not_met", True))),
    ("not_met", (), (("due", False), ("applies", False), ("not_met", False), ("met", True))),
    ("partly", (), (("due", False), ("applies", False), ("met", True), ("not_met", True))),
    ("not_applicable", (), (("applies", True), ("due", False))),
    ("not_applicable", (("applies", False),), ()),
    ("met", (("due", False), ("applies", True), ("met", True)), ()),
    ("not_due", (), (("due", True), ("applies", False), ("met", True))),
    ("not_due", (), (("due", True), ("applies", False), ("applies", True))),
)
"""A status is possible when these parts are known so and none of those is (see :mod:`.statuses`)."""


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


def _part_of_same(part: str, truth: bool) -> Pattern:
    return _and({"kind": "part"}, {"part": part}, {"val": TRUTH[truth]}, {"crit": {"c": "crit"}})


def _possible(status: str) -> Callable[[tuple[Match, ...]], Iterable[FactRow]]:
    return lambda matches: [_can("can", match["c"]["crit"], status) for match in matches]


def _held(interaction: str, truth: bool) -> FactRow:
    return {"kind": "held", "id": f"held:{interaction}", "int": interaction, "val": TRUTH[truth]}


def _held_pattern(interaction: str, truth: bool) -> Pattern:
    return _and({"kind": "held"}, {"int": interaction}, {"val": TRUTH[truth]})


def _can(kind: str, criterion: str, status: str) -> FactRow:
    return {"kind": kind, "id": f"{kind}:{criterion}:{status}", "crit": criterion, "val": status}


def _gap(dimension: str, value: str) -> FactRow:
    return {"kind": "gap", "id": f"gap:{dimension}:{value}", "dim": dimension, "val": value}
