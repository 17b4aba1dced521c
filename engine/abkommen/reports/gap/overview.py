"""The first page: verdict, scores, counts, and what to ask first."""

from __future__ import annotations

from collections.abc import Iterator

from abkommen.assessment.intervals import Interval
from abkommen.assessment.model import Assessment, Question
from abkommen.assessment.scores import Scores
from abkommen.assessment.verdicts import VerdictRange
from abkommen.reports.gap.criteria import interaction_view, repair_view
from abkommen.reports.gap.facts import Telling
from abkommen.reports.gap.model import (
    InteractionView,
    Key,
    QuestionView,
    RepairView,
    ScoreView,
    VerdictStep,
    VerdictView,
)
from abkommen.reports.wording.conditions import condition_in_words
from abkommen.reports.wording.phrases import one_line

OVERALL = "overall"


def verdict_view(range_: VerdictRange, run: Assessment, tell: Telling) -> VerdictView:
    """The range of verdicts on the ladder."""
    wording, scoring = tell.wording, run.pack.scoring
    within = range(scoring.rank(range_.worst), scoring.rank(range_.best) + 1)
    steps = tuple(
        VerdictStep(
            wording.term("verdicts", step.id),
            wording.text(step.meaning),
            wording.text(step.reason),
            one_line(wording.words, condition_in_words(wording, step.requires)),
            rank in within,
        )
        for rank, step in enumerate(scoring.verdicts)
    )
    worst, best = (wording.term("verdicts", name) for name in (range_.worst, range_.best))
    narrowing = tuple(wording.label(name) for name in run.narrowing)
    return VerdictView(worst, best, range_.decided, steps, narrowing, tuple(_limits(run, tell)))


def _limits(run: Assessment, tell: Telling) -> Iterator[InteractionView]:
    """The interactions that hold the verdict down, or may."""
    for found in run.pack.interactions.values():
        state = run.interactions[found.id]
        bounds = [effect for effect in found.effects if effect.kind == "bound_verdict"]
        if bounds and state is not False:
            yield interaction_view(found, bounds, tell, sure=state is True, changes=True)


def score_views(scores: Scores, run: Assessment, tell: Telling) -> tuple[ScoreView, ...]:
    """One score per dimension that has criteria of this case, the core areas first."""
    found = [
        score_view(
            d.code, tell.wording.text(d.title), scores.dimensions[d.code], core=d.core, weakest=d.code in scores.weakest
        )
        for d in run.pack.dimensions
        if any(criterion.of_case and not criterion.derived for criterion in run.pack.of_dimension(d.code))
    ]
    return tuple(sorted(found, key=lambda view: not view.core))


def score_view(code: str, name: str, item: Interval, *, core: bool = False, weakest: bool = False) -> ScoreView:
    """An interval in whole points. Where nothing is decided and only one value is left, because whatever else can still come
    about would not count, there is nothing to show yet."""
    empty = item.coverage == 0 and item.low == item.high
    low, high = (None if end is None or empty else round(end) for end in (item.low, item.high))
    return ScoreView(code, name, low, high, round(100 * item.coverage), core, weakest)


def question_views(questions: tuple[Question, ...], tell: Telling) -> tuple[QuestionView, ...]:
    """The open facts in the order of what their answer is worth."""
    return tuple(_question(rank, question, tell) for rank, question in enumerate(questions, start=1))


def _question(rank: int, question: Question, tell: Telling) -> QuestionView:
    wording, name = tell.wording, question.field
    field, fact = wording.field(name), tell.fact(name)
    return QuestionView(
        rank,
        fact.label,
        wording.text(field.question),
        fact.value if name in tell.case.facts else "",
        wording.text(field.evidence),
        tell.in_short(field.answered_by),
        question.criteria,
        Key(question.severity),
        question.verdict_steps,
        round(question.score_points, 1),
        question.of_case,
    )


def next_step(run: Assessment, tell: Telling) -> tuple[str, RepairView] | None:
    """The verdict above the lowest possible one, and what would secure it."""
    if run.next_verdict is None:
        return None
    return tell.wording.term("verdicts", run.next_verdict.goal), repair_view(run.next_verdict, tell)
