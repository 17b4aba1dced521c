"""Checks one template file, in Word or any other format, against the view it will receive."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError

from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.reports.compare.model import ComparisonView
from abkommen.reports.gap.model import GapReport
from abkommen.reports.memo.extra import load
from abkommen.reports.memo.model import Comparison, Headings, Labels, Memo
from abkommen.reports.templatecheck.shapes import View, paths
from abkommen.reports.templatecheck.walk import Scope, Walk
from abkommen.reports.templating import environment
from abkommen.reports.wording.words import Words

VIEWS: dict[str, tuple[str, type]] = {
    "memo": ("memo", Memo),
    "memo-compare": ("memo", Comparison),
    "report": ("report", GapReport),
    "comparison": ("report", ComparisonView),
}
"""What a template is for: the variable it receives and its kind."""
BESIDE = ("lang", "width", "style")
"""Plain values that some formats receive as well."""
FILTERS = ("cited", "picture", "linked", "svg", "drawn", "text")
"""What the formats of the memo add to the filters of all templates."""
WHOLE = frozenset(("cited", "picture", "svg", "drawn"))
TECHNICAL = frozenset(("lang", "locale"))


@dataclass(frozen=True, slots=True)
class Found:
    """What a template uses, leaves out and gets wrong. Variables go by the way to them: ``memo.critical_gaps[].title``."""

    of: str
    used: tuple[str, ...]
    left_out: tuple[str, ...]
    wrong: tuple[Problem, ...]


def kind_of(file: Path) -> str:
    """What a template is for, by its name: ``memo-compare.docx``, ``institute-memo.docx``, ``report.html.j2``."""
    name = file.name.partition(".")[0].lower()
    fitting = [kind for kind in VIEWS if kind in name]
    return max(fitting, key=len) if fitting else "memo"


def check_template(file: Path, of: str, folders: Sequence[Path], words: Words) -> Found:
    """Walk a template. Raises :class:`BadInput` for a file that is no template or has an error of syntax."""
    if of not in VIEWS:
        raise BadInput(
            Problem(
                str(file),
                None,
                None,
                f"there is no kind of template “{of}”",
                did_you_mean(of, VIEWS) or f"known: {', '.join(VIEWS)}",
            )
        )
    name, kind = VIEWS[of]
    walk = Walk(_environment(file, folders, words), WHOLE)
    wrong: list[Problem] = []
    for where, text in _sources(file):
        scope: Scope = {name: View(kind), **dict.fromkeys(BESIDE)}
        try:
            walk.source(text, scope)
        except TemplateSyntaxError as error:
            wrong.append(
                _problem(file, where, error.lineno, error.message or "cannot be read", "check its braces and tags")
            )
        wrong += [_problem(file, where, line, message, hint) for line, message, hint in walk.wrong]
        walk.wrong.clear()
    ways = paths(name, View(kind))
    used = [way for part, way in ways.items() if part in walk.used]
    unused = [
        way
        for part, way in ways.items()
        if part not in walk.used and part[0] not in (Headings, Labels) and part[1] not in TECHNICAL
    ]
    return Found(of, tuple(used), tuple(_uppermost(unused)), tuple(dict.fromkeys(wrong)))


def _environment(file: Path, folders: Sequence[Path], words: Words) -> Environment:
    found = environment((file.parent, *folders), words, html=file.suffix == ".docx" or ".html" in file.name)
    found.filters |= dict.fromkeys(FILTERS, str)
    return found


def _uppermost(ways: list[str]) -> list[str]:
    """Of a part that is left out as a whole only the part itself."""
    return [
        way for way in ways if not any(way != other and way.startswith((f"{other}.", f"{other}[")) for other in ways)
    ]


def _sources(file: Path) -> list[tuple[str, str]]:
    """The texts with tags in them: of a Word document body, headers and footers, a line for every paragraph."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise BadInput(
            Problem(str(file), None, None, (error.strerror or "cannot be read").lower(), "check the path")
        ) from None
    if file.suffix.lower() != ".docx":
        try:
            return [("", raw.decode("utf-8"))]
        except UnicodeDecodeError:
            raise BadInput(Problem(str(file), None, None, "not UTF-8 text", "save the template as UTF-8")) from None
    return _word_sources(file, raw)


def _word_sources(file: Path, raw: bytes) -> list[tuple[str, str]]:
    docxtpl = load("docxtpl")
    try:
        template = docxtpl.DocxTemplate(io.BytesIO(raw))
        template.init_docx()
        margins = [
            part for uri in (template.HEADER_URI, template.FOOTER_URI) for _, part in template.get_headers_footers(uri)
        ]
        parts = [
            ("body", template.get_xml()),
            *((part.partname.rpartition("/")[2], template.get_part_xml(part)) for part in margins),
        ]
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BadInput(Problem(str(file), None, None, f"is no Word document: {error}", "save it as .docx")) from None
    return [(where, _in_lines(template, xml)) for where, xml in parts]


def _in_lines(template: Any, xml: str) -> str:
    """As docxtpl will read it, a paragraph to a line."""
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", str(template.patch_xml(xml)))


def _problem(file: Path, where: str, line: int, message: str, hint: str) -> Problem:
    if not where:
        return Problem(str(file), line, None, message, hint)
    place = f"paragraph {max(line - 1, 1)}" if where == "body" else where
    return Problem(str(file), None, None, f"{place}: {message}", hint)
