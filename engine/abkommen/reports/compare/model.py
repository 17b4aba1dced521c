"""What the templates of the comparison receive: plain texts and numbers, as in :mod:`abkommen.reports.gap.model`."""

from __future__ import annotations

from dataclasses import dataclass

from abkommen.reports.gap.model import (
    CountView,
    CriterionView,
    FactView,
    Key,
    MethodView,
    ScoreView,
    SourceView,
    VerdictView,
)


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case: ``name`` is short (the partner's), ``title`` the agreement's own.

    ``known`` of ``asked`` facts; ``decided`` criteria are met, partly met or not met.
    """

    id: str
    name: str
    title: str
    as_of: str
    stage: str
    verdict: VerdictView
    overall: ScoreView
    scores: tuple[ScoreView, ...]
    counts: CountView
    decided: int
    known: int
    asked: int


@dataclass(frozen=True, slots=True)
class Cell:
    """The status of one criterion in one case: ``mark`` for the eye, ``status_name`` for the ear."""

    case: str
    status: Key
    status_name: str
    mark: str


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion across all cases."""

    id: str
    title: str
    severity: Key
    severity_name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An area of the matrix: the criteria decided in some case, and the others. ``decided``: how many in each case."""

    code: Key
    name: str
    core: bool
    decided: tuple[int, ...]
    rows: tuple[Row, ...]
    undecided: tuple[Row, ...]

    @property
    def size(self) -> int:
        """How many criteria there are, decided or not."""
        return len(self.rows) + len(self.undecided)


@dataclass(frozen=True, slots=True)
class OrderView:
    """What can be said of the order. ``lines``: a case, those it stands above, and what supports it.

    ``shown`` of ``pairs``; where intervals overlap an order is shown from ``support`` per cent of the runs on.
    """

    pairs: int
    shown: int
    lines: tuple[tuple[str, tuple[str, ...], Key], ...]
    support: int


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap several cases may share. ``findings``: what is wrong, with the cases in which it is just that."""

    id: str
    title: str
    severity: Key
    severity_name: str
    cases: tuple[str, ...]
    counts: CountView
    findings: tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class OpenFactView:
    """A fact that is open. ``needed``: in how many cases it matters."""

    label: str
    question: str
    asks: str
    cases: tuple[str, ...]
    needed: int
    criteria: tuple[str, ...]
    severity: Key


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Open facts on one subject."""

    name: str
    facts: tuple[OpenFactView, ...]


@dataclass(frozen=True, slots=True)
class ModelView:
    """A case that shows how, with the facts and their evidence."""

    name: str
    facts: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class LessonView:
    """What some agreements do. ``more``: further models, not shown in full; then those that could take it over, by how they stand."""

    id: str
    title: str
    text: str
    models: tuple[ModelView, ...]
    more: tuple[str, ...]
    gaps: tuple[str, ...]
    open: tuple[str, ...]
    ahead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContextVariant:
    """A finding outside the agreements, as the named cases see it; no names: as all do."""

    cases: tuple[str, ...]
    criterion: CriterionView


@dataclass(frozen=True, slots=True)
class ContextPart:
    """Germany, the EU or all agreements together."""

    name: str
    counts: CountView
    gaps: tuple[ContextVariant, ...]
    decided: tuple[ContextVariant, ...]
    open: tuple[ContextVariant, ...]


@dataclass(frozen=True, slots=True)
class FactChangeView:
    """A fact on both days; evidence and note are those of the later one."""

    label: str
    before: str
    after: FactView


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A status that is another one on the later day, why, and in which cases; no names: in all."""

    id: str
    title: str
    before: Key
    before_name: str
    after: Key
    after_name: str
    causes: tuple[Key, ...]
    facts: tuple[FactChangeView, ...]
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseChanges:
    """What changed in one agreement itself: the facts, the criteria decided before or after, and the others by number."""

    name: str
    facts: tuple[FactChangeView, ...]
    changes: tuple[ChangeView, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DevelopmentView:
    """From one day to another."""

    before: str
    after: str
    shared: tuple[ChangeView, ...]
    cases: tuple[CaseChanges, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayerGroup:
    """A baseline, and the cases that rest on it; no names: all."""

    title: str
    as_of: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The whole comparison. ``as_of`` is empty where the cases are of different days.

    ``nobody_knows`` are facts open wherever they matter,
    ``some_know`` those known of some cases.
    """

    lang: Key
    as_of: str
    cases: tuple[CaseView, ...]
    core: tuple[tuple[Key, str], ...]
    order: OrderView
    parts: tuple[Part, ...]
    legend: tuple[tuple[Key, str, str], ...]
    gaps: tuple[GapView, ...]
    lessons: tuple[LessonView, ...]
    practices: tuple[LessonView, ...]
    first_questions: tuple[OpenFactView, ...]
    nobody_knows: tuple[OpenGroup, ...]
    some_know: tuple[OpenGroup, ...]
    context: tuple[ContextPart, ...]
    layers: tuple[LayerGroup, ...]
    development: DevelopmentView | None
    sources: tuple[SourceView, ...]
    method: MethodView
