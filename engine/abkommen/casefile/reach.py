"""Which files a case may rest on, without reading its facts: for finding the cases that a changed file touches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from abkommen.base.problems import BadInput
from abkommen.base.yamltree import Document, compose_yaml, read_bytes
from abkommen.casefile.heads import LayerNames
from abkommen.casefile.layers import FOLDERS
from abkommen.casefile.model import Layer
from abkommen.casefile.shelf import Folder, Shelf, shelf_of


def files_behind(case: Path, shipped: Path | None) -> frozenset[Path]:
    """The case file and every place where one of its layers is looked for, with the older files these extend.

    Places without a file count as well: a file that comes or goes there changes which one is found.
    """
    shelf = shelf_of(case, shipped)
    found = {case}
    waiting = list(_named(case))
    seen: set[tuple[Folder, str]] = set()
    while waiting:
        folder, name = waiting.pop()
        if (folder, name) in seen:
            continue
        seen.add((folder, name))
        found.update(shelf.places(folder, name))
        waiting += _extended(shelf, folder, name)
    return frozenset(found)


def _named(case: Path) -> Iterator[tuple[Folder, str]]:
    data = _data(case)
    try:
        names = LayerNames.model_validate(data.get("layers") or {})
    except ValidationError:
        return
    layers: tuple[Layer, ...] = tuple(FOLDERS)
    for layer in layers:
        yield from ((FOLDERS[layer], name) for name in getattr(names, layer))


def _extended(shelf: Shelf, folder: Folder, name: str) -> Iterator[tuple[Folder, str]]:
    path = shelf.find(folder, name)
    older = _data(path).get("extends") if path is not None else None
    if isinstance(older, str):
        yield folder, older


def _data(path: Path) -> dict[str, object]:
    try:
        document: Document = compose_yaml(read_bytes(path, str(path)), str(path))
    except BadInput:
        return {}
    return document.data if isinstance(document.data, dict) else {}
