"""JSON Schemas of the files of a rule pack, for completion and checks in the editor of whoever writes rules.

Names of facts, criteria and roles are offered but not enforced: another pack has its own, and reading it checks them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from abkommen.base.fields import Field
from abkommen.base.schemas import DRAFT, Json, schema_of
from abkommen.rulepack.files import CriterionEntry, InteractionEntry, PackEntry, RoleEntry
from abkommen.rulepack.model import DECIDED_STATUSES, SEVERITIES, RulePack
from abkommen.rulepack.scoringfile import ScoringEntry

KEYS = {
    "id": "Unique in the pack: a dimension's code and a running number (IB-01), or INT- and a running number.",
    "title": "A short title in both languages.",
    "question": "What is asked of a case, in both languages.",
    "because": "Why it matters, in our own words.",
    "source": "Where the paper says it: section heading and page.",
    "section": "Heading of the section.",
    "page": "Page, or pages.",
    "modality": "The paper's own word for how strongly it asks (muss, sollte, kann …).",
    "origin": "How the paper comes to it; for a field, whether it is the paper's or ours.",
    "level": "Whom it concerns: the agreement, the partner country, Germany, the EU, or all agreements.",
    "severity": "How much hangs on it.",
    "due_from": "The stage of the talks from which it can be missed; always, when left out.",
    "applies_when": "To which cases it applies; to all, when left out.",
    "met": "When it is met; in scoring, what a met criterion counts.",
    "not_met": "When it is not met; in scoring, what such a criterion counts.",
    "partly": "never: the criterion is met or not; in scoring, what partly met counts.",
    "gap": "What is missing when it is not met.",
    "partly_gap": "What is missing when it is partly met.",
    "remedy": "What would mend it.",
    "ours": "What in it is our reading rather than the paper's.",
    "responsible": "Who would have to act: keys of roles.yaml.",
    "derived": "Computed from other criteria and not counted again.",
    "when": "When the interaction holds.",
    "effects": "What follows from it.",
    "strength": "stated: the paper joins the two itself; joined_by_us: we do.",
    "reason": "Why, in both languages.",
    "advice": "What to do about it.",
    "schema": "Kind and version of the file.",
    "version": "Version of the pack.",
    "reference": "The document that the pack encodes.",
    "series": "Series in which it appeared.",
    "number": "Number in the series.",
    "date": "Date of publication.",
    "authors": "Authors.",
    "publisher": "Publisher.",
    "address": "Address with https://.",
    "stage_field": "The field that holds the stage of the talks.",
    "stages": "The stages of the talks, in order.",
    "dimensions": "The areas of the paper, in order.",
    "code": "Two capital letters, with which the ids of criteria begin.",
    "key": "A name in small letters; in a field, the attribute that tells items apart.",
    "core": "One of the areas that cannot make up for each other.",
    "abbreviation": "Abbreviation of the name.",
    "status_values": "What a criterion counts, by status.",
    "weights": "How heavy a criterion weighs, by severity.",
    "critical": "Weight of critical criteria.",
    "major": "Weight of major criteria.",
    "minor": "Weight of minor criteria.",
    "context": "Weight of criteria that are shown for context.",
    "aggregation": "How the dimensions combine.",
    "method": "The way of combining.",
    "verdicts": "The ladder of verdicts, lowest first.",
    "meaning": "What the verdict says, in both languages.",
    "requires": "What must hold for this step and all above it; always, when left out.",
    "robustness": "What the robustness check varies.",
    "draws": "How many random draws.",
    "seed": "Start of the random numbers, so that a run can be repeated.",
    "weight_spread": "How far weights vary, as a share.",
    "partly_range": "Between which values partly varies.",
    "band_spread": "How far the bounds of verdicts vary, in points.",
    "aggregations": "The ways of combining that are tried.",
    "value": "The number.",
    "de": "German.",
    "en": "English.",
    "type": "What kind of value it takes.",
    "values": "The values of an enum.",
    "unit": "Unit of a number.",
    "items": "What a list holds.",
    "attributes": "Attributes of a list's items.",
    "scope": "In which kind of file it stands.",
    "also_in": "Further kinds of file that may hold a general statement.",
    "polarity": "Whether yes is good, bad or neither.",
    "evidence": "What counts as evidence.",
    "anchors": "What yes, partial and no mean here.",
    "labels": "The values in words.",
    "answered_by": "Who could know: keys of roles.yaml.",
    "negotiable": "Whether the text of an agreement can settle it.",
    "silent_is_no": "Whether a complete text that says nothing on it means no.",
    "effort": "1: a sentence, 2: work, 3: money, staff or law.",
    "each": "One item is expected for every value of the key.",
    "none": "Whether none is a value: there is none.",
    "ref": "The list whose items it names, or sources.",
}


def rule_schemas(pack: RulePack) -> dict[str, Json]:
    """The schema of every kind of file of a pack, by its name, with the names of this pack to choose from."""
    criterion, interaction = schema_of(CriterionEntry, KEYS), schema_of(InteractionEntry, KEYS)
    scoring, field = schema_of(ScoringEntry, KEYS), schema_of(Field, KEYS)
    for key in ("applies_when", "met", "not_met"):
        _replace(criterion, key, _ref("condition"))
    _replace(criterion, "responsible", {"type": "array", "minItems": 1, "items": _ref("role_name")})
    _replace(interaction, "when", _ref("condition"))
    _replace(interaction, "effects", {"type": "array", "minItems": 1, "items": _effect()})
    _replace(scoring["$defs"]["_VerdictEntry"], "requires", _ref("condition"))
    names = _names(pack)
    conditions, with_scores = names | _conditions(scores=False), names | _conditions(scores=True)
    return {
        "pack": _file(schema_of(PackEntry, KEYS)),
        "criteria": _file(_list_of(criterion), conditions),
        "interactions": _file(_list_of(interaction), conditions),
        "scoring": _file(scoring, with_scores),
        "roles": _file(_map_of(schema_of(RoleEntry, KEYS))),
        "fields": _file(_map_of(field)),
    }


def _file(schema: Json, definitions: Mapping[str, Json] | None = None) -> Json:
    parts = {**schema.get("$defs", {}), **(definitions or {})}
    return {"$schema": DRAFT, **schema} | ({"$defs": parts} if parts else {})


def _list_of(entry: Json) -> Json:
    return _lifted(entry, lambda inner: {"type": "array", "items": inner})


def _map_of(entry: Json) -> Json:
    return _lifted(entry, lambda inner: {"type": "object", "additionalProperties": inner})


def _lifted(entry: Json, wrap: Any) -> Json:
    """The schema of many entries; definitions stay at the top, where references look for them."""
    definitions = entry.pop("$defs", {})
    wrapped: Json = wrap(entry)
    return wrapped | ({"$defs": definitions} if definitions else {})


def _replace(schema: Json, key: str, part: Json) -> None:
    schema["properties"][key] = {**part, "description": schema["properties"][key]["description"]}


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _names(pack: RulePack) -> dict[str, Json]:
    """A name of each kind, with those of the pack to choose from. Each file has them all, whether it uses them or not."""
    attributes = (attribute for field in pack.fields.values() if field.items for attribute in field.items.attributes)
    known: dict[str, Iterable[str]] = {
        "fact": pack.fields, "criterion": pack.criteria, "role": pack.roles, "item": sorted({"value", *attributes}),
        "dimension": [dimension.code for dimension in pack.dimensions],
        "score": ["overall", *(dimension.code for dimension in pack.dimensions)],
        "verdict": [step.id for step in pack.scoring.verdicts],
    }  # fmt: skip
    return {f"{kind}_name": {"type": "string", "examples": list(names)} for kind, names in known.items()}


def _object(properties: Mapping[str, Json], required: Sequence[str]) -> Json:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


_WORD: Json = {"type": ["string", "number", "boolean"]}
_WORDS: Json = {"type": "array", "minItems": 1, "items": _WORD}


def _conditions(*, scores: bool) -> dict[str, Json]:
    """Conditions on a case, and those on an item of a list."""
    status = {"type": "array", "minItems": 1, "items": {"enum": list(DECIDED_STATUSES)}}
    own = [
        _fact(),
        _object({"criterion": _ref("criterion_name"), "status": status}, ["criterion", "status"]),
        _object({"dimension": _ref("dimension_name"), "has": {"const": "critical_gap"}}, ["dimension", "has"]),
    ]
    if scores:
        bound = {"type": "number", "minimum": 0, "maximum": 100}
        own.append(_object({"score": _ref("score_name"), "at_least": bound}, ["score", "at_least"]))
    item = _object({"item": _ref("item_name"), "is": _WORD, "in": _WORDS}, ["item"])
    return {"condition": _logic("condition", own), "item_condition": _logic("item_condition", [item])}


def _logic(name: str, own: list[Json]) -> Json:
    many = {"type": "array", "minItems": 1, "items": _ref(name)}
    joined = [_object({key: part}, [key]) for key, part in (("all", many), ("any", many), ("not", _ref(name)))]
    return {"anyOf": [{"enum": ["always", "never"]}, *joined, *own]}


def _fact() -> Json:
    name = _ref("fact_name")
    day: Json = {"anyOf": [{"type": ["string", "integer"]}, _object({"fact": name}, ["fact"])]}
    count = _object({"where": _ref("item_condition"), "at_least": {"type": "integer"}}, ["where", "at_least"])
    items = _ref("item_condition")
    operators: dict[str, Json] = {
        "is": _WORD, "in": _WORDS, "known": {"type": "boolean"}, "at_least": {"type": "number"},
        "at_most": {"type": "number"}, "before": day, "after": day, "some": items, "every": items, "count": count,
    }  # fmt: skip
    return _object({"fact": name, **operators}, ["fact"]) | {"minProperties": 2, "maxProperties": 2}


def _effect() -> Json:
    criterion = _ref("criterion_name")
    shapes: dict[str, dict[str, Json]] = {
        "cap_status": {"to": {"const": "partly"}},
        "raise_severity": {"to": {"enum": list(SEVERITIES)}},
        "finding": {"status": {"type": "array", "items": {"enum": list(DECIDED_STATUSES)}}},
        "explain_cause": {"by": criterion},
        **{name: {} for name in ("question", "support", "recommend", "flag_format")},
    }
    effects = [_object({name: criterion, **more}, [name, *more.keys() & {"to"}]) for name, more in shapes.items()]
    return {"anyOf": [*effects, _object({"bound_verdict": _ref("verdict_name")}, ["bound_verdict"])]}
