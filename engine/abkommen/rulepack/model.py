"""A rule pack: dimensions, criteria, interactions, fields and scoring, read once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from abkommen.base.fields import Catalogue
from abkommen.base.texts import Text
from abkommen.rulepack.conditions import Condition
from abkommen.rulepack.scoring import Scoring

Severity = Literal["critical", "major", "minor", "context"]
Level = Literal["case", "partner_country", "germany", "eu", "portfolio"]
Stage = Literal["sounding", "negotiating", "initialled", "signed", "in_force"]
EffectKind = Literal[
    "cap_status", "raise_severity", "finding", "question", "explain_cause", "support", "recommend", "flag_format", "bound_verdict",
]  # fmt: skip

SEVERITIES: tuple[Severity, ...] = ("critical", "major", "minor", "context")
DECIDED_STATUSES = ("met", "partly", "not_met", "not_applicable", "not_due")


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in the paper: section heading and page (or pages)."""

    section: str
    page: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """One area of the paper. ``core`` marks the three areas the paper calls indispensable (p. 3)."""

    code: str
    key: str
    title: Text
    core: bool


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing the paper asks. ``ours`` says what in it is this project's reading rather than the paper's."""

    id: str
    dimension: str
    area: str
    title: Text
    question: Text
    because: Text
    source: tuple[Passage, ...]
    modality: str
    origin: Literal["explicit", "diagnostic", "reported_position", "implied"]
    level: Level
    severity: Severity
    due_from: Stage | None
    applies_when: Condition
    met: Condition
    not_met: Condition
    partly: bool
    gap: Text
    partly_gap: Text | None
    remedy: Text
    ours: Text | None
    responsible: tuple[str, ...]
    derived: bool
    file: str
    line: int

    @property
    def of_case(self) -> bool:
        """Whether negotiators of this agreement answer for it; the others are reported apart (data model, decision 2)."""
        return self.level in ("case", "partner_country")


@dataclass(frozen=True, slots=True)
class Effect:
    """What an interaction does. ``to`` is the status, severity or verdict set, ``by`` the criterion named as cause.

    ``statuses``: a finding is shown only while its criterion has one of these, never against a met one.
    """

    kind: EffectKind
    criterion: str | None = None
    to: str | None = None
    by: str | None = None
    statuses: frozenset[str] = frozenset(("not_met", "partly"))


@dataclass(frozen=True, slots=True)
class Interaction:
    """What follows when several facts or statuses meet."""

    id: str
    title: Text
    when: Condition
    effects: tuple[Effect, ...]
    source: tuple[Passage, ...]
    strength: Literal["stated", "joined_by_us"]
    reason: Text
    advice: Text | None
    ours: Text | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class PaperPassage:
    """One passage of the paper, by page and running number, and what stands for it; ``facts`` as case/field.

    ``reason`` says why no rule does, where none does.
    """

    n: int
    section: str
    page: str
    criteria: tuple[str, ...]
    interactions: tuple[str, ...]
    facts: tuple[str, ...]
    reason: Text | None


@dataclass(frozen=True, slots=True)
class Reference:
    """The document a pack encodes."""

    title: str
    series: str
    number: str
    date: str
    authors: tuple[str, ...]
    publisher: str
    address: str


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who acts or knows: a ministry, an agency, the partner. Keys, not names, so that a recut government needs no new rule."""

    name: Text
    abbreviation: str | None


@dataclass(frozen=True, slots=True)
class RulePack:
    """A whole rule pack. ``fingerprint`` identifies the content of all its files."""

    id: str
    version: str
    title: Text
    reference: Reference
    stage_field: str
    stages: tuple[Stage, ...]
    dimensions: tuple[Dimension, ...]
    criteria: Mapping[str, Criterion]
    interactions: Mapping[str, Interaction]
    fields: Catalogue
    groups: Mapping[str, Text]
    roles: Mapping[str, Role]
    scoring: Scoring
    fingerprint: str
    folder: str

    def dimension(self, code: str) -> Dimension:
        return next(dimension for dimension in self.dimensions if dimension.code == code)

    def of_dimension(self, code: str) -> tuple[Criterion, ...]:
        return tuple(criterion for criterion in self.criteria.values() if criterion.dimension == code)
