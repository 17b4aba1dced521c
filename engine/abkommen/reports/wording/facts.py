"""Facts in words: the value or why there is none, how it is known, and its evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from abkommen.base.dates import PartialDate, parse_date
from abkommen.base.fields import NONE
from abkommen.casefile.model import Evidence, Fact, Item, Source, Value
from abkommen.reports.wording.display import amount, count, date, dated, joined, number
from abkommen.reports.wording.entries import PLAIN
from abkommen.reports.wording.wording import Wording

_PAGES = re.compile(r"\b(?:pp?|SS?)\. ?(?=\d)")


@dataclass(frozen=True, slots=True)
class Cited:
    """One piece of evidence: the source's key and title, the place in it, and the wording quoted from it."""

    key: str
    title: str
    locator: str
    quote: str


def fact_value(wording: Wording, name: str, fact: Fact | None, sources: Mapping[str, Source]) -> str:
    """The value: ``ja``, ``13. September 2024``, ``3 Einträge``; or ``unbekannt`` with the reason."""
    patterns = wording.words.facts
    if fact is None:
        return patterns.unknown_because.format(reason=wording.term("unknown_kinds", "not_asked"))
    if fact.value is not None:
        return value_in_words(wording, name, fact.value)
    taken_out = fact.confidential and fact.unknown_kind is None  # of a public version
    return patterns.confidential if taken_out else _unknown(wording, name, fact, sources)


def value_in_words(wording: Wording, name: str, value: Value) -> str:
    """A known value."""
    match value:
        case tuple():
            return _list(wording, name, value)
        case PartialDate():
            return date(wording.words, value)
        case int() | float():
            return amount(wording.words, value, wording.field(name).unit)
    return wording.value(name, value)


def fact_details(wording: Wording, fact: Fact) -> str:
    """How a known value is known: basis, confidence, day, and whether it counts; empty for an unknown one."""
    words = wording.words
    if fact.value is None:
        return ""
    details = [wording.term("bases", fact.basis)]
    if fact.carries:
        details.append(wording.term("confidences", fact.confidence))
    if isinstance(fact.value, tuple):
        details.append(words.facts.complete if fact.complete else words.facts.incomplete)
    details += _circumstances(wording, fact)
    if not fact.carries:
        details.append(words.facts.not_counted)
    return words.lists.comma.join(details)


def _circumstances(wording: Wording, fact: Fact) -> list[str]:
    """The day a statement holds for, and whether it is confidential."""
    patterns = wording.words.facts
    day = [patterns.as_of.format(date=date(wording.words, fact.as_of))] if fact.as_of is not None else []
    return [*day, patterns.confidential] if fact.confidential else day


def cited(evidence: Evidence, sources: Mapping[str, Source]) -> Cited:
    """Evidence with the title of its source."""
    source = sources.get(evidence.source)
    return Cited(
        evidence.source, source.title if source is not None else evidence.source, evidence.locator, evidence.quote
    )


def citation(wording: Wording, found: Cited) -> str:
    """Source and place in one: ``Antwort der Bundesregierung, S. 3``."""
    if not found.locator:
        return found.title
    return wording.words.facts.at.format(source=found.title, place=locator(wording, found.locator))


def locator(wording: Wording, place: str) -> str:
    """A place in a source; pages are abbreviated as the language does."""
    return _PAGES.sub(wording.words.facts.page_mark, place)


def item_in_words(wording: Wording, name: str, item: Item) -> str:
    """One entry of a list: its value, or its attributes with their titles."""
    if set(item) == {PLAIN}:
        return wording.attribute_value(name, PLAIN, item[PLAIN])
    claim, shown = wording.words.conditions.claim, []
    for key, value in item.items():
        shown.append(
            claim.format(label=wording.attribute_label(name, key), value=_attribute(wording, name, key, value))
        )
    return wording.words.lists.semicolon.join(shown)


def _attribute(wording: Wording, name: str, key: str, value: str) -> str:
    kind = wording.attribute_type(name, key)
    if kind == "date" and value != NONE:
        return date(wording.words, parse_date(value))
    if kind == "number":
        return number(wording.words, float(value))
    return wording.attribute_value(name, key, value)


def _list(wording: Wording, name: str, items: tuple[Item, ...]) -> str:
    """Plain entries by name, others by their number."""
    if not items:
        return wording.words.facts.empty
    if all(set(item) == {PLAIN} for item in items):
        return joined(wording.words, [item_in_words(wording, name, item) for item in items])
    return count(wording.words, len(items), "entry")


def _unknown(wording: Wording, name: str, fact: Fact, sources: Mapping[str, Source]) -> str:
    words = wording.words
    reasons = [wording.term("unknown_kinds", fact.unknown_kind)] if fact.unknown_kind else []
    if fact.candidates:
        known = [wording.value(name, value) for value in wording.value_order(name) if value in fact.candidates]
        reasons.append(words.facts.candidates.format(values=joined(words, known, "or")))
    for claimed in fact.claims:
        said = joined(words, [citation(wording, cited(evidence, sources)) for evidence in claimed.evidence])
        reasons.append(words.facts.claimed.format(value=wording.value(name, claimed.value), sources=said))
    if fact.search:
        reasons.append(_search(wording, fact))
    reasons += _circumstances(wording, fact)
    reason = words.lists.semicolon.join(reasons)
    return words.facts.unknown_because.format(reason=reason) if reason else words.values["unknown"]


def _search(wording: Wording, fact: Fact) -> str:
    patterns = wording.words.facts
    if fact.searched_on is None:
        return patterns.searched_in.format(place=fact.search)
    return patterns.searched_at.format(place=fact.search, date=dated(wording.words, fact.searched_on, "on"))
