"""JUnit XML as continuous integration reads it: a suite per case, a test per criterion.

A test fails only where the check does. What is unknown, waived, in the baseline, not due or does not apply is skipped with
the reason; a file that cannot be read is an error.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from abkommen.base.problems import Problem
from abkommen.checking.model import CheckedCase, Finding, Standing
from abkommen.reports.checks.teller import Teller, place
from abkommen.reports.escaping import plain


def as_junit(tell: Teller) -> str:
    root = ET.Element("testsuites", name="abkommen")
    found = {(item.standing.case, item.standing.criterion): item for item in tell.report.findings}
    for case in tell.report.cases:
        suite = ET.SubElement(root, "testsuite", name=plain(f"{case.id} ({case.file})"))
        for standing in case.standings:
            _test(suite, standing, found.get((case.id, standing.criterion)), tell)
        _coverage(suite, case, tell)
    if tell.report.problems:
        _errors(ET.SubElement(root, "testsuite", name=tell.words.headings.problems), tell.report.problems, tell)
    for suite in root:
        _count(suite, suite.iter("testcase"))
    _count(root, root.iter("testcase"))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: ET.Element, group: str, name: str, file: str, line: int) -> ET.Element:
    attributes = {"classname": plain(group), "name": plain(name), "file": file, "line": str(line), "time": "0"}
    return ET.SubElement(suite, "testcase", attributes)


def _test(suite: ET.Element, standing: Standing, found: Finding | None, tell: Teller) -> None:
    name = f"{standing.criterion} {tell.title(standing)}"
    case = _case(suite, standing.case, name, standing.place.file, standing.place.line)
    if found is not None and tell.report.policy.fails(found):
        message = f"{tell.severity(standing)}: {tell.status(standing)}"
        failure = ET.SubElement(case, "failure", message=message, type=standing.severity)
        failure.text = f"{standing.place.file}:{standing.place.line}\n{tell.gap(standing)}"
    elif standing.status != "met":
        ET.SubElement(case, "skipped", message=_reason(standing, found, tell))


def _reason(standing: Standing, found: Finding | None, tell: Teller) -> str:
    status, words = tell.status(standing), tell.words
    if found is None:
        missing = words.missing.format(fields=", ".join(standing.missing)) if standing.missing else ""
        return f"{status}; {missing}" if missing else status
    if found.waiver is not None:
        return f"{status}; {tell.marks(found)}"
    if found.baselined:
        return f"{status}; {words.headings.baselined}"
    if not standing.of_case:
        return f"{status}; {words.headings.context}"
    if tell.report.policy.new_only and found.change == "unchanged":
        return f"{status}; {words.older}"
    return f"{status}; {words.below.format(fail_on=tell.shared.severities[tell.report.policy.fail_on])}"


def _coverage(suite: ET.Element, case: CheckedCase, tell: Teller) -> None:
    if tell.report.policy.min_coverage > 0:
        test = _case(suite, case.id, tell.words.columns.known, case.file, 1)
        if tell.report.policy.too_little(case):
            ET.SubElement(test, "failure", message=tell.short(case), type="coverage")


def _errors(suite: ET.Element, problems: Iterable[Problem], tell: Teller) -> None:
    for problem in problems:
        test = _case(suite, plain(problem.file), place(problem), plain(problem.file), problem.line or 1)
        ET.SubElement(test, "error", message=tell.problem(problem), type="input")


def _count(element: ET.Element, tests: Iterable[ET.Element]) -> None:
    kinds = [next((child.tag for child in test), "passed") for test in tests]
    element.set("tests", str(len(kinds)))
    for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(kinds.count(kind)))
    element.set("time", "0")
