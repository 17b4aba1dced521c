"""Smallest repairs: which fewest facts would have to change, computed from the conditions and never written by hand.

For a goal the conditions are taken as conjunctions of tests; every test that does not hold becomes the change that makes it
hold, if negotiators can make it. Interactions that would cap the result are undone the same way. Every candidate is then
tried on the whole case, so what is shown is what the rules really conclude.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from abkommen.assessment.hypotheses import assume, hypotheses_of
from abkommen.assessment.model import Change, Repair
from abkommen.base.fields import Field
from abkommen.inference.deduction import Deduction
from abkommen.inference.memory import ListFact
from abkommen.inference.normal import Conjunction, conjunctions
from abkommen.inference.plain import evaluate_leaf
from abkommen.rulepack.conditions import Condition, CriticalGap, FactIn, Leaf, Quantified, ScoreAtLeast, StatusIn

Changes = frozenset[Change]
NOTHING: Changes = frozenset()
LIST = "(list)"

BEAM = 24
SHOWN = 3
_PREFERENCE = {"positive": ("yes", "partial", "no"), "negative": ("no", "partial", "yes"), "neutral": ()}


class Repairs:
    """The search for one case; results are kept, since interactions lead to the same criteria again and again."""

    def __init__(self, run: Deduction) -> None:
        self.run, self.plan, self.pack = run, run.plan, run.pack
        self.hypotheses = hypotheses_of(run.plan)
        self._towards_met: dict[str, tuple[Changes, ...]] = {}
        self._tried: dict[str, tuple[Changes, ...]] = {}
        self._blocked: set[str] = set()

    @property
    def blocked(self) -> tuple[str, ...]:
        """The facts that negotiators cannot change and the search has met so far."""
        return tuple(sorted(self._blocked))

    def of_criterion(self, name: str) -> Repair:
        """The smallest sets of changes after which the criterion is met, interactions included."""
        found = self.changes_for(name)
        blocked = Repairs(self.run).explain_blocked(name) if not found else ()
        return Repair(name, _best(found, self), blocked)

    def explain_blocked(self, name: str) -> tuple[str, ...]:
        """The facts beyond negotiation on which the repair of a criterion founders."""
        self._towards(name)
        return self.blocked

    def changes_for(self, name: str) -> tuple[Changes, ...]:
        """All minimal sets found for a criterion, smallest first, each tried on the whole case."""
        if name not in self._tried:
            self._tried[name] = tuple(changes for changes in self._towards(name) if self._reaches(changes, name))
        return self._tried[name]

    def joined(self, parts: Iterable[Changes]) -> Changes:
        """All parts as one set; a part that contradicts the earlier ones is left out, and the trial decides."""
        total: Changes = NOTHING
        for part in parts:
            total = self.merged(total, part) or total
        return total

    def try_out(self, changes: Iterable[Change]) -> Deduction:
        """The case with some facts changed."""
        values = {change.field: change.value for change in changes}
        return self.run.after_change(assume(self.run.memory, values), values)

    def satisfy(self, condition: Condition, wanted: bool) -> tuple[Changes, ...]:
        """Sets of changes each of which makes a condition true (or false), smallest first; none when it cannot be done."""
        found = [changes for one in conjunctions(condition, wanted) for changes in self._conjunction(one)]
        return tuple(_minimal(found)[:BEAM])

    def _reaches(self, changes: Changes, name: str) -> bool:
        return self.try_out(changes).after[name] == {"met"}

    def _towards(self, name: str) -> tuple[Changes, ...]:
        """Changes that meet a criterion's own conditions and undo the interactions that would still cap it."""
        if name not in self._towards_met:
            self._towards_met[name] = ()  # a criterion that leads back to itself offers no way out
            criterion = self.pack.criteria[name]
            own = self.combined([self.satisfy(criterion.applies_when, True), self.satisfy(criterion.met, True)])
            found = [changes for way in own for changes in self._uncapped(name, way)]
            self._towards_met[name] = tuple(_minimal(found)[:BEAM])
        return self._towards_met[name]

    def _uncapped(self, name: str, way: Changes) -> list[Changes]:
        caps = self.plan.caps.get(name, ())
        held = [cap for cap in caps if self.try_out(way).interactions[cap] is not False]
        return self.combined([(way,), *(self.satisfy(self.pack.interactions[cap].when, False) for cap in held)])

    def _conjunction(self, one: Conjunction) -> list[Changes]:
        listed: dict[str, list[tuple[Quantified, bool]]] = {}
        parts: list[tuple[Changes, ...]] = []
        for leaf, wanted in sorted(one, key=repr):
            if isinstance(leaf, Quantified):
                listed.setdefault(leaf.fact, []).append((leaf, wanted))
            else:
                parts.append(self._literal(leaf, wanted))  # type: ignore[arg-type]
        parts += [self._list(name, tests) for name, tests in listed.items()]
        return self.combined(parts)

    def _literal(self, leaf: Leaf, wanted: bool) -> tuple[Changes, ...]:
        match leaf:
            case FactIn():
                return self._fact(leaf, wanted)
            case StatusIn():
                return self._status(leaf, wanted)
            case CriticalGap(dimension):
                return self._no_gap(dimension) if not wanted else ()
            case ScoreAtLeast():
                return (NOTHING,)  # scores are dealt with on the level of the verdict
        if evaluate_leaf(leaf, self.run.memory, self.pack.fields) is wanted:
            return (NOTHING,)
        self._blocked.add(leaf.fact)
        return ()

    def _fact(self, leaf: FactIn, wanted: bool) -> tuple[Changes, ...]:
        if evaluate_leaf(leaf, self.run.memory, self.pack.fields) is wanted:
            return (NOTHING,)
        field = self.pack.fields[leaf.fact]
        values = leaf.values if wanted else field.domain() - leaf.values
        if not field.negotiable or not values:
            self._blocked.add(leaf.fact)
            return ()
        return (frozenset((Change(leaf.fact, preferred(field, values), frozenset(((leaf, wanted),))),)),)

    def _list(self, name: str, tests: Sequence[tuple[Quantified, bool]]) -> tuple[Changes, ...]:
        fields = self.pack.fields
        if all(evaluate_leaf(leaf, self.run.memory, fields) is wanted for leaf, wanted in tests):
            return (NOTHING,)
        found = self.list_for(name, frozenset(tests)) if fields[name].negotiable else None
        if found is not None:
            return (frozenset((Change(name, LIST, frozenset(tests), found),)),)
        self._blocked.add(name)
        return ()

    def list_for(self, name: str, tests: frozenset[tuple[Leaf, bool]], *others: ListFact) -> ListFact | None:
        """A list that fulfils all tests: what is recorded with something added, what others offer, or a list from scratch."""
        scratch = self.hypotheses.lists(name)
        recorded = self.run.memory.lists.get(name)
        bases = (*((recorded,) if recorded else ()), *others)
        joined = [ListFact((*base.items, *more.items), True) for base in bases for more in (*others, *scratch)]
        for value in (*joined, *scratch):
            memory = assume(self.run.memory, {name: value})
            if all(evaluate_leaf(leaf, memory, self.pack.fields) is wanted for leaf, wanted in tests):
                return value
        return None

    def merged(self, left: Changes, right: Changes) -> Changes | None:
        """Both sets as one, or None where they ask contradictory things of one fact."""
        found = {change.field: change for change in left}
        for change in right:
            other = found.get(change.field)
            if other is None or other == change:
                found[change.field] = change
                continue
            if other.listed is None or change.listed is None:
                return None
            tests = other.tests | change.tests
            value = self.list_for(change.field, tests, other.listed, change.listed)
            if value is None:
                return None
            found[change.field] = Change(change.field, LIST, tests, value)
        return frozenset(found.values())

    def combined(self, parts: Sequence[Sequence[Changes]]) -> list[Changes]:
        """One set from every part together, the smallest ones."""
        found: list[Changes] = [NOTHING]
        for part in parts:
            merged = (self.merged(left, right) for left, right in product(found, part))
            found = _minimal([changes for changes in merged if changes is not None])[:BEAM]
        return found

    def _status(self, leaf: StatusIn, wanted: bool) -> tuple[Changes, ...]:
        """Ways to a status among those allowed: met by repair, anything else by its conditions."""
        if self.run.answer(leaf) is wanted:
            return (NOTHING,)
        allowed = leaf.statuses if wanted else frozenset(("met", "partly", "not_met")) - leaf.statuses
        criterion = self.pack.criteria[leaf.criterion]
        found = [*self._towards(criterion.id)] if "met" in allowed else []
        if "partly" in allowed:
            found += self.satisfy(criterion.not_met, False)
        elif "not_met" in allowed:
            found += self.satisfy(criterion.not_met, True)
        return tuple(_minimal(found)[:BEAM])

    def _no_gap(self, dimension: str) -> tuple[Changes, ...]:
        """Every critical criterion that is or may be not met has to be lifted, each in its cheapest way."""
        total: Changes = NOTHING
        for criterion in self.pack.of_dimension(dimension):
            name = criterion.id
            if "not_met" in self.run.after[name] and "critical" in self.run.severities[name]:
                ways = _minimal([*self.satisfy(criterion.not_met, False), *self._towards(name)])
                if not ways:
                    return ()
                joined = self.merged(total, min(ways, key=lambda way: _cost(way, self)))
                if joined is None:
                    return ()
                total = joined
        return (total,)


def preferred(field: Field, values: frozenset[str]) -> str:
    """The value to ask for: what is favourable by the field's polarity, else the first by name."""
    order = [value for value in _PREFERENCE[field.polarity] if value in values]
    return order[0] if order else min(values, key=lambda value: (value in ("no", "none", "other"), value))


def _minimal(found: Iterable[Changes]) -> list[Changes]:
    """Smallest first, without those that contain another."""
    kept: list[Changes] = []
    for changes in sorted(dict.fromkeys(found), key=_sort_key):
        if not any(other <= changes for other in kept):
            kept.append(changes)
    return kept


def _sort_key(changes: Changes) -> tuple[int, list[str]]:
    return len(changes), sorted(f"{change.field}={change.to}" for change in changes)


def _cost(changes: Changes, repairs: Repairs) -> tuple[int, int, list[str]]:
    fields = repairs.pack.fields
    return (
        len(changes),
        sum(fields[change.field].effort for change in changes),
        sorted(change.field for change in changes),
    )


def _best(found: Sequence[Changes], repairs: Repairs) -> tuple[tuple[Change, ...], ...]:
    """The smallest sets, the least effort first; larger ones are not shown."""
    smallest = [changes for changes in found if len(changes) == len(found[0])] if found else []
    ordered = sorted(smallest, key=lambda changes: _cost(changes, repairs))[:SHOWN]
    return tuple(tuple(sorted(changes, key=lambda change: change.field)) for changes in ordered)
