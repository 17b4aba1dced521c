"""The shape of a rule pack's files. Conditions are left as data here; :mod:`.reading` turns them into trees."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from abkommen.base.models import Frozen
from abkommen.base.texts import Text
from abkommen.rulepack.model import Level, Severity, Stage


class PassageEntry(Frozen):
    section: str = Field(min_length=1)
    page: int | str


class CriterionEntry(Frozen):
    """One criterion as its author writes it (docs/rules.md)."""

    id: str = Field(pattern=r"^[A-Z]{2}-\d{2}$")
    title: Text
    question: Text
    because: Text
    source: tuple[PassageEntry, ...] = Field(min_length=1)
    modality: str
    origin: Literal["explicit", "diagnostic", "reported_position", "implied"]
    level: Level
    severity: Severity
    due_from: Stage | None = None
    applies_when: Any = "always"
    met: Any
    not_met: Any
    partly: Literal["otherwise", "never"] = "otherwise"
    gap: Text
    partly_gap: Text | None = None
    remedy: Text
    ours: Text | None = None
    responsible: tuple[str, ...] = Field(min_length=1)
    derived: bool = False


class InteractionEntry(Frozen):
    """One interaction as its author writes it."""

    id: str = Field(pattern=r"^INT-\d{2}$")
    title: Text
    when: Any
    effects: tuple[dict[str, Any], ...] = Field(min_length=1)
    source: tuple[PassageEntry, ...] = Field(min_length=1)
    strength: Literal["stated", "joined_by_us"]
    reason: Text
    advice: Text | None = None
    ours: Text | None = None


class DimensionEntry(Frozen):
    code: str = Field(pattern=r"^[A-Z]{2}$")
    key: str
    title: Text
    core: bool = False


class ReferenceEntry(Frozen):
    title: str
    series: str
    number: str | int
    date: str
    authors: tuple[str, ...]
    publisher: str
    address: str = ""


class PackEntry(Frozen):
    """pack.yaml: what the pack encodes, its dimensions and the field that holds the stage of the talks."""

    schema_: Literal["migration-agreement-rules/1"] = Field(alias="schema")
    id: str
    version: str
    title: Text
    reference: ReferenceEntry
    stage_field: str
    stages: tuple[Stage, ...]
    dimensions: tuple[DimensionEntry, ...] = Field(min_length=1)


class RoleEntry(Frozen):
    de: str
    en: str
    abbreviation: str | None = None
