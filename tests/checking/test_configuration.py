"""The configuration: found upwards, beaten by options, every error at its line, and always told where a setting comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checking.conftest import PACK, Desk


def test_found_upwards_from_the_case(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    desk.case(review="no")
    desk.write("abkommen.toml", 'fail_on = "minor"\nlang = "de"\n')
    monkeypatch.chdir(tmp_path)
    run = desk.run("check", "agreements/cases")
    assert run.code == 1
    assert "agreements/cases/kenya.yaml:12: nachrangig: AA-03 nicht erfüllt: Überprüft" in run.out


def test_options_win(desk: Desk) -> None:
    desk.case()
    desk.partner(willing="no")
    desk.write("abkommen.toml", 'fail_on = "major"\n')
    assert desk.check().code == 1
    assert desk.check("--fail-on", "critical").code == 0


def test_in_pyproject(desk: Desk) -> None:
    desk.case()
    desk.partner(willing="no")
    desk.write("pyproject.toml", '[project]\nname = "x"\n\n[tool.abkommen]\nfail_on = "major"\n')
    assert desk.check().code == 1
    desk.write("abkommen.toml", 'fail_on = "critical"\n')
    assert desk.check().code == 0


def test_the_nearest_counts_and_a_pyproject_without_our_table_is_none(desk: Desk) -> None:
    desk.case()
    desk.partner(willing="no")
    desk.write("abkommen.toml", 'fail_on = "major"\n')
    desk.write("cases/pyproject.toml", '[project]\nname = "x"\n[tool.other]\nabkommen = 1\n')
    assert desk.check().code == 1
    desk.write("cases/abkommen.toml", "")
    assert desk.check().code == 0


def test_paths_are_relative_to_the_file(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    desk.case(public="no")
    desk.waive().rename(desk.folder / "cases" / "exceptions.yaml")
    desk.write("abkommen.toml", 'waivers = "cases/exceptions.yaml"\n')
    monkeypatch.chdir(tmp_path)
    assert desk.run("check", "agreements").code == 0


def test_records_are_found_beside_the_configuration(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.case(public="no")
    desk.waive()
    monkeypatch.chdir(tmp_path)
    assert desk.run("check", "agreements").code == 1
    desk.write("abkommen.toml", "")
    assert desk.run("check", "agreements").code == 0


def test_rules_and_all_else(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ABKOMMEN_RULES")
    desk.case(public="no")
    desk.write("abkommen.toml", f'rules = "{PACK}"\nmin_coverage = 100\nmax_age = "1m"\n')
    assert desk.check().code == 1
    desk.case(review="unknown")
    run = desk.check_json()
    assert run.code == 3
    assert "evidence_old" in run.notices()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'fail_on = "grave"',
            "abkommen.toml:1: “grave” is not allowed for “fail_on” (expected 'critical', 'major' or 'minor')",
        ),
        ('\nfail_an = "major"', "abkommen.toml:2: unknown key “fail_an” (did you mean fail_on?)"),
        ("min_coverage = 101", "abkommen.toml:1: “min_coverage”: expected less than or equal to 100"),
        (
            '# x\nmax_age = "old"',
            "abkommen.toml:2: “old” is no age: expected a number with d, m or y, such as 90d, 18m or 2y",
        ),
        ("lang = 3", "abkommen.toml:1: “3” is not allowed for “lang” (expected 'de' or 'en')"),
        ("lang = ", "abkommen.toml:1: not valid TOML: invalid value (see docs/ci.md for an example)"),
        ("[a\n", "abkommen.toml:1:3: not valid TOML: expected ']' at the end of a table declaration"),
        ('waivers = "none.yaml"', "none.yaml: no such file (waivers is set by "),
    ],
)
def test_errors_have_their_place(desk: Desk, text: str, message: str) -> None:
    desk.case()
    desk.write("abkommen.toml", text)
    run = desk.check()
    assert run.code == 2
    assert run.err.startswith(f"error: {message}")


def test_error_in_pyproject_has_the_line_of_our_table(desk: Desk) -> None:
    desk.case()
    desk.write("pyproject.toml", '[tool.x]\nlang = "fr"\n\n[tool.abkommen]\nlang = "fr"\n')
    assert "pyproject.toml:5: “fr” is not allowed" in desk.check().err


def test_cases_with_different_configurations(desk: Desk) -> None:
    desk.case("a/one.yaml", id="a")
    desk.case("b/two.yaml", id="b")
    desk.write("a/abkommen.toml", 'fail_on = "minor"')
    run = desk.check()
    assert run.code == 2
    assert "these cases have different configurations (check them one after the other)" in run.err


def test_config_shows_what_applies_and_where_it_comes_from(desk: Desk) -> None:
    case = desk.case()
    desk.write("abkommen.toml", 'fail_on = "minor"\n\nmin_coverage = 20\n')
    run = desk.run("config", str(case))
    assert run.code == 0
    lines = dict(line.split(maxsplit=1) for line in run.out.splitlines())
    assert lines["configuration:"] == str(desk.folder / "abkommen.toml")
    assert lines["fail_on"] == f"minor  ({desk.folder / 'abkommen.toml'}:1)"
    assert lines["min_coverage"] == f"20  ({desk.folder / 'abkommen.toml'}:3)"
    assert lines["rules"] == f"{PACK}  (ABKOMMEN_RULES)"
    assert lines["lang"] == "de  (default)"
    assert lines["max_age"] == "none  (default)"


def test_config_without_any(desk: Desk) -> None:
    run = desk.run("config")
    assert run.out.startswith("configuration: none found\n")
    assert "waivers       waivers.yaml  (default)\n" in run.out


def test_config_tells_a_bad_one(desk: Desk) -> None:
    desk.write("abkommen.toml", "x = 1")
    run = desk.run("config")
    assert run.code == 2
    assert "abkommen.toml:1: unknown key “x”" in run.err
