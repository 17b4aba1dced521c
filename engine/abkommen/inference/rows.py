"""The facts the ruleset speaks in, and the patterns that match them.

Kinds of facts: ``fact`` (a known value), ``item`` and ``complete`` (lists), ``fit`` (whether an item fits a condition),
``leaf`` (a test's truth), ``own`` (a criterion), ``part`` (the truth of one of its conditions), ``can`` and ``may`` (a status
that is possible before and after caps), ``held`` (whether an interaction holds), ``gap`` (a dimension's critical gap: T sure,
M possible).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from abkommen.inference.host import FactRow, Match

Pattern = FactRow
Conclusion = Callable[[tuple[Match, ...]], Iterable[FactRow]]

TRUTH = {True: "T", False: "F"}
ABSENT = "?"


def attribute_key(name: str) -> str:
    """The property under which an item's attribute is asserted; the prefix keeps it from the engine's own."""
    return f"a_{name}"


def both(*tests: FactRow) -> Pattern:
    return {"$and": list(tests)}


def one_of(name: str, values: frozenset[str]) -> FactRow:
    ordered = sorted(values)
    return {name: ordered[0]} if len(ordered) == 1 else {"$or": [{name: value} for value in ordered]}


def conclude(facts: Sequence[FactRow]) -> Conclusion:
    return lambda matches: facts


def conclude_if(facts: Sequence[FactRow], enough: Callable[[int], bool]) -> Conclusion:
    return lambda matches: facts if enough(len(matches)) else ()


def conclude_fit(number: int, truth: bool | None) -> Conclusion:
    value = "U" if truth is None else TRUTH[truth]
    return lambda matches: [
        {"kind": "fit", "id": f"fit:{number}:{match['i']['n']}", "leaf": number, "n": match["i"]["n"], "val": value}
        for match in matches
    ]


def leaf_row(number: int, truth: bool) -> FactRow:
    return {"kind": "leaf", "id": f"leaf:{number}", "leaf": number, "val": TRUTH[truth]}


def part_row(criterion: str, part: str, truth: bool) -> FactRow:
    return {"kind": "part", "id": f"part:{criterion}:{part}", "crit": criterion, "part": part, "val": TRUTH[truth]}


def part_of_same(part: str, truth: bool) -> Pattern:
    return both({"kind": "part"}, {"part": part}, {"val": TRUTH[truth]}, {"crit": {"c": "crit"}})


def conclude_possible(status: str) -> Conclusion:
    return lambda matches: [status_row("can", match["c"]["crit"], status) for match in matches]


def held_row(interaction: str, truth: bool) -> FactRow:
    return {"kind": "held", "id": f"held:{interaction}", "int": interaction, "val": TRUTH[truth]}


def held_pattern(interaction: str, truth: bool) -> Pattern:
    return both({"kind": "held"}, {"int": interaction}, {"val": TRUTH[truth]})


def status_row(kind: str, criterion: str, status: str) -> FactRow:
    return {"kind": kind, "id": f"{kind}:{criterion}:{status}", "crit": criterion, "val": status}


def gap_row(dimension: str, value: str) -> FactRow:
    return {"kind": "gap", "id": f"gap:{dimension}:{value}", "dim": dimension, "val": value}
