"""An order is shown where it can be defended, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abkommen.assessment import ordering
from abkommen.assessment.comparison import Comparison, compare
from abkommen.assessment.intervals import Interval
from abkommen.assessment.model import Assessment
from abkommen.assessment.ordering import orders

Bounds = tuple[float, float]


@pytest.fixture
def no_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """The order by intervals alone."""
    monkeypatch.setattr(ordering, "overall_draws", lambda *given: None)


def with_bounds(run: Assessment, name: str, bounds: Bounds | None) -> Assessment:
    low, high = bounds if bounds is not None else (None, None)
    scores = replace(run.scores, overall=Interval(low, high, 0.5))
    return replace(run, case=replace(run.case, id=name), scores=scores)


points = st.floats(0, 100, allow_nan=False)
bounds = st.tuples(points, points).map(lambda pair: (min(pair), max(pair)))


@settings(max_examples=40)
@given(drawn=st.lists(st.one_of(st.none(), bounds), min_size=2, max_size=5))
def test_intervals_are_a_strict_order(ten: Comparison, drawn: list[Bounds | None]) -> None:
    named = {f"case{at}": pair for at, pair in enumerate(drawn)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordering, "overall_draws", lambda *given: None)
        found = orders([with_bounds(ten.assessments[0], name, pair) for name, pair in named.items()])
    above = {(order.higher, order.lower) for order in found if order.shown}
    apart = {
        (one, other)
        for one, other in permutations(named, 2)
        if (first := named[one]) and (second := named[other]) and first[0] > second[1]
    }
    assert above == apart
    assert not any((lower, higher) in above for higher, lower in above)
    assert all((a, d) in above for a, b in above for c, d in above if b == c)


def test_touching_intervals_are_not_apart(ten: Comparison, no_draws: None) -> None:
    run = ten.assessments[0]
    (order,) = orders([with_bounds(run, "a", (50, 80)), with_bounds(run, "b", (20, 50))])
    assert not order.shown


@pytest.mark.parametrize(("share", "basis"), [(0.96, "robustness"), (0.94, "none")])
def test_overlapping_intervals_need_nearly_all_draws(
    ten: Comparison, monkeypatch: pytest.MonkeyPatch, share: float, basis: str
) -> None:
    run, size = ten.assessments[0], 100
    lows = np.where(np.arange(size) < share * size, 60.0, 10.0)
    drawn = iter([(lows, lows + 20), (np.zeros(size), np.full(size, 40.0))])
    monkeypatch.setattr(ordering, "overall_draws", lambda *given: next(drawn))
    (order,) = orders([with_bounds(run, "a", (30, 80)), with_bounds(run, "b", (0, 40))])
    assert (order.higher, order.lower, order.basis) == ("a", "b", basis)
    assert order.share == pytest.approx(share)


def test_the_same_pairs_whatever_the_order_of_the_files(ten: Comparison) -> None:
    turned = orders(list(reversed(ten.assessments)))
    assert {(o.higher, o.lower) for o in ten.orders if o.shown} == {(o.higher, o.lower) for o in turned if o.shown}
    pairs = {frozenset((o.higher, o.lower)) for o in ten.orders}
    assert pairs == {frozenset(pair) for pair in combinations((run.case.id for run in ten.assessments), 2)}


def test_the_ten_real_cases_are_not_distinguishable(ten: Comparison) -> None:
    assert len(ten.orders) == 45
    assert not any(order.shown for order in ten.orders)


def test_what_cannot_be_compared_is_refused(ten: Comparison) -> None:
    first, second = ten.assessments[:2]
    with pytest.raises(ValueError, match="no case"):
        compare([])
    with pytest.raises(ValueError, match="two cases have the id"):
        compare([first, first])
    with pytest.raises(ValueError, match="different rule packs"):
        compare([first, replace(second, pack=replace(second.pack, fingerprint="other"))])
