"""A summary in Markdown for the page of a job or a comment on a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from abkommen.checking.model import CheckedCase, Finding, Place
from abkommen.reports.checks.teller import Teller, place
from abkommen.reports.escaping import markdown
from abkommen.rulepack.model import SEVERITIES


def as_markdown(tell: Teller) -> str:
    return "".join(f"{line}\n" for line in _lines(tell))


def _lines(tell: Teller) -> Iterator[str]:
    words, report = tell.words, tell.report
    *numbers, result = tell.ending()
    yield from ("## abkommen", "", f"**{markdown(result)}**")
    for line in numbers:
        yield from ("", markdown(line))
    yield from _list(
        words.headings.problems, (f"`{_code(place(item))}`: {markdown(tell.problem(item))}" for item in report.problems)
    )
    yield from _cases(tell)
    yield from _table(tell, words.headings.counting, tell.counting())
    yield from _table(tell, words.headings.waived, tell.waived())
    yield from _table(tell, words.headings.baselined, tell.baselined())
    fixed = words.headings.fixed.format(revision=report.against)
    yield from _list(fixed, (markdown(tell.fixed(item)) for item in report.fixed))
    context = (
        f"{_place(found.standing.place)}: {markdown(tell.line(found.standing, cases))}"
        for found, cases in tell.context()
    )
    yield from _list(words.headings.context, context)
    notices = (f"{_place(item.place)}: {markdown(tell.notice(item))}" for item in report.notices)
    yield from _list(words.headings.notices, notices)


def _list(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"### {markdown(heading)}", "", *(f"- {line}" for line in found))


def _rows(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _cases(tell: Teller) -> Iterator[str]:
    if not tell.report.cases:
        return
    columns, severities = tell.words.columns, SEVERITIES[:3]
    heads = [columns.case, columns.known, columns.verdict, *(tell.shared.severities[name] for name in severities)]
    heads += [columns.waived, columns.baselined, columns.open]
    yield from ("", f"### {tell.words.headings.cases}", "")
    yield from _rows(heads, (_case(tell, case, tell.report.findings) for case in tell.report.cases))


def _case(tell: Teller, case: CheckedCase, findings: Iterable[Finding]) -> list[str]:
    own = [found for found in findings if found.standing.case == case.id and found.standing.of_case]
    counted = Counter(found.standing.severity for found in own if found.counts)
    waived = sum(found.waiver is not None for found in own)
    baselined = sum(found.baselined and found.waiver is None for found in own)
    open_ = sum(standing.is_open and standing.of_case for standing in case.standings)
    numbers = [*(counted[name] for name in SEVERITIES[:3]), waived, baselined, open_]
    return [
        f"{markdown(case.id)} {_place(Place(case.file, 1))}",
        tell.known(case),
        tell.verdict(case),
        *map(str, numbers),
    ]


def _table(tell: Teller, heading: str, findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        return
    columns = tell.words.columns
    yield from ("", f"### {markdown(heading)}", "")
    heads = (columns.severity, columns.case, columns.criterion, columns.finding, columns.place)
    yield from _rows(heads, (_finding(tell, found) for found in findings))


def _finding(tell: Teller, found: Finding) -> list[str]:
    standing, marks = found.standing, tell.marks(found)
    text = f"{tell.title(standing)}: {tell.status(standing)}" + (f" ({marks})" if marks else "")
    return [
        tell.severity(standing),
        markdown(standing.case),
        standing.criterion,
        markdown(text),
        _place(standing.place),
    ]


def _place(place: Place) -> str:
    return f"`{_code(place.file)}:{place.line}`"


def _code(text: str) -> str:
    return text.replace("`", "'").replace("|", "\\|").replace("\n", " ")
