"""Whole runs: rules wait for each other, caps and raises come before what reads them, changes reach what they can reach."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from tests.memories import any_memory
from tests.minipack import PACK, SECOND, criterion, interaction, mini_pack

from abkommen.inference.deduction import Plan, conclude, deduce
from abkommen.inference.memory import EMPTY, Memory
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

TWO_AREAS = PACK + "  - {code: BB, key: area_b, title: {de: zweiter Bereich, en: second area}}\n"


@pytest.fixture(scope="module")
def papers() -> Plan:
    return Plan(load_pack(Path(__file__).parents[2] / "rules" / "swp-2024"))


def values(**facts: str) -> Memory:
    return Memory({f"text.{name}": frozenset((value,)) for name, value in facts.items()}, {}, {}, {})


def chained(folder: Path, effect: str, later: str) -> RulePack:
    """AA-02 decides whether INT-01 acts on AA-01; BB-01 reads what comes of it."""
    more = SECOND + criterion("BB-01", later, f"{{not: {later}}}", partly=False)
    linked = interaction("{criterion: AA-02, status: [not_met]}", effect)
    return mini_pack(folder, more=more, interactions=linked, pack=TWO_AREAS)


def test_a_cap_is_read_by_rules_of_a_later_stratum(tmp_path: Path) -> None:
    plan = Plan(chained(tmp_path, "{cap_status: AA-01, to: partly}", "{criterion: AA-01, status: [met]}"))
    found = deduce(plan, values(one="yes", two="no"))
    assert found.criteria["AA-01"].own == {"met"}
    assert found.criteria["AA-01"].after == {"partly"}
    assert found.criteria["BB-01"].own == {"not_met"}
    assert deduce(plan, values(one="yes", two="yes")).criteria["BB-01"].own == {"met"}
    assert deduce(plan, values(one="yes")).criteria["BB-01"].own == {"met", "not_met"}


def test_a_raise_is_read_as_a_critical_gap(tmp_path: Path) -> None:
    plan = Plan(chained(tmp_path, "{raise_severity: AA-01, to: critical}", "{dimension: AA, has: critical_gap}"))
    assert deduce(plan, values(one="no", two="no")).criteria["BB-01"].own == {"met"}
    assert deduce(plan, values(one="no", two="yes")).criteria["BB-01"].own == {"not_met"}
    assert deduce(plan, values(one="no")).gaps["AA"] is None
    assert deduce(plan, values(one="yes", two="no")).gaps["AA"] is False


def test_nodes_come_after_what_they_wait_for(papers: Plan) -> None:
    place = {node: number for number, layer in enumerate(papers.order) for node in layer}
    assert all(place[before] < place[node] for node, waits in papers.graph.items() for before in waits)
    assert len(papers.order) > 3


def test_an_empty_case_decides_nothing(papers: Plan) -> None:
    found = deduce(papers, EMPTY)
    for name, outcome in found.criteria.items():
        assert len(outcome.own) > 1, name
        assert len(outcome.after) > 1, name
    assert not any(state is True for state in found.interactions.values())


def test_after_a_change_the_rest_is_kept_and_nothing_is_missed(papers: Plan) -> None:
    """A derived run concludes what a run from scratch concludes."""
    for seed in range(40):
        random = Random(seed)
        before, after = (any_memory(papers.pack.fields, random) for _ in range(2))
        changed = sorted(papers.pack.fields)[seed::40]
        mixed = Memory(
            *(
                {
                    **{name: value for name, value in getattr(before, part).items() if name not in changed},
                    **{name: value for name, value in getattr(after, part).items() if name in changed},
                }
                for part in ("values", "numbers", "dates", "lists")
            )
        )
        derived = conclude(papers, before).after_change(mixed, changed)
        assert derived.outcomes() == deduce(papers, mixed), seed


def test_a_change_reaches_only_what_reads_it(papers: Plan) -> None:
    reached = {f"{kind}:{name}" for kind, name in papers.affected(frozenset(("followup.working_structure",)))}
    assert {
        "own:MO-01",
        "status:MO-01",
        "interaction:INT-19",
        "status:MO-02",
        "gap:MO",
        "interaction:INT-36",
    } <= reached
    assert "own:IB-01" not in reached
    assert "status:SY-01" not in reached
