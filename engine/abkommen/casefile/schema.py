"""JSON Schema (draft 2020-12) of the three kinds of file, made of the field catalogue, for completion and checks in editors.

It says what an editor can use: names, values, forms and descriptions. What needs more than one place of a file (sources
that exist, layers, dates of records) only reading the case checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from abkommen.base.fields import NONE, TRI, YES_NO, Catalogue, Field, ItemAttribute, Items
from abkommen.base.schemas import DRAFT, Json
from abkommen.base.texts import LANGUAGES, Lang, Text
from abkommen.casefile import wording
from abkommen.casefile.entries import BASES, CLAIM_KEYS, CONFIDENCES, ENTERED_KEYS, KEYS, SEARCH_KEYS, UNKNOWN_KINDS
from abkommen.casefile.evidence import KEYS as EVIDENCE_KEYS
from abkommen.casefile.files import Kind
from abkommen.casefile.heads import LayerNames, SourceEntry
from abkommen.casefile.layers import BASELINE_FILE, PARTNER_FILE
from abkommen.casefile.loading import CASE_FILE
from abkommen.casefile.model import SourceKind
from abkommen.casefile.values import UNKNOWN, allowed_words


def case_schema(catalogue: Catalogue, languages: Sequence[Lang] = LANGUAGES) -> Json:
    """The schema of case files, described in ``languages``."""
    writer = _Writer(catalogue, tuple(languages))
    names: Json = {"type": ["string", "array"], "items": {"type": "string"}}
    own: dict[str, Json] = {
        "layers": _object(dict.fromkeys(LayerNames.model_fields, names), nullable=True),
        "draft": _object({"file": _TEXT, "complete": {"enum": list(YES_NO)}}, required=["file"]),
        "memo": {"type": "object"},
    }
    return writer.file(CASE_FILE, own, required=["title"])


def partner_schema(catalogue: Catalogue, languages: Sequence[Lang] = LANGUAGES) -> Json:
    """The schema of partner files, described in ``languages``."""
    own = {"country": {"type": "string", "pattern": "^[A-Z]{2}$"}, "extends": {"type": "string"}}
    return _Writer(catalogue, tuple(languages)).file(PARTNER_FILE, own, required=["country"])


def baseline_schema(catalogue: Catalogue, languages: Sequence[Lang] = LANGUAGES) -> Json:
    """The schema of baseline files, described in ``languages``."""
    name = _object({"de": _TEXT, "en": _TEXT, "abbreviation": _TEXT}, required=["de", "en"])
    ministries: Json = {"type": ["object", "null"], "additionalProperties": name}
    own: dict[str, Json] = {"extends": {"type": "string"}, "ministries": ministries}
    return _Writer(catalogue, tuple(languages)).file(BASELINE_FILE, own, required=[])


def _object(properties: Mapping[str, Json], required: Sequence[str] = (), *, nullable: bool = False) -> Json:
    """An object with these keys and no others; ``nullable`` where comments alone may stand below the key."""
    kind: Any = ["object", "null"] if nullable else "object"
    result: Json = {"type": kind, "properties": dict(properties), "additionalProperties": False}
    return result | ({"required": list(required)} if required else {})


def _def(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


_TEXT: Json = {"type": ["string", "number", "null"]}
_DATE: Json = {
    "type": ["string", "integer", "null"],
    "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    "minimum": 1000,
    "maximum": 9999,
}
_MARK: Json = {"enum": [True, False, "yes", "no"]}
_UNKNOWN_VALUE: Json = {"properties": {"value": {"const": UNKNOWN}}, "required": ["value"]}
_EMPTY_LIST: Json = {"properties": {"value": {"type": "array", "maxItems": 0}}, "required": ["value"]}
_NO_EVIDENCE_NEEDED: Json = {
    "properties": {"basis": {"enum": ["presumed", "baseline", "proposed"]}},
    "required": ["basis"],
}
_RULES: Json = {
    "allOf": [
        {
            "if": {"not": {"anyOf": [_UNKNOWN_VALUE, _EMPTY_LIST, _NO_EVIDENCE_NEEDED]}},
            "then": {"anyOf": [{"required": ["from"]}, {"required": ["evidence"]}]},
        },
        {"if": _EMPTY_LIST, "then": {"required": ["search", "complete"], "properties": {"complete": {"const": "yes"}}}},
        *(
            {
                "if": {"properties": {"unknown_kind": {"const": kind}}, "required": ["unknown_kind"]},
                "then": {"required": [key]},
            }
            for kind, key in (("searched", "search"), ("disputed", "claims"))
        ),
        {
            "if": _UNKNOWN_VALUE,
            "else": {"not": {"anyOf": [{"required": [key]} for key in ("unknown_kind", "candidates")]}},
        },
    ],
    "dependentRequired": {"at": ["from"], "quote": ["from"]},
}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes schemas of one catalogue in some languages."""

    catalogue: Catalogue
    languages: tuple[Lang, ...]

    def file(self, kind: Kind[Any], own: Mapping[str, Json], required: Sequence[str]) -> Json:
        title = _object({"de": _TEXT, "en": _TEXT}, required=["de", "en"])
        sources = {"type": ["object", "null"], "additionalProperties": _def("source")}
        parts = {"schema": {"const": kind.schema}, "id": {"type": "string"}, "title": title, "as_of": _DATE}
        properties: dict[str, Json] = {**parts, **own, "sources": sources, "facts": self._facts(kind)}
        described = {key: part | self._describe(wording.HEAD_KEYS[key]) for key, part in properties.items()}
        return {"$schema": DRAFT, **_object(described, ["schema", "id", "as_of", *required]), "$defs": self._defs(kind)}

    def _describe(self, text: Text) -> Json:
        return {"description": "\n\n".join(text.in_(lang) for lang in self.languages)}

    def _fields(self, kind: Kind[Any]) -> dict[str, Field]:
        return {
            name: field
            for name, field in self.catalogue.items()
            if not kind.scopes.isdisjoint({field.scope, *field.also_in})
        }

    def _facts(self, kind: Kind[Any]) -> Json:
        groups: dict[str, dict[str, Json]] = {}
        for name in self._fields(kind):
            group, _, short = name.partition(".")
            groups.setdefault(group, {})[short] = _def(name)
        return _object({group: _object(members, nullable=True) for group, members in groups.items()}, nullable=True)

    def _defs(self, kind: Kind[Any]) -> Json:
        parts = self._parts()
        facts = {name: self._fact(name, field) for name, field in self._fields(kind).items()}
        return {"source": self._source(), "rules": _RULES, **parts, **facts}

    def _source(self) -> Json:
        kinds = {"date": _DATE, "accessed": _DATE, "weak": _MARK, "kind": {"enum": list(get_args(SourceKind))}}
        properties = {
            key: kinds.get(key, _TEXT) | self._describe(wording.SOURCE_KEYS[key]) for key in SourceEntry.model_fields
        }
        found = [{"required": ["address"]}, {"required": ["file"]}, {"required": ["publisher", "date"]}]
        return {**_object(properties, ["kind", "title"]), "anyOf": found}

    def _parts(self) -> Json:
        """The keys that are the same in every fact."""
        evidence = _object(dict.fromkeys(EVIDENCE_KEYS, _TEXT), ["source"])
        forms: dict[str, Json] = {
            "basis": self._choice(BASES, wording.BASES),
            "confidence": {"enum": list(CONFIDENCES)},
            "unknown_kind": self._choice(UNKNOWN_KINDS, wording.UNKNOWN_KINDS),
            "as_of": _DATE,
            "check_by": _DATE,
            "confidential": _MARK,
            "complete": {"enum": list(YES_NO)},
            "evidence": {"type": "array", "items": evidence},
            "search": _object({SEARCH_KEYS[0]: _DATE, SEARCH_KEYS[1]: _TEXT}, SEARCH_KEYS),
            "entered": _object({ENTERED_KEYS[0]: _TEXT, ENTERED_KEYS[1]: _DATE}, ENTERED_KEYS),
            "weight": {"type": "number"},
        }
        shared = (key for key in KEYS if key not in ("value", "candidates", "claims"))
        return {f"fact-{key}": self._part(key, forms.get(key, _TEXT)) for key in shared}

    def _part(self, key: str, form: Json) -> Json:
        more = form.get("description")
        description = self._describe(wording.FACT_KEYS[key])["description"]
        return form | {"description": f"{description}\n\n{more}" if more else description}

    def _choice(self, words: Sequence[str], meanings: Mapping[str, Text]) -> Json:
        lines = self._lines(lambda lang: (f"{word}: {meanings[word].in_(lang)}" for word in words))
        return {"enum": list(words), "description": lines}

    def _lines(self, lines_in: Callable[[Lang], Iterable[str]]) -> str:
        """Lines in every language, one language below the other."""
        return "\n\n".join("\n".join(lines_in(lang)) for lang in self.languages)

    def _fact(self, name: str, field: Field) -> Json:
        """One record, or a list of dated ones."""
        properties = {key: _def(f"fact-{key}") for key in KEYS if key not in ("value", "candidates", "claims")}
        properties["value"] = self._value(field) | {"description": self._lines(lambda lang: _meanings(field, lang))}
        words = list(allowed_words(field.type, field.values))
        if words:
            properties["candidates"] = self._part(
                "candidates", {"type": "array", "minItems": 2, "items": {"enum": words}}
            )
        claim = {key: _def(f"fact-{key}") for key in CLAIM_KEYS if key != "value"} | {
            "value": {"enum": words} if words else _TEXT
        }
        properties["claims"] = self._part(
            "claims", {"type": "array", "minItems": 2, "items": _object(claim, ["value"])}
        )
        if field.type != "list":
            del properties["complete"]
        record = _object(properties, ["value"])
        return {
            "title": " · ".join(field.title.in_(lang) for lang in self.languages),
            "description": self._lines(lambda lang: _questions(field, lang)),
            **record,
            "type": ["object", "array"],
            "minItems": 1,
            "items": {**_def(name), "type": "object", "required": ["as_of"]},
            "if": {"type": "object"},
            "then": _def("rules"),
        }

    def _value(self, field: Field) -> Json:
        words = allowed_words(field.type, field.values)
        if words:
            return {"enum": [*words, UNKNOWN]}
        if field.items is not None:
            return {"anyOf": [{"type": "array", "items": self._item(field.items)}, {"const": UNKNOWN}]}
        if field.type == "text":
            return {"type": ["string", "number"]}
        form: Json = {"type": "number"} if field.type == "number" else _DATE | {"type": ["string", "integer"]}
        return {"anyOf": [form, {"const": UNKNOWN}]}

    def _item(self, items: Items) -> Json:
        if not items.attributes:
            return {"enum": list(items.values)} if items.values else {"type": ["string", "number"]}
        attributes = {name: self._attribute(attribute) for name, attribute in items.attributes.items()}
        return _object(attributes) | {"minProperties": 1}

    def _attribute(self, attribute: ItemAttribute) -> Json:
        words = [*allowed_words(attribute.type, attribute.values), *((NONE,) if attribute.none else ())]
        form: Json = {"enum": [*words, UNKNOWN, None]} if attribute.type in ("tri", "yes_no", "enum") else _TEXT
        return form | self._describe(attribute.title) if attribute.title else form


def _questions(field: Field, lang: Lang) -> list[str]:
    return [field.question.in_(lang), f"{wording.EVIDENCE.in_(lang)}: {field.evidence.in_(lang)}"]


def _meanings(field: Field, lang: Lang) -> list[str]:
    texts = field.anchors or field.labels
    words = [f"{word}: {texts[word].in_(lang)}" for word in field.values or TRI if word in texts]
    return words or [field.question.in_(lang)]
