"""The layers under a case: partner, Germany, EU; which version counts on a day, and what older ones it takes over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from abkommen.base.dates import later
from abkommen.base.fields import Catalogue
from abkommen.base.problems import BadInput
from abkommen.base.texts import Text
from abkommen.base.yamltree import Document, compose_yaml, read_bytes
from abkommen.casefile.dating import on_day
from abkommen.casefile.files import Contents, Kind, read_contents
from abkommen.casefile.heads import BASELINE, PARTNER, BaselineHead, LayerHead, PartnerHead
from abkommen.casefile.model import Fact, Layer, LayerUse
from abkommen.casefile.shelf import Folder, Shelf
from abkommen.casefile.spot import Spot

PARTNER_FILE: Kind[LayerHead] = Kind(PARTNER, PartnerHead, frozenset({"partner"}))
BASELINE_FILE: Kind[LayerHead] = Kind(BASELINE, BaselineHead, frozenset({"baseline", "eu", "portfolio"}))
KINDS: dict[Folder, Kind[LayerHead]] = {"partners": PARTNER_FILE, "baselines": BASELINE_FILE}
FOLDERS: dict[Layer, Folder] = {"partner": "partners", "germany": "baselines", "eu": "baselines"}

Chain = tuple[Contents[LayerHead], ...]
"""A layer file and the older ones it extends, newest first."""


@dataclass(slots=True)
class LayerReader:
    """Reads layer files once, however many cases name them."""

    catalogue: Catalogue
    documents: dict[Path, Document] = field(default_factory=dict)
    read: dict[tuple[Path, str], Contents[LayerHead]] = field(default_factory=dict)

    def chain(self, spot: Spot, shelf: Shelf, layer: Layer, name: str) -> Chain:
        """The file called ``name`` with those it extends; what cannot be found or goes in a circle is noted at ``spot``."""
        chain: list[Contents[LayerHead]] = []
        names: list[str] = []
        asking, folder = spot, FOLDERS[layer]
        wanted: str | None = name
        while wanted is not None:
            if wanted in names:
                asking.wrong(
                    f"“extends” goes in a circle: {' → '.join([*names, wanted])}", "an older file extends no newer one"
                )
                break
            names.append(wanted)
            contents = self._file(asking, shelf, folder, wanted, layer, layer if not chain else f"{layer}/{wanted}")
            if contents is None:
                break
            _check_age(asking, chain[-1].head if chain else None, contents.head)
            chain.append(contents)
            wanted = contents.head.extends if contents.head is not None else None
            asking = Spot(contents.document, ("extends",), spot.notes)
        return tuple(chain)

    def _file(
        self, asking: Spot, shelf: Shelf, folder: Folder, name: str, layer: Layer, prefix: str
    ) -> Contents[LayerHead] | None:
        path = shelf.find(folder, name)
        if path is None:
            asking.wrong(f"no file {folder}/{name}.yaml", shelf.hint(folder, name))
            return None
        try:
            contents = self._contents(path, shelf.shown(path), KINDS[folder], layer, prefix)
        except BadInput as error:
            asking.notes.problems.extend(error.problems)
            return None
        asking.notes.problems.extend(contents.problems)
        if contents.head is not None and contents.head.id != name:
            place = Spot(contents.document, ("id",), asking.notes)
            place.wrong(f"“id” is {contents.head.id}, the file is called {name}.yaml", f"write id: {name}")
        return contents

    def _contents(
        self, path: Path, shown: str, kind: Kind[LayerHead], layer: Layer, prefix: str
    ) -> Contents[LayerHead]:
        if (path, prefix) not in self.read:
            if path not in self.documents:
                self.documents[path] = compose_yaml(read_bytes(path, shown), shown)
            self.read[path, prefix] = read_contents(self.documents[path], kind, layer, prefix, self.catalogue)
        return self.read[path, prefix]


def _check_age(asking: Spot, newer: LayerHead | None, older: LayerHead | None) -> None:
    if newer is not None and older is not None and later(older.as_of, newer.as_of):
        asking.wrong(f"{newer.id} extends {older.id}, which is of a later date", "“extends” names an older file")


def valid_on(chains: tuple[Chain, ...], day: dt.date) -> Chain:
    """Of one chain that one; of several the latest that had begun by ``day``, or none."""
    if len(chains) == 1:
        return chains[0]
    dated = [(chain[0].head.as_of.first, chain) for chain in chains if chain and chain[0].head is not None]
    known = [(first, chain) for first, chain in dated if first <= day]
    return max(known, key=lambda pair: pair[0])[1] if known else ()


def chain_facts(chain: Chain, day: dt.date) -> dict[str, Fact]:
    """The facts of a layer on a day: of the files that speak of one by then, the newest decides."""
    facts: dict[str, Fact] = {}
    for contents in reversed(chain):
        facts |= facts_of(contents.facts, day)
    return facts


def facts_of(records: Mapping[str, tuple[Fact, ...]], day: dt.date) -> dict[str, Fact]:
    """The record of each fact that counts on a day; facts not yet known are left out."""
    chosen = ((name, on_day(facts, day)) for name, facts in records.items())
    return {name: fact for name, fact in chosen if fact is not None}


def use_of(layer: Layer, chain: Chain) -> LayerUse:
    head = chain[0].head
    assert head is not None
    return LayerUse(layer, head.id, head.title or Text(de=head.id, en=head.id), head.as_of, chain[0].document.file)


def ministries_of(chain: Chain) -> dict[str, Text]:
    """The names of the role keys, those of newer files first."""
    names: dict[str, Text] = {}
    for contents in reversed(chain):
        if isinstance(contents.head, BaselineHead):
            names |= contents.head.ministries
    return names
