"""A part of a pack concludes what the whole pack concludes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.assessment.conftest import random_memory

from abkommen.inference.deduction import Plan, deduce
from abkommen.rulepack.extract import extract, extract_own
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return load_pack(Path(__file__).parents[2] / "rules" / "swp-2024")


@pytest.mark.parametrize("rule", ["IB-01", "IB-13", "IS-06", "IS-18", "SY-01", "INT-16", "INT-17", "INT-26"])
def test_the_part_concludes_the_same(pack: RulePack, rule: str) -> None:
    part, whole = Plan(extract(pack, (rule,))), Plan(pack)
    for seed in range(60):
        memory = random_memory(pack.fields, random.Random(seed), random.Random(seed).random())
        small, large = deduce(part, memory), deduce(whole, memory)
        for name, outcome in small.criteria.items():
            if name == rule:
                assert outcome == large.criteria[name], (seed, name)
        for name in small.interactions:
            assert small.interactions[name] is large.interactions[name], (seed, name)


def test_the_part_is_small(pack: RulePack) -> None:
    assert set(extract(pack, ("IB-15",)).criteria) == {"IB-15"}
    assert set(extract(pack, ("INT-07",)).criteria) == {"IS-11"}
    assert set(extract(pack, ("IS-06",)).interactions) == {"INT-07"}


def test_a_rule_alone_leaves_out_what_caps_it(pack: RulePack) -> None:
    alone = extract_own(pack, "IS-06")
    assert set(alone.criteria) == {"IS-06"}
    assert alone.interactions == {}


def test_effects_on_rules_left_out_are_left_out(pack: RulePack) -> None:
    part = extract(pack, ("INT-08",))
    assert {effect.criterion for effect in part.interactions["INT-08"].effects} <= part.criteria.keys()
