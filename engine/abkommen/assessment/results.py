"""Outcomes to results: statuses as reported, what decides them, what is missing, and the interactions they take part in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from abkommen.assessment.model import CriterionResult, Note
from abkommen.inference.deduction import Deduction
from abkommen.inference.outcome import CriterionOutcome, label
from abkommen.inference.statuses import possible_statuses
from abkommen.inference.support import missing_fields, supporting_fields
from abkommen.rulepack.model import SEVERITIES, Criterion, Effect, Interaction, Severity


def criterion_results(run: Deduction) -> dict[str, CriterionResult]:
    """A result for every criterion of the pack, in its order."""
    outcomes = run.outcomes().criteria
    notes = _notes(run)
    return {
        name: _result(criterion, outcomes[name], run, notes.get(name, ()))
        for name, criterion in run.pack.criteria.items()
    }


def _result(criterion: Criterion, outcome: CriterionOutcome, run: Deduction, notes: Iterable[Note]) -> CriterionResult:
    return CriterionResult(
        criterion, label(outcome, outcome.own), label(outcome, outcome.after), outcome.after, _readings(criterion, outcome),
        sure_severity(outcome.severities), missing_fields(criterion, run), supporting_fields(criterion, run), tuple(notes),
    )  # fmt: skip


def sure_severity(severities: frozenset[Severity]) -> Severity:
    """The severity that holds in any case; a raise that is only possible does not count."""
    return max(severities, key=SEVERITIES.index)


def _readings(criterion: Criterion, outcome: CriterionOutcome) -> tuple[str, str] | None:
    """The status if the criterion is due, and if it is not, where the stage of the talks is unknown."""
    if outcome.due is not None or len(outcome.own) == 1:
        return None
    both = (
        possible_statuses(criterion, outcome.applies, due, outcome.met, outcome.not_met, "today")
        for due in (True, False)
    )
    due, not_due = (label(outcome, statuses) for statuses in both)
    return due, not_due


def _notes(run: Deduction) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for interaction in run.pack.interactions.values():
        for note in _notes_of(interaction, run):
            found.setdefault(note.criterion or "", []).append(note)
    return found


def _notes_of(interaction: Interaction, run: Deduction) -> Iterator[Note]:
    state = run.interactions[interaction.id]
    if state is False:
        return
    for effect in interaction.effects:
        sure = state is True
        if effect.kind == "finding" and effect.criterion is not None:
            statuses = run.after[effect.criterion]
            if statuses.isdisjoint(effect.statuses):
                continue  # never a finding against a met criterion
            sure = sure and statuses <= effect.statuses
        yield Note(interaction, effect.kind, effect.criterion, sure, _changes(effect, run), effect.to, effect.by)


def _changes(effect: Effect, run: Deduction) -> bool:
    if effect.criterion is None:
        return False
    if effect.kind == "cap_status":
        return run.own[effect.criterion] != run.after[effect.criterion]
    if effect.kind == "raise_severity":
        return run.severities[effect.criterion] != {run.pack.criteria[effect.criterion].severity}
    return False
