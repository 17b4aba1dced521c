"""Conditions in one line, in the words of the rule language: for messages to those who write rules. Reports word them anew."""

from __future__ import annotations

from collections.abc import Iterable

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
    Not,
    Quantified,
    ScoreAtLeast,
    StatusIn,
)  # fmt: skip


def notation(condition: Condition) -> str:
    """The condition as one line of text."""
    match condition:
        case All(()):
            return "always"
        case Any_(()):
            return "never"
        case All(parts):
            return " and ".join(_bracketed(part) for part in parts)
        case Any_(parts):
            return " or ".join(_bracketed(part) for part in parts)
        case Not(part):
            return f"not {_bracketed(part)}"
        case _:
            return _leaf(condition)


def _bracketed(condition: Condition) -> str:
    text = notation(condition)
    return f"({text})" if isinstance(condition, (All, Any_)) and condition.parts else text


def _leaf(condition: Condition) -> str:
    match condition:
        case FactIn(name, values) | ItemIn(name, values):
            return _one_of(name, values)
        case FactKnown(fact):
            return f"{fact} known"
        case FactNumber(name, comparison, bound) | FactDate(name, comparison, bound):
            return f"{name} {comparison} {_bound(bound)}"
        case Quantified(kind, fact, where, at_least):
            number = f" at_least {at_least}" if kind == "count" else ""
            return f"{kind} {fact} ({notation(where)}){number}"
    return _conclusion(condition)


def _conclusion(condition: Condition) -> str:
    match condition:
        case StatusIn(criterion, statuses):
            return _one_of(criterion, statuses)
        case CriticalGap(dimension):
            return f"{dimension} has critical_gap"
        case ScoreAtLeast(score, bound):
            return f"score {score} at_least {bound:g}"
    raise TypeError(f"no test: {condition}")


def _bound(bound: object) -> str:
    return f"{bound:g}" if isinstance(bound, float) else str(bound)


def _one_of(name: str, values: Iterable[str]) -> str:
    ordered = sorted(values)
    return f"{name} is {ordered[0]}" if len(ordered) == 1 else f"{name} in [{', '.join(ordered)}]"
