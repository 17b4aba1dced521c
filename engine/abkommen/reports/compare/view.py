"""Several assessments arranged as one comparison. Pure: everything in it has been decided before."""

from __future__ import annotations

from abkommen.assessment.comparison import Comparison
from abkommen.assessment.development import Development
from abkommen.reports.compare.cases import case_views, order_view
from abkommen.reports.compare.changes import development_view
from abkommen.reports.compare.context import context_parts, layer_groups
from abkommen.reports.compare.matrix import legend, matrix
from abkommen.reports.compare.model import ComparisonView
from abkommen.reports.compare.shared import first_questions, gap_views, lesson_views, open_groups, practice_views
from abkommen.reports.compare.telling import Teller
from abkommen.reports.gap.method import method_view
from abkommen.reports.gap.model import Key
from abkommen.reports.wording.wording import Wording


def comparison_view(comparison: Comparison, development: Development | None, wording: Wording) -> ComparisonView:
    """The comparison in the language of ``wording``. The sources come last, when it is known which are cited."""
    teller = Teller(comparison, wording)
    first, cases = comparison.assessments[0], case_views(teller)
    days = {case.as_of for case in cases}
    core = tuple((Key(d.code), wording.text(d.title)) for d in first.pack.dimensions if d.core)
    return ComparisonView(
        lang=Key(wording.lang), as_of=cases[0].as_of if len(days) == 1 else "", cases=cases, core=core,
        order=order_view(comparison, teller), parts=matrix(teller), legend=legend(teller), gaps=gap_views(teller),
        lessons=lesson_views(teller), practices=practice_views(teller), first_questions=first_questions(teller),
        nobody_knows=open_groups(teller, everywhere=True), some_know=open_groups(teller, everywhere=False),
        context=context_parts(teller), layers=layer_groups(teller),
        development=development_view(development, teller) if development else None,
        sources=teller.library.listed(wording), method=method_view(first, teller.of(first)),
    )  # fmt: skip
