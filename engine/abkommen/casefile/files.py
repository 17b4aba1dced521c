"""Reading one file of a case: its head, its sources and the records of its facts, with everything wrong collected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from abkommen.base.catalogue import SOURCES
from abkommen.base.fields import Catalogue, Scope
from abkommen.base.models import model_problems
from abkommen.base.problems import Problem, did_you_mean
from abkommen.base.yamltree import Document, Path_
from abkommen.casefile.entries import Shelfmark, read_entry
from abkommen.casefile.evidence import SourceKeys, no_such_source
from abkommen.casefile.heads import SCHEMAS, Head, SourceEntry
from abkommen.casefile.model import Fact, Layer, Source
from abkommen.casefile.spot import Notes, Reference, Spot

H = TypeVar("H", bound=Head)
FOUND_IN: dict[Scope, str] = {
    "case": "the case file",
    "partner": "the partner file or the case file",
    "baseline": "a baseline or the case file",
    "eu": "the EU baseline or the case file",
    "portfolio": "the EU baseline or the case file",
}


@dataclass(frozen=True, slots=True)
class Kind(Generic[H]):
    """What a kind of file must look like: the schema it names, its head and the scopes its facts may have."""

    schema: str
    head: type[H]
    scopes: frozenset[Scope]


@dataclass(frozen=True, slots=True)
class Contents(Generic[H]):
    """A file as read. ``head`` is None where it is wrong; then ``problems`` says why."""

    document: Document
    head: H | None
    sources: Mapping[str, Source]
    facts: Mapping[str, tuple[Fact, ...]]
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]


def read_contents(document: Document, kind: Kind[H], layer: Layer, prefix: str, catalogue: Catalogue) -> Contents[H]:
    """Read a whole file. Its sources are called ``<prefix>/<name in the file>``."""
    notes = Notes(list(document.problems))
    if not _is_of_kind(Spot(document, (), notes), kind.schema):
        return Contents(document, None, {}, {}, (), tuple(notes.problems))
    head = _head(document, kind.head, notes)
    keys = _source_keys(document.data.get("sources"), prefix)
    mark = Shelfmark(layer, document.file, keys)
    facts = _facts(Spot(document, ("facts",), notes), document.data.get("facts"), catalogue, kind.scopes, mark)
    _check_source_references(notes, keys)
    sources = {keys.keys[name]: _source(keys.keys[name], entry) for name, entry in head.sources.items()} if head else {}
    return Contents(document, head, sources, facts, tuple(notes.references), tuple(notes.problems))


def _is_of_kind(top: Spot, schema: str) -> bool:
    """Whether the file says that it is what is read; if not, its other errors would mislead."""
    data = top.document.data
    if not isinstance(data, dict):
        top.wrong(f"expected the keys of a {SCHEMAS[schema]}", f"it begins with schema: {schema}")
        return False
    said = data.get("schema")
    if said == schema:
        return True
    if said is None:
        top.wrong("“schema” is missing", f"write schema: {schema}")
    elif isinstance(said, str) and said in SCHEMAS:
        top.down("schema").wrong(
            f"this is a {SCHEMAS[said]}, not a {SCHEMAS[schema]}", f"a {SCHEMAS[schema]} has schema: {schema}"
        )
    else:
        top.down("schema").wrong(f"unknown schema “{said}”", f"write schema: {schema}")
    return False


def _head(document: Document, model: type[H], notes: Notes) -> H | None:
    data = dict(document.data)
    if isinstance(data.get("sources"), dict):
        data["sources"] = {
            name: _with_texts(document, ("sources", name), entry) for name, entry in data["sources"].items()
        }
    try:
        return model.model_validate(data)
    except ValidationError as error:
        notes.problems.extend(model_problems(model, error, document))
        return None


def _with_texts(document: Document, path: Path_, entry: object) -> object:
    """A source with its numbers as they are written: an unquoted ``number: 20`` is meant as text."""
    if not isinstance(entry, dict):
        return entry
    return {
        key: document.written((*path, key)) if type(value) in (int, float) else value for key, value in entry.items()
    }


def _source_keys(raw: object, prefix: str) -> SourceKeys:
    """Names of sources straight from the file: evidence can be checked even where a source has an error of its own."""
    entries = raw if isinstance(raw, dict) else {}
    keys = {name: f"{prefix}/{name}" for name in entries}
    weak = (name for name, entry in entries.items() if isinstance(entry, dict) and entry.get("weak") in (True, "yes"))
    return SourceKeys(keys, frozenset(keys[name] for name in weak))


def _source(key: str, entry: SourceEntry) -> Source:
    return Source(key, **{name: getattr(entry, name) for name in SourceEntry.model_fields})


def _facts(
    spot: Spot, raw: object, catalogue: Catalogue, scopes: frozenset[Scope], mark: Shelfmark
) -> dict[str, tuple[Fact, ...]]:
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        return {}  # the head has told it
    groups = {name.partition(".")[0] for name in catalogue}
    facts: dict[str, tuple[Fact, ...]] = {}
    for group, entries in raw.items():
        inner = spot.down(group)
        if group not in groups:
            inner.wrong(f"unknown group of facts “{group}”", _group_hint(group, groups, catalogue), of_key=True)
        elif isinstance(entries, dict):
            facts |= _group(inner, group, entries, catalogue, scopes, mark)
        elif entries is not None:
            inner.wrong(f"“{group}” is a group of facts", "write its facts below it, indented")
    return facts


def _group_hint(group: str, groups: set[str], catalogue: Catalogue) -> str:
    if group in catalogue:
        first, _, rest = group.partition(".")
        return f"write {rest}: below {first}:"
    home = [name for name in catalogue if name.partition(".")[2] == group]
    if home:
        return f"“{group}” stands below {' or '.join(name.partition('.')[0] for name in home)}:"
    return did_you_mean(group, groups) or f"known groups: {', '.join(sorted(groups))}"


def _group(
    spot: Spot, group: str, entries: Mapping[str, Any], catalogue: Catalogue, scopes: frozenset[Scope], mark: Shelfmark
) -> dict[str, tuple[Fact, ...]]:
    facts: dict[str, tuple[Fact, ...]] = {}
    for short, raw in entries.items():
        name, inner = f"{group}.{short}", spot.down(short)
        field = catalogue.get(name)
        if field is None:
            inner.wrong(f"unknown fact “{name}”", _field_hint(group, short, catalogue), of_key=True)
        elif scopes.isdisjoint({field.scope, *field.also_in}):
            inner.wrong(f"“{name}” does not belong in this file", f"it belongs in {FOUND_IN[field.scope]}", of_key=True)
        else:
            facts[name] = read_entry(inner, raw, name, field, mark)
    return facts


def _field_hint(group: str, short: str, catalogue: Catalogue) -> str:
    elsewhere = [name for name in catalogue if name.partition(".")[2] == short]
    if elsewhere:
        return f"did you mean {' or '.join(elsewhere)}?"
    inside = [name.partition(".")[2] for name in catalogue if name.startswith(f"{group}.")]
    return did_you_mean(short, inside) or f"known in {group}: {', '.join(inside)}"


def _check_source_references(notes: Notes, keys: SourceKeys) -> None:
    for reference in [item for item in notes.references if item.target == SOURCES]:
        notes.references.remove(reference)
        if reference.id not in keys.keys:
            place = (reference.file, reference.line, reference.column)
            notes.problems.append(Problem(*place, *no_such_source(reference.id, keys)))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """File by file as they were read, each from top to bottom."""
    found = tuple(problems)
    files = {name: number for number, name in enumerate(dict.fromkeys(problem.file for problem in found))}
    return tuple(sorted(found, key=lambda problem: (files[problem.file], problem.line or 0, problem.column or 0)))
