"""What an assessor knows of one agreement: facts with their evidence, from the case file and the layers under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from abkommen.base.dates import PartialDate
from abkommen.base.texts import Text

Basis = Literal["stated", "inferred", "presumed", "baseline", "proposed", "silent"]
Confidence = Literal["high", "medium", "low"]
UnknownKind = Literal["not_asked", "searched", "undetermined", "disputed", "withheld"]
Layer = Literal["case", "partner", "germany", "eu"]
SourceKind = Literal[
    "agreement_text", "annex", "protocol", "government_statement", "ministry_statement", "partner_statement",
    "statistics", "law", "analysis", "press", "interview",
]  # fmt: skip

Item = Mapping[str, str]
Value = str | int | float | PartialDate | tuple[Item, ...]

CARRYING: frozenset[Basis] = frozenset({"stated", "inferred", "silent"})
"""A guess, a general statement and a proposal never make a criterion met or not met; they lead to a question."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where evidence comes from. ``key`` is unique over all layers of a case ("case/S1"); ``weak`` marks copies and mirrors.

    ``file`` is a document at hand (a draft), its path as written in the case file.
    """

    key: str
    kind: SourceKind
    title: str
    author: str = ""
    publisher: str = ""
    number: str = ""
    date: PartialDate | None = None
    language: str = ""
    address: str = ""
    accessed: PartialDate | None = None
    weak: bool = False
    note: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a source: article, page or headline, with the wording where it matters (original language)."""

    source: str
    locator: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One of several contradicting statements about a disputed fact."""

    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Which file and line (from 1) a fact was read from, and its layer."""

    layer: Layer
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. ``value`` is None when unknown; lists are tuples of items, plain items being ``{"value": …}``.

    ``complete`` (lists only): the list holds all there is. ``candidates`` are what an undetermined value may be. ``search``
    says where the fact was looked for, ``searched_on`` when; ``entered_by`` and ``entered_on`` who wrote it down and when.
    """

    field: str
    value: Value | None
    origin: Origin
    basis: Basis = "stated"
    confidence: Confidence = "high"
    as_of: PartialDate | None = None
    evidence: tuple[Evidence, ...] = ()
    unknown_kind: UnknownKind | None = None
    candidates: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    complete: bool = False
    search: str = ""
    check_by: PartialDate | None = None
    confidential: bool = False
    note: str = ""
    weight: float | None = None
    searched_on: PartialDate | None = None
    entered_by: str = ""
    entered_on: PartialDate | None = None

    @property
    def carries(self) -> bool:
        """Whether the value may decide a criterion: it is known, and not a guess, a general statement or a proposal."""
        return self.value is not None and self.basis in CARRYING


@dataclass(frozen=True, slots=True)
class LayerUse:
    """Which version of a layer the case was assessed with."""

    layer: Layer
    id: str
    title: Text
    as_of: PartialDate
    file: str


@dataclass(frozen=True, slots=True)
class Case:
    """One agreement on one day, all layers merged: the case's facts override its partner's and the baselines'.

    ``draft`` is the path of the text as the case file gives it (relative to that file); ``memo`` its part for memos, unread.
    """

    id: str
    title: Text
    as_of: PartialDate
    file: str
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    layers: tuple[LayerUse, ...] = ()
    ministries: Mapping[str, Text] = field(default_factory=dict)
    draft: str | None = None
    draft_complete: bool = False
    memo: Mapping[str, Any] | None = None
