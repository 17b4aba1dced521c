"""The verdict, the areas in figures, the gaps and the context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from abkommen.reports.figures import Segment, Step
from abkommen.reports.gap.criteria import COUNTED, counted, criterion_view
from abkommen.reports.gap.model import ContextView, CountView, CriterionView, ScoreView, VerdictView
from abkommen.reports.memo.citing import unquoted
from abkommen.reports.memo.material import Material, listed
from abkommen.reports.memo.model import Bar, Context, Counts, Figure, Gap, Interval, Ladder, Legend, Mark
from abkommen.reports.wording.display import quoted
from abkommen.rulepack.model import SEVERITIES, Dimension

IN_FULL = 4
"""So many critical gaps are told at length; more would make the memo a report."""
IN_SHORT = 8
"""So many further gaps stand in the table."""
OUTSIDE = 4
"""So many gaps of Germany, of the EU and of all agreements are shown of each."""
NARROWING = 3
NAMED = 12
"""So many criteria that are met are named."""


def verdict_lines(found: Material) -> tuple[str, ...]:
    """What the verdict means, what narrows or limits it, and how far it depends on our numbers."""
    say, report, view = found.say, found.report, found.report.verdict
    within = [step for step in view.steps if step.within]
    shown = within[:1] if view.decided else [within[0], within[-1]]
    lines = [" ".join(say("meaning", step) for step in shown), say("narrowing", view, NARROWING)]
    lines += [say("limit", limit) for limit in view.limits if limit.sure]
    critical = [gap.id for gap in listed(report.gaps) if gap.severity == "critical"]
    lines += [say("pulled_down", critical)] if critical else []
    lines.append(say("robustness", report.method.robustness))
    if report.proposals is not None:
        lines.append(say("proposals", report.proposals))
    return tuple(line for line in lines if line)


def verdict_figure(view: VerdictView, found: Material, number: int) -> Figure:
    """The ladder of verdicts."""
    steps = tuple(Step(step.name, step.within) for step in view.steps)
    return Figure(
        number,
        found.say("verdict_caption", view),
        (Bar(Ladder(steps), found.say("verdict_range", view)),),
        found.say("verdict_text", view),
    )


def area_figures(found: Material, first: int) -> tuple[Figure, ...]:
    """One figure per dimension, the core areas first: its score where it has one, and how many criteria have which status."""
    scores = {score.code: score for score in found.report.scores}
    areas = sorted(found.run.pack.dimensions, key=lambda area: not area.core)
    return tuple(_area(area, scores.get(area.code), found, number) for number, area in enumerate(areas, start=first))


def legend(found: Material) -> Legend:
    """The statuses by the names under which they are counted."""
    names = found.say.group("count_names")
    marks = tuple(Mark(status, names[status]) for status in COUNTED)
    return Legend(marks, found.say("legend_text", [mark.name for mark in marks]))


def _area(area: Dimension, score: ScoreView | None, found: Material, number: int) -> Figure:
    say, name = found.say, found.tell.wording.text(area.title)
    count = _count(area, found, of_case=score is not None)
    told = say("counts", count, score is not None)
    bars = [Bar(Counts(segments(count), f"area{number}"), told)]
    points = say("points", score) if score is not None else ""
    if score is not None:
        bars.insert(0, Bar(Interval(score.low, score.high), say("area_points", points, area.core)))
    return Figure(number, name, tuple(bars), say("area_text", name, points, told, area.core))


def _count(area: Dimension, found: Material, *, of_case: bool) -> CountView:
    """Of an area that has criteria of the case only these are counted: the others stand under the context."""
    results = (
        found.run.results[rule.id] for rule in found.run.pack.of_dimension(area.code) if rule.of_case or not of_case
    )
    return counted("", [criterion_view(result, found.run, found.tell) for result in results])


def met(found: Material) -> str:
    """What is met, by title; where it is much the figures say it better."""
    names = [f"{quoted(found.tell.wording.words, view.title)} ({view.id})" for view in found.report.met]
    return found.say("met", names) if len(names) <= NAMED else ""


def segments(count: CountView) -> tuple[Segment, ...]:
    return tuple(Segment(status, count.counts[status]) for status in COUNTED)


def ranked(found: Material) -> list[str]:
    """All criteria with a gap, the gravest first, those of the case before those of its context."""
    groups = (found.report.gaps, *(context.gaps for context in found.report.context))
    views = [view for group in groups for view in listed(group)]
    results = [found.run.results[view.id] for view in views]
    order = sorted(results, key=lambda result: (SEVERITIES.index(result.severity), not result.criterion.of_case))
    return [result.criterion.id for result in order]


def split(found: Material) -> tuple[list[CriterionView], list[CriterionView]]:
    """The gaps told at length, and those told in the table."""
    views = listed(found.report.gaps)
    full = [view for view in views if view.severity == "critical"][:IN_FULL]
    return full, [view for view in views if view not in full]


def gaps(views: Iterable[CriterionView], found: Material, advice: Mapping[str, int]) -> tuple[Gap, ...]:
    """Gaps in words; ``advice`` has the number of the recommendation on each."""
    return tuple(_gap(view, found, advice.get(view.id)) for view in views)


def _gap(view: CriterionView, found: Material, advice: int | None) -> Gap:
    say, evidence = found.say, found.evidence(view.id)
    return Gap(
        f"{view.id} {view.title}", say("status", view), say("severity", view), view.finding or _through(view),
        evidence, unquoted(one for statement in evidence for one in statement.citations), tuple(_repairs(view, found)),
        say("see_advice", advice) if advice is not None else "", say("paper", _pages(view)), found.remark(view.id),
    )  # fmt: skip


def _pages(view: CriterionView) -> list[str]:
    """The pages of the paper, each once and in order."""
    pages = dict.fromkeys(passage.page.replace("-", "–") for passage in view.source)
    return sorted(pages, key=lambda page: int(page.partition("–")[0]))


def _through(view: CriterionView) -> str:
    """Where only an interaction lowered the status, its reason says what is wrong."""
    return next((one.reason for one in view.interactions if one.sure and one.changes), "")


def _repairs(view: CriterionView, found: Material) -> Iterator[str]:
    repair = view.repair
    if repair is None:
        return
    if not repair.sets:
        yield found.say("repair_blocked", repair)
    for changes in repair.sets[:2]:
        yield found.tell.wording.words.lists.semicolon.join(changes)


def contexts(found: Material, advice: Mapping[str, int]) -> tuple[Context, ...]:
    """Germany, the EU and all agreements together, as far as they have criteria."""
    return tuple(_context(view, found, advice) for view in found.report.context if view.counts.total)


def _context(view: ContextView, found: Material, advice: Mapping[str, int]) -> Context:
    views = listed(view.gaps)
    summary = found.say("context_summary", view, max(len(views) - OUTSIDE, 0))
    return Context(found.say("context_name", view.level), summary, gaps(views[:OUTSIDE], found, advice))
