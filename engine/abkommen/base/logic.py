"""Kleene's strong three-valued logic: True, False, and None for unknown.

S. C. Kleene, Introduction to Metamathematics (1952), § 64: a conjunction is false as soon as one part is false, a
disjunction true as soon as one part is true, whatever is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable

Ternary = bool | None


def all_of(parts: Iterable[Ternary]) -> Ternary:
    result: Ternary = True
    for part in parts:
        if part is False:
            return False
        if part is None:
            result = None
    return result


def any_of(parts: Iterable[Ternary]) -> Ternary:
    result: Ternary = False
    for part in parts:
        if part is True:
            return True
        if part is None:
            result = None
    return result


def negate(part: Ternary) -> Ternary:
    return None if part is None else not part


def member(possible: frozenset[str], wanted: frozenset[str]) -> Ternary:
    """Whether a value known to lie in ``possible`` lies in ``wanted``."""
    if possible <= wanted:
        return True
    return False if possible.isdisjoint(wanted) else None
