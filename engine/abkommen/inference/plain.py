"""The plain evaluator: conditions by direct recursion. It checks the engine's results and runs the hypothetical cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from abkommen.base.dates import later
from abkommen.base.fields import Catalogue
from abkommen.base.logic import Ternary, all_of, any_of, member, negate
from abkommen.inference.memory import ListFact, Memory
from abkommen.rulepack.conditions import (
    All,
    Any_,
    Condition,
    CriticalGap,
    FactDate,
    FactIn,
    FactKnown,
    FactNumber,
    ItemIn,
    Leaf,
    Not,
    Quantified,
    ScoreAtLeast,
    StatusIn,
)  # fmt: skip

StatusTest = Callable[[StatusIn | CriticalGap | ScoreAtLeast], Ternary]
Item = Mapping[str, frozenset[str]]


def evaluate(condition: Condition, memory: Memory, fields: Catalogue, statuses: StatusTest) -> Ternary:
    """The truth of a condition; ``statuses`` answers what it asks of other criteria."""
    match condition:
        case All(parts):
            return all_of(evaluate(part, memory, fields, statuses) for part in parts)
        case Any_(parts):
            return any_of(evaluate(part, memory, fields, statuses) for part in parts)
        case Not(part):
            return negate(evaluate(part, memory, fields, statuses))
        case StatusIn() | CriticalGap() | ScoreAtLeast():
            return statuses(condition)
        case ItemIn():
            raise TypeError("a condition on an item stands only inside some, every or count")
        case _:
            return evaluate_leaf(condition, memory, fields)


def evaluate_leaf(leaf: Leaf, memory: Memory, fields: Catalogue) -> Ternary:
    """The truth of one test on the facts."""
    match leaf:
        case FactIn(fact, values):
            possible = memory.values.get(fact)
            return None if possible is None else member(possible, values)
        case FactKnown(fact):
            return True if memory.knows(fact) else (None if memory.open else False)
        case FactNumber(fact, comparison, bound):
            number = memory.numbers.get(fact)
            return None if number is None else (number >= bound if comparison == "at_least" else number <= bound)
        case FactDate():
            return _compare(leaf, memory)
        case Quantified():
            listed = memory.lists.get(leaf.fact)
            return _quantified(leaf, listed, fields) if listed is not None else None
    raise TypeError(f"no test on facts: {leaf}")


def _compare(leaf: FactDate, memory: Memory) -> Ternary:
    left = memory.dates.get(leaf.fact)
    right = memory.dates.get(leaf.other) if isinstance(leaf.other, str) else leaf.other
    if left is None or right is None:
        return None
    return later(left, right) if leaf.comparison == "after" else later(right, left)


def _quantified(leaf: Quantified, listed: ListFact, fields: Catalogue) -> Ternary:
    items = listed.items
    if items and all(item is items[0] for item in items):  # hypothetical lists repeat one item
        fits = [item_fits(leaf.where, items[0], leaf.fact, fields)] * len(items)
    else:
        fits = [item_fits(leaf.where, item, leaf.fact, fields) for item in items]
    if leaf.kind == "every":
        return False if False in fits else (True if listed.complete and None not in fits else None)
    needed = leaf.at_least if leaf.kind == "count" else 1
    if fits.count(True) >= needed:
        return True
    return False if listed.complete and len(fits) - fits.count(False) < needed else None


def item_fits(condition: Condition, item: Item, fact: str, fields: Catalogue) -> Ternary:
    """Whether one item of the list ``fact`` fits a condition on its attributes."""
    match condition:
        case All(parts):
            return all_of(item_fits(part, item, fact, fields) for part in parts)
        case Any_(parts):
            return any_of(item_fits(part, item, fact, fields) for part in parts)
        case Not(part):
            return negate(item_fits(part, item, fact, fields))
        case ItemIn(attribute, values):
            possible = item.get(attribute)
            return None if possible is None else member(possible, values)
    raise TypeError("inside some, every and count a condition is on the item")
