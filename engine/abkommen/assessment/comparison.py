"""Several cases side by side: what they share, what one could take over from another, and which order can be defended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from abkommen.assessment.lessons import Lesson, Practice, lessons, practices
from abkommen.assessment.model import Assessment
from abkommen.assessment.ordering import Order, orders
from abkommen.assessment.sharing import CommonGap, Knowledge, OpenFact, common_gaps, knowledge, open_facts
from abkommen.rulepack.model import Criterion


@dataclass(frozen=True, slots=True)
class ContextFinding:
    """A criterion on Germany, the EU or all agreements, and the cases that see it with each status: one status, as a rule.

    More than one where cases rest on different baselines, or bring facts of their own in their place.
    """

    criterion: Criterion
    statuses: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All cases of one rule pack; cases are named by id, in the order given."""

    assessments: tuple[Assessment, ...]
    orders: tuple[Order, ...]
    common_gaps: tuple[CommonGap, ...]
    open_facts: tuple[OpenFact, ...]
    lessons: tuple[Lesson, ...]
    practices: tuple[Practice, ...]
    context: tuple[ContextFinding, ...]
    knowledge: tuple[Knowledge, ...]


def compare(assessments: Sequence[Assessment]) -> Comparison:
    """Compare cases assessed with the same pack. Raises :class:`ValueError` for none, different packs or repeated ids."""
    if len({item.pack.fingerprint for item in assessments}) != 1:
        raise ValueError("the cases were assessed with different rule packs" if assessments else "no case to compare")
    repeated = [name for name, count in Counter(item.case.id for item in assessments).items() if count > 1]
    if repeated:
        raise ValueError(f"two cases have the id {repeated[0]}")
    listed, learnt = tuple(assessments), lessons(assessments)
    return Comparison(
        listed, orders(listed), common_gaps(listed), open_facts(listed), learnt, practices(listed, learnt),
        _context(listed), knowledge(listed),
    )  # fmt: skip


def _context(assessments: tuple[Assessment, ...]) -> tuple[ContextFinding, ...]:
    return tuple(
        ContextFinding(criterion, _by_status(criterion, assessments))
        for criterion in assessments[0].pack.criteria.values()
        if not criterion.of_case
    )


def _by_status(criterion: Criterion, assessments: tuple[Assessment, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    cases: dict[str, list[str]] = {}
    for item in assessments:
        cases.setdefault(item.results[criterion.id].effective_status, []).append(item.case.id)
    ranked = sorted(cases.items(), key=lambda pair: -len(pair[1]))
    return tuple((status, tuple(names)) for status, names in ranked)
