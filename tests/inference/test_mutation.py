"""Mutants: every kind of change is made, the rules' tests notice all of them, and what is declared equivalent is."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from tests.assessment.conftest import random_memory
from tests.minipack import criterion, interaction, mini_pack

from abkommen.base.problems import BadInput
from abkommen.inference.deduction import Plan, deduce
from abkommen.inference.mutation import EQUIVALENTS, difference, load_equivalents, mutate
from abkommen.inference.rulecases import RuleCase, load_cases
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import Interaction, RulePack
from abkommen.rulepack.mutants import Mutant, mutants

ROOT = Path(__file__).parents[2]
CASES = """\
- rule: AA-01
  cases:
    - {name: it is so, facts: {text.one: yes}, expect: met}
    - {name: it is not, facts: {text.one: no}, expect: not_met}
"""


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return load_pack(ROOT / "rules" / "swp-2024")


@pytest.fixture(scope="module")
def papers_mutants(pack: RulePack) -> dict[tuple[str, str, str], Mutant]:
    return {mutant.key: mutant for mutant in mutants(pack)}


def changes(tmp_path: Path, met: str, part: str = "met") -> set[str]:
    """The changes made to one condition."""
    pack = mini_pack(tmp_path / "pack", criteria=criterion(met=met))
    return {
        f"{mutant.at}: {mutant.change}"
        for mutant in mutants(pack)
        if mutant.rule.id == "AA-01" and mutant.path[0] == part
    }


def cases(tmp_path: Path, pack: RulePack, text: str = CASES) -> tuple[RuleCase, ...]:
    path = tmp_path / "tests.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    return load_cases(path, pack)


# -- what is changed ---------------------------------------------------------------------------------------------------


def test_a_value_is_dropped_flipped_and_joined_by_others(tmp_path: Path) -> None:
    assert changes(tmp_path, "{fact: text.one, is: yes}") == {
        "met: drop",
        "met: flip",
        "met: add no",
        "met: add partial",
    }


def test_values_of_a_list_are_added_and_removed(tmp_path: Path) -> None:
    assert changes(tmp_path, "{fact: text.one, in: [yes, partial]}") >= {
        "met: remove yes",
        "met: remove partial",
        "met: add no",
    }


def test_groups_are_swapped_and_parts_dropped(tmp_path: Path) -> None:
    made = changes(
        tmp_path, "{all: [{fact: text.one, is: yes}, {any: [{fact: text.two, is: yes}, {fact: text.two, is: no}]}]}"
    )
    assert made >= {
        "met: any instead of all",
        "met/all/1: all instead of any",
        "met/all/0: drop",
        "met/all/1/any/0: flip",
    }


def test_a_not_is_removed(tmp_path: Path) -> None:
    assert changes(tmp_path, "{not: {fact: text.one, is: no}}") >= {"met: drop the not", "met/not: add yes"}


def test_quantifiers_counts_and_tests_on_items_are_changed(tmp_path: Path) -> None:
    some = changes(tmp_path, "{fact: text.items, some: {all: [{item: done, is: yes}, {not: {item: body, is: none}}]}}")
    assert some >= {
        "met: every instead of some",
        "met/some: any instead of all",
        "met/some/all/0: add partial",
        "met/some/all/1: drop the not",
    }
    count = changes(tmp_path, "{fact: text.items, count: {where: {item: done, is: yes}, at_least: 2}}")
    assert count >= {"met: at_least 3", "met: at_least 1", "met/count/where: add no"}


def test_numbers_and_dates_are_changed(tmp_path: Path) -> None:
    number = changes(tmp_path, "{fact: text.months, at_most: 24}")
    assert number >= {"met: bound + 1", "met: bound - 1", "met: at_least instead of at_most"}
    assert "met: before instead of after" in changes(tmp_path, "{fact: text.from, after: {fact: text.to}}")


def test_only_statuses_that_a_criterion_can_have_are_added(tmp_path: Path) -> None:
    pack = mini_pack(tmp_path / "pack", interactions=interaction("{criterion: AA-02, status: [met]}"))
    made = {mutant.change for mutant in mutants(pack) if mutant.rule.id == "INT-01"}
    assert made == {"drop", "flip", "add partly", "add not_met"}


def test_the_due_stage_partly_and_effects_are_changed(tmp_path: Path) -> None:
    linked = interaction("{fact: text.two, is: yes}", "{cap_status: AA-01, to: partly}, {finding: AA-02}")
    pack = mini_pack(tmp_path / "pack", criteria=criterion(due="negotiating"), interactions=linked)
    made = {(mutant.rule.id, mutant.at, mutant.change) for mutant in mutants(pack)}
    assert {("AA-01", "due_from", "one stage earlier"), ("AA-01", "due_from", "one stage later")} <= made
    assert ("AA-01", "partly", "exclude it") in made
    assert ("INT-01", "effects/0", "drop") in made
    assert not any(at == "effects/1" for _, at, _ in made)


def test_no_mutant_is_its_own_rule_and_none_comes_twice(
    pack: RulePack, papers_mutants: dict[tuple[str, str, str], Mutant]
) -> None:
    listed = list(mutants(pack))
    assert len(listed) == len(papers_mutants) > 2_500
    assert all(mutant.mutated != mutant.rule for mutant in listed)
    for rule in (*pack.criteria, *pack.interactions):
        changed = [mutant.mutated for mutant in listed if mutant.rule.id == rule]
        assert len(changed) == len(set(changed)), rule


# -- who notices -------------------------------------------------------------------------------------------------------


def test_a_mutant_that_no_test_notices_is_told_with_an_example_at_its_line(tmp_path: Path) -> None:
    pack = mini_pack(tmp_path / "pack", more="[]\n", interactions="[]\n")
    report = mutate(pack, cases(tmp_path, pack))
    told = [str(problem).replace(f"{tmp_path}/pack/", "") for problem in report.problems]
    place = "criteria/first.yaml:12:8: no test notices: AA-01 met: add partial, “text.one is yes”"
    assert f"{place} (add a test, for example: text.one is partial)" in told
    assert not any("add no," in line and "AA-01 met:" in line for line in told)
    assert report.killed + len(report.survivors) == report.total


def test_with_the_missing_test_it_is_noticed(tmp_path: Path) -> None:
    pack = mini_pack(tmp_path / "pack", more="[]\n", interactions="[]\n")
    more = CASES + "    - {name: half, facts: {text.one: partial}, expect: partly}\n"
    more += "    - {name: open, facts: {text.one: {one_of: [yes, no]}}, expect: unknown}\n"
    assert mutate(pack, cases(tmp_path, pack, more)).problems == ()


def test_a_rule_without_tests_notices_nothing(tmp_path: Path) -> None:
    pack = mini_pack(tmp_path / "pack", interactions="[]\n")
    survivors = [
        survivor for survivor in mutate(pack, cases(tmp_path, pack)).survivors if survivor.mutant.rule.id == "AA-02"
    ]
    assert len(survivors) == sum(mutant.rule.id == "AA-02" for mutant in mutants(pack))


def test_an_equivalent_mutant_is_recognised(tmp_path: Path) -> None:
    met = "{any: [{fact: text.one, is: yes}, {all: [{fact: text.one, is: yes}, {fact: text.two, is: yes}]}]}"
    pack = mini_pack(tmp_path / "pack", criteria=criterion(met=met), more="[]\n", interactions="[]\n")
    survivors = {survivor.mutant.key: survivor for survivor in mutate(pack, cases(tmp_path, pack)).survivors}
    survivor = survivors["AA-01", "met/any/1/all/1", "flip"]
    assert survivor.equivalent
    assert survivor.problem.hint == "equivalent: list it with the reason"


def test_a_listed_mutant_is_no_problem_until_a_test_notices_it(tmp_path: Path) -> None:
    pack = mini_pack(tmp_path / "pack", more="[]\n", interactions="[]\n")
    path = tmp_path / EQUIVALENTS
    text = """\
    - rule: AA-01
      reason: {de: Weil es so ist., en: Because it is so.}
      mutants:
        - {at: met, change: add partial}
        - {at: met, change: flip}
    """
    path.write_text(dedent(text), encoding="utf-8")
    report = mutate(pack, cases(tmp_path, pack), load_equivalents(path))
    assert [mutant.change for mutant in report.listed] == ["add partial"]
    assert [str(problem).replace(f"{tmp_path}/", "") for problem in report.stale] == [
        "equivalent-mutants.yaml:5:7: AA-01 met: flip: a test notices this mutant, or it no longer exists (remove the entry)"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rule: AA-01\n", ":1:1: expected a list of"),
        ("- {rule: AA-01, reason: {de: x, en: y}}\n", "“mutants” is missing"),
        ("- {rule: AA-01, mutants: [{at: met, change: flip}]}\n", "“reason” is missing"),
    ],
)
def test_a_broken_list_of_equivalents_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / EQUIVALENTS
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=message):
        load_equivalents(path)


def test_a_pack_without_a_list_has_no_equivalents(tmp_path: Path) -> None:
    assert load_equivalents(tmp_path / EQUIVALENTS) == ()


# -- the paper's pack ----------------------------------------------------------------------------------------------------


def test_the_papers_rule_tests_notice_every_mutant(pack: RulePack) -> None:
    tests = load_cases(ROOT / "tests" / "rules", pack)
    started = time.perf_counter()
    report = mutate(pack, tests, load_equivalents(Path(pack.folder) / EQUIVALENTS))
    assert report.problems == ()
    assert report.total == report.killed + len(report.listed)
    assert time.perf_counter() - started < 20


def test_what_is_declared_equivalent_is(pack: RulePack, papers_mutants: dict[tuple[str, str, str], Mutant]) -> None:
    """Proved by trying every situation; an effect left out is tried on random cases."""
    for known in load_equivalents(Path(pack.folder) / EQUIVALENTS):
        mutant = papers_mutants[known.key]
        if mutant.path[0] == "effects":
            assert_same_without(mutant, pack)
        else:
            assert difference(mutant, pack) == ("", True), str(mutant)


def assert_same_without(mutant: Mutant, pack: RulePack) -> None:
    assert isinstance(mutant.mutated, Interaction)
    changed = Plan(replace(pack, interactions={**pack.interactions, mutant.rule.id: mutant.mutated}))
    usual = Plan(pack)
    fired = 0
    for seed in range(400):
        memory = random_memory(pack.fields, random.Random(seed), 0.95)
        before, after = deduce(usual, memory), deduce(changed, memory)
        fired += before.interactions[mutant.rule.id] is True
        assert before.criteria == after.criteria, seed
    assert fired > 5
