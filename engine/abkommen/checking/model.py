"""What a check says: how every criterion stands, the findings among them, notices, and what ended it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from abkommen.assessment.verdicts import VerdictRange
from abkommen.base.problems import Problem
from abkommen.rulepack.model import SEVERITIES, RulePack, Severity

FailOn = Literal["critical", "major", "minor"]
Change = Literal["new", "unchanged"]
NoticeKind = Literal[
    "fact_overdue", "evidence_old", "source_undated",
    "waiver_expired", "waiver_unused", "waiver_void", "waiver_unpinned",
    "baseline_void", "baseline_gone", "not_comparable",
]  # fmt: skip

CLEAN, FINDINGS, BAD_INPUT, TOO_LITTLE_KNOWN = range(4)
"""Exit codes of a check; docs/ci.md explains them."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line (from 1) of a file, named relative to where the check runs."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How one criterion stands in one case.

    ``status`` is the one after interactions, ``own_status`` the one before; ``interactions`` name those that changed status or
    severity. ``fields`` are the facts behind the status, ``missing`` those that keep it open. ``place`` is where to look.
    ``facts`` is a digest of what the finding rests on: it changes when status, severity or one of those facts does.
    """

    criterion: str
    case: str
    of_case: bool
    status: str
    own_status: str
    severity: Severity
    fields: tuple[str, ...]
    missing: tuple[str, ...]
    interactions: tuple[str, ...]
    place: Place
    facts: str

    @property
    def is_gap(self) -> bool:
        return self.status in ("not_met", "partly")

    @property
    def is_open(self) -> bool:
        return self.status in ("unknown", "applicability_unknown")

    @property
    def fingerprint(self) -> str:
        """Who it is, whatever it says and wherever it stands: the same for moved lines and renamed files."""
        return hashlib.sha256(f"{self.criterion}\n{self.case}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that somebody answers for until a day (inclusive, UTC). ``facts`` is the digest it was given for, or empty."""

    criterion: str
    case: str
    reason: str
    by: str
    until: dt.date
    facts: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap, and what is known about it beside the case: waived, in the baseline, new or unchanged since a revision."""

    standing: Standing
    waiver: Waiver | None = None
    baselined: bool = False
    change: Change | None = None

    @property
    def counts(self) -> bool:
        """Whether negotiators have to answer for it now; only such findings can fail a check."""
        return self.standing.of_case and self.waiver is None and not self.baselined


@dataclass(frozen=True, slots=True)
class Fixed:
    """A gap of an older revision that is none any more. ``now`` is the status today, empty where the case is gone.

    A gap that became unknown because its fact was deleted is shown as such: it is not mended.
    """

    standing: Standing
    now: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at that fails nothing. ``details`` fill the gaps of its wording."""

    kind: NoticeKind
    place: Place
    details: tuple[tuple[str, str], ...]

    @property
    def fingerprint(self) -> str:
        parts = (self.kind, self.place.file, *(f"{name}={value}" for name, value in self.details))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """One case. ``coverage``: the share (0 to 1) of the weight of its case and partner criteria that is decided."""

    id: str
    file: str
    title: Mapping[str, str]
    as_of: str
    verdict: VerdictRange
    coverage: float
    standings: tuple[Standing, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """When a check fails. ``min_coverage`` is a percentage; ``new_only``: findings older than the revision fail nothing."""

    fail_on: FailOn = "critical"
    min_coverage: float = 0.0
    new_only: bool = False

    def fails(self, finding: Finding) -> bool:
        severe = SEVERITIES.index(finding.standing.severity) <= SEVERITIES.index(self.fail_on)
        return finding.counts and severe and not (self.new_only and finding.change == "unchanged")

    def too_little(self, case: CheckedCase) -> bool:
        return 100 * case.coverage < self.min_coverage


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A whole check. ``pack`` is None when the rules themselves could not be read; then there are only ``problems``.

    ``fixed`` are findings of the revision ``against`` that are gone. ``unaffected`` counts the cases that a check of changes left out.
    """

    pack: RulePack | None
    policy: Policy
    cases: tuple[CheckedCase, ...] = ()
    findings: tuple[Finding, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    notices: tuple[Notice, ...] = ()
    problems: tuple[Problem, ...] = ()
    against: str | None = None
    unaffected: int = 0

    @property
    def exit_code(self) -> int:
        """Bad input before findings, findings before too little known: the first is the least certain."""
        if self.problems:
            return BAD_INPUT
        if any(self.policy.fails(finding) for finding in self.findings):
            return FINDINGS
        return TOO_LITTLE_KNOWN if any(self.policy.too_little(case) for case in self.cases) else CLEAN
