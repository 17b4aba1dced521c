"""Common gaps, lessons, open facts and the reach of knowledge, against the assessments they come from."""

from __future__ import annotations

from abkommen.assessment.comparison import Comparison
from abkommen.assessment.development import Development
from abkommen.assessment.model import Assessment


def by_id(found: Comparison) -> dict[str, Assessment]:
    return {run.case.id: run for run in found.assessments}


def test_common_gaps_are_the_gaps_of_the_cases(ten: Comparison) -> None:
    runs = by_id(ten)
    told = {(gap.criterion, case) for gap in ten.common_gaps for case in gap.cases}
    there = {
        (name, case)
        for case, run in runs.items()
        for name, result in run.results.items()
        if result.is_gap and result.criterion.of_case
    }
    assert told == there
    assert all(len(gap.cases) <= gap.decided <= len(runs) for gap in ten.common_gaps)
    numbers = [len(gap.cases) for gap in ten.common_gaps]
    assert numbers == sorted(numbers, reverse=True)


def test_every_model_of_a_lesson_meets_it_and_every_learner_does_not(ten: Comparison) -> None:
    runs = by_id(ten)
    assert ten.lessons
    for lesson in ten.lessons:
        status = {case: run.results[lesson.criterion.id].effective_status for case, run in runs.items()}
        assert {case for case, value in status.items() if value == "met"} == set(lesson.models)
        assert lesson.gaps or lesson.open or lesson.ahead
        told = (*lesson.models, *lesson.gaps, *lesson.open, *lesson.ahead)
        assert len(told) == len(set(told))


def test_kenya_shows_how_a_committee_works(ten: Comparison) -> None:
    practice = next(one for one in ten.practices if one.field == "followup.working_structure")
    assert practice.models == ("de-ke",)
    fact = by_id(ten)["de-ke"].case.facts["followup.working_structure"]
    assert fact.evidence


def test_a_fact_unknown_everywhere_is_known_of_no_case(ten: Comparison) -> None:
    runs = by_id(ten)
    for fact in ten.open_facts:
        known = [
            case for case, run in runs.items() if fact.field in run.case.facts and run.case.facts[fact.field].carries
        ]
        if fact.unknown_everywhere:
            assert set(known) <= set(fact.cases)
        assert len(fact.cases) <= fact.needed <= len(runs)
        assert all(
            fact.field in {name for r in runs[case].results.values() for name in r.missing} for case in fact.cases
        )


def test_knowledge_counts_what_is_decided_on_the_substance(ten: Comparison) -> None:
    for known in ten.knowledge:
        run = by_id(ten)[known.case]
        decided = [
            r
            for r in run.results.values()
            if r.criterion.of_case and r.effective_status in ("met", "partly", "not_met")
        ]
        assert known.decided == len(decided)
        assert sum(known.statuses.values()) == 78
        assert 0 < known.known < known.asked


def test_what_lies_outside_the_agreements_is_told_once(ten: Comparison) -> None:
    ids = [finding.criterion.id for finding in ten.context]
    assert len(ids) == len(set(ids)) == 19
    for finding in ten.context:
        cases = [case for _, names in finding.statuses for case in names]
        assert sorted(cases) == sorted(by_id(ten))


def test_the_second_germany_changes_the_findings_on_consistency(changes: Development) -> None:
    shared = {one.change.criterion.id: one for one in changes.shared}
    lead = shared["CO-11"]
    assert (lead.change.before, lead.change.after) == ("unknown", "not_met")
    assert lead.change.causes == ("baseline",)
    assert "ministries.special_rep_in_lead" in lead.change.fields
    assert len(lead.cases) == 10
    assert (shared["CO-02"].change.before, shared["CO-02"].change.after) == ("met", "unknown")


def test_every_change_of_status_is_told_with_its_cause(changes: Development) -> None:
    told = {(case, one.change.criterion.id) for one in changes.shared for case in one.cases}
    for difference in changes.differences:
        name = difference.new.case.id
        told |= {(name, change.criterion.id) for change in changes.of_case(name)}
        for criterion, result in difference.new.results.items():
            changed = difference.old.results[criterion].effective_status != result.effective_status
            assert changed == ((name, criterion) in told)
    assert all(change.causes for difference in changes.differences for change in difference.statuses)
