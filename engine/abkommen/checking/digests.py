"""What a finding rests on, as a short digest: the same for another wording, evidence or date of the same facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from abkommen.assessment.model import CriterionResult
from abkommen.casefile.model import Case, Fact
from abkommen.rulepack.conditions import facts_read


def changing(result: CriterionResult) -> tuple[str, ...]:
    """The interactions that surely change the criterion's status or severity."""
    return tuple(dict.fromkeys(note.interaction.id for note in result.notes if note.sure and note.changes))


def digest(result: CriterionResult, case: Case) -> str:
    """Status, severity and the substance of every fact behind them, those of the interactions that changed them included."""
    fields = {*result.reasons, *result.missing}
    fields |= {
        name for note in result.notes if note.sure and note.changes for name in facts_read(note.interaction.when)
    }
    parts = [result.effective_status, result.severity, *_substances(sorted(fields), case)]
    hashed = hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return f"f{hashed[:11]}"  # the letter keeps YAML from reading a number


def _substances(fields: Iterable[str], case: Case) -> Iterable[Any]:
    for name in fields:
        fact = case.facts.get(name)
        yield [name, None if fact is None else _substance(fact)]


def _substance(fact: Fact) -> Any:
    """What a fact says and whether it counts; who says so, where and when may change without a new look."""
    value = fact.value
    plain = [dict(item) for item in value] if isinstance(value, tuple) else None if value is None else str(value)
    return [plain, fact.carries, fact.complete, sorted(fact.candidates)]
