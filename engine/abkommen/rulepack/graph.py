"""Which conclusion waits for which: statuses, severities, gaps and interactions as one graph without cycles.

Nodes: ``own:X`` the status a criterion has by its own conditions, ``status:X`` the one after caps, ``severity:X`` after
raises, ``gap:D`` a dimension's critical gap, ``interaction:I``. Notes (findings, questions ...) are read by nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from abkommen.rulepack.conditions import Condition, criteria_read, dimensions_read
from abkommen.rulepack.model import Criterion, Interaction

Graph = dict[str, set[str]]


def dependencies(criteria: Mapping[str, Criterion], interactions: Mapping[str, Interaction]) -> Graph:
    """For every node the nodes it waits for."""
    graph: Graph = {}
    for criterion in criteria.values():
        conditions = (criterion.applies_when, criterion.met, criterion.not_met)
        graph[f"own:{criterion.id}"] = _reads(conditions)
        graph[f"status:{criterion.id}"] = {f"own:{criterion.id}"}
        graph[f"severity:{criterion.id}"] = set()
        graph.setdefault(f"gap:{criterion.dimension}", set()).update(
            (f"status:{criterion.id}", f"severity:{criterion.id}")
        )
    for interaction in interactions.values():
        graph[f"interaction:{interaction.id}"] = _reads((interaction.when,))
        for effect in interaction.effects:
            if effect.kind == "cap_status":
                graph[f"status:{effect.criterion}"].add(f"interaction:{interaction.id}")
            elif effect.kind == "raise_severity":
                graph[f"severity:{effect.criterion}"].add(f"interaction:{interaction.id}")
    return graph


def _reads(conditions: Iterable[Condition]) -> set[str]:
    nodes: set[str] = set()
    for condition in conditions:
        nodes.update(f"status:{name}" for name in criteria_read(condition))
        nodes.update(f"gap:{name}" for name in dimensions_read(condition))
    return nodes


def levels(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """The nodes in layers, each waiting only for earlier ones, sorted within. Raises :class:`CycleError` on a cycle."""
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    layers: list[tuple[str, ...]] = []
    while sorter.is_active():
        ready = tuple(sorted(sorter.get_ready()))
        layers.append(ready)
        sorter.done(*ready)
    return tuple(layers)


def cycle(graph: Graph) -> tuple[str, ...]:
    """The nodes of one cycle in order, or nothing when there is none."""
    try:
        levels(graph)
    except CycleError as error:
        return tuple(error.args[1])
    return ()
