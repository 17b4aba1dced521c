"""Tests on lists in words: how many entries, and which."""

from __future__ import annotations

from collections.abc import Sequence

from abkommen.reports.wording.display import in_words, joined, quoted
from abkommen.reports.wording.wording import Wording
from abkommen.rulepack.conditions import All, Any_, Condition, ItemIn, Not, Quantified

PLAIN = "value"  # the single attribute of plain items


def list_value(wording: Wording, leaf: Quantified, wanted: bool) -> str:
    """What is claimed of a list: ``mindestens ein Eintrag mit …``, ``darunter …``."""
    if leaf.kind == "some" and isinstance(leaf.where, ItemIn):
        found = _membership(wording, leaf.fact, leaf.where, wanted)
        if found:
            return found
    patterns = wording.words.conditions
    if leaf.kind == "some" and isinstance(leaf.where, Not) and not wanted:  # none that does not fit: every one fits
        return patterns.every.format(condition=item_condition(wording, leaf.fact, leaf.where.part, wanted=True))
    condition = item_condition(wording, leaf.fact, leaf.where, wanted=True)
    if leaf.kind == "every":
        return (patterns.every if wanted else patterns.not_every).format(condition=condition)
    if leaf.kind == "some" or leaf.at_least == 1:
        return (patterns.some if wanted else patterns.none).format(condition=condition)
    number = in_words(wording.words, leaf.at_least)
    return (patterns.count if wanted else patterns.fewer).format(number=number, condition=condition)


def some_and_every(wording: Wording, leaf: Quantified) -> str:
    """At least one entry, and all of them, fit the same condition."""
    condition = item_condition(wording, leaf.fact, leaf.where, wanted=True)
    return wording.words.conditions.some_and_every.format(condition=condition)


def includes(wording: Wording, fact: str, values: Sequence[str]) -> str:
    """All of these are on a plain list."""
    shown = [wording.attribute_value(fact, PLAIN, value) for value in values]
    return wording.words.conditions.includes.format(values=joined(wording.words, shown))


def _membership(wording: Wording, fact: str, where: ItemIn, wanted: bool) -> str:
    """Plain items are named themselves; a test that every value passes asks only for an entry."""
    patterns, words = wording.words.conditions, wording.words
    order = wording.attribute_order(fact, where.attribute)
    if where.values == frozenset(order) and (where.attribute == PLAIN or not wanted):
        return patterns.entry if wanted else patterns.no_entry
    if where.attribute != PLAIN:
        return ""
    shown = [wording.attribute_value(fact, PLAIN, value) for value in order if value in where.values]
    if wanted:
        return patterns.includes.format(values=joined(words, shown, "or"))
    if len(shown) == 1:
        return patterns.excludes.format(value=shown[0])
    return patterns.excludes_all.format(values=joined(words, shown, "nor"))


def item_condition(wording: Wording, fact: str, condition: Condition, *, wanted: bool) -> str:
    """A condition on one entry, each test in quotation marks: ``„Mittel: genannt“ und „Beginn: genannt“``."""
    match condition:
        case Not(part):
            return item_condition(wording, fact, part, wanted=not wanted)
        case ItemIn():
            return quoted(wording.words, _item_claim(wording, fact, condition, wanted))
        case All(parts) | Any_(parts):
            together = isinstance(condition, All) is wanted
            shown = [_bracketed(wording, fact, part, wanted, together) for part in parts]
            return joined(wording.words, shown, "and" if together else "or")
    raise TypeError("inside some, every and count a condition is on the item")


def _bracketed(wording: Wording, fact: str, part: Condition, wanted: bool, together: bool) -> str:
    inner = part.part if isinstance(part, Not) else part
    truth = wanted is not isinstance(part, Not)
    shown = item_condition(wording, fact, part, wanted=wanted)
    mixed = (
        isinstance(inner, (All, Any_)) and len(inner.parts) > 1 and (isinstance(inner, All) is truth) is not together
    )
    return f"({shown})" if mixed else shown


def _item_claim(wording: Wording, fact: str, test: ItemIn, wanted: bool) -> str:
    order = wording.attribute_order(fact, test.attribute)
    within = [wording.attribute_value(fact, test.attribute, one) for one in order if one in test.values]
    without = [wording.attribute_value(fact, test.attribute, one) for one in order if one not in test.values]
    patterns = wording.words.conditions
    value = wording.alternatives(within, without, wanted) if without else patterns.stated
    if test.attribute == PLAIN:
        return value
    return patterns.claim.format(label=wording.attribute_label(fact, test.attribute), value=value)
