"""The part of a pack that some of its rules rest on: a pack of its own, in which they conclude what they do in the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from abkommen.rulepack.graph import dependencies
from abkommen.rulepack.model import Interaction, RulePack


def extract(pack: RulePack, rules: Iterable[str]) -> RulePack:
    """The pack of these criteria and interactions and of everything they wait for, caps and raises included."""
    wanted = frozenset(rules)
    roots = {f"interaction:{name}" for name in wanted & pack.interactions.keys()}
    for name in wanted & pack.criteria.keys():
        roots |= {f"status:{name}", f"severity:{name}"}
    return _part(pack, roots)


def extract_own(pack: RulePack, rule: str) -> RulePack:
    """The same for a single rule's own conclusion, before anything caps or raises it."""
    return _part(pack, {f"interaction:{rule}" if rule in pack.interactions else f"own:{rule}"})


def _part(pack: RulePack, roots: set[str]) -> RulePack:
    kept = {node.partition(":")[2] for node in _reached(pack, roots)}
    criteria = {name: criterion for name, criterion in pack.criteria.items() if name in kept}
    linked = {name: _within(found, criteria) for name, found in pack.interactions.items() if name in kept}
    return replace(pack, criteria=criteria, interactions=linked)


def _reached(pack: RulePack, roots: Iterable[str]) -> set[str]:
    """The nodes of the graph that the roots wait for, themselves included."""
    graph = dependencies(pack.criteria, pack.interactions)
    found: set[str] = set()
    open_ = set(roots)
    while open_:
        node = open_.pop()
        found.add(node)
        open_ |= graph[node] - found
    return found


def _within(interaction: Interaction, criteria: Collection[str]) -> Interaction:
    """The interaction without its effects on criteria left out."""
    effects = tuple(
        effect for effect in interaction.effects if effect.criterion is None or effect.criterion in criteria
    )
    return replace(interaction, effects=effects)
