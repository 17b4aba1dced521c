"""Working memories drawn at random, with everything a case can hold: candidates, open lists, partial dates, gaps in items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from abkommen.base.dates import parse_date
from abkommen.base.fields import Catalogue, Field
from abkommen.inference.memory import ListFact, Memory

DATES = tuple(map(parse_date, ("2022-01-01", "2023", "2024-05", "2024-05-12", "2024-06")))
STORES = ("values", "numbers", "dates", "lists")


def any_memory(fields: Catalogue, random: Random) -> Memory:
    """A memory of which any share is known, from nothing to all."""
    known = random.random()
    values: dict[str, frozenset[str]] = {}
    numbers: dict[str, float] = {}
    dates = {}
    lists: dict[str, ListFact] = {}
    for name, field in fields.items():
        if random.random() > known:
            continue
        if field.domain():
            values[name] = _some_values(sorted(field.domain()), random)
        elif field.type == "number":
            numbers[name] = float(random.randint(1, 60))
        elif field.type == "date":
            dates[name] = random.choice(DATES)
        elif field.type == "list":
            lists[name] = _any_list(field, random)
    return Memory(values, numbers, dates, lists)


def _some_values(domain: list[str], random: Random) -> frozenset[str]:
    """Mostly one value, else candidates; now and then every value there is."""
    number = 1 if random.random() < 0.85 else random.randint(1, len(domain))
    return frozenset(random.sample(domain, number))


def _any_list(field: Field, random: Random) -> ListFact:
    return ListFact(tuple(_any_item(field, random) for _ in range(random.randint(0, 4))), random.random() < 0.6)


def _any_item(field: Field, random: Random) -> Mapping[str, frozenset[str]]:
    assert field.items is not None
    item = {}
    for name in field.items.attributes or ("value",):
        attribute = field.items.attribute(name)
        if attribute is not None and attribute.domain() and random.random() < 0.85:
            item[name] = frozenset((random.choice(sorted(attribute.domain())),))
    return item


def smallest(memory: Memory, fails: Callable[[Memory], bool]) -> Memory:
    """The memory without every fact that a failure does not need."""
    for store in STORES:
        for name in list(getattr(memory, store)):
            left = {key: value for key, value in getattr(memory, store).items() if key != name}
            without = replace(memory, **{store: left})
            memory = without if fails(without) else memory
    return memory
