"""The catalogue of facts a case can hold: names, types, scopes and what counts as evidence. A rule pack supplies it.

Neither the case files nor the engine know a field by name; both read this catalogue.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field as Info
from pydantic import model_validator

from abkommen.base.models import Frozen
from abkommen.base.texts import Text

Scope = Literal["case", "partner", "baseline", "eu", "portfolio"]
FieldType = Literal["tri", "yes_no", "enum", "list", "text", "date", "number"]

TRI = ("yes", "partial", "no")
YES_NO = ("yes", "no")
GIVEN = "given"  # any text that is not the word none
NONE = "none"


class ItemAttribute(Frozen):
    """One attribute of a list's items. ``none`` is a value ("no body is named"); an absent attribute is unknown."""

    type: Literal["tri", "yes_no", "enum", "text", "date", "number"]
    values: tuple[str, ...] = ()
    labels: dict[str, Text] = Info(default_factory=dict)
    none: bool = False
    ref: str | None = None
    title: Text | None = None

    def domain(self) -> frozenset[str]:
        """The values a condition can ask for; of texts and dates only whether they are given or ``none``."""
        return _domain("text" if self.type == "date" else self.type, self.values)


class Items(Frozen):
    """What a list holds: plain values (``values`` or free text) or items with attributes.

    ``key`` names the attribute that tells items apart, so that no two may share it; ``each`` asks for one item per value of
    the key: those a case leaves out are filled in with the key alone, all else unknown.
    """

    type: Literal["enum", "text"] | None = None
    values: tuple[str, ...] = ()
    labels: dict[str, Text] = Info(default_factory=dict)
    attributes: dict[str, ItemAttribute] = Info(default_factory=dict)
    key: str | None = None
    each: bool = False

    def attribute(self, name: str) -> ItemAttribute | None:
        """The attribute called ``name``; plain items have the single attribute ``value``."""
        if self.attributes:
            return self.attributes.get(name)
        if name != "value":
            return None
        return ItemAttribute(type="enum" if self.values else "text", values=self.values, labels=self.labels)


class Field(Frozen):
    """One fact a case can hold. ``answered_by`` and ``effort`` (1 a sentence, 2 work, 3 money, staff or law) are ours.

    ``also_in`` names further scopes whose files may hold a general statement, which a case replaces by its own.
    """

    type: FieldType
    values: tuple[str, ...] = ()
    unit: str = ""
    items: Items | None = None
    scope: Scope
    also_in: tuple[Scope, ...] = ()
    polarity: Literal["positive", "negative", "neutral"]
    origin: Literal["paper", "ours"]
    title: Text
    question: Text
    evidence: Text
    anchors: dict[str, Text] = Info(default_factory=dict)
    labels: dict[str, Text] = Info(default_factory=dict)
    answered_by: tuple[str, ...] = ()
    negotiable: bool = False
    silent_is_no: bool = False
    effort: Literal[1, 2, 3] = 2

    @model_validator(mode="before")
    @classmethod
    def _consistent(cls, data: Any) -> Any:
        if isinstance(data, dict):
            if data.get("type") == "enum" and not data.get("values"):
                raise ValueError("an enum field needs values")
            if data.get("type") == "list" and not data.get("items"):
                raise ValueError("a list field needs items")
        return data

    def domain(self) -> frozenset[str]:
        """The values a condition can ask for; empty for texts, dates, numbers and lists."""
        return _domain(self.type, self.values)


Catalogue = dict[str, Field]


def _domain(kind: str, values: tuple[str, ...]) -> frozenset[str]:
    match kind:
        case "tri":
            return frozenset(TRI)
        case "yes_no":
            return frozenset(YES_NO)
        case "enum":
            return frozenset(values)
        case "text":
            return frozenset((GIVEN, NONE))
        case _:
            return frozenset()
