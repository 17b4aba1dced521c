"""A sample draft as a PDF from a ministry's printer: running header, page numbers, hyphenation, tables in two columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import typst
from agreement import Agreement, Block, Piece

PAGE = """\
#set document(title: {title}, date: none)
#set page(
  paper: "a4", margin: (x: 27mm, top: 30mm, bottom: 27mm),
  header: context if counter(page).get().first() > 1 {{ align(center, text(8.5pt, style: "italic", {title})) }},
  footer: context align(center, text(9pt, counter(page).display("– 1 –"))),
)
#set text(lang: {lang}, size: 10.5pt, hyphenate: true, font: "Libertinus Serif")
#set par(justify: true, spacing: 0.85em)
#let headed(size, above, ..lines) = block(above: above, below: 0.9em, width: 100%, sticky: true, breakable: false,
  align(center, par(justify: false, text(size, weight: "bold", hyphenate: false, lines.pos().join(linebreak())))))
#let labelled(label, words, indent: 0pt) = pad(left: indent, par([#label #words]))
#show table: set par(justify: false)
#headed(15pt, 3em, {title})
"""


def document(agreement: Agreement) -> bytes:
    """The PDF as bytes; no clock, no fonts of the machine."""
    source = PAGE.format(title=literal(agreement.title), lang=literal(agreement.lang)) + "\n".join(_lines(agreement))
    made = typst.compile(source.encode(), format="pdf", ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def literal(words: str) -> str:
    """A text as a string of Typst."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _lines(agreement: Agreement) -> Iterator[str]:
    for piece in agreement.pieces:
        yield from _heading(agreement, piece)
        number = 0
        for kind, blocks in groupby(piece.blocks, key=lambda block: block.kind):
            if kind == "row":
                yield _table(list(blocks))
                continue
            for block in blocks:
                number += kind == "numbered"
                yield _paragraph(agreement, block, number)


def _heading(agreement: Agreement, piece: Piece) -> Iterator[str]:
    heading = literal(piece.heading)
    if piece.kind == "annex":
        yield "#pagebreak(weak: true)"
        yield f"#headed(12pt, 0em, {literal(agreement.label(piece))}, {heading})"
    elif piece.kind == "chapter":
        yield f"#headed(12pt, 2.2em, {literal(f'{agreement.label(piece)}: {piece.heading}')})"
    elif piece.kind == "article":
        yield f"#headed(10.5pt, 1.7em, {literal(agreement.label(piece))}, {heading})"
    elif piece.heading:
        yield f"#headed(11pt, 2em, {heading})"
    else:
        yield "#v(1.5em)"


def _paragraph(agreement: Agreement, block: Block, number: int) -> str:
    words = literal(block.accepted())
    if block.kind == "numbered":
        label = f"({number})" if agreement.lang == "de" else f"{number}."
        return f"#labelled({literal(label)}, {words})"
    if block.kind == "letter":
        return f"#labelled({literal(block.label)}, {words}, indent: 6mm)"
    return f"#par({words})"


def _table(blocks: list[Block]) -> str:
    head, *rows = ([f"[#{literal(cell)}]" for cell in block.cells()] for block in blocks)
    cells = ", ".join(cell for line in rows for cell in line)
    settings = "columns: (1fr, 1fr), inset: (x: 5pt, y: 7pt), stroke: 0.4pt, align: left"
    titles = ", ".join(f"strong({cell})" for cell in head)
    return f"#table({settings}, table.header({titles}), {cells})"
