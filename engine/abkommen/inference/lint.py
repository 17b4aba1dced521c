"""All that can be said against a pack: what :mod:`abkommen.rulepack.lint` finds, and what shows only when rules are run.

Contradictions, outcomes that cannot come about and tests that decide nothing are found by running every rule in every
situation its tests can tell apart (:mod:`.worlds`), not by looking at its text; each message names such a situation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from abkommen.base.logic import Ternary
from abkommen.base.problems import Problem
from abkommen.base.yamltree import Path_
from abkommen.inference.limits import limits
from abkommen.inference.plain import evaluate, item_fits
from abkommen.inference.worlds import World, items, space
from abkommen.rulepack import lint as static
from abkommen.rulepack.conditions import ALWAYS, NEVER, All, Any_, Condition, FactKnown, ItemIn, Not, Quantified, leaves
from abkommen.rulepack.model import Criterion, Interaction, RulePack
from abkommen.rulepack.notation import notation
from abkommen.rulepack.places import Places
from abkommen.rulepack.traversal import at, parts, replaced, walk

PARTS = ("applies_when", "met", "not_met")
MAX_WORLDS = 20_000
_FULL_DATE = "compare with a full date, YYYY-MM-DD"

Conditions = dict[str, Condition]


def lint(pack: RulePack) -> tuple[Problem, ...]:
    """Every problem of a pack, each at its line, in the order of its files."""
    places = Places(pack)
    found = [*static.lint(pack), *limits(pack, places)]
    for criterion in pack.criteria.values():
        found += _criterion(criterion, pack, places)
    for interaction in pack.interactions.values():
        found += _interaction(interaction, pack, places)
    return tuple(sorted(set(found)))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule with the worlds it is run in."""

    rule: Criterion | Interaction
    pack: RulePack
    conditions: Conditions
    worlds: tuple[World, ...]

    def truths(self, world: World) -> tuple[Ternary, ...]:
        return tuple(_truth(condition, world, self.pack) for condition in self.conditions.values())

    def results(self) -> frozenset[str]:
        return frozenset(result(self.truths(world)) for world in self.worlds)


def result(truths: tuple[Ternary, ...]) -> str:
    """What a due criterion comes to by its three conditions, or an interaction by its one."""
    if None in truths:
        return "open"
    if len(truths) == 1:
        return "fires" if truths[0] else "does not fire"
    applies, met, not_met = truths
    if not applies:
        return "not_applicable"
    return "met" if met else "not_met" if not_met else "partly"


def _prepared(rule: Criterion | Interaction, conditions: Conditions, pack: RulePack) -> _Rule | None:
    """None where there are too many situations to try them all."""
    found = space(conditions.values(), pack, decided=not _reads_known(conditions.values()))
    return _Rule(rule, pack, conditions, tuple(found)) if found.size <= MAX_WORLDS else None


def _reads_known(conditions: Iterable[Condition]) -> bool:
    """Whether something is asked that is never unknown; then what is not known must be tried as well."""
    return any(isinstance(leaf, FactKnown) for condition in conditions for leaf in leaves(condition))


def _criterion(criterion: Criterion, pack: RulePack, places: Places) -> Iterator[Problem]:
    prepared = _prepared(criterion, {part: getattr(criterion, part) for part in PARTS}, pack)
    if prepared is None:
        yield _too_many(criterion, "met", places)
        return
    found = list(_contradictions(prepared, places))
    yield from found or (*_unreached(prepared, places), *_dead(prepared, places))


def _interaction(interaction: Interaction, pack: RulePack, places: Places) -> Iterator[Problem]:
    prepared = _prepared(interaction, {"when": interaction.when}, pack)
    if prepared is None:
        yield _too_many(interaction, "when", places)
        return
    results = prepared.results()
    if "open" in results and not _reads_known((interaction.when,)):
        yield places.of_rule(
            interaction, ("when",), f"{interaction.id}: when stays open though all is known", _FULL_DATE
        )
        return
    for wanted, fault in (("fires", "it can never fire"), ("does not fire", "it fires in every case")):
        if wanted not in results:
            yield places.of_rule(interaction, ("when",), f"{interaction.id}: {fault}", "change the conditions")
            return
    yield from _dead(prepared, places)


def _too_many(rule: Criterion | Interaction, part: str, places: Places) -> Problem:
    message = f"{rule.id}: more than {MAX_WORLDS:,} situations to tell apart, too many to check"
    return places.of_rule(rule, (part,), message, "split it, or test fewer facts")


def _contradictions(prepared: _Rule, places: Places) -> Iterator[Problem]:
    """Met and not met at once, neither although partly is excluded, open although all is known: one example each."""
    told: dict[str, Problem] = {}
    for world in prepared.worlds:
        part, fault, hint = _fault(prepared, world)
        if fault and fault not in told:
            told[fault] = places.of_rule(
                prepared.rule, (part,), f"{prepared.rule.id}: {fault}", f"{hint}; for example: {world}"
            )
    yield from told.values()


def _fault(prepared: _Rule, world: World) -> tuple[str, str, str]:
    assert isinstance(prepared.rule, Criterion)
    truths = applies, met, not_met = prepared.truths(world)
    if met is True and not_met is True and applies is not False:
        return "not_met", "met and not_met hold together", "they must exclude each other"
    if None in truths and not _reads_known(prepared.conditions.values()):
        part = PARTS[truths.index(None)]
        return part, f"{part} stays open though all is known", _FULL_DATE
    if not prepared.rule.partly and (applies, met, not_met) == (True, False, False):
        return (
            "not_met",
            "partly is excluded, yet neither met nor not_met holds",
            "complete the conditions, or allow partly",
        )
    return "", "", ""


def _unreached(prepared: _Rule, places: Places) -> Iterator[Problem]:
    rule = prepared.rule
    assert isinstance(rule, Criterion)
    seen = prepared.results()
    wanted = {"met": "met", "not_met": "not_met"} | ({"partly": "partly"} if rule.partly else {})
    if rule.applies_when != ALWAYS:
        wanted["not_applicable"] = "applies_when"
    for outcome, part in wanted.items():
        if outcome not in seen:
            hint = "write partly: never" if outcome == "partly" else "change the conditions"
            yield places.of_rule(rule, (part,), f"{rule.id}: no case leads to {outcome}", hint)


def _dead(prepared: _Rule, places: Places) -> Iterator[Problem]:
    """Tests that change nothing in their condition: with a constant in their place it comes out the same in every case."""
    for part, condition in prepared.conditions.items():
        for path in (*_dead_tests(condition, prepared.pack), *_dead_on_items(condition, prepared.pack)):
            message = f"{prepared.rule.id}: the test “{notation(at(condition, path))}” decides nothing"
            yield places.of_rule(prepared.rule, (part, *path), message, "without it every case comes out the same")


def _dead_tests(condition: Condition, pack: RulePack) -> Iterator[Path_]:
    worlds = space([condition], pack, decided=not _reads_known([condition]))
    for path, test in walk(condition):
        if not isinstance(test, (All, Any_, Not, ItemIn)):
            changed = (replaced(condition, path, constant) for constant in (ALWAYS, NEVER))
            if any(
                all(_truth(condition, world, pack) is _truth(one, world, pack) for world in worlds) for one in changed
            ):
                yield path


def _truth(condition: Condition, world: World, pack: RulePack) -> Ternary:
    return evaluate(condition, world.memory, pack.fields, world.answer)


def _dead_on_items(condition: Condition, pack: RulePack) -> Iterator[Path_]:
    """Tests on items within their list. One that stands alone only asks whether there is an item, and may always hold."""
    for path, test in walk(condition):
        if not isinstance(test, Quantified):
            continue
        ((step, where),) = parts(test)
        kinds = list(items(test.fact, [where], pack.fields, decided=True))
        usual = [item_fits(where, item, test.fact, pack.fields) for item in kinds]
        for below, on_item in walk(where):
            if below and isinstance(on_item, ItemIn):
                changed = (replaced(where, below, constant) for constant in (ALWAYS, NEVER))
                if any([item_fits(one, item, test.fact, pack.fields) for item in kinds] == usual for one in changed):
                    yield path + step + below
