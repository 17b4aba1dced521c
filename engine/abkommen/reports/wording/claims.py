"""One test in words: what it is about and what is claimed of it. A negation becomes a positive claim where one is as short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from abkommen.base.dates import PartialDate
from abkommen.reports.wording.display import amount, dated, joined, number, quoted
from abkommen.reports.wording.entries import list_value
from abkommen.reports.wording.wording import Wording
from abkommen.rulepack.conditions import (
    CriticalGap,
    FactDate,
    FactIn,
    FactKnown,
    FactNumber,
    Leaf,
    Quantified,
    ScoreAtLeast,
    StatusIn,
)
from abkommen.rulepack.model import DECIDED_STATUSES


@dataclass(frozen=True, slots=True)
class Claim:
    """``label: value``. ``kind`` says what can be merged with what."""

    kind: Literal["fact", "list", "status", "statement"]
    label: str
    value: str


def claim(wording: Wording, leaf: Leaf, wanted: bool) -> Claim:
    """The test, or with ``wanted`` false its negation."""
    match leaf:
        case StatusIn(criterion, statuses):
            shown = statuses if wanted else frozenset(DECIDED_STATUSES) - statuses
            return Claim("status", wording.criterion(criterion), status_set(wording, shown))
        case CriticalGap(dimension):
            patterns = wording.words.conditions
            area = quoted(wording.words, wording.area(dimension))
            return Claim("statement", "", (patterns.gap if wanted else patterns.no_gap).format(area=area))
        case ScoreAtLeast():
            return _score(wording, leaf, wanted)
        case Quantified():
            return Claim("list", wording.label(leaf.fact), list_value(wording, leaf, wanted))
        case _:
            return Claim("fact", wording.label(leaf.fact), _fact_value(wording, leaf, wanted))


def text(wording: Wording, found: Claim) -> str:
    """The claim as it stands alone."""
    return wording.words.conditions.claim.format(label=found.label, value=found.value) if found.label else found.value


def status_set(wording: Wording, statuses: Iterable[str]) -> str:
    """Several statuses: ``nicht oder nur teilweise erfüllt``."""
    left = [status for status in DECIDED_STATUSES if status in set(statuses)]
    shown: list[str] = []
    for pair in wording.words.status_sets:
        if set(pair.split("+")) <= set(left):
            shown.append(wording.words.status_sets[pair])
            left = [status for status in left if status not in pair.split("+")]
    return joined(wording.words, shown + [wording.term("statuses", status) for status in left], "or")


def _fact_value(wording: Wording, leaf: FactIn | FactKnown | FactNumber | FactDate, wanted: bool) -> str:
    patterns = wording.words.conditions
    match leaf:
        case FactIn(fact, values):
            order = wording.value_order(fact)
            within = [wording.value(fact, one) for one in order if one in values]
            return wording.alternatives(
                within, [wording.value(fact, one) for one in order if one not in values], wanted
            )
        case FactKnown():
            return patterns.known if wanted else patterns.not_known
        case FactNumber(fact, comparison, bound):
            shown = amount(wording.words, bound, wording.field(fact).unit)
            if comparison == "at_least":
                return (patterns.at_least if wanted else patterns.less_than).format(amount=shown)
            return (patterns.at_most if wanted else patterns.more_than).format(amount=shown)
        case FactDate():
            shown = _compared(wording, leaf)
            return shown if wanted else patterns.not_.format(text=shown)


def _compared(wording: Wording, leaf: FactDate) -> str:
    if isinstance(leaf.other, PartialDate):
        return dated(wording.words, leaf.other, leaf.comparison)
    pattern = wording.words.dates.before if leaf.comparison == "before" else wording.words.dates.after
    return pattern.format(date=quoted(wording.words, wording.label(leaf.other)))


def _score(wording: Wording, leaf: ScoreAtLeast, wanted: bool) -> Claim:
    patterns = wording.words.conditions
    label = patterns.score_overall
    if leaf.score != "overall":
        label = patterns.score_of.format(area=quoted(wording.words, wording.area(leaf.score)))
    bound = number(wording.words, leaf.bound)
    return Claim("fact", label, (patterns.score_at_least if wanted else patterns.score_below).format(number=bound))
