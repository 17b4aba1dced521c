"""For people and logs: one line per finding with file and line, then a summary. Errors go to standard error instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from abkommen.checking.model import CheckedCase, Finding, Place
from abkommen.reports.checks.teller import Teller

Detail = Literal["quiet", "normal", "verbose"]


def as_text(tell: Teller, detail: Detail = "normal") -> str:
    """The report. ``quiet``: only what makes the check fail; ``verbose``: how every case stands and what is open, too."""
    lines = _failing(tell) if detail == "quiet" else _all(tell, verbose=detail == "verbose")
    return "".join(f"{line}\n" for line in lines)


def _failing(tell: Teller) -> Iterator[str]:
    yield from (_line(tell, found) for found in tell.counting() if tell.report.policy.fails(found))
    yield from (f"{case.file}:1: {tell.short(case)}" for case in tell.too_little())


def _all(tell: Teller, *, verbose: bool) -> Iterator[str]:
    head, report = tell.words.headings, tell.report
    yield from _part(head.counting, (_line(tell, found, verbose=verbose) for found in tell.counting()))
    yield from _part(
        head.context, (_at(found.standing.place, tell.line(found.standing, cases)) for found, cases in tell.context())
    )
    yield from _part(head.baselined, (_line(tell, found, verbose=verbose) for found in tell.baselined()))
    yield from _part(head.waived, (_line(tell, found, verbose=verbose) for found in tell.waived()))
    fixed = (_at(item.standing.place, tell.fixed(item)) for item in report.fixed)
    yield from _part(head.fixed.format(revision=report.against), fixed)
    yield from _part(head.notices, (_at(notice.place, tell.notice(notice)) for notice in report.notices))
    if verbose:
        yield from _part(head.cases, (line for case in report.cases for line in _case(tell, case)), len(report.cases))
    yield from tell.ending()


def _part(heading: str, lines: Iterable[str], number: int | None = None) -> Iterator[str]:
    """A heading with the number of its lines, or another, and the lines; nothing at all where there are none."""
    found = list(lines)
    if found:
        yield f"{heading} ({len(found) if number is None else number})"
        yield from found
        yield ""


def _at(place: Place, text: str) -> str:
    return f"{place.file}:{place.line}: {text}"


def _line(tell: Teller, found: Finding, *, verbose: bool = False) -> str:
    digest = tell.words.digest.format(facts=found.standing.facts) if verbose else ""
    more = "; ".join(part for part in (tell.marks(found), digest) if part)
    return _at(found.standing.place, tell.line(found.standing, more=more))


def _case(tell: Teller, case: CheckedCase) -> Iterator[str]:
    statuses = Counter(standing.status for standing in case.standings if standing.of_case)
    names = tell.shared.statuses
    counts = ", ".join(tell.words.counts.format(count=statuses[key], name=names[key]) for key in names if statuses[key])
    yield tell.words.case_line.format(
        case=f"{case.file}:1: {case.id}", known=tell.known(case), verdict=tell.verdict(case), counts=counts
    )
    for standing in case.standings:
        if standing.is_open and standing.of_case:
            more = tell.words.missing.format(fields=", ".join(standing.missing))
            yield _at(standing.place, f"{standing.criterion} {names[standing.status]}: {tell.title(standing)} [{more}]")
