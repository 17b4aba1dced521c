"""What the templates of the gap report receive: plain texts and numbers, every one named for what it says.

Keys such as ``status`` stay the engine's own (``not_met``) beside their words (``status_name``), so that a template can mark
or group by them. Texts come from case files and rule packs as they are: the templates escape them for their format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class Key(str):
    """A word of the engine's own, such as ``not_met``; never a text from a file, so nothing in it is escaped."""

    __slots__ = ()


class Address(str):
    """An address of a source that may be linked: http or https, nothing else, without a space or bracket in it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a numbered source. ``quote`` is in the source's own language."""

    number: int | None
    title: str
    locator: str
    quote: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact behind a status. ``withheld``: confidential and left out of a public version; everything else is then empty."""

    label: str
    value: str
    details: str
    references: tuple[Reference, ...]
    note: str
    known: bool
    withheld: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in the paper."""

    section: str
    page: str


@dataclass(frozen=True, slots=True)
class InteractionView:
    """What an interaction does to a criterion, or to the verdict. ``sure`` false: a premise is unknown, it is only possible.

    ``changes``: a status or severity is, or may be, another because of it.
    """

    id: str
    title: str
    effect: str
    reason: str
    advice: str
    sure: bool
    changes: bool


@dataclass(frozen=True, slots=True)
class RepairView:
    """Smallest sets of changes, each change in words; with none of them ``blocked`` names what negotiators cannot change."""

    sets: tuple[tuple[str, ...], ...]
    blocked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion as a reader meets it.

    ``status`` is its own, ``effective`` the one after interactions, ``possible`` names what an open one may
    still be, where that is less than everything. ``raised_from``
    is the severity before interactions raised it, empty where none did. ``asks`` are those who could answer what is missing.
    """

    id: str
    title: str
    question: str
    because: str
    ours: str
    dimension: str
    area: str
    level: Key
    status: Key
    status_name: str
    effective: Key
    effective_name: str
    severity: Key
    severity_name: str
    raised_from: str
    finding: str
    remedy: str
    responsible: str
    source: tuple[Passage, ...]
    facts: tuple[FactView, ...]
    missing: tuple[FactView, ...]
    asks: str
    possible: str
    readings: tuple[str, str] | None
    due_from: str
    interactions: tuple[InteractionView, ...]
    repair: RepairView | None

    @property
    def changed(self) -> bool:
        """Whether an interaction changed its status."""
        return self.status != self.effective


@dataclass(frozen=True, slots=True)
class QuestionView:
    """An open fact worth asking for. ``asks``: who could answer; ``steps`` and ``points``: how far an answer could narrow the
    verdict and the weakest score."""

    rank: int
    label: str
    question: str
    known: str
    evidence: str
    asks: str
    criteria: tuple[str, ...]
    severity: Key
    steps: int
    points: float
    of_case: bool


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score with its bounds in whole points; None where nothing counts. ``coverage`` in per cent."""

    code: str
    name: str
    low: int | None
    high: int | None
    coverage: int
    core: bool
    weakest: bool


@dataclass(frozen=True, slots=True)
class CountView:
    """How many criteria of an area have which status; ``open`` takes both kinds of unknown together."""

    name: str
    counts: Mapping[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class VerdictStep:
    """One step of the ladder. ``within``: still possible."""

    name: str
    meaning: str
    reason: str
    requires: str
    within: bool


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The range of verdicts. ``narrowing``: the facts that would narrow it; ``limits``: interactions that bound it."""

    worst: str
    best: str
    decided: bool
    steps: tuple[VerdictStep, ...]
    narrowing: tuple[str, ...]
    limits: tuple[InteractionView, ...]


@dataclass(frozen=True, slots=True)
class GapGroup:
    """The gaps of one severity, the graver first."""

    severity: Key
    criteria: tuple[CriterionView, ...]


@dataclass(frozen=True, slots=True)
class ContextView:
    """Germany, the EU or all agreements together: reported apart, no part of the case's score."""

    level: Key
    name: str
    score: ScoreView
    counts: CountView
    gaps: tuple[GapGroup, ...]
    open: tuple[CriterionView, ...]
    met: tuple[CriterionView, ...]
    other: tuple[CriterionView, ...]


@dataclass(frozen=True, slots=True)
class ProposalsView:
    """What would follow if every proposed fact were accepted."""

    facts: tuple[FactView, ...]
    effects: tuple[tuple[str, str, str, str], ...]
    verdict: VerdictView
    overall: ScoreView


@dataclass(frozen=True, slots=True)
class SourceView:
    """A numbered source. ``description``: author, series, publisher and date in one; ``link`` where it can be followed."""

    number: int
    title: str
    description: str
    kind: str
    link: Address | None
    address: str
    accessed: str
    weak: bool
    note: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number of ours with its reason; ``group`` says which kind: value, weight or variation."""

    group: Key
    key: Key
    name: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Share:
    """How often something came out, in per cent."""

    name: str
    percent: int
    ours: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """Between which points the central 90 per cent of the lower and of the upper end of a score lie. No name: the overall one."""

    name: str
    low: tuple[int, int]
    high: tuple[int, int]


@dataclass(frozen=True, slots=True)
class RobustnessView:
    """How often the result holds when our numbers vary; shares in per cent."""

    draws: int
    seed: int
    verdict_holds: int
    weakest_holds: int
    weakest: str
    verdicts: tuple[Share, ...]
    dimensions: tuple[Share, ...]
    spreads: tuple[Spread, ...]


@dataclass(frozen=True, slots=True)
class MethodView:
    """What the report was made with. ``document`` is the short name of what the rules encode, ``reference`` the full one;
    ``evaluators``: how many decided each criterion, two must agree."""

    document: str
    pack: str
    version: str
    fingerprint: str
    reference: str
    reference_link: Address | None
    criteria: int
    interactions: int
    evaluators: int
    numbers: tuple[Number, ...]
    robustness: RobustnessView


@dataclass(frozen=True, slots=True)
class LayerView:
    """A file under the case, with the day it describes."""

    name: str
    title: str
    as_of: str


@dataclass(frozen=True, slots=True)
class GapReport:
    """The whole report. ``example``: a criterion worth explaining; ``withheld``: how many confidential facts are left out."""

    lang: Key
    title: str
    file: str
    as_of: str
    stage: str
    layers: tuple[LayerView, ...]
    verdict: VerdictView
    overall: ScoreView
    scores: tuple[ScoreView, ...]
    weakest: tuple[str, ...]
    counts: CountView
    counts_by_area: tuple[CountView, ...]
    questions: tuple[QuestionView, ...]
    next_verdict: tuple[str, RepairView] | None
    gaps: tuple[GapGroup, ...]
    open: tuple[GapGroup, ...]
    proposals: ProposalsView | None
    not_due: tuple[CriterionView, ...]
    met: tuple[CriterionView, ...]
    not_applicable: tuple[CriterionView, ...]
    context: tuple[ContextView, ...]
    sources: tuple[SourceView, ...]
    method: MethodView
    abbreviations: tuple[tuple[str, str], ...]
    example: str
    withheld: int
