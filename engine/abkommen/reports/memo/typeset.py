"""PDF and pictures through Typst: tagged, after PDF/UA-1, with the fonts that come with it; the same bytes for the same memo.

Nothing of the machine goes in: no system fonts, no clock, no files, no network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from abkommen.base.problems import BadInput, Problem
from abkommen.reports.memo import drawings
from abkommen.reports.memo.extra import load
from abkommen.reports.memo.model import Citation, Figure, Legend
from abkommen.reports.templating import environment, render
from abkommen.reports.wording.words import Words

STANDARD = "ua-1"
PICTURE_DPI = 220.0
PICTURE_MM = 100


class Code(str):
    """Typst source, put out as it is."""

    __slots__ = ()


def literal(text: str) -> str:
    """A text as a Typst string: nothing in it is read as markup or code."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typst_source(name: str, values: Mapping[str, Any], folders: Sequence[Path], words: Words) -> str:
    """A template filled in. Every text in it becomes a string of Typst, whatever it holds."""
    found = environment(folders, words, html=False)
    found.finalize = _finalized
    found.filters |= {"cited": _cited, "svg": drawn, "text": _text}
    return render(found, name, values)


def _finalized(value: Any) -> Any:
    if isinstance(value, Code):
        return value
    return literal(value) if isinstance(value, str) else value


def _cited(citations: Sequence[Citation]) -> Code:
    """The call that shows numbered sources; nothing where there are none."""
    if not citations:
        return Code("")
    entries = (f"({one.number}, {literal(one.place)}, {literal(one.quote)})" for one in citations)
    return Code(f"#cited({', '.join(entries)})")


def _text(value: str | None) -> Code:
    """A text that may be missing, as a string even then."""
    return Code(literal(value or ""))


def drawn(figure: Figure | Legend) -> str:
    """A figure or the legend as SVG."""
    return drawings.legend(figure.marks, figure.text) if isinstance(figure, Legend) else drawings.picture(figure)


def pdf(source: str, name: str) -> bytes:
    """The source set as PDF. Raises :class:`BadInput` for a template that Typst cannot set."""
    return _compiled(source, name, format="pdf", pdf_standards=STANDARD)


def png(svg: str, width: int = drawings.WIDTH) -> bytes:
    """A drawing as pixels, for documents that show no SVG."""
    page = f"#set page(width: {PICTURE_MM}mm, height: auto, margin: 0pt, fill: none)\n"
    page += f'#image(bytes({literal(svg)}), format: "svg", width: 100%)'
    return _compiled(page, "figure", format="png", ppi=PICTURE_DPI * width / drawings.WIDTH)


def _compiled(source: str, name: str, **options: Any) -> bytes:
    typst = load("typst")
    try:
        found = typst.compile(source.encode(), ignore_system_fonts=True, **options)
    except typst.TypstError as error:
        raise BadInput(
            Problem(name, None, None, f"template: {error.message}", "; ".join(error.hints) or "see docs/templates.md")
        ) from None
    return bytes(found)
