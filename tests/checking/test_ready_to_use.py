"""What a repository takes over: the GitHub action, the GitLab template, the pre-commit hooks, the pages that show them."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from abkommen.base.yamltree import parse_yaml, read_yaml
from abkommen.checking.configuration import Configuration
from abkommen.checking.waivers import WaiversFile
from abkommen.cli.main import cli
from tests.checking.conftest import Desk

ROOT = Path(__file__).parents[2]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


@pytest.fixture
def path_with_command(tmp_path: Path) -> str:
    """A search path on which ``abkommen`` is the command under test."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "abkommen"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m abkommen "$@"\n', encoding="utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return f"{folder}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def bash(script: str, desk: Desk, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=desk.folder, env=os.environ | environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


# GitHub.


def action_step(name: str) -> Any:
    steps = read_yaml(ROOT / "action.yml").data["runs"]["steps"]
    return next(step for step in steps if step.get("name") == name)


@pytest.fixture
def github(desk: Desk, tmp_path: Path, path_with_command: str) -> dict[str, str]:
    """The variables of a run with the inputs as they are by default, of a push."""
    (tmp_path / "temp").mkdir()
    given = {"PATHS": "cases", "FAIL_ON": "", "NEW_ONLY": "true", "OPTIONS": "", "AGAINST": ""}
    assert set(action_step("Check")["env"]) == set(given)
    files = {name: str(tmp_path / name) for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    return {"PATH": path_with_command, "RUNNER_TEMP": str(tmp_path / "temp"), **given, **files}


def test_the_action_annotates_summarises_and_fails(desk: Desk, github: dict[str, str]) -> None:
    desk.case(public="no")
    done = bash(action_step("Check")["run"], desk, github)
    assert done.returncode == 1, done.stderr
    assert "::error file=cases/kenya.yaml,line=11,title=AA-01" in done.stdout
    assert "| de-ke `cases/kenya.yaml:1` |" in Path(github["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    outputs = dict(
        line.split("=", 1) for line in Path(github["GITHUB_OUTPUT"]).read_text(encoding="utf-8").splitlines()
    )
    assert Path(outputs["sarif"]).read_text(encoding="utf-8").startswith("{")
    assert Path(outputs["junit"]).read_text(encoding="utf-8").startswith("<?xml")


def test_the_action_on_a_pull_request_fails_on_new_findings_only(desk: Desk, github: dict[str, str]) -> None:
    desk.case(public="no")
    desk.commit()
    desk.replace("cases/kenya.yaml", "as_of: 2026-01", "as_of: 2026-02")
    script = action_step("Check")["run"]
    assert bash(script, desk, github | {"AGAINST": "HEAD"}).returncode == 0
    assert bash(script, desk, github | {"AGAINST": "HEAD", "NEW_ONLY": "false"}).returncode == 1


def test_the_action_passes_its_inputs_on(desk: Desk, github: dict[str, str]) -> None:
    desk.case()
    desk.partner(willing="no")
    script = action_step("Check")["run"]
    assert bash(script, desk, github).returncode == 0
    assert bash(script, desk, github | {"FAIL_ON": "major"}).returncode == 1
    assert bash(script, desk, github | {"OPTIONS": "--fail-on minor --lang en"}).returncode == 1
    assert bash(script, desk, github | {"PATHS": "nowhere cases"}).returncode == 2
    hostile = bash(script, desk, github | {"PATHS": "cases; touch stolen", "OPTIONS": "$(touch stolen)"})
    assert hostile.returncode == 2
    assert not (desk.folder / "stolen").exists()


def test_the_action_takes_inputs_through_the_environment_only() -> None:
    for step in read_yaml(ROOT / "action.yml").data["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), step


def test_the_workflow_of_this_repository_checks_its_cases() -> None:
    jobs = read_yaml(ROOT / ".github" / "workflows" / "ci.yml").data["jobs"]
    steps = jobs["cases"]["steps"]
    assert next(step for step in steps if step.get("uses") == "./")["with"]["paths"] == "cases"
    inputs = read_yaml(ROOT / "action.yml").data["inputs"]
    assert {name for step in steps if step.get("uses") == "./" for name in step["with"]} <= inputs.keys()


# GitLab.


def test_the_gitlab_template_writes_its_reports_and_fails(desk: Desk, path_with_command: str) -> None:
    job = read_yaml(ROOT / ".gitlab" / "abkommen.gitlab-ci.yml").data["abkommen"]
    variables = job["variables"] | {"PATH": path_with_command, "ABKOMMEN_OPTIONS": "--lang en"}
    desk.case(public="no")
    desk.commit()
    done = bash("\n".join(job["script"]), desk, variables)
    assert done.returncode == 1, done.stderr
    assert "Failed: 1 finding" in done.stdout
    reports = [*job["artifacts"]["reports"].values(), *job["artifacts"]["paths"]]
    assert all((desk.folder / name).is_file() for name in reports)
    request = variables | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"}
    assert bash("\n".join(job["script"]), desk, request).returncode == 0


# pre-commit.


@pytest.fixture
def hooked(desk: Desk, tmp_path: Path, path_with_command: str, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A repository that uses our hooks from another one, as they are, but run by what is installed here."""
    pytest.importorskip("pre_commit")
    monkeypatch.setenv("PATH", path_with_command)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(HOOKS, hooks)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Hooks"]):
        subprocess.run([*git, *arguments], cwd=hooks, check=True)
    revision = subprocess.run([*git, "rev-parse", "HEAD"], cwd=hooks, check=True, capture_output=True, text=True)
    ids = [hook["id"] for hook in read_yaml(HOOKS).data]
    used = "".join(f"      - {{id: {name}, language: system}}\n" for name in ids)
    desk.write(
        ".pre-commit-config.yaml", f"repos:\n  - repo: {hooks}\n    rev: {revision.stdout.strip()}\n    hooks:\n{used}"
    )
    return desk


def hook(desk: Desk, name: str) -> subprocess.CompletedProcess[str]:
    desk.git("add", "--all")
    command = [sys.executable, "-m", "pre_commit", "run", name, "--all-files"]
    return subprocess.run(command, cwd=desk.folder, capture_output=True, text=True, check=False)


def test_the_hook_checks_the_cases(hooked: Desk) -> None:
    hooked.case()
    hooked.git("init", "--quiet")
    done = hook(hooked, "abkommen-check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "check migration agreements" in done.stdout
    hooked.case(public="no")
    done = hook(hooked, "abkommen-check")
    assert done.returncode == 1
    assert "cases/kenya.yaml:11: kritisch: AA-01 nicht erfüllt" in done.stdout


def test_the_hook_refuses_a_commit(hooked: Desk) -> None:
    hooked.case(public="perhaps")
    hooked.git("init", "--quiet")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=hooked.folder, check=True, capture_output=True)
    hooked.git("add", "--all")
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--message", "Cases"]
    done = subprocess.run(command, cwd=hooked.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "error: cases/kenya.yaml:11:21: “perhaps” is not allowed" in done.stdout + done.stderr
    assert subprocess.run(["git", "rev-parse", "HEAD"], cwd=hooked.folder, capture_output=True, check=False).returncode


def test_the_hooks_of_rules(hooked: Desk) -> None:
    hooked.git("init", "--quiet")
    test = "- rule: AA-01\n  cases:\n    - {name: published, facts: {agreement.public: yes}, expect: EXPECTED}\n"
    hooked.write("tests/rules/all.yaml", test.replace("EXPECTED", "met"))
    assert "1 tests, 0 failed" in hook(hooked, "abkommen-rules-test").stdout
    hooked.write("tests/rules/all.yaml", test.replace("EXPECTED", "not_met"))
    tested = hook(hooked, "abkommen-rules-test")
    assert tested.returncode == 1
    assert "1 tests, 1 failed" in tested.stdout
    stale = hook(hooked, "abkommen-docs-fresh")
    assert stale.returncode == 1
    assert "stale: " in stale.stdout
    hooked.run("rules", "docs", "docs/rules")
    fresh = hook(hooked, "abkommen-docs-fresh")
    assert fresh.returncode == 0, fresh.stdout


def test_the_entries_of_all_hooks_are_commands() -> None:
    for entry in read_yaml(HOOKS).data:
        words = [*entry["entry"].split(), *entry.get("args", [])]
        assert words.pop(0) == "abkommen"
        group: click.Command = cli
        while isinstance(group, click.Group):
            name = words.pop(0)
            command = group.get_command(click.Context(group), name)
            assert command is not None, entry["entry"]
            group = command
        assert entry["pass_filenames"] is False
        group.make_context("hook", [word for word in words if word.startswith("-")] + ["x"], resilient_parsing=True)


# The page.


def blocks(language: str) -> Iterator[str]:
    yield from re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_examples_of_the_page_are_valid() -> None:
    texts = list(blocks("yaml"))
    assert len(texts) >= 4
    read = [parse_yaml(text, "docs/ci.md").data for text in texts]
    waivers = next(data for data in read if data and "waivers" in data)
    assert WaiversFile.model_validate(waivers).waivers
    (configuration,) = map(tomllib.loads, blocks("toml"))
    assert set(configuration) == set(Configuration.model_fields)
    assert Configuration.model_validate(configuration)


def test_the_examples_of_the_page_use_what_there_is() -> None:
    read = [parse_yaml(text, "docs/ci.md").data for text in blocks("yaml")]
    step = next(data for data in read if data and "jobs" in data)["jobs"]["check"]["steps"][1]
    assert step["with"].keys() <= read_yaml(ROOT / "action.yml").data["inputs"].keys()
    included = next(data for data in read if data and "include" in data)
    assert (ROOT / included["include"][0]["file"].lstrip("/")).is_file()
    template = read_yaml(ROOT / ".gitlab" / "abkommen.gitlab-ci.yml").data["abkommen"]
    assert included["abkommen"]["variables"].keys() <= template["variables"].keys()
    used = next(data for data in read if data and "repos" in data)["repos"][0]["hooks"]
    assert {hook["id"] for hook in used} <= {hook["id"] for hook in read_yaml(HOOKS).data}


def test_every_option_stands_on_the_page() -> None:
    command = cli.get_command(click.Context(cli), "check")
    assert command is not None
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [name for option in options for name in option.opts if name not in PAGE and name != "--help"] == []


def test_every_exit_code_stands_on_the_page() -> None:
    assert [code for code in range(4) if f"\n| {code} | " not in PAGE] == []
    assert "130" in PAGE


def test_the_excerpt_is_what_the_command_says(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("ABKOMMEN_RULES")
    (shown,) = blocks("console")
    call, *lines = shown.splitlines()
    run = desk.run(*call.removeprefix("$ abkommen ").split())
    assert [line for line in lines if line != "…" and line not in run.out.splitlines()] == []
    assert run.code == 1
