"""Annotations of GitHub Actions: workflow commands on standard output, one a line. The gravest come first: only ten are shown."""

from __future__ import annotations

from collections.abc import Iterator

from abkommen.base.problems import Problem
from abkommen.checking.model import Finding, Place
from abkommen.reports.checks.teller import Teller


def as_github(tell: Teller) -> str:
    lines = [*_errors(tell), *_findings(tell), *_notices(tell), *tell.ending()]
    return "".join(f"{line}\n" for line in lines)


def _errors(tell: Teller) -> Iterator[str]:
    for problem in tell.report.problems:
        yield _command(
            "error", Place(problem.file, problem.line or 1), tell.words.headings.problems, _told(problem, tell)
        )
    for case in tell.too_little():
        yield _command("error", Place(case.file, 1), tell.words.columns.known, tell.short(case))


def _told(problem: Problem, tell: Teller) -> str:
    return tell.problem(problem) if problem.line else f"{problem.file}: {tell.problem(problem)}"


def _findings(tell: Teller) -> Iterator[str]:
    counting = tell.counting()
    failing = [found for found in counting if tell.report.policy.fails(found)]
    yield from (_finding("error", found, tell) for found in failing)
    for found in counting:
        if not tell.report.policy.fails(found):
            yield _finding("notice" if found.standing.severity in ("minor", "context") else "warning", found, tell)


def _finding(level: str, found: Finding, tell: Teller) -> str:
    standing = found.standing
    title = f"{standing.criterion} {tell.status(standing)}: {tell.title(standing)}"
    return _command(level, standing.place, title, f"{standing.case}: {tell.gap(standing)}")


def _notices(tell: Teller) -> Iterator[str]:
    yield from (
        _command("notice", item.place, tell.words.headings.notices, tell.notice(item)) for item in tell.report.notices
    )


def _command(level: str, place: Place, title: str, message: str) -> str:
    return f"::{level} file={_property(place.file)},line={place.line},title={_property(title)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
