"""The heads of the three kinds of file: everything but the facts, which the field catalogue checks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, InstanceOf, model_validator
from pydantic import Field as Info

from abkommen.base.dates import PartialDate, parse_date
from abkommen.base.models import Frozen
from abkommen.base.problems import did_you_mean
from abkommen.base.texts import Text
from abkommen.casefile.countries import COUNTRIES
from abkommen.casefile.model import SourceKind

CASE = "migration-agreement-case/1"
PARTNER = "migration-partner/1"
BASELINE = "migration-baseline/1"
SCHEMAS = {CASE: "case file", PARTNER: "partner file", BASELINE: "baseline file"}

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_SOURCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def _name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise ValueError(f"“{value}” cannot be a name: small letters, digits, - and . only")
    return value


def _source_name(value: str) -> str:
    if not _SOURCE.fullmatch(value):
        raise ValueError(f"“{value}” cannot name a source: letters, digits, - and . only, such as S1")
    return value


def _country(value: str) -> str:
    if value not in COUNTRIES:
        guess = did_you_mean(value, COUNTRIES)
        raise ValueError(
            f"“{value}” is no country code of ISO 3166: two capital letters such as KE"
            + (f"; {guess}" if guess else "")
        )
    return value


def _address(value: str) -> str:
    if value and not value.startswith(("https://", "http://")):
        raise ValueError(f"“{value}” is no address: it begins with https:// or http://")
    return value


def _mark(value: object) -> object:
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


def _nothing_is_empty(value: object) -> object:
    """``sources:`` with nothing but comments under it is a mapping without entries."""
    return {} if value is None else value


def _one_is_list(value: object) -> object:
    return () if value is None else (value,) if isinstance(value, str) else value


Day = Annotated[InstanceOf[PartialDate], BeforeValidator(parse_date)]
Name = Annotated[str, AfterValidator(_name)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_one_is_list)]


class SourceEntry(Frozen):
    """One source as written. It needs an address, a file at hand, or publisher and date, so that a reader can find it."""

    kind: SourceKind
    title: Annotated[str, Info(min_length=1)]
    author: str = ""
    publisher: str = ""
    number: str = ""
    date: Day | None = None
    language: str = ""
    address: Annotated[str, AfterValidator(_address)] = ""
    accessed: Day | None = None
    weak: Annotated[bool, BeforeValidator(_mark)] = False
    note: str = ""
    file: str = ""

    @model_validator(mode="after")
    def _can_be_found(self) -> SourceEntry:
        if not (self.address or self.file or (self.publisher and self.date)):
            raise ValueError("a source needs an address, or publisher and date")
        return self


Sources = Annotated[dict[Annotated[str, AfterValidator(_source_name)], SourceEntry], BeforeValidator(_nothing_is_empty)]
Facts = Annotated[dict[str, Any], BeforeValidator(_nothing_is_empty)]


class Ministry(Text):
    """A ministry's name at the time of a baseline."""

    abbreviation: str = ""


class LayerNames(Frozen):
    """Which files lie under a case. Of several names the latest counts that was known on the day of assessment."""

    germany: Names = ()
    partner: Names = ()
    eu: Names = ()


class Draft(Frozen):
    """The text on the table. ``complete``: annexes and protocols are in it, so that its silence can be evidence."""

    file: Annotated[str, Info(min_length=1)]
    complete: Literal["yes", "no"] = "no"


class Head(Frozen):
    """What all three kinds of file have."""

    id: Name
    as_of: Day
    sources: Sources = Info(default_factory=dict)
    facts: Facts = Info(default_factory=dict)


class CaseHead(Head):
    form: Literal["migration-agreement-case/1"] = Info(alias="schema")
    title: Text
    layers: Annotated[LayerNames, BeforeValidator(_nothing_is_empty)] = LayerNames()
    draft: Draft | None = None
    memo: Mapping[str, Any] | None = None


class LayerHead(Head):
    """A file under a case; ``extends`` names an older one whose facts it takes over unless it says otherwise."""

    title: Text | None = None
    extends: Name | None = None


class PartnerHead(LayerHead):
    form: Literal["migration-partner/1"] = Info(alias="schema")
    country: Annotated[str, AfterValidator(_country)]


class BaselineHead(LayerHead):
    """``ministries`` are the dated names of the role keys (interior, foreign, …) at the time of the baseline."""

    form: Literal["migration-baseline/1"] = Info(alias="schema")
    ministries: Annotated[dict[str, Ministry], BeforeValidator(_nothing_is_empty)] = Info(default_factory=dict)
