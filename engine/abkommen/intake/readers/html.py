"""Web pages (.html): the text a reader would see."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from abkommen.intake.readers.counting import format_number
from abkommen.intake.readers.options import Options
from abkommen.intake.readers.plain import decode
from abkommen.intake.readers.tables import Cell, table_blocks
from abkommen.intake.readers.xml import Element, local
from abkommen.intake.refusal import Refusal
from abkommen.intake.source import Block, Role, Source, assemble

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_UNSEEN: Final = frozenset(
    "head title script style template noscript iframe object svg math select textarea button nav".split()
)
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)
_FORMS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NOTE = re.compile(r"\W*(\d{1,3})\W*")
_SPACE = re.compile(r"[ \t\n\r\f]+")


def read(data: bytes, options: Options) -> Source:
    """A web page as a source. Raises :class:`Refusal` when it has no text or is nested too deeply."""
    return assemble(blocks_of(_decoded(data), options))


def blocks_of(markup: str, options: Options) -> list[Block]:
    """The blocks of a page or of a piece of HTML, in reading order."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    _check_log(parser)
    page = _Page(options)
    if root is not None:
        page.walk(root)
    page.close()
    return page.blocks


def _check_log(parser: etree.HTMLParser) -> None:
    """Tell what would cut the page short; everything else the parser mends as a browser does."""
    for entry in parser.error_log:
        if "depth" in entry.message.lower():
            raise Refusal("its elements are nested too deeply", "save the page as plain text")
        if entry.type_name == "ERR_NO_MEMORY":
            raise MemoryError


@dataclass(slots=True)
class _Page:
    """Collects the words of a page into blocks while its elements are walked through."""

    options: Options
    blocks: list[Block] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _role: Role = "text"
    _cells: int = 0
    _paragraph: int = 0

    def walk(self, element: Element) -> None:
        """Take in an element's words and its children's, but not the words behind it."""
        self._add(element.text)
        position = 0
        for child in element:
            if local(child) == "li":
                position += 1
            self._enter(child, position)
            self._add(child.tail)

    def close(self, role: Role = "text") -> None:
        """End the block that is being collected."""
        text = "\n".join(_SPACE.sub(" ", line).strip() for line in "".join(self._words).split("\v")).strip()
        self._words.clear()
        if text:
            self._paragraph += 1
            self.blocks.append(Block(text, None, self._paragraph, role))

    def _enter(self, element: Element, position: int) -> None:
        name = local(element)
        if name in _UNSEEN or not name or element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
            return
        if name == ("ins" if self.options.original else "del"):
            return
        if name == "br":
            self._words.append("\v")
        elif name == "sup" and (note := _NOTE.fullmatch("".join(str(words) for words in element.itertext()))):
            self._words.append(f"[^{note[1]}]")
        elif name in _INLINE:
            self.walk(element)
        elif name == "table":
            self.close()
            self.blocks.extend(table_blocks(self._rows(element), self.options.language))
        else:
            self._enter_block(element, name, position)

    def _enter_block(self, element: Element, name: str, position: int) -> None:
        self.close()
        if name == "li":
            self._words.append(_label(element, position))
        self.walk(element)
        self.close("heading" if re.fullmatch(r"h[1-6]", name) else "text")

    def _rows(self, table: Element) -> list[list[Cell]]:
        return [[self._cell(cell) for cell in row if local(cell) in ("td", "th")] for row in _own_rows(table)]

    def _cell(self, element: Element) -> Cell:
        self._cells += 1
        if self._cells > self.options.limits.table_cells:
            raise Refusal(
                f"its tables have more than {self.options.limits.table_cells} cells",
                "take the tables out, or split the document",
            )
        kept, self.blocks = self.blocks, []
        self.walk(element)
        self.close()
        cell, self.blocks = self.blocks, kept
        return cell

    def _add(self, words: str | None) -> None:
        if words:
            self._words.append(words)


def _own_rows(table: Element) -> Iterator[Element]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in ("thead", "tbody", "tfoot"):
            yield from (row for row in element if local(row) == "tr")


def _label(item: Element, position: int) -> str:
    above = item.getparent()
    if above is None or local(above) != "ol":
        return "– "
    start, value = above.get("start", ""), item.get("value", "")
    count = int(value) if value.isdecimal() else position + (int(start) - 1 if start.isdecimal() else 0)
    form = _FORMS.get(above.get("type", ""), "decimal")
    return f"{format_number(count, form)}{')' if form.endswith('Letter') else '.'} "


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)
