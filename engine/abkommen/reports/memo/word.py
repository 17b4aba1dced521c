"""Word documents from a template made for docxtpl, which an institute replaces by its own.

Everything that goes into the document is escaped; what comes out must be well-formed, or it is not written. The same memo gives
the same bytes: no clock, no names of machines or users.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from jinja2 import TemplateError
from lxml import etree

from abkommen.base.problems import BadInput, Problem
from abkommen.reports.memo import drawings, typeset
from abkommen.reports.memo.extra import load
from abkommen.reports.memo.model import Citation, Figure, Legend
from abkommen.reports.templating import environment
from abkommen.reports.wording.words import Words

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEVER = (1980, 1, 1, 0, 0, 0)
LINK_STYLE = "Hyperlink"


class Xml(str):
    """Markup that goes into a document as it is. It closes the run it stands in and opens another."""

    __slots__ = ()

    def __html__(self) -> str:
        return f'</w:t></w:r>{self}<w:r><w:t xml:space="preserve">'


def document(template: Path, values: Mapping[str, Any], folders: Sequence[Path], words: Words) -> bytes:
    """A template filled in. ``values`` holds the memo under its name. Raises :class:`BadInput` for a template that cannot be."""
    try:
        filled = _strict(load("docxtpl"))(io.BytesIO(template.read_bytes()))
        filled.render(dict(values), _environment(filled, folders, words))
        _set_properties(filled.docx, values["memo"])
        packed = io.BytesIO()
        filled.save(packed)
    except TemplateError as error:
        raise _unusable(template, error.message or "cannot be used") from None
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, etree.XMLSyntaxError) as error:
        raise _unusable(template, f"is no Word document that can be filled in: {error}") from None
    return _repacked(packed.getvalue())


def _strict(docxtpl: Any) -> Any:
    """docxtpl mends broken markup by leaving things out; here it is refused, so that nothing is lost."""

    class Strict(docxtpl.DocxTemplate):  # type: ignore[misc]
        def fix_tables(self, xml: str) -> Any:
            etree.fromstring(xml.encode())
            return super().fix_tables(xml)

    return Strict


def _unusable(template: Path, message: str) -> BadInput:
    return BadInput(
        Problem(
            str(template), None, None, f"template: {message}", "abkommen templates check tells what is wrong with it"
        )
    )


def _environment(filled: Any, folders: Sequence[Path], words: Words) -> Any:
    found = environment(folders, words, html=True)
    found.filters |= {
        "cited": cited,
        "picture": lambda drawn, width: _picture(filled, drawn, width),
        "linked": lambda address: _linked(filled, address),
    }
    return found


def cited(citations: Sequence[Citation]) -> Xml:
    """Numbers of sources in brackets, each a field that follows the numbering of the list."""
    entries = _run("; ").join(_citation(one) for one in citations)
    return Xml(_run(" [") + entries + _run("]")) if entries else Xml("")


def _citation(one: Citation) -> str:
    after = (f", {one.place}" if one.place else "") + (f": {one.quote}" if one.quote else "")
    return _field(f"REF source_{one.number} \\r \\h", str(one.number)) + (_run(after) if after else "")


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return f"{mark('begin')}{told}{mark('separate')}{_run(result)}{mark('end')}"


def _picture(filled: Any, drawn: Figure | Legend, width: float) -> Xml:
    """A figure as a picture with its text for those who do not see it; ``width`` in millimetres."""
    shared = load("docx.shared")
    svg, pixels = typeset.drawn(drawn), drawings.LEGEND_WIDTH if isinstance(drawn, Legend) else drawings.WIDTH
    inline = filled.current_rendering_part.new_pic_inline(io.BytesIO(typeset.png(svg, pixels)), width=shared.Mm(width))
    inline.docPr.set("descr", drawn.text)
    return Xml(f"<w:r><w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing></w:r>")


def _linked(filled: Any, address: str) -> Xml:
    """An address that can be followed."""
    target = filled.build_url_id(address)
    style = f'<w:rPr><w:rStyle w:val="{LINK_STYLE}"/></w:rPr>'
    return Xml(f"<w:hyperlink r:id={quoteattr(target)}><w:r>{style}<w:t>{escape(address)}</w:t></w:r></w:hyperlink>")


def _set_properties(docx: Any, memo: Any) -> None:
    """Title, author and language of the memo; nothing that the template's makers left behind."""
    properties = docx.core_properties
    properties.title, properties.author, properties.subject, properties.language = (
        memo.title,
        memo.author,
        memo.subtitle,
        memo.locale,
    )
    properties.last_modified_by = properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = dt.datetime(*NEVER)  # noqa: DTZ001  (Word's own form; a fixed day keeps the bytes the same)
    properties.revision = 1
    for language in docx.styles.element.iter(f"{WORD}lang"):
        language.set(f"{WORD}val", memo.locale)
    for language in docx.settings.element.iter(f"{WORD}themeFontLang"):
        language.set(f"{WORD}val", memo.locale)


def _repacked(raw: bytes) -> bytes:
    """The same package without the times of writing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename, NEVER), source.read(entry), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
