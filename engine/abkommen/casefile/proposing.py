"""What was read from a draft as entries of a case file: proposals that wait for a person, and silence where it is evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from abkommen.base.dates import PartialDate
from abkommen.base.texts import Lang, Text
from abkommen.casefile.emit import Data
from abkommen.casefile.values import UNKNOWN

Record = Mapping[str, Data]
AUTHOR = "abkommen"
"""Who entered what follows from a draft's silence; a person's own entry bears the person's initials."""

TO_CHECK = Text(de="Zu prüfen: ", en="To check: ")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed fact. ``weight`` is 0 to 1; ``quotes`` are articles with deciding words; ``check``: what to look at."""

    field: str
    value: str | tuple[str, ...]
    weight: float
    quotes: tuple[tuple[str, str], ...]
    check: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one draft (``source`` in the case file) suggests, and which fields its silence answers with no."""

    source: str
    suggestions: tuple[Suggestion, ...]
    silent: tuple[str, ...]
    day: PartialDate
    lang: Lang


def updates(facts: Mapping[str, Any] | None, reading: Reading) -> dict[str, Record | None]:
    """The entries to write into a file with these ``facts`` (as in the file, by group), by field name; None removes one.

    What a person has decided stays. A rejected proposal comes back only with other words of the draft. Earlier proposals
    that the draft no longer bears out go.
    """
    there = dict(_entries(facts))
    suggested = {suggestion.field: suggestion for suggestion in reading.suggestions}
    new = {
        name: _proposed(suggestion, reading)
        for name, suggestion in suggested.items()
        if name not in there or _may_replace(there[name], suggestion)
    }
    silent = {name: _silent(reading) for name in reading.silent if name not in there or is_machines(there[name])}
    gone = {name: None for name, entry in there.items() if is_machines(entry) and name not in {**suggested, **silent}}
    changed = {**new, **silent, **gone}
    return {name: entry for name, entry in changed.items() if entry is None or _new(there.get(name), entry)}


def is_proposal(entry: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether an entry waits for a decision."""
    return isinstance(entry, Mapping) and entry.get("basis") == "proposed" and entry.get("value") != UNKNOWN


def is_machines(entry: object) -> bool:
    """Whether no person has decided on an entry: it is a proposal, or was made of a draft's silence."""
    if not isinstance(entry, Mapping):
        return False
    entered = entry.get("entered")
    return is_proposal(entry) or (isinstance(entered, Mapping) and entered.get("by") == AUTHOR)


def is_rejected(entry: object) -> bool:
    """Whether a person has rejected a proposal: the value is unknown, the proposal's weight is left as its mark."""
    return isinstance(entry, Mapping) and entry.get("value") == UNKNOWN and "weight" in entry


def quoted_words(entry: Mapping[str, Any]) -> frozenset[str]:
    """The quotations of an entry."""
    evidence = entry.get("evidence")
    items = evidence if isinstance(evidence, list) else []
    return frozenset(item["quote"] for item in (*items, entry) if isinstance(item, Mapping) and "quote" in item)


def _entries(facts: Mapping[str, Any] | None) -> Iterator[tuple[str, Any]]:
    for group, members in (facts or {}).items():
        for short, entry in (members if isinstance(members, Mapping) else {}).items():
            yield f"{group}.{short}", entry


def _may_replace(entry: Any, suggestion: Suggestion) -> bool:
    if is_rejected(entry):
        return not {words for _, words in suggestion.quotes} <= quoted_words(entry)
    return is_machines(entry)


def _new(entry: Any, other: Record) -> bool:
    """Whether an entry differs from the one that is there; when silence was read does not count."""
    return not isinstance(entry, Mapping) or _timeless(entry) != _timeless(other)


def _timeless(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != "entered"}


def _proposed(suggestion: Suggestion, reading: Reading) -> Record:
    listed = not isinstance(suggestion.value, str)
    value: Data = suggestion.value if isinstance(suggestion.value, str) else list(suggestion.value)
    return {
        "value": value,
        **({"complete": "no"} if listed else {}),
        "basis": "proposed",
        "weight": round(suggestion.weight, 2),
        "evidence": list(_evidence(suggestion.quotes, reading.source)),
        **({"note": TO_CHECK.in_(reading.lang) + suggestion.check} if suggestion.check else {}),
    }


def _evidence(quotes: Iterable[tuple[str, str]], source: str) -> Iterator[Record]:
    for article, words in quotes:
        parts = {"source": source, "locator": article, "quote": words}
        yield {key: part for key, part in parts.items() if part}


def _silent(reading: Reading) -> Record:
    return {
        "value": "no",
        "basis": "silent",
        "evidence": [{"source": reading.source}],
        "entered": {"by": AUTHOR, "on": reading.day},
    }
