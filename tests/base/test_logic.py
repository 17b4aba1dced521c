"""The laws of Kleene's strong three-valued logic (Introduction to Metamathematics, § 64)."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abkommen.base.logic import Ternary, all_of, any_of, member, negate

TERNARY: tuple[Ternary, ...] = (True, None, False)
truths = st.sampled_from(TERNARY)
many = st.lists(truths, max_size=6)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (True, True, True, True),
        (True, None, None, True),
        (True, False, False, True),
        (None, None, None, None),
        (None, False, False, None),
        (False, False, False, False),
    ],
)
def test_kleenes_tables(left: Ternary, right: Ternary, both: Ternary, either: Ternary) -> None:
    assert all_of((left, right)) is all_of((right, left)) is both
    assert any_of((left, right)) is any_of((right, left)) is either


def test_empty_groups_are_true_and_false() -> None:
    assert all_of(()) is True
    assert any_of(()) is False


@given(many)
def test_de_morgan(parts: list[Ternary]) -> None:
    assert negate(all_of(parts)) is any_of(map(negate, parts))
    assert negate(any_of(parts)) is all_of(map(negate, parts))


@given(truths)
def test_negation_twice_is_nothing(part: Ternary) -> None:
    assert negate(negate(part)) is part


@given(many, many)
def test_groups_can_be_nested_at_will(left: list[Ternary], right: list[Ternary]) -> None:
    assert all_of((all_of(left), all_of(right))) is all_of(left + right)
    assert any_of((any_of(left), any_of(right))) is any_of(left + right)


@given(truths, many)
def test_absorption_and_distribution(one: Ternary, parts: list[Ternary]) -> None:
    assert all_of((one, any_of([one, *parts]))) is one
    assert any_of((one, all_of([one, *parts]))) is one
    assert all_of((one, any_of(parts))) is any_of([all_of((one, part)) for part in parts])


@given(st.lists(truths, min_size=1, max_size=5))
def test_learning_never_turns_a_decided_condition(parts: list[Ternary]) -> None:
    """Kleene logic is sound: whatever the unknown parts turn out to be, a decided group stays as it was."""
    for known in product(*([part] if part is not None else [True, False] for part in parts)):
        for combine in (all_of, any_of):
            before = combine(parts)
            assert before is None or combine(known) is before


@given(st.frozensets(st.sampled_from("abcd"), min_size=1), st.frozensets(st.sampled_from("abcd")))
def test_a_value_is_a_member_when_all_it_may_be_are(possible: frozenset[str], wanted: frozenset[str]) -> None:
    answers = {value in wanted for value in possible}
    assert member(possible, wanted) is (answers.pop() if len(answers) == 1 else None)
