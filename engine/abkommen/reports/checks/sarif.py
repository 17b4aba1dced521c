"""SARIF 2.1.0 (OASIS Standard, 27 March 2020): for code scanning and viewers of static analysis."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, get_args
from urllib.parse import quote

from abkommen import __version__
from abkommen.base.problems import Problem
from abkommen.checking.model import BAD_INPUT, Finding, Fixed, Notice, NoticeKind, Place, Standing
from abkommen.reports.checks.teller import Teller
from abkommen.rulepack.model import Criterion, Severity

Json = dict[str, Any]
_ADDRESS = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"critical": "error", "major": "warning", "minor": "note", "context": "note"}
_ROOT = "%SRCROOT%"  # the folder of the checkout, as code scanning calls it
_BAD_INPUT = "bad-input"
_INPUT_FILES = frozenset({".yaml", ".yml", ".toml"})


def as_sarif(tell: Teller) -> str:
    rules = list(_rules(tell))
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    results = [
        {**result, "ruleIndex": numbers[result["ruleId"]]} if result["ruleId"] in numbers else result
        for result in _results(tell)
    ]
    driver = {
        "name": "abkommen",
        "version": __version__,
        "semanticVersion": __version__,
        "language": tell.words.language,
        "rules": rules,
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": tell.report.exit_code != BAD_INPUT, "exitCode": tell.report.exit_code}],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": _ADDRESS, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rules(tell: Teller) -> Iterator[Json]:
    for criterion in tell.report.pack.criteria.values() if tell.report.pack else ():
        yield _criterion(criterion, tell)
    for kind in get_args(NoticeKind):
        yield _own(_notice_id(kind), getattr(tell.words.rules, kind), "warning")
    yield _own(_BAD_INPUT, tell.words.rules.bad_input, "error")


def _own(name: str, meaning: str, level: str) -> Json:
    """A rule of the check itself."""
    text = {"text": meaning}
    described = {"shortDescription": text, "fullDescription": text, "help": text}
    return {"id": name, **described, "defaultConfiguration": {"level": level}}


def _criterion(criterion: Criterion, tell: Teller) -> Json:
    lang = tell.words.language
    passages = "; ".join(tell.words.passage.format(section=item.section, page=item.page) for item in criterion.source)
    help_text = tell.words.help.format(
        because=criterion.because.in_(lang), remedy=criterion.remedy.in_(lang), source=passages
    )
    return {
        "id": criterion.id,
        "shortDescription": {"text": criterion.title.in_(lang)},
        "fullDescription": {"text": criterion.question.in_(lang)},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVELS[criterion.severity]},
        "properties": {"tags": [criterion.dimension, criterion.level], "severity": criterion.severity},
    }


def _notice_id(kind: NoticeKind) -> str:
    return kind.replace("_", "-")


def _results(tell: Teller) -> Iterator[Json]:
    yield from (_finding(found, tell) for found in tell.report.findings)
    yield from (_fixed(fixed, tell) for fixed in tell.report.fixed)
    yield from (_notice(notice, tell) for notice in tell.report.notices)
    yield from (_problem(problem, tell) for problem in tell.report.problems)


def _finding(found: Finding, tell: Teller) -> Json:
    standing = found.standing
    result = _gap(standing, f"{standing.case}: {tell.title(standing)} – {tell.status(standing)}. {tell.gap(standing)}")
    fails = tell.report.policy.fails(found)
    properties = {"case": standing.case, "facts": standing.facts, "reasons": list(standing.fields), "fails": fails}
    if found.waiver is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": tell.marks(found)}]
    state = found.change or ("unchanged" if found.baselined else None)
    return {**result, "properties": properties, **({"baselineState": state} if state else {})}


def _fixed(fixed: Fixed, tell: Teller) -> Json:
    return {**_gap(fixed.standing, tell.fixed(fixed)), "baselineState": "absent"}


def _gap(standing: Standing, message: str) -> Json:
    return {
        "ruleId": standing.criterion,
        "level": _LEVELS[standing.severity],
        "message": {"text": message},
        "locations": [_location(standing.place.file, standing.place.line)],
        "partialFingerprints": _fingerprints(standing.fingerprint),
    }


def _notice(notice: Notice, tell: Teller) -> Json:
    return {
        "ruleId": _notice_id(notice.kind),
        "level": "warning",
        "message": {"text": tell.notice(notice)},
        "locations": [_location(notice.place.file, notice.place.line)],
        "partialFingerprints": _fingerprints(notice.fingerprint),
    }


def _problem(problem: Problem, tell: Teller) -> Json:
    result: Json = {"ruleId": _BAD_INPUT, "level": "error", "message": {"text": tell.problem(problem)}}
    if PurePosixPath(problem.file).suffix not in _INPUT_FILES:  # an option or a folder is no place in a file
        return {**result, "message": {"text": f"{problem.file}: {tell.problem(problem)}"}}
    return {**result, "locations": [_location(problem.file, problem.line or 1, problem.column)]}


def _fingerprints(fingerprint: str) -> Json:
    """Under our own name, and under the one that code scanning on GitHub compares instead of the text of the line."""
    return {"finding/v1": fingerprint, "primaryLocationLineHash": f"{fingerprint}:1"}


def _location(file: str, line: int, column: int | None = None) -> Json:
    region = {"startLine": line} | ({"startColumn": column} if column is not None else {})
    return {"physicalLocation": {"artifactLocation": _artifact(Place(file, line)), "region": region}}


def _artifact(place: Place) -> Json:
    if place.file.startswith("/"):
        return {"uri": f"file://{quote(place.file)}"}
    if place.file[1:2] == ":":  # a drive
        return {"uri": f"file:///{quote(place.file, safe='/:')}"}
    return {"uri": quote(place.file), "uriBaseId": _ROOT}
