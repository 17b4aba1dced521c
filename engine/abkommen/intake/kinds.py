"""What kind of file it is: its ending says it, its first bytes must bear it out."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Final

from abkommen.base.problems import did_you_mean
from abkommen.intake.readers.registry import FORMATS
from abkommen.intake.refusal import Refusal

_ACCEPTED: Final = ".docx, .pdf, .txt, .md or .html"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The endings of files people do have drafts in, and what to do with each.
_CONVERTIBLE: Final = {
    ".doc": "open it in your word processor and save it as .docx",
    ".docm": "save it as .docx, without macros",
    ".dotx": "save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".pages": "export it as .docx",
    ".zip": "unpack it and give the document itself",
    ".eml": "save the attached document and give that",
    ".msg": "save the attached document and give that",
}
_SIGNATURES: Final[tuple[tuple[str, re.Pattern[bytes]], ...]] = (
    ("pdf", re.compile(rb"[\s\S]{0,1020}?%PDF-")),
    ("zip", re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)")),
    ("old", re.compile(re.escape(_OLD_OFFICE))),
    ("rtf", re.compile(rb"\s*\{\\rtf")),
    ("image", re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|RIFF....WEBP")),
)


def recognise(name: str, data: bytes) -> str:
    """The key in ``FORMATS`` of a file with that name and content. Raises :class:`Refusal` when they disagree."""
    suffix = PurePath(name).suffix.lower()
    expected = next((key for key, form in FORMATS.items() if suffix in form.suffixes), None)
    if expected is None:
        raise Refusal(_unknown(suffix), _CONVERTIBLE.get(suffix) or _hint(suffix))
    if not data.strip():
        raise Refusal("the file is empty", f"give a {_ACCEPTED} file")
    _check(expected, suffix, data)
    return expected


def _unknown(suffix: str) -> str:
    return f"files ending in {suffix} cannot be read" if suffix else "the file has no ending that tells its kind"


def _hint(suffix: str) -> str:
    known = [known for form in FORMATS.values() for known in form.suffixes]
    close = did_you_mean(suffix, known) if suffix else ""
    return f"give a {_ACCEPTED} file" + (f"; {close}" if close else "")


def _check(expected: str, suffix: str, data: bytes) -> None:
    found = next((key for key, pattern in _SIGNATURES if pattern.match(data)), "")
    if expected == "word":
        _check_word(found)
    elif expected == "pdf" and found != "pdf":
        raise Refusal("the name ends in .pdf, but the file is no PDF", "check that the right file was saved")
    elif expected not in ("word", "pdf") and found and not (found == "pdf" and _is_text(data)):
        raise Refusal(f"the name ends in {suffix}, but the file is no text", f"rename it if it is a {_ACCEPTED} file")


def _check_word(found: str) -> None:
    if found == "old":
        raise Refusal("the Word file is encrypted, or an old .doc file", "remove the password, or save it as .docx")
    if found != "zip":
        raise Refusal("the name ends in .docx, but the file is no Word document", "check that the right file was saved")


def _is_text(data: bytes) -> bool:
    """Whether a file that mentions the mark of a PDF in its first bytes is a text about PDFs."""
    return data.startswith(_TEXT_MARKS) or not data.lstrip().startswith(b"%PDF-")
