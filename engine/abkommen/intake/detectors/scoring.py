"""From matched grounds to verdicts: how strongly an article carries a topic, and whether as a provision or in passing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from abkommen.intake.detectors.compiled import Conditions, Language, Rule
from abkommen.intake.detectors.files import Ground, Topic
from abkommen.intake.detectors.index import Index
from abkommen.intake.detectors.matching import Compiled, Places, find, matches, matches_in
from abkommen.intake.detectors.passing import Passing
from abkommen.intake.detectors.reading import Reading, Span

Kind = Literal["provision", "mention"]

_LEAST_BODY = 6  # words; a heading with less under it has no content


@dataclass(frozen=True, slots=True)
class Hit:
    """A topic found in an article. ``weight`` is 0 to 1; ``spans`` are the places in the draft's text of ``words``."""

    topic: str
    article: str
    kind: Kind
    weight: float
    words: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one topic in one article. ``matches`` are the words that decided, ground by ground."""

    topic: str
    kind: Kind
    weight: float
    matches: tuple[Places, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """An article indexed for matching: its body, its heading, the heading of its chapter, the draft's title and preamble,
    and the bodies of all articles."""

    reading: Reading
    body: Index
    heading: Index
    chapter_reading: Reading
    chapter: Index
    draft: Index
    text: Sequence[Index]
    passing: Passing
    body_length: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A ground that holds in an article, and the words that show it (none for a chapter's heading).

    ``open`` says that they do not stand in passing, ``binding`` that they also are more than a mere name.
    """

    rule: Rule
    match: Places
    open: bool
    binding: bool


def score(around: Surroundings, language: Language, topics: tuple[Topic, ...]) -> Iterator[Verdict]:
    """Every topic the article carries, in the order of the topics."""
    by_topic: dict[int, list[_Found]] = {}
    for rule, patterns in _possible(language, around):
        found = _ground(rule, patterns, around, topics)
        if found:
            by_topic.setdefault(rule.topic, []).append(found)
    areas = _lists_areas(language, around)
    for number in sorted(by_topic):
        only_mention = any(_holds(context, around, None) for context in language.only_mention[number])
        verdict = _verdict(topics[number], by_topic[number], only_mention, areas)
        if verdict:
            yield verdict


def _possible(language: Language, around: Surroundings) -> Iterator[tuple[Rule, list[Compiled]]]:
    """The rules some pattern of which has all its words in the body, the heading or the chapter's heading."""
    found: dict[int, dict[int, Compiled]] = {}
    for index in (around.body, around.heading, around.chapter):
        for step in index.steps & language.anchored.keys():
            for number in language.anchored[step]:
                rule, pattern = language.patterns[number]
                if pattern.needs <= index.steps:
                    found.setdefault(rule, {})[number] = pattern
    for rule in sorted(found):
        yield language.rules[rule], [found[rule][number] for number in sorted(found[rule])]


def _ground(rule: Rule, patterns: Iterable[Compiled], around: Surroundings, topics: tuple[Topic, ...]) -> _Found | None:
    """The rule's best match: a binding one where there is one, else the first."""
    ground = topics[rule.topic].grounds[rule.ground]
    best: _Found | None = None
    for match in _matches(rule, ground, patterns, around):
        is_open = _open(ground, match, around)
        found = _Found(rule, () if ground.place == "chapter" else match, is_open, is_open and not ground.mention)
        if found.binding:
            return found
        best = best or found
    return best


def _matches(rule: Rule, ground: Ground, patterns: Iterable[Compiled], around: Surroundings) -> Iterator[Places]:
    """The matches where the rule looks for them and around which its conditions hold."""
    index = {"body": around.body, "heading": around.heading, "chapter": around.chapter}[ground.place]
    sentence = (around.chapter_reading if ground.place == "chapter" else around.reading).sentence
    for pattern in patterns:
        for match in find(pattern, index, sentence):
            if fits(rule, around, sentence[match[0]] if ground.place == "body" else None):
                yield match


def _open(ground: Ground, match: Places, around: Surroundings) -> bool:
    """Whether a match does not stand in passing."""
    if ground.place != "body":
        return around.body_length >= _LEAST_BODY and not around.passing.hollow
    if ground.negated == "mention" and any(around.reading.clause[word] in around.passing.negated for word in match):
        return False
    return not around.passing.covers(match, around.reading) or (ground.standing and not around.passing.all)


def fits(rule: Rule, around: Surroundings, sentence: int | None) -> bool:
    """Whether the conditions of a rule hold around a match in a sentence (None for a match in a heading)."""
    return _holds(rule.where, around, sentence) and not _excluded(rule.unless, around, sentence)


def _holds(conditions: Conditions, around: Surroundings, sentence: int | None) -> bool:
    """Whether in each scope one of its patterns matches."""
    return all(_in_scope(scope, patterns, around, sentence) for scope, patterns in conditions)


def _excluded(conditions: Conditions, around: Surroundings, sentence: int | None) -> bool:
    """Whether in any scope one of the excluding patterns matches."""
    return any(_in_scope(scope, patterns, around, sentence) for scope, patterns in conditions)


def _in_scope(scope: str, patterns: tuple[Compiled, ...], around: Surroundings, sentence: int | None) -> bool:
    order = around.reading.sentence
    if scope == "sentence":
        return sentence is not None and any(matches_in(pattern, around.body, order, sentence) for pattern in patterns)
    if scope == "chapter":
        return any(matches(pattern, around.chapter, around.chapter_reading.sentence) for pattern in patterns)
    stretches: dict[str, Sequence[Index]] = {
        "article": (around.body, around.heading),
        "heading": (around.heading,),
        "draft": (around.draft,),
        "text": around.text,
    }
    return any(matches(pattern, index, order) for pattern in patterns for index in stretches[scope])


def _lists_areas(language: Language, around: Surroundings) -> bool:
    """Whether the article lists fields of cooperation, so that a mere name states a common intent."""
    order = around.reading.sentence
    return any(matches(pattern, index, order) for pattern in language.areas for index in (around.body, around.heading))


def _verdict(topic: Topic, found: list[_Found], only_mention: bool, areas: bool) -> Verdict | None:
    binding = [] if only_mention else [item for item in found if item.binding or (areas and item.open)]
    strength = max(_weight(topic, binding), topic.provision_from if areas and binding else 0.0)
    if strength >= topic.provision_from:
        return Verdict(topic.topic, "provision", strength, tuple(item.match for item in binding if item.match))
    strength = _weight(topic, found)
    if strength >= topic.mention_from:
        return Verdict(topic.topic, "mention", strength, tuple(item.match for item in found if item.match))
    return None


def _weight(topic: Topic, found: Iterable[_Found]) -> float:
    """Independent grounds strengthen each other: 1 minus the product of their doubts."""
    doubt = 1.0
    for item in found:
        doubt *= 1 - topic.grounds[item.rule.ground].weight
    return round(1 - doubt, 3)
