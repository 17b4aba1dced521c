"""Interactions change statuses and severities before anything is rolled up, and never assert on an unknown premise."""

from __future__ import annotations

import pytest

from abkommen.assessment.results import criterion_results
from abkommen.inference.deduction import Plan, conclude
from abkommen.inference.memory import EMPTY, ListFact, Memory
from abkommen.rulepack.model import RulePack


def values(**facts: str) -> Memory:
    return Memory({name.replace("__", "."): frozenset((value,)) for name, value in facts.items()}, {}, {}, {})


def test_an_empty_case_asserts_nothing(plan: Plan) -> None:
    run = conclude(plan, EMPTY)
    assert not any(state is True for state in run.interactions.values())
    for result in criterion_results(run).values():
        assert result.status in ("unknown", "applicability_unknown")
        assert result.missing, result.criterion.id
        assert not any(note.sure for note in result.notes)


def test_a_raise_shows_own_and_effective_severity(plan: Plan) -> None:
    result = criterion_results(conclude(plan, values(offer__quota_offered="no")))["IB-13"]
    assert result.criterion.severity == "major"
    assert result.severity == "critical"
    assert [note.interaction.id for note in result.notes if note.sure and note.changes] == ["INT-01"]


def test_a_possible_raise_does_not_count_as_one(plan: Plan) -> None:
    result = criterion_results(conclude(plan, EMPTY))["IB-13"]
    assert result.severity == "major"
    assert any(note.interaction.id == "INT-01" and not note.sure for note in result.notes)


def test_a_cap_lowers_met_to_partly_and_names_itself(plan: Plan) -> None:
    memory = values(
        agreement__stage="negotiating", agreement__covers_recruitment="yes", analysis__labour_interest_verified="no",
        analysis__other_policy_fields_analysed="no",
    ).with_list(
        "agreement.partner_interests_reflected",
        ListFact(({"reflected": frozenset(("yes",)), "omission_explained": frozenset(("no",))},), True),
    )  # fmt: skip
    result = criterion_results(conclude(plan, memory))["IB-01"]
    assert (result.status, result.effective_status) == ("met", "partly")
    assert "INT-02" in {note.interaction.id for note in result.notes if note.kind == "cap_status" and note.changes}


def test_no_finding_against_a_met_criterion(plan: Plan) -> None:
    facts = {
        "agreement.stage": "signed",
        "followup.permanent_accompaniment": "yes",
        "followup.partnership_based": "yes",
    }
    facts |= {"followup.working_structure": "no"}
    run = conclude(plan, Memory({name: frozenset((value,)) for name, value in facts.items()}, {}, {}, {}))
    results = criterion_results(run)
    assert run.interactions["INT-18"] is True
    assert results["SU-01"].effective_status == "met"
    assert not [note for note in results["SU-01"].notes if note.kind == "finding"]
    assert [note for note in results["MO-01"].notes if note.kind == "finding" and note.sure]


def test_derived_criteria_are_not_counted_again(pack: RulePack) -> None:
    from abkommen.assessment.scores import Scorer

    members = {criterion.id for group in Scorer(pack).members.values() for criterion in group}
    assert members.isdisjoint({"SY-01", "IS-18"})
    assert all(pack.criteria[name].of_case for name in members)


@pytest.mark.parametrize("stage", ["sounding", "negotiating"])
def test_before_its_stage_a_criterion_is_not_due(plan: Plan, stage: str) -> None:
    result = criterion_results(conclude(plan, values(agreement__stage=stage, followup__working_structure="no")))[
        "MO-01"
    ]
    assert result.status == "not_due"


def test_an_unknown_stage_gives_both_readings(plan: Plan) -> None:
    memory = Memory(
        {"agreement.stage": frozenset(("negotiating", "signed")), "followup.working_structure": frozenset(("no",))},
        {},
        {},
        {},
    )
    result = criterion_results(conclude(plan, memory))["MO-01"]
    assert result.status == "unknown"
    assert result.readings == ("not_met", "not_due")
    assert result.missing == ("agreement.stage",)
