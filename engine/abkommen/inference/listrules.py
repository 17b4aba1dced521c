"""Rules on lists: which items fit a condition, and what follows for some, every and count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from abkommen.base.fields import Catalogue
from abkommen.inference.host import FactRow, Rule
from abkommen.inference.normal import conjunctions
from abkommen.inference.rows import TRUTH, Pattern, attribute_key, both, conclude, conclude_fit, conclude_if, one_of
from abkommen.rulepack.conditions import Condition, ItemIn, Leaf, Quantified, children


def fit_rules(leaf: Quantified, number: int, fields: Catalogue) -> Iterator[Rule]:
    for truth in (True, False):
        patterns = _item_patterns(leaf, truth, fields)
        for index, pattern in enumerate(patterns):
            then = conclude_fit(number, truth)
            yield Rule(f"fit{number}{TRUTH[truth]}{index}", 0, (("i", pattern),), then)


def undecided_fit(leaf: Quantified, number: int) -> Rule:
    item = both({"kind": "item"}, {"list": leaf.fact})
    decided = both({"kind": "fit"}, {"leaf": number}, {"n": {"i": "n"}})
    return Rule(f"fit{number}U", 0, (("i", item),), conclude_fit(number, None), (decided,))


def quantified_rules(
    leaf: Quantified, number: int, holds: Sequence[FactRow], fails: Sequence[FactRow]
) -> Iterator[Rule]:
    true, false, open_ = (both({"kind": "fit"}, {"leaf": number}, {"val": value}) for value in "TFU")
    complete = both({"kind": "complete"}, {"list": leaf.fact})
    name = f"Q{number}"
    if leaf.kind == "every":
        yield Rule(name + "F", 0, (("x", false),), conclude(fails), gather=True)
        yield Rule(name + "T", 0, (("x", complete),), conclude(holds), (false, open_))
        return
    needed = leaf.at_least if leaf.kind == "count" else 1
    yield Rule(name + "T", 0, (("x", true),), conclude_if(holds, lambda found: found >= needed), gather=True)
    if needed == 1:
        yield Rule(name + "F", 0, (("x", complete),), conclude(fails), (true, open_))
        return
    possible = both({"kind": "fit"}, {"leaf": number}, one_of("val", frozenset("TU")))
    few = conclude_if(fails, lambda found: found < needed)
    yield Rule(name + "F", 0, (("c", complete), ("x", possible)), few, gather=True)
    yield Rule(name + "F0", 0, (("c", complete),), conclude(fails), (possible,))


def asked_attributes(leaves: Iterable[Leaf]) -> dict[str, tuple[str, ...]]:
    """Per list the attributes that conditions ask for; every item asserts each of them."""
    asked: dict[str, set[str]] = {}
    for leaf in leaves:
        if isinstance(leaf, Quantified):
            asked.setdefault(leaf.fact, set()).update(_item_attributes(leaf.where))
    return {name: tuple(sorted(attributes)) for name, attributes in asked.items()}


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
                yield both(*head, *tests, one_of(attribute_key(last[0]), last[1]))


def _item_attributes(condition: Condition) -> Iterator[str]:
    if isinstance(condition, ItemIn):
        yield condition.attribute
    for part in children(condition):
        yield from _item_attributes(part)
