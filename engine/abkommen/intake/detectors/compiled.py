"""The detectors of a pack, ready to use: every pattern parsed and bound to the lexicon of its language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from abkommen.base.texts import LANGUAGES, Lang
from abkommen.intake.detectors.files import Attribute, Context, Ground, Patterns, Topic, VocabularyFile
from abkommen.intake.detectors.files import Reading as AttributeReading
from abkommen.intake.detectors.lexicon import Lexicon
from abkommen.intake.detectors.matching import Compiled, compile_pattern
from abkommen.intake.detectors.pattern import Pattern

SCOPES = ("sentence", "article", "heading", "chapter", "draft", "text")

Conditions = tuple[tuple[str, tuple[Compiled, ...]], ...]
Compile = Callable[[str], tuple[Compiled, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A ground, or one reading of an attribute: its patterns in one language with their conditions."""

    topic: int
    ground: int
    patterns: tuple[Compiled, ...]
    where: Conditions
    unless: Conditions


@dataclass(frozen=True, slots=True)
class CompiledAttribute:
    name: str
    attribute: Attribute
    readings: tuple[Rule, ...]
    longer: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class CompiledPassing:
    definitions: tuple[Compiled, ...]
    defining: tuple[Compiled, ...]
    particulars: tuple[Compiled, ...]
    reservations: tuple[Compiled, ...]
    disclaimers: tuple[Compiled, ...]
    forms: tuple[Compiled, ...]
    negations: tuple[Compiled, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """Everything that is needed to read a text in one language.

    ``patterns`` are those of all grounds, each with the number of its rule; ``anchored`` leads from a step to the patterns
    whose anchor it is.
    """

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    patterns: tuple[tuple[int, Compiled], ...]
    anchored: Mapping[int, tuple[int, ...]]
    only_mention: tuple[tuple[Conditions, ...], ...]
    areas: tuple[Compiled, ...]
    passing: CompiledPassing
    attributes: tuple[CompiledAttribute, ...]


@dataclass(frozen=True, slots=True)
class Detectors:
    """The detectors of a rule pack for both languages, and the topics they find."""

    topics: tuple[Topic, ...]
    languages: Mapping[Lang, Language]


def compile_detectors(
    topics: tuple[Topic, ...],
    vocabulary: VocabularyFile,
    attributes: Mapping[str, Attribute],
    parsed: Mapping[tuple[Lang, str], Pattern],
) -> Detectors:
    """Bind parsed patterns to one lexicon per language."""
    languages = {lang: _language(lang, topics, vocabulary, attributes, parsed) for lang in LANGUAGES}
    return Detectors(topics, languages)


def _language(
    lang: Lang,
    topics: tuple[Topic, ...],
    vocabulary: VocabularyFile,
    attributes: Mapping[str, Attribute],
    parsed: Mapping[tuple[Lang, str], Pattern],
) -> Language:
    own = {text: pattern for (language, text), pattern in parsed.items() if language == lang}
    lexicon = Lexicon(step.terms for pattern in own.values() for step in pattern.steps)
    cache = {text: compile_pattern(pattern, lexicon) for text, pattern in own.items()}
    bind = cache.__getitem__
    rules = tuple(_rules(lang, topics, bind))
    patterns = _patterns(rules)
    return Language(
        lexicon,
        rules,
        patterns,
        _anchored(patterns),
        tuple(tuple(_conditions(lang, context, bind) for context in topic.only_mention) for topic in topics),
        _bound(vocabulary.areas.of(lang), bind),
        _passing(lang, vocabulary, bind),
        tuple(_attributes(lang, attributes, bind)),
    )


def _rules(lang: Lang, topics: tuple[Topic, ...], bind: Compile) -> Iterator[Rule]:
    for topic_number, topic in enumerate(topics):
        for ground_number, ground in enumerate(topic.grounds):
            yield _rule(lang, ground, bind, topic_number, ground_number)


def _rule(lang: Lang, source: Ground | AttributeReading, bind: Compile, topic: int = -1, ground: int = -1) -> Rule:
    patterns = _bound(source.of(lang), bind)
    return Rule(topic, ground, patterns, _conditions(lang, source.where, bind), _conditions(lang, source.unless, bind))


def _bound(texts: tuple[str, ...], bind: Compile) -> tuple[Compiled, ...]:
    return tuple(compiled for text in texts for compiled in bind(text))


def _conditions(lang: Lang, context: Context, bind: Compile) -> Conditions:
    """The scopes of a context with their patterns; a scope without patterns in this language asks nothing here."""
    found = []
    for scope in SCOPES:
        patterns: Patterns | None = getattr(context, scope)
        texts = () if patterns is None else patterns.of(lang)
        if texts:
            found.append((scope, _bound(texts, bind)))
    return tuple(found)


def _patterns(rules: tuple[Rule, ...]) -> tuple[tuple[int, Compiled], ...]:
    return tuple((number, pattern) for number, rule in enumerate(rules) for pattern in rule.patterns)


def _anchored(patterns: tuple[tuple[int, Compiled], ...]) -> dict[int, tuple[int, ...]]:
    anchored: dict[int, list[int]] = {}
    for number, (_, pattern) in enumerate(patterns):
        anchored.setdefault(pattern.anchor, []).append(number)
    return {step: tuple(numbers) for step, numbers in anchored.items()}


def _passing(lang: Lang, vocabulary: VocabularyFile, bind: Compile) -> CompiledPassing:
    passing = vocabulary.passing

    def bound(patterns: Patterns) -> tuple[Compiled, ...]:
        return _bound(patterns.of(lang), bind)

    return CompiledPassing(
        bound(passing.definitions),
        bound(passing.defining),
        bound(passing.particulars),
        bound(passing.reservations),
        bound(passing.disclaimers),
        bound(passing.forms),
        bound(passing.negations),
    )


def _attributes(lang: Lang, attributes: Mapping[str, Attribute], bind: Compile) -> Iterator[CompiledAttribute]:
    for name, attribute in attributes.items():
        readings = tuple(_rule(lang, reading, bind) for reading in attribute.readings)
        longer = tuple(_rule(lang, reading, bind) for reading in attribute.longer)
        yield CompiledAttribute(name, attribute, readings, longer)
