"""A machine that lacks something is told so in one sentence, before anything is built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "check_machine.sh"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the set-up by make is for Unix")


def check(**environment: str) -> subprocess.CompletedProcess[str]:
    given = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(["/bin/sh", str(SCRIPT)], env=given, capture_output=True, text=True, check=False)


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


@pytest.fixture
def old_python(tmp_path: Path) -> Path:
    """A folder whose only program is a python3 that is too old."""
    program = tmp_path / "python3"
    program.write_text('#!/bin/sh\ncase "$2" in *python_version*) echo 3.9.1 ;; *) exit 1 ;; esac\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def test_names_the_python_to_build_with() -> None:
    done = check(PYTHON=sys.executable)
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()).samefile(sys._base_executable)  # type: ignore[attr-defined]


def test_python_is_too_old(old_python: Path) -> None:
    said = sentence(check(PATH=str(old_python)))
    assert "Python 3.11 or newer is needed" in said
    assert "3.9.1" in said


def test_the_python_asked_for_is_too_old(old_python: Path) -> None:
    said = sentence(check(PYTHON=str(old_python / "python3")))
    assert f"PYTHON={old_python / 'python3'} is 3.9.1" in said


def test_no_python_at_all(tmp_path: Path) -> None:
    assert "python3 here is missing or broken" in sentence(check(PATH=str(tmp_path)))


def test_no_compiler() -> None:
    said = sentence(check(PYTHON=sys.executable, CC="no-such-compiler"))
    assert "lacks a C compiler," in said
    assert "install with: " in said


def test_no_headers(tmp_path: Path) -> None:
    """A compiler that compiles anything but a program that needs Python.h."""
    compiler = tmp_path / "cc"
    compiler.write_text('#!/bin/sh\nfor last; do :; done\n! grep -q "Python.h" "$last"\n', encoding="utf-8")
    compiler.chmod(0o755)
    assert "lacks Python's C headers," in sentence(check(PYTHON=sys.executable, CC=str(compiler)))
