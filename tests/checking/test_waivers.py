"""Waivers: valid up to their last day, visible all the time, void when the finding changes, told when they are of no use."""

from __future__ import annotations

import pytest

from tests.checking.conftest import Desk


def facts_of(desk: Desk, criterion: str = "AA-01") -> str:
    """What the finding rests on, as ``-v`` shows it."""
    line = next(line for line in desk.check("-v").out.splitlines() if f" {criterion} " in line)
    return line.rpartition("facts ")[2]


def test_a_waived_finding_stays_visible_and_fails_nothing(desk: Desk) -> None:
    desk.case(public="no")
    desk.waive(facts=facts_of(desk))
    run = desk.check()
    assert run.code == 0
    assert (
        "Waived (1)\n"
        "cases/kenya.yaml:11: critical: AA-01 not met: Published [de-ke; agreement.public]; "
        "waived until 2026-06-15 by A. B.: Known.\n"
    ) in run.out
    assert "1 case: none. Apart: 1 waived" in run.out
    assert desk.check_json().notices() == []


@pytest.mark.parametrize(
    ("until", "code"), [("2026-06-14", 1), ("2026-06-15", 0), ("2026-06", 0), ("2026-05", 1), ("2026", 0)]
)
def test_the_last_day_is_included(desk: Desk, until: str, code: int) -> None:
    desk.case(public="no")
    desk.waive(until=until, facts=facts_of(desk))
    run = desk.check_json()
    assert run.code == code
    assert run.notices() == (["waiver_expired"] if code else [])


def test_expired_is_told_at_its_line(desk: Desk) -> None:
    desk.case(public="no")
    desk.waive(until="2026-01-31")
    assert "waivers.yaml:3: the waiver of AA-01 for de-ke ended on 2026-01-31\n" in desk.check().out


def test_unused(desk: Desk) -> None:
    desk.case()
    desk.waive()
    run = desk.check()
    assert run.code == 0
    assert "waivers.yaml:3: the waiver of AA-01 for de-ke (until 2026-06-15) meets no finding\n" in run.out


def test_void_when_the_finding_changes(desk: Desk) -> None:
    desk.case(public="partial")
    desk.waive(facts=facts_of(desk))
    assert desk.check().code == 0
    desk.case(public="no")
    run = desk.check()
    assert run.code == 1
    assert f"no longer holds, the finding has changed; if it is to stay: facts: {facts_of(desk)}\n" in run.out


def test_void_when_another_fact_behind_the_finding_changes(desk: Desk) -> None:
    """The cap of INT-01 rests on the review: without it the finding is another one."""
    desk.case(public="yes", review="no")
    desk.waive(facts=facts_of(desk))
    assert desk.check_json().findings()["AA-01"]["waiver"] is not None
    desk.case(public="partial", review="yes")
    assert desk.check_json().findings()["AA-01"]["waiver"] is None


def test_holds_when_only_evidence_or_date_changes(desk: Desk) -> None:
    desk.case(public="no")
    desk.waive(facts=facts_of(desk))
    desk.replace(
        "cases/kenya.yaml", "public: {value: no, from: S1}", "public: {value: no, from: S1, at: p. 2, as_of: 2025}"
    )
    assert desk.check().code == 0


def test_without_facts_it_holds_and_says_what_to_add(desk: Desk) -> None:
    desk.case(public="no")
    facts = facts_of(desk)
    desk.waive()
    run = desk.check()
    assert run.code == 0
    assert f"does not say what it was given for; add facts: {facts}\n" in run.out


@pytest.mark.parametrize("key", ["reason", "by", "until"])
def test_reason_name_and_end_are_obligatory(desk: Desk, key: str) -> None:
    desk.case(public="no")
    parts = {"reason": "Known.", "by": "A. B.", "until": "2026-12-31"}
    del parts[key]
    written = ", ".join(f"{name}: {value}" for name, value in parts.items())
    desk.write(
        "waivers.yaml",
        f"schema: migration-agreement-waivers/1\nwaivers:\n  - {{criterion: AA-01, case: de-ke, {written}}}\n",
    )
    run = desk.check()
    assert run.code == 2
    assert f"error: waivers.yaml:3:5: “{key}” is missing\n" in run.err


def test_a_reason_of_blanks_is_none(desk: Desk) -> None:
    desk.case(public="no")
    desk.waive()
    desk.replace("waivers.yaml", "reason: Known.", 'reason: "  "')
    assert desk.check().code == 2


def test_unknown_criterion(desk: Desk) -> None:
    desk.case()
    desk.waive(criterion="AA-10")
    run = desk.check()
    assert run.code == 2
    assert "error: waivers.yaml:3:17: unknown criterion “AA-10” (did you mean AA-0" in run.err


def test_a_finding_waived_twice(desk: Desk) -> None:
    desk.case()
    path = desk.waive()
    path.write_text(
        path.read_text(encoding="utf-8") + path.read_text(encoding="utf-8").splitlines()[-1], encoding="utf-8"
    )
    run = desk.check()
    assert run.code == 2
    assert "error: waivers.yaml:4:5: AA-01 of de-ke stands twice (keep one of the two)\n" in run.err


def test_a_waiver_of_no_case_is_told_where_all_cases_were_seen(desk: Desk) -> None:
    desk.case()
    desk.waive(case="de-xx")
    assert desk.check_json().notices() == ["waiver_unused"]
    assert desk.check_json(".").notices() == ["waiver_unused"]
    assert desk.check_json("cases/kenya.yaml").notices() == []
    assert desk.check_json("cases").notices() == []


def test_another_file_of_waivers(desk: Desk) -> None:
    desk.case(public="no")
    desk.waive().rename(desk.folder / "exceptions.yaml")
    assert desk.check().code == 1
    assert desk.check("--waivers", "exceptions.yaml").code == 0
    missing = desk.check("--waivers", "nowhere.yaml")
    assert missing.code == 2
    assert "error: nowhere.yaml: no such file (waivers is set by --waivers)\n" in missing.err


def test_comments_alone_are_no_waivers(desk: Desk) -> None:
    desk.case()
    desk.write("waivers.yaml", "schema: migration-agreement-waivers/1\nwaivers:\n  # none yet\n")
    assert desk.check().code == 0
