"""The rule language: conditions as data. Each kind has one meaning in Kleene's three-valued logic (docs/rules.md).

A condition is a frozen tree; it is read by :mod:`.reading`, run by the inference room, worded by the reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from abkommen.base.dates import PartialDate


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is true, false as soon as one is false."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any_:
    """True as soon as one part is true, false when every part is false."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True when its part is false; unknown stays unknown."""

    part: Condition


@dataclass(frozen=True, slots=True)
class FactIn:
    """The fact's value is one of ``values``. Unknown with candidates: decided when all of them agree."""

    fact: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class FactKnown:
    """Whether the fact is known at all; the only condition that is never unknown."""

    fact: str


@dataclass(frozen=True, slots=True)
class FactNumber:
    """The number is at least (``>=``) or at most (``<=``) the bound, in the field's unit."""

    fact: str
    comparison: Literal["at_least", "at_most"]
    bound: float


@dataclass(frozen=True, slots=True)
class FactDate:
    """The date lies before or after another date or another fact's date; overlapping partial dates leave it unknown."""

    fact: str
    comparison: Literal["before", "after"]
    other: str | PartialDate


@dataclass(frozen=True, slots=True)
class ItemIn:
    """An attribute of the list item at hand is one of ``values``; an absent attribute is unknown."""

    attribute: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quantified:
    """How many items of a list fit ``where``.

    ``some``: at least one; ``every``: none that does not; ``count``: at least ``at_least``. On an open list ``some`` and
    ``count`` are true or unknown, ``every`` false or unknown; on a complete list all are decided.
    """

    kind: Literal["some", "every", "count"]
    fact: str
    where: Condition
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class StatusIn:
    """The criterion's status after interactions is one of ``statuses``."""

    criterion: str
    statuses: frozenset[str]


@dataclass(frozen=True, slots=True)
class CriticalGap:
    """Some applicable, due criterion of the dimension whose severity is critical is not met."""

    dimension: str


@dataclass(frozen=True, slots=True)
class ScoreAtLeast:
    """A score (``overall`` or a dimension's, 0 to 100) is at least the bound. Stands only in the conditions of verdicts."""

    score: str
    bound: float


Condition = (
    All
    | Any_
    | Not
    | FactIn
    | FactKnown
    | FactNumber
    | FactDate
    | ItemIn
    | Quantified
    | StatusIn
    | CriticalGap
    | ScoreAtLeast
)
Leaf = FactIn | FactKnown | FactNumber | FactDate | Quantified | StatusIn | CriticalGap | ScoreAtLeast

ALWAYS = All(())
NEVER = Any_(())


def children(condition: Condition) -> tuple[Condition, ...]:
    """The parts of a condition on its own level; the condition on a list's items is no part."""
    match condition:
        case All(parts) | Any_(parts):
            return parts
        case Not(part):
            return (part,)
        case _:
            return ()


def leaves(condition: Condition) -> Iterator[Leaf]:
    """The tests a condition consists of, left to right."""
    if isinstance(condition, (All, Any_, Not)):
        for part in children(condition):
            yield from leaves(part)
    elif not isinstance(condition, ItemIn):
        yield condition


def facts_read(condition: Condition) -> frozenset[str]:
    """The fields a condition reads, directly."""
    names: set[str] = set()
    for leaf in leaves(condition):
        if isinstance(leaf, (FactIn, FactKnown, FactNumber, FactDate, Quantified)):
            names.add(leaf.fact)
        if isinstance(leaf, FactDate) and isinstance(leaf.other, str):
            names.add(leaf.other)
    return frozenset(names)


def criteria_read(condition: Condition) -> frozenset[str]:
    """The criteria whose status a condition reads by name."""
    return frozenset(leaf.criterion for leaf in leaves(condition) if isinstance(leaf, StatusIn))


def dimensions_read(condition: Condition) -> frozenset[str]:
    """The dimensions whose critical gaps a condition reads."""
    return frozenset(leaf.dimension for leaf in leaves(condition) if isinstance(leaf, CriticalGap))
