"""What the templates of a comparison receive. Keys such as ``trend`` stay the engine's own; texts come as they are and are
escaped for each format before a template sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from abkommen.reports.gap.model import Key


@dataclass(frozen=True, slots=True)
class PieceView:
    """A stretch of an article. ``kind``: kept, removed or added; ``space``: whether a space follows."""

    kind: Key
    text: str
    space: bool


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article then and now; a side is empty where the article is new or gone. ``kind``: added, removed or changed."""

    kind: Key
    before: str
    after: str
    heading_before: str
    heading_after: str
    moved: bool
    rewritten: bool
    pieces: tuple[PieceView, ...]

    @property
    def renumbered(self) -> bool:
        return self.kind == "changed" and self.before != self.after

    @property
    def retitled(self) -> bool:
        return self.kind == "changed" and self.heading_before != self.heading_after


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic with the articles that carried it and those that do. ``trend``: gained, lost, firmer, weaker, elsewhere."""

    trend: Key
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValueView:
    """Something that had one value and has another. ``reason`` says where the change comes from, where that is known."""

    name: str
    before: str
    after: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DraftView:
    """The text: ``counts`` by added, removed, rewritten, moved, renumbered and unchanged."""

    old: str
    new: str
    counts: Mapping[str, int]
    articles: tuple[ArticleView, ...]
    topics: tuple[TopicView, ...]
    attributes: tuple[ValueView, ...]
    proposals: tuple[ValueView, ...]


@dataclass(frozen=True, slots=True)
class StatusView:
    """A criterion whose status changed, with the causes and the changed facts behind it. ``mark`` is the status now."""

    id: str
    title: str
    before: str
    after: str
    mark: Key
    severity: str
    causes: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreSide:
    """A score of 0 to 100 in whole points; None where nothing counts."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class ScoreRow:
    name: str
    core: bool
    before: ScoreSide
    after: ScoreSide

    @property
    def same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class VerdictSide:
    """The verdict: at worst, at best."""

    worst: str
    best: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """The assessments. ``doubtful`` are gaps that are only no longer known to be there; ``other`` are changes that neither
    close nor open a gap."""

    old: str
    new: str
    verdict_before: VerdictSide
    verdict_after: VerdictSide
    scores: tuple[ScoreRow, ...]
    overall: ScoreRow
    closed: tuple[StatusView, ...]
    doubtful: tuple[StatusView, ...]
    opened: tuple[StatusView, ...]
    other: tuple[StatusView, ...]
    facts: tuple[ValueView, ...]

    @property
    def same_verdict(self) -> bool:
        return self.verdict_before == self.verdict_after


@dataclass(frozen=True, slots=True)
class RoundView:
    """A comparison. ``draft`` is None where no texts were compared, ``case`` where no cases were.

    ``no_text``: two cases whose texts are not both at hand.
    """

    title: str
    draft: DraftView | None
    case: CaseView | None
    no_text: bool
