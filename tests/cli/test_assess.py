"""``abkommen assess``: formats, options, and what happens with bad input."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Call

CASE = """schema: migration-agreement-case/1
id: de-xx
title: {de: "Abkommen", en: "Agreement"}
as_of: 2025-06
sources:
  S1: {kind: agreement_text, title: "Geheimer Entwurf", publisher: "Amt", date: 2025-05, language: de}
facts:
  agreement:
    covers_recruitment: {value: yes, from: S1, at: Geheimstelle, note: Geheimnotiz, confidential: true}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def test_without_a_format_the_report_goes_to_the_terminal(call: Call) -> None:
    ended = call("assess", "cases/kenya.yaml")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Migrationsabkommen Deutschland–Kenia\n")
    assert "abkommen explain cases/kenya.yaml" in ended.out
    assert "\x1b" not in ended.out  # a pipe gets no colour


def test_several_formats_at_once(call: Call, tmp_path: Path) -> None:
    files = {name: tmp_path / f"kenya.{name}" for name in ("md", "html", "json")}
    ended = call(
        "assess",
        "cases/kenya.yaml",
        "--lang",
        "en",
        *(part for name, path in files.items() for part in (f"--{name}", path)),
    )
    assert (ended.code, ended.out) == (0, "")
    assert files["md"].read_text(encoding="utf-8").startswith("# Migration agreement Germany–Kenya\n")
    assert files["html"].read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads(files["json"].read_text(encoding="utf-8"))["case"]["id"] == "de-ke"
    assert [line for line in ended.err.splitlines() if line.startswith("wrote ")] == [
        f"wrote {path}" for path in files.values()
    ]


def test_a_dash_is_standard_output_and_nothing_else_goes_there(call: Call, tmp_path: Path) -> None:
    ended = call("assess", "cases/kenya.yaml", "--json", "-", "--md", tmp_path / "k.md")
    assert json.loads(ended.out)["case"]["id"] == "de-ke"
    assert (tmp_path / "k.md").exists()


@pytest.mark.parametrize("target", ["-", "same.out"])
def test_two_formats_in_one_place_are_refused(call: Call, tmp_path: Path, target: str) -> None:
    place = target if target == "-" else str(tmp_path / target)
    ended = call("assess", "cases/kenya.yaml", "--json", place, "--md", place)
    assert ended.code == 2
    assert "two formats cannot both go to" in ended.err
    assert ended.out == ""


def test_another_day_is_another_assessment(call: Call) -> None:
    then, now = (
        json.loads(call("assess", "cases/kenya.yaml", "--as-of", day, "--json", "-").out)
        for day in ("2024-09", "2026-01")
    )
    assert (then["as_of"], then["case"]["stage"]) == ("2024-09", "signed")
    assert (now["as_of"], now["case"]["stage"]) == ("2026-01", "in_force")


def test_draws_and_seed_reach_the_robustness_check(call: Call) -> None:
    ended = call("assess", "cases/kenya.yaml", "--json", "-", "--draws", 37, "--seed", 5)
    told = json.loads(ended.out)["robustness"]
    assert (told["draws"], told["seed"]) == (37, 5)


def test_public_bytes_hold_nothing_confidential(call: Call, case: Path, tmp_path: Path) -> None:
    for name in ("md", "html", "json"):
        call("assess", case, f"--{name}", tmp_path / f"all.{name}")
        call("assess", case, f"--{name}", tmp_path / f"public.{name}", "--public")
        assert "Geheim" not in (tmp_path / f"public.{name}").read_text(encoding="utf-8")
    assert "Geheimnotiz" in (tmp_path / "all.json").read_text(encoding="utf-8")
    assert "Geheim" not in call("assess", case, "--public").out


def test_the_time_of_writing_only_on_request(call: Call) -> None:
    assert "written_at" not in json.loads(call("assess", "cases/kenya.yaml", "--json", "-").out)
    assert json.loads(call("assess", "cases/kenya.yaml", "--json", "-", "--timestamp").out)["written_at"].endswith(
        "+00:00"
    )
    ended = call("assess", "cases/kenya.yaml", "--timestamp")
    assert ended.code == 2
    assert "--json FILE" in ended.err


def test_own_templates_stand_before_ours(call: Call, tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_text("Institut: {{ report.title }}", encoding="utf-8")
    ended = call("assess", "cases/kenya.yaml", "--templates", tmp_path, "--md", "-")
    assert ended.out == "Institut: Migrationsabkommen Deutschland–Kenia"
    assert "<h1>" in call("assess", "cases/kenya.yaml", "--templates", tmp_path, "--html", "-").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["cases/kenja.yaml"], "cases/kenja.yaml: no such file"),
        (["cases/kenya.yaml", "--as-of", "gestern"], "expected YYYY, YYYY-MM or YYYY-MM-DD"),
        (["cases/kenya.yaml", "--lang", "fr"], "'fr' is not one of 'de', 'en'"),
        (["cases/kenya.yaml", "--draws", "0"], "0 is not in the range 1<=x<=1000000"),
        (["cases/kenya.yaml", "--md", "no/such/folder/x.md"], "no/such/folder/x.md: cannot be written"),
        (["cases/kenya.yaml", "--rules", "cases"], "no rule pack here"),
        (["cases/kenya.yaml", "--templates", "no-such"], "does not exist"),
        ([], "Missing argument 'CASE'"),
        (["cases/kenya.yaml", "--pdf", "x"], "No such option"),
    ],
)
def test_bad_input_ends_with_2_and_says_what_to_do(call: Call, arguments: list[str], told: str) -> None:
    ended = call("assess", *arguments)
    assert ended.code == 2
    assert told in ended.err
    assert "Traceback" not in ended.err
    assert ended.out == ""


def test_all_errors_of_a_case_at_their_lines(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(
        CASE.replace("covers_recruitment", "covers_recrutment").replace("2025-06", "2025-13"), encoding="utf-8"
    )
    ended = call("assess", path)
    assert ended.code == 2
    lines = ended.err.splitlines()
    assert any(line.startswith(f"error: {path}:4:") for line in lines)
    assert any(line.startswith(f"error: {path}:9:") and "did you mean" in line for line in lines)


def test_an_error_in_a_template_is_told_and_nothing_is_written(call: Call, tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_text("\n{{ report.nothing_like_this }}", encoding="utf-8")
    ended = call("assess", "cases/kenya.yaml", "--templates", tmp_path, "--md", tmp_path / "out.md")
    assert ended.code == 2
    assert f"error: {tmp_path / 'report.md.j2'}:2: " in ended.err
    assert not (tmp_path / "out.md").exists()


def test_help_explains_itself_with_an_example(call: Call) -> None:
    ended = call("assess", "--help")
    assert ended.code == 0
    assert "Example: abkommen assess cases/kenya.yaml" in ended.out


def on_a_terminal(environment: dict[str, str]) -> str:
    """What a call prints where standard output is a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "abkommen", "assess", "cases/india.yaml"]
    with subprocess.Popen(command, cwd=ROOT, stdout=theirs, env=environment):
        os.close(theirs)
        found = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            found += part
    os.close(ours)
    return found.decode("utf-8")


def test_colour_on_a_terminal_unless_no_color_is_set() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    assert "\x1b[1m" in on_a_terminal(environment)
    assert "\x1b[" not in on_a_terminal({**environment, "NO_COLOR": "1"})
