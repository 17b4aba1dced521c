"""Two assessments of one case: which facts changed, which statuses followed, and whether the draft, the facts, a layer or the
rules are the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from abkommen.assessment.model import Assessment
from abkommen.casefile.model import Case, Fact
from abkommen.inference.deduction import Plan
from abkommen.rulepack.conditions import facts_read
from abkommen.rulepack.model import Criterion, RulePack

Cause = Literal["draft", "facts", "partner", "baseline", "rules"]
_LAYERS: dict[str, Cause] = {"case": "facts", "partner": "partner", "germany": "baseline", "eu": "baseline"}
_OPEN = ("unknown", "applicability_unknown")
_DRAFT_SOURCES = frozenset(("agreement_text", "annex", "protocol"))


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that is new, gone or different. ``cause``: the draft's wording, other facts of the case, the partner, a baseline."""

    field: str
    before: Fact | None
    after: Fact | None
    cause: Cause


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A criterion whose status after interactions changed, with the causes and the changed facts behind it.

    ``before`` or ``after`` is None where the criterion exists in one of the two rule packs only.
    """

    criterion: Criterion
    before: str | None
    after: str | None
    causes: tuple[Cause, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """From one assessment to the next. ``closed``, ``doubtful`` and ``opened`` are gaps: statuses not met and partly met."""

    old: Assessment
    new: Assessment
    facts: tuple[FactChange, ...]
    statuses: tuple[StatusChange, ...]

    @property
    def closed(self) -> tuple[StatusChange, ...]:
        return tuple(c for c in self.statuses if _is_gap(c.before) and not _is_gap(c.after) and c not in self.doubtful)

    @property
    def doubtful(self) -> tuple[StatusChange, ...]:
        """Gaps of which it is no longer known whether they stand."""
        return tuple(c for c in self.statuses if _is_gap(c.before) and c.after in _OPEN)

    @property
    def opened(self) -> tuple[StatusChange, ...]:
        return tuple(c for c in self.statuses if _is_gap(c.after) and not _is_gap(c.before))


def difference(old: Assessment, new: Assessment) -> Difference:
    """Compare two assessments, of two days, two drafts, two baselines or two rule packs."""
    facts = tuple(_fact_changes(old.case, new.case))
    causes = {change.field: change.cause for change in facts}
    return Difference(old, new, facts, tuple(_status_changes(old, new, causes)))


def _is_gap(status: str | None) -> bool:
    return status in ("not_met", "partly")


def _fact_changes(old: Case, new: Case) -> Iterator[FactChange]:
    for name in sorted({*old.facts, *new.facts}):
        before, after = old.facts.get(name), new.facts.get(name)
        if _content(before) != _content(after):
            yield FactChange(name, before, after, _cause(after or before, new if after else old))


def _content(fact: Fact | None) -> object:
    """What a fact says, without where it stands in a file."""
    if fact is None:
        return None
    items = tuple(tuple(sorted(item.items())) for item in fact.value) if isinstance(fact.value, tuple) else fact.value
    return items, fact.basis, fact.complete, fact.candidates, fact.unknown_kind


def _cause(fact: Fact | None, case: Case) -> Cause:
    assert fact is not None
    kinds = {case.sources[evidence.source].kind for evidence in fact.evidence if evidence.source in case.sources}
    if fact.origin.layer == "case" and (fact.basis in ("proposed", "silent") or (kinds and kinds <= _DRAFT_SOURCES)):
        return "draft"
    return _LAYERS[fact.origin.layer]


def _status_changes(old: Assessment, new: Assessment, causes: dict[str, Cause]) -> Iterator[StatusChange]:
    reach = _Reach(new.pack)
    for name in dict.fromkeys((*old.results, *new.results)):
        before, after = old.results.get(name), new.results.get(name)
        statuses = [result.effective_status if result else None for result in (before, after)]
        if statuses[0] == statuses[1]:
            continue
        fields = tuple(sorted(reach.fields(name) & set(causes))) if after else ()
        found = {causes[field] for field in fields}
        if old.pack.fingerprint != new.pack.fingerprint and _rewritten(name, old.pack, new.pack):
            found.add("rules")
        result = after or before
        assert result is not None
        yield StatusChange(result.criterion, statuses[0], statuses[1], tuple(sorted(found)), fields)


def _rewritten(name: str, old: RulePack, new: RulePack) -> bool:
    """Whether the rules that lead to a criterion's status differ; texts alone do not count."""
    first, second = old.criteria.get(name), new.criteria.get(name)
    if first is None or second is None:
        return True
    return _logic(first) != _logic(second) or _capping(name, old) != _capping(name, new)


def _logic(criterion: Criterion) -> object:
    return criterion.applies_when, criterion.met, criterion.not_met, criterion.due_from, criterion.partly


def _capping(name: str, pack: RulePack) -> object:
    return {
        interaction.id: interaction.when
        for interaction in pack.interactions.values()
        if any(effect.kind == "cap_status" and effect.criterion == name for effect in interaction.effects)
    }


class _Reach:
    """The facts a criterion's status rests on, through other criteria and interactions."""

    def __init__(self, pack: RulePack) -> None:
        self._pack, self._graph = pack, Plan(pack).graph

    def fields(self, name: str) -> set[str]:
        return {field for node in self._before(f"status:{name}") for field in self._read_by(node)}

    def _before(self, node: str) -> Iterable[str]:
        found, waiting = {node}, [node]
        while waiting:
            further = self._graph[waiting.pop()] - found
            found |= further
            waiting.extend(further)
        return found

    def _read_by(self, node: str) -> Iterator[str]:
        kind, _, name = node.partition(":")
        if kind == "own":
            criterion = self._pack.criteria[name]
            for condition in (criterion.applies_when, criterion.met, criterion.not_met):
                yield from facts_read(condition)
            if criterion.due_from is not None:
                yield self._pack.stage_field
        elif kind == "interaction":
            yield from facts_read(self._pack.interactions[name].when)
