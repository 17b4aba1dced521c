"""Conditions in words, made from the tree itself: one sentence when short, nested lists when long.

Negations are carried down to the tests (De Morgan's laws hold in Kleene's logic), so that only "all" and "at least one"
remain; tests that say the same of several things, or several things of the same, are told together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from abkommen.reports.wording.claims import Claim, claim, text
from abkommen.reports.wording.display import joined, quoted
from abkommen.reports.wording.phrases import Line, Listing, Phrase
from abkommen.reports.wording.together import Kind, Test, families, test, told_in_one
from abkommen.reports.wording.wording import Wording
from abkommen.rulepack.conditions import All, Any_, Condition, ItemIn, Not

SHORT = 150  # letters of a sentence with several tests
FEW = 3  # tests of a sentence


@dataclass(frozen=True, slots=True)
class _Group:
    kind: Kind
    parts: tuple[_Part, ...]


_Part = Claim | _Group


def condition_in_words(wording: Wording, condition: Condition, wanted: bool = True) -> Phrase:
    """The condition, or with ``wanted`` false its negation."""
    return _phrase(wording, _part(wording, *test(condition, wanted)))


def _part(wording: Wording, condition: Condition, wanted: bool) -> _Part:
    match condition:
        case All(()) | Any_(()):
            patterns = wording.words.conditions
            return Claim("statement", "", patterns.always if isinstance(condition, All) is wanted else patterns.never)
        case All(parts) | Any_(parts):
            kind: Kind = "all" if isinstance(condition, All) is wanted else "any"
            return _group(wording, kind, [test(part, wanted) for part in parts])
        case ItemIn() | Not():
            raise TypeError("a condition on an item stands only inside some, every or count")
    return claim(wording, condition, wanted)


def _group(wording: Wording, kind: Kind, tests: Sequence[Test]) -> _Part:
    told: list[_Part] = []
    for family in families(kind, tests):
        part = told_in_one(wording, kind, family) if len(family) > 1 else _part(wording, *family[0])
        told += part.parts if isinstance(part, _Group) and part.kind == kind else (part,)
    for merge in (_one_label, _one_value):
        told = merge(wording, kind, told)
    return told[0] if len(told) == 1 else _Group(kind, tuple(told))


def _one_label(wording: Wording, kind: Kind, parts: Sequence[_Part]) -> list[_Part]:
    """Neighbours about the same thing: ``Partnerinteressen: a oder b``, unless "and" and "or" could then be mistaken."""

    def merge(run: Sequence[Claim]) -> Claim:
        return Claim("list", run[0].label, _join(wording, kind, [one.value for one in run]))

    return _merged(parts, lambda part: part.label if _plain(wording, part) else "", merge)


def _one_value(wording: Wording, kind: Kind, parts: Sequence[_Part]) -> list[_Part]:
    """Neighbours with the same value: ``„a“ und „b“: jeweils ja``."""

    def merge(run: Sequence[Claim]) -> Claim:
        value = run[0].value if kind == "any" else wording.words.conditions.each.format(value=run[0].value)
        labels = [one.label if one.kind == "status" else quoted(wording.words, one.label) for one in run]
        return Claim("statement", _join(wording, kind, labels), value)

    return _merged(parts, lambda part: (part.kind, part.value) if part.kind in ("fact", "status") else "", merge)


def _merged(
    parts: Sequence[_Part], key: Callable[[Claim], object], merge: Callable[[Sequence[Claim]], Claim]
) -> list[_Part]:
    """Runs of claims with the same key become one where that stays short."""
    found: list[_Part] = []
    for same, run in groupby(parts, lambda part: key(part) if isinstance(part, Claim) else None):
        claims = list(run)
        merged = merge([one for one in claims if isinstance(one, Claim)]) if same and len(claims) > 1 else None
        found += [merged] if merged is not None and len(merged.label) + len(merged.value) <= SHORT else claims
    return found


def _phrase(wording: Wording, part: _Part) -> Phrase:
    if isinstance(part, Claim):
        return Line(text(wording, part))
    claims = [one for one in part.parts if isinstance(one, Claim)]
    if len(claims) == len(part.parts) <= FEW and all(_plain(wording, one) for one in claims):
        sentence = _join(wording, part.kind, [quoted(wording.words, text(wording, one)) for one in claims])
        if len(sentence) <= SHORT:
            return Line(sentence)
    return Listing(part.kind, tuple(_phrase(wording, one) for one in part.parts))


def _plain(wording: Wording, one: Claim) -> bool:
    """Whether a claim can stand in quotation marks: no sentence of its own, and none in it already."""
    return one.kind != "statement" and wording.words.quotes.open not in one.label + one.value


def _join(wording: Wording, kind: Kind, parts: Sequence[str]) -> str:
    return joined(wording.words, parts, "and" if kind == "all" else "or")
