"""What cases have in common: the gaps they share, the facts nobody knows, and how far knowledge of each reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from abkommen.assessment.model import Assessment
from abkommen.base.fields import Field
from abkommen.rulepack.conditions import facts_read
from abkommen.rulepack.model import SEVERITIES, RulePack, Severity

DECIDED = ("met", "partly", "not_met")


@dataclass(frozen=True, slots=True)
class CommonGap:
    """A criterion not met or partly met in ``cases``, of all the ``decided`` ones in which it is met, partly met or not met.

    ``severity`` is the gravest it has in any of them.
    """

    criterion: str
    cases: tuple[str, ...]
    decided: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact of the agreement or the partner that keeps criteria open in ``cases``.

    ``needed``: in how many cases it is known or keeps a criterion open. ``points``: by how many points answers could narrow
    the scores of the core dimensions, summed over the cases.
    """

    field: str
    cases: tuple[str, ...]
    needed: int
    criteria: tuple[str, ...]
    severity: Severity
    points: float

    @property
    def unknown_everywhere(self) -> bool:
        return len(self.cases) == self.needed


@dataclass(frozen=True, slots=True)
class Knowledge:
    """How far knowledge of a case reaches: criteria of the case by status, facts known of those its criteria ask for, and
    the share of known weight (0 to 1) of every core dimension."""

    case: str
    statuses: Mapping[str, int]
    known: int
    asked: int
    coverage: Mapping[str, float]

    @property
    def decided(self) -> int:
        """Criteria that are met, partly met or not met; those that do not apply or are not due say nothing of the case."""
        return sum(self.statuses.get(status, 0) for status in DECIDED)


def common_gaps(assessments: Sequence[Assessment]) -> tuple[CommonGap, ...]:
    """Criteria of the case not met or partly met: those of most cases first, then the gravest."""
    found = []
    for criterion in assessments[0].pack.criteria.values() if assessments else ():
        results = [(item.case.id, item.results[criterion.id]) for item in assessments]
        failing = [(name, result.severity) for name, result in results if result.is_gap]
        if criterion.of_case and failing:
            decided = sum(result.effective_status in DECIDED for _, result in results)
            gravest = min((severity for _, severity in failing), key=SEVERITIES.index)
            found.append(CommonGap(criterion.id, tuple(name for name, _ in failing), decided, gravest))
    return tuple(sorted(found, key=lambda gap: (-len(gap.cases), SEVERITIES.index(gap.severity), gap.criterion)))


def open_facts(assessments: Sequence[Assessment]) -> tuple[OpenFact, ...]:
    """Facts that keep criteria of the case open: those open in most cases first, then the gravest, then the most telling."""
    waiting: dict[str, list[tuple[str, str, Severity]]] = {}
    for item in assessments:
        for result in item.results.values():
            for name in result.missing if result.criterion.of_case and result.is_open else ():
                if is_of_case(item.pack.fields[name]):
                    waiting.setdefault(name, []).append((item.case.id, result.criterion.id, result.severity))
    found = (_open_fact(name, entries, assessments) for name, entries in waiting.items())
    return tuple(sorted(found, key=_urgency))


def _open_fact(name: str, entries: Sequence[tuple[str, str, Severity]], assessments: Sequence[Assessment]) -> OpenFact:
    cases = tuple(dict.fromkeys(case for case, _, _ in entries))
    known = sum(_is_known(item, name) for item in assessments if item.case.id not in cases)
    points = sum(q.core_points for item in assessments for q in item.questions if q.field == name)
    return OpenFact(
        name, cases, len(cases) + known, tuple(sorted({criterion for _, criterion, _ in entries})),
        min((severity for _, _, severity in entries), key=SEVERITIES.index), points,
    )  # fmt: skip


def _urgency(fact: OpenFact) -> tuple[object, ...]:
    return -len(fact.cases), SEVERITIES.index(fact.severity), -round(fact.points, 6), fact.field


def is_of_case(field: Field) -> bool:
    """Whether a fact is one of the agreement or its partner, not of Germany, the EU or all agreements."""
    return field.scope in ("case", "partner")


def knowledge(assessments: Sequence[Assessment]) -> tuple[Knowledge, ...]:
    """How far knowledge reaches, case by case."""
    asked = _asked(assessments[0].pack) if assessments else ()
    return tuple(_known(item, asked) for item in assessments)


def _known(item: Assessment, asked: Sequence[str]) -> Knowledge:
    statuses = Counter(result.effective_status for result in item.results.values() if result.criterion.of_case)
    known = sum(_is_known(item, name) for name in asked)
    core = {d.code: item.scores.dimensions[d.code].coverage for d in item.pack.dimensions if d.core}
    return Knowledge(item.case.id, dict(statuses), known, len(asked), core)


def _asked(pack: RulePack) -> tuple[str, ...]:
    """The facts of agreement and partner that some criterion of the case reads."""
    of_case = [c for c in pack.criteria.values() if c.of_case]
    read = {name for c in of_case for condition in (c.applies_when, c.met, c.not_met) for name in facts_read(condition)}
    return tuple(name for name, field in pack.fields.items() if name in read and is_of_case(field))


def _is_known(item: Assessment, name: str) -> bool:
    fact = item.case.facts.get(name)
    return fact is not None and fact.carries
