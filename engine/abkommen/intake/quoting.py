"""From the places that decided a proposal to a quotation a person can check: short, in the draft's words, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from abkommen.intake.draft import Article, Draft
from abkommen.intake.proposals import Passage, Proposal

ELLIPSIS: Final = "…"
MOST_ARTICLES: Final = 3
"""A proposal quotes its strongest articles; the others would only lengthen the file."""

_BRIDGED: Final = 60  # a gap of so few characters is quoted with the words around it, so that the quotation reads on
_LONGEST: Final = 400

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quote:
    """The deciding words of one article; what was left out between them stands as “…”."""

    article: str
    text: str


def quotes_of(draft: Draft, proposal: Proposal) -> tuple[Quote, ...]:
    """One quotation per article of a proposal, the strongest articles first, at most ``MOST_ARTICLES``."""
    by_article: dict[str, list[Span]] = {}
    for passage in proposal.passages:
        by_article.setdefault(passage.article, []).extend(_inside(draft, passage))
    chosen = list(by_article.items())[:MOST_ARTICLES]
    return tuple(Quote(article, quotation(draft.text, spans)) for article, spans in chosen)


def quotation(text: str, spans: Iterable[Span]) -> str:
    """The text at ``spans`` with small gaps filled and large ones marked, on one line."""
    parts: list[str] = []
    length = 0
    for start, end in _bridged(text, sorted(spans)):
        part = " ".join(text[start:end].split())
        if parts and length + len(part) > _LONGEST:
            break
        parts.append(part)
        length += len(part)
    return f" {ELLIPSIS} ".join(parts)


def _inside(draft: Draft, passage: Passage) -> Iterator[Span]:
    """The passage's places in the body of its article; those in the heading only where there are no others."""
    bodies = [article for article in draft.articles if article.id == passage.article]
    inside = [span for span in passage.spans if any(_in_body(span, article) for article in bodies)]
    yield from inside or passage.spans


def _in_body(span: Span, article: Article) -> bool:
    return article.body <= span[0] and span[1] <= article.end


def _bridged(text: str, spans: list[Span]) -> Iterator[Span]:
    """Spans in order, those that lie close and in one paragraph joined."""
    current: Span | None = None
    for start, end in spans:
        if current is None:
            current = (start, end)
        elif start - current[1] <= _BRIDGED and "\n\n" not in text[current[1] : start]:
            current = (current[0], max(current[1], end))
        else:
            yield current
            current = (start, end)
    if current is not None:
        yield current
