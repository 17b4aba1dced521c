"""The situations that conditions can tell apart: none missing, none twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.assessment.conftest import complete, random_memory
from tests.minipack import mini_pack

from abkommen.inference.deduction import Plan
from abkommen.inference.plain import evaluate
from abkommen.inference.worlds import items, space
from abkommen.rulepack.conditions import (
    All,
    CriticalGap,
    FactDate,
    FactIn,
    FactKnown,
    FactNumber,
    ItemIn,
    Quantified,
    StatusIn,
)
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

YES = frozenset(("yes",))
DONE = ItemIn("done", YES)


@pytest.fixture
def mini(tmp_path: Path) -> RulePack:
    return mini_pack(tmp_path)


def test_values_that_are_treated_alike_stand_for_each_other(mini: RulePack) -> None:
    found = space([FactIn("text.one", YES)], mini, decided=True)
    assert [world.memory.values["text.one"] for world in found] == [frozenset(("no",)), frozenset(("yes",))]
    assert found.size == 2


def test_when_not_all_is_decided_a_value_may_be_unknown_or_one_of_some(mini: RulePack) -> None:
    tests = [FactIn("text.one", YES), FactIn("text.one", frozenset(("no",)))]
    found = {world.memory.values.get("text.one") for world in space(tests, mini, decided=False)}
    assert None in found
    assert frozenset(("no", "yes")) in found
    assert len(found) == 7


def test_of_a_number_the_bounds_and_their_neighbours_matter(mini: RulePack) -> None:
    found = space([FactNumber("text.months", "at_least", 12)], mini, decided=True)
    assert [world.memory.numbers["text.months"] for world in found] == [11, 12, 13]


def test_of_two_dates_before_same_and_after_are_tried(mini: RulePack) -> None:
    test = FactDate("text.from", "after", "text.to")
    found = {evaluate(test, world.memory, mini.fields, world.answer) for world in space([test], mini, decided=True)}
    assert found == {True, False}
    opened = {evaluate(test, world.memory, mini.fields, world.answer) for world in space([test], mini, decided=False)}
    assert opened == {True, False, None}


def test_of_a_list_only_the_kinds_of_items_matter(mini: RulePack) -> None:
    found = space([Quantified("some", "text.items", DONE)], mini, decided=True)
    assert {len(world.memory.lists["text.items"].items) for world in found} == {0, 1, 2}
    assert found.size == 4


def test_where_items_are_counted_so_many_are_tried(mini: RulePack) -> None:
    found = space([Quantified("count", "text.items", DONE, 3)], mini, decided=True)
    counts = {sum(item["done"] == YES for item in world.memory.lists["text.items"].items) for world in found}
    assert counts == {0, 1, 2, 3}


def test_an_open_list_and_an_unknown_one_are_tried_as_well(mini: RulePack) -> None:
    found = [
        world.memory.lists.get("text.items")
        for world in space([Quantified("some", "text.items", DONE)], mini, decided=False)
    ]
    assert None in found
    assert {listed.complete for listed in found if listed is not None} == {True, False}


def test_items_are_told_apart_by_what_is_asked_of_them(mini: RulePack) -> None:
    where = All((DONE, ItemIn("body", frozenset(("none",)))))
    assert len(list(items("text.items", [where], mini.fields, decided=True))) == 4
    assert len(list(items("text.items", [where], mini.fields, decided=False))) == 9


def test_other_rules_may_have_concluded_whatever_they_can(mini: RulePack) -> None:
    found = space([StatusIn("AA-01", frozenset(("met",))), CriticalGap("AA")], mini, decided=True)
    assert {next(iter(world.statuses["AA-01"])) for world in found} == {"met", "not_met"}
    assert {world.gaps["AA"] for world in found} == {True, False}


def test_whether_a_fact_is_known_is_tried_both_ways(mini: RulePack) -> None:
    found = [world.memory.knows("text.months") for world in space([FactKnown("text.months")], mini, decided=False)]
    assert sorted(found) == [False, True]


def test_a_world_is_told_in_words(mini: RulePack) -> None:
    told = [
        str(world)
        for world in space([FactIn("text.one", YES), Quantified("some", "text.items", DONE)], mini, decided=True)
    ]
    assert "text.one is yes, text.items is [done yes]" in told
    assert str(next(iter(space([], mini, decided=True)))) == "nothing is known"


@pytest.mark.parametrize("rule", ["IB-01", "IB-04", "IB-14", "IS-24", "SU-04", "SY-02", "MO-01"])
def test_no_case_shows_what_no_world_showed(rule: str) -> None:
    """The worlds stand for all cases: every combination of truths that a random case shows is among theirs."""
    pack = load_pack(Path(__file__).parents[2] / "rules" / "swp-2024")
    criterion, plan = pack.criteria[rule], Plan(pack)
    due = plan.due_test(criterion)
    conditions = (criterion.applies_when, criterion.met, criterion.not_met, *((due,) if due else ()))
    shown = {
        tuple(evaluate(condition, world.memory, pack.fields, world.answer) for condition in conditions)
        for world in space(conditions, pack, decided=True)
    }
    for seed in range(300):
        generator = random.Random(seed)
        memory = complete(random_memory(pack.fields, generator, 0.0), pack.fields, generator)

        def no_status(leaf: object) -> None:
            raise AssertionError(leaf)

        assert tuple(evaluate(condition, memory, pack.fields, no_status) for condition in conditions) in shown, seed
