"""Why not: the tests of a criterion that would have to come out differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from abkommen.inference.explanation import Branch, CriterionTree, FactNode, LeafNode, Node, StatusNode
from abkommen.inference.normal import Conjunction, Literal_, conjunctions
from abkommen.rulepack.conditions import ALWAYS, Condition, FactIn, Not, StatusIn
from abkommen.rulepack.model import RulePack


@dataclass(frozen=True, slots=True)
class Difference:
    """A test that would have to come out as ``wanted``; ``node`` says how it comes out now, and on which facts."""

    node: LeafNode
    wanted: bool


Way = tuple[Difference, ...]


def why_not(tree: CriterionTree, pack: RulePack) -> tuple[Way, ...]:
    """The smallest sets of tests that would have to change for the criterion to be met; empty where it is, or never can be.

    No way asks the talks to fall back to an earlier stage, or another criterion not to be met. What holds of other criteria
    today is taken to hold on; the assessment's repairs follow every change through all of them.
    """
    if tree.outcome.after == {"met"}:
        return ()
    ways = ways_to(tree, frozenset(("met",)))
    return tuple(way for way in ways if not any(_goes_back(one, pack) for one in way))


def _goes_back(difference: Difference, pack: RulePack) -> bool:
    match difference.node:
        case StatusNode(condition=StatusIn(_, statuses)):
            return ("met" in statuses) is not difference.wanted
        case FactNode(condition=FactIn(fact, values), known=known) if fact == pack.stage_field:
            reached = [place for place, stage in enumerate(pack.stages) if stage in known[0].possible]
            ahead = pack.stages[min(reached, default=0) :]
            return not any((stage in values) is difference.wanted for stage in ahead)
    return False


def ways_to(tree: CriterionTree, statuses: frozenset[str]) -> tuple[Way, ...]:
    """The smallest sets of changes that give the criterion one of ``statuses``, shortest first, then as the rule stands.

    Tests on other criteria are changes of their own: their nodes hold the tree to go on with.
    """
    nodes: dict[Condition, LeafNode] = {node.condition: node for node in _leaf_nodes(tree)}
    order = {leaf: place for place, leaf in enumerate(nodes)}
    full = (way for status in sorted(statuses) for parts in _requirements(tree, status) for way in _product(parts))
    needed = {_without_implied(frozenset(test for test in way if nodes[test[0]].truth is not test[1])) for way in full}
    smallest = (way for way in needed if way and not any(other < way for other in needed))
    found = (sorted(way, key=lambda test: order[test[0]]) for way in smallest)
    ranked = sorted(found, key=lambda way: (len(way), [(order[leaf], wanted) for leaf, wanted in way]))
    return tuple(tuple(Difference(nodes[leaf], wanted) for leaf, wanted in way) for way in ranked)


def _requirements(tree: CriterionTree, status: str) -> Iterator[tuple[Condition, ...]]:
    """What has to hold for a status, as in :func:`abkommen.inference.statuses.possible_statuses`."""
    rule, caps = tree.criterion, [cap.interaction.when for cap in tree.caps]
    due = tree.due.condition if tree.due else ALWAYS
    match status:
        case "met":
            yield (rule.applies_when, rule.met, *map(Not, caps))
        case "not_met":
            yield (rule.applies_when, due, rule.not_met)
        case "partly":
            if rule.partly:
                yield (rule.applies_when, due, Not(rule.met), Not(rule.not_met))
            yield from ((rule.applies_when, rule.met, cap) for cap in caps)
        case "not_applicable":
            yield (Not(rule.applies_when),)
        case "not_due":
            yield (rule.applies_when, Not(due), Not(rule.met))


def _product(parts: tuple[Condition, ...]) -> Iterable[Conjunction]:
    """The ways in which all parts hold together, one way of each combined; impossible combinations drop out early."""
    ways: set[Conjunction] = {frozenset()}
    for part in parts:
        ways = {left | right for left in ways for right in conjunctions(part, True) if _possible(left | right)}
    return ways


def _possible(way: Conjunction) -> bool:
    """Whether no fact and no criterion would have to have two values at once."""
    allowed: dict[tuple[type, str], frozenset[str]] = {}
    for leaf, wanted in way:
        if wanted and isinstance(leaf, (FactIn, StatusIn)):
            key, values = _subject(leaf)
            allowed[key] = allowed.get(key, values) & values
    for leaf, wanted in way:
        if not wanted and isinstance(leaf, (FactIn, StatusIn)):
            key, values = _subject(leaf)
            allowed[key] = allowed[key] - values if key in allowed else frozenset(("anything else",))
    return all(allowed.values())


def _without_implied(way: Conjunction) -> Conjunction:
    """Without tests that another one on the same fact or criterion makes superfluous."""
    return frozenset(one for one in way if not any(other != one and _implies(other, one) for other in way))


def _implies(strong: Literal_, weak: Literal_) -> bool:
    (one, wanted), (other, other_wanted) = strong, weak
    if not (wanted and isinstance(one, (FactIn, StatusIn)) and isinstance(other, (FactIn, StatusIn))):
        return False
    (subject, values), (other_subject, other_values) = _subject(one), _subject(other)
    return subject == other_subject and (values < other_values if other_wanted else values.isdisjoint(other_values))


def _subject(leaf: FactIn | StatusIn) -> tuple[tuple[type, str], frozenset[str]]:
    if isinstance(leaf, FactIn):
        return (FactIn, leaf.fact), leaf.values
    return (StatusIn, leaf.criterion), leaf.statuses


def _leaf_nodes(tree: CriterionTree) -> Iterator[LeafNode]:
    parts = (tree.applies_when, tree.due, tree.met, tree.not_met, *(cap.when for cap in tree.caps))
    for part in parts:
        if part is not None:
            yield from leaf_nodes(part)


def leaf_nodes(node: Node) -> Iterator[LeafNode]:
    """The tests of a tree on its own level, left to right."""
    if isinstance(node, Branch):
        for child in node.children:
            yield from leaf_nodes(child)
    else:
        yield node
