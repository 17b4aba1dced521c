"""``abkommen memo`` and ``abkommen templates`` from the command line."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from abkommen.cli.main import main
from tests.memo.conftest import ROOT

KENYA = str(ROOT / "cases" / "kenya.yaml")


def test_all_formats_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    targets = {name: tmp_path / f"memo.{name}" for name in ("docx", "pdf", "html")}
    options = [part for name, target in targets.items() for part in (f"--{name}", str(target))]
    assert main(["memo", KENYA, "--lang", "en", *options]) == 0
    assert targets["docx"].read_bytes().startswith(b"PK")
    assert targets["pdf"].read_bytes().startswith(b"%PDF-1.7")
    assert targets["html"].read_text(encoding="utf-8").startswith("<!doctype html>")
    assert capsys.readouterr().err.count("wrote ") == 3


def test_without_a_format_the_memo_goes_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memo", KENYA]) == 0
    assert capsys.readouterr().out.lstrip().startswith("Migrationsabkommen Deutschland–Kenia\n====")


@pytest.mark.parametrize(("name", "option"), [("typst", "--pdf"), ("docxtpl", "--docx")])
def test_without_the_extra_the_command_says_what_to_install(
    name: str, option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    assert main(["memo", KENYA, option, str(tmp_path / "out")]) == 2
    told = capsys.readouterr().err
    assert name in told
    assert "pip install 'abkommen[documents]'" in told
    assert not (tmp_path / "out").exists()


def test_own_words_come_from_the_case_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "kenya.yaml"
    own = "memo:\n  opening: Eigene Einleitung.\n  remarks: {CO-11: {text: Alt., status: met}}\n"
    case.write_text(Path(KENYA).read_text(encoding="utf-8") + own, encoding="utf-8")
    assert main(["memo", str(case)]) == 0
    told = capsys.readouterr()
    assert "Eigene Einleitung." in told.out
    assert "note: the remark on CO-11 was written for the status met; it is not_met now" in told.err
    case.write_text(Path(KENYA).read_text(encoding="utf-8") + own.replace("CO-11", "CO-99"), encoding="utf-8")
    assert main(["memo", str(case)]) == 2
    assert "no criterion “CO-99”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([KENYA, KENYA], "--compare makes one on several"),
        (["--compare", KENYA], "needs two cases"),
        ([KENYA, "--pdf", "x", "--html", "x"], "two formats cannot both go to x"),
    ],
)
def test_what_makes_no_sense_is_told(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memo", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_copied_template_can_be_changed_and_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "ours"
    assert main(["templates", "copy", str(folder)]) == 0
    page = folder / "memo.txt.j2"
    page.write_text("NUR {{ memo.title }}\n", encoding="utf-8")
    shutil.rmtree(folder / "words")  # what is missing falls back on ours
    assert main(["memo", KENYA, "--templates", str(folder)]) == 0
    assert capsys.readouterr().out == "NUR Migrationsabkommen Deutschland–Kenia\n"
    assert main(["templates", "copy", str(folder)]) == 2


def test_check_tells_and_exits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templates", "check", str(ROOT / "templates" / "memo.docx")]) == 0
    assert "template of the memo" in capsys.readouterr().out
    bad = tmp_path / "memo.html.j2"
    bad.write_text("{{ memo.tilte }}", encoding="utf-8")
    assert main(["templates", "check", str(bad)]) == 2
    told = capsys.readouterr()
    assert "leaves out:" in told.out
    assert "did you mean title or subtitle?" in told.err
