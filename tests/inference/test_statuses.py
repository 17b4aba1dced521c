"""From truths to statuses: the table of the data model, caps, raises and critical gaps."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from abkommen.base.logic import Ternary
from abkommen.inference.outcome import CriterionOutcome, label
from abkommen.inference.statuses import capped, critical_gap, due_stages, possible_statuses, raised
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import Criterion, Severity

TERNARY: tuple[Ternary, ...] = (True, None, False)
PACK = load_pack(Path(__file__).parents[2] / "rules" / "swp-2024")
WITH_PARTLY, WITHOUT = PACK.criteria["IB-15"], PACK.criteria["IB-03"]


@pytest.mark.parametrize(
    ("applies", "due", "met", "not_met", "status"),
    [
        (True, True, True, False, "met"),
        (True, True, False, True, "not_met"),
        (True, True, False, False, "partly"),
        (False, True, True, False, "not_applicable"),
        (False, True, False, True, "not_applicable"),
        (False, False, False, True, "not_applicable"),
        (True, False, True, False, "met"),
        (True, False, False, True, "not_due"),
        (True, False, False, False, "not_due"),
    ],
)
def test_when_all_is_known_there_is_one_status(applies: bool, due: bool, met: bool, not_met: bool, status: str) -> None:
    for reading in ("today", "completed"):
        assert possible_statuses(WITH_PARTLY, applies, due, met, not_met, reading) == {status}  # type: ignore[arg-type]


def test_before_its_stage_an_open_criterion_is_not_due_today_and_may_yet_be_met() -> None:
    assert possible_statuses(WITH_PARTLY, True, False, None, None, "today") == {"not_due"}
    assert possible_statuses(WITH_PARTLY, True, False, None, None, "completed") == {"met", "not_due"}


def test_two_valued_criteria_are_never_partly() -> None:
    assert possible_statuses(WITHOUT, True, True, None, None, "today") == {"met", "not_met"}
    assert possible_statuses(WITH_PARTLY, True, True, None, None, "today") == {"met", "partly", "not_met"}


def completions(truth: Ternary) -> tuple[bool, ...]:
    return (True, False) if truth is None else (truth,)


@pytest.mark.parametrize("criterion", [WITH_PARTLY, WITHOUT])
def test_no_completion_leads_to_a_status_that_was_excluded(criterion: Criterion) -> None:
    for truths in product(TERNARY, repeat=4):
        possible = possible_statuses(criterion, *truths, "completed")
        for known in product(*map(completions, truths)):
            applies, due, met, not_met = known
            if (met and not_met) or not (criterion.partly or met or not_met):
                continue
            assert possible_statuses(criterion, applies, due, met, not_met, "completed") <= possible, (truths, known)


def test_something_is_always_possible() -> None:
    for truths in product(TERNARY, repeat=4):
        if truths[2] is True and truths[3] is True:
            continue
        if not WITHOUT.partly and truths[2] is False and truths[3] is False:
            continue
        assert possible_statuses(WITHOUT, *truths, "today"), truths


def test_empty_knowledge_never_decides() -> None:
    for criterion in PACK.criteria.values():
        found = possible_statuses(criterion, None, None, None, None, "today")
        assert len(found) > 1


@pytest.mark.parametrize(
    ("statuses", "caps", "after"),
    [
        ({"met"}, (True,), {"partly"}),
        ({"met"}, (False,), {"met"}),
        ({"met"}, (None,), {"met", "partly"}),
        ({"met"}, (False, True), {"partly"}),
        ({"not_met"}, (True,), {"not_met"}),
        ({"not_met", "met"}, (True,), {"not_met", "partly"}),
        ({"not_applicable"}, (True,), {"not_applicable"}),
        ({"met"}, (), {"met"}),
    ],
)
def test_a_cap_lowers_met_and_nothing_else(statuses: set[str], caps: tuple[Ternary, ...], after: set[str]) -> None:
    assert capped(frozenset(statuses), caps) == after


@pytest.mark.parametrize(
    ("severity", "raises", "after"),
    [
        ("major", (("critical", True),), {"critical"}),
        ("major", (("critical", None),), {"major", "critical"}),
        ("major", (("critical", False),), {"major"}),
        ("major", (("minor", True),), {"major"}),
        ("minor", (("major", True), ("critical", None)), {"major", "critical"}),
        ("minor", (), {"minor"}),
    ],
)
def test_a_raise_never_lowers(
    severity: Severity, raises: tuple[tuple[Severity, Ternary], ...], after: set[str]
) -> None:
    assert raised(severity, raises) == after


@pytest.mark.parametrize(
    ("members", "gap"),
    [
        ([({"not_met"}, {"critical"})], True),
        ([({"not_met"}, {"major"})], False),
        ([({"partly"}, {"critical"})], False),
        ([({"not_applicable"}, {"critical"}), ({"not_due"}, {"critical"})], False),
        ([({"not_met", "met"}, {"critical"})], None),
        ([({"not_met"}, {"critical", "major"})], None),
        ([({"met"}, {"critical"}), ({"not_met", "met"}, {"critical"}), ({"not_met"}, {"critical"})], True),
        ([], False),
    ],
)
def test_a_critical_gap_is_sure_possible_or_excluded(members: list[tuple[set[str], set[str]]], gap: Ternary) -> None:
    found = ((frozenset(statuses), frozenset(severities)) for statuses, severities in members)
    assert critical_gap(found) is gap  # type: ignore[arg-type]


def test_the_stages_from_which_a_criterion_is_due() -> None:
    assert due_stages(PACK.stages, None) is None
    assert due_stages(PACK.stages, "sounding") is None
    assert due_stages(PACK.stages, "signed") == {"signed", "in_force"}


def test_an_open_criterion_says_which_kind_of_open_it_is() -> None:
    def named(applies: Ternary, statuses: set[str]) -> str:
        own = frozenset(statuses)
        return label(CriterionOutcome(applies, True, None, None, own, own, frozenset(("major",))), own)

    assert named(True, {"met"}) == "met"
    assert named(True, {"met", "partly"}) == "unknown"
    assert named(None, {"met", "not_applicable"}) == "applicability_unknown"
    assert named(None, {"not_due"}) == "not_due"
