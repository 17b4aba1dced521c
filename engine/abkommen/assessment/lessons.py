"""What one agreement does that others could take over: criteria it meets, and single practices behind criteria still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from abkommen.assessment.model import Assessment
from abkommen.assessment.sharing import is_of_case
from abkommen.rulepack.model import Criterion, RulePack


@dataclass(frozen=True, slots=True)
class Lesson:
    """A criterion that ``models`` meet, and those who could learn from them: with a gap, open, or not yet due."""

    criterion: Criterion
    models: tuple[str, ...]
    gaps: tuple[str, ...]
    open: tuple[str, ...]
    ahead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """A fact that speaks for an agreement: ``models`` have it, others in part or not at all, of the rest it is not known.

    Only facts that no lesson of the same models rests on.
    """

    field: str
    models: tuple[str, ...]
    partly: tuple[str, ...]
    without: tuple[str, ...]
    open: tuple[str, ...]


def lessons(assessments: Sequence[Assessment]) -> tuple[Lesson, ...]:
    """Criteria of the agreement that some cases meet and others do not: those with an established gap first, then the rarest."""
    found = (_lesson(criterion, assessments) for criterion in _pack_criteria(assessments))
    useful = (lesson for lesson in found if lesson.models and (lesson.gaps or lesson.open or lesson.ahead))
    return tuple(sorted(useful, key=lambda one: (-len(one.gaps), len(one.models), one.criterion.id)))


def _pack_criteria(assessments: Sequence[Assessment]) -> Iterator[Criterion]:
    """What a text or its follow-up can take over; a partner's circumstances cannot be."""
    for criterion in assessments[0].pack.criteria.values() if assessments else ():
        if criterion.level == "case" and not criterion.derived:
            yield criterion


def _lesson(criterion: Criterion, assessments: Sequence[Assessment]) -> Lesson:
    results = [(item.case.id, item.results[criterion.id]) for item in assessments]
    return Lesson(
        criterion,
        tuple(name for name, result in results if result.effective_status == "met"),
        tuple(name for name, result in results if result.is_gap),
        tuple(name for name, result in results if result.is_open),
        tuple(name for name, result in results if result.effective_status == "not_due"),
    )


def practices(assessments: Sequence[Assessment], told: Sequence[Lesson]) -> tuple[Practice, ...]:
    """Facts with a value that speaks for some agreements and is missing in others, the rarest first."""
    found = (_practice(name, assessments, told) for name in (_speaking(assessments[0].pack) if assessments else ()))
    useful = (one for one in found if one.models and (one.partly or one.without or one.open))
    return tuple(sorted(useful, key=lambda one: (len(one.models), one.field)))


def _speaking(pack: RulePack) -> Iterator[str]:
    """Facts that a yes speaks for."""
    for name, field in pack.fields.items():
        if is_of_case(field) and field.scope == "case" and field.polarity == "positive" and "yes" in field.domain():
            yield name


def _practice(name: str, assessments: Sequence[Assessment], told: Sequence[Lesson]) -> Practice:
    values = {item.case.id: _value(item, name) for item in assessments}
    shown = {model for lesson in told for model in lesson.models if _rests_on(lesson, model, name, assessments)}

    def with_value(value: str | None) -> tuple[str, ...]:
        return tuple(case for case, found in values.items() if found == value)

    models = tuple(case for case in with_value("yes") if case not in shown)
    return Practice(name, models, with_value("partial"), with_value("no"), with_value(None))


def _value(item: Assessment, name: str) -> str | None:
    fact = item.case.facts.get(name)
    return str(fact.value) if fact is not None and fact.carries else None


def _rests_on(lesson: Lesson, model: str, name: str, assessments: Sequence[Assessment]) -> bool:
    return any(name in item.results[lesson.criterion.id].reasons for item in assessments if item.case.id == model)
