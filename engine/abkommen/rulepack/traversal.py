"""Walking and rebuilding conditions. Every node has the path it has in YAML, so that a message can name its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from abkommen.base.yamltree import Path_
from abkommen.rulepack.conditions import All, Any_, Condition, Not, Quantified


def parts(condition: Condition) -> tuple[tuple[Path_, Condition], ...]:
    """The conditions one step below, each with the step that leads there; other than ``children``, with those on list items."""
    match condition:
        case All(below):
            return tuple((("all", index), part) for index, part in enumerate(below))
        case Any_(below):
            return tuple((("any", index), part) for index, part in enumerate(below))
        case Not(part):
            return ((("not",), part),)
        case Quantified(kind, _, where):
            return ((("count", "where") if kind == "count" else (kind,), where),)
    return ()


def walk(condition: Condition, path: Path_ = ()) -> Iterator[tuple[Path_, Condition]]:
    """The condition and everything below it, top down, left to right."""
    yield path, condition
    for step, part in parts(condition):
        yield from walk(part, path + step)


def replaced(condition: Condition, path: Path_, new: Condition) -> Condition:
    """The condition with ``new`` in the place of what stands at ``path``."""
    if not path:
        return new
    below = [
        replaced(part, path[len(step) :], new) if path[: len(step)] == step else part for step, part in parts(condition)
    ]
    return _rebuilt(condition, below)


def without(condition: Condition, path: Path_) -> Condition:
    """The condition without what stands at ``path``; a whole condition or the part of a ``not`` becomes ``always``."""
    if len(path) >= 2 and path[-2] in ("all", "any"):
        group = at(condition, path[:-2])
        kept = [part for step, part in parts(group) if step != path[-2:]]
        return replaced(condition, path[:-2], _rebuilt(group, kept))
    if path and path[-1] == "not":
        return without(condition, path[:-1])
    return replaced(condition, path, All(()))


def at(condition: Condition, path: Path_) -> Condition:
    """What stands at ``path``. Raises :class:`KeyError` where nothing does."""
    for below, part in walk(condition):
        if below == path:
            return part
    raise KeyError(path)


def _rebuilt(condition: Condition, below: list[Condition]) -> Condition:
    match condition:
        case All():
            return All(tuple(below))
        case Any_():
            return Any_(tuple(below))
        case Not():
            return Not(below[0])
        case Quantified():
            return replace(condition, where=below[0])
    return condition
