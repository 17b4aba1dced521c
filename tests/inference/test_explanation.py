"""Explanations agree with the conclusions they explain, and their advice works when followed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from abkommen.base.logic import Ternary, all_of, any_of, negate
from abkommen.casefile.loading import load_case
from abkommen.casefile.model import Case, Fact, Origin
from abkommen.inference.deduction import Deduction, Plan, conclude
from abkommen.inference.explanation import (
    Branch,
    CriterionTree,
    Explainer,
    FactNode,
    GapNode,
    ListNode,
    Node,
    StatusNode,
)
from abkommen.inference.memory import EMPTY, ListFact, Memory, perceive
from abkommen.inference.reasons import Way, leaf_nodes, why_not
from abkommen.rulepack.conditions import All, Any_, FactIn
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

ROOT = Path(__file__).parents[2]
COVERED, STAGE = "agreement.covers_return", "agreement.stage"
AGREED, SUITED = "offer.return_incentives_agreed", "offer.return_incentives_suit_partner"


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return load_pack(ROOT / "rules" / "swp-2024")


@pytest.fixture(scope="module")
def plan(pack: RulePack) -> Plan:
    return Plan(pack)


@pytest.fixture(scope="module")
def kenya(pack: RulePack) -> Case:
    return load_case(ROOT / "cases" / "kenya.yaml", pack.fields)


def explainer(run: Deduction) -> Explainer:
    return Explainer(run, {})


def with_values(plan: Plan, values: Mapping[str, str]) -> Deduction:
    return conclude(plan, Memory({name: frozenset((value,)) for name, value in values.items()}, {}, {}, {}))


def parts(tree: CriterionTree) -> Iterator[tuple[Node, Ternary]]:
    yield tree.applies_when, tree.outcome.applies
    yield tree.met, tree.outcome.met
    yield tree.not_met, tree.outcome.not_met
    yield from ((one.when, one.truth) for one in (*tree.caps, *tree.raises))


def recomputed(node: Node) -> Ternary:
    """The truth of a node from its children."""
    if not isinstance(node, Branch):
        return node.truth
    truths = [recomputed(child) for child in node.children]
    if isinstance(node.condition, All):
        return all_of(truths)
    return any_of(truths) if isinstance(node.condition, Any_) else negate(truths[0])


def random_facts(pack: RulePack, seed: int) -> Memory:
    draw = random.Random(seed)
    names = [name for name, field in pack.fields.items() if field.domain() and draw.random() < 0.6]
    values = {name: frozenset((draw.choice(sorted(pack.fields[name].domain())),)) for name in names}
    return Memory(values, {}, {}, {})


@pytest.mark.parametrize("seed", range(20))
def test_every_tree_comes_to_the_conclusion_of_the_run(pack: RulePack, plan: Plan, seed: int) -> None:
    found = explainer(conclude(plan, random_facts(pack, seed)))
    for name in pack.criteria:
        for node, truth in parts(found.criterion(name)):
            assert node.truth is truth is recomputed(node), name
    for name in pack.interactions:
        tree = found.interaction(name)
        assert tree.truth is tree.when.truth is recomputed(tree.when), name


def test_a_real_case_is_explained_with_its_facts_and_evidence(pack: RulePack, plan: Plan, kenya: Case) -> None:
    found = Explainer(conclude(plan, perceive(kenya.facts, pack.fields)), kenya.facts)
    structure = next(node for node in leaf_nodes(found.criterion("MO-01").met) if isinstance(node, FactNode))
    assert structure.truth is True
    assert structure.known[0].fact == kenya.facts["followup.working_structure"]
    assert structure.known[0].possible == {"yes"}


def test_items_of_a_list_say_which_of_them_fit(pack: RulePack, plan: Plan) -> None:
    name = "agreement.partner_interests_reflected"
    items = ({"interest_id": "A", "reflected": "yes"}, {"interest_id": "B", "reflected": "no"}, {"interest_id": "C"})
    fact = Fact(name, items, Origin("case", "case.yaml", 1), complete=True)
    run = conclude(plan, perceive({name: fact}, pack.fields))
    some = next(
        node for node in leaf_nodes(Explainer(run, {name: fact}).criterion("IB-01").met) if isinstance(node, ListNode)
    )
    assert [fit.truth for fit in some.items] == [True, False, None]
    assert [fit.item for fit in some.items] == list(items)
    assert some.complete


def test_a_value_that_does_not_count_is_shown_and_decides_nothing(pack: RulePack, plan: Plan) -> None:
    name = "partner.political_will_return"
    fact = Fact(name, "yes", Origin("case", "case.yaml", 1), basis="presumed")
    run = conclude(plan, perceive({name: fact}, pack.fields))
    node = Explainer(run, {name: fact}).criterion("IS-06").met
    assert isinstance(node, FactNode)
    assert node.truth is None
    assert node.known[0].fact == fact
    assert node.known[0].possible == frozenset()


def test_trees_nest_through_interactions_and_criteria(plan: Plan) -> None:
    tree = explainer(conclude(plan, EMPTY)).criterion("IS-31")
    assert [cap.interaction.id for cap in tree.caps] == ["INT-30"]
    inner = [node for node in leaf_nodes(tree.caps[0].when) if isinstance(node, StatusNode)]
    assert [node.tree.criterion.id for node in inner] == ["IS-32", "IS-33"]
    assert recomputed(inner[0].tree.met) is None


def test_what_raises_the_severity_stands_at_the_root_and_below_a_gap_only(plan: Plan) -> None:
    found = explainer(with_values(plan, {"offer.quota_offered": "no"}))
    assert [one.interaction.id for one in found.criterion("IB-13").raises] == ["INT-01"]
    below = [node.tree for node in leaf_nodes(found.interaction("INT-02").when) if isinstance(node, StatusNode)]
    assert [(tree.criterion.id, tree.raises) for tree in below] == [("IB-10", ()), ("IB-13", ())]


def test_a_gap_names_the_criteria_that_are_or_may_be_it(plan: Plan) -> None:
    run = with_values(plan, {STAGE: "signed", "analysis.development_model_done": "no", "offer.quota_offered": "yes"})
    gap = next(node for node in leaf_nodes(explainer(run).interaction("INT-17").when) if isinstance(node, GapNode))
    assert gap.truth is True
    assert [member.criterion.id for member in gap.members] == ["IB-01", "IB-04"]


def statuses_after(plan: Plan, memory: Memory, way: Way) -> Deduction:
    """The run after following a way that asks for single facts only."""
    values = dict(memory.values)
    for one in way:
        leaf = one.node.condition
        assert isinstance(leaf, FactIn)
        wanted = leaf.values if one.wanted else plan.pack.fields[leaf.fact].domain() - leaf.values
        values[leaf.fact] = frozenset((min(wanted),))
    return conclude(plan, replace(memory, values=values))


@pytest.mark.parametrize("seed", range(8))
def test_following_a_way_makes_the_criterion_met_and_less_does_not(pack: RulePack, plan: Plan, seed: int) -> None:
    memory = random_facts(pack, seed)
    found, followed = explainer(conclude(plan, memory)), 0
    for name in pack.criteria:
        tree = found.criterion(name)
        for way in why_not(tree, pack):
            fields = {one.node.condition.fact for one in way if isinstance(one.node.condition, FactIn)}
            if tree.caps or len(fields) < len(way):
                continue  # asks for lists or dates, or rests on other criteria
            followed += 1
            assert statuses_after(plan, memory, way).after[name] == {"met"}, (name, way)
            for dropped in way:
                rest = tuple(one for one in way if one is not dropped)
                assert statuses_after(plan, memory, rest).after[name] != {"met"}, (name, dropped)
    assert followed > 30


def test_no_way_is_offered_when_the_criterion_is_met(pack: RulePack, plan: Plan) -> None:
    run = with_values(plan, {STAGE: "negotiating", "agreement.german_priority": "both"})
    assert why_not(explainer(run).criterion("IB-03"), pack) == ()


def test_the_talks_do_not_fall_back(pack: RulePack, plan: Plan) -> None:
    structure = "followup.working_structure"
    run = with_values(plan, {STAGE: "in_force", structure: "yes", f"{structure}_resilient": "partial"})
    ways = why_not(explainer(run).criterion("MO-01"), pack)
    asked = [[one.node.condition for one in way] for way in ways]
    assert asked == [[FactIn(f"{structure}_resilient", frozenset({"yes"}))]]


def test_no_way_asks_another_criterion_to_fail(pack: RulePack, plan: Plan) -> None:
    asked = {
        one.node.condition.criterion
        for way in why_not(explainer(conclude(plan, EMPTY)).criterion("SY-01"), pack)
        for one in way
        if isinstance(one.node, StatusNode)
    }
    assert "IS-09" in asked
    assert "IS-07" not in asked


def test_one_requirement_on_a_criterion_is_said_once(pack: RulePack, plan: Plan) -> None:
    (way,) = why_not(explainer(conclude(plan, EMPTY)).criterion("IS-31"), pack)
    named = [one.node.condition.criterion for one in way if isinstance(one.node, StatusNode)]
    assert named == ["IS-32", "IS-33"]


def test_an_unknown_list_has_no_items_and_an_empty_one_decides(plan: Plan) -> None:
    leaves = leaf_nodes(explainer(conclude(plan, EMPTY)).criterion("CO-04").met)
    node = next(leaf for leaf in leaves if isinstance(leaf, ListNode))
    assert (node.truth, node.items, node.complete) == (None, (), False)
    listed = ListFact((), True)
    run = conclude(plan, EMPTY.with_list("ministries.text_acceptable_to", listed))
    assert explainer(run).criterion("CO-04").met.truth is False
