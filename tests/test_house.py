"""Rules of the house that no linter knows: what is documented exists, what exists is documented, nothing points home."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from abkommen.cli.main import cli

ROOT = Path(__file__).parents[1]
HALF_A_SCREEN = 35

LOCAL_PATH = re.compile(r"(?<![\w./])(?:/(?:home|root|tmp|work|Users)/|[A-Z]:\\Users\\)[\w.-]+")
PACKAGE_HOST = re.compile(
    r"\bpy(?:pi|thonhosted)\.(?:org|io)\b|\bregistry\.(?:npmjs|yarnpkg)\b|\bdeb\.debian\b", re.IGNORECASE
)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)")
MAKE_CALL = re.compile(r"(?:^|`)\s*(?:\$ )?make ([a-z][a-z-]*)\b", re.MULTILINE)


def files_of_the_project() -> list[Path]:
    """What is or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    for path in files_of_the_project():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def documentation() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, subcommands included."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield " ".join((*path, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def targets() -> set[str]:
    return set(re.findall(r"^\.PHONY: ([a-z-]+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_no_path_of_one_machine() -> None:
    found = {
        name: hit.group()
        for name, text in texts()
        if not name.startswith("tests/") and (hit := LOCAL_PATH.search(text))
    }
    assert found == {}


def test_no_package_host() -> None:
    assert {name: hit.group() for name, text in texts() if (hit := PACKAGE_HOST.search(text))} == {}


def test_every_command_is_documented() -> None:
    written = documentation()
    assert [name for name, _ in commands(cli) if f"abkommen {name}" not in written] == []


def test_every_command_and_option_has_help() -> None:
    for name, command in commands(cli):
        assert command.help or command.short_help, name
        options = [option for option in command.params if isinstance(option, click.Option)]
        assert [option.name for option in options if not option.help] == [], name


def test_every_command_shows_its_help() -> None:
    for name, _ in commands(cli):
        shown = CliRunner().invoke(cli, [*name.split(), "--help"])
        assert shown.exit_code == 0, name
        assert shown.output.startswith(f"Usage: cli {name}"), name


def test_documented_make_targets_exist() -> None:
    named = set(MAKE_CALL.findall(documentation()))
    assert {"assess", "test"} <= named
    assert named <= targets()


def test_make_targets_are_listed_in_its_help() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"@echo 'make ([a-z-]+) ", text)) == targets() - {"help"}


def test_links_in_documents_lead_somewhere() -> None:
    documents = [path for path in files_of_the_project() if path.suffix == ".md"]
    links = ((path, link) for path in documents for link in LINK.findall(path.read_text(encoding="utf-8")))
    assert [f"{path.name}: {link}" for path, link in links if not (path.parent / link).exists()] == []


def test_functions_fit_on_half_a_screen() -> None:
    assert [text for path in (ROOT / "engine").rglob("*.py") for text in long_functions(path)] == []


def long_functions(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= HALF_A_SCREEN:
            yield f"{path.name}: {node.name} has more than {HALF_A_SCREEN} lines"
