"""What an open or changeable fact could be: representative values, from the catalogue and from what the rules ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from abkommen.base.fields import Catalogue, Field
from abkommen.base.logic import Ternary
from abkommen.inference.deduction import Plan
from abkommen.inference.memory import EMPTY, ListFact, Memory
from abkommen.inference.plain import evaluate_leaf, item_fits
from abkommen.rulepack.conditions import Condition, FactIn, ItemIn, Quantified, children, leaves

Value = str | ListFact
MAX_ITEMS = 64


class Hypotheses:
    """The values worth trying for each field of a pack: of values that all rules answer alike, one."""

    def __init__(self, plan: Plan) -> None:
        self._fields: Catalogue = plan.pack.fields
        self._tests: dict[str, list[FactIn | Quantified]] = {}
        for leaf in _fact_tests(plan):
            self._tests.setdefault(leaf.fact, []).append(leaf)
        self._lists: dict[str, tuple[ListFact, ...]] = {}

    def of(self, name: str, memory: Memory) -> tuple[Value, ...]:
        """The values a field can still take: its candidates where there are some, whole lists for a list."""
        field = self._fields[name]
        if field.items is not None:
            return self.lists(name)
        wanted = [leaf.values for leaf in self._tests.get(name, ()) if isinstance(leaf, FactIn)]
        values = sorted(memory.values.get(name) or field.domain())
        return tuple({tuple(value in one for one in wanted): value for value in reversed(values)}.values())

    def lists(self, name: str) -> tuple[ListFact, ...]:
        """Complete lists that tell the conditions on them apart: none, one kind of item, and as many as any count asks for."""
        if name not in self._lists:
            tests = [leaf for leaf in self._tests.get(name, ()) if isinstance(leaf, Quantified)]
            told: dict[tuple[Ternary, ...], ListFact] = {}
            for value in _lists(name, self._fields, tests):
                memory = assume(EMPTY, {name: value})
                told.setdefault(tuple(evaluate_leaf(leaf, memory, self._fields) for leaf in tests), value)
            self._lists[name] = tuple(told.values())
        return self._lists[name]


@lru_cache(maxsize=8)
def hypotheses_of(plan: Plan) -> Hypotheses:
    """The hypotheses of a pack: they depend on its rules alone, so every case of a process shares them."""
    return Hypotheses(plan)


def _fact_tests(plan: Plan) -> Iterator[FactIn | Quantified]:
    """Every test on a fact, each once; the stage of the talks is tested by when criteria are due."""
    pack = plan.pack
    conditions: list[Condition] = [part for c in pack.criteria.values() for part in (c.applies_when, c.met, c.not_met)]
    conditions += [interaction.when for interaction in pack.interactions.values()]
    found = dict.fromkeys(leaf for condition in conditions for leaf in leaves(condition))
    found |= dict.fromkeys(test for c in pack.criteria.values() if (test := plan.due_test(c)) is not None)
    return (leaf for leaf in found if isinstance(leaf, (FactIn, Quantified)))


def _lists(name: str, fields: Catalogue, tests: Sequence[Quantified]) -> Iterator[ListFact]:
    yield ListFact((), True)
    asked = sorted({attribute for leaf in tests for attribute in _attributes(leaf.where)})
    sizes = sorted({1, *(leaf.at_least for leaf in tests)})
    told: dict[tuple[Ternary, ...], Mapping[str, frozenset[str]]] = {}
    for item in _items(fields[name], asked):
        told.setdefault(tuple(item_fits(leaf.where, item, name, fields) for leaf in tests), item)
    for item in told.values():
        yield from (ListFact((item,) * size, True) for size in sizes)
    yield from (ListFact(pair, True) for pair in _mixed(fields[name], tests))


def assume(memory: Memory, changes: Mapping[str, Value]) -> Memory:
    """The memory with some facts set."""
    values = {
        **memory.values,
        **{name: frozenset((value,)) for name, value in changes.items() if isinstance(value, str)},
    }
    lists = {**memory.lists, **{name: value for name, value in changes.items() if isinstance(value, ListFact)}}
    return Memory(values, memory.numbers, memory.dates, lists, memory.open)


def _items(field: Field, asked: Iterable[str]) -> Iterator[Mapping[str, frozenset[str]]]:
    names = list(asked)
    attributes = [field.items.attribute(name) if field.items else None for name in names]
    domains = [sorted(attribute.domain()) if attribute else [] for attribute in attributes]
    for number, combination in enumerate(product(*domains)):
        if number >= MAX_ITEMS:
            return
        yield {name: frozenset((value,)) for name, value in zip(names, combination, strict=True)}


def _mixed(field: Field, tests: Iterable[Quantified]) -> Iterator[tuple[Mapping[str, frozenset[str]], ...]]:
    """One item per plain value that some condition asks for, together: lists that must hold several different values."""
    wanted = sorted(
        {
            value
            for leaf in tests
            for test in _item_tests(leaf.where)
            if test.attribute == "value"
            for value in test.values
        }
    )
    if len(wanted) > 1:
        yield tuple({"value": frozenset((value,))} for value in wanted)


def _item_tests(condition: Condition) -> Iterator[ItemIn]:
    if isinstance(condition, ItemIn):
        yield condition
    for part in children(condition):
        yield from _item_tests(part)


def _attributes(condition: Condition) -> Iterator[str]:
    return (test.attribute for test in _item_tests(condition))
