"""A baseline: the findings of one day, so that later runs can show what is new. An entry is void when its facts change."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from abkommen.base.models import Frozen
from abkommen.checking.entries import Facts, NothingIsEmpty, read_entries
from abkommen.checking.model import Finding, Notice, NoticeKind, Place

SCHEMA = "migration-agreement-findings/1"
_HEAD = """\
# Findings that were known when “abkommen baseline write” made this file; later checks show them apart.
# “facts” stands for what a finding rests on: when that changes, the entry no longer counts.
schema: {schema}
findings:{empty}
"""


class KnownEntry(Frozen):
    """One finding as written."""

    criterion: str
    case: str
    facts: Facts


class BaselineFile(Frozen):
    """A file of known findings."""

    schema_: Literal["migration-agreement-findings/1"] = Field(alias="schema")
    findings: Annotated[tuple[KnownEntry, ...], NothingIsEmpty] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A recorded finding, the digest of what it rested on, and where it is recorded."""

    criterion: str
    case: str
    facts: str
    place: Place


def load_baseline(path: Path, criteria: Collection[str]) -> tuple[Known, ...]:
    """Read a baseline. Raises :class:`BadInput`."""
    found = read_entries(path, BaselineFile, "findings", lambda file: file.findings, criteria)
    return tuple(Known(entry.criterion, entry.case, entry.facts, place) for entry, place in found)


def baseline_text(findings: Iterable[Finding], kept: Iterable[Known] = ()) -> str:
    """The file that records these findings and the entries kept, sorted, one a line.

    Waived findings have their record elsewhere and are left out.
    """
    found = [finding.standing for finding in findings if finding.waiver is None]
    entries = [(item.case, item.criterion, item.facts) for item in found]
    entries = sorted(entries + [(item.case, item.criterion, item.facts) for item in kept])
    lines = (
        f"  - {{criterion: {criterion}, case: {json.dumps(case)}, facts: {facts}}}\n"
        for case, criterion, facts in entries
    )
    return _HEAD.format(schema=SCHEMA, empty="" if entries else " []") + "".join(lines)


def apply_baseline(findings: Iterable[Finding], known: Iterable[Known]) -> tuple[Finding, ...]:
    """The findings, those marked that were known with the same facts."""
    recorded = {(entry.criterion, entry.case, entry.facts) for entry in known}
    return tuple(
        replace(found, baselined=(found.standing.criterion, found.standing.case, found.standing.facts) in recorded)
        for found in findings
    )


def baseline_notices(known: Iterable[Known], findings: Iterable[Finding], cases: Collection[str]) -> Iterator[Notice]:
    """Entries of the cases checked whose finding is gone or rests on other facts now."""
    now = {(found.standing.criterion, found.standing.case): found for found in findings}
    for entry in known:
        found = now.get((entry.criterion, entry.case))
        kind: NoticeKind | None = "baseline_gone" if found is None else None if found.baselined else "baseline_void"
        if kind is not None and entry.case in cases:
            yield Notice(kind, entry.place, (("criterion", entry.criterion), ("case", entry.case)))
