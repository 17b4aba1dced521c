"""An explanation as lines: marks, words, facts with evidence, nested. The same lines make the terminal's tree and a page's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from abkommen.base.logic import Ternary, negate
from abkommen.casefile.model import Fact, Source
from abkommen.inference.explanation import (
    Branch,
    CriterionTree,
    FactNode,
    GapNode,
    InteractionTree,
    Known,
    LeafNode,
    ListNode,
    Node,
    StatusNode,
)
from abkommen.inference.outcome import label
from abkommen.inference.reasons import Way, why_not
from abkommen.reports.wording.claims import claim, text
from abkommen.reports.wording.display import count, joined, sentence_case
from abkommen.reports.wording.effects import effect_in_words
from abkommen.reports.wording.entries import PLAIN
from abkommen.reports.wording.facts import Cited, cited, fact_details, fact_value, item_in_words
from abkommen.reports.wording.wording import Wording
from abkommen.rulepack.conditions import ALWAYS, All, Condition, Not
from abkommen.rulepack.model import SEVERITIES

MAX_WAYS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A fact beneath a test: its title, its value in words, how it is known, its evidence and note."""

    field: str
    title: str
    value: str
    details: str
    evidence: tuple[Cited, ...]
    note: str


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line. ``marked`` lines have come out true, false or unknown; ``about`` is the id of the rule a line leads to."""

    text: str
    marked: bool = False
    truth: Ternary = None
    found: tuple[Found, ...] = ()
    children: tuple[TreeLine, ...] = ()
    about: str = ""


def explained(wording: Wording, tree: CriterionTree, sources: Mapping[str, Source]) -> TreeLine:
    """Why a criterion has its status, and what would have to differ for it to be met."""
    return _Teller(wording, sources).root(tree)


def interaction_explained(wording: Wording, tree: InteractionTree, sources: Mapping[str, Source]) -> TreeLine:
    """Why an interaction holds, may hold or does not."""
    return _Teller(wording, sources).interaction(tree)


class _Teller:
    """Tells one explanation; a criterion that comes up again is told once."""

    def __init__(self, wording: Wording, sources: Mapping[str, Source]) -> None:
        self._wording, self._words, self._sources = wording, wording.words, sources
        self._told: set[str] = set()
        self._listed: set[tuple[str, Condition, bool]] = set()

    def root(self, tree: CriterionTree) -> TreeLine:
        self._told.add(tree.criterion.id)
        title = self._wording.criterion(tree.criterion.id)
        parts = (self._status(tree), self._severity(tree), *self._parts(tree), *self._ways(tree))
        return TreeLine(title, children=parts, about=tree.criterion.id)

    def _status(self, tree: CriterionTree) -> TreeLine:
        after, own = (
            self._wording.term("statuses", label(tree.outcome, one)) for one in (tree.outcome.after, tree.outcome.own)
        )
        patterns = self._words.trees
        if tree.outcome.after == tree.outcome.own:
            return TreeLine(patterns.status.format(status=after))
        return TreeLine(patterns.status_before.format(status=after, before=own))

    def _severity(self, tree: CriterionTree) -> TreeLine:
        possible = [self._wording.term("severities", one) for one in SEVERITIES if one in tree.outcome.severities]
        after, own = joined(self._words, possible, "or"), self._wording.term("severities", tree.criterion.severity)
        patterns = self._words.trees
        if after == own:
            return TreeLine(patterns.severity.format(severity=after))
        return TreeLine(patterns.severity_before.format(severity=after, before=own))

    def _parts(self, tree: CriterionTree) -> Iterator[TreeLine]:
        patterns = self._words.trees
        if tree.criterion.applies_when != ALWAYS:
            yield self._headed(patterns.applies, tree.applies_when)
        if tree.due is not None and tree.criterion.due_from is not None:
            when = self._wording.term("due_from", tree.criterion.due_from)
            yield TreeLine(patterns.due.format(when=when), True, tree.due.truth, self._found(tree.due))
        yield self._headed(patterns.met, tree.met)
        yield self._headed(patterns.not_met, tree.not_met)
        yield from (self.interaction(one) for one in (*tree.caps, *tree.raises))

    def interaction(self, tree: InteractionTree) -> TreeLine:
        """An interaction with its effects and its premise."""
        id_, title = tree.interaction.id, self._wording.text(tree.interaction.title)
        effects = (
            TreeLine(sentence_case(effect_in_words(self._wording, effect))) for effect in tree.interaction.effects
        )
        premise = self._headed(self._words.trees.holds, tree.when)
        name = self._words.trees.interaction.format(id=id_, title=title)
        return TreeLine(name, True, tree.truth, children=(*effects, premise), about=id_)

    def _headed(self, pattern: str, node: Node) -> TreeLine:
        """A part under its heading; of a group the heading names the kind."""
        patterns, line = self._words.trees, self._line(node, True)
        kind = _kind(node, True)
        clause = {"": patterns.clause_one, "all": patterns.clause_all, "any": patterns.clause_any}[kind]
        return TreeLine(pattern.format(clause=clause), True, node.truth, children=line.children if kind else (line,))

    def _line(self, node: Node, wanted: bool) -> TreeLine:
        """One node; negations are carried down, as in the conditions."""
        if not isinstance(node, Branch):
            return self._leaf(node, wanted)
        if isinstance(node.condition, Not):
            return self._line(node.children[0], not wanted)
        head = self._words.conditions.all_hold if _kind(node, wanted) == "all" else self._words.conditions.any_holds
        children = tuple(self._line(child, wanted) for child in node.children)
        return TreeLine(sentence_case(head), True, node.truth if wanted else negate(node.truth), children=children)

    def _leaf(self, node: LeafNode, wanted: bool) -> TreeLine:
        said = sentence_case(text(self._wording, claim(self._wording, node.condition, wanted)))
        truth = node.truth if wanted else negate(node.truth)
        match node:
            case StatusNode():
                return TreeLine(
                    self._now(said, node), True, truth, children=self._nested(node.tree), about=node.condition.criterion
                )
            case GapNode():
                return TreeLine(said, True, truth, children=tuple(self._member(member) for member in node.members))
            case ListNode():
                return TreeLine(said, True, truth, self._found(node), tuple(self._items(node, wanted)))
        return TreeLine(said, True, truth, self._found(node))

    def _nested(self, tree: CriterionTree) -> tuple[TreeLine, ...]:
        if tree.criterion.id in self._told:
            return (TreeLine(self._words.trees.above),)
        self._told.add(tree.criterion.id)
        return tuple(self._parts(tree))

    def _member(self, tree: CriterionTree) -> TreeLine:
        """A criterion that is or may be the gap, without its own tree: there can be many."""
        status = self._wording.term("statuses", label(tree.outcome, tree.outcome.after))
        name = self._wording.criterion(tree.criterion.id)
        said = self._words.conditions.claim.format(label=name, value=status)
        return TreeLine(said, about=tree.criterion.id)

    def _items(self, node: ListNode, wanted: bool) -> Iterator[TreeLine]:
        key = (node.condition.fact, node.condition.where, wanted)
        if all(set(fit.item) == {PLAIN} for fit in node.items):  # the value names them already
            return
        if key in self._listed:
            yield TreeLine(self._words.trees.above)
            return
        self._listed.add(key)
        for item in node.items:
            said = item_in_words(self._wording, node.condition.fact, item.item)
            yield TreeLine(said, True, item.truth if wanted else negate(item.truth))

    def _found(self, node: FactNode | ListNode) -> tuple[Found, ...]:
        known = node.known if isinstance(node, FactNode) else (node.known,)
        return tuple(self._fact(one) for one in known)

    def _fact(self, known: Known) -> Found:
        fact: Fact | None = known.fact
        value = fact_value(self._wording, known.field, fact, self._sources)
        title = self._wording.label(known.field)
        if fact is None:
            return Found(known.field, title, value, "", (), "")
        evidence = tuple(cited(one, self._sources) for one in fact.evidence)
        return Found(known.field, title, value, fact_details(self._wording, fact), evidence, fact.note)

    def _ways(self, tree: CriterionTree) -> Iterator[TreeLine]:
        """The part "why not": what would have to come out differently; what every way needs stands before the options."""
        patterns, ways = self._words.trees, why_not(tree, self._wording.pack)
        if not ways:
            if tree.outcome.after != {"met"}:
                yield TreeLine(patterns.never_met)
            return
        common = tuple(one for one in ways[0] if all(one in way for way in ways))
        lines = tuple(self._differences(common))
        if len(ways) > 1:
            options = tuple(self._options([tuple(one for one in way if one not in common) for way in ways]))
            lines = (*lines, TreeLine(patterns.one_option, children=options)) if lines else options
        yield TreeLine(patterns.to_be_met if common else patterns.to_be_met_either, children=lines)

    def _options(self, ways: Sequence[Way]) -> Iterator[TreeLine]:
        for number, way in enumerate(ways[:MAX_WAYS], 1):
            lines = tuple(self._differences(way))
            yield lines[0] if len(lines) == 1 else TreeLine(self._words.trees.way.format(number=number), children=lines)
        if len(ways) > MAX_WAYS:
            yield TreeLine(self._words.trees.further.format(ways=count(self._words, len(ways) - MAX_WAYS, "way")))

    def _differences(self, way: Way) -> Iterator[TreeLine]:
        for difference in way:
            said = sentence_case(
                text(self._wording, claim(self._wording, difference.node.condition, difference.wanted))
            )
            yield TreeLine(self._now(said, difference.node))

    def _now(self, said: str, node: LeafNode) -> str:
        """A test and what stands there at present."""
        value = self._present(node)
        return self._words.trees.now.format(condition=said, value=value) if value else said

    def _present(self, node: LeafNode) -> str:
        match node:
            case StatusNode(tree=tree):
                return self._wording.term("statuses", label(tree.outcome, tree.outcome.after))
            case FactNode(known=known):
                return self._words.lists.semicolon.join(self._values(known))
            case ListNode(known=listed):
                return fact_value(self._wording, listed.field, listed.fact, self._sources)
        return ""  # a critical gap: its members are listed

    def _values(self, known: Sequence[Known]) -> Iterator[str]:
        for one in known:
            value = fact_value(self._wording, one.field, one.fact, self._sources)
            label_ = self._wording.label(one.field)
            yield self._words.conditions.claim.format(label=label_, value=value) if len(known) > 1 else value


def _kind(node: Node, wanted: bool) -> str:
    """Whether a node is told as "all", as "any", or, a single test, as neither."""
    while isinstance(node, Branch) and isinstance(node.condition, Not):
        node, wanted = node.children[0], not wanted
    if not isinstance(node, Branch):
        return ""
    return "all" if isinstance(node.condition, All) is wanted else "any"
