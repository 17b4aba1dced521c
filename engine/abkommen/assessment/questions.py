"""Which open facts to ask for first: how far an answer could move the verdict and the weakest score.

Every open fact is given each of its possible values in turn; what counts is the value that narrows the ranges most. This is
the value of information in its simplest form, and ours.
"""

from __future__ import annotations

from collections.abc import Iterable

from abkommen.assessment.hypotheses import Value, assume, hypotheses_of
from abkommen.assessment.intervals import Interval
from abkommen.assessment.model import CriterionResult, Question
from abkommen.assessment.scores import Scorer, Scores
from abkommen.assessment.verdicts import VerdictRange, verdict
from abkommen.inference.deduction import Deduction
from abkommen.rulepack.model import SEVERITIES, Severity


def rank_questions(
    bounds: Deduction, results: Iterable[CriterionResult], scores: Scores, range_: VerdictRange
) -> tuple[Question, ...]:
    """The open facts, the most telling first; ties by severity of the criteria, then by effort and name."""
    waiting: dict[str, list[CriterionResult]] = {}
    for result in results:
        for name in result.missing:
            waiting.setdefault(name, []).append(result)
    trial = _Trial(bounds, scores, range_)
    found = [trial.question(name, asking) for name, asking in waiting.items()]
    return tuple(sorted(found, key=lambda question: _order(question, bounds)))


def _order(question: Question, bounds: Deduction) -> tuple[object, ...]:
    gains = (-question.verdict_steps, -round(question.score_points, 6), -round(question.core_points, 6))
    weight = SEVERITIES.index(question.severity)
    return (
        not question.of_case,
        *gains,
        weight,
        -len(question.criteria),
        bounds.pack.fields[question.field].effort,
        question.field,
    )


class _Trial:
    """Tries out the values of open facts against the ranges of today."""

    def __init__(self, bounds: Deduction, scores: Scores, range_: VerdictRange) -> None:
        self.bounds, self.scores, self.range = bounds, scores, range_
        self.hypotheses, self.scorer = hypotheses_of(bounds.plan), Scorer(bounds.pack)

    def question(self, name: str, asking: list[CriterionResult]) -> Question:
        values = self.hypotheses.of(name, self.bounds.memory) if self._counts(name) else ()
        moves = list(dict.fromkeys(move for value in values if (move := self._move(name, value)) is not None))
        steps, points, core = (max((move[index] for move in moves), default=0) for index in range(3))
        severity: Severity = min((result.severity for result in asking), key=SEVERITIES.index)
        ids = tuple(sorted(result.criterion.id for result in asking))
        of_case = any(result.criterion.of_case for result in asking)
        return Question(name, ids, severity, int(steps), max(points, 0.0), max(core, 0.0), of_case)

    def _counts(self, name: str) -> bool:
        """Whether a field can reach anything that makes the case's scores or verdict at all."""
        reached = self.bounds.plan.affected(frozenset((name,)))
        return any(rule in self.bounds.pack.criteria and self.bounds.pack.criteria[rule].of_case for _, rule in reached)

    def _move(self, name: str, value: Value) -> tuple[float, float, float] | None:
        """How far one value narrows verdict, weakest score and core scores; None when it changes nothing."""
        bounds = self.bounds
        run = bounds.after_change(assume(bounds.memory, {name: value}), (name,))
        if (
            run.after == bounds.after
            and run.severities == bounds.severities
            and run.interactions == bounds.interactions
        ):
            return None
        after = self.scorer.rescore(run, bounds, self.scores)
        now, before, rank = verdict(run, after), self.range, run.pack.scoring.rank
        steps = (rank(before.best) - rank(before.worst)) - (rank(now.best) - rank(now.worst))
        codes = [dimension.code for dimension in run.pack.dimensions if dimension.core]
        core = sum(_narrowed(self.scores.dimensions[code], after.dimensions[code]) for code in codes)
        return steps, _narrowed(self.scores.overall, after.overall), core


def _narrowed(before: Interval, after: Interval) -> float:
    return _width(before) - _width(after)


def _width(item: Interval) -> float:
    return 0.0 if item.low is None or item.high is None else item.high - item.low
