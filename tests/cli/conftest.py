"""The command line as a person calls it: from the project's folder, with what it prints and the code it ends with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from abkommen.cli.main import main
from abkommen.intake.detectors import load_detectors

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """What a call came to."""

    code: int
    out: str
    err: str


Call = Callable[..., Ended]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Call:
    """Call ``abkommen`` with arguments. ``capfd``, since outputs go past Python's own text streams."""
    monkeypatch.chdir(ROOT)
    for name in ("ABKOMMEN_RULES", "ABKOMMEN_TEMPLATES", "ABKOMMEN_CASES"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Ended:
        capfd.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as error:  # commands that end with a code of their own
            code = int(error.code or 0)
        told = capfd.readouterr()
        return Ended(code, told.out, told.err)

    return run


_detectors = lru_cache(load_detectors)


@pytest.fixture
def kept_detectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Detectors read once for all tests of the commands on drafts; the files they come from do not change meanwhile."""
    monkeypatch.setattr("abkommen.cli.drafts.load_detectors", _detectors)
