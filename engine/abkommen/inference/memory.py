"""Working memory: a case reduced to what conditions can ask, the same for both evaluators.

Every scalar fact is the set of values it may still have: one value when it is known, its candidates when it is not, all
values of the field when nothing is known. Guesses, general statements and proposals count as unknown here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from abkommen.base.dates import PartialDate
from abkommen.base.fields import GIVEN, NONE, Catalogue, Field
from abkommen.casefile.model import Fact


@dataclass(frozen=True, slots=True)
class ListFact:
    """A list's items, each attribute as the set of values it may have; ``complete``: there are no further items."""

    items: tuple[Mapping[str, frozenset[str]], ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known. A field that is missing everywhere is unknown. ``replace``-style helpers make hypothetical memories."""

    values: Mapping[str, frozenset[str]]
    numbers: Mapping[str, float]
    dates: Mapping[str, PartialDate]
    lists: Mapping[str, ListFact]
    open: bool = False

    def opened(self) -> Memory:
        """The same memory, read as one that may still learn: what is not known now may be known later."""
        return replace(self, open=True)

    def with_value(self, field: str, value: str) -> Memory:
        return replace(self, values={**self.values, field: frozenset((value,))})

    def with_list(self, field: str, value: ListFact) -> Memory:
        return replace(self, lists={**self.lists, field: value})

    def knows(self, field: str) -> bool:
        return (
            len(self.values.get(field, ())) == 1 or field in self.numbers or field in self.dates or field in self.lists
        )


EMPTY = Memory({}, {}, {}, {})


def perceive(facts: Mapping[str, Fact], fields: Catalogue, *, proposals: bool = False) -> Memory:
    """What the facts of a case let the rules know. ``proposals``: take proposed facts as accepted."""
    values: dict[str, frozenset[str]] = {}
    numbers: dict[str, float] = {}
    dates: dict[str, PartialDate] = {}
    lists: dict[str, ListFact] = {}
    for name, fact in facts.items():
        field, value = fields[name], fact.value
        if value is None:
            if fact.candidates and field.domain():
                values[name] = frozenset(fact.candidates)
        elif not (fact.carries or (proposals and fact.basis == "proposed")):
            continue
        elif isinstance(value, tuple):
            lists[name] = ListFact(tuple(_item(field, item) for item in value), fact.complete)
        elif isinstance(value, PartialDate):
            dates[name] = value
        elif isinstance(value, (int, float)):
            numbers[name] = float(value)
        else:
            values[name] = frozenset((classed(field.type, value),))
    return Memory(values, numbers, dates, lists)


def _item(field: Field, item: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    known = {}
    for name, value in item.items():
        attribute = field.items.attribute(name) if field.items else None
        if attribute is not None and attribute.domain() and value != "unknown":
            known[name] = frozenset((classed(attribute.type, value),))
    return known


def classed(kind: str, value: str) -> str:
    """Conditions ask of a text (and of an item's date) only whether it is the word none."""
    if kind not in ("text", "date"):
        return value
    return NONE if value == NONE else GIVEN
