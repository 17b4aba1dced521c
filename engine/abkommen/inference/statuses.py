"""From the truth of a criterion's conditions to the statuses it can have; caps, raises and critical gaps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from abkommen.base.logic import Ternary
from abkommen.inference.outcome import Statuses
from abkommen.rulepack.model import SEVERITIES, Criterion, Severity, Stage

Reading = Literal["today", "completed"]
"""today: a criterion that is not yet due is decided for now. completed: it may still turn out met, which bounds count."""


def possible_statuses(
    criterion: Criterion, applies: Ternary, due: Ternary, met: Ternary, not_met: Ternary, reading: Reading
) -> Statuses:
    """Every status some completion of the unknown facts leads to (Kleene, hence never too few)."""
    found: set[str] = set()
    if due is not False and applies is not False:
        found |= _when_due(criterion, met, not_met)
    if due is not True and applies is not False:
        found |= _before_due(applies, met, reading)
    if applies is not True and (applies is False or due is not False or reading == "completed"):
        found.add("not_applicable")
    return frozenset(found)


def _when_due(criterion: Criterion, met: Ternary, not_met: Ternary) -> set[str]:
    if met is True:
        return {"met"}
    if not_met is True:
        return {"not_met"}
    found = {"partly"} if criterion.partly else set()
    found |= {"met"} if met is None else set()
    return found | ({"not_met"} if not_met is None else set())


def _before_due(applies: Ternary, met: Ternary, reading: Reading) -> set[str]:
    """Before its stage a criterion keeps met; whatever else it would be is not due."""
    if reading == "completed":
        return {"met"} if met is True else {"not_due"} if met is False else {"met", "not_due"}
    return {"met"} if applies is True and met is True else {"not_due"}


def capped(statuses: Statuses, caps: Iterable[Ternary]) -> Statuses:
    """The statuses after caps to partly, each of which holds (True) or is possible (None)."""
    states = tuple(caps)
    if "met" not in statuses or not any(state is not False for state in states):
        return statuses
    lowered = statuses | {"partly"}
    return lowered - {"met"} if True in states else lowered


def raised(severity: Severity, raises: Iterable[tuple[Severity, Ternary]]) -> frozenset[Severity]:
    """The severities possible after raises; a raise never lowers."""
    possible = {severity}
    for to, state in raises:
        if state is False:
            continue
        higher = {_higher(current, to) for current in possible}
        possible = higher if state is True else possible | higher
    return frozenset(possible)


def _higher(left: Severity, right: Severity) -> Severity:
    return min(left, right, key=SEVERITIES.index)


def critical_gap(members: Iterable[tuple[Statuses, frozenset[Severity]]]) -> Ternary:
    """Whether some criterion is not met and critical: sure, possible or excluded."""
    result: Ternary = False
    for statuses, severities in members:
        if "not_met" in statuses and "critical" in severities:
            if len(statuses) == 1 and len(severities) == 1:
                return True
            result = None
    return result


def due_stages(stages: tuple[Stage, ...], due_from: Stage | None) -> frozenset[str] | None:
    """The stages from which a criterion is due; None when it is due at every stage."""
    if due_from is None or due_from == stages[0]:
        return None
    return frozenset(stages[stages.index(due_from) :])
