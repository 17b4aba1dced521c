"""What the parts of one fact must not say against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from abkommen.base.fields import Field
from abkommen.casefile.model import Basis, Fact

Contradiction = tuple[str, str, str]
"""The key it stands at (empty for the whole fact), what is wrong, what to do."""

WITHOUT_EVIDENCE: frozenset[Basis] = frozenset({"presumed", "baseline", "proposed"})
ONLY_FOR = {"search": "searched", "candidates": "undetermined", "claims": "disputed"}


def contradictions(fact: Fact, field: Field, given: Mapping[str, Any]) -> Iterator[Contradiction]:
    """Everything wrong with a fact whose parts are each in order; ``given`` are the keys as written."""
    if "complete" in given and field.type != "list":
        yield "complete", "“complete” is for lists only", f"“{fact.field}” is no list: remove it"
    if fact.value is None:
        yield from _unknown(fact, given)
    else:
        yield from _known(fact, field, given)


def _unknown(fact: Fact, given: Mapping[str, Any]) -> Iterator[Contradiction]:
    kind = fact.unknown_kind
    if kind == "searched" and "search" not in given:
        yield "", "searched, but not when and where", "add search: {on: 2026-01, where: …}"
    if kind == "disputed" and len({claim.value for claim in fact.claims}) < 2:
        yield (
            "claims",
            "disputed, but without two claims that differ",
            "add claims: [{value: …, from: S1}, {value: …, from: S2}]",
        )
    if "candidates" in given and len(fact.candidates) < 2:
        yield "candidates", "candidates are two values or more", "one alone is the value, none is left out"
    for key in ("candidates", "claims"):
        if key in given and kind != ONLY_FOR[key]:
            yield key, f"“{key}” goes with unknown_kind: {ONLY_FOR[key]}", f"here it is {kind}"


def _known(fact: Fact, field: Field, given: Mapping[str, Any]) -> Iterator[Contradiction]:
    for key in ("unknown_kind", "candidates", "claims"):
        if key in given:
            yield key, f"“{key}” is for unknown values only", "remove it, or write value: unknown"
    if fact.value == ():
        yield from _empty_list(fact, given)
    elif not fact.evidence and fact.basis not in WITHOUT_EVIDENCE:
        yield "", f"“{fact.field}” has a value and no evidence", "name the source: from: S1, at: …"
    if fact.basis == "silent":
        yield from _silence(fact, field)


def _empty_list(fact: Fact, given: Mapping[str, Any]) -> Iterator[Contradiction]:
    """None found is a finding only when somebody looked and says that the list is complete."""
    if "search" not in given:
        yield "value", "an empty list without a search", "add search: {on: 2026-01, where: …}, or write value: unknown"
    if not fact.complete:
        yield "value", "an empty list that is not complete says nothing", "add complete: yes, or write value: unknown"


def _silence(fact: Fact, field: Field) -> Iterator[Contradiction]:
    """A text that says nothing is evidence of absence only where the text is the place to look."""
    if not field.silent_is_no:
        yield (
            "basis",
            f"silence of the text proves nothing on “{fact.field}”",
            "name what was found, or write value: unknown",
        )
    if field.type in ("tri", "yes_no") and fact.value != "no":
        yield "value", "silence can only mean no", "write value: no, or another basis"
