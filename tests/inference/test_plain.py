"""The plain evaluator: one example per operator, and what must hold of all of them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.assessment.conftest import complete, random_memory
from tests.minipack import mini_pack

from abkommen.base.dates import parse_date
from abkommen.base.logic import Ternary, negate
from abkommen.inference.memory import EMPTY, ListFact, Memory
from abkommen.inference.plain import evaluate
from abkommen.rulepack.conditions import (
    ALWAYS,
    NEVER,
    All,
    Any_,
    Condition,
    CriticalGap,
    FactDate,
    FactIn,
    FactKnown,
    FactNumber,
    ItemIn,
    Not,
    Quantified,
    StatusIn,
)
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

YES = FactIn("text.one", frozenset(("yes",)))
DONE = ItemIn("done", frozenset(("yes",)))


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    return mini_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return load_pack(Path(__file__).parents[2] / "rules" / "swp-2024")


def no_status(leaf: object) -> Ternary:
    raise AssertionError(f"no status is asked: {leaf}")


def values(**facts: str) -> Memory:
    return Memory({name.replace("__", "."): frozenset(value.split("/")) for name, value in facts.items()}, {}, {}, {})


def listed(*items: Mapping[str, str], complete: bool = True) -> Memory:
    found = tuple({name: frozenset((value,)) for name, value in item.items()} for item in items)
    return EMPTY.with_list("text.items", ListFact(found, complete))


def dated(**dates: str) -> Memory:
    return Memory({}, {}, {name.replace("__", "."): parse_date(date) for name, date in dates.items()}, {})


@pytest.mark.parametrize(
    ("memory", "truth"),
    [
        (values(text__one="yes"), True),
        (values(text__one="no"), False),
        (values(text__one="yes/no"), None),
        (values(text__one="partial/no"), False),
        (EMPTY, None),
    ],
)
def test_is(mini: RulePack, memory: Memory, truth: Ternary) -> None:
    assert evaluate(YES, memory, mini.fields, no_status) is truth


def test_in_is_decided_when_all_candidates_agree(mini: RulePack) -> None:
    either = FactIn("text.one", frozenset(("yes", "partial")))
    assert evaluate(either, values(text__one="yes/partial"), mini.fields, no_status) is True
    assert evaluate(either, values(text__one="yes/no"), mini.fields, no_status) is None


def test_known_is_never_unknown_today_and_open_when_reading_ahead(mini: RulePack) -> None:
    known = FactKnown("text.months")
    assert evaluate(known, EMPTY, mini.fields, no_status) is False
    assert evaluate(known, EMPTY.opened(), mini.fields, no_status) is None
    told = Memory({}, {"text.months": 3.0}, {}, {})
    assert evaluate(known, told, mini.fields, no_status) is True
    assert evaluate(known, told.opened(), mini.fields, no_status) is True


def test_a_fact_with_candidates_is_not_known(mini: RulePack) -> None:
    assert evaluate(FactKnown("text.one"), values(text__one="yes/no"), mini.fields, no_status) is False


@pytest.mark.parametrize(("months", "least", "most"), [(11, False, True), (12, True, True), (13, True, False)])
def test_numbers_include_their_bound(mini: RulePack, months: int, least: bool, most: bool) -> None:
    memory = Memory({}, {"text.months": float(months)}, {}, {})
    assert evaluate(FactNumber("text.months", "at_least", 12), memory, mini.fields, no_status) is least
    assert evaluate(FactNumber("text.months", "at_most", 12), memory, mini.fields, no_status) is most


@pytest.mark.parametrize(
    ("one", "other", "after", "before"),
    [
        ("2024-05-02", "2024-05-01", True, False),
        ("2024-05-01", "2024-05-01", False, False),
        ("2024-05-01", "2024-05-02", False, True),
        ("2025", "2024", True, False),
        ("2024-05", "2024", None, None),
        ("2024-06", "2024-05-31", True, False),
    ],
)
def test_dates(mini: RulePack, one: str, other: str, after: Ternary, before: Ternary) -> None:
    memory = dated(text__from=one, text__to=other)
    assert evaluate(FactDate("text.from", "after", "text.to"), memory, mini.fields, no_status) is after
    assert evaluate(FactDate("text.from", "before", "text.to"), memory, mini.fields, no_status) is before
    assert evaluate(FactDate("text.from", "after", parse_date(other)), memory, mini.fields, no_status) is after


def test_a_date_that_is_not_known_leaves_the_test_open(mini: RulePack) -> None:
    assert evaluate(FactDate("text.from", "after", "text.to"), dated(text__to="2024"), mini.fields, no_status) is None


@pytest.mark.parametrize(
    ("memory", "some", "every", "two"),
    [
        (EMPTY, None, None, None),
        (listed(), False, True, False),
        (listed(complete=False), None, None, None),
        (listed({"done": "yes"}), True, True, False),
        (listed({"done": "yes"}, complete=False), True, None, None),
        (listed({"done": "no"}), False, False, False),
        (listed({"done": "no"}, complete=False), None, False, None),
        (listed({"done": "yes"}, {"done": "yes"}), True, True, True),
        (listed({"done": "yes"}, {"done": "yes"}, complete=False), True, None, True),
        (listed({"done": "yes"}, {"done": "no"}), True, False, False),
        (listed({"done": "yes"}, {"body": "none"}), True, None, None),
        (listed({"done": "no"}, {"body": "none"}), None, False, False),
    ],
)
def test_lists(mini: RulePack, memory: Memory, some: Ternary, every: Ternary, two: Ternary) -> None:
    assert evaluate(Quantified("some", "text.items", DONE), memory, mini.fields, no_status) is some
    assert evaluate(Quantified("every", "text.items", DONE), memory, mini.fields, no_status) is every
    assert evaluate(Quantified("count", "text.items", DONE, 2), memory, mini.fields, no_status) is two


def test_statuses_are_asked_for(mini: RulePack) -> None:
    asked: list[object] = []

    def answer(leaf: object) -> Ternary:
        asked.append(leaf)
        return True

    leaves = (StatusIn("AA-02", frozenset(("met",))), CriticalGap("AA"))
    assert evaluate(All(leaves), EMPTY, mini.fields, answer) is True
    assert asked == list(leaves)


def test_a_test_on_an_item_stands_only_inside_a_list(mini: RulePack) -> None:
    with pytest.raises(TypeError, match="only inside some, every or count"):
        evaluate(DONE, EMPTY, mini.fields, no_status)


def test_constants(mini: RulePack) -> None:
    assert evaluate(ALWAYS, EMPTY, mini.fields, no_status) is True
    assert evaluate(NEVER, EMPTY, mini.fields, no_status) is False


def papers_conditions(pack: RulePack) -> list[Condition]:
    parts = (part for one in pack.criteria.values() for part in (one.applies_when, one.met, one.not_met))
    return [*parts, *(interaction.when for interaction in pack.interactions.values())]


def test_negation_and_de_morgan_hold_for_every_condition_of_the_paper(pack: RulePack) -> None:
    for seed in range(20):
        memory = random_memory(pack.fields, random.Random(seed), 0.6)
        for condition in papers_conditions(pack):
            truth = evaluate(condition, memory, pack.fields, lambda leaf: None)
            assert evaluate(Not(condition), memory, pack.fields, lambda leaf: None) is negate(truth)
            turned: dict[type, type] = {All: Any_, Any_: All}
            if isinstance(condition, (All, Any_)):
                dual = turned[type(condition)](tuple(Not(part) for part in condition.parts))
                assert evaluate(Not(dual), memory, pack.fields, lambda leaf: None) is truth


def test_learning_more_never_turns_what_is_decided(pack: RulePack) -> None:
    """Unknown is never no: whatever the open facts turn out to be, a decided condition keeps its truth."""
    decided = 0
    for seed in range(60):
        generator = random.Random(seed)
        memory = random_memory(pack.fields, generator, generator.random())
        later = complete(memory, pack.fields, generator, generator.random())
        for condition in papers_conditions(pack):
            before = evaluate(condition, memory, pack.fields, lambda leaf: None)
            if before is not None:
                decided += 1
                assert evaluate(condition, later, pack.fields, lambda leaf: None) is before, (seed, condition)
    assert decided > 1_000
