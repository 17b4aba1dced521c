"""JSON: everything a program may want of a check, in no language, sorted, without a clock."""

from __future__ import annotations

import json
from typing import Any

from abkommen.base.problems import Problem
from abkommen.checking.model import CheckedCase, CheckReport, Finding, Fixed, Notice, Standing
from abkommen.reports.checks.teller import Teller

Json = dict[str, Any]
SCHEMA = "migration-agreement-check/1"


def as_json(tell: Teller) -> str:
    report = tell.report
    document: Json = {
        "schema": SCHEMA,
        "pack": _pack(report),
        "exit_code": report.exit_code,
        "policy": {
            "fail_on": report.policy.fail_on,
            "min_coverage": report.policy.min_coverage,
            "new_only": report.policy.new_only,
        },
        "against": report.against,
        "unaffected": report.unaffected,
        "cases": [_case(case) for case in report.cases],
        "findings": [_finding(found, report) for found in report.findings],
        "fixed": [_fixed(fixed) for fixed in report.fixed],
        "notices": [_notice(notice) for notice in report.notices],
        "problems": [_problem(problem) for problem in report.problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _pack(report: CheckReport) -> Json | None:
    pack = report.pack
    return None if pack is None else {"id": pack.id, "version": pack.version, "fingerprint": pack.fingerprint}


def _case(case: CheckedCase) -> Json:
    return {
        "id": case.id,
        "file": case.file,
        "title": dict(case.title),
        "as_of": case.as_of,
        "coverage": round(case.coverage, 4),
        "verdict": {"worst": case.verdict.worst, "best": case.verdict.best},
        "criteria": [_standing(standing) for standing in case.standings],
    }


def _standing(standing: Standing) -> Json:
    return {
        "id": standing.criterion,
        "of_case": standing.of_case,
        "severity": standing.severity,
        "status": standing.status,
        "own_status": standing.own_status,
        "interactions": list(standing.interactions),
        "reasons": list(standing.fields),
        "missing": list(standing.missing),
        "file": standing.place.file,
        "line": standing.place.line,
    }


def _finding(found: Finding, report: CheckReport) -> Json:
    standing, waiver = found.standing, found.waiver
    waived = None if waiver is None else {"reason": waiver.reason, "by": waiver.by, "until": str(waiver.until)}
    return {
        "criterion": standing.criterion,
        "case": standing.case,
        "of_case": standing.of_case,
        "severity": standing.severity,
        "status": standing.status,
        "reasons": list(standing.fields),
        "file": standing.place.file,
        "line": standing.place.line,
        "fingerprint": standing.fingerprint,
        "facts": standing.facts,
        "waiver": waived,
        "in_baseline": found.baselined,
        "change": found.change,
        "fails": report.policy.fails(found),
    }


def _fixed(fixed: Fixed) -> Json:
    standing = fixed.standing
    return {
        "criterion": standing.criterion,
        "case": standing.case,
        "before": standing.status,
        "now": fixed.now or None,
        "file": standing.place.file,
        "fingerprint": standing.fingerprint,
    }


def _notice(notice: Notice) -> Json:
    return {"kind": notice.kind, "file": notice.place.file, "line": notice.place.line, **dict(notice.details)}


def _problem(problem: Problem) -> Json:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "hint": problem.hint,
    }
