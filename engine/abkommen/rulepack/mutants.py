"""Rules with one thing changed, to see whether their tests notice: the mutation analysis of DeMillo, Lipton and Sayward (1978).

Each test of each condition is dropped, flipped and widened or narrowed by one value; groups and quantifiers are swapped; the
due stage moves by one; an effect on a status or severity is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from abkommen.base.yamltree import Path_
from abkommen.rulepack.conditions import (
    ALWAYS,
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
    StatusIn,
)
from abkommen.rulepack.model import Criterion, Interaction, RulePack
from abkommen.rulepack.notation import notation
from abkommen.rulepack.statuses import reachable_statuses
from abkommen.rulepack.traversal import replaced, walk, without

Change = tuple[Path_, str, Condition]
Comparison = TypeVar("Comparison", FactNumber, FactDate)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one change. ``path`` leads to the place of the change in the rule's YAML; ``change`` says what it is."""

    rule: Criterion | Interaction
    path: Path_
    change: str
    about: str
    mutated: Criterion | Interaction

    @property
    def at(self) -> str:
        return "/".join(str(part) for part in self.path)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.rule.id, self.at, self.change

    def __str__(self) -> str:
        return f"{self.rule.id} {self.at}: {self.change}" + (f", “{self.about}”" if self.about else "")


def mutants(pack: RulePack) -> Iterator[Mutant]:
    """Every mutant of every criterion and interaction."""
    for criterion in pack.criteria.values():
        for part in ("applies_when", "met", "not_met"):
            condition: Condition = getattr(criterion, part)
            for path, change, new in changes(condition, pack):
                mutated = replace(criterion, **{part: new})  # type: ignore[arg-type]
                yield Mutant(criterion, (part, *path), change, _about(condition, path), mutated)
        yield from _timing(criterion, pack)
        turned = replace(criterion, partly=not criterion.partly)
        yield Mutant(criterion, ("partly",), "exclude it" if criterion.partly else "allow it", "", turned)
    for interaction in pack.interactions.values():
        for path, change, new in changes(interaction.when, pack):
            yield Mutant(
                interaction, ("when", *path), change, _about(interaction.when, path), replace(interaction, when=new)
            )
        yield from _effects(interaction)


def _about(condition: Condition, path: Path_) -> str:
    return notation(dict(walk(condition))[path])


def _timing(criterion: Criterion, pack: RulePack) -> Iterator[Mutant]:
    """Due one stage earlier or later; the first stage is as good as none."""
    if criterion.due_from is None:
        return
    place = pack.stages.index(criterion.due_from)
    for other, change in ((place - 1, "one stage earlier"), (place + 1, "one stage later")):
        if 0 <= other < len(pack.stages):
            yield Mutant(criterion, ("due_from",), change, "", replace(criterion, due_from=pack.stages[other]))


def _effects(interaction: Interaction) -> Iterator[Mutant]:
    for index, effect in enumerate(interaction.effects):
        if effect.kind in ("cap_status", "raise_severity"):
            kept = interaction.effects[:index] + interaction.effects[index + 1 :]
            about = f"{effect.kind}: {effect.criterion}"
            yield Mutant(interaction, ("effects", index), "drop", about, replace(interaction, effects=kept))


def changes(condition: Condition, pack: RulePack) -> Iterator[Change]:
    """The changed conditions, each once, with the place and the kind of the change."""
    seen = {condition}
    for path, change, new in _all_changes(condition, pack):
        if new not in seen:
            seen.add(new)
            yield path, change, new


def _all_changes(condition: Condition, pack: RulePack) -> Iterator[Change]:
    if condition == ALWAYS:
        return
    for path, node in walk(condition):
        if isinstance(node, (All, Any_)):
            yield from ((path, change, replaced(condition, path, new)) for change, new in _group(node))
            continue
        yield path, "drop", without(condition, path)
        if isinstance(node, Not):
            yield path, "drop the not", replaced(condition, path, node.part)
            continue
        yield path, "flip", replaced(condition, path, Not(node))
        for change, new in _variants(node, condition, path, pack):
            yield path, change, replaced(condition, path, new)


def _group(node: All | Any_) -> Iterator[tuple[str, Condition]]:
    if len(node.parts) > 1:
        yield (
            ("any instead of all", Any_(node.parts))
            if isinstance(node, All)
            else ("all instead of any", All(node.parts))
        )


def _variants(node: Condition, condition: Condition, path: Path_, pack: RulePack) -> Iterator[tuple[str, Condition]]:
    match node:
        case FactIn(fact, values):
            yield from ((change, FactIn(fact, new)) for change, new in _values(values, pack.fields[fact].domain()))
        case ItemIn(attribute, values):
            domain = _item_domain(condition, path, attribute, pack)
            yield from ((change, ItemIn(attribute, new)) for change, new in _values(values, domain))
        case StatusIn(criterion, statuses):
            reachable = reachable_statuses(pack.criteria[criterion], pack)
            yield from ((change, StatusIn(criterion, new)) for change, new in _values(statuses, reachable))
        case Quantified():
            yield from _quantifiers(node)
        case FactNumber():
            yield "bound + 1", replace(node, bound=node.bound + 1)
            yield "bound - 1", replace(node, bound=node.bound - 1)
            yield _turned(node, "at_least", "at_most")
        case FactDate():
            yield _turned(node, "before", "after")
        case FactKnown() | CriticalGap():
            pass  # dropped and flipped above; there is nothing else in them


def _values(values: frozenset[str], domain: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for value in sorted(domain):
        changed = values ^ {value}
        if changed:
            yield f"{'remove' if value in values else 'add'} {value}", changed


def _item_domain(condition: Condition, path: Path_, attribute: str, pack: RulePack) -> frozenset[str]:
    """The values of an attribute of the list whose condition on items holds the test at ``path``."""
    lists = [node for above, node in walk(condition) if isinstance(node, Quantified) and path[: len(above)] == above]
    items = pack.fields[lists[-1].fact].items
    found = items.attribute(attribute) if items else None
    return found.domain() if found else frozenset()


def _quantifiers(node: Quantified) -> Iterator[tuple[str, Condition]]:
    if node.kind == "count":
        yield f"at_least {node.at_least + 1}", replace(node, at_least=node.at_least + 1)
        if node.at_least > 1:
            yield f"at_least {node.at_least - 1}", replace(node, at_least=node.at_least - 1)
        return
    other: Literal["some", "every"] = "every" if node.kind == "some" else "some"
    yield f"{other} instead of {node.kind}", replace(node, kind=other)


def _turned(node: Comparison, one: str, other: str) -> tuple[str, Comparison]:
    new = other if node.comparison == one else one
    return f"{new} instead of {node.comparison}", replace(node, comparison=new)  # type: ignore[arg-type]
