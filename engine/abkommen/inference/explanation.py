"""Why a criterion has its status: its conditions as a tree, every node true, false or unknown, with the facts and their evidence.

Computed by the plain evaluator. Trees nest: a criterion holds the interactions that cap or raise it, these hold the criteria
they read, with trees of their own. No words here; the reports have them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from abkommen.base.logic import Ternary
from abkommen.casefile.model import Fact, Item
from abkommen.inference.deduction import Deduction
from abkommen.inference.outcome import CriterionOutcome
from abkommen.inference.plain import evaluate, evaluate_leaf, item_fits
from abkommen.rulepack.conditions import (
    All,
    Any_,
    Condition,
    CriticalGap,
    FactDate,
    FactIn,
    FactKnown,
    FactNumber,
    Not,
    Quantified,
    StatusIn,
    children,
)  # fmt: skip
from abkommen.rulepack.model import Criterion, Interaction


@dataclass(frozen=True, slots=True)
class Known:
    """A field as a condition met it. ``possible``: the values it may still have, empty where nothing narrows them.

    ``fact`` may carry a value that does not count (a guess, a general statement, a proposal); ``possible`` is then empty.
    """

    field: str
    fact: Fact | None
    possible: frozenset[str]


@dataclass(frozen=True, slots=True)
class Branch:
    """All, any or none of its children, by the kind of ``condition``."""

    condition: All | Any_ | Not
    truth: Ternary
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class FactNode:
    """A test on one fact; of a comparison of two dates, both facts."""

    condition: FactIn | FactKnown | FactNumber | FactDate
    truth: Ternary
    known: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class ItemFit:
    """One item of a list, as it stands in the case, and whether it fits the condition on the items."""

    item: Item
    truth: Ternary


@dataclass(frozen=True, slots=True)
class ListNode:
    """A test on a list. ``complete``: there are no further items, so absence counts."""

    condition: Quantified
    truth: Ternary
    known: Known
    items: tuple[ItemFit, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class StatusNode:
    """A test on another criterion's status after interactions, with that criterion's own tree."""

    condition: StatusIn
    truth: Ternary
    tree: CriterionTree


@dataclass(frozen=True, slots=True)
class GapNode:
    """A test for a critical gap in a dimension; ``members`` are the criteria that are or may be one."""

    condition: CriticalGap
    truth: Ternary
    members: tuple[CriterionTree, ...]


@dataclass(frozen=True, slots=True)
class InteractionTree:
    """An interaction: whether it holds, and why."""

    interaction: Interaction
    truth: Ternary
    when: Node


@dataclass(frozen=True, slots=True)
class CriterionTree:
    """A criterion: its outcome and the trees behind it.

    ``due`` is the test on the stage of the talks, None when the criterion is due at every stage. ``raises`` is filled where
    the severity matters: at the root and below a critical gap.
    """

    criterion: Criterion
    outcome: CriterionOutcome
    applies_when: Node
    due: FactNode | None
    met: Node
    not_met: Node
    caps: tuple[InteractionTree, ...]
    raises: tuple[InteractionTree, ...]


LeafNode = FactNode | ListNode | StatusNode | GapNode
Node = Branch | LeafNode


class Explainer:
    """Builds the trees of one run; what several trees share is built once."""

    def __init__(self, run: Deduction, facts: Mapping[str, Fact]) -> None:
        self._run, self._plan, self._pack, self._facts = run, run.plan, run.pack, facts
        self._outcomes = run.outcomes()
        self._statuses: dict[str, CriterionTree] = {}
        self._full: dict[str, CriterionTree] = {}
        self._interactions: dict[str, InteractionTree] = {}

    def criterion(self, name: str) -> CriterionTree:
        """The whole tree of a criterion: its status and its severity."""
        if name not in self._full:
            raising = (self.interaction(by) for by, _ in self._plan.raises.get(name, ()))
            self._full[name] = self._criterion(name, tuple(raising))
        return self._full[name]

    def interaction(self, name: str) -> InteractionTree:
        """The tree of an interaction."""
        if name not in self._interactions:
            interaction = self._pack.interactions[name]
            when = self._node(interaction.when)
            self._interactions[name] = InteractionTree(interaction, self._outcomes.interactions[name], when)
        return self._interactions[name]

    def _status(self, name: str) -> CriterionTree:
        """A criterion below a test on its status. Without what raises its severity: that may read this very status."""
        if name not in self._statuses:
            self._statuses[name] = self._criterion(name, ())
        return self._statuses[name]

    def _criterion(self, name: str, raises: tuple[InteractionTree, ...]) -> CriterionTree:
        criterion = self._pack.criteria[name]
        due = self._plan.due_test(criterion)
        applies, met, not_met = (
            self._node(part) for part in (criterion.applies_when, criterion.met, criterion.not_met)
        )
        caps = tuple(self.interaction(cap) for cap in self._plan.caps.get(name, ()))
        stage = self._fact(due) if due is not None else None
        return CriterionTree(criterion, self._outcomes.criteria[name], applies, stage, met, not_met, caps, raises)

    def _node(self, condition: Condition) -> Node:
        match condition:
            case All() | Any_() | Not():
                return self._branch(condition)
            case Quantified():
                return self._list(condition)
            case StatusIn():
                return StatusNode(condition, self._run.answer(condition), self._status(condition.criterion))
            case CriticalGap():
                return GapNode(condition, self._run.answer(condition), self._members(condition.dimension))
            case FactIn() | FactKnown() | FactNumber() | FactDate():
                return self._fact(condition)
        raise TypeError(f"stands not in the conditions of criteria and interactions: {condition}")

    def _branch(self, condition: All | Any_ | Not) -> Branch:
        truth = evaluate(condition, self._run.memory, self._pack.fields, self._run.answer)
        return Branch(condition, truth, tuple(self._node(part) for part in children(condition)))

    def _fact(self, leaf: FactIn | FactKnown | FactNumber | FactDate) -> FactNode:
        names = [leaf.fact]
        if isinstance(leaf, FactDate) and isinstance(leaf.other, str):
            names.append(leaf.other)
        truth = evaluate_leaf(leaf, self._run.memory, self._pack.fields)
        return FactNode(leaf, truth, tuple(self._known(name) for name in names))

    def _list(self, leaf: Quantified) -> ListNode:
        truth, listed = evaluate_leaf(leaf, self._run.memory, self._pack.fields), self._run.memory.lists.get(leaf.fact)
        known = self._known(leaf.fact)
        value = known.fact.value if known.fact else None
        if listed is None or not isinstance(value, tuple):
            return ListNode(leaf, truth, known, (), complete=False)
        fits = (item_fits(leaf.where, item, leaf.fact, self._pack.fields) for item in listed.items)
        return ListNode(leaf, truth, known, tuple(map(ItemFit, value, fits)), listed.complete)

    def _known(self, name: str) -> Known:
        return Known(name, self._facts.get(name), self._run.memory.values.get(name, frozenset()))

    def _members(self, dimension: str) -> tuple[CriterionTree, ...]:
        names = (criterion.id for criterion in self._pack.of_dimension(dimension))
        return tuple(self.criterion(name) for name in names if may_be_gap(self._outcomes.criteria[name]))


def may_be_gap(outcome: CriterionOutcome) -> bool:
    """Whether a criterion is, or may be, a critical gap of its dimension."""
    return "not_met" in outcome.after and "critical" in outcome.severities
