"""The memo as plain text, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from abkommen.reports.memo.model import Citation
from abkommen.reports.templating import environment, render
from abkommen.reports.wording.words import Words


def text(name: str, values: Mapping[str, Any], folders: Sequence[Path], words: Words) -> str:
    """A template filled in."""
    found = environment(folders, words, html=False)
    found.filters["cited"] = cited
    return render(found, name, values)


def cited(citations: Sequence[Citation]) -> str:
    """Numbers of sources in brackets."""
    entries = "; ".join(_citation(one) for one in citations)
    return f" [{entries}]" if entries else ""


def _citation(one: Citation) -> str:
    return str(one.number) + (f", {one.place}" if one.place else "") + (f": {one.quote}" if one.quote else "")
