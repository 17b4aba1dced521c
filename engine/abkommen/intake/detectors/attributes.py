"""Attributes of an agreement: the numbers, periods and words its articles give for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from abkommen.intake.detectors.compiled import CompiledAttribute, Language, Rule
from abkommen.intake.detectors.files import Reading as Source
from abkommen.intake.detectors.matching import Places, find
from abkommen.intake.detectors.reading import Reading, Span, spans_of
from abkommen.intake.detectors.scoring import Surroundings, fits
from abkommen.intake.draft import Article, Draft

_Piece = tuple[Article, Surroundings]
_NOT_SEARCHED = frozenset({"title", "preamble", "final", "signature"})


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """A value with the article and words it was read from. ``note`` says what the number alone does not ("working days")."""

    value: int | str
    article: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    note: str = ""


def attribute_values(draft: Draft, pieces: list[_Piece], language: Language) -> dict[str, AttributeValue]:
    """The attributes found, by name. ``language_of_text`` is always among them."""
    searched = [(article, around) for article, around in pieces if article.kind not in _NOT_SEARCHED]
    found = {"language_of_text": AttributeValue(draft.language, "", (), ())}
    for compiled in language.attributes:
        value = _value(draft, searched, compiled)
        if value is not None:
            found[compiled.name] = value
    return found


def _value(draft: Draft, pieces: list[_Piece], compiled: CompiledAttribute) -> AttributeValue | None:
    """The first reading that finds something wins; where the largest counts, every reading is heard.

    What lengthens a period (an extension) is added to the first reading's value only: the others give totals.
    """
    attribute = compiled.attribute
    found: list[AttributeValue] = []
    for number, (rule, source) in enumerate(zip(compiled.readings, attribute.readings, strict=True)):
        values = sorted(_values(draft, pieces, rule, source, attribute.unit), key=lambda value: value.spans[0])
        found += values if number else [_lengthened(draft, pieces, value, compiled) for value in values]
        if found and attribute.choose == "first":
            return found[0]
    return max(found, key=lambda value: int(value.value), default=None)


def _lengthened(
    draft: Draft, pieces: list[_Piece], value: AttributeValue, compiled: CompiledAttribute
) -> AttributeValue:
    """A value with the longest extension its own article provides for."""
    same = [piece for piece in pieces if piece[0].id == value.article]
    rules = zip(compiled.longer, compiled.attribute.longer, strict=True)
    more = [extra for rule, source in rules for extra in _values(draft, same, rule, source, compiled.attribute.unit)]
    if not more:
        return value
    longest = max(more, key=lambda extra: int(extra.value))
    total, note = int(value.value) + int(longest.value), f"{value.value} + {longest.value}"
    return AttributeValue(total, value.article, value.words + longest.words, value.spans + longest.spans, note)


def _values(draft: Draft, pieces: Iterable[_Piece], rule: Rule, source: Source, unit: str) -> Iterator[AttributeValue]:
    """The values one reading gives, article by article."""
    for article, around in pieces:
        for pattern in rule.patterns:
            for match in find(pattern, around.body, around.reading.sentence):
                value = _read(source, unit, match, around.reading)
                if value is not None and fits(rule, around, around.reading.sentence[match[0]]):
                    yield _shown(draft, article, match, around.reading, *value)


def _read(source: Source, unit: str, match: Places, reading: Reading) -> tuple[int | str, str] | None:
    """The value a match gives and its note; None where a number is wanted and none is among the words."""
    period = next((reading.periods[place] for place in match if place in reading.periods), None)
    if isinstance(source.value, str) and "{years}" in source.value:
        # A term of months that make no year is no term of years, and a period of days is hardly ever a term.
        years = period.months // 12 if period and period.months % 12 == 0 else 0
        return (source.value.replace("{years}", str(years)), "") if years else None
    if source.value is not None:
        return source.value, ""
    if unit == "number":
        return next(((reading.numbers[place][0], "") for place in match if place in reading.numbers), None)
    if period is None:
        return None
    return (period.days, "working days" if period.working else "") if unit == "days" else (period.months, "")


def _shown(
    draft: Draft, article: Article, match: Places, reading: Reading, value: int | str, note: str
) -> AttributeValue:
    """The value with its words; a number's or period's last word is not in the match, so it is put in."""
    ends = {place: reading.numbers.get(place, (0, place))[1] for place in match}
    ends |= {place: reading.periods[place].last for place in match if place in reading.periods}
    whole = tuple(sorted({place for first, last in ends.items() for place in range(first, last + 1)}))
    spans = tuple(spans_of((whole,), reading, draft.text))
    words = tuple(" ".join(draft.text[start:end].split()) for start, end in spans)
    return AttributeValue(value, article.id, words, spans, note)
