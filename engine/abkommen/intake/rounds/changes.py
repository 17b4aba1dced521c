"""What changed between two drafts: articles, provisions, numbers and proposed facts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from abkommen.intake.detectors import AttributeValue, Findings, Hit
from abkommen.intake.draft import Article, Draft
from abkommen.intake.proposals import Proposal
from abkommen.intake.rounds.pairing import Pairing, pair_articles
from abkommen.intake.rounds.redline import Piece, redline, same_wording

Trend = Literal["gained", "lost", "firmer", "weaker", "elsewhere"]
LANGUAGE = "language_of_text"


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A draft with everything that was read from it."""

    draft: Draft
    findings: Findings
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """One article then and now; ``before`` or ``after`` is None where it is new or gone.

    ``moved``: it stands in another order among the articles that stayed. ``pieces`` lead from the old wording to the new;
    they are empty where the wording is the same, and hold the whole text of an article that is new or gone.
    """

    before: Article | None
    after: Article | None
    moved: bool
    pieces: tuple[Piece, ...]

    @property
    def rewritten(self) -> bool:
        return self.before is not None and self.after is not None and bool(self.pieces)

    @property
    def renumbered(self) -> bool:
        return self.before is not None and self.after is not None and self.before.id != self.after.id

    @property
    def retitled(self) -> bool:
        return self.before is not None and self.after is not None and self.before.heading != self.after.heading


@dataclass(frozen=True, slots=True)
class TopicChange:
    """A topic of the codebook then and now: the articles that provide for it, else those that mention it.

    ``firmer``: a mention has become a provision; ``weaker``: the reverse; ``elsewhere``: other articles carry it.
    """

    topic: str
    trend: Trend
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftChanges:
    """From one draft to the next. ``unchanged`` counts the articles whose wording, number and order stayed."""

    old: ReadDraft
    new: ReadDraft
    articles: tuple[ArticleChange, ...]
    unchanged: int
    topics: tuple[TopicChange, ...]
    attributes: Mapping[str, tuple[AttributeValue | None, AttributeValue | None]]
    proposals: Mapping[str, tuple[Proposal | None, Proposal | None]]


def compare_drafts(old: ReadDraft, new: ReadDraft) -> DraftChanges:
    """Compare two drafts article by article, whatever their numbers."""
    pairing = pair_articles(old.draft, new.draft)
    changes = tuple(_article_changes(old.draft, new.draft, pairing))
    names = {old.draft.articles[first].id: new.draft.articles[second].id for first, second in pairing.pairs}
    values = {name: (old.findings.attributes.get(name), new.findings.attributes.get(name)) for name in _keys(old, new)}
    facts = [{proposal.field: proposal for proposal in read.proposals} for read in (old, new)]
    proposed = {name: (facts[0].get(name), facts[1].get(name)) for name in dict.fromkeys((*facts[0], *facts[1]))}
    return DraftChanges(
        old,
        new,
        tuple(change for change in changes if _differs(change)),
        sum(not _differs(change) for change in changes),
        tuple(_topic_changes(old.findings.provisions, new.findings.provisions, names)),
        {name: pair for name, pair in values.items() if _value(pair[0]) != _value(pair[1])},
        {name: pair for name, pair in proposed.items() if _proposed(pair[0]) != _proposed(pair[1])},
    )


def _keys(old: ReadDraft, new: ReadDraft) -> Iterable[str]:
    return dict.fromkeys((*old.findings.attributes, *new.findings.attributes))


def _value(found: AttributeValue | None) -> object:
    return found and (found.value, found.note)


def _proposed(found: Proposal | None) -> object:
    return found and found.value


def _differs(change: ArticleChange) -> bool:
    return bool(change.pieces) or change.moved or change.renumbered or change.retitled


def _article_changes(old: Draft, new: Draft, pairing: Pairing) -> Iterator[ArticleChange]:
    """In the order of the new draft; what is gone stands behind the article it followed."""
    gone = _gone_after(pairing)
    partner = {second: first for first, second in pairing.pairs}
    yield from (_gone(old, place) for place in gone.get(None, ()))
    for place, article in enumerate(new.articles):
        first = partner.get(place)
        if first is None:
            yield ArticleChange(None, article, False, (Piece("added", _line(new, article)),))
            continue
        yield _pair_change(old, new, old.articles[first], article, moved=(first, place) in pairing.moved)
        yield from (_gone(old, other) for other in gone.get(first, ()))


def _gone_after(pairing: Pairing) -> dict[int | None, list[int]]:
    """The removed articles by the one that stayed before them, or None at the beginning."""
    stayed = sorted(first for first, _ in pairing.pairs)
    gone: dict[int | None, list[int]] = {}
    for place in pairing.removed:
        at = bisect_left(stayed, place)
        gone.setdefault(stayed[at - 1] if at else None, []).append(place)
    return gone


def _gone(old: Draft, place: int) -> ArticleChange:
    article = old.articles[place]
    return ArticleChange(article, None, False, (Piece("removed", _line(old, article)),))


def _pair_change(old: Draft, new: Draft, before: Article, after: Article, *, moved: bool) -> ArticleChange:
    texts = old.body_of(before), new.body_of(after)
    return ArticleChange(before, after, moved, () if same_wording(*texts) else redline(*texts))


def _line(draft: Draft, article: Article) -> str:
    return " ".join(draft.body_of(article).split())


def _topic_changes(old: tuple[Hit, ...], new: tuple[Hit, ...], names: Mapping[str, str]) -> Iterator[TopicChange]:
    """Articles are compared by their new names, so that a renumbered article counts as the same."""
    for topic in dict.fromkeys(hit.topic for hit in (*old, *new)):
        (kind, before), (now, after) = _standing(topic, old), _standing(topic, new)
        trend = _trend(kind, now)
        if trend is None and kind == "provision" and {names.get(name, name) for name in before} != set(after):
            trend = "elsewhere"
        if trend is not None:
            yield TopicChange(topic, trend, before, after)


def _standing(topic: str, hits: tuple[Hit, ...]) -> tuple[str, tuple[str, ...]]:
    for kind in ("provision", "mention"):
        articles = tuple(dict.fromkeys(hit.article for hit in hits if hit.topic == topic and hit.kind == kind))
        if articles:
            return kind, articles
    return "", ()


_TRENDS: Mapping[tuple[str, str], Trend] = {
    ("", "provision"): "gained",
    ("mention", "provision"): "firmer",
    ("provision", "mention"): "weaker",
    ("provision", ""): "lost",
}


def _trend(before: str, after: str) -> Trend | None:
    """A mere mention that comes or goes is nothing gained or lost."""
    return _TRENDS.get((before, after))
