"""Whole reports of a real case, kept so that every change in them is seen and meant.

``make golden`` writes them anew. The fingerprint of the rules is left out, since every change of a rule changes it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Call

GOLDEN = Path(__file__).parents[1] / "golden"
WRITE = bool(os.environ.get("ABKOMMEN_GOLDEN"))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("kenya.de.md", ["--lang", "de", "--md", "-"]),
        ("kenya.en.md", ["--lang", "en", "--md", "-"]),
        ("kenya.de.txt", ["--lang", "de"]),
        ("kenya.en.txt", ["--lang", "en"]),
    ],
)
def test_report_is_as_kept(call: Call, name: str, arguments: list[str]) -> None:
    ended = call("assess", "cases/kenya.yaml", "--as-of", "2024-09", *arguments)
    assert ended.code == 0
    text = re.sub(r"\b[0-9a-f]{12}\b", "(fingerprint)", ended.out)
    path = GOLDEN / name
    if WRITE:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), "if the change is meant: make golden"
