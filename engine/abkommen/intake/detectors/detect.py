"""Running the detectors over a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from abkommen.intake.detectors.attributes import AttributeValue, attribute_values
from abkommen.intake.detectors.compiled import Detectors, Language
from abkommen.intake.detectors.index import Index, index_words
from abkommen.intake.detectors.passing import passing_in
from abkommen.intake.detectors.reading import Reading, read, spans_of
from abkommen.intake.detectors.scoring import Hit, Surroundings, score
from abkommen.intake.draft import Article, Draft

_OPENING = 600  # characters from the beginning that stand for title and preamble where a draft has neither
_NOT_SEARCHED = frozenset({"title", "final", "signature"})


@dataclass(frozen=True, slots=True)
class Findings:
    """What the detectors propose: provisions in the order of the text, and the attributes that were found, by name."""

    provisions: tuple[Hit, ...]
    attributes: Mapping[str, AttributeValue]


def detect(draft: Draft, detectors: Detectors) -> Findings:
    """Find provisions and attributes. Pure; a draft without articles has no provisions."""
    language = detectors.languages[draft.language]
    reading = read(draft.text, tuple(_blocks(draft)))
    pieces = list(zip(draft.articles, _surroundings(draft, reading, language), strict=True))
    hits = [hit for article, around in pieces for hit in _hits(draft, article, around, language, detectors)]
    return Findings(tuple(hits), MappingProxyType(attribute_values(draft, pieces, language)))


def _blocks(draft: Draft) -> set[int]:
    """Where a new sentence begins whatever stands before: pieces, their wording, their paragraphs."""
    blocks = {start for article in draft.articles for start in (article.start, article.body)}
    return blocks | {paragraph.start for article in draft.articles for paragraph in article.paragraphs}


def _surroundings(draft: Draft, reading: Reading, language: Language) -> Iterator[Surroundings]:
    opening = _opening(draft, reading, language)
    places = [reading.words_between(article.body, article.end) for article in draft.articles]
    bodies = [index_words(reading, words, language.lexicon) for words in places]
    chapters = {article.chapter: _chapter(article.chapter, language) for article in draft.articles}
    for article, words, body in zip(draft.articles, places, bodies, strict=True):
        heading = index_words(reading, reading.words_between(article.start, article.body), language.lexicon)
        passing = passing_in(article, reading, body, heading, language.passing)
        yield Surroundings(reading, body, heading, *chapters[article.chapter], opening, bodies, passing, len(words))


def _chapter(heading: str, language: Language) -> tuple[Reading, Index]:
    reading = read(heading)
    return reading, index_words(reading, range(len(reading.words)), language.lexicon)


def _opening(draft: Draft, reading: Reading, language: Language) -> Index:
    """Title and preamble, indexed together."""
    pieces = [article for article in draft.articles if article.kind in ("title", "preamble")]
    start = min((piece.start for piece in pieces), default=0)
    end = max((piece.end for piece in pieces), default=_OPENING)
    return index_words(reading, reading.words_between(start, end), language.lexicon)


def _hits(
    draft: Draft, article: Article, around: Surroundings, language: Language, detectors: Detectors
) -> Iterator[Hit]:
    if article.kind in _NOT_SEARCHED:
        return
    for verdict in score(around, language, detectors.topics):
        spans = tuple(spans_of(verdict.matches, around.reading, draft.text))
        words = tuple(" ".join(draft.text[start:end].split()) for start, end in spans)
        yield Hit(verdict.topic, article.id, verdict.kind, verdict.weight, words, spans)
