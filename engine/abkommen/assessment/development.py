"""The same cases on two days: what changed in each, and what changed for all of them at once, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from abkommen.assessment.difference import Difference, StatusChange, difference
from abkommen.assessment.model import Assessment


@dataclass(frozen=True, slots=True)
class SharedChange:
    """A change outside the agreements (Germany, the EU, all agreements together) and the cases in which it shows."""

    change: StatusChange
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Development:
    """From one day to another, by case in the order given."""

    differences: tuple[Difference, ...]
    shared: tuple[SharedChange, ...]

    def of_case(self, name: str) -> tuple[StatusChange, ...]:
        """What changed in one agreement itself."""
        found = next(one for one in self.differences if one.new.case.id == name)
        return tuple(change for change in found.statuses if change.criterion.of_case)


def development(before: Sequence[Assessment], after: Sequence[Assessment]) -> Development:
    """Compare the same cases on two days. Raises :class:`ValueError` where they are not the same."""
    if [item.case.id for item in before] != [item.case.id for item in after]:
        raise ValueError("the two days do not have the same cases")
    differences = tuple(difference(old, new) for old, new in zip(before, after, strict=True))
    return Development(differences, _shared(differences))


def _shared(differences: Sequence[Difference]) -> tuple[SharedChange, ...]:
    found: dict[tuple[object, ...], tuple[StatusChange, list[str]]] = {}
    for one in differences:
        for change in one.statuses:
            if not change.criterion.of_case:
                found.setdefault(_kind(change), (change, []))[1].append(one.new.case.id)
    order = list(differences[0].new.pack.criteria) if differences else []
    changes = (SharedChange(change, tuple(names)) for change, names in found.values())
    return tuple(sorted(changes, key=lambda one: (order.index(one.change.criterion.id), -len(one.cases))))


def _kind(change: StatusChange) -> tuple[object, ...]:
    return change.criterion.id, change.before, change.after, change.causes, change.fields
