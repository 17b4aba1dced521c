"""Small pieces of WordprocessingML, enough for the templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def text(content: str, style: str = "") -> str:
    """A run, with a character style where one is named."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(content)}</w:t></w:r>'


def field(instruction: str, result: str, style: str = "") -> str:
    """A field with the result that shows until Word computes it anew."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""

    def part(inner: str) -> str:
        return f"<w:r>{properties}{inner}</w:r>"

    return (
        part('<w:fldChar w:fldCharType="begin"/>')
        + part(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>')
        + part('<w:fldChar w:fldCharType="separate"/>')
        + text(result, style)
        + part('<w:fldChar w:fldCharType="end"/>')
    )


def bookmarked(name: str, number: str, *runs: str) -> str:
    """Runs under a name that fields and links can point at."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{"".join(runs)}<w:bookmarkEnd w:id="{number}"/>'


def paragraph(style: str, *runs: str, keep_next: bool | None = None, apart: bool = False) -> str:
    """A paragraph; ``keep_next`` keeps it on the page of the following one or, against its style, does not; ``apart`` sets it
    off from a table above."""
    keep = {None: "", True: "<w:keepNext/>", False: '<w:keepNext w:val="0"/>'}[keep_next]
    space = '<w:spacing w:before="140"/>' if apart else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{space}</w:pPr>{"".join(runs)}</w:p>'


def tag(code: str) -> str:
    """A paragraph that is nothing but a template tag and vanishes with it."""
    return paragraph("Normal", text("{%p " + code + " %}"))


def table(style: str, widths: Sequence[int], *rows: str) -> str:
    """A table of fixed column widths (twentieths of a point)."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(widths: Sequence[int], cells: Iterable[str], *, head: bool = False, centred: bool = False) -> str:
    """A row that stays on one page; ``head`` repeats it on every page."""
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    align = '<w:vAlign w:val="center"/>' if centred else ""
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{align}</w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{filled}</w:tr>"


def row_tag(widths: Sequence[int], code: str) -> str:
    """A row that is nothing but a template tag and vanishes with it."""
    cells = [paragraph("MemoCell", text("{%tr " + code + " %}"))] + [paragraph("MemoCell")] * (len(widths) - 1)
    return row(widths, cells)


def part(root: str, content: str) -> str:
    """A whole part of the package."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} xmlns:w="{WORD}" xmlns:r="{RELATIONS}">{content}</w:{root}>'
