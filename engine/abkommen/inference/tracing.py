"""How a condition came out, test by test, in the notation of the rule language: for those who write and test rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from abkommen.base.logic import Ternary
from abkommen.inference.deduction import Deduction
from abkommen.inference.plain import evaluate, item_fits
from abkommen.rulepack.conditions import (
    All,
    Any_,
    Condition,
    CriticalGap,
    FactDate,
    Not,
    Quantified,
    ScoreAtLeast,
    StatusIn,
)
from abkommen.rulepack.notation import notation
from abkommen.rulepack.traversal import parts

WORDS = {True: "true", False: "false", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Traced:
    """One condition: its text, its truth, what is known of what it asks, and the same for its parts."""

    text: str
    truth: Ternary
    seen: str = ""
    parts: tuple[Traced, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The tree as nested lines."""
        seen = f"   [{self.seen}]" if self.seen else ""
        yield f"{'  ' * depth}{WORDS[self.truth]:<8}{self.text}{seen}"
        for part in self.parts:
            yield from part.lines(depth + 1)


def trace(condition: Condition, run: Deduction) -> Traced:
    """The tree of a condition in a run that has concluded all it reads."""
    truth = evaluate(condition, run.memory, run.pack.fields, run.answer)
    match condition:
        case All() | Any_() | Not():
            head = {All: "all of", Any_: "one of", Not: "not"}[type(condition)]
            below = tuple(trace(part, run) for _, part in parts(condition))
            return Traced(head if below else notation(condition), truth, "", below)
        case Quantified():
            return Traced(notation(condition), truth, _listed(condition, run), tuple(_items(condition, run)))
    return Traced(notation(condition), truth, _seen(condition, run))


def _listed(condition: Quantified, run: Deduction) -> str:
    listed = run.memory.lists.get(condition.fact)
    if listed is None:
        return "unknown"
    return f"{len(listed.items)} recorded{', no others' if listed.complete else ', perhaps others'}"


def _items(condition: Quantified, run: Deduction) -> Iterator[Traced]:
    listed = run.memory.lists.get(condition.fact)
    for item in listed.items if listed is not None else ():
        text = ", ".join(f"{name}: {'/'.join(sorted(values))}" for name, values in item.items())
        yield Traced(f"item {{{text}}}", item_fits(condition.where, item, condition.fact, run.pack.fields))


def _seen(condition: Condition, run: Deduction) -> str:
    match condition:
        case StatusIn(criterion):
            return _one_of(run.after[criterion])
        case FactDate(fact, _, other):
            names = (fact, other) if isinstance(other, str) else (fact,)
            return ", ".join(f"{name}: {run.memory.dates.get(name, 'unknown')}" for name in names)
        case CriticalGap() | ScoreAtLeast():
            return ""
    name = str(getattr(condition, "fact", ""))
    if name in run.memory.numbers:
        return f"is {run.memory.numbers[name]:g}"
    return _one_of(run.memory.values.get(name, frozenset()))


def _one_of(values: frozenset[str]) -> str:
    ordered = sorted(values)
    return "unknown" if not ordered else f"is {ordered[0]}" if len(ordered) == 1 else f"one of {', '.join(ordered)}"
