"""What lies outside the agreements, told once: Germany, the EU, all agreements together, and the baselines behind it."""

from __future__ import annotations

from collections import Counter

from abkommen.assessment.comparison import ContextFinding
from abkommen.assessment.scores import CONTEXT_LEVELS
from abkommen.reports.compare.cases import count_view
from abkommen.reports.compare.model import ContextPart, ContextVariant, LayerGroup
from abkommen.reports.compare.telling import Teller
from abkommen.reports.gap.criteria import OPEN, criterion_view
from abkommen.reports.wording.display import date
from abkommen.rulepack.model import Level


def context_parts(teller: Teller) -> tuple[ContextPart, ...]:
    """One part for each level outside the agreements that has criteria."""
    found = teller.comparison.context
    return tuple(_part(level, teller) for level in CONTEXT_LEVELS if any(one.criterion.level == level for one in found))


def _part(level: Level, teller: Teller) -> ContextPart:
    findings = [one for one in teller.comparison.context if one.criterion.level == level]
    variants = [(status, cases, one) for one in findings for status, cases in one.statuses]
    name = teller.wording.term("levels", level)

    def among(*statuses: str) -> tuple[ContextVariant, ...]:
        return tuple(_variant(one, cases, teller) for status, cases, one in variants if status in statuses)

    counts = Counter(one.statuses[0][0] for one in findings)
    return ContextPart(
        name,
        count_view(name, counts),
        among("not_met", "partly"),
        among("met", "not_applicable", "not_due"),
        among(*OPEN),
    )


def _variant(finding: ContextFinding, cases: tuple[str, ...], teller: Teller) -> ContextVariant:
    """The finding as the first of these cases tells it; what differs between them is the case, not the finding."""
    run = teller.runs[cases[0]]
    view = criterion_view(run.results[finding.criterion.id], run, teller.about(cases[0]))
    return ContextVariant(teller.unless_all(cases), view)


def layer_groups(teller: Teller) -> tuple[LayerGroup, ...]:
    """The baselines of Germany and the EU, and which cases rest on which."""
    used: dict[tuple[str, str], list[str]] = {}
    for run in teller.comparison.assessments:
        for use in run.case.layers:
            if use.layer != "partner":
                key = (teller.wording.text(use.title), date(teller.wording.words, use.as_of))
                used.setdefault(key, []).append(run.case.id)
    return tuple(LayerGroup(title, day, teller.unless_all(tuple(cases))) for (title, day), cases in used.items())
