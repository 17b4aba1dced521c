"""The cases one by one: verdict, scores, how far knowledge reaches, and what can be said of their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from abkommen.assessment.comparison import Comparison
from abkommen.assessment.model import Assessment
from abkommen.assessment.ordering import SUPPORT
from abkommen.assessment.sharing import Knowledge
from abkommen.reports.compare.model import CaseView, OrderView
from abkommen.reports.compare.telling import Teller
from abkommen.reports.gap.criteria import COUNTED, OPEN
from abkommen.reports.gap.model import CountView, Key
from abkommen.reports.gap.overview import OVERALL, score_view, score_views, verdict_view
from abkommen.reports.wording.display import date


def case_views(teller: Teller) -> tuple[CaseView, ...]:
    """In the order given."""
    found = teller.comparison
    return tuple(_case(run, known, teller) for run, known in zip(found.assessments, found.knowledge, strict=True))


def _case(run: Assessment, known: Knowledge, teller: Teller) -> CaseView:
    wording, tell, case = teller.wording, teller.of(run), run.case
    scores = tuple(view for view in score_views(run.scores, run, tell) if view.core)
    return CaseView(
        case.id, teller.name(case.id), wording.text(case.title), date(wording.words, case.as_of), tell.fact(run.pack.stage_field).value,
        verdict_view(run.verdict, run, tell), score_view(OVERALL, "", run.scores.overall), scores,
        count_view(teller.name(case.id), known.statuses), known.decided, known.known, known.asked,
    )  # fmt: skip


def count_view(name: str, statuses: Mapping[str, int]) -> CountView:
    """Numbers by status, both kinds of unknown taken together."""
    counts = dict.fromkeys(COUNTED, 0)
    for status, number in statuses.items():
        counts["open" if status in OPEN else status] += number
    return CountView(name, counts, sum(counts.values()))


def order_view(comparison: Comparison, teller: Teller) -> OrderView:
    """The pairs that can be told apart, by the case that stands higher."""
    shown = [order for order in comparison.orders if order.shown]
    below: dict[tuple[str, str], list[str]] = {}
    for order in shown:
        below.setdefault((order.higher, order.basis), []).append(order.lower)
    lines = tuple((teller.name(case), teller.names(lower), Key(basis)) for (case, basis), lower in below.items())
    return OrderView(len(comparison.orders), len(shown), _longest_first(lines), round(100 * SUPPORT))


def _longest_first(lines: Iterable[tuple[str, tuple[str, ...], Key]]) -> tuple[tuple[str, tuple[str, ...], Key], ...]:
    return tuple(sorted(lines, key=lambda line: -len(line[1])))
