"""A sample draft as a Word document: real styles, automatic numbers, a table, tracked changes and comments."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from agreement import WORDS, Agreement, Block, Piece, Run
from markup import field, paragraph, part, row, table, text

PARTS = Path(__file__).parent / "parts"
FIXED = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "docProps/core.xml": "core.xml",
}
NEVER = (1980, 1, 1, 0, 0, 0)
WIDTHS = (4535, 4535)
TRACKED = 'w:author="{author}" w:date="2026-05-20T09:00:00Z"'
AUTHOR = {"de": "Deutsche Delegation", "en": "German delegation"}
PARAGRAPH_NUMBER = {"de": "(%2)", "en": "%2."}


def document(agreement: Agreement) -> bytes:
    """The package as bytes."""
    values = {
        "ARTICLE": WORDS[agreement.lang]["article"],
        "PARAGRAPH": PARAGRAPH_NUMBER[agreement.lang],
        "LANGUAGE": {"de": "de-DE", "en": "en-GB"}[agreement.lang],
        "TITLE": agreement.title,
    }
    parts = {target: _filled((PARTS / name).read_text(encoding="utf-8"), values) for target, name in FIXED.items()}
    comments = Comments()
    body = "".join(_body(agreement, comments))
    parts["word/document.xml"] = part("document", f"<w:body>{body}{SECTION}</w:body>")
    parts["word/comments.xml"] = part("comments", "".join(comments.told))
    parts["word/header1.xml"] = part("hdr", paragraph("Header", text(agreement.title)))
    parts["word/footer1.xml"] = part("ftr", paragraph("Footer", text("– "), field("PAGE", "1"), text(" –")))
    return _packed(parts)


SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1304" w:left="1418" '
    'w:header="709" w:footer="624" w:gutter="0"/></w:sectPr>'
)


class Comments:
    """The comments met so far, as they go into their own part."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def add(self, run: Run) -> str:
        """The mark in the text that a comment hangs on."""
        author, _, words = run.text.partition(": ")
        number = len(self.told)
        mark = f'<w:comment w:id="{number}" {TRACKED.format(author=author)} w:initials="TD">'
        self.told.append(f"{mark}{paragraph('CommentText', text(words))}</w:comment>")
        return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def _filled(content: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        content = content.replace(f"@{name}@", value)
    return content


def _body(agreement: Agreement, comments: Comments) -> Iterator[str]:
    yield paragraph("Title", text(agreement.title))
    for piece in agreement.pieces:
        yield from _heading(agreement, piece)
        for kind, blocks in groupby(piece.blocks, key=lambda block: block.kind):
            if kind == "row":
                yield _table(list(blocks))
            else:
                yield from (_paragraph(agreement, block, comments) for block in blocks)


def _heading(agreement: Agreement, piece: Piece) -> Iterator[str]:
    """The heading; an article's number is Word's, those of chapters and annexes are typed."""
    if piece.kind == "article":
        yield paragraph("Article", text(piece.heading))
    elif piece.kind == "chapter":
        yield paragraph("Heading1", text(f"{agreement.label(piece)}: {piece.heading}"))
    elif piece.kind == "annex":
        yield paragraph("Annex", text(agreement.label(piece)))
        yield paragraph("AnnexTitle", text(piece.heading))
    elif piece.heading:
        yield paragraph("Heading1", text(piece.heading))


STYLES = {"text": "BodyText", "numbered": "Numbered", "letter": "Letter"}


def _paragraph(agreement: Agreement, block: Block, comments: Comments) -> str:
    label = [text(f"{block.label} ")] if block.label else []
    runs = (_run(run, AUTHOR[agreement.lang], comments) for run in block.runs())
    return paragraph(STYLES[block.kind], *label, *runs)


def _run(run: Run, author: str, comments: Comments) -> str:
    if run.kind == "comment":
        return comments.add(run)
    content = text(run.text)
    if run.kind == "inserted":
        return f'<w:ins w:id="901" {TRACKED.format(author=author)}>{content}</w:ins>'
    if run.kind == "deleted":
        kept = content.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        return f'<w:del w:id="900" {TRACKED.format(author=author)}>{kept}</w:del>'
    return content


def _table(blocks: list[Block]) -> str:
    rows = (
        row(WIDTHS, [paragraph("TableHead" if head else "TableText", text(cell)) for cell in block.cells()], head=head)
        for head, block in ((index == 0, block) for index, block in enumerate(blocks))
    )
    return table("TableGrid", WIDTHS, *rows) + paragraph("BodyText")


def _packed(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for target, content in _in_order(parts.items()):
            archive.writestr(zipfile.ZipInfo(target, NEVER), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _in_order(parts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Word wants the list of content types first."""
    return sorted(parts, key=lambda entry: (not entry[0].startswith("["), entry[0]))
