"""Whole assessments of real cases: questions, repairs, robustness, proposals."""

from __future__ import annotations

import random

import pytest

from abkommen.assessment.assess import assess
from abkommen.assessment.hypotheses import assume
from abkommen.assessment.repair import Repairs
from abkommen.assessment.robustness import robustness
from abkommen.assessment.scores import Scorer
from abkommen.assessment.verdicts import verdict
from abkommen.inference.deduction import Plan, conclude
from abkommen.inference.session import Session
from tests.assessment.conftest import CaseLoader, random_memory


@pytest.mark.parametrize("name", ["kenya", "india"])
def test_a_real_case_has_a_range_a_weakest_area_and_first_questions(
    real_case: CaseLoader, session: Session, name: str
) -> None:
    found = assess(real_case(name, "2024-09"), session)
    rank = found.pack.scoring.rank
    assert rank(found.verdict.worst) < rank(found.verdict.best)
    assert set(found.scores.weakest) <= {"IB", "IS", "CO"}
    assert found.questions[0].verdict_steps >= 1
    assert found.questions[0].of_case
    assert set(found.narrowing) <= {question.field for question in found.questions}


def test_the_same_case_gives_the_same_assessment(real_case: CaseLoader, session: Session) -> None:
    first, second = (assess(real_case("kenya", "2026-01"), session) for _ in range(2))
    assert (first.results, first.scores, first.questions, first.robustness) == (
        second.results, second.scores, second.questions, second.robustness,
    )  # fmt: skip


def test_every_repair_really_mends_and_nothing_can_be_left_out(plan: Plan) -> None:
    tried = 0
    for seed in range(25):
        memory = random_memory(plan.pack.fields, random.Random(seed), 0.8)
        run = conclude(plan, memory)
        for name in plan.pack.criteria:
            if run.after[name] not in ({"not_met"}, {"partly"}):
                continue
            for changes in Repairs(run).of_criterion(name).sets:
                tried += 1
                mended = conclude(plan, assume(memory, {change.field: change.value for change in changes}))
                assert mended.after[name] == {"met"}, (seed, name)
                assert all(plan.pack.fields[change.field].negotiable for change in changes)
                for left_out in changes:
                    rest = {change.field: change.value for change in changes if change is not left_out}
                    assert conclude(plan, assume(memory, rest)).after[name] != {"met"}, (seed, name)
    assert tried > 200


def test_where_no_repair_exists_the_facts_in_the_way_are_named(plan: Plan) -> None:
    facts = {"agreement.stage": "negotiating", "agreement.covers_return": "yes", "partner.political_will_return": "no"}
    memory = assume(conclude(plan, random_memory(plan.pack.fields, random.Random(0), 0.0)).memory, facts)
    repair = Repairs(conclude(plan, memory)).of_criterion("IS-06")
    assert repair.sets == ()
    assert "partner.political_will_return" in repair.blocked_by


def test_the_next_verdict_is_reached_and_no_change_is_surplus(real_case: CaseLoader, session: Session) -> None:
    found = assess(real_case("kenya", "2024-09"), session)
    assert found.next_verdict is not None
    (changes,) = found.next_verdict.sets
    rank = found.pack.scoring.rank

    def reached(kept: list[str]) -> int:
        chosen = {change.field: change.value for change in changes if change.field in kept}
        run = conclude(session.plan, assume(found.bounds.memory, chosen), "completed")
        return rank(verdict(run, Scorer(found.pack).score(run)).worst)

    fields = [change.field for change in changes]
    assert reached(fields) >= rank(found.next_verdict.goal)
    assert all(
        reached([name for name in fields if name != left_out]) < rank(found.next_verdict.goal) for left_out in fields
    )


def test_robustness_is_seeded_and_its_shares_add_up(real_case: CaseLoader, session: Session) -> None:
    found = assess(real_case("india", "2026-01"), session)
    first, again, other = (robustness(found.bounds, found.scores, found.verdict, 500, seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert sum(first.verdicts.values()) == pytest.approx(1)
    assert sum(first.weakest.values()) == pytest.approx(1)
    assert first.verdict_holds == first.verdicts.get((found.verdict.worst, found.verdict.best), 0.0)


def test_robustness_without_variation_repeats_the_scores(plan: Plan) -> None:
    from dataclasses import replace

    scoring = plan.pack.scoring
    still = replace(
        scoring.robustness,
        weight_spread=0.0,
        partly_range=(scoring.values["partly"],) * 2,
        band_spread=0.0,
        aggregations=("weakest",),
    )
    pack = replace(plan.pack, scoring=replace(scoring, robustness=still))
    for seed in range(12):
        run = conclude(Plan(pack), random_memory(pack.fields, random.Random(seed), 0.2 + 0.06 * seed), "completed")
        scores = Scorer(pack).score(run)
        range_ = verdict(run, scores)
        found = robustness(run, scores, range_, 20, 1)
        assert found.verdict_holds == 1.0
        assert found.weakest_holds == 1.0
        assert found.overall is not None
        assert found.overall[0] == pytest.approx(scores.overall.low, abs=1e-4)
        assert found.overall[3] == pytest.approx(scores.overall.high, abs=1e-4)


def test_guesses_and_proposals_never_decide(pack: object, session: Session, real_case: CaseLoader) -> None:
    from dataclasses import replace

    case = real_case("kenya", "2024-09")
    fact = replace(case.facts["agreement.form"], field="followup.working_structure", value="no")
    for basis in ("presumed", "baseline", "proposed"):
        facts = {
            **case.facts,
            "agreement.stage": replace(case.facts["agreement.form"], value="signed", field="agreement.stage"),
        }
        facts["followup.working_structure"] = replace(fact, basis=basis)  # type: ignore[arg-type]
        found = assess(replace(case, facts=facts), session)
        assert found.results["MO-01"].status == "unknown"
        assert (found.proposals is not None) == (basis == "proposed")
        if found.proposals:
            assert ("MO-01", "unknown", "not_met") in {
                (e.criterion.id, e.before, e.after) for e in found.proposals.effects
            }
