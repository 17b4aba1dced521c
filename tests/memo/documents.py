"""Looking into documents: texts, pictures and properties of Word files, pages of PDF."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from docx import Document
from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_text(raw: bytes) -> str:
    """All text of the body, in reading order."""
    body = Document(io.BytesIO(raw)).element.body
    return "\n".join(
        "".join(run.text or "" for run in paragraph.iter(f"{WORD}t")) for paragraph in body.iter(f"{WORD}p")
    )


def word_part(raw: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return etree.fromstring(archive.read(name))


def pdf_pages(raw: bytes) -> list[str]:
    """The text of every page, as a reader would select it. Hyphens at the ends of lines are taken out."""
    document = pdfium.PdfDocument(raw)
    try:
        return [page.get_textpage().get_text_range().replace("\ufffe", "").replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def ink(raw: bytes) -> list[float]:
    """The share of dark pixels on every page."""
    document = pdfium.PdfDocument(raw)
    try:
        return [float(np.mean(page.render(scale=0.5, grayscale=True).to_numpy() < 200)) for page in document]
    finally:
        document.close()


def every_byte(raw: bytes) -> bytes:
    """A document's bytes with everything in it unpacked: members of a package, streams of a PDF."""
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())
    return raw + b"\n".join(_streams(raw)) + "\n".join(pdf_pages(raw) if raw.startswith(b"%PDF") else []).encode()


def _streams(raw: bytes) -> list[bytes]:
    found, at = [], 0
    while (at := raw.find(b"stream", at)) >= 0:
        start = at + len(b"stream") + (2 if raw[at + 6 : at + 8] == b"\r\n" else 1)
        try:
            found.append(zlib.decompressobj().decompress(raw[start:]))
        except zlib.error:
            pass  # not compressed: the raw bytes are searched as well
        at += 6
    return found


def write(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path
