"""The examples a topic brings along: each must be found as it says, in a draft of one article made around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from abkommen.base.texts import LANGUAGES, Lang
from abkommen.intake.detectors.compiled import Detectors
from abkommen.intake.detectors.detect import detect
from abkommen.intake.detectors.files import Example, Examples, Topic
from abkommen.intake.draft import Article, Draft

Expected = Literal["provision", "mention", "nothing"]
_KINDS: tuple[Expected, ...] = ("provision", "mention", "nothing")


def faults(detectors: Detectors) -> Iterator[str]:
    """Every example that is not found as its topic says."""
    for topic in detectors.topics:
        for lang in LANGUAGES:
            for expected, example in examples_of(topic, lang):
                found = outcome(example, lang, topic.topic, detectors)
                if found != expected:
                    yield f"{topic.topic} ({lang}): expected {expected}, found {found}: “{example.text}”"


def examples_of(topic: Topic, lang: Lang) -> Iterator[tuple[Expected, Example]]:
    """The examples of a topic in one language with what each must be found as."""
    examples: Examples = getattr(topic.examples, lang)
    for kind in _KINDS:
        given: tuple[str | Example, ...] = getattr(examples, kind)
        yield from ((kind, Example(text=item) if isinstance(item, str) else item) for item in given)


def outcome(example: Example, lang: Lang, topic: str, detectors: Detectors) -> Expected:
    """As what a topic is found in an example."""
    hits = detect(_draft(example, lang), detectors).provisions
    return next((hit.kind for hit in hits if hit.topic == topic), "nothing")


def _draft(example: Example, lang: Lang) -> Draft:
    title = f"{example.draft or '—'}\n\n"
    head = f"Art. 1 {example.heading}\n\n"
    start, body = len(title), len(title) + len(head)
    text = title + head + example.text
    pieces = (
        Article("title", "title", "", "", 0, 0, start, ()),
        Article("Art. 1", "article", example.heading, example.chapter, start, body, len(text), ()),
    )
    return Draft("example", lang, text, pieces, 0)
