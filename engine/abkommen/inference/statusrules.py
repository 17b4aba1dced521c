"""Rules on statuses: what a criterion can be by its conditions and may be after caps, and critical gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from abkommen.inference.deduction import Plan
from abkommen.inference.host import FactRow, Match, Rule
from abkommen.inference.rows import (
    TRUTH,
    Pattern,
    both,
    conclude,
    conclude_possible,
    gap_row,
    held_pattern,
    one_of,
    part_of_same,
    part_row,
    status_row,
)
from abkommen.rulepack.conditions import CriticalGap, Leaf, StatusIn
from abkommen.rulepack.model import DECIDED_STATUSES, Criterion

PartTruth = tuple[str, bool]
_STATUS_RULES: tuple[tuple[str, tuple[PartTruth, ...], tuple[PartTruth, ...]], ...] = (
    ("met", (), (("due", False), ("applies", False), ("met", False), ("not_met", True))),
    ("not_met", (), (("due", False), ("applies", False), ("not_met", False), ("met", True))),
    ("partly", (), (("due", False), ("applies", False), ("met", True), ("not_met", True))),
    ("not_applicable", (), (("applies", True), ("due", False))),
    ("not_applicable", (("applies", False),), ()),
    ("met", (("due", False), ("applies", True), ("met", True)), ()),
    ("not_due", (), (("due", True), ("applies", False), ("met", True))),
    ("not_due", (), (("due", True), ("applies", False), ("applies", True))),
)
"""A status is possible when these parts are known so and none of those is (see :mod:`.statuses`)."""


class StatusRules:
    """The rules of one pack that speak of statuses. Their phases are set later, by the order of the pack's graph."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.pack = plan, plan.pack

    def test_rules(self, leaf: Leaf, number: int, holds: Sequence[FactRow], fails: Sequence[FactRow]) -> Iterator[Rule]:
        if isinstance(leaf, CriticalGap):
            sure = both({"kind": "gap"}, {"dim": leaf.dimension}, {"val": "T"})
            yield Rule(f"G{number}T", 0, (("g", sure),), conclude(holds), gather=True)
            possible = both({"kind": "gap"}, {"dim": leaf.dimension}, {"val": "M"})
            yield Rule(f"G{number}F", 0, (), conclude(fails), (possible,))
        elif isinstance(leaf, StatusIn):
            others = frozenset(DECIDED_STATUSES) - leaf.statuses
            for truth, excluded in ((True, others), (False, leaf.statuses)):
                then = conclude(holds if truth else fails)
                yield Rule(f"S{number}{TRUTH[truth]}", 0, (), then, (self._status(leaf.criterion, excluded),))

    def _status(self, criterion: str, statuses: frozenset[str]) -> Pattern:
        kind = "may" if criterion in self.plan.caps else "can"
        return both({"kind": kind}, {"crit": criterion}, one_of("val", statuses))

    def can_rules(self, layer: int) -> Iterator[Rule]:
        """The statuses a criterion can have, for all criteria of a layer at once: the same rules hold for each."""
        own = both({"kind": "own"}, {"layer": layer})
        for number, (status, when, unless) in enumerate(_STATUS_RULES):
            first = both({"kind": "own"}, {"layer": layer}, {"partly": "yes"}) if status == "partly" else own
            premises = (("c", first), *((f"p{index}", part_of_same(*part)) for index, part in enumerate(when)))
            absent = tuple(part_of_same(*part) for part in unless)
            yield Rule(f"C{layer}.{number}", 0, premises, conclude_possible(status), absent)

    def enrol(self) -> Iterator[FactRow]:
        """What holds of criteria in every case: their layer, and that some are due at every stage."""
        for layer, nodes in enumerate(self.plan.order):
            for name in (node.partition(":")[2] for node in nodes if node.startswith("own:")):
                criterion = self.pack.criteria[name]
                partly = "yes" if criterion.partly else "no"
                yield {"kind": "own", "id": f"own:{name}", "crit": name, "layer": layer, "partly": partly}
                if self.plan.due_test(criterion) is None:
                    yield part_row(name, "due", True)

    def read(self, leaves: Iterable[Leaf]) -> frozenset[str]:
        """The criteria whose statuses rules read; what is concluded of the rest need not be asserted."""
        named = {leaf.criterion for leaf in leaves if isinstance(leaf, StatusIn)}
        graves = {criterion.id for dimension in self.pack.dimensions for criterion, _ in self._grave(dimension.code)}
        return frozenset(named | graves | set(self.plan.caps))

    def may_rules(self, name: str) -> Iterator[Rule]:
        caps = self.plan.caps.get(name)
        if not caps:
            return
        kept = both({"kind": "can"}, {"crit": name}, one_of("val", frozenset(DECIDED_STATUSES) - {"met"}))
        met = both({"kind": "can"}, {"crit": name}, {"val": "met"})

        def keep(matches: tuple[Match, ...]) -> Iterator[FactRow]:
            return (status_row("may", name, match["c"]["val"]) for match in matches)

        yield Rule(f"M{name}", 0, (("c", kept),), keep)
        yield Rule(
            f"M{name}met",
            0,
            (("c", met),),
            conclude([status_row("may", name, "met")]),
            tuple(held_pattern(cap, True) for cap in caps),
        )
        for cap in caps:
            yield Rule(
                f"M{name}{cap}",
                0,
                (("c", met),),
                conclude([status_row("may", name, "partly")]),
                (held_pattern(cap, False),),
            )

    def gap_rules(self, dimension: str) -> Iterator[Rule]:
        for criterion, raising in self._grave(dimension):
            other = self._status(criterion.id, frozenset(DECIDED_STATUSES) - {"not_met"})
            open_ = ("s", self._status(criterion.id, frozenset(("not_met",))))
            for index, by in enumerate(raising or (None,)):
                sure = () if by is None else (("h", held_pattern(by, True)),)
                excluded = () if by is None else (held_pattern(by, False),)
                name = f"{criterion.id}{index}"
                yield Rule(f"GT{name}", 0, sure, conclude([gap_row(dimension, "T"), gap_row(dimension, "M")]), (other,))
                yield Rule(f"GM{name}", 0, (open_,), conclude([gap_row(dimension, "M")]), excluded)

    def _grave(self, dimension: str) -> Iterator[tuple[Criterion, tuple[str, ...]]]:
        """The criteria that can make a critical gap, each with the interactions that raise it to critical, if it needs one."""
        for criterion in self.pack.of_dimension(dimension):
            raising = tuple(by for by, to in self.plan.raises.get(criterion.id, ()) if to == "critical")
            if criterion.severity == "critical":
                yield criterion, ()
            elif raising:
                yield criterion, raising
