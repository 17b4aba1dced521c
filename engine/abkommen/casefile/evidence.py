"""Evidence of a fact: ``from`` and ``at`` in the short form, a list of source, locator and quote in the long form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from abkommen.base.problems import did_you_mean
from abkommen.casefile.model import Evidence
from abkommen.casefile.spot import Spot
from abkommen.casefile.values import text_at

KEYS = ("source", "locator", "quote")


@dataclass(frozen=True, slots=True)
class SourceKeys:
    """The sources of one file: their unique keys by the name used in the file, and which of them are weak."""

    keys: Mapping[str, str]
    weak: frozenset[str]

    def only_weak(self, evidence: tuple[Evidence, ...]) -> bool:
        """Whether there is evidence and all of it comes from copies, mirrors or opening excerpts."""
        return bool(evidence) and all(item.source in self.weak for item in evidence)


def read_evidence(spot: Spot, given: Mapping[str, object], sources: SourceKeys) -> tuple[Evidence, ...]:
    """The evidence in both forms; ``spot`` is the mapping (a fact or a claim) that holds them."""
    return (*_short(spot, given, sources), *_long(spot.down("evidence"), given.get("evidence"), sources))


def _short(spot: Spot, given: Mapping[str, object], sources: SourceKeys) -> tuple[Evidence, ...]:
    if "from" not in given:
        for key in ("at", "quote"):
            if key in given:
                spot.down(key).wrong(f"“{key}” without “from”", "name the source: from: S1", of_key=True)
        return ()
    if isinstance(given["from"], list):
        spot.down("from").wrong("“from” names one source", "for several write evidence: [{source: S1, locator: …}, …]")
        return ()
    return _one(spot, given, ("from", "at", "quote"), sources)


def _long(spot: Spot, raw: object, sources: SourceKeys) -> tuple[Evidence, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        spot.wrong("“evidence” is a list", "write [{source: S1, locator: …}]")
        return ()
    return tuple(item for index, entry in enumerate(raw) for item in _long_item(spot.down(index), entry, sources))


def _long_item(spot: Spot, raw: object, sources: SourceKeys) -> tuple[Evidence, ...]:
    if not isinstance(raw, Mapping):
        spot.wrong("expected the keys source, locator and quote", "write {source: S1, locator: …}")
        return ()
    spot.refuse_unknown_keys(raw, KEYS, "key of evidence")
    given = {key: value for key, value in raw.items() if value is not None}
    if "source" not in given:
        spot.wrong("“source” is missing", f"known sources: {', '.join(sources.keys) or 'none yet'}")
        return ()
    return _one(spot, given, KEYS, sources)


def _one(
    spot: Spot, given: Mapping[str, object], names: tuple[str, str, str], sources: SourceKeys
) -> tuple[Evidence, ...]:
    source, locator, quote = (text_at(spot, given, key) for key in names)
    if not source:
        return ()
    key = sources.keys.get(source)
    if key is None:
        spot.down(names[0]).wrong(*no_such_source(source, sources))
    return (Evidence(key or source, locator, quote),)


def no_such_source(name: str, sources: SourceKeys) -> tuple[str, str]:
    """Message and hint for a name that no source of the file has."""
    known = f"known sources: {', '.join(sources.keys) or 'none yet, add it under sources:'}"
    return f"no source “{name}” in this file", did_you_mean(name, sources.keys) or known
