"""Tests that are better told in one: critical gaps of several areas, several entries of one list, "some" with "every"."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Literal

from abkommen.reports.wording.claims import Claim
from abkommen.reports.wording.display import joined, quoted
from abkommen.reports.wording.entries import includes, some_and_every
from abkommen.reports.wording.wording import Wording
from abkommen.rulepack.conditions import Condition, CriticalGap, ItemIn, Not, Quantified

Kind = Literal["all", "any"]
Test = tuple[Condition, bool]


def test(condition: Condition, wanted: bool) -> Test:
    """A condition without the negations around it, and whether it must hold."""
    while isinstance(condition, Not):
        condition, wanted = condition.part, not wanted
    return condition, wanted


def families(kind: Kind, tests: Sequence[Test]) -> list[list[Test]]:
    """The tests of a group, those that can be told in one side by side; in the order of the rule, none of them twice."""
    found: dict[Hashable, list[Test]] = {}
    for place, one in enumerate(dict.fromkeys(tests)):
        family = _family(kind, *one)
        found.setdefault(place if family is None else family, []).append(one)
    return list(found.values())


def _family(kind: Kind, condition: Condition, wanted: bool) -> tuple[Hashable, ...] | None:
    match condition:
        case CriticalGap():
            return ("gap", wanted)
        case Quantified(kind="some", fact=fact, where=ItemIn(attribute="value", values=values)) if (
            kind == "all" and wanted
        ):
            return ("entries", fact) if len(values) == 1 else None
        case Quantified(kind="some" | "every", fact=fact, where=where) if kind == "all" and wanted:
            return ("fitting", fact, where)
    return None


def told_in_one(wording: Wording, kind: Kind, family: Sequence[Test]) -> Claim:
    """Several tests of one family as one claim."""
    first, wanted = family[0]
    if isinstance(first, CriticalGap):
        return Claim("statement", "", _gaps(wording, kind, family, wanted))
    tests = [one for one, _ in family if isinstance(one, Quantified)]
    label = wording.label(tests[0].fact)
    if any(one.kind == "every" for one in tests):
        return Claim("list", label, some_and_every(wording, tests[0]))
    entries = [value for one in tests if isinstance(one.where, ItemIn) for value in sorted(one.where.values)]
    return Claim("list", label, includes(wording, tests[0].fact, list(dict.fromkeys(entries))))


def _gaps(wording: Wording, kind: Kind, family: Sequence[Test], wanted: bool) -> str:
    patterns = wording.words.conditions
    areas = [quoted(wording.words, wording.area(one.dimension)) for one, _ in family if isinstance(one, CriticalGap)]
    if wanted:
        pattern = patterns.gap_in_any if kind == "any" else patterns.gap_in_all
    else:
        pattern = patterns.no_gap_in_any if kind == "all" else patterns.no_gap_in_some
    return pattern.format(areas=joined(wording.words, areas))
