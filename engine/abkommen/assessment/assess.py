"""A case and a rule pack become an assessment."""

from __future__ import annotations

from abkommen.assessment.ascent import next_verdict
from abkommen.assessment.model import Assessment, ProposalEffect, Proposals
from abkommen.assessment.questions import rank_questions
from abkommen.assessment.repair import Repairs
from abkommen.assessment.results import criterion_results
from abkommen.assessment.robustness import robustness
from abkommen.assessment.scores import Scorer
from abkommen.assessment.verdicts import verdict
from abkommen.casefile.model import Case
from abkommen.inference.deduction import Deduction, conclude
from abkommen.inference.memory import perceive
from abkommen.inference.session import Session


def assess(case: Case, session: Session, *, draws: int | None = None, seed: int | None = None) -> Assessment:
    """Assess one case. ``draws`` and ``seed`` of the robustness check default to the pack's.

    Raises :class:`~abkommen.inference.session.Disagreement` when the two evaluators differ, which is a defect.
    """
    pack, plan = session.plan.pack, session.plan
    memory = perceive(case.facts, pack.fields)
    outcomes = session.infer(memory)
    run, bounds = conclude(plan, memory), conclude(plan, memory, "completed")
    results = criterion_results(run)
    scores = Scorer(pack).score(bounds)
    range_ = verdict(bounds, scores)
    repairs = Repairs(run)
    questions = rank_questions(bounds, results.values(), scores, range_)
    varied = pack.scoring.robustness
    return Assessment(
        case=case, pack=pack, results=results, interactions=outcomes.interactions, scores=scores, verdict=range_,
        narrowing=tuple(question.field for question in questions if question.verdict_steps > 0),
        questions=questions,
        repairs={name: repairs.of_criterion(name) for name, result in results.items() if result.is_gap and result.criterion.of_case},
        next_verdict=next_verdict(Repairs(bounds), scores, range_),
        robustness=robustness(bounds, scores, range_, draws or varied.draws, varied.seed if seed is None else seed),
        proposals=_proposals(case, run, bounds), evaluators=session.evaluators, run=run, bounds=bounds,
    )  # fmt: skip


def _proposals(case: Case, run: Deduction, bounds: Deduction) -> Proposals | None:
    """What would follow if every proposed fact were accepted; None when nothing is proposed."""
    proposed = tuple(
        sorted(name for name, fact in case.facts.items() if fact.basis == "proposed" and fact.value is not None)
    )
    if not proposed:
        return None
    accepted = perceive(case.facts, run.pack.fields, proposals=True)
    before, after = criterion_results(run), criterion_results(conclude(run.plan, accepted))
    effects = tuple(
        ProposalEffect(result.criterion, before[name].effective_status, result.effective_status)
        for name, result in after.items()
        if result.effective_status != before[name].effective_status
    )
    completed = conclude(bounds.plan, accepted, "completed")
    scores = Scorer(run.pack).score(completed)
    return Proposals(proposed, effects, scores, verdict(completed, scores))
