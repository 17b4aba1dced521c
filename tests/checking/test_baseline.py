"""A baseline of findings: what was known is shown apart, what is new fails, and an entry ends with the facts behind it."""

from __future__ import annotations

from tests.checking.conftest import Desk

NAME = "abkommen-baseline.yaml"


def test_known_findings_are_shown_apart(desk: Desk) -> None:
    desk.case(public="no")
    assert desk.check().code == 1
    written = desk.run("baseline", "write")
    assert (written.code, written.out) == (0, f"{NAME}: 1 findings recorded\n")
    run = desk.check()
    assert run.code == 0
    assert "In the baseline (1)\ncases/kenya.yaml:11: critical: AA-01 not met" in run.out
    assert "Apart: 0 waived, 1 in the baseline" in run.out


def test_new_findings_fail(desk: Desk) -> None:
    desk.case(public="no")
    desk.run("baseline", "write")
    desk.case("cases/other.yaml", id="de-xx", public="no")
    run = desk.check()
    assert run.code == 1
    assert "Findings (1)\ncases/other.yaml:11: critical: AA-01" in run.out


def test_an_entry_is_void_when_its_facts_change(desk: Desk) -> None:
    desk.case(public="partial")
    desk.run("baseline", "write")
    desk.case(public="no")
    run = desk.check()
    assert run.code == 1
    assert f"{NAME}:5: the baseline knows AA-01 of de-ke with other facts: it counts again\n" in run.out


def test_an_entry_whose_finding_is_gone_is_told(desk: Desk) -> None:
    desk.case(public="no")
    desk.run("baseline", "write")
    desk.case()
    assert f"{NAME}:5: AA-01 of de-ke stands in the baseline and is no finding any more\n" in desk.check().out


def test_moved_lines_change_nothing(desk: Desk) -> None:
    desk.case(public="no")
    desk.run("baseline", "write")
    desk.replace("cases/kenya.yaml", "facts:\n", "# a remark\n\nfacts:\n")
    assert desk.check().code == 0


def test_the_file_is_sorted_and_the_same_every_time(desk: Desk) -> None:
    desk.case("cases/b.yaml", id="b", public="no", review="no")
    desk.case("cases/a.yaml", id='"1e5"', public="no")
    desk.run("baseline", "write")
    first = (desk.folder / NAME).read_bytes()
    lines = [line for line in first.decode().splitlines() if line.startswith("  - ")]
    assert [line.rpartition(", facts")[0] for line in lines] == [
        '  - {criterion: AA-01, case: "1e5"',
        '  - {criterion: AA-01, case: "b"',
        '  - {criterion: AA-03, case: "b"',
    ]
    desk.run("baseline", "write")
    assert (desk.folder / NAME).read_bytes() == first
    assert desk.check().code == 0


def test_waived_findings_are_not_recorded(desk: Desk) -> None:
    desk.case(public="no")
    desk.waive()
    desk.run("baseline", "write")
    assert (desk.folder / NAME).read_text(encoding="utf-8").endswith("findings: []\n")
    assert desk.check().code == 0


def test_writing_some_cases_keeps_the_others(desk: Desk) -> None:
    desk.case(public="no")
    desk.case("cases/other.yaml", id="de-xx", public="no")
    desk.run("baseline", "write")
    desk.case()
    written = desk.run("baseline", "write", "cases/kenya.yaml")
    assert written.out == f"{NAME}: 0 findings recorded, 1 of other cases kept\n"
    assert desk.check().code == 0
    (desk.folder / "cases/other.yaml").unlink()
    assert desk.run("baseline", "write").out == f"{NAME}: 0 findings recorded\n"


def test_nothing_is_recorded_for_bad_input(desk: Desk) -> None:
    desk.case(public="perhaps")
    run = desk.run("baseline", "write")
    assert run.code == 2
    assert "error: cases/kenya.yaml:11:21" in run.err
    assert not (desk.folder / NAME).exists()


def test_a_broken_baseline_is_an_error(desk: Desk) -> None:
    desk.case(public="no")
    desk.write(
        NAME, "schema: migration-agreement-findings/1\nfindings:\n  - {criterion: AA-01, case: de-ke, facts: x}\n"
    )
    run = desk.check()
    assert run.code == 2
    assert f"error: {NAME}:3:" in run.err
    assert desk.run("baseline", "write").code == 0
    assert desk.check().code == 0
