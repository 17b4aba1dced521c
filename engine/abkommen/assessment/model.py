"""The assessment: everything a report may say of a case, decided here and only worded there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as member

from abkommen.assessment.scores import Scores
from abkommen.assessment.verdicts import VerdictRange
from abkommen.base.logic import Ternary
from abkommen.casefile.model import Case
from abkommen.inference.deduction import Deduction
from abkommen.inference.memory import ListFact
from abkommen.inference.outcome import Statuses
from abkommen.rulepack.conditions import Leaf
from abkommen.rulepack.model import Criterion, EffectKind, Interaction, RulePack, Severity


@dataclass(frozen=True, slots=True)
class Note:
    """What an interaction does to a criterion. ``sure``: it holds; otherwise a premise is unknown and it is only possible.

    ``changes``: the criterion's status or severity is really another one because of it.
    """

    interaction: Interaction
    kind: EffectKind
    criterion: str | None
    sure: bool
    changes: bool = False
    to: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion of one case.

    ``status`` is its own, ``effective_status`` the one after interactions: met, partly, not_met, unknown, not_applicable,
    applicability_unknown or not_due. ``possible`` are the statuses an open one may still take. ``readings`` are both
    readings, due and not due, when the stage of the talks is unknown. ``missing`` and ``reasons`` are field names.
    """

    criterion: Criterion
    status: str
    effective_status: str
    possible: Statuses
    readings: tuple[str, str] | None
    severity: Severity
    missing: tuple[str, ...]
    reasons: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def is_gap(self) -> bool:
        return self.effective_status in ("not_met", "partly")

    @property
    def is_open(self) -> bool:
        return self.effective_status in ("unknown", "applicability_unknown")


@dataclass(frozen=True, slots=True)
class Question:
    """An open fact worth asking for. ``verdict_steps`` and ``score_points`` say how far an answer can narrow the range of the
    verdict and the interval of the weakest core dimension; ``core_points`` sums over all core dimensions."""

    field: str
    criteria: tuple[str, ...]
    severity: Severity
    verdict_steps: int
    score_points: float
    core_points: float
    of_case: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One fact made different: to a value, or to a list that fulfils ``tests``, of which ``listed`` is an example."""

    field: str
    to: str
    tests: frozenset[tuple[Leaf, bool]] = frozenset()
    listed: ListFact | None = member(default=None, compare=False)

    @property
    def value(self) -> str | ListFact:
        return self.to if self.listed is None else self.listed


@dataclass(frozen=True, slots=True)
class Repair:
    """The smallest sets of changes that reach a goal (a criterion's id or a verdict), best first.

    None exists when ``sets`` is empty; ``blocked_by`` then names the facts that negotiators cannot change.
    """

    goal: str
    sets: tuple[tuple[Change, ...], ...]
    blocked_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Robustness:
    """How often the result holds when our numbers vary. Shares are 0 to 1 of ``draws``."""

    draws: int
    seed: int
    verdict_holds: float
    weakest_holds: float
    verdicts: Mapping[tuple[str, str], float]
    weakest: Mapping[str, float]
    overall: tuple[float, float, float, float] | None
    dimensions: Mapping[str, tuple[float, float, float, float]]


@dataclass(frozen=True, slots=True)
class ProposalEffect:
    """A criterion whose status would change if the proposed facts were accepted."""

    criterion: Criterion
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """The part "if the proposals are accepted": the proposed fields and what would follow."""

    fields: tuple[str, ...]
    effects: tuple[ProposalEffect, ...]
    scores: Scores
    verdict: VerdictRange


@dataclass(frozen=True, slots=True)
class Assessment:
    """A case assessed with a rule pack on one day."""

    case: Case
    pack: RulePack
    results: Mapping[str, CriterionResult]
    interactions: Mapping[str, Ternary]
    scores: Scores
    verdict: VerdictRange
    narrowing: tuple[str, ...]
    questions: tuple[Question, ...]
    repairs: Mapping[str, Repair]
    next_verdict: Repair | None
    robustness: Robustness
    proposals: Proposals | None
    evaluators: tuple[str, ...]
    run: Deduction
    bounds: Deduction

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes of all interactions, in the order of the pack, each once."""
        return tuple(dict.fromkeys(note for result in self.results.values() for note in result.notes))
