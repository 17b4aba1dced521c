"""A session: both evaluators, an error where they differ, the plain one alone where there is no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.memories import any_memory
from tests.minipack import LINK, criterion, mini_pack

from abkommen.inference import session as module
from abkommen.inference.deduction import Plan, deduce
from abkommen.inference.memory import EMPTY
from abkommen.inference.outcome import Outcomes
from abkommen.inference.session import Disagreement, Session
from abkommen.rulepack.model import RulePack

CRITICAL = criterion(severity="critical")


@pytest.fixture
def mini(tmp_path: Path) -> RulePack:
    return mini_pack(tmp_path, criteria=CRITICAL, interactions=LINK)


def tampered(part: str, name: str, change: Any) -> Any:
    """The plain evaluator with one wrong conclusion."""

    def wrong(plan: Plan, memory: Any) -> Outcomes:
        found = deduce(plan, memory)
        known = getattr(found, part)
        return replace(found, **{part: {**known, name: change(known[name])}})

    return wrong


def test_a_session_says_who_decides(mini: RulePack) -> None:
    expected = ("durable-rules", "plain") if module.AVAILABLE else ("plain",)
    assert Session(mini).evaluators == expected


def test_without_durable_rules_the_plain_evaluator_decides(mini: RulePack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AVAILABLE", False)
    session = Session(mini)
    assert session.evaluators == ("plain",)
    memory = EMPTY.with_value("text.one", "no")
    assert session.infer(memory) == deduce(session.plan, memory)


@pytest.mark.skipif(not module.AVAILABLE, reason="durable-rules cannot be built here")
@pytest.mark.parametrize(
    ("part", "name", "change", "told"),
    [
        ("criteria", "AA-02", lambda outcome: replace(outcome, own=frozenset(("met",))), "AA-02"),
        ("criteria", "AA-01", lambda outcome: replace(outcome, met=None), "AA-01"),
        ("criteria", "AA-01", lambda outcome: replace(outcome, severities=frozenset(("minor",))), "AA-01"),
        ("interactions", "INT-01", lambda state: not state, "INT-01"),
        ("gaps", "AA", lambda gap: not gap, "critical gap in AA"),
    ],
)
def test_a_disagreement_names_where_it_lies(
    mini: RulePack, monkeypatch: pytest.MonkeyPatch, part: str, name: str, change: Any, told: str
) -> None:
    session = Session(mini)
    memory = EMPTY.with_value("text.one", "no").with_value("text.two", "no")
    assert session.infer(memory).gaps == {"AA": True}
    monkeypatch.setattr(module, "deduce", tampered(part, name, change))
    with pytest.raises(Disagreement, match=f"the evaluators disagree on {told}:"):
        session.infer(memory)


def test_the_same_memory_gives_the_same_outcomes_in_any_order(mini: RulePack) -> None:
    session = Session(mini)
    memories = [any_memory(mini.fields, Random(seed)) for seed in range(12)]
    forwards = [session.infer(memory) for memory in memories]
    assert [session.infer(memory) for memory in reversed(memories)] == forwards[::-1]
