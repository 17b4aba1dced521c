"""What can be said against a pack without running it: texts, effects, values. Reading has already refused the rest.

Checks that need the evaluator (contradictions, dead tests, the engine's limits) stand in :mod:`abkommen.inference.lint`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from abkommen.base.fields import TRI, YES_NO, Field
from abkommen.base.problems import Problem
from abkommen.base.texts import LANGUAGES, Text
from abkommen.base.yamltree import Path_
from abkommen.rulepack.conditions import Condition, FactIn, StatusIn
from abkommen.rulepack.model import DECIDED_STATUSES, SEVERITIES, Criterion, Effect, Interaction, RulePack
from abkommen.rulepack.notation import notation
from abkommen.rulepack.places import Places
from abkommen.rulepack.statuses import reachable_statuses
from abkommen.rulepack.traversal import walk

MAX_TEXT = 60_000  # bytes: durable-rules loses strings of 64 kB and more
_PLACEHOLDER = re.compile(r"\b(TODO|TBD|FIXME|XXX)\b|^[\s.…–-]*$")
PAGE = re.compile(r"\d{1,4}(-\d{1,4})?")
_PROPERTY = re.compile(r"[a-z][a-z0-9_]*")

_CRITERION_TEXTS = ("title", "question", "because", "gap", "partly_gap", "remedy", "ours")
_INTERACTION_TEXTS = ("title", "reason", "advice", "ours")
_FIELD_TEXTS = ("title", "question", "evidence")


def lint(pack: RulePack) -> tuple[Problem, ...]:
    """The problems of a pack that has been read, in the order of its files."""
    places = Places(pack)
    found: list[Problem] = []
    for criterion in pack.criteria.values():
        found += _criterion(criterion, pack, places)
    for interaction in pack.interactions.values():
        found += _interaction(interaction, pack, places)
    for name, field in pack.fields.items():
        found += _field(name, field, places)
    for index, dimension in enumerate(pack.dimensions):
        path: Path_ = ("dimensions", index, "title")
        found += (
            places.of_file("pack.yaml", path, f"{dimension.code}: title {fault}") for fault in faults(dimension.title)
        )
    for index, step in enumerate(pack.scoring.verdicts):
        for key, text in (("meaning", step.meaning), ("reason", step.reason)):
            found += (
                places.of_file("scoring.yaml", ("verdicts", index, key), f"{step.id}: {key} {fault}")
                for fault in faults(text)
            )
    return tuple(sorted(found))


def faults(text: Text) -> Iterator[str]:
    """What is wrong with a text in two languages."""
    for lang in LANGUAGES:
        if _PLACEHOLDER.search(text.in_(lang)):
            yield f"has no text in “{lang}”"
    if text.de == text.en and not _PLACEHOLDER.search(text.de):
        yield "is the same in German and English"


# -- criteria -----------------------------------------------------------------------------------------------------


def _criterion(criterion: Criterion, pack: RulePack, places: Places) -> Iterator[Problem]:
    yield from _texts(criterion, _CRITERION_TEXTS, places)
    yield from _pages(criterion, places)
    if criterion.partly and criterion.partly_gap is None:
        hint = "say what is missing when it is only partly met, or write partly: never"
        yield places.of_rule(criterion, ("id",), f"{criterion.id}: partly_gap is missing", hint)
    if not criterion.partly and criterion.partly_gap is not None:
        yield places.of_rule(
            criterion, ("partly_gap",), f"{criterion.id}: partly_gap is never shown", "partly: never is set"
        )
    for part in ("applies_when", "met", "not_met"):
        yield from _idle_lists(criterion, part, getattr(criterion, part), pack, places)


def _texts(rule: Criterion | Interaction, names: tuple[str, ...], places: Places) -> Iterator[Problem]:
    for name in names:
        text: Text | None = getattr(rule, name)
        for fault in faults(text) if text is not None else ():
            yield places.of_rule(rule, (name,), f"{rule.id}: {name} {fault}", of_key=True)


def _pages(rule: Criterion | Interaction, places: Places) -> Iterator[Problem]:
    for index, passage in enumerate(rule.source):
        if not PAGE.fullmatch(passage.page):
            yield places.of_rule(
                rule, ("source", index, "page"), f"{rule.id}: “{passage.page}” is no page", "write 4 or “3-4”"
            )


def _idle_lists(
    rule: Criterion | Interaction, part: str, condition: Condition, pack: RulePack, places: Places
) -> Iterator[Problem]:
    """Tests that list everything there is: never false, so they only ask whether the fact is known."""
    for path, leaf in walk(condition):
        everything: frozenset[str] | None = None
        match leaf:
            case FactIn(fact, values) if values == pack.fields[fact].domain():
                everything = values
            case StatusIn(_, statuses) if statuses == frozenset(DECIDED_STATUSES):
                everything = statuses
        if everything is not None:
            message = f"{rule.id}: “{notation(leaf)}” lists every value"
            yield places.of_rule(rule, (part, *path), message, "ask known: true, or leave one out")


# -- interactions -------------------------------------------------------------------------------------------------


def _interaction(interaction: Interaction, pack: RulePack, places: Places) -> Iterator[Problem]:
    yield from _texts(interaction, _INTERACTION_TEXTS, places)
    yield from _pages(interaction, places)
    yield from _idle_lists(interaction, "when", interaction.when, pack, places)
    for index, effect in enumerate(interaction.effects):
        fault, hint = _effect_fault(effect, pack)
        if fault:
            yield places.of_rule(interaction, ("effects", index), f"{interaction.id}: {fault}", hint)


def _effect_fault(effect: Effect, pack: RulePack) -> tuple[str, str]:
    target = pack.criteria.get(effect.criterion or "")
    if effect.kind == "finding" and target is not None and effect.statuses.isdisjoint(reachable_statuses(target, pack)):
        return (
            f"{target.id} never has the status {' or '.join(sorted(effect.statuses))}",
            "the finding would never be shown",
        )
    if effect.kind == "raise_severity" and target is not None:
        levels: tuple[str, ...] = SEVERITIES
        if levels.index(str(effect.to)) >= levels.index(target.severity):
            return f"raising {target.id} to {effect.to} changes nothing", f"its severity is {target.severity}"
    if effect.by is not None and effect.by == effect.criterion:
        return f"{effect.by} is named as the cause of itself", "name another criterion, or leave out by:"
    return "", ""


# -- fields -------------------------------------------------------------------------------------------------------


def _field(name: str, field: Field, places: Places) -> Iterator[Problem]:
    for key in _FIELD_TEXTS:
        for fault in faults(getattr(field, key)):
            yield places.of_field(name, (key,), f"{name}: {key} {fault}")
    meanings = TRI if field.type == "tri" else YES_NO if field.type == "yes_no" else ()
    yield from _missing(name, "anchors", field.anchors, meanings, places)
    yield from _missing(name, "labels", field.labels, field.values, places)
    for value, text in field.anchors.items():
        for fault in faults(text):
            yield places.of_field(name, ("anchors", value), f"{name}: the meaning of “{value}” {fault}")
    if field.items is not None:
        yield from _missing(name, "items", field.items.labels, field.items.values, places)
        for attribute, item in field.items.attributes.items():
            if not _PROPERTY.fullmatch(attribute):
                hint = "small letters, digits and _ only: the engine reserves other names"
                yield places.of_field(
                    name, ("items", "attributes", attribute), f"{name}: “{attribute}” is no attribute name", hint
                )
            yield from _missing(f"{name}, {attribute}", "labels", item.labels, item.values, places)
    yield from _long_values(name, field, places)


def _missing(
    name: str, key: str, given: Mapping[str, Text], values: tuple[str, ...], places: Places
) -> Iterator[Problem]:
    for value in values:
        if value not in given:
            yield places.of_field(
                name.partition(",")[0], (key,), f"{name}: no text for the value “{value}”", "add it in de and en"
            )


def _long_values(name: str, field: Field, places: Places) -> Iterator[Problem]:
    items = field.items
    values = (*field.values, *(items.values if items else ()))
    for attribute in items.attributes.values() if items else ():
        values += attribute.values
    for value in (name, *values):
        if len(value.encode()) > MAX_TEXT:
            yield places.of_field(
                name, (), f"{name}: “{value[:20]}…” is longer than {MAX_TEXT:,} bytes", "durable-rules would lose it"
            )
