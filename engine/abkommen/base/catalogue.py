"""The field catalogue of a rule pack, read from its ``fields`` folder: one file per group, one entry per fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from abkommen.base.fields import TRI, YES_NO, Catalogue, Field, ItemAttribute
from abkommen.base.models import model_problems
from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.base.yamltree import Document, compose_yaml, read_bytes

_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
SOURCES = "sources"  # as ``ref`` of an item attribute: the value is a source of the same file


def load_catalogue(folder: Path) -> Catalogue:
    """Read every ``<group>.yaml`` of ``folder``. Raises :class:`BadInput` with all errors of all files."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise BadInput(
            Problem(
                str(folder), None, None, "no field files here", "expected <group>.yaml files, one per group of facts"
            )
        )
    catalogue: Catalogue = {}
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            document = compose_yaml(read_bytes(path, str(path)), str(path))
        except BadInput as error:
            problems += error.problems
            continue
        documents[path.stem] = document
        problems += document.problems
        problems += _read_group(path.stem, document, catalogue)
    for name, field in catalogue.items():
        problems += _reference_problems(name, field, catalogue, documents[_group(name)])
    if problems:
        raise BadInput(problems)
    return catalogue


def _group(name: str) -> str:
    return name.partition(".")[0]


def _read_group(group: str, document: Document, catalogue: Catalogue) -> Iterator[Problem]:
    """Add the fields of one file to ``catalogue``; yield what is wrong with them."""
    if not isinstance(document.data, dict):
        yield document.problem((), "expected fields by name", f"{group}.<fact>: {{type: …, scope: …, title: …}}")
        return
    for name, data in document.data.items():
        if not _NAME.fullmatch(name):
            yield document.problem(
                (name,), f"“{name}” is no field name", f"write {group}.<fact>, in small letters", of_key=True
            )
        elif _group(name) != group:
            yield document.problem(
                (name,), f"“{name}” stands in {group}.yaml", f"move it to {_group(name)}.yaml", of_key=True
            )
        else:
            yield from _read_field(name, data, document, catalogue)


def _read_field(name: str, data: object, document: Document, catalogue: Catalogue) -> Iterator[Problem]:
    try:
        field = catalogue[name] = Field.model_validate(data)
    except ValidationError as error:
        yield from model_problems(Field, error, document, (name,))
        return
    anchors = TRI if field.type == "tri" else YES_NO if field.type == "yes_no" else ()
    yield from _strangers(document, (name, "anchors"), field.anchors, anchors)
    yield from _strangers(document, (name, "labels"), field.labels, field.values)
    for attribute, item in (field.items.attributes if field.items else {}).items():
        yield from _strangers(document, (name, "items", "attributes", attribute, "labels"), item.labels, item.values)


def _strangers(
    document: Document, path: tuple[str, ...], given: Iterable[str], known: tuple[str, ...]
) -> Iterator[Problem]:
    """Texts for values that the field does not have."""
    for word in given:
        if word not in known:
            hint = did_you_mean(word, known) or f"known: {', '.join(known) or 'none for this type'}"
            yield document.problem(
                (*path, word), f"{path[0]}: text for “{word}”, which is no value of it", hint, of_key=True
            )


def _reference_problems(name: str, field: Field, catalogue: Catalogue, document: Document) -> Iterator[Problem]:
    items = field.items
    if items is None:
        return
    if items.key is not None and items.key not in items.attributes:
        hint = did_you_mean(items.key, items.attributes)
        yield document.problem((name, "items", "key"), f"{name}: its items have no attribute “{items.key}”", hint)
    for attribute, item in items.attributes.items():
        if item.ref is not None and not _is_list(item, catalogue):
            hint = did_you_mean(item.ref, catalogue) or f"expected the name of a list field, or {SOURCES}"
            yield document.problem(
                (name, "items", "attributes", attribute, "ref"), f"“{item.ref}” is no list of items", hint
            )


def _is_list(item: ItemAttribute, catalogue: Catalogue) -> bool:
    target = catalogue.get(item.ref or "")
    return item.ref == SOURCES or (target is not None and target.items is not None and bool(target.items.attributes))
