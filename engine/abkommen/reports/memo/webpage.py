"""The memo as one page of HTML that needs nothing from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from abkommen.reports.memo import drawings
from abkommen.reports.memo.model import Bar, Citation
from abkommen.reports.templating import environment, render
from abkommen.reports.wording.words import Words


def html(name: str, values: Mapping[str, Any], folders: Sequence[Path], words: Words) -> str:
    """A template filled in; every text is escaped where it is put out."""
    found = environment(folders, words, html=True)
    found.filters |= {"cited": cited, "drawn": _drawn}
    return render(found, name, values)


def cited(citations: Sequence[Citation]) -> Markup:
    """Numbers of sources in brackets, each a link to its entry."""
    entries = "; ".join(_citation(one) for one in citations)
    return Markup(f" [{entries}]" if entries else "")


def _citation(one: Citation) -> str:
    after = (f", {one.place}" if one.place else "") + (f": {one.quote}" if one.quote else "")
    return f'<a href="#source-{one.number}">{one.number}</a>{escape(after)}'


def _drawn(bar: Bar) -> Markup:
    """The drawing as SVG as wide as its column."""
    return Markup(drawings.bar(bar.drawing, bar.value))
