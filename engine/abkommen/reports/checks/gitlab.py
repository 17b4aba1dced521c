"""The code quality report of GitLab: a list of issues, which merge requests compare by their fingerprints."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from abkommen.base.problems import Problem
from abkommen.checking.model import Finding, Place
from abkommen.reports.checks.teller import Teller
from abkommen.rulepack.model import Severity

Json = dict[str, Any]
_SEVERITIES: dict[Severity, str] = {"critical": "critical", "major": "major", "minor": "minor", "context": "info"}


def as_gitlab(tell: Teller) -> str:
    return json.dumps(list(_issues(tell)), ensure_ascii=False, indent=2) + "\n"


def _issues(tell: Teller) -> Iterator[Json]:
    for problem in tell.report.problems:
        yield _problem(problem, tell)
    for found in tell.report.findings:
        yield _finding(found, tell)
    for notice in tell.report.notices:
        yield _issue(notice.kind, tell.notice(notice), "info", notice.place, notice.fingerprint)


def _problem(problem: Problem, tell: Teller) -> Json:
    fingerprint = hashlib.sha256(str(problem).encode(errors="replace")).hexdigest()[:16]
    return _issue("bad_input", tell.problem(problem), "blocker", Place(problem.file, problem.line or 1), fingerprint)


def _finding(found: Finding, tell: Teller) -> Json:
    standing, marks = found.standing, tell.marks(found)
    severity = _SEVERITIES[standing.severity] if found.counts else "info"
    text = f"{standing.criterion} {tell.status(standing)}: {tell.title(standing)} [{standing.case}{'; ' + marks if marks else ''}]"
    return _issue(standing.criterion, text, severity, standing.place, standing.fingerprint)


def _issue(name: str, text: str, severity: str, place: Place, fingerprint: str) -> Json:
    location = {"path": place.file, "lines": {"begin": place.line}}
    return {
        "description": text,
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": location,
    }
