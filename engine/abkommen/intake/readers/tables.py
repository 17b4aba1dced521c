"""Tables: rows of short cells stay rows; cells that hold articles are read as columns of running text."""

from __future__ import annotations

from collections.abc import Iterator

from abkommen.intake.draft import Language
from abkommen.intake.openers import heads_piece
from abkommen.intake.readers.languages import one_language
from abkommen.intake.source import Block

Cell = list[Block]


def table_blocks(rows: list[list[Cell]], language: Language | None) -> Iterator[Block]:
    """The blocks of a table in the order in which a reader takes them in."""
    if _holds_articles(rows):
        for column in _columns(rows, language):
            yield from column
    elif any(cell for row in rows for cell in row):
        first = next(block for row in rows for cell in row for block in cell)
        lines = [f"| {' | '.join(_flat(cell) for cell in row)} |" for row in rows if any(row)]
        yield Block("\n".join(lines), first.page, first.paragraph, "table")


def _holds_articles(rows: list[list[Cell]]) -> bool:
    return any(_opens_article(block.text) for row in rows for cell in row for block in cell) or all(
        len(row) <= 1 for row in rows
    )


def _opens_article(text: str) -> bool:
    return text.lower().startswith(("art", "§")) and heads_piece(text.split("\n")[0])


def _columns(rows: list[list[Cell]], language: Language | None) -> list[list[Block]]:
    """The columns as running text; of columns in two languages those in ``language``, else in the first one's."""
    width = max((len(row) for row in rows), default=0)
    columns = [[block for row in rows if index < len(row) for block in row[index]] for index in range(width)]
    return one_language(columns, language)


def _flat(cell: Cell) -> str:
    return " / ".join(" ".join(block.text.split("\n")) for block in cell)
