"""Bounds are sound: whatever the unknown facts turn out to be, score and verdict lie inside."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

import pytest

from abkommen.assessment.intervals import Interval, coverage, extremes, options
from abkommen.assessment.scores import Scorer, Scores, overall, weakest
from abkommen.assessment.verdicts import verdict
from abkommen.inference.deduction import Plan, conclude
from tests.assessment.conftest import complete, random_memory

VALUES = {"met": 1.0, "partly": 0.5, "not_met": 0.0}
WEIGHTS = {"critical": 3.0, "major": 2.0, "minor": 1.0, "context": 0.0}


def inside(inner: Interval, outer: Interval) -> bool:
    if inner.low is None or inner.high is None:
        return True
    assert outer.low is not None
    assert outer.high is not None
    return outer.low - 1e-7 <= inner.low and inner.high <= outer.high + 1e-7


def narrower(inner: Scores, outer: Scores) -> bool:
    pairs = [(inner.dimensions[code], outer.dimensions[code]) for code in outer.dimensions]
    pairs += [(inner.context[level], outer.context[level]) for level in outer.context]
    return all(inside(*pair) for pair in [*pairs, (inner.overall, outer.overall)])


@pytest.mark.parametrize("seed", range(60))
def test_every_completion_lies_inside_the_bounds(plan: Plan, seed: int) -> None:
    generator = random.Random(seed)
    memory = random_memory(plan.pack.fields, generator, generator.random() * 0.9)
    scorer, run = Scorer(plan.pack), conclude(plan, memory, "completed")
    scores = scorer.score(run)
    range_ = verdict(run, scores)
    rank = plan.pack.scoring.rank
    for _ in range(20):  # 60 memories of 20 completions each
        done = conclude(plan, complete(memory, plan.pack.fields, generator))
        found = scorer.score(done)
        assert narrower(found, scores)
        reached = verdict(done, found)
        assert rank(range_.worst) <= rank(reached.worst) <= rank(reached.best) <= rank(range_.best)
        assert all(done.after[name] <= run.after[name] for name in plan.pack.criteria)


def test_a_complete_case_has_no_width(plan: Plan) -> None:
    generator = random.Random(7)
    memory = complete(random_memory(plan.pack.fields, generator, 0.0), plan.pack.fields, generator)
    scores = Scorer(plan.pack).score(conclude(plan, memory, "completed"))
    for item in scores.dimensions.values():
        assert item.low == pytest.approx(item.high)
        assert item.coverage == 1.0


def test_more_knowledge_never_widens(plan: Plan) -> None:
    for seed in range(30):
        generator = random.Random(seed)
        memory = random_memory(plan.pack.fields, generator, 0.3)
        scorer = Scorer(plan.pack)
        before = scorer.score(conclude(plan, memory, "completed"))
        after = scorer.score(conclude(plan, complete(memory, plan.pack.fields, generator, 0.4), "completed"))
        assert narrower(after, before)


def test_rescoring_equals_scoring(plan: Plan) -> None:
    generator = random.Random(11)
    memory = random_memory(plan.pack.fields, generator, 0.5)
    scorer, run = Scorer(plan.pack), conclude(plan, memory, "completed")
    changed = run.after_change(memory.with_value("agreement.covers_return", "no"), ("agreement.covers_return",))
    assert (
        changed.outcomes() == conclude(plan, memory.with_value("agreement.covers_return", "no"), "completed").outcomes()
    )
    assert scorer.rescore(changed, run, scorer.score(run)) == scorer.score(changed)


def test_extremes_by_brute_force() -> None:
    generator = random.Random(3)
    pool = [(3.0, 1.0), (3.0, 0.0), (2.0, 0.5), (1.0, 1.0), (1.0, 0.0), (2.0, 0.0), (0.0, 0.0)]
    for _ in range(300):
        drawn = [tuple(sorted(generator.sample(pool, generator.randint(1, 3)), reverse=True)) for _ in range(4)]
        drawn.append(((2.0, 0.5),))
        means = [
            sum(w * v for w, v in one) / sum(w for w, _ in one) for one in product(*drawn) if sum(w for w, _ in one)
        ]
        assert extremes(Counter(drawn)) == pytest.approx((min(means), max(means)))


def test_unknown_counts_zero_below_and_one_above() -> None:
    statuses = frozenset(("met", "partly", "not_met"))
    open_ = options(statuses, frozenset(("critical",)), VALUES, WEIGHTS)
    met = options(frozenset(("met",)), frozenset(("minor",)), VALUES, WEIGHTS)
    assert extremes(Counter([open_, met])) == (0.25, 1.0)
    assert coverage(Counter([open_, met])) == 0.25


def test_what_is_ruled_out_makes_the_bounds_tighter() -> None:
    ruled_out = options(frozenset(("met", "partly")), frozenset(("major",)), VALUES, WEIGHTS)
    assert extremes(Counter([ruled_out])) == (0.5, 1.0)


def test_uncertain_applicability_counts_both_ways() -> None:
    maybe = options(frozenset(("not_met", "not_applicable")), frozenset(("major",)), VALUES, WEIGHTS)
    met = options(frozenset(("met",)), frozenset(("major",)), VALUES, WEIGHTS)
    assert extremes(Counter([maybe, met])) == (0.5, 1.0)


def test_context_criteria_are_shown_and_not_scored() -> None:
    shown = options(frozenset(("met",)), frozenset(("context",)), VALUES, WEIGHTS)
    assert extremes(Counter([shown])) is None


def test_overall_is_the_weakest_and_says_which_may_be_it() -> None:
    core = {"IB": Interval(10, 40, 0.5), "IS": Interval(30, 90, 0.2), "CO": Interval(50, 60, 0.9)}
    assert overall(core.values()) == Interval(10, 40, 0.2)
    assert weakest(core) == ("IB", "IS")
