"""Which facts decide a condition, and which are missing where it is open."""

from __future__ import annotations

from collections.abc import Iterator

from abkommen.base.logic import Ternary
from abkommen.inference.deduction import Deduction
from abkommen.inference.plain import evaluate
from abkommen.rulepack.conditions import (
    All,
    Any_,
    Condition,
    CriticalGap,
    FactDate,
    ItemIn,
    Leaf,
    Not,
    ScoreAtLeast,
    StatusIn,
    children,
    leaves,
)  # fmt: skip
from abkommen.rulepack.model import Criterion


def deciding_fields(condition: Condition, run: Deduction) -> Iterator[str]:
    """The fields whose values make the condition true or false; where it is open, those that are known all the same."""
    for leaf, truth in _deciding(condition, run):
        if truth is not None:
            yield from _fields(leaf, run)


def missing_fields(criterion: Criterion, run: Deduction) -> tuple[str, ...]:
    """The fields that keep a criterion open, each once, in the order of its conditions; empty when it is decided."""
    if len(run.own[criterion.id]) == 1:
        return ()
    applies, due, met, not_met = run.parts[criterion.id]
    found: list[str] = []
    if applies is None:
        found += _open_fields(criterion.applies_when, run)
    if due is None:
        found.append(run.pack.stage_field)
    if applies is not False and met is not True and not_met is not True:
        found += [*_open_fields(criterion.met, run), *_open_fields(criterion.not_met, run)]
    return tuple(dict.fromkeys(found))


def supporting_fields(criterion: Criterion, run: Deduction) -> tuple[str, ...]:
    """The fields behind a criterion's status, each once: what decides it, or what is known of it so far."""
    applies, _, met, not_met = run.parts[criterion.id]
    found = list(deciding_fields(criterion.applies_when, run)) if applies is False else []
    if applies is not False:
        if run.own[criterion.id] == {"not_due"}:
            found.append(run.pack.stage_field)
        parts = (
            [criterion.met]
            if met is True
            else [criterion.not_met]
            if not_met is True
            else [criterion.met, criterion.not_met]
        )
        found += [name for part in parts for name in deciding_fields(part, run)]
    return tuple(dict.fromkeys(found))


def _truth(condition: Condition, run: Deduction) -> Ternary:
    return evaluate(condition, run.memory, run.pack.fields, run.answer)


def _deciding(condition: Condition, run: Deduction) -> Iterator[tuple[Leaf, Ternary]]:
    """The tests that carry a condition's truth: all parts of a true conjunction, the false parts of a false one, and so on."""
    match condition:
        case Not(part):
            yield from _deciding(part, run)
        case All(parts) | Any_(parts):
            truth = _truth(condition, run)
            by_all = truth is None or truth is isinstance(condition, All)
            for part in parts:
                if by_all or _truth(part, run) is truth:
                    yield from _deciding(part, run)
        case ItemIn():
            raise TypeError("a condition on an item has no fields of its own")
        case _:
            yield condition, _truth(condition, run)


def _open_fields(condition: Condition, run: Deduction) -> list[str]:
    """The fields of the parts that leave an open condition open."""
    if _truth(condition, run) is not None:
        return []
    parts = children(condition)
    if parts:
        return [name for part in parts for name in _open_fields(part, run)]
    return [name for leaf in leaves(condition) for name in _fields(leaf, run)]


def _fields(leaf: Leaf, run: Deduction) -> Iterator[str]:
    """The fields a test rests on; a test on a status rests on what that criterion is missing or built on."""
    match leaf:
        case StatusIn(criterion):
            yield from _behind(run.pack.criteria[criterion], run)
        case CriticalGap(dimension):
            for item in run.pack.of_dimension(dimension):
                if "not_met" in run.after[item.id] and "critical" in run.severities[item.id]:
                    yield from _behind(item, run)
        case FactDate():
            yield leaf.fact
            if isinstance(leaf.other, str):
                yield leaf.other
        case ScoreAtLeast():
            return
        case _:
            yield leaf.fact


def _behind(criterion: Criterion, run: Deduction) -> Iterator[str]:
    missing = missing_fields(criterion, run)
    yield from missing or supporting_fields(criterion, run)
