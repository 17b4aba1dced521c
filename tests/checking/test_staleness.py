"""What time has caught up with: warned of, failing nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abkommen.checking.staleness import parse_age
from tests.checking.conftest import Desk


@pytest.mark.parametrize(
    ("check_by", "told"), [("2026-06-14", True), ("2026-06-15", False), ("2026-05", True), ("2026-06", False)]
)
def test_facts_past_their_check_by(desk: Desk, check_by: str, told: bool) -> None:
    desk.case()
    desk.replace("cases/kenya.yaml", "public: {value: yes,", f"public: {{value: yes, check_by: {check_by},")
    run = desk.check()
    assert run.code == 0
    line = f"cases/kenya.yaml:11: “agreement.public” was to be checked by {check_by}\n"
    assert (line in run.out) is told


def test_sources_without_a_date(desk: Desk) -> None:
    desk.case()
    desk.replace("cases/partners/kenya.yaml", "date: 2026-01, ", "")
    assert "cases/partners/kenya.yaml:6: source S1 has no date\n" in desk.check().out
    desk.replace("cases/partners/kenya.yaml", "title: A study, ", "title: A study, accessed: 2026-02-03, ")
    assert desk.check_json().notices() == []


def test_one_source_is_told_once_for_many_cases(desk: Desk) -> None:
    desk.replace("cases/partners/kenya.yaml", "date: 2026-01, ", "")
    for name in ("a", "b", "c"):
        desk.case(f"cases/{name}.yaml", id=name)
    assert desk.check_json().notices() == ["source_undated"]


def test_evidence_older_than_allowed(desk: Desk) -> None:
    desk.case()
    assert desk.check_json().notices() == []
    assert desk.check_json("--max-age", "6m").notices() == []
    assert set(desk.check_json("--max-age", "4m").notices()) == {"evidence_old"}
    line = "cases/kenya.yaml:11: “agreement.public”: the newest evidence is of 2026-01, older than 4m\n"
    assert line in desk.check("--max-age", "4m").out


def test_an_unknown_fact_has_no_old_evidence(desk: Desk) -> None:
    desk.case()
    desk.replace("cases/kenya.yaml", "public: {value: yes, from: S1}", "public: {value: unknown}")
    assert "agreement.public" not in desk.check("--max-age", "1d").out


@pytest.mark.parametrize(
    ("age", "day", "before"),
    [
        ("1m", "2026-03-31", "2026-02-28"),
        ("1y", "2024-02-29", "2023-02-28"),
        ("18m", "2026-06-15", "2024-12-15"),
        ("90d", "2026-06-15", "2026-03-17"),
        ("99999d", "0001-01-02", "0001-01-01"),
        ("99999y", "2026-06-15", "0001-01-01"),
    ],
)
def test_ages(age: str, day: str, before: str) -> None:
    assert parse_age(age).before(dt.date.fromisoformat(day)).isoformat() == before


@given(st.integers(1, 99_999), st.sampled_from("dmy"), st.dates())
def test_an_age_always_lies_before(count: int, unit: str, day: dt.date) -> None:
    assert parse_age(f"{count}{unit}").before(day) <= day


@pytest.mark.parametrize("text", ["", "2", "y", "0d", "2 y", "-1d", "1w", "100000d"])
def test_no_age(text: str) -> None:
    with pytest.raises(ValueError, match="is no age: expected a number with d, m or y"):
        parse_age(text)
