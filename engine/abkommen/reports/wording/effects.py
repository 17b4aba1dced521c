"""What an interaction does, in words."""

from __future__ import annotations

from abkommen.reports.wording.claims import status_set
from abkommen.reports.wording.display import quoted
from abkommen.reports.wording.wording import Wording
from abkommen.rulepack.model import Effect

_TARGETS = {"cap_status": "statuses", "raise_severity": "severities", "bound_verdict": "verdicts"}


def effect_in_words(wording: Wording, effect: Effect) -> str:
    """One effect, without a full stop: ``IB-01 (…) gilt höchstens als teilweise erfüllt``."""
    name = "explain_cause_by" if effect.by else effect.kind
    pattern: str = getattr(wording.words.effects, name)
    gaps = {"statuses": status_set(wording, effect.statuses)}
    if effect.criterion:
        gaps["criterion"] = wording.criterion(effect.criterion)
    if effect.by:
        gaps["by"] = wording.criterion(effect.by)
    if effect.to:
        target = wording.term(_TARGETS[effect.kind], effect.to)
        gaps["to"] = quoted(wording.words, target) if effect.kind == "bound_verdict" else target
    return pattern.format(**gaps)
