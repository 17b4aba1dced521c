"""Long runs: several processes, progress on a terminal only, and an interrupt that leaves nothing half-written."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from abkommen.inference.host import Engine, FactRow, Match, Rule
from tests.checking.conftest import Desk

COMMAND = [sys.executable, "-m", "abkommen", "check"]


def started(desk: Desk, *arguments: str) -> tuple[subprocess.Popen[bytes], int]:
    """The command with a terminal for its errors; returns the terminal's other end."""
    terminal, its_end = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments], cwd=desk.folder, stdout=subprocess.PIPE, stderr=its_end, start_new_session=True
    )
    os.close(its_end)
    return process, terminal


def read_until(terminal: int, wanted: bytes) -> bytes:
    told = b""
    while wanted not in told:
        told += os.read(terminal, 1000)
    return told


def read_rest(terminal: int) -> bytes:
    told = b""
    try:
        while part := os.read(terminal, 1000):
            told += part
    except OSError:  # the other end is closed
        pass
    os.close(terminal)
    return told


@pytest.fixture
def many(desk: Desk) -> Desk:
    for number in range(200):
        desk.case(f"cases/{number:03}.yaml", id=f"c{number:03}", public="no")
    return desk


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_all_processes_cleanly(many: Desk, jobs: str) -> None:
    real = Path(__file__).parents[2] / "rules" / "swp-2024"
    for path in (many.folder / "cases").glob("*.yaml"):  # real rules take long enough to be interrupted
        path.write_text(
            path.read_text(encoding="utf-8").partition("facts:")[0].replace("partner: kenya", ""), encoding="utf-8"
        )
    (many.folder / "cases/baselines/germany-2024.yaml").write_text(
        "schema: migration-baseline/1\nid: germany-2024\nas_of: 2024-09\n", encoding="utf-8"
    )
    many.write("report.json", "old")
    before = sorted(path.name for path in many.folder.rglob("*"))
    process, terminal = started(many, "--jobs", jobs, "--rules", str(real), "--json", "report.json")
    read_until(terminal, b"\r2/200")
    os.killpg(process.pid, signal.SIGINT)
    out, _ = process.communicate(timeout=30)
    told = read_rest(terminal)
    assert process.returncode == 130
    assert out == b""
    assert b"interrupted; nothing half-written was left behind" in told
    assert b"Traceback" not in told
    assert sorted(path.name for path in many.folder.rglob("*")) == before
    assert (many.folder / "report.json").read_text(encoding="utf-8") == "old"


def test_progress_on_a_terminal(many: Desk) -> None:
    process, terminal = started(many, "cases", "--lang", "en")
    told = read_rest(terminal)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert b"\r0/200\r1/200" in told
    assert told.endswith(b"\r\x1b[K")
    assert b"/200" not in out


def test_no_progress_elsewhere_or_when_quiet(many: Desk) -> None:
    assert many.check().err == ""
    process, terminal = started(many, "cases", "--quiet")
    told = read_rest(terminal)
    process.communicate(timeout=30)
    assert told == b""


def test_several_processes_say_the_same_in_the_same_order(many: Desk) -> None:
    many.case("cases/050.yaml", id="c050", public="perhaps")
    assert many.check("--jobs", "2") == many.check()


def test_more_processes_than_cases(desk: Desk) -> None:
    desk.case(public="no")
    assert desk.check("--jobs", "8").code == 1


def test_quiet_and_verbose(desk: Desk) -> None:
    desk.case(public="no", review="unknown")
    desk.replace("cases/kenya.yaml", "date: 2026-01, ", "")
    quiet, plain, verbose = desk.check("-q").out, desk.check().out, desk.check("-v").out
    assert quiet.count("\n") == 1
    assert quiet in plain
    assert "Warnings (1)" in plain
    assert "cases/kenya.yaml:12: AA-03 unknown: Reviewed [missing: agreement.review]\n" in verbose
    assert "AA-03" not in plain
    desk.case()
    assert desk.check("-q").out == ""


def test_an_interrupt_inside_the_rule_engine_is_not_swallowed() -> None:
    def interrupted(matches: tuple[Match, ...]) -> tuple[FactRow, ...]:
        signal.raise_signal(signal.SIGINT)
        return ()

    rule = Rule("r", 1, (("m", {"$and": [{"kind": "fact"}, {"field": "x"}]}),), interrupted)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        Engine([rule]).run([{"kind": "fact", "id": "1", "field": "x"}])
    assert signal.getsignal(signal.SIGINT) is before
