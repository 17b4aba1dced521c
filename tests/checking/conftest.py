"""A folder of case files with a pack of four criteria, and the command line run in it."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from abkommen.cli import checking
from abkommen.cli.main import main

PACK = Path(__file__).parent / "pack"
TODAY = dt.date(2026, 6, 15)

CASE = """\
schema: migration-agreement-case/1
id: {id}
title: {{de: Abkommen, en: Agreement}}
as_of: 2026-01
layers: {{germany: germany-2024, partner: kenya}}
sources:
  S1: {{kind: analysis, title: A study, date: 2026-01, address: "https://example.org/study"}}
facts:
  agreement:
    stage: {{value: negotiating, from: S1}}
    public: {{value: {public}, from: S1}}
    review: {{value: {review}, from: S1}}
"""
PARTNER = """\
schema: migration-partner/1
id: kenya
country: KE
as_of: 2026-01
sources:
  S1: {{kind: analysis, title: A study, date: 2026-01, address: "https://example.org/study"}}
facts:
  partner:
    willing: {{value: {willing}, from: S1}}
"""
BASELINE = """\
schema: migration-baseline/1
id: germany-2024
as_of: 2024-09
sources:
  S1: {{kind: analysis, title: A study, date: 2026-01, address: "https://example.org/study"}}
facts:
  ministries:
    lead: {{value: {lead}, from: S1}}
"""


@dataclass(frozen=True)
class Run:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    def findings(self) -> dict[str, Any]:
        """The findings of ``--json -`` by criterion."""
        return {finding["criterion"]: finding for finding in self.document["findings"]}

    def notices(self) -> list[str]:
        return [notice["kind"] for notice in self.document["notices"]]


class Desk:
    """Writes files into a folder and runs commands in it."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capfd = capfd

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def case(self, name: str = "cases/kenya.yaml", id: str = "de-ke", public: str = "yes", review: str = "yes") -> Path:
        return self.write(name, CASE.format(id=id, public=public, review=review))

    def partner(self, willing: str = "yes") -> Path:
        return self.write("cases/partners/kenya.yaml", PARTNER.format(willing=willing))

    def baseline(self, lead: str = "yes") -> Path:
        return self.write("cases/baselines/germany-2024.yaml", BASELINE.format(lead=lead))

    def waive(self, until: str = "2026-06-15", criterion: str = "AA-01", case: str = "de-ke", facts: str = "") -> Path:
        pin = f", facts: {facts}" if facts else ""
        entry = f"{{criterion: {criterion}, case: {case}, reason: Known., by: A. B., until: {until}{pin}}}"
        return self.write("waivers.yaml", f"schema: migration-agreement-waivers/1\nwaivers:\n  - {entry}\n")

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *arguments: str) -> Run:
        self._capfd.readouterr()
        code = main(arguments)
        out, err = self._capfd.readouterr()
        return Run(code, out, err)

    def check(self, *arguments: str) -> Run:
        return self.run("check", "--lang", "en", *arguments)

    def check_json(self, *arguments: str) -> Run:
        return self.run("check", "--json", "-", *arguments)

    def git(self, *arguments: str) -> None:
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)

    def commit(self) -> None:
        if not (self.folder / ".git").exists():
            self.git("init", "--quiet")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "A state")


@pytest.fixture
def desk(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An empty folder with its layers; the day is fixed."""
    folder = tmp_path / "agreements"
    folder.mkdir()
    (tmp_path / "none").mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ABKOMMEN_RULES", str(PACK))
    monkeypatch.setenv("ABKOMMEN_CASES", str(tmp_path / "none"))
    monkeypatch.setenv("ABKOMMEN_CACHE", "")
    monkeypatch.setattr(checking, "today", lambda: TODAY)
    found = Desk(folder, capfd)
    found.partner()
    found.baseline()
    return found
