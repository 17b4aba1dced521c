"""From what changed to what the templates say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from abkommen.assessment.difference import Difference, FactChange, StatusChange
from abkommen.assessment.intervals import Interval
from abkommen.assessment.model import Assessment
from abkommen.base.texts import Text
from abkommen.casefile.model import Fact
from abkommen.intake.proposals import Proposal
from abkommen.intake.rounds.changes import ArticleChange, DraftChanges
from abkommen.intake.rounds.redline import Piece
from abkommen.reports.drafts.attributes import attribute_in_words, attribute_name
from abkommen.reports.drafts.summary import proposed_value
from abkommen.reports.drafts.words import IntakeWords
from abkommen.reports.gap.model import Key
from abkommen.reports.rounds.model import (
    ArticleView,
    CaseView,
    DraftView,
    PieceView,
    RoundView,
    ScoreRow,
    ScoreSide,
    StatusView,
    TopicView,
    ValueView,
    VerdictSide,
)
from abkommen.reports.wording.display import date
from abkommen.reports.wording.facts import fact_details, fact_value
from abkommen.reports.wording.wording import Wording
from abkommen.rulepack.model import SEVERITIES

_CONTEXT = 12  # words of the old wording left on either side of a change


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of a comparison: those of the two rule packs, and those of drafts; ``topics`` are the titles of topics."""

    old: Wording
    new: Wording
    words: IntakeWords
    topics: Mapping[str, Text]

    def of(self, field: str) -> Wording:
        """The pack that knows a fact; the new one where both do."""
        return self.new if field in self.new.pack.fields else self.old


def round_view(draft: DraftChanges | None, case: Difference | None, tell: Telling) -> RoundView:
    """The whole comparison; at least one of ``draft`` and ``case`` is given."""
    title = tell.new.text(case.new.case.title) if case is not None else ""
    shown = _draft(draft, tell, alone=case is None) if draft is not None else None
    return RoundView(title, shown, _case(case, tell) if case is not None else None, case is not None and draft is None)


def _draft(changes: DraftChanges, tell: Telling, *, alone: bool) -> DraftView:
    return DraftView(
        changes.old.draft.name,
        changes.new.draft.name,
        _counts(changes),
        tuple(_article(change) for change in changes.articles),
        tuple(
            TopicView(Key(change.trend), tell.new.text(tell.topics[change.topic]), change.before, change.after)
            for change in changes.topics
        ),
        tuple(
            ValueView(attribute_name(tell.words, name), *(attribute_in_words(tell.words, name, side) for side in pair))
            for name, pair in changes.attributes.items()
        ),
        tuple(_proposal(name, pair, tell) for name, pair in changes.proposals.items()) if alone else (),
    )


def _counts(changes: DraftChanges) -> dict[str, int]:
    def number(fits: Callable[[ArticleChange], bool]) -> int:
        return sum(map(fits, changes.articles))

    return {
        "added": number(lambda change: change.before is None),
        "removed": number(lambda change: change.after is None),
        "rewritten": number(lambda change: change.rewritten),
        "moved": number(lambda change: change.moved),
        "renumbered": number(lambda change: change.renumbered),
        "unchanged": changes.unchanged,
    }


def _article(change: ArticleChange) -> ArticleView:
    before, after = change.before, change.after
    return ArticleView(
        Key("added" if before is None else "removed" if after is None else "changed"),
        before.id if before else "",
        after.id if after else "",
        before.heading if before else "",
        after.heading if after else "",
        change.moved,
        change.rewritten,
        tuple(_piece(piece) for piece in shortened(change.pieces)),
    )


def _piece(piece: Piece) -> PieceView:
    return PieceView(Key(piece.kind), piece.text.strip(), piece.text != piece.text.rstrip())


def shortened(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """What stayed cut down to the words next to a change; what went or came is left whole."""
    told = tuple(pieces)
    for place, piece in enumerate(told):
        words = piece.text.split()
        first, last = place == 0, place == len(told) - 1
        most = _CONTEXT if first or last else 2 * _CONTEXT
        if piece.kind != "kept" or len(words) <= most:
            yield piece
            continue
        before = [] if first else words[:_CONTEXT]
        after = [] if last else words[-_CONTEXT:]
        space = " " if piece.text != piece.text.rstrip() else ""
        yield Piece("kept", " ".join((*before, "…", *after)) + space)


def _proposal(name: str, pair: tuple[Proposal | None, Proposal | None], tell: Telling) -> ValueView:
    before, after = (
        proposed_value(tell.of(name), side) if side is not None else tell.words.comparison.no_proposal for side in pair
    )
    return ValueView(tell.of(name).label(name), before, after)


def _case(found: Difference, tell: Telling) -> CaseView:
    gaps = {change.criterion.id for change in (*found.closed, *found.doubtful, *found.opened)}
    return CaseView(
        _name(found.old, tell.old),
        _name(found.new, tell.new),
        _verdict(found.old, tell.old),
        _verdict(found.new, tell.new),
        tuple(_scores(found, tell)),
        _row("", found.old.scores.overall, found.new.scores.overall, core=True),
        _statuses(found.closed, tell),
        _statuses(found.doubtful, tell),
        _statuses(found.opened, tell),
        _statuses((change for change in found.statuses if change.criterion.id not in gaps), tell),
        tuple(_fact(change, found, tell) for change in found.facts),
    )


def _name(run: Assessment, wording: Wording) -> str:
    """Which case and day; the file tells versions of one case apart."""
    return f"{run.case.id}, {date(wording.words, run.case.as_of)} ({run.case.file})"


def _verdict(run: Assessment, wording: Wording) -> VerdictSide:
    return VerdictSide(*(wording.term("verdicts", name) for name in (run.verdict.worst, run.verdict.best)))


def _scores(found: Difference, tell: Telling) -> Iterator[ScoreRow]:
    """The dimensions that both packs have, the core areas first."""
    shared = [d for d in found.new.pack.dimensions if d.code in found.old.scores.dimensions]
    for dimension in sorted(shared, key=lambda d: not d.core):
        before, after = (run.scores.dimensions[dimension.code] for run in (found.old, found.new))
        if before.low is not None or after.low is not None:
            yield _row(tell.new.text(dimension.title), before, after, core=dimension.core)


def _row(name: str, before: Interval, after: Interval, *, core: bool) -> ScoreRow:
    return ScoreRow(name, core, *(ScoreSide(_points(item.low), _points(item.high)) for item in (before, after)))


def _points(value: float | None) -> int | None:
    return None if value is None else round(value)


def _statuses(changes: Iterable[StatusChange], tell: Telling) -> tuple[StatusView, ...]:
    """The gravest first."""
    ordered = sorted(changes, key=lambda change: SEVERITIES.index(change.criterion.severity))
    return tuple(_status(change, tell) for change in ordered)


def _status(change: StatusChange, tell: Telling) -> StatusView:
    criterion = change.criterion
    before, after = (
        wording.term("statuses", status) if status is not None else tell.words.comparison.no_criterion
        for wording, status in ((tell.old, change.before), (tell.new, change.after))
    )
    return StatusView(
        criterion.id,
        tell.new.text(criterion.title),
        before,
        after,
        Key(change.after or "gone"),
        tell.new.term("severities", criterion.severity),
        tuple(tell.words.comparison.causes[cause] for cause in change.causes),
        tuple(tell.of(name).label(name) for name in change.fields),
    )


def _fact(change: FactChange, found: Difference, tell: Telling) -> ValueView:
    before, after = (
        _told(tell, change.field, fact, run) for fact, run in ((change.before, found.old), (change.after, found.new))
    )
    return ValueView(
        tell.of(change.field).label(change.field), before, after, tell.words.comparison.causes[change.cause]
    )


def _told(tell: Telling, name: str, fact: Fact | None, run: Assessment) -> str:
    """The value with how it is known."""
    wording = tell.of(name)
    details = fact_details(wording, fact) if fact is not None else ""
    value = fact_value(wording, name, fact, run.case.sources)
    return wording.words.facts.abbreviated.format(name=value, abbreviation=details) if details else value
