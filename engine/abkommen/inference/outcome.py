"""What inference concludes of a case: for every criterion what it can still be, and for every interaction whether it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from abkommen.base.logic import Ternary
from abkommen.rulepack.model import Severity

Statuses = frozenset[str]


@dataclass(frozen=True, slots=True)
class CriterionOutcome:
    """``own``: the statuses still possible by the criterion's own conditions; ``after``: after interactions.

    One status means it is decided. ``applies`` and ``due`` are the parts that make an open one readable.
    """

    applies: Ternary
    due: Ternary
    met: Ternary
    not_met: Ternary
    own: Statuses
    after: Statuses
    severities: frozenset[Severity]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The conclusions of one run. An interaction is True (holds), None (possible) or False."""

    criteria: Mapping[str, CriterionOutcome]
    interactions: Mapping[str, Ternary]
    gaps: Mapping[str, Ternary]


def label(outcome: CriterionOutcome, statuses: Statuses) -> str:
    """The status as reported: the decided one, or which kind of unknown it is."""
    if len(statuses) == 1:
        return next(iter(statuses))
    return "applicability_unknown" if outcome.applies is None else "unknown"
