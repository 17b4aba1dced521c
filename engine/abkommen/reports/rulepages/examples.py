"""Examples for the pages, chosen from the rule tests: what is known, and what the rule then says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from abkommen.inference.memory import ListFact, Memory
from abkommen.inference.rulecases import RuleCase
from abkommen.inference.statuses import due_stages
from abkommen.reports.rulepages.words import PageWords
from abkommen.reports.wording.display import amount, date, joined, sentence_case
from abkommen.reports.wording.wording import Wording

SHOWN = ("met", "partly", "not_met", "fires")
"""One example for each of these conclusions, in this order."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example: lines of what is known, each with the entries of a list beneath it, and the conclusion."""

    known: tuple[tuple[str, tuple[str, ...]], ...]
    conclusion: str


def examples(wording: Wording, words: PageWords, cases: Iterable[RuleCase]) -> tuple[Example, ...]:
    """The shortest test of a rule for each conclusion worth showing; one at a stage when the rule is due where there is one."""
    chosen: dict[str, RuleCase] = {}
    for case in cases:
        if isinstance(case.expect, str) and case.expect in SHOWN:
            best = chosen.get(case.expect, case)
            chosen[case.expect] = min(best, case, key=lambda one: (_early(wording, one), _length(one)))
    return tuple(_example(wording, words, chosen[expect]) for expect in SHOWN if expect in chosen)


def _early(wording: Wording, case: RuleCase) -> bool:
    """Whether the talks stand before the stage from which the rule is due."""
    criterion = wording.pack.criteria.get(case.rule)
    due = due_stages(wording.pack.stages, criterion.due_from) if criterion is not None else None
    return due is not None and not case.memory.values.get(wording.pack.stage_field, frozenset()) <= due


def _length(case: RuleCase) -> int:
    """How much a reader has to take in; of equals the first one stays."""
    memory = case.memory
    entries = sum(len(item) for listed in memory.lists.values() for item in listed.items)
    return len(memory.values) + len(memory.numbers) + len(memory.dates) + len(memory.lists) + entries


def _example(wording: Wording, words: PageWords, case: RuleCase) -> Example:
    known = _known(wording, case.memory)
    order = {name: place for place, name in enumerate(wording.pack.fields, 1)} | {wording.pack.stage_field: 0}
    lines = tuple(known[name] for name in sorted(known, key=lambda name: order[name]))
    return Example(lines, _conclusion(wording, words, case))


def _conclusion(wording: Wording, words: PageWords, case: RuleCase) -> str:
    if case.rule in wording.pack.interactions:
        return words.fires
    own, after = str(case.expect), case.after.get(case.rule)
    said = words.then_status.format(status=wording.term("statuses", own))
    if isinstance(after, str) and after != own:
        said = f"{said} {words.then_capped.format(status=wording.term('statuses', after))}"
    return said


def _known(wording: Wording, memory: Memory) -> dict[str, tuple[str, tuple[str, ...]]]:
    claim, words = wording.words.conditions.claim, wording.words
    shown: dict[str, tuple[str, tuple[str, ...]]] = {}
    for name, possible in memory.values.items():
        values = [wording.value(name, value) for value in wording.value_order(name) if value in possible]
        shown[name] = (claim.format(label=wording.label(name), value=joined(words, values, "or")), ())
    for name, number in memory.numbers.items():
        shown[name] = (
            claim.format(label=wording.label(name), value=amount(words, number, wording.field(name).unit)),
            (),
        )
    for name, day in memory.dates.items():
        shown[name] = (claim.format(label=wording.label(name), value=date(words, day)), ())
    for name, listed in memory.lists.items():
        shown[name] = _list(wording, name, listed)
    return shown


def _list(wording: Wording, name: str, listed: ListFact) -> tuple[str, tuple[str, ...]]:
    words = wording.words
    state = words.facts.complete if listed.complete else words.facts.incomplete
    entries = tuple(_entry(wording, name, item) for item in listed.items)
    value = state if entries else f"{words.facts.empty} ({state})"
    return words.conditions.claim.format(label=wording.label(name), value=value), entries


def _entry(wording: Wording, name: str, item: Mapping[str, frozenset[str]]) -> str:
    return sentence_case(wording.words.lists.semicolon.join(_attributes(wording, name, item)))


def _attributes(wording: Wording, name: str, item: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for key, possible in item.items():
        values = [
            wording.attribute_value(name, key, value)
            for value in wording.attribute_order(name, key)
            if value in possible
        ]
        value = joined(wording.words, values, "or")
        yield (
            value
            if key == "value"
            else wording.words.conditions.claim.format(label=wording.attribute_label(name, key), value=value)
        )
