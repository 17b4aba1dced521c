"""What a rule author writes: the models of the YAML files in ``provisions/`` (topics, vocabulary, attributes)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from abkommen.base.models import Frozen
from abkommen.base.texts import Lang, Text

Place = Literal["body", "heading", "chapter"]


class Patterns(Frozen):
    """Patterns of the matching language, by the language of the text."""

    de: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def of(self, lang: Lang) -> tuple[str, ...]:
        return self.de if lang == "de" else self.en


class Context(Frozen):
    """Where else something must stand (or must not): in the same sentence, the article with its heading, the heading alone,
    the chapter's heading, the draft's title and preamble, or anywhere in its text. Several places: all of them must hold."""

    sentence: Patterns | None = None
    article: Patterns | None = None
    heading: Patterns | None = None
    chapter: Patterns | None = None
    draft: Patterns | None = None
    text: Patterns | None = None


class Ground(Patterns):
    """One legal reason to see the topic in an article, with the patterns that show it.

    ``weight`` is the belief the ground alone gives, 0 to 1. ``place`` is where the patterns are looked for. ``mention`` grounds
    never make a provision. ``negated`` says what a negation in the same clause does: it ``counts`` (a prohibition is a rule
    too) or leaves a ``mention``. ``standing`` grounds count inside a reservation as well, because they are the reservation.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    because: str = Field(min_length=20)
    weight: float = Field(gt=0, le=1)
    place: Place = "body"
    where: Context = Context()
    unless: Context = Context()
    mention: bool = False
    negated: Literal["counts", "mention"] = "counts"
    standing: bool = False


class Example(Frozen):
    """A sentence of our own, with the surroundings it needs."""

    text: str
    heading: str = ""
    chapter: str = ""
    draft: str = ""


class Examples(Frozen):
    """Texts that must be found as a provision, as a mention, and not at all."""

    provision: tuple[str | Example, ...] = Field(min_length=1)
    mention: tuple[str | Example, ...] = ()
    nothing: tuple[str | Example, ...] = Field(min_length=1)


class BothLanguages(Frozen):
    """Examples in either language; a topic that shows only one of them is not tested in the other."""

    de: Examples
    en: Examples


class Topic(Frozen):
    """A topic of the codebook. ``provision_from`` and ``mention_from`` are the least weights; ``only_mention`` is the
    surroundings in which the topic's words are never more than a mention."""

    topic: str = Field(pattern=r"^[a-z][a-z_]*$")
    title: Text
    provision_from: float = Field(default=0.5, gt=0, le=1)
    mention_from: float = Field(default=0.2, gt=0, le=1)
    only_mention: tuple[Context, ...] = ()
    grounds: tuple[Ground, ...] = Field(min_length=1)
    examples: BothLanguages


class Passing(Frozen):
    """Language in which any topic is only mentioned in passing.

    ``definitions`` (headings of articles that define terms), ``defining`` (sentences that define one), ``particulars``
    (sentences that open a list of what a request or a form contains), ``reservations`` (words that open a phrase such as
    "subject to"), ``disclaimers`` (sentences that take something out of the agreement), ``forms`` (marks of an annexed form to
    fill in), ``negations`` (words).
    """

    definitions: Patterns
    defining: Patterns
    particulars: Patterns
    reservations: Patterns
    disclaimers: Patterns
    forms: Patterns
    negations: Patterns


class VocabularyFile(Frozen):
    """The word lists of the patterns (``@name``), the language of passing mention, and what opens a list of fields of
    cooperation (``areas``), in which a mere name is a provision because it states a common intent."""

    words: dict[str, Patterns]
    areas: Patterns
    passing: Passing


class Reading(Patterns):
    """One way to read an attribute's value: where its patterns match, the number or period in the match is the value, or
    ``value`` is. ``unless`` and ``where`` as for grounds. ``add`` is a second period in the same article that lengthens the first."""

    because: str = Field(min_length=20)
    value: str | int | None = None
    where: Context = Context()
    unless: Context = Context()


class Attribute(Frozen):
    """An attribute of the codebook: how it is counted and the readings, the first that finds something winning."""

    unit: Literal["number", "days", "months", "word"]
    choose: Literal["first", "largest"] = "first"
    readings: tuple[Reading, ...] = Field(min_length=1)
    longer: tuple[Reading, ...] = ()


class AttributesFile(Frozen):
    attributes: dict[str, Attribute]
