"""Do the rules' tests bite? Each mutant must make a test of its rule fail; one that none notices needs a test, or a reason.

Only the plain evaluator runs, and only the changed rule: everything else of a case is concluded once.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pydantic import Field as Info

from abkommen.base.models import Frozen, read_model
from abkommen.base.problems import BadInput, Problem
from abkommen.base.texts import Text
from abkommen.base.yamltree import Document, read_yaml
from abkommen.inference.deduction import Deduction, Plan, conclude, deduce
from abkommen.inference.outcome import CriterionOutcome, label
from abkommen.inference.plain import evaluate
from abkommen.inference.rulecases import STATES, RuleCase
from abkommen.inference.ruletests import compare, fits
from abkommen.inference.worlds import Space, World, space
from abkommen.rulepack.conditions import ALWAYS, NEVER, Condition, CriticalGap, ScoreAtLeast, StatusIn, leaves
from abkommen.rulepack.extract import extract, extract_own
from abkommen.rulepack.model import Interaction, RulePack
from abkommen.rulepack.mutants import Mutant, mutants
from abkommen.rulepack.places import Places, Rule

EQUIVALENTS = "equivalent-mutants.yaml"
MAX_WORLDS = 60_000
SAMPLES = 3_000

Key = tuple[str, str, str]


class _Change(Frozen):
    at: str
    change: str


class _Entry(Frozen):
    """Mutants of one rule that are equivalent for the same reason."""

    rule: str
    reason: Text
    mutants: tuple[_Change, ...] = Info(min_length=1)


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A mutant that concludes what its rule concludes, with the reason."""

    key: Key
    reason: Text
    problem: Problem


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant no test notices. ``example``: a case in which it differs, hence a test to add; empty when none was found.

    ``equivalent``: every situation was tried and none differs.
    """

    mutant: Mutant
    example: str
    equivalent: bool
    problem: Problem


@dataclass(frozen=True, slots=True)
class MutationReport:
    """How many mutants there are, which survive unlisted, which are listed, and which listed ones no longer survive."""

    total: int
    survivors: tuple[Survivor, ...]
    listed: tuple[Mutant, ...]
    stale: tuple[Problem, ...]

    @property
    def killed(self) -> int:
        return self.total - len(self.survivors) - len(self.listed)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*(survivor.problem for survivor in self.survivors), *self.stale)


def load_equivalents(path: Path) -> tuple[Equivalent, ...]:
    """The mutants a pack declares equivalent; none where it has no such file. Raises :class:`BadInput`."""
    if not path.is_file():
        return ()
    document = read_yaml(path)
    if not isinstance(document.data, list):
        raise BadInput(document.problem((), "expected a list of {rule, reason, mutants: [{at, change}]}"))
    return tuple(known for index in range(len(document.data)) for known in _equivalents(document, index))


def _equivalents(document: Document, index: int) -> Iterator[Equivalent]:
    entry = read_model(_Entry, document, (index,))
    for number, one in enumerate(entry.mutants):
        message = f"{entry.rule} {one.at}: {one.change}: a test notices this mutant, or it no longer exists"
        problem = document.problem((index, "mutants", number), message, "remove the entry")
        yield Equivalent((entry.rule, one.at, one.change), entry.reason, problem)


def mutate(pack: RulePack, cases: Iterable[RuleCase], equivalents: Iterable[Equivalent] = ()) -> MutationReport:
    """Run every mutant against the tests of its rule."""
    by_rule = _Tests(pack, tuple(cases))
    all_mutants = tuple(mutants(pack))
    reasons = {known.key: known for known in equivalents}
    places = Places(pack)
    alive = [mutant for mutant in all_mutants if not by_rule.notice(mutant)]
    survivors = tuple(_survivor(mutant, pack, places) for mutant in alive if mutant.key not in reasons)
    listed = tuple(mutant for mutant in alive if mutant.key in reasons)
    stale = tuple(known.problem for key, known in reasons.items() if key not in {mutant.key for mutant in alive})
    return MutationReport(len(all_mutants), survivors, listed, stale)


class _Tests:
    """The tests by rule, each with what the unchanged pack concludes of it."""

    def __init__(self, pack: RulePack, cases: tuple[RuleCase, ...]) -> None:
        self._pack = pack
        self._cases: dict[str, list[RuleCase]] = {}
        for case in cases:
            self._cases.setdefault(case.rule, []).append(case)
        self._runs: dict[str, list[tuple[RuleCase, Deduction]]] = {}

    def notice(self, mutant: Mutant) -> bool:
        """Whether some test of the rule fails on the mutant."""
        name = mutant.rule.id
        if name not in self._runs:
            names = frozenset[str]().union(*(case.rules for case in self._cases.get(name, ())), (name,))
            plan = Plan(extract(self._pack, names))
            self._runs[name] = [(case, conclude(plan, case.memory)) for case in self._cases.get(name, ())]
        return any(_fails(case, mutant, run) for case, run in self._runs[name])


def _fails(case: RuleCase, mutant: Mutant, run: Deduction) -> bool:
    if isinstance(mutant.mutated, Interaction) and mutant.path[0] == "effects":
        pack = replace(run.pack, interactions={**run.pack.interactions, mutant.rule.id: mutant.mutated})
        return bool(compare(case, deduce(Plan(pack), case.memory)))
    return not fits(case.expect, *concluded(mutant.mutated, run))


def concluded(rule: Rule, run: Deduction) -> tuple[str, frozenset[str]]:
    """The label of a rule, changed or not, in a run of the unchanged pack; with it the statuses still possible."""
    if isinstance(rule, Interaction):
        return STATES[run.truth(rule.when)], frozenset()
    parts, own = run.judged(rule)
    return label(CriterionOutcome(*parts, own, own, frozenset()), own), own


def _survivor(mutant: Mutant, pack: RulePack, places: Places) -> Survivor:
    example, tried_all = difference(mutant, pack)
    found = (
        f"add a test, for example: {example}"
        if example
        else "equivalent: list it with the reason"
        if tried_all
        else "no example found"
    )
    problem = places.of_rule(mutant.rule, mutant.path, f"no test notices: {mutant}", found)
    return Survivor(mutant, example, tried_all and not example, problem)


def difference(mutant: Mutant, pack: RulePack) -> tuple[str, bool]:
    """A case in which a mutant differs from its rule, told in words; and whether all cases were tried, else a sample."""
    if mutant.path[0] == "effects":
        return "any in which the interaction fires", False
    trial = _Trial(mutant, pack)
    if _differing(trial.narrow, trial.condition_differs) == ("", True) or _differing(trial.free, trial.differs_in) == (
        "",
        True,
    ):
        return "", True
    return _differing(trial.whole, lambda world: trial.differs(conclude(trial.plan, world.memory)))


def _differing(worlds: Space, differs: Callable[[World], bool]) -> tuple[str, bool]:
    all_ = worlds.size <= MAX_WORLDS
    tried = worlds if all_ else worlds.sample(random.Random(48), SAMPLES)
    return next((str(world) for world in tried if differs(world)), ""), all_


@dataclass
class _Trial:
    """A mutant beside its rule, in the part of the pack that the rule rests on."""

    mutant: Mutant
    pack: RulePack

    @cached_property
    def plan(self) -> Plan:
        return Plan(extract_own(self.pack, self.mutant.rule.id))

    @property
    def _pair(self) -> tuple[Condition, Condition]:
        """The changed condition before and after; two that differ where something else was changed."""
        part = str(self.mutant.path[0])
        before, after = (getattr(rule, part) for rule in (self.mutant.rule, self.mutant.mutated))
        return (before, after) if part in ("applies_when", "met", "not_met", "when") else (ALWAYS, NEVER)

    @property
    def narrow(self) -> Space:
        """What the changed condition alone tells apart."""
        return space(self._pair, self.pack, decided=False)

    def condition_differs(self, world: World) -> bool:
        before, after = (evaluate(each, world.memory, self.pack.fields, world.answer) for each in self._pair)
        return before is not after

    @property
    def free(self) -> Space:
        """What the two tell apart when other rules may conclude anything: more than can be, but often few enough to try all."""
        return space(self._read_by((self.mutant.rule, self.mutant.mutated)), self.pack, decided=False)

    @property
    def whole(self) -> Space:
        """Every case that the two and the rules they read can tell apart, by facts alone."""
        rules = (*self.plan.pack.criteria.values(), *self.plan.pack.interactions.values(), self.mutant.mutated)
        on_facts = (leaf for condition in self._read_by(rules) for leaf in leaves(condition))
        concluded_elsewhere = (StatusIn, CriticalGap, ScoreAtLeast)
        return space((leaf for leaf in on_facts if not isinstance(leaf, concluded_elsewhere)), self.pack, decided=False)

    def _read_by(self, rules: Iterable[Rule]) -> Iterator[Condition]:
        for rule in rules:
            if isinstance(rule, Interaction):
                yield rule.when
            else:
                due = self.plan.due_test(rule)
                yield from (rule.applies_when, rule.met, rule.not_met, *((due,) if due else ()))

    def differs(self, run: Deduction) -> bool:
        return concluded(self.mutant.rule, run) != concluded(self.mutant.mutated, run)

    def differs_in(self, world: World) -> bool:
        run = Deduction(self.plan, world.memory, "today")
        run.after, run.gaps = dict(world.statuses), dict(world.gaps)
        return self.differs(run)
