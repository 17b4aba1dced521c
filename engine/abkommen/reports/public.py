"""The version for outside: an assessment without its confidential facts (data model, decision 5).

Statuses, scores and verdict stay as they are, those that rest on confidential facts too. What goes are the facts themselves
with their evidence and notes, every source that nothing else uses, and what would tell a value in another way: repairs,
questions and proposals that name such a fact, and the paths of files at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from abkommen.assessment.model import Assessment, CriterionResult, Proposals, Repair
from abkommen.base.catalogue import SOURCES
from abkommen.base.fields import Catalogue
from abkommen.casefile.model import Case, Fact


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many facts were left out, and how many sources with them."""

    facts: int
    sources: int


def public_version(run: Assessment) -> tuple[Assessment, Withheld]:
    """The assessment as outsiders may have it, and how much was left out."""
    secret = frozenset(name for name, fact in run.case.facts.items() if fact.confidential)
    case = _public_case(run.case, run.pack.fields)
    stripped = replace(
        run,
        case=case,
        results={name: _without_missing(result, secret) for name, result in run.results.items()},
        narrowing=tuple(name for name in run.narrowing if name not in secret),
        questions=tuple(question for question in run.questions if question.field not in secret),
        repairs={name: left for name, repair in run.repairs.items() if (left := _without(repair, secret)) is not None},
        next_verdict=_without(run.next_verdict, secret) if run.next_verdict else None,
        proposals=_without_proposed(run.proposals, secret) if run.proposals else None,
    )
    cited = sources_used(run.case.facts.values(), run.pack.fields) & run.case.sources.keys()
    return stripped, Withheld(len(secret), len(cited - case.sources.keys()))


def _public_case(case: Case, fields: Catalogue) -> Case:
    facts = {name: _bare(fact) if fact.confidential else fact for name, fact in case.facts.items()}
    used = sources_used(facts.values(), fields)
    sources = {key: replace(source, file="") for key, source in case.sources.items() if key in used}
    return replace(case, facts=facts, sources=sources, draft=None, memo=None)


def _bare(fact: Fact) -> Fact:
    """Nothing but the name, and the mark that there is something."""
    return Fact(fact.field, None, fact.origin, confidential=True)


def sources_used(facts: Iterable[Fact], fields: Catalogue) -> frozenset[str]:
    """The keys of all sources that evidence, claims or entries of lists name."""
    return frozenset(key for fact in facts for key in _keys(fact, fields))


def _keys(fact: Fact, fields: Catalogue) -> Iterator[str]:
    evidence = [*fact.evidence, *(item for claim in fact.claims for item in claim.evidence)]
    yield from (item.source for item in evidence)
    items = fields[fact.field].items
    named = [name for name, attribute in items.attributes.items() if attribute.ref == SOURCES] if items else []
    homes = {item.source.rpartition("/")[0] for item in evidence}  # entries name the sources of their own file
    for entry in fact.value if isinstance(fact.value, tuple) else ():
        yield from (f"{home}/{entry[name]}" for name in named if name in entry for home in homes)


def _without_missing(result: CriterionResult, secret: frozenset[str]) -> CriterionResult:
    """That a confidential fact is not known is as confidential as its value."""
    return replace(result, missing=tuple(name for name in result.missing if name not in secret))


def _without(repair: Repair, secret: frozenset[str]) -> Repair | None:
    """The repairs that name no confidential fact; None where every one does, which is not to say that none exists."""
    sets = tuple(changes for changes in repair.sets if secret.isdisjoint(change.field for change in changes))
    blocked = tuple(name for name in repair.blocked_by if name not in secret)
    lost = (repair.sets and not sets) or (repair.blocked_by and not blocked)
    return None if lost else replace(repair, sets=sets, blocked_by=blocked)


def _without_proposed(proposals: Proposals, secret: frozenset[str]) -> Proposals:
    return replace(proposals, fields=tuple(name for name in proposals.fields if name not in secret))
