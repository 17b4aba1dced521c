"""Plain text: the characters of the file as they are, blocks parted by empty lines."""

from __future__ import annotations

import codecs
import itertools
import re
from typing import Final

from abkommen.intake.readers.hyphens import joined, vocabulary_of
from abkommen.intake.readers.running import Sheet, running_lines
from abkommen.intake.refusal import Refusal
from abkommen.intake.source import Block, Source, Span, assemble, uniform

_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_PAGE_BREAK: Final = "\f"
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Bytes that no text in a Western code page uses; their presence tells a binary file.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(data: bytes) -> Source:
    """A plain text file as a source. Raises :class:`Refusal` when it is no text."""
    text = uniform(decode(data))
    return _paged(text) if _PAGE_BREAK in text else cut(text)


def cut(text: str) -> Source:
    """A text as it stands, with its blocks marked. Offsets are those of ``text``."""
    blocks = enumerate(_BLOCK.finditer(text), start=1)
    return Source(text, tuple(Span(match.start(), match.end(), None, number, "text") for number, match in blocks), 0)


def _paged(text: str) -> Source:
    """A text printed in pages: without running lines, words parted at line ends joined, each block with its page."""
    pages = [page.split("\n") for page in text.rstrip(_PAGE_BREAK + " \n").split(_PAGE_BREAK)]
    filled = [[index for index, line in enumerate(page) if line.strip()] for page in pages]
    running = running_lines([_sheet(page, kept) for page, kept in zip(pages, filled, strict=True)])
    for number, index in running:
        pages[number][filled[number][index]] = ""
    known = vocabulary_of([line for page in pages for line in page])
    found = [
        (number, block[0]) for number, page in enumerate(pages, start=1) for block in _BLOCK.finditer("\n".join(page))
    ]
    blocks = [Block(_unbroken(text, known), page, number) for number, (page, text) in enumerate(found, start=1)]
    return assemble(blocks, len(pages))


def _sheet(page: list[str], filled: list[int]) -> Sheet:
    return Sheet([page[index] for index in filled], [below - above > 1 for above, below in itertools.pairwise(filled)])


def _unbroken(text: str, known: frozenset[str]) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and lines[-1].endswith("-"):
            lines[-1] = joined(lines[-1], line.strip(), known)
        else:
            lines.append(line)
    return "\n".join(lines)


def decode(data: bytes) -> str:
    """Bytes of a text file as text: by its byte order mark, else UTF-8, else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if _BINARY.search(data):
        raise Refusal("this is not a text file", "give a .docx, .pdf, .txt, .md or .html file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "windows-1252")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal("the characters of this text file cannot be told", "save it as UTF-8") from None
