"""Markdown (.md): headings, paragraphs, lists and tables as blocks, numbers kept as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from abkommen.intake.readers import html
from abkommen.intake.readers.options import Options
from abkommen.intake.readers.plain import decode
from abkommen.intake.readers.tables import Cell, table_blocks
from abkommen.intake.refusal import Refusal
from abkommen.intake.source import Block, Role, Source, assemble, uniform

_DEEPEST: Final = 100
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(data: bytes, options: Options) -> Source:
    """A Markdown file as a source. Raises :class:`Refusal` when it is no text or nested too deeply."""
    # References are left alone: "[^1]: …" is a footnote here and must not vanish as the definition of a link.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable("reference")
    walk = _Walk(options)
    for token in parser.parse(uniform(decode(data))):
        if token.level >= _DEEPEST - 1:
            raise Refusal("its lists and quotations are nested too deeply", "save the draft as plain text")
        walk.take(token)
    return assemble(walk.blocks)


@dataclass(slots=True)
class _List:
    """An open list: whether it counts, and the number its next item bears."""

    ordered: bool
    count: int


@dataclass(slots=True)
class _Walk:
    """Turns the parser's tokens into blocks, one after the other."""

    options: Options
    blocks: list[Block] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _label: str = ""
    _role: Role = "text"
    _rows: list[list[Cell]] = field(default_factory=list)
    _in_table: bool = False
    _cells: int = 0

    def take(self, token: Token) -> None:
        """Take the next token in."""
        kind = token.type
        if kind in ("inline", "fence", "code_block"):
            self._add("".join(_words(token.children)) if token.children is not None else token.content)
        elif kind == "html_block":
            self._add_html(token.content)
        elif kind in ("heading_open", "heading_close"):
            self._role = "heading" if kind == "heading_open" else "text"
        elif "list" in kind:
            self._take_list(kind, token)
        elif kind in ("table_open", "table_close", "tr_open"):
            self._take_table(kind)

    def _take_list(self, kind: str, token: Token) -> None:
        if kind == "list_item_open":
            self._open_item(token)
        elif kind.endswith("_list_open"):
            self._lists.append(_List(kind.startswith("ordered"), int(token.attrGet("start") or 1)))
        elif kind.endswith("_list_close"):
            self._lists.pop()

    def _add_html(self, markup: str) -> None:
        for block in html.blocks_of(markup, self.options):
            self.blocks.append(Block(block.text, None, len(self.blocks) + 1, block.role))

    def _open_item(self, token: Token) -> None:
        current = self._lists[-1]
        self._label = f"{current.count}{token.markup or '.'} " if current.ordered else "– "
        current.count += 1

    def _take_table(self, kind: str) -> None:
        if kind == "tr_open":
            self._rows.append([])
            return
        self._in_table = kind == "table_open"
        if not self._in_table:
            self.blocks.extend(table_blocks(self._rows, self.options.language))
            self._rows = []

    def _add(self, words: str) -> None:
        block = Block(self._label + words.strip(), None, len(self.blocks) + 1, self._role)
        self._label = ""
        if not self._in_table:
            self.blocks.append(block)
            return
        self._cells += 1
        if self._cells > self.options.limits.table_cells:
            raise Refusal(
                f"its tables have more than {self.options.limits.table_cells} cells",
                "take the tables out, or split the document",
            )
        self._rows[-1].append([block] if block.text else [])


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak") or (
            token.type == "html_inline" and _BREAK.fullmatch(token.content)
        ):
            yield "\n"
        elif token.type in ("text", "code_inline", "image"):
            yield token.content
