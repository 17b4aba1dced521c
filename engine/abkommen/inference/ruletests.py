"""Running the rules' own tests, on both evaluators; a failure says what was expected, what came out, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from abkommen.base.problems import Problem
from abkommen.inference.deduction import Deduction, conclude
from abkommen.inference.outcome import Outcomes, label
from abkommen.inference.rulecases import STATES, Expected, RuleCase
from abkommen.inference.session import Session
from abkommen.inference.tracing import trace
from abkommen.rulepack.conditions import ALWAYS, Condition
from abkommen.rulepack.extract import extract
from abkommen.rulepack.model import RulePack
from abkommen.rulepack.places import Rule
from abkommen.rulepack.statuses import reachable_statuses


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that came out otherwise than expected."""

    subject: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What a test came to. ``tree``: how the rule's conditions came out, given for a failure only."""

    case: RuleCase
    mismatches: tuple[Mismatch, ...]
    tree: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.mismatches

    def __str__(self) -> str:
        lines = [f"{self.case.file}:{self.case.line}: {self.case.rule}, {self.case.name}"]
        for one in self.mismatches:
            lines += [f"  {one.subject}", f"    expected  {one.expected}", f"    got       {one.got}"]
        return "\n".join((*lines, *(f"  {line}" for line in self.tree)))


class Runner:
    """Runs tests, each on the part of the pack that the tests of its rule look at: far quicker, and the same conclusions."""

    def __init__(self, pack: RulePack, cases: Iterable[RuleCase]) -> None:
        self._pack = pack
        self._rules: dict[str, frozenset[str]] = {}
        for case in cases:
            self._rules[case.rule] = self._rules.get(case.rule, frozenset()) | case.rules
        self._session = cache(self._new_session)

    def _new_session(self, rule: str) -> Session:
        return Session(extract(self._pack, self._rules[rule]))

    def run(self, case: RuleCase) -> CaseResult:
        """Run one test. Raises :class:`~abkommen.inference.session.Disagreement` where the evaluators differ."""
        session = self._session(case.rule)
        mismatches = compare(case, session.infer(case.memory))
        if not mismatches:
            return CaseResult(case, ())
        return CaseResult(case, mismatches, tuple(_tree(case.rule, conclude(session.plan, case.memory))))


def run_cases(cases: Iterable[RuleCase], pack: RulePack) -> Iterator[CaseResult]:
    """Run tests in their order."""
    listed = tuple(cases)
    runner = Runner(pack, listed)
    return (runner.run(case) for case in listed)


def compare(case: RuleCase, outcomes: Outcomes) -> tuple[Mismatch, ...]:
    """Where the outcomes of a case differ from what its test expects."""
    return tuple(_differences(case, outcomes))


def _differences(case: RuleCase, outcomes: Outcomes) -> Iterator[Mismatch]:
    if case.rule in outcomes.interactions:
        yield from _differ(case.rule, case.expect, STATES[outcomes.interactions[case.rule]], frozenset())
    else:
        outcome = outcomes.criteria[case.rule]
        yield from _differ(case.rule, case.expect, label(outcome, outcome.own), outcome.own)
    for name, expected in case.after.items():
        outcome = outcomes.criteria[name]
        yield from _differ(f"{name} after interactions", expected, label(outcome, outcome.after), outcome.after)
    for name, expected in case.severity.items():
        levels: frozenset[str] = frozenset(outcomes.criteria[name].severities)
        yield from _differ(f"severity of {name}", expected, " or ".join(sorted(levels)), levels)


def _differ(subject: str, expected: Expected, told: str, possible: frozenset[str]) -> Iterator[Mismatch]:
    if not fits(expected, told, possible):
        several = not isinstance(expected, str)
        yield Mismatch(
            subject,
            " or ".join(expected) if several else str(expected),
            " or ".join(sorted(possible)) if several else told,
        )


def fits(expected: Expected, told: str, possible: frozenset[str]) -> bool:
    """Whether a label is the one expected, or what is still possible is exactly what was listed."""
    return expected == told if isinstance(expected, str) else frozenset(expected) == possible


def _tree(rule: str, run: Deduction) -> Iterator[str]:
    for part, condition in _conditions(rule, run):
        yield f"{part}:"
        yield from trace(condition, run).lines(1)


def _conditions(rule: str, run: Deduction) -> Iterator[tuple[str, Condition]]:
    if rule in run.pack.interactions:
        yield "when", run.pack.interactions[rule].when
        return
    criterion = run.pack.criteria[rule]
    due = run.plan.due_test(criterion)
    if due is not None:
        yield "due", due
    if criterion.applies_when != ALWAYS:
        yield "applies_when", criterion.applies_when
    yield from (("met", criterion.met), ("not_met", criterion.not_met))


def missing_cases(cases: Iterable[RuleCase], pack: RulePack) -> tuple[Problem, ...]:
    """The tests that every rule needs and some rule lacks: the empty case, and each outcome it can have."""
    told: dict[str, set[str]] = {}
    for case in cases:
        told.setdefault(case.rule, set()).update(_covered(case))
    found = []
    rules: tuple[Rule, ...] = (*pack.criteria.values(), *pack.interactions.values())
    for rule in rules:
        lacking = [wanted for wanted in _wanted(rule.id, pack) if wanted not in told.get(rule.id, ())]
        if lacking:
            found.append(
                Problem(
                    rule.file, rule.line, None, f"{rule.id}: no rule test for {', '.join(lacking)}", "add the cases"
                )
            )
    return tuple(found)


def _covered(case: RuleCase) -> set[str]:
    """What a test shows: a blank case counts only when nothing is concluded from nothing."""
    shown = {case.expect} if isinstance(case.expect, str) else set[str]()
    if case.blank and shown & {"unknown", "applicability_unknown", "possible"}:
        shown.add("the empty case")
    return shown


def _wanted(rule: str, pack: RulePack) -> tuple[str, ...]:
    if rule in pack.interactions:
        return ("the empty case", "fires", "no", "possible")
    criterion = pack.criteria[rule]
    own = reachable_statuses(criterion, pack) - (set() if criterion.partly else {"partly"})
    open_ = ("applicability_unknown",) if criterion.applies_when != ALWAYS else ()
    return ("the empty case", *sorted(own), *open_)
