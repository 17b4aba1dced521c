"""An assessment arranged as a gap report. Pure: everything in it has been decided before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from abkommen.assessment.model import Assessment
from abkommen.assessment.scores import CONTEXT_LEVELS
from abkommen.reports.gap.citing import bibliography, source_list
from abkommen.reports.gap.criteria import OPEN, counted, criterion_view, grouped
from abkommen.reports.gap.facts import Telling, is_bare
from abkommen.reports.gap.method import method_view
from abkommen.reports.gap.model import ContextView, CountView, CriterionView, GapReport, Key, LayerView, ProposalsView
from abkommen.reports.gap.overview import OVERALL, next_step, question_views, score_view, score_views, verdict_view
from abkommen.reports.wording.display import date
from abkommen.reports.wording.wording import Wording
from abkommen.rulepack.model import Level


def gap_report(run: Assessment, wording: Wording) -> GapReport:
    """The report of an assessment in the language of ``wording``."""
    case = run.case
    tell = Telling(wording, case, bibliography(case))
    views = {name: criterion_view(result, run, tell) for name, result in run.results.items()}
    of_case = [view for name, view in views.items() if run.results[name].criterion.of_case]
    return GapReport(
        lang=Key(wording.lang),
        title=wording.text(case.title),
        file=case.file,
        as_of=date(wording.words, case.as_of),
        stage=tell.fact(run.pack.stage_field).value,
        layers=tuple(_layers(run, wording)),
        verdict=verdict_view(run.verdict, run, tell),
        overall=score_view(OVERALL, "", run.scores.overall),
        scores=score_views(run.scores, run, tell),
        weakest=tuple(wording.area(code) for code in run.scores.weakest),
        counts=counted("", of_case),
        counts_by_area=tuple(_by_area(of_case, run, wording)),
        questions=question_views(run.questions, tell),
        next_verdict=next_step(run, tell),
        gaps=grouped(_with(of_case, "not_met", "partly")),
        open=grouped(_with(of_case, *OPEN)),
        proposals=_proposals(run, tell),
        not_due=_with(of_case, "not_due"),
        met=_with(of_case, "met"),
        not_applicable=_with(of_case, "not_applicable"),
        context=tuple(_context(level, views.values(), run, wording) for level in CONTEXT_LEVELS),
        sources=source_list(wording, tell.bibliography),
        method=method_view(run, tell),
        abbreviations=tell.abbreviations(),
        example=_example(of_case),
        withheld=sum(fact.confidential and is_bare(fact) for fact in case.facts.values()),
    )


def _layers(run: Assessment, wording: Wording) -> Iterator[LayerView]:
    for use in run.case.layers:
        yield LayerView(wording.term("layers", use.layer), wording.text(use.title), date(wording.words, use.as_of))


def _with(views: Iterable[CriterionView], *statuses: str) -> tuple[CriterionView, ...]:
    return tuple(view for view in views if view.effective in statuses)


def _example(views: Iterable[CriterionView]) -> str:
    """The gravest gap, else the gravest open criterion, else any."""
    ranked = [group.criteria for wanted in (("not_met", "partly"), OPEN) for group in grouped(_with(views, *wanted))]
    return next((view.id for criteria in ranked for view in criteria), next((view.id for view in views), ""))


def _by_area(views: Iterable[CriterionView], run: Assessment, wording: Wording) -> Iterator[CountView]:
    every = list(views)
    for dimension in run.pack.dimensions:
        members = [view for view in every if view.dimension == dimension.code]
        if members:
            yield counted(wording.text(dimension.title), members)


def _context(level: Level, views: Iterable[CriterionView], run: Assessment, wording: Wording) -> ContextView:
    members = [view for view in views if view.level == level]
    name = wording.term("levels", level)
    return ContextView(
        Key(level),
        name,
        score_view(level, name, run.scores.context[level]),
        counted(name, members),
        grouped(_with(members, "not_met", "partly")),
        _with(members, *OPEN),
        _with(members, "met"),
        _with(members, "not_due", "not_applicable"),
    )


def _proposals(run: Assessment, tell: Telling) -> ProposalsView | None:
    found, wording = run.proposals, tell.wording
    if found is None:
        return None
    effects = tuple(
        (
            e.criterion.id,
            wording.text(e.criterion.title),
            wording.term("statuses", e.before),
            wording.term("statuses", e.after),
        )
        for e in found.effects
    )
    verdict = verdict_view(found.verdict, run, tell)
    return ProposalsView(tell.facts(found.fields), effects, verdict, score_view(OVERALL, "", found.scores.overall))
