"""Documents made on the fly: Word files part by part, PDFs line by line, and a short agreement to put in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

SHARED = Path(__file__).parents[3] / "shared" / "agreements"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the collection of agreements is not here")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

GERMAN = """\
Abkommen zwischen der Regierung der Bundesrepublik Deutschland und der Regierung der Republik Tamarien über Wege in Arbeit

Präambel

Die Regierung der Bundesrepublik Deutschland und
die Regierung der Republik Tamarien,

überzeugt, dass sichere Wege beiden Seiten nützen,

kommen überein:

Kapitel I: Arbeit

Art. 1 Zweck

Beide Seiten öffnen Fachkräften den Weg in Arbeit.

Art. 2 Anerkennung von Abschlüssen

(1) Abschlüsse werden binnen drei Monaten geprüft. Näheres steht in
Artikel 4 dieses Abkommens.

(2) Die Prüfung umfasst:

a) das Zeugnis;

b) die Berufserfahrung.

Kapitel II: Rückkehr

Art. 3 Rückkehr

Wer kein Aufenthaltsrecht mehr hat, kehrt zurück; die Frist nach
Artikel 2 bleibt gewahrt.

Art. 4 Inkrafttreten

Dieses Abkommen gilt ab seiner Unterzeichnung.

Geschehen zu Tamara am 3. Mai 2031 in zwei Urschriften.

Für die Bundesrepublik Deutschland:

Für die Republik Tamarien:

Anhang I

Formblatt für die Prüfung

Das Formblatt nennt Namen und Beruf.
"""

ENGLISH = """\
Agreement between the Government of Tamaria and the Government of the Federal Republic of Germany on ways into work

The Government of Tamaria and the Government of the Federal Republic of Germany,

convinced that safe ways serve both sides,

have agreed as follows:

Article 1

Purpose

Both sides open ways into work to skilled people, subject to
Article 3 below.

Article 2

Recognition

1. Diplomas are examined within three months.

2. The examination covers the diploma and the experience of the person.

Article 3

Entry into force

This Agreement applies from the day on which it is signed.

Done at Tamara on 3 May 2031 in two originals.

For the Federal Republic of Germany:

For Tamaria:
"""


def paragraph(text: str, *, style: str = "", listed: tuple[int, int] | None = None, mark: str = "") -> str:
    """A Word paragraph. ``text`` starting with "<" is taken as runs; ``mark`` is put on the paragraph's end."""
    runs = text if text.startswith("<") else run(text)
    number = f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{listed[0]}"/></w:numPr>' if listed else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{number}<w:rPr>{mark}</w:rPr></w:pPr>{runs}</w:p>"


def run(text: str, tag: str = "t") -> str:
    """A run of text; tag ``delText`` inside a deletion."""
    return f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def table(*rows: Iterable[str]) -> str:
    """A table of cells, each given as the XML of its paragraphs."""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def part(root: str, content: str) -> str:
    """A part of a Word file with its root element."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{W}">{content}</w:{root}>'


def word(body: str, **parts: str) -> bytes:
    """A Word file with that body; further parts by name (numbering, styles, footnotes, comments, header1)."""
    return archive(
        {"word/document.xml": part("document", f"<w:body>{body}</w:body>")}
        | {f"word/{name}.xml": content for name, content in parts.items()},
        related=tuple(parts),
    )


def archive(parts: dict[str, str | bytes], related: tuple[str, ...] = ()) -> bytes:
    """A zip archive with the relations that make a Word file of it."""
    targets = "".join(f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in related)
    office = f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("_rels/.rels", f'<Relationships xmlns="{_RELATIONS}">{office}</Relationships>')
        file.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELATIONS}">{targets}</Relationships>')
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def word_of(text: str) -> bytes:
    """A Word file with a paragraph for each block of a text."""
    return word("".join(paragraph(" ".join(block.split())) for block in text.split("\n\n")))


Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, **settings: object) -> bytes:
    """A PDF with pages drawn by hand."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **settings)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines_at(lines: Iterable[str], left: float = 70, top: float = 770, leading: float = 14) -> Draw:
    """Draws lines one below the other; an empty line leaves the space of half a line."""

    def draw(canvas: Canvas) -> None:
        base = top
        for line in lines:
            if line:
                canvas.drawString(left, base, line)
            base -= leading if line else leading / 2

    return draw


def together(*drawings: Draw) -> Draw:
    """Several drawings on one page."""

    def draw(canvas: Canvas) -> None:
        for drawing in drawings:
            drawing(canvas)

    return draw
