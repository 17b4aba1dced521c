"""Waivers: findings that somebody answers for, with a reason and until a day. A waived finding stays visible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from abkommen.base.models import Frozen
from abkommen.casefile.heads import Day
from abkommen.checking.entries import Facts, NothingIsEmpty, read_entries
from abkommen.checking.model import Finding, Notice, NoticeKind, Waiver

SCHEMA = "migration-agreement-waivers/1"
_Words = Annotated[str, Field(min_length=1, pattern=r"\S")]


class WaiverEntry(Frozen):
    """One waiver as written."""

    criterion: str
    case: str
    reason: _Words
    by: _Words
    until: Annotated[Day, WithJsonSchema({"type": ["string", "integer"]})]
    facts: Facts | None = None


class WaiversFile(Frozen):
    """waivers.yaml."""

    schema_: Literal["migration-agreement-waivers/1"] = Field(alias="schema")
    waivers: Annotated[tuple[WaiverEntry, ...], NothingIsEmpty] = ()


def load_waivers(path: Path, criteria: Collection[str]) -> tuple[Waiver, ...]:
    """Read a file of waivers. Raises :class:`BadInput`, also where a reason, a name or an end is missing."""
    found = read_entries(path, WaiversFile, "waivers", lambda file: file.waivers, criteria)
    return tuple(
        Waiver(entry.criterion, entry.case, entry.reason, entry.by, entry.until.last, entry.facts or "", place)
        for entry, place in found
    )


def apply_waivers(findings: Iterable[Finding], waivers: Iterable[Waiver], today: dt.date) -> tuple[Finding, ...]:
    """The findings, those marked that are waived on the day. A waiver for other facts than today's waives nothing."""
    valid = {(waiver.criterion, waiver.case): waiver for waiver in waivers if today <= waiver.until}
    return tuple(_waived(finding, valid) for finding in findings)


def _waived(finding: Finding, waivers: Mapping[tuple[str, str], Waiver]) -> Finding:
    waiver = waivers.get((finding.standing.criterion, finding.standing.case))
    if waiver is None or waiver.facts not in ("", finding.standing.facts):
        return finding
    return replace(finding, waiver=waiver)


def waiver_notices(
    waivers: Iterable[Waiver], findings: Iterable[Finding], cases: Collection[str], today: dt.date, *, whole: bool
) -> Iterator[Notice]:
    """What is wrong with waivers of the cases checked; ``whole``: no other cases exist, so that the rest are for nobody."""
    by_key = {(finding.standing.criterion, finding.standing.case): finding for finding in findings}
    for waiver in waivers:
        if waiver.case not in cases and not whole:
            continue
        found = by_key.get((waiver.criterion, waiver.case))
        kind, facts = _fault(waiver, found, today)
        if kind is not None:
            yield _notice(kind, waiver, facts)


def _fault(waiver: Waiver, found: Finding | None, today: dt.date) -> tuple[NoticeKind | None, str]:
    if today > waiver.until:
        return "waiver_expired", ""
    if found is None:
        return "waiver_unused", ""
    if not waiver.facts:
        return "waiver_unpinned", found.standing.facts
    return ("waiver_void", found.standing.facts) if waiver.facts != found.standing.facts else (None, "")


def _notice(kind: NoticeKind, waiver: Waiver, facts: str) -> Notice:
    details = (("criterion", waiver.criterion), ("case", waiver.case), ("date", str(waiver.until)), ("facts", facts))
    return Notice(kind, waiver.place, details)
