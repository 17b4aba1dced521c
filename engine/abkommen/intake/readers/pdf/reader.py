"""Reading a PDF: its text layer, put back into paragraphs without running headers, footers and page numbers."""

from __future__ import annotations

import itertools
import statistics
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from abkommen.intake.draft import Language
from abkommen.intake.readers.languages import one_language
from abkommen.intake.readers.options import Options
from abkommen.intake.readers.pdf.columns import in_order
from abkommen.intake.readers.pdf.flow import Page, blocks_of
from abkommen.intake.readers.pdf.glyphs import glyphs_of
from abkommen.intake.readers.pdf.lines import stretches_of
from abkommen.intake.readers.pdf.tables import Row
from abkommen.intake.readers.running import Sheet, running_lines
from abkommen.intake.refusal import Refusal
from abkommen.intake.source import Source, assemble

_LEAST_LETTERS: Final = 30
_APART: Final = 1.3
_DAMAGED: Final = ("the PDF is damaged", "open it in a PDF viewer and print it to a new PDF")


def read(data: bytes, options: Options) -> Source:
    """A PDF's text layer as a source. Raises :class:`Refusal` when there is none or the file cannot be opened."""
    document = _opened(data)
    count = len(document)
    if count == 0:
        raise Refusal(*_DAMAGED)
    if count > options.limits.pages:
        raise Refusal(f"it has {count} pages, more than {options.limits.pages}", "give the agreement alone")
    pages = [_rows(document, index) for index in range(count)]
    letters = sum(char.isalpha() for rows in pages for row in rows for stretch in row for char in stretch.text)
    if letters < _LEAST_LETTERS * count:
        raise Refusal(
            "the PDF has no text, only pictures of pages",
            "run it through text recognition (OCR), or give the Word file",
        )
    return assemble(blocks_of(_in_one_language(_without_running_lines(pages), options.language)), count)


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise Refusal("the PDF is encrypted", "remove the password and save it again") from None
        raise Refusal(*_DAMAGED) from None


def _rows(document: pdfium.PdfDocument, index: int) -> list[Row]:
    """The rows of a page; a page that cannot be read makes the whole file unusable, so that nothing is missed unseen."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        raise Refusal(
            f"page {index + 1} of the PDF is damaged", "open it in a PDF viewer and print it to a new PDF"
        ) from None
    try:
        return stretches_of(glyphs_of(page))
    finally:
        page.close()


def _in_one_language(pages: list[Page], language: Language | None) -> list[Page]:
    """The pages with the columns of one language only."""
    flows = [
        (page.number, list(flow)) for page in pages for _, flow in itertools.groupby(page.lines, lambda line: line.flow)
    ]
    kept = {id(flow) for flow in one_language([flow for _, flow in flows], language)}
    lines = {
        page.number: [line for at, flow in flows if at == page.number and id(flow) in kept for line in flow]
        for page in pages
    }
    return [Page(number, kept_lines) for number, kept_lines in lines.items()]


def _without_running_lines(pages: list[list[Row]]) -> list[Page]:
    running = running_lines([_sheet(rows) for rows in pages])
    kept = [
        [row for index, row in enumerate(rows) if (number, index) not in running] for number, rows in enumerate(pages)
    ]
    return [Page(number, in_order(rows)) for number, rows in enumerate(kept, start=1)]


def _sheet(rows: list[Row]) -> Sheet:
    steps = [above[0].base - below[0].base for above, below in itertools.pairwise(rows)]
    usual = statistics.median(steps) if steps else 0.0
    lines = [" ".join(stretch.text for stretch in row) for row in rows]
    return Sheet(lines, [step > _APART * usual for step in steps])
