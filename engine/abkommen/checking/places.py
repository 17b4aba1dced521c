"""Where to look: the line of a fact, or of its group in the case file where the fact is missing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from abkommen.base.problems import BadInput, visible
from abkommen.base.yamltree import Document, Path_, compose_yaml, read_bytes
from abkommen.casefile.model import Case
from abkommen.checking.model import Place


def shown(file: str | Path, base: Path) -> str:
    """A file as the outputs name it: relative to ``base`` where it lies inside, with forward slashes."""
    absolute, root = os.path.abspath(file), os.path.abspath(base)
    inside = absolute.startswith(root.rstrip(os.sep) + os.sep)
    return visible(Path(os.path.relpath(absolute, root) if inside else file).as_posix())


class Lines:
    """Lines of keys in the files of a case, each file read when first asked for. ``base``: what names are relative to."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._documents: dict[str, Document | None] = {}

    def of_key(self, file: str, path: Path_) -> int | None:
        """The line of a key; None where it does not stand in the file, or the file is not at hand."""
        document = self._document(file)
        if document is None or document.node(path) is None:
            return None
        return document.place(path, of_key=True)[0]

    def place(self, file: str, line: int, case: Case) -> Place:
        """A line of a file, or the line of ``layers`` in the case file where the file came with the program."""
        if self._document(file) is not None:
            return Place(shown(file, self._base), line)
        return Place(shown(case.file, self._base), self.of_key(case.file, ("layers",)) or 1)

    def of_fields(self, fields: Iterable[str], case: Case) -> Place:
        """The first of these facts that is recorded, those of the case file before others; else the first one's group."""
        names = tuple(fields)
        recorded = [case.facts[name].origin for name in names if name in case.facts]
        for origin in sorted(recorded, key=lambda origin: origin.layer != "case"):
            return self.place(origin.file, origin.line, case)
        groups = (self.of_key(case.file, ("facts", name.partition(".")[0])) for name in names)
        return Place(shown(case.file, self._base), next((line for line in groups if line is not None), 1))

    def _document(self, file: str) -> Document | None:
        if file not in self._documents:
            try:
                self._documents[file] = compose_yaml(read_bytes(Path(file), file), file)
            except BadInput:
                self._documents[file] = None
        return self._documents[file]
