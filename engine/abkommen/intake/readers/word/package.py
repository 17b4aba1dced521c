"""The zip archive a Word file is: checked before anything is unpacked, and only the parts with text are."""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from abkommen.intake.limits import Limits
from abkommen.intake.readers import xml
from abkommen.intake.readers.xml import Element
from abkommen.intake.refusal import Refusal

# Below this size even a highly repetitive document is harmless, however well it was packed.
_HARMLESS: Final = 5 * 2**20
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
_ENCRYPTED: Final = 0x1
_DAMAGED: Final = ("the Word file is damaged", "open it in your word processor and save it anew")


@dataclass(frozen=True, slots=True)
class Package:
    """An opened Word file."""

    archive: zipfile.ZipFile
    limits: Limits
    document: str

    def root(self, name: str) -> Element:
        """The parsed part of that name."""
        return xml.parse(_unpack(self.archive, name, self.limits))

    def related(self, kind: str) -> Element | None:
        """The part the document refers to as ``kind`` ("styles", "numbering", "footnotes"), if it has one."""
        folder, name = posixpath.split(self.document)
        targets = _relations(self.archive, f"{folder}/_rels/{name}.rels".lstrip("/"), self.limits)
        path = posixpath.normpath(posixpath.join(folder, targets.get(kind, ""))) if kind in targets else ""
        path = targets[kind].lstrip("/") if kind in targets and targets[kind].startswith("/") else path
        return self.root(path) if path in self.archive.NameToInfo else None


def open_package(data: bytes, limits: Limits) -> Package:
    """Open a Word file without unpacking more of it than ``limits`` allow."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE:
        raise Refusal(*_DAMAGED) from None
    _check_sizes(archive, len(data), limits)
    document = _relations(archive, "_rels/.rels", limits).get("officeDocument", "").lstrip("/")
    if document not in archive.NameToInfo:
        raise Refusal("this is a zip archive, but no Word document", "give the .docx file itself")
    return Package(archive, limits, document)


def _check_sizes(archive: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > limits.parts:
        raise Refusal(f"it has more than {limits.parts} parts", "save it anew in your word processor")
    bomb = unpacked > _HARMLESS and unpacked > limits.unpacking_ratio * max(packed, 1)
    if bomb or unpacked > limits.unpacked_bytes:
        raise Refusal(
            "it would unpack to an unreasonable size", "save it anew in your word processor, without embedded files"
        )
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Refusal("it is encrypted", "remove the password and save it again")


def _relations(archive: zipfile.ZipFile, name: str, limits: Limits) -> dict[str, str]:
    """Relation kinds and their targets inside the archive; targets outside it are never looked at."""
    if name not in archive.NameToInfo:
        return {}
    found = {}
    for relation in xml.parse(_unpack(archive, name, limits)):
        if xml.attribute(relation, "TargetMode") != "External":
            found[xml.attribute(relation, "Type").rpartition("/")[2]] = xml.attribute(relation, "Target")
    return found


def _unpack(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    if archive.NameToInfo[name].file_size > limits.part_bytes:
        raise Refusal(f"its text takes more than {limits.part_bytes // 2**20} MB", "split the document")
    try:
        return archive.read(name)
    except _DAMAGE:
        raise Refusal(*_DAMAGED) from None
