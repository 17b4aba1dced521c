"""Conditions as conjunctions: they say what the condition says, known to hold and known not to hold."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import examples

from abkommen.base.logic import Ternary, all_of, any_of, negate
from abkommen.inference.normal import MAX_CONJUNCTIONS, TooComplex, conjunctions
from abkommen.rulepack.conditions import ALWAYS, NEVER, All, Any_, Condition, FactIn, Not
from abkommen.rulepack.loading import load_pack

TESTS = tuple(FactIn(name, frozenset(("yes",))) for name in "abcd")
conditions = st.recursive(
    st.sampled_from(TESTS),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=0, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=0, max_size=3).map(lambda parts: Any_(tuple(parts))),
    ),
    max_leaves=7,
)  # fmt: skip


def truth(condition: Condition, known: dict[FactIn, Ternary]) -> Ternary:
    match condition:
        case All(parts):
            return all_of(truth(part, known) for part in parts)
        case Any_(parts):
            return any_of(truth(part, known) for part in parts)
        case Not(part):
            return negate(truth(part, known))
        case FactIn():
            return known[condition]
    raise AssertionError(condition)


@examples(200, 5_000)
@given(conditions)
def test_some_conjunction_holds_exactly_when_the_condition_is_known_to(condition: Condition) -> None:
    positive, negative = conjunctions(condition, True), conjunctions(condition, False)
    for values in product((True, None, False), repeat=len(TESTS)):
        known = dict(zip(TESTS, values, strict=True))

        def holds(found: tuple[frozenset[tuple[Condition, bool]], ...], known: dict[FactIn, Ternary] = known) -> bool:
            return any(all(truth(leaf, known) is wanted for leaf, wanted in one) for one in found)

        result = truth(condition, known)
        assert holds(positive) is (result is True)
        assert holds(negative) is (result is False)


@given(conditions)
def test_no_conjunction_contradicts_itself_or_is_covered_by_a_shorter_one(condition: Condition) -> None:
    for wanted in (True, False):
        found = conjunctions(condition, wanted)
        assert not any((leaf, not truth) in one for one in found for leaf, truth in one)
        assert not any(one < other for one in found for other in found)


def test_constants() -> None:
    assert conjunctions(ALWAYS, True) == (frozenset(),)
    assert conjunctions(ALWAYS, False) == ()
    assert conjunctions(NEVER, True) == ()
    assert conjunctions(NEVER, False) == (frozenset(),)


def test_too_many_conjunctions_are_refused() -> None:
    pairs = tuple(
        Any_((FactIn(f"x{number}", frozenset("y")), FactIn(f"z{number}", frozenset("y")))) for number in range(7)
    )
    with pytest.raises(TooComplex, match=f"at most {MAX_CONJUNCTIONS} are allowed"):
        conjunctions(All(pairs), True)
    assert len(conjunctions(All(pairs), False)) == 7


def test_the_papers_conditions_stay_far_below_the_limit() -> None:
    pack = load_pack(Path(__file__).parents[2] / "rules" / "swp-2024")
    parts = [part for one in pack.criteria.values() for part in (one.applies_when, one.met, one.not_met)]
    parts += [interaction.when for interaction in pack.interactions.values()]
    random.Random(1).shuffle(parts)
    assert max(len(conjunctions(part, wanted)) for part in parts for wanted in (True, False)) <= MAX_CONJUNCTIONS / 2
