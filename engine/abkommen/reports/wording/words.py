"""The words of one language, read from ``words/<language>.yaml`` of the templates. No other module holds any.

Everything is checked when it is read: a missing or unknown word, or a pattern with a gap nobody fills, is an error at its line.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, get_args

from pydantic import Field

from abkommen.base.fields import GIVEN, NONE, TRI
from abkommen.base.models import Frozen, read_model
from abkommen.base.texts import Lang
from abkommen.base.yamltree import read_yaml
from abkommen.casefile.model import Basis, Confidence, Layer, SourceKind, UnknownKind
from abkommen.reports.wording.checks import names, takes
from abkommen.rulepack.model import SEVERITIES, Level, Stage

STATUSES = ("met", "partly", "not_met", "unknown", "not_applicable", "applicability_unknown", "not_due")
ORIGINS = ("explicit", "diagnostic", "reported_position", "implied")
STRENGTHS = ("stated", "joined_by_us")


class Forms(Frozen):
    """A noun for one thing and for several."""

    one: str
    many: str


class Numbers(Frozen):
    """The marks of numbers, and the small numbers in words from zero on."""

    decimal: str
    thousands: str
    words: tuple[str, ...]


class Dates(Frozen):
    """Months, the order of a date's parts, and how a date stands in a sentence: known to the day, or less exactly."""

    months: tuple[str, ...] = Field(min_length=12, max_length=12)
    day: Annotated[str, takes("day", "month", "year")]
    month: Annotated[str, takes("month", "year")]
    before_day: Annotated[str, takes("date")]
    before: Annotated[str, takes("date")]
    after_day: Annotated[str, takes("date")]
    after: Annotated[str, takes("date")]
    on_day: Annotated[str, takes("date")]
    on: Annotated[str, takes("date")]


class Lists(Frozen):
    """What stands between the parts of a list."""

    and_: str = Field(alias="and")
    or_: str = Field(alias="or")
    nor: str
    comma: str
    semicolon: str


class Quotes(Frozen):
    """Quotation marks, outer and inner."""

    open: str
    close: str
    open_inner: str
    close_inner: str


class ConditionWords(Frozen):
    """Patterns of conditions."""

    always: str
    never: str
    claim: Annotated[str, takes("label", "value")]
    each: Annotated[str, takes("value")]
    other_than: Annotated[str, takes("value")]
    neither: Annotated[str, takes("values")]
    known: str
    not_known: str
    at_least: Annotated[str, takes("amount")]
    at_most: Annotated[str, takes("amount")]
    less_than: Annotated[str, takes("amount")]
    more_than: Annotated[str, takes("amount")]
    not_: Annotated[str, takes("text")] = Field(alias="not")
    includes: Annotated[str, takes("values")]
    excludes: Annotated[str, takes("value")]
    excludes_all: Annotated[str, takes("values")]
    entry: str
    no_entry: str
    stated: str
    some: Annotated[str, takes("condition")]
    none: Annotated[str, takes("condition")]
    some_and_every: Annotated[str, takes("condition")]
    every: Annotated[str, takes("condition")]
    not_every: Annotated[str, takes("condition")]
    count: Annotated[str, takes("number", "condition")]
    fewer: Annotated[str, takes("number", "condition")]
    gap: Annotated[str, takes("area")]
    no_gap: Annotated[str, takes("area")]
    gap_in_any: Annotated[str, takes("areas")]
    gap_in_all: Annotated[str, takes("areas")]
    no_gap_in_any: Annotated[str, takes("areas")]
    no_gap_in_some: Annotated[str, takes("areas")]
    score_overall: str
    score_of: Annotated[str, takes("area")]
    score_at_least: Annotated[str, takes("number")]
    score_below: Annotated[str, takes("number")]
    all_hold: str
    any_holds: str


class EffectWords(Frozen):
    """What an interaction does."""

    cap_status: Annotated[str, takes("criterion", "to")]
    raise_severity: Annotated[str, takes("criterion", "to")]
    finding: Annotated[str, takes("criterion", "statuses")]
    question: Annotated[str, takes("criterion")]
    explain_cause: Annotated[str, takes("criterion")]
    explain_cause_by: Annotated[str, takes("criterion", "by")]
    support: Annotated[str, takes("criterion")]
    recommend: Annotated[str, takes("criterion")]
    flag_format: Annotated[str, takes("criterion")]
    bound_verdict: Annotated[str, takes("to")]


class FactWords(Frozen):
    """How facts, their gaps and their evidence are told."""

    unknown_because: Annotated[str, takes("reason")]
    candidates: Annotated[str, takes("values")]
    searched_in: Annotated[str, takes("place")]
    searched_at: Annotated[str, takes("place", "date")]
    claimed: Annotated[str, takes("value", "sources")]
    as_of: Annotated[str, takes("date")]
    not_counted: str
    confidential: str
    complete: str
    incomplete: str
    empty: str
    at: Annotated[str, takes("source", "place")]
    page_mark: str
    abbreviated: Annotated[str, takes("name", "abbreviation")]


class TreeWords(Frozen):
    """The lines of an explanation."""

    status: Annotated[str, takes("status")]
    status_before: Annotated[str, takes("status", "before")]
    severity: Annotated[str, takes("severity")]
    severity_before: Annotated[str, takes("severity", "before")]
    applies: Annotated[str, takes("clause")]
    met: Annotated[str, takes("clause")]
    not_met: Annotated[str, takes("clause")]
    holds: Annotated[str, takes("clause")]
    clause_one: str
    clause_all: str
    clause_any: str
    due: Annotated[str, takes("when")]
    interaction: Annotated[str, takes("id", "title")]
    above: str
    evidence: Annotated[str, takes("evidence")]
    now: Annotated[str, takes("condition", "value")]
    to_be_met: str
    to_be_met_either: str
    one_option: str
    way: Annotated[str, takes("number")]
    further: Annotated[str, takes("ways")]
    never_met: str


class TableWords(Frozen):
    """The headings of a comparison's table: its first columns, and the kinds of row that are no criterion."""

    heading: Annotated[tuple[str, ...], Field(min_length=4, max_length=4)]
    case: str
    score: str
    weakest: str
    id: str
    as_of: str
    stage: str
    worst: str
    best: str
    decided: str
    known: str
    asked: str
    low: Annotated[str, takes("area")]
    high: Annotated[str, takes("area")]
    coverage: Annotated[str, takes("area")]


class Words(Frozen):
    """All words of a language."""

    language: Lang
    statuses: Annotated[dict[str, str], names(*STATUSES)]
    status_sets: Annotated[dict[str, str], names("met+partly", "partly+not_met")]
    severities: Annotated[dict[str, str], names(*SEVERITIES)]
    levels: Annotated[dict[str, str], names(*get_args(Level))]
    layers: Annotated[dict[str, str], names(*get_args(Layer))]
    bases: Annotated[dict[str, str], names(*get_args(Basis))]
    confidences: Annotated[dict[str, str], names(*get_args(Confidence))]
    unknown_kinds: Annotated[dict[str, str], names(*get_args(UnknownKind))]
    source_kinds: Annotated[dict[str, str], names(*get_args(SourceKind))]
    stages: Annotated[dict[str, str], names(*get_args(Stage))]
    due_from: Annotated[dict[str, str], names(*get_args(Stage))]
    origins: Annotated[dict[str, str], names(*ORIGINS)]
    strengths: Annotated[dict[str, str], names(*STRENGTHS)]
    verdicts: dict[str, str]
    values: Annotated[dict[str, str], names(*TRI, GIVEN, NONE, "unknown")]
    units: dict[str, Forms]
    nouns: dict[str, Forms]
    numbers: Numbers
    dates: Dates
    lists: Lists
    quotes: Quotes
    conditions: ConditionWords
    effects: EffectWords
    facts: FactWords
    trees: TreeWords
    table: TableWords


def load_words(templates: Path, lang: Lang) -> Words:
    """The words of a language, read once per process. Raises :class:`BadInput` with every word that is missing or misspelt."""
    return _load(templates / "words" / f"{lang}.yaml")


@lru_cache(maxsize=8)
def _load(path: Path) -> Words:
    return read_model(Words, read_yaml(path))
