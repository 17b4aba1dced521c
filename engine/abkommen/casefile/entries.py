"""Fact entries: value, basis, confidence, date, evidence and what kind of unknown; one entry or a list of dated records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from abkommen.base.dates import PartialDate
from abkommen.base.fields import Field
from abkommen.casefile.consistency import contradictions
from abkommen.casefile.evidence import SourceKeys, read_evidence
from abkommen.casefile.model import Basis, Claim, Confidence, Fact, Layer, Origin, UnknownKind
from abkommen.casefile.spot import Spot
from abkommen.casefile.values import UNKNOWN, allowed_words, date_at, read_text, read_value, read_word, text_at, word_at

KEYS = (
    "value", "basis", "confidence", "as_of", "from", "at", "quote", "evidence", "unknown_kind", "candidates", "claims",
    "complete", "search", "check_by", "confidential", "entered", "note", "weight",
)  # fmt: skip
SEARCH_KEYS = ("on", "where")
ENTERED_KEYS = ("by", "on")
CLAIM_KEYS = ("value", "from", "at", "quote", "evidence")
BASES: tuple[Basis, ...] = get_args(Basis)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
UNKNOWN_KINDS: tuple[UnknownKind, ...] = get_args(UnknownKind)


@dataclass(frozen=True, slots=True)
class Shelfmark:
    """Where the entries of one file belong: its layer, its name in messages and its sources."""

    layer: Layer
    file: str
    sources: SourceKeys


def read_entry(spot: Spot, raw: object, name: str, field: Field, mark: Shelfmark) -> tuple[Fact, ...]:
    """The records of one fact in the order of the file: one, or several with a date each."""
    if isinstance(raw, Mapping):
        return (_record(spot, raw, name, field, mark),)
    if isinstance(raw, list):
        return _records(spot, raw, name, field, mark)
    if raw is None:
        spot.wrong(
            f"“{name}” is empty", "fill it in or leave the line out: a fact that is not there is unknown", of_key=True
        )
    else:
        spot.wrong(f"“{name}” needs its evidence beside the value", "write {value: …, from: S1, at: …}")
    return ()


def _records(spot: Spot, raw: list[Any], name: str, field: Field, mark: Shelfmark) -> tuple[Fact, ...]:
    if not raw or not all(isinstance(record, Mapping) and "value" in record for record in raw):
        hint = (
            "put the items under value: {value: [...], complete: no, from: S1}"
            if field.type == "list"
            else "each with value and as_of"
        )
        spot.wrong(f"a list under “{name}” means dated records", hint)
        return ()
    facts = tuple(_record(spot.down(index), record, name, field, mark) for index, record in enumerate(raw))
    days: set[dt.date] = set()
    for index, fact in enumerate(facts):
        if "as_of" not in raw[index]:
            spot.down(index).wrong(f"a record of “{name}” without “as_of”", "each of several records needs its date")
        elif fact.as_of is not None and fact.as_of.first in days:
            hint = "only one can count: merge them or give one a later or more exact date"
            spot.down(index, "as_of").wrong(f"two records of “{name}” that begin on {fact.as_of.first}", hint)
        if fact.as_of is not None:
            days.add(fact.as_of.first)
    return facts


def _record(spot: Spot, raw: Mapping[str, Any], name: str, field: Field, mark: Shelfmark) -> Fact:
    spot.refuse_unknown_keys(raw, KEYS, "key of a fact")
    given = {key: value for key, value in raw.items() if value is not None}
    before = len(spot.notes.problems)
    evidence = read_evidence(spot, given, mark.sources)
    known = given.get("value") != UNKNOWN
    search, searched_on = _named(spot, given, "search", SEARCH_KEYS[::-1])
    entered_by, entered_on = _named(spot, given, "entered", ENTERED_KEYS)
    fact = Fact(
        field=name,
        value=_value(spot, given, name, field) if known else None,
        origin=Origin(mark.layer, mark.file, spot.line()),
        basis=word_at(spot, given, "basis", BASES) or "stated",
        confidence=_confidence(spot, given, mark.sources.only_weak(evidence)),
        as_of=date_at(spot, given, "as_of"),
        evidence=evidence,
        unknown_kind=None if known else word_at(spot, given, "unknown_kind", UNKNOWN_KINDS) or "not_asked",
        candidates=_candidates(spot.down("candidates"), given.get("candidates"), name, field),
        claims=_claims(spot.down("claims"), given.get("claims"), name, field, mark),
        complete=word_at(spot, given, "complete", ("yes", "no")) == "yes",
        search=search,
        check_by=date_at(spot, given, "check_by"),
        confidential=_mark(spot, given, "confidential"),
        note=text_at(spot, given, "note"),
        weight=_weight(spot, given),
        searched_on=searched_on,
        entered_by=entered_by,
        entered_on=entered_on,
    )
    if len(spot.notes.problems) == before:  # one slip of the pen must not be reported twice
        for key, message, hint in contradictions(fact, field, given):
            (spot.down(key) if key else spot).wrong(message, hint, of_key=key == "" or key in given)
    return fact


def _value(spot: Spot, given: Mapping[str, Any], name: str, field: Field) -> Any:
    if "value" not in given:
        spot.wrong(f"“{name}” has no value", "write value: … or value: unknown", of_key=True)
        return None
    return read_value(spot.down("value"), given["value"], name, field)


def _confidence(spot: Spot, given: Mapping[str, Any], weak: bool) -> Confidence:
    """What is said, but never more than low where all evidence is weak."""
    said = word_at(spot, given, "confidence", CONFIDENCES) or "high"
    return "low" if weak else said


def _mark(spot: Spot, given: Mapping[str, Any], key: str) -> bool:
    raw = given.get(key, False)
    if raw in ("yes", "no"):  # either way of writing it must keep a confidential fact confidential
        return bool(raw == "yes")
    if not isinstance(raw, bool):
        spot.down(key).wrong(f"“{key}” is a mark", "expected true or false")
    return raw is True


def _weight(spot: Spot, given: Mapping[str, Any]) -> float | None:
    raw = given.get("weight")
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        spot.down("weight").wrong("“weight” is a number", "the weight a detector gave its proposal")
        return None
    return float(raw)


def _named(spot: Spot, given: Mapping[str, Any], key: str, names: Sequence[str]) -> tuple[str, PartialDate | None]:
    """A small mapping of a text (``names[0]``) and a day (``names[1]``); both are needed."""
    if key not in given:
        return "", None
    raw, inner = given[key], spot.down(key)
    if not isinstance(raw, Mapping):
        inner.wrong(f"“{key}” has two keys", f"write {{{names[0]}: …, {names[1]}: …}}")
        return "", None
    inner.refuse_unknown_keys(raw, names, f"key of {key}")
    for missing in (name for name in names if raw.get(name) is None):
        inner.wrong(f"“{missing}” is missing", f"write {key}: {{{names[0]}: …, {names[1]}: …}}")
    there = {name: value for name, value in raw.items() if value is not None}
    return text_at(inner, there, names[0]), date_at(inner, there, names[1])


def _candidates(spot: Spot, raw: object, name: str, field: Field) -> tuple[str, ...]:
    if raw is None:
        return ()
    words = allowed_words(field.type, field.values)
    if not words:
        spot.wrong(
            f"“{name}” is a {field.type}: it has no fixed values to choose from", "say it in the note", of_key=True
        )
        return ()
    if not isinstance(raw, list):
        spot.wrong("“candidates” is a list", f"write two or more of [{', '.join(words)}]")
        return ()
    found = tuple(read_word(spot.down(index), word, "candidates", words) for index, word in enumerate(raw))
    return tuple(dict.fromkeys(word for word in found if word is not None))


def _claims(spot: Spot, raw: object, name: str, field: Field, mark: Shelfmark) -> tuple[Claim, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        spot.wrong("“claims” is a list", "write [{value: …, from: S1, at: …}, {value: …, from: S2, at: …}]")
        return ()
    return tuple(
        claim for index, entry in enumerate(raw) for claim in _claim(spot.down(index), entry, name, field, mark)
    )


def _claim(spot: Spot, raw: object, name: str, field: Field, mark: Shelfmark) -> tuple[Claim, ...]:
    if not isinstance(raw, Mapping):
        spot.wrong("a claim has a value and evidence", "write {value: …, from: S1, at: …}")
        return ()
    spot.refuse_unknown_keys(raw, CLAIM_KEYS, "key of a claim")
    given = {key: value for key, value in raw.items() if value is not None}
    if "value" not in given:
        spot.wrong("“value” is missing", "write what this source says")
        return ()
    words = allowed_words(field.type, field.values)
    inner = spot.down("value")
    value = read_word(inner, given["value"], name, words) if words else read_text(inner, given["value"])
    evidence = read_evidence(spot, given, mark.sources)
    if not evidence and not (given.keys() & {"from", "evidence"}):
        spot.wrong("a claim without evidence", "name the source: from: S1, at: …")
    return (Claim(value, evidence),) if value is not None else ()
