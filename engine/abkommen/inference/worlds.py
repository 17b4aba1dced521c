"""Every situation that conditions can tell apart, so that what is said of a rule is checked on all of them and not guessed.

A field's values fall into classes that the conditions treat alike; one value stands for each class. Of a list only matters
which kinds of items it holds, and up to a bound how many. What is read of other rules is free: any status they can have.
``decided``: everything is known; otherwise every fact may also be unknown, undetermined, or a list open.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from math import prod
from typing import Any

from abkommen.base.dates import PartialDate, parse_date
from abkommen.base.fields import Catalogue
from abkommen.base.logic import Ternary, member
from abkommen.inference.memory import ListFact, Memory
from abkommen.inference.plain import item_fits
from abkommen.rulepack.conditions import (
    Condition,
    CriticalGap,
    FactDate,
    FactIn,
    FactKnown,
    FactNumber,
    ItemIn,
    Quantified,
    ScoreAtLeast,
    StatusIn,
    leaves,
)  # fmt: skip
from abkommen.rulepack.model import RulePack
from abkommen.rulepack.statuses import reachable_statuses
from abkommen.rulepack.traversal import walk

Setting = tuple[str, str, Any]  # where it is kept, of what, the value; a value of None: unknown
Item = Mapping[str, frozenset[str]]

_DAYS = (parse_date("2024-01-10"), parse_date("2024-02-10"))
_YEAR = parse_date("2024")


@dataclass(frozen=True, slots=True)
class World:
    """One situation: what is known, and what other rules have concluded."""

    memory: Memory
    statuses: Mapping[str, frozenset[str]]
    gaps: Mapping[str, Ternary]

    def answer(self, leaf: StatusIn | CriticalGap | ScoreAtLeast) -> Ternary:
        match leaf:
            case StatusIn(criterion, wanted):
                return member(self.statuses[criterion], wanted)
            case CriticalGap(dimension):
                return self.gaps[dimension]
        raise TypeError("scores stand only in the conditions of verdicts")

    def __str__(self) -> str:
        one_of = {**self.memory.values, **self.statuses}
        told = [f"{name} is {' or '.join(sorted(values))}" for name, values in one_of.items()]
        told += [f"{name} is {value}" for name, value in (*self.memory.numbers.items(), *self.memory.dates.items())]
        told += [f"{name} is {_listed(listed)}" for name, listed in self.memory.lists.items()]
        told += [f"{name} has {'a' if gap else 'no'} critical gap" for name, gap in self.gaps.items()]
        return ", ".join(told) or "nothing is known"


@dataclass(frozen=True)
class Space:
    """All worlds over the given conditions."""

    axes: tuple[tuple[Setting, ...], ...]

    @property
    def size(self) -> int:
        return prod(len(axis) for axis in self.axes)

    def __iter__(self) -> Iterator[World]:
        return (_world(settings) for settings in product(*self.axes))

    def sample(self, generator: random.Random, number: int) -> Iterator[World]:
        """So many worlds drawn at random, for spaces too large to try."""
        return (_world(tuple(generator.choice(axis) for axis in self.axes)) for _ in range(number))


def _world(settings: tuple[Setting, ...]) -> World:
    stores: dict[str, dict[str, Any]] = {
        name: {} for name in ("values", "numbers", "dates", "lists", "statuses", "gaps")
    }
    for store, name, value in settings:
        if value is not None or store == "gaps":
            stores[store][name] = value
    memory = Memory(stores["values"], stores["numbers"], stores["dates"], stores["lists"])
    return World(memory, stores["statuses"], stores["gaps"])


def space(conditions: Iterable[Condition], pack: RulePack, *, decided: bool) -> Space:
    """The worlds that matter to the conditions. What a test reads of another rule is taken as free."""
    asked = _Asked()
    for condition in conditions:
        for leaf in leaves(condition):
            asked.add(leaf)
    return Space(tuple(axis for axis in _axes(asked, pack, decided) if axis))


@dataclass
class _Asked:
    """What conditions ask, by subject."""

    values: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    known: dict[str, None] = field(default_factory=dict)
    numbers: dict[str, set[float]] = field(default_factory=dict)
    dates: dict[str, list[PartialDate]] = field(default_factory=dict)
    lists: dict[str, list[Quantified]] = field(default_factory=dict)
    statuses: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    gaps: dict[str, None] = field(default_factory=dict)

    def add(self, leaf: Condition) -> None:
        match leaf:
            case FactIn(fact, values):
                self.values.setdefault(fact, []).append(values)
            case FactKnown(fact):
                self.known[fact] = None
            case FactNumber(fact, _, bound):
                self.numbers.setdefault(fact, set()).add(bound)
            case FactDate():
                self._add_date(leaf)
            case Quantified(_, fact):
                self.lists.setdefault(fact, []).append(leaf)
            case StatusIn(criterion, statuses):
                self.statuses.setdefault(criterion, []).append(statuses)
            case CriticalGap(dimension):
                self.gaps[dimension] = None

    def _add_date(self, leaf: FactDate) -> None:
        mine = self.dates.setdefault(leaf.fact, [])
        if isinstance(leaf.other, str):
            self.dates.setdefault(leaf.other, [])
        else:
            mine.append(leaf.other)


def _axes(asked: _Asked, pack: RulePack, decided: bool) -> Iterator[tuple[Setting, ...]]:
    yield from _fact_axes(asked, pack.fields, decided)
    for name, sets in asked.statuses.items():
        reps = _classes(reachable_statuses(pack.criteria[name], pack), sets)
        yield tuple(setting for setting in _choices("statuses", name, reps, decided, full=True) if setting[2])
    for name in asked.gaps:
        yield tuple(("gaps", name, value) for value in ((True, False) if decided else (True, None, False)))


def _fact_axes(asked: _Asked, fields: Catalogue, decided: bool) -> Iterator[tuple[Setting, ...]]:
    for name, sets in asked.values.items():
        yield _choices("values", name, _classes(fields[name].domain(), sets), decided)
    for name, bounds in asked.numbers.items():
        near = sorted({bound + step for bound in bounds for step in (-1, 0, 1)})
        yield _singles("numbers", name, near, decided)
    for name, spans in asked.dates.items():
        yield _singles("dates", name, _dates(spans, decided), decided)
    for name, tests in asked.lists.items():
        yield _singles("lists", name, _lists(name, tests, fields, decided), decided)
    for name in asked.known.keys() - {*asked.values, *asked.numbers, *asked.dates, *asked.lists}:
        yield _presence(name, fields, decided)


def _classes(domain: Iterable[str], sets: Sequence[frozenset[str]]) -> list[str]:
    """One value of each class that the sets do not tell apart."""
    found = {tuple(value in one for one in sets): value for value in sorted(domain, reverse=True)}
    return sorted(found.values())


def _choices(store: str, name: str, reps: list[str], decided: bool, *, full: bool = False) -> tuple[Setting, ...]:
    """One known value each; when not decided also unknown and every choice between some of them (``full``: or all)."""
    most = 1 if decided else len(reps) - (not full)
    chosen = chain.from_iterable(combinations(reps, size) for size in range(1, max(most, 1) + 1))
    found = tuple((store, name, frozenset(choice)) for choice in chosen)
    return found if decided else ((store, name, None), *found)


def _singles(store: str, name: str, known: Iterable[Any], decided: bool) -> tuple[Setting, ...]:
    found = tuple((store, name, value) for value in known)
    return found if decided else ((store, name, None), *found)


def _dates(spans: list[PartialDate], decided: bool) -> list[PartialDate]:
    """Days around every date compared with, and two days that differ; when not decided also a span that overlaps them."""
    day = dt.timedelta(days=1)
    near = (date for span in spans for date in (span.first - day, span.first, span.last, span.last + day))
    found = {parse_date(date.isoformat()): None for date in near} | dict.fromkeys(_DAYS)
    wide = [] if decided else [_YEAR, *(parse_date(str(span.first.year)) for span in spans)]
    return [*found, *dict.fromkeys(wide)]


def _lists(name: str, tests: list[Quantified], fields: Catalogue, decided: bool) -> Iterator[ListFact]:
    kinds = _kinds(name, tests, fields, decided)
    needed = [test.at_least for test in tests if test.kind == "count"]
    numbers = sorted({0, 1, *needed, *(number - 1 for number in needed)})
    for counts in product(numbers, repeat=len(kinds)):
        items = tuple(chain.from_iterable([kind] * count for kind, count in zip(kinds, counts, strict=True)))
        yield ListFact(items, True)
        if not decided:
            yield ListFact(items, False)


def _kinds(name: str, tests: list[Quantified], fields: Catalogue, decided: bool) -> list[Item]:
    """One item for every way in which the tests' conditions on an item can turn out together."""
    found: dict[tuple[Ternary, ...], Item] = {}
    for item in items(name, [test.where for test in tests], fields, decided=decided):
        found.setdefault(tuple(item_fits(test.where, item, name, fields) for test in tests), item)
    return list(found.values())


def items(name: str, conditions: Iterable[Condition], fields: Catalogue, *, decided: bool) -> Iterator[Item]:
    """Every item of the list ``name`` that the conditions on its attributes can tell apart."""
    sets: dict[str, list[frozenset[str]]] = {}
    for condition in conditions:
        for _, leaf in walk(condition):
            if isinstance(leaf, ItemIn):
                sets.setdefault(leaf.attribute, []).append(leaf.values)
    axes: list[list[tuple[str, str | None]]] = []
    for attribute, wanted in sets.items():
        described = fields[name].items
        known = described.attribute(attribute) if described else None
        axes.append([(attribute, rep) for rep in _classes(known.domain() if known else (), wanted)])
        axes[-1] += [] if decided else [(attribute, None)]
    for combination in product(*axes):
        yield {attribute: frozenset((value,)) for attribute, value in combination if value is not None}


def _presence(name: str, fields: Catalogue, decided: bool) -> tuple[Setting, ...]:
    """A field of which only is asked whether it is known."""
    kind = fields[name].type
    some: dict[str, Setting] = {
        "number": ("numbers", name, 1.0),
        "date": ("dates", name, _DAYS[0]),
        "list": ("lists", name, ListFact((), True)),
    }
    setting = some.get(kind) or ("values", name, frozenset(sorted(fields[name].domain())[:1]))
    return (setting,) if decided else ((setting[0], name, None), setting)


def _listed(listed: ListFact) -> str:
    items = [
        "/".join(f"{name} {'/'.join(sorted(value))}" for name, value in item.items()) or "something"
        for item in listed.items
    ]
    return f"[{'; '.join(items)}{'' if listed.complete else '; …'}]"
