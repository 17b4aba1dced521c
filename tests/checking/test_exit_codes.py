"""How a check ends: clean, findings, bad input, too little known; and what can never hide what."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest

from abkommen.checking.checker import Checker
from tests.checking.conftest import Desk


def test_clean(desk: Desk) -> None:
    desk.case()
    run = desk.check()
    assert run.code == 0
    assert run.err == ""
    assert run.out == (
        "1 case: none. Apart: 0 waived, 0 in the baseline, 0 about Germany, the EU and all agreements. 0 warnings.\n"
        "Passed: nothing at or above “critical”.\n"
    )


def test_findings_at_the_threshold(desk: Desk) -> None:
    desk.case(public="no")
    run = desk.check()
    assert run.code == 1
    assert run.out.startswith(
        "Findings (1)\ncases/kenya.yaml:11: critical: AA-01 not met: Published [de-ke; agreement.public]\n"
    )
    assert run.out.endswith("Failed: 1 finding at or above “critical”.\n")


@pytest.mark.parametrize(
    ("fail_on", "minor", "major", "critical"), [("critical", 0, 0, 1), ("major", 0, 1, 1), ("minor", 1, 1, 1)]
)
def test_threshold(desk: Desk, fail_on: str, minor: int, major: int, critical: int) -> None:
    desk.case(review="no")
    desk.replace("cases/kenya.yaml", "public: {value: yes", "public: {value: unknown")
    assert desk.check("--fail-on", fail_on).code == minor
    desk.partner(willing="no")
    assert desk.check("--fail-on", fail_on).code == major
    desk.case(public="no")
    assert desk.check("--fail-on", fail_on).code == critical


def test_findings_on_germany_never_fail(desk: Desk) -> None:
    desk.case()
    desk.baseline(lead="no")
    run = desk.check("--fail-on", "minor")
    assert run.code == 0
    assert (
        "About Germany, the EU and all agreements (never fails a check) (1)\ncases/baselines/germany-2024.yaml:8:"
        in run.out
    )


def test_too_little_known(desk: Desk) -> None:
    desk.case(public="unknown", review="unknown")
    assert desk.check("--min-coverage", "33").code == 0
    run = desk.check("--min-coverage", "34")
    assert run.code == 3
    assert "Failed: too little is known in de-ke: 33 % known, 34 % needed." in run.out


def test_findings_go_before_too_little_known(desk: Desk) -> None:
    desk.case(public="no", review="unknown")
    assert desk.check("--min-coverage", "100").code == 1


def test_bad_input_goes_before_findings_and_hides_none(desk: Desk) -> None:
    desk.case(public="no")
    desk.case("cases/other.yaml", id="de-xx", public="perhaps")
    run = desk.check()
    assert run.code == 2
    assert "cases/kenya.yaml:11: critical: AA-01" in run.out
    assert run.err.startswith("error: cases/other.yaml:11:21: “perhaps” is not allowed for")
    assert "Failed: 1 error in the input." in run.out


@pytest.mark.parametrize("arguments", [(), (".",), ("cases",), ("cases/partners",)])
def test_nothing_matched_is_an_error(desk: Desk, arguments: tuple[str, ...]) -> None:
    run = desk.check(*arguments)
    assert run.code == 2
    assert "no case files here" in run.err


def test_path_that_does_not_exist(desk: Desk) -> None:
    desk.case()
    run = desk.check("cases", "cases/keny.yaml")
    assert run.code == 2
    assert "error: cases/keny.yaml: no such file or folder (check the path)\n" in run.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--new-only",),
        ("-q", "-v"),
        ("--json", "-", "--sarif", "-"),
        ("--json", "-", "--github"),
        ("--fail-on", "context"),
        ("--min-coverage", "101"),
        ("--max-age", "old"),
        ("--jobs", "0"),
        ("--as-of", "soon"),
        ("--nonsense",),
    ],
)
def test_wrong_usage(desk: Desk, arguments: tuple[str, ...]) -> None:
    desk.case()
    run = desk.check(*arguments)
    assert run.code == 2
    assert "Traceback" not in run.err
    assert run.out == ""


def test_rules_that_cannot_be_read(desk: Desk, tmp_path: Path) -> None:
    desk.case()
    rules = tmp_path / "rules"
    rules.mkdir()
    run = desk.check_json("--rules", str(rules))
    assert run.code == 2
    assert run.document["problems"][0]["message"] == "no rule pack here"
    assert run.document["pack"] is None


def test_output_that_cannot_be_written(desk: Desk) -> None:
    desk.case()
    run = desk.check("--json", "nowhere/report.json", "--markdown", "report.md")
    assert run.code == 2
    assert "error: nowhere/report.json: cannot be written: no such file or directory" in run.err
    assert "Passed" in (desk.folder / "report.md").read_text(encoding="utf-8")


def test_output_options_never_swallow_an_error(desk: Desk) -> None:
    desk.case(public="perhaps")
    names = ("json", "sarif", "junit", "gitlab", "markdown")
    outputs = [part for name in names for part in (f"--{name}", f"out.{name}")]
    run = desk.check("--quiet", *outputs)
    assert run.code == 2
    assert "“perhaps” is not allowed" in run.err
    for name in names:
        text = (desk.folder / f"out.{name}").read_text(encoding="utf-8")
        assert "“perhaps” is not allowed" in text, name
    assert "::error file=cases/kenya.yaml,line=11" in desk.check("--github").out


def test_two_cases_of_one_id(desk: Desk) -> None:
    desk.case()
    desk.case("cases/twin.yaml")
    run = desk.check()
    assert run.code == 2
    assert "error: cases/twin.yaml:1: id de-ke is used twice (first in cases/kenya.yaml)\n" in run.err


def test_evaluators_that_disagree_are_an_error_not_a_traceback(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from abkommen.checking import checker

    def disagree(self: Any, memory: Any) -> Any:
        raise checker.Disagreement("the evaluators disagree on AA-01")

    monkeypatch.setattr(checker.Session, "infer", disagree)
    desk.case()
    run = desk.check()
    assert run.code == 2
    assert "cases/kenya.yaml: the rules cannot be decided here: the evaluators disagree on AA-01" in run.err


def test_interrupt_leaves_nothing_half_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Checker, path: Path) -> Any:
        signal.raise_signal(signal.SIGINT)

    desk.case()
    desk.write("report.json", "old")
    before = sorted(path.name for path in desk.folder.rglob("*"))
    monkeypatch.setattr(Checker, "check", interrupted)
    run = desk.check("--json", "report.json")
    assert run.code == 130
    assert (desk.folder / "report.json").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in desk.folder.rglob("*")) == before
    assert "Traceback" not in run.err
