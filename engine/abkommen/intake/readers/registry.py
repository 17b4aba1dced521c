"""The formats a draft may come in. To add one: a reader module, and a line in :data:`FORMATS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from abkommen.intake.readers import plain
from abkommen.intake.readers.options import Options
from abkommen.intake.source import Source

Reader = Callable[[bytes, Options], Source]

# The libraries behind these are loaded only in the process that reads the file, which keeps every other command quick.


def _word(data: bytes, options: Options) -> Source:
    from abkommen.intake.readers.word.reader import read

    return read(data, options)


def _pdf(data: bytes, options: Options) -> Source:
    from abkommen.intake.readers.pdf.reader import read

    return read(data, options)


def _html(data: bytes, options: Options) -> Source:
    from abkommen.intake.readers.html import read

    return read(data, options)


def _markdown(data: bytes, options: Options) -> Source:
    from abkommen.intake.readers.markdown import read

    return read(data, options)


def _plain(data: bytes, options: Options) -> Source:
    return plain.read(data)


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name for people, the endings of its files, and how it is read.

    ``confined`` formats are read in a process of their own with bounds on time and memory, because the libraries
    that take them apart can be led astray; plain text needs none.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    confined: bool


FORMATS: Final[dict[str, Format]] = {
    "word": Format("Word document", (".docx",), _word, confined=True),
    "pdf": Format("PDF", (".pdf",), _pdf, confined=True),
    "html": Format("web page", (".html", ".htm", ".xhtml"), _html, confined=True),
    "markdown": Format("Markdown file", (".md", ".markdown"), _markdown, confined=True),
    "plain": Format("text file", (".txt", ".text"), _plain, confined=False),
}
