"""Which statuses a criterion can have at all, by the shape of its rule."""

from __future__ import annotations

from abkommen.rulepack.conditions import ALWAYS, NEVER
from abkommen.rulepack.model import Criterion, RulePack


def reachable_statuses(criterion: Criterion, pack: RulePack) -> frozenset[str]:
    """The statuses a criterion can have, before or after interactions."""
    found = {name for name, condition in (("met", criterion.met), ("not_met", criterion.not_met)) if condition != NEVER}
    effects = (effect for interaction in pack.interactions.values() for effect in interaction.effects)
    if criterion.partly or any(effect.kind == "cap_status" and effect.criterion == criterion.id for effect in effects):
        found.add("partly")
    if criterion.applies_when != ALWAYS:
        found.add("not_applicable")
    if criterion.due_from not in (None, pack.stages[0]):
        found.add("not_due")
    return frozenset(found)
