"""The limits of durable-rules, over which it gives wrong answers, hangs or crashes without a word: a pack is refused before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from abkommen.base.problems import Problem
from abkommen.base.yamltree import Path_
from abkommen.inference.deduction import Plan
from abkommen.inference.host import MAX_CONSTANTS, MAX_JOINS, MAX_TESTS_PER_FACT, Rule
from abkommen.inference.normal import TooComplex, conjunctions
from abkommen.inference.ruleset import compile_pack
from abkommen.rulepack.conditions import Condition, Quantified
from abkommen.rulepack.model import Criterion, Interaction, RulePack
from abkommen.rulepack.places import Places
from abkommen.rulepack.traversal import walk

_SUBJECTS = frozenset(("field", "list", "leaf", "crit", "int", "dim"))


def limits(pack: RulePack, places: Places) -> tuple[Problem, ...]:
    """Conditions that become too many rules or join too many facts; then, of the pack as a whole, what the engine cannot hold."""
    found = [*_conditions(pack, places)]
    return tuple(found or _ruleset(pack, places))


def _conditions(pack: RulePack, places: Places) -> Iterator[Problem]:
    for criterion in pack.criteria.values():
        for part in ("applies_when", "met", "not_met"):
            yield from _condition(criterion, (part,), getattr(criterion, part), places)
    for interaction in pack.interactions.values():
        yield from _condition(interaction, ("when",), interaction.when, places)


def _condition(rule: Criterion | Interaction, path: Path_, condition: Condition, places: Places) -> Iterator[Problem]:
    checked = [(path, condition)]
    steps = {"some": ("some",), "every": ("every",), "count": ("count", "where")}
    for below, leaf in walk(condition):
        if isinstance(leaf, Quantified):
            checked.append(((*path, *below, *steps[leaf.kind]), leaf.where))
    for place, part in checked:
        fault = _too_complex(part)
        if fault:
            yield places.of_rule(
                rule, place, f"{rule.id}: {fault}", "split it into two rules, or nest fewer any inside all"
            )


def _too_complex(condition: Condition) -> str:
    try:
        joined = max((len(one) for truth in (True, False) for one in conjunctions(condition, truth)), default=0)
    except TooComplex as error:
        return str(error)
    return f"joins {joined} tests in one rule, at most {MAX_JOINS} are allowed" if joined > MAX_JOINS else ""


def _ruleset(pack: RulePack, places: Places) -> Iterator[Problem]:
    rules = compile_pack(Plan(pack)).rules
    constants, tests = _counted(rules)
    for name, values in sorted(constants.items()):
        if len(values) > MAX_CONSTANTS:
            message = f"the rules compare “{name}” with {len(values)} constants, at most {MAX_CONSTANTS} are allowed"
            yield places.of_file("pack.yaml", (), message, "split the pack in two")
    for subject, patterns in sorted(tests.items()):
        if len(patterns) > MAX_TESTS_PER_FACT:
            message = f"{len(patterns)} different tests look at {subject}, at most {MAX_TESTS_PER_FACT} are allowed"
            yield places.of_file("pack.yaml", (), message, "let fewer rules ask for it")


def _counted(rules: tuple[Rule, ...]) -> tuple[dict[str, set[Any]], dict[str, set[str]]]:
    """The constants each property is compared with, and the different patterns that look at the same fact, list or rule."""
    constants: dict[str, set[Any]] = {}
    tests: dict[str, set[str]] = {}
    for rule in rules:
        for pattern in (*(pattern for _, pattern in rule.when), *rule.unless):
            compared = dict(_compared(pattern))
            for name, values in compared.items():
                constants.setdefault(name, set()).update(values)
            for name in _SUBJECTS & compared.keys():
                tests.setdefault(f"{name} {compared[name][0]}", set()).add(repr(pattern))
    return constants, tests


def _compared(pattern: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """Property and constants of every test in a pattern; comparisons with other facts hold no constant."""
    for test in pattern["$and"]:
        for name, value in test.items():
            if name == "$or":
                yield next(iter(value[0])), [one for choice in value for one in choice.values()]
            elif not isinstance(value, dict):
                yield name, [value]
