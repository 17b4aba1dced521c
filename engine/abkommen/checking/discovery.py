"""Finding case files: those named, and in folders every YAML file that says it is one, or nearly does."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from abkommen.base.problems import BadInput, Problem
from abkommen.casefile.heads import CASE

_SUFFIXES = (".yaml", ".yml")
_HEAD_BYTES = 64_000
_SCHEMA = re.compile(r"""^(?:\{\s*)?["']?schema["']?\s*:\s*["']?([^"'\s,}#]+)""", re.MULTILINE)
_CASE_KEY = re.compile(r"^(layers|facts)\s*:", re.MULTILINE)
_KIND = CASE.partition("/")[0]
_ALIKE = 0.9  # the other schemas of this family are at most 0.87 like it
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


def find_cases(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The case files at these paths, each once, folder by folder in the order of their names.

    Raises :class:`BadInput` when a path does not exist, or when nothing is found at all.
    """
    wanted = tuple(paths)
    missing = [
        Problem(str(path), None, None, "no such file or folder", "check the path")
        for path in wanted
        if not path.exists()
    ]
    if missing:
        raise BadInput(missing)
    found = {
        os.path.abspath(path): path for given in wanted for path in ([given] if given.is_file() else _inside(given))
    }
    if not found:
        searched = ", ".join(str(path) for path in wanted)
        raise BadInput(Problem(searched, None, None, "no case files here", f"a case file begins with schema: {CASE}"))
    return tuple(found.values())


def _inside(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        for path in (Path(root, name) for name in sorted(files) if name.endswith(_SUFFIXES)):
            if path.is_file() and case_at(path):
                yield path


def case_at(path: Path) -> bool:
    """Whether the file at ``path`` means to be a case file."""
    return is_case(_head(path))


def _head(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return f"schema: {CASE}"  # reading it as a case says why it cannot be read


def is_case(text: str) -> bool:
    """Whether a file means to be a case file. One that has lost or misspelt its schema must be told, not passed over."""
    match = _SCHEMA.search(text)
    kind = match[1].partition("/")[0] if match else ""
    if difflib.SequenceMatcher(None, kind, _KIND).ratio() > _ALIKE:
        return True
    return {found[1] for found in _CASE_KEY.finditer(text)} == {"layers", "facts"}
