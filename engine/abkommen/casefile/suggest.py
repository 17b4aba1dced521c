"""Which layer files there are for a new case."""

from __future__ import annotations

from pathlib import Path

from abkommen.base.problems import BadInput
from abkommen.base.yamltree import read_yaml
from abkommen.casefile.heads import LayerNames
from abkommen.casefile.shelf import Shelf


def layers_for(country: str, folder: Path, shipped: Path | None = None) -> LayerNames:
    """The layers a case for ``country`` (ISO code) in ``folder`` can name: its partner file, all baselines of Germany and the EU.

    Baselines are told apart by how their names begin: ``germany-…`` and ``eu-…``.
    """
    shelf = Shelf((folder, folder / ".."), shipped)
    baselines = shelf.names("baselines")
    return LayerNames(
        germany=tuple(name for name in baselines if name.startswith("germany")),
        partner=tuple(name for name in shelf.names("partners") if _is_of(country, name, shelf))[:1],
        eu=tuple(name for name in baselines if name.startswith("eu")),
    )


def _is_of(country: str, name: str, shelf: Shelf) -> bool:
    path = shelf.find("partners", name)
    try:
        data = read_yaml(path).data if path is not None else None
    except BadInput:  # a broken partner file is told when a case names it
        return False
    return isinstance(data, dict) and data.get("country") == country
