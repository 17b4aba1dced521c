"""From a case file and the layers under it to a :class:`Case` on a day."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from abkommen.base.dates import PartialDate
from abkommen.base.fields import Catalogue
from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.base.yamltree import Document, compose_yaml, read_bytes
from abkommen.casefile.files import Contents, Kind, in_order, read_contents
from abkommen.casefile.heads import CASE, CaseHead, LayerHead, LayerNames
from abkommen.casefile.layers import Chain, LayerReader, chain_facts, facts_of, ministries_of, use_of, valid_on
from abkommen.casefile.model import Case, Fact, Layer, Source
from abkommen.casefile.shelf import shelf_of
from abkommen.casefile.spot import Notes, Spot

CASE_FILE = Kind(CASE, CaseHead, frozenset({"case", "partner", "baseline", "eu", "portfolio"}))
LAYERS: tuple[Layer, ...] = ("partner", "germany", "eu")
"""Nearest to the case first: a partner's fact overrides a baseline's, a case's overrides both."""

Layers = dict[Layer, tuple[Chain, ...]]
_File = Contents[CaseHead] | Contents[LayerHead]


def load_case(
    path: Path, catalogue: Catalogue, *, as_of: PartialDate | None = None, shipped: Path | None = None
) -> Case:
    """Read one case with its layers for a day (default: the case's own ``as_of``). See :class:`CaseReader`."""
    return CaseReader(catalogue, shipped).load(path, as_of)


class CaseReader:
    """Reads cases; the layers they share are read once.

    Partners and baselines are looked for beside the case file, one folder further up, and in ``shipped``.
    """

    def __init__(self, catalogue: Catalogue, shipped: Path | None = None) -> None:
        self._catalogue = catalogue
        self._shipped = shipped
        self._layers = LayerReader(catalogue)

    def load(self, path: Path, as_of: PartialDate | None = None) -> Case:
        """The case on a day. Raises :class:`BadInput` with every error of the case file and of its layers."""
        contents = read_contents(
            compose_yaml(read_bytes(path, str(path)), str(path)), CASE_FILE, "case", "case", self._catalogue
        )
        notes = Notes(list(contents.problems))
        layers = self._read_layers(path, contents.document, notes)
        notes.problems.extend(_dangling(contents, layers, self._catalogue))
        if notes.problems or contents.head is None:
            raise BadInput(in_order(notes.problems))
        return _assemble(contents, contents.head, layers, as_of or contents.head.as_of, self._catalogue)

    def _read_layers(self, path: Path, document: Document, notes: Notes) -> Layers:
        shelf = shelf_of(path, self._shipped)
        layers: Layers = {}
        for layer, names in _layer_names(document).items():
            spots = (Spot(document, ("layers", layer, index), notes) for index in range(len(names)))
            layers[layer] = tuple(
                self._layers.chain(spot, shelf, layer, name) for spot, name in zip(spots, names, strict=True)
            )
        return layers


def _layer_names(document: Document) -> dict[Layer, tuple[str, ...]]:
    """The names as far as they can be read: a slip elsewhere in the head must not hide what is wrong with the layers."""
    raw = document.data.get("layers") if isinstance(document.data, dict) else None
    try:
        names = LayerNames.model_validate(raw or {})
    except ValidationError:
        return {}
    return {layer: getattr(names, layer) for layer in LAYERS}


def _assemble(
    contents: Contents[CaseHead], head: CaseHead, layers: Layers, as_of: PartialDate, catalogue: Catalogue
) -> Case:
    day = as_of.last
    used = {layer: valid_on(layers.get(layer, ()), day) for layer in LAYERS}
    facts: dict[str, Fact] = {}
    for layer in reversed(LAYERS):
        facts |= chain_facts(used[layer], day)
    facts |= facts_of(contents.facts, day)
    return Case(
        id=head.id,
        title=head.title,
        as_of=as_of,
        file=contents.document.file,
        facts={name: facts[name] for name in catalogue if name in facts},
        sources=_sources(contents, used.values()),
        layers=tuple(use_of(layer, chain) for layer, chain in used.items() if chain),
        ministries=ministries_of(used["germany"]),
        draft=head.draft.file if head.draft else None,
        draft_complete=head.draft is not None and head.draft.complete == "yes",
        memo=head.memo,
    )


def _sources(contents: Contents[CaseHead], chains: Iterable[Chain]) -> dict[str, Source]:
    sources = dict(contents.sources)
    for chain in chains:
        for file in chain:
            sources |= file.sources
    return sources


def _dangling(contents: Contents[CaseHead], layers: Layers, catalogue: Catalogue) -> Iterable[Problem]:
    """Items that name an item no list has. Records of every date count, so that no day of assessment makes an error."""
    chains = [chain for chains in layers.values() for chain in chains]
    if not all(chains):
        return  # a file is missing, and its items with it; that has been told
    files: tuple[_File, ...] = (contents, *(file for chain in chains for file in chain))
    references = {reference: None for file in files for reference in file.references}
    known = {target: _ids(files, target, catalogue) for target in {reference.target for reference in references}}
    for reference in references:
        ids = known[reference.target]
        if reference.id not in ids:
            hint = did_you_mean(reference.id, ids) or f"it has {', '.join(ids) if ids else 'no items yet'}"
            place = (reference.file, reference.line, reference.column)
            yield Problem(*place, f"no item “{reference.id}” in {reference.target}", hint)


def _ids(files: Iterable[_File], target: str, catalogue: Catalogue) -> tuple[str, ...]:
    items = catalogue[target].items
    assert items is not None  # the catalogue has been checked
    key = items.key or next(iter(items.attributes))
    lists = (fact.value for file in files for fact in file.facts.get(target, ()) if isinstance(fact.value, tuple))
    return tuple(dict.fromkeys(item[key] for value in lists for item in value if key in item))
