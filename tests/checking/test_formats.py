"""The output formats: exactly what is written for one rich check, and what its readers rely on."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from abkommen import __version__
from tests.checking.conftest import Desk, Run

HERE = Path(__file__).parent
WRITE = bool(os.environ.get("ABKOMMEN_WRITE_GOLDEN"))
"""Write what is expected instead of comparing; then read the difference before committing it."""


@pytest.fixture
def rich(desk: Desk) -> Desk:
    """Findings that are new, unchanged, waived, known and gone, in five cases, with warnings and one file in error."""
    desk.baseline(lead="partial")
    desk.case("cases/known.yaml", id="de-kn", public="no")
    desk.run("baseline", "write", "cases/known.yaml")
    desk.case("cases/waived.yaml", id="de-wa", public="no")
    desk.waive(until="2026-12-31", case="de-wa")
    desk.case("cases/mended.yaml", id="de-me", public="no")
    desk.case("cases/old.yaml", id="de-ol", review="no")
    desk.commit()
    desk.case("cases/mended.yaml", id="de-me")
    desk.case("cases/new, “odd”: 100%.yaml", id="de-ne", public="no", review="unknown")
    desk.case("cases/broken.yaml", id="de-br", public="perhaps")
    desk.replace("cases/old.yaml", "date: 2026-01, ", "")
    desk.replace("cases/old.yaml", "review: {value: no", "review: {value: no, check_by: 2026-03")
    desk.replace("cases/known.yaml", "as_of: 2026-01", "as_of: 2026-02")
    desk.replace("waivers.yaml", "Known.", "Known | and *answered* for.")
    return desk


def written(desk: Desk, *names: str, lang: str = "en") -> tuple[Run, dict[str, str]]:
    outputs = [part for name in names for part in (f"--{name}", f"out.{name}")]
    run = desk.run("check", "--lang", lang, "--against", "HEAD", *outputs)
    return run, {name: (desk.folder / f"out.{name}").read_text(encoding="utf-8") for name in names}


def compare(name: str, text: str) -> None:
    path = HERE / "golden" / name
    if WRITE:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "gitlab", "markdown"])
def test_exactly(rich: Desk, name: str) -> None:
    run, texts = written(rich, name)
    assert run.code == 2
    compare(f"report.{name}", texts[name].replace(f'"{__version__}"', '"VERSION"'))


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    ("name", "option"), [("text", None), ("quiet", "-q"), ("verbose", "-v"), ("github", "--github")]
)
def test_exactly_on_standard_output(rich: Desk, lang: str, name: str, option: str | None) -> None:
    run = rich.run("check", "--lang", lang, "--against", "HEAD", *([option] if option else []))
    compare(f"{name}.{lang}.txt", run.out + run.err)


def test_the_same_bytes_every_time_and_with_several_processes(rich: Desk) -> None:
    names = ("json", "sarif", "junit", "gitlab", "markdown")
    first, texts = written(rich, *names)
    second, again = written(rich, *names)
    assert (first, texts) == (second, again)
    run = rich.run("check", "--json", "-", "--against", "HEAD", "--jobs", "3")
    assert run.out == texts["json"]


# SARIF.


def sarif(desk: Desk, **options: str) -> Any:
    _, texts = written(desk, "sarif", **options)
    return json.loads(texts["sarif"])


def valid(document: Any) -> None:
    schema = json.loads((HERE / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert [f"{error.json_path}: {error.message}" for error in Draft4Validator(schema).iter_errors(document)] == []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_sarif_is_valid(rich: Desk, lang: str) -> None:
    valid(sarif(rich, lang=lang))


def test_sarif_of_nothing_is_valid(desk: Desk) -> None:
    desk.case()
    valid(desk.run("check", "--sarif", "-").document)
    valid(desk.run("check", "--sarif", "-", "nowhere").document)
    valid(desk.run("check", "--sarif", "-", "--against", "nowhere").document)


def test_sarif_of_the_real_rules_is_valid(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    root = HERE.parents[1]
    monkeypatch.setenv("ABKOMMEN_RULES", str(root / "rules" / "swp-2024"))
    document = desk.run("check", "--sarif", "-", str(root / "cases" / "morocco.yaml")).document
    valid(document)
    rules = document["runs"][0]["tool"]["driver"]["rules"]
    assert len(rules) > 90
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)


def test_sarif_results_name_declared_rules(rich: Desk) -> None:
    (run,) = sarif(rich)["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_states_and_suppressions(rich: Desk) -> None:
    results = sarif(rich)["runs"][0]["results"]
    found = {
        result["properties"]["case"]: result
        for result in results
        if result["ruleId"] == "AA-01" and "properties" in result
    }
    assert {case: result["baselineState"] for case, result in found.items()} == {
        "de-kn": "unchanged", "de-wa": "unchanged", "de-ol": "unchanged", "de-ne": "new",
    }  # fmt: skip
    assert [case for case, result in found.items() if "suppressions" in result] == ["de-wa"]
    assert [result["message"]["text"] for result in results if result.get("baselineState") == "absent"] == [
        "AA-01 was not met, is now met: Published [de-me]"
    ]


def test_sarif_baseline_without_revision(desk: Desk) -> None:
    desk.case(public="no")
    desk.run("baseline", "write")
    (result,) = desk.run("check", "--sarif", "-").document["runs"][0]["results"]
    assert result["baselineState"] == "unchanged"


def test_sarif_fingerprints_are_unique_and_survive_moved_lines(desk: Desk) -> None:
    def prints() -> list[str]:
        results = desk.run("check", "--sarif", "-").document["runs"][0]["results"]
        return [result["partialFingerprints"]["finding/v1"] for result in results]

    desk.case(public="no", review="no")
    desk.partner(willing="partial")
    before = prints()
    assert len(set(before)) == len(before) == 3
    desk.replace("cases/kenya.yaml", "facts:", "\n\n# moved\nfacts:")
    desk.replace("cases/partners/kenya.yaml", "facts:", "\nfacts:")
    assert prints() == before


# JUnit.


def suites(desk: Desk, *arguments: str) -> ET.Element:
    return ET.fromstring(desk.run("check", "--junit", "-", "--lang", "en", *arguments).out)


def test_junit_is_red_exactly_where_the_check_fails(desk: Desk) -> None:
    desk.case(public="partial", review="no")
    desk.partner(willing="no")
    for fail_on, failures in (("critical", 1), ("major", 2), ("minor", 3)):
        root = suites(desk, "--fail-on", fail_on)
        assert (root.get("failures"), root.get("errors")) == (str(failures), "0")
        assert len(root.findall(".//failure")) == failures


def test_junit_counts(rich: Desk) -> None:
    root = suites(rich)
    for element in (root, *root):
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert element.get(name) == str(len(element.findall(f".//{tag}"))), element.get("name")


def test_junit_skips_what_is_unknown_with_the_reason(desk: Desk) -> None:
    desk.case(public="unknown")
    (skipped,) = suites(desk).findall(".//skipped")
    assert skipped.get("message") == "unknown; missing: agreement.public"


def test_junit_shows_too_little_known(desk: Desk) -> None:
    desk.case(public="unknown")
    (failure,) = suites(desk, "--min-coverage", "90").findall(".//failure")
    assert failure.get("message") == "de-ke: 50 % known, 90 % needed"


# GitHub, GitLab.


def test_github_escapes_and_puts_the_gravest_first(rich: Desk) -> None:
    lines = [line for line in rich.run("check", "--github", "--lang", "en").out.splitlines() if line.startswith("::")]
    levels = [line[2:].split(" ")[0] for line in lines]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    assert any("file=cases/new%2C “odd”%3A 100%25.yaml,line=11," in line for line in lines)


def test_gitlab_issues_are_as_it_wants_them(rich: Desk) -> None:
    issues = json.loads(written(rich, "gitlab")[1]["gitlab"])
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"]["begin"] >= 1


# Several at once.


def test_text_goes_to_standard_output_beside_files_but_not_beside_a_dash(desk: Desk) -> None:
    desk.case(public="no")
    assert "Failed: 1 finding" in desk.check("--json", "out.json").out
    run = desk.check("--json", "-", "--markdown", "out.md")
    assert run.document["exit_code"] == 1
    assert "Failed: 1 finding" in (desk.folder / "out.md").read_text(encoding="utf-8")


def test_values_and_quotations_never_leave_the_case(desk: Desk) -> None:
    desk.case(public="no")
    desk.replace(
        "cases/kenya.yaml",
        "public: {value: no, from: S1}",
        "public: {value: no, from: S1, quote: Secret words, note: Hush}",
    )
    names = ("json", "sarif", "junit", "gitlab", "markdown")
    run = desk.check("-v", *[part for name in names for part in (f"--{name}", f"out.{name}")])
    texts = [run.out, *((desk.folder / f"out.{name}").read_text(encoding="utf-8") for name in names)]
    assert not any("Secret" in text or "Hush" in text for text in texts)
