"""Reading a rule pack from its folder. Every problem of every file is reported at once, each at its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from abkommen.base.catalogue import load_catalogue
from abkommen.base.fields import Catalogue
from abkommen.base.models import model_problems, read_model
from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.base.texts import Text
from abkommen.base.yamltree import Document, Path_, read_yaml
from abkommen.rulepack.digest import fingerprint
from abkommen.rulepack.files import CriterionEntry, InteractionEntry, PackEntry, PassageEntry, RoleEntry
from abkommen.rulepack.graph import cycle, dependencies
from abkommen.rulepack.model import (
    DECIDED_STATUSES,
    SEVERITIES,
    Criterion,
    Dimension,
    Effect,
    EffectKind,
    Interaction,
    Passage,
    Reference,
    Role,
    RulePack,
)
from abkommen.rulepack.reading import ConditionReader
from abkommen.rulepack.scoring import Scoring
from abkommen.rulepack.scoringfile import ScoringEntry, build_scoring

E = TypeVar("E", bound=BaseModel)
Entry = tuple[Document, int, E]


def load_pack(folder: Path) -> RulePack:
    """Read and check a rule pack. Raises :class:`BadInput` with all problems that keep it from being used."""
    if not (folder / "pack.yaml").is_file():
        raise BadInput(Problem(str(folder), None, None, "no rule pack here", "the folder needs a pack.yaml"))
    header = read_model(PackEntry, read_yaml(folder / "pack.yaml"))
    fields = load_catalogue(folder / "fields")
    dimensions = tuple(Dimension(entry.code, entry.key, entry.title, entry.core) for entry in header.dimensions)
    problems: list[Problem] = []
    entries = tuple(_entries(CriterionEntry, sorted((folder / "criteria").rglob("*.yaml")), problems))
    linked = tuple(_entries(InteractionEntry, [folder / "interactions.yaml"], problems))
    builder = _Builder(fields, dimensions, frozenset(entry.id for *_, entry in entries), problems)
    criteria = builder.unique(entries, builder.criterion)
    interactions = builder.unique(linked, builder.interaction)
    roles = _roles(folder / "roles.yaml")
    scoring = builder.scoring(read_yaml(folder / "scoring.yaml"))
    pack = RulePack(
        header.id, header.version, header.title, _reference(header), header.stage_field, header.stages, dimensions,
        _in_order(criteria, dimensions), interactions, fields, _groups(folder / "groups.yaml", fields), roles, scoring,
        fingerprint(folder), str(folder),
    )  # fmt: skip
    problems.extend(_pack_problems(pack, entries))
    if not problems:  # an effect on an unknown criterion has no node in the graph
        problems.extend(_cycle_problems(pack))
    if problems:
        raise BadInput(sorted(set(problems)))
    return pack


def _entries(model: type[E], paths: Iterable[Path], problems: list[Problem]) -> Iterator[Entry[E]]:
    for path in paths:
        try:
            document = read_yaml(path)
        except BadInput as error:
            problems.extend(error.problems)
            continue
        if not isinstance(document.data, list):
            problems.append(document.problem((), "expected a list of rules"))
            continue
        for index, data in enumerate(document.data):
            try:
                yield document, index, model.model_validate(data)
            except ValidationError as error:
                problems.extend(model_problems(model, error, document, (index,)))


R = TypeVar("R", Criterion, Interaction)


class _Builder:
    """Entries to rules; what is wrong is collected."""

    def __init__(
        self, fields: Catalogue, dimensions: tuple[Dimension, ...], criteria: frozenset[str], problems: list[Problem]
    ) -> None:
        self.fields, self.criteria, self.problems = fields, criteria, problems
        self.codes = frozenset(dimension.code for dimension in dimensions)

    def unique(self, entries: Iterable[Entry[Any]], build: Callable[[Document, int, Any], R]) -> dict[str, R]:
        found: dict[str, R] = {}
        for document, index, entry in entries:
            if entry.id in found:
                first = found[entry.id]
                hint = f"first in {first.file}, line {first.line}"
                self.problems.append(document.problem((index, "id"), f"id {entry.id} is used twice", hint))
                continue
            found[entry.id] = build(document, index, entry)
        return found

    def criterion(self, document: Document, index: int, entry: CriterionEntry) -> Criterion:
        code = entry.id[:2]
        if code not in self.codes:
            self.problems.append(
                document.problem((index, "id"), f"no dimension has the code {code}", did_you_mean(code, self.codes))
            )
        read = self._reader(document)
        applies, met, not_met = (
            read(getattr(entry, name), (index, name)) for name in ("applies_when", "met", "not_met")
        )
        return Criterion(
            entry.id, code, Path(document.file).stem, entry.title, entry.question, entry.because, _passages(entry.source),
            entry.modality, entry.origin, entry.level, entry.severity, entry.due_from, applies, met, not_met,
            entry.partly == "otherwise", entry.gap, entry.partly_gap, entry.remedy, entry.ours, entry.responsible,
            entry.derived, document.file, document.place((index,))[0],
        )  # fmt: skip

    def interaction(self, document: Document, index: int, entry: InteractionEntry) -> Interaction:
        when = self._reader(document)(entry.when, (index, "when"))
        effects = tuple(
            self._effect(document, (index, "effects", number), data) for number, data in enumerate(entry.effects)
        )
        return Interaction(
            entry.id, entry.title, when, effects, _passages(entry.source), entry.strength, entry.reason, entry.advice,
            entry.ours, document.file, document.place((index,))[0],
        )  # fmt: skip

    def scoring(self, document: Document) -> Scoring:
        entry = read_model(ScoringEntry, document)
        read = self._reader(document, scores=True)
        requirements = tuple(
            read(step.requires, ("verdicts", index, "requires")) for index, step in enumerate(entry.verdicts)
        )
        return build_scoring(entry, requirements)

    def _reader(self, document: Document, *, scores: bool = False) -> Callable[[Any, Path_], Any]:
        def read(data: Any, path: Path_) -> Any:
            reader = ConditionReader(document, self.fields, self.criteria, self.codes, scores)
            condition = reader.read(data, path)
            self.problems.extend(reader.problems)
            return condition

        return read

    def _effect(self, document: Document, path: Path_, data: Mapping[str, Any]) -> Effect:
        kinds = [key for key in data if key in _EFFECTS]
        if len(kinds) != 1 or set(data) - {kinds[0], *_EFFECTS[kinds[0]]}:
            hint = did_you_mean(next(iter(data), ""), _EFFECTS) or f"one of {', '.join(_EFFECTS)}"
            self.problems.append(document.problem(path, "expected exactly one effect", hint))
            return Effect("support")
        kind: EffectKind = kinds[0]  # type: ignore[assignment]
        target = str(data[kind])
        if kind == "bound_verdict":
            return Effect(kind, to=target)
        cause = None if data.get("by") is None else str(data["by"])
        for name in (target, cause):
            if name is not None and name not in self.criteria:
                self.problems.append(
                    document.problem(path, f"unknown criterion “{name}”", did_you_mean(name, self.criteria))
                )
        allowed = {"cap_status": ("partly",), "raise_severity": SEVERITIES}.get(kind)
        if allowed and data.get("to") not in allowed:
            self.problems.append(document.problem(path, f"{kind} needs to:", f"one of {', '.join(allowed)}"))
        return Effect(kind, target, data.get("to"), cause, self._shown_with(document, path, data))

    def _shown_with(self, document: Document, path: Path_, data: Mapping[str, Any]) -> frozenset[str]:
        """The statuses with which a finding is shown."""
        statuses = data.get("status", ["not_met", "partly"])
        if not isinstance(statuses, list) or not statuses or any(one not in DECIDED_STATUSES for one in statuses):
            hint = f"some of {', '.join(DECIDED_STATUSES)}"
            self.problems.append(document.problem((*path, "status"), "status needs a list of statuses", hint))
            return frozenset()
        return frozenset(statuses)


_EFFECTS: dict[str, tuple[str, ...]] = {
    "cap_status": ("to",), "raise_severity": ("to",), "finding": ("status",), "question": (), "explain_cause": ("by",),
    "support": (), "recommend": (), "flag_format": (), "bound_verdict": (),
}  # fmt: skip


def _passages(entries: Iterable[PassageEntry]) -> tuple[Passage, ...]:
    return tuple(Passage(entry.section, str(entry.page)) for entry in entries)


def _reference(header: PackEntry) -> Reference:
    entry = header.reference
    return Reference(
        entry.title, entry.series, str(entry.number), entry.date, entry.authors, entry.publisher, entry.address
    )


def _mapping(path: Path) -> Document:
    document = read_yaml(path)
    if not isinstance(document.data, dict):
        raise BadInput(document.problem((), "expected names with their texts", "name: {de: …, en: …}"))
    return document


def _roles(path: Path) -> dict[str, Role]:
    document = _mapping(path)
    entries = {name: read_model(RoleEntry, document, (name,)) for name in document.data}
    return {name: Role(Text(de=entry.de, en=entry.en), entry.abbreviation) for name, entry in entries.items()}


def _groups(path: Path, fields: Catalogue) -> dict[str, Text]:
    """The titles of the groups of facts, in the order in which a case file asks them."""
    document = _mapping(path)
    titles = {name: read_model(Text, document, (name,)) for name in document.data}
    missing = sorted({name.partition(".")[0] for name in fields} - set(titles))
    if missing:
        raise BadInput(document.problem((), f"no title for the group {missing[0]}", "add it with de and en"))
    return titles


def _in_order(criteria: Mapping[str, Criterion], dimensions: tuple[Dimension, ...]) -> dict[str, Criterion]:
    """In the order of the dimensions, then by id, wherever the files stand."""
    rank = {dimension.code: index for index, dimension in enumerate(dimensions)}
    ordered = sorted(criteria.values(), key=lambda criterion: (rank.get(criterion.dimension, 0), criterion.id))
    return {criterion.id: criterion for criterion in ordered}


def _pack_problems(pack: RulePack, entries: Iterable[Entry[CriterionEntry]]) -> Iterator[Problem]:
    for document, index, entry in entries:
        for role in entry.responsible:
            if role not in pack.roles:
                hint = did_you_mean(role, pack.roles)
                yield document.problem((index, "responsible"), f"unknown role “{role}”", hint)
        if entry.due_from is not None and entry.due_from not in pack.stages:
            hint = f"stages of this pack: {', '.join(pack.stages)}"
            yield document.problem((index, "due_from"), f"no stage “{entry.due_from}” in this pack", hint)
    stage = pack.fields.get(pack.stage_field)
    if stage is None or stage.domain() != frozenset(pack.stages):
        header = read_yaml(Path(pack.folder) / "pack.yaml")
        yield header.problem(("stage_field",), "stage_field must name an enum field with exactly the stages listed")
    yield from _verdict_problems(pack)


def _cycle_problems(pack: RulePack) -> Iterator[Problem]:
    found = cycle(dependencies(pack.criteria, pack.interactions))
    if found:
        rules: dict[str, Criterion | Interaction] = {**pack.criteria, **pack.interactions}
        first = next(rules[name] for name in (node.partition(":")[2] for node in found) if name in rules)
        message = f"conclusions wait for each other: {' -> '.join(found)}"
        yield Problem(first.file, first.line, None, message, "break the cycle")


def _verdict_problems(pack: RulePack) -> Iterator[Problem]:
    verdicts = tuple(step.id for step in pack.scoring.verdicts)
    for interaction in pack.interactions.values():
        for effect in interaction.effects:
            if effect.kind == "bound_verdict" and effect.to not in verdicts:
                hint = did_you_mean(str(effect.to), verdicts)
                yield Problem(interaction.file, interaction.line, None, f"unknown verdict “{effect.to}”", hint)
