"""Conditions as disjunctions of conjunctions of literals, the only shape that rules of the engine can have.

For every condition two positive forms exist: what makes it known to hold, and what makes it known not to hold. Unknown is
the absence of both, so no rule ever tests that a fact is absent (design, "Rule language").
"""

from __future__ import annotations

from itertools import product
from typing import TypeVar

from abkommen.rulepack.conditions import All, Any_, Condition, ItemIn, Leaf, Not

L = TypeVar("L", Leaf, ItemIn)
Literal_ = tuple[Condition, bool]
Conjunction = frozenset[Literal_]

MAX_CONJUNCTIONS = 64


class TooComplex(ValueError):
    """A condition that would become more rules than the engine is trusted with."""


def conjunctions(condition: Condition, wanted: bool) -> tuple[Conjunction, ...]:
    """The conjunctions of literals (leaf, truth) each of which makes ``condition`` known to be ``wanted``.

    Raises :class:`TooComplex` over the limit. An empty conjunction holds always; no conjunction at all means never.
    """
    match condition:
        case Not(part):
            return conjunctions(part, not wanted)
        case All(parts):
            return _all(parts, wanted) if wanted else _any(parts, wanted)
        case Any_(parts):
            return _any(parts, wanted) if wanted else _all(parts, wanted)
    return (frozenset(((condition, wanted),)),)


def _any(parts: tuple[Condition, ...], wanted: bool) -> tuple[Conjunction, ...]:
    return _minimal([conjunction for part in parts for conjunction in conjunctions(part, wanted)])


def _all(parts: tuple[Condition, ...], wanted: bool) -> tuple[Conjunction, ...]:
    found: list[Conjunction] = [frozenset()]
    for part in parts:
        found = list(_minimal([left | right for left, right in product(found, conjunctions(part, wanted))]))
    return tuple(found)


def _minimal(found: list[Conjunction]) -> tuple[Conjunction, ...]:
    """Without contradictions, repetitions and conjunctions that a shorter one covers."""
    sound = dict.fromkeys(one for one in found if not any((leaf, not truth) in one for leaf, truth in one))
    kept = tuple(one for one in sound if not any(other < one for other in sound))
    if len(kept) > MAX_CONJUNCTIONS:
        raise TooComplex(f"becomes {len(kept)} rules, at most {MAX_CONJUNCTIONS} are allowed")
    return kept
