"""What the formats have in common: the parts of a report and each thing in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from abkommen.base.problems import Problem, visible
from abkommen.checking.model import CheckedCase, CheckReport, Finding, Fixed, Notice, Standing
from abkommen.reports.checks.words import CheckWords
from abkommen.reports.escaping import plain
from abkommen.reports.wording.words import Forms, Words
from abkommen.rulepack.model import SEVERITIES, Criterion

NAMED_CASES = 3


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts a report into the words of a language. Every text it gives is one line of visible characters."""

    report: CheckReport
    words: CheckWords
    shared: Words
    order: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", {case.id: number for number, case in enumerate(self.report.cases)})

    # The parts of a report, each finding in exactly one of the first four.

    def counting(self) -> list[Finding]:
        """Findings that negotiators have to answer for, case by case, the gravest first."""
        return self._sorted(found for found in self.report.findings if found.counts)

    def waived(self) -> list[Finding]:
        return self._sorted(found for found in self.report.findings if found.waiver is not None)

    def baselined(self) -> list[Finding]:
        return self._sorted(found for found in self.report.findings if found.baselined and found.waiver is None)

    def context(self) -> list[tuple[Finding, list[str]]]:
        """Findings on Germany, the EU and all agreements, those of several cases at one place told once, with these cases."""
        told: dict[tuple[str, str, object], tuple[Finding, list[str]]] = {}
        for found in self._sorted(found for found in self.report.findings if self._is_context(found)):
            key = (found.standing.criterion, found.standing.status, found.standing.place)
            told.setdefault(key, (found, []))[1].append(found.standing.case)
        return list(told.values())

    def _is_context(self, found: Finding) -> bool:
        return not (found.counts or found.baselined or found.waiver is not None)

    def failing(self) -> list[Finding]:
        return [found for found in self.report.findings if self.report.policy.fails(found)]

    def too_little(self) -> list[CheckedCase]:
        return [case for case in self.report.cases if self.report.policy.too_little(case)]

    def _sorted(self, findings: Iterable[Finding]) -> list[Finding]:
        def rank(found: Finding) -> tuple[int, int, str]:
            standing = found.standing
            return self.order.get(standing.case, 0), SEVERITIES.index(standing.severity), standing.criterion

        return sorted(findings, key=rank)

    # Words.

    def criterion(self, standing: Standing) -> Criterion | None:
        """The rule; None where an older revision had one that is gone."""
        return self.report.pack.criteria.get(standing.criterion) if self.report.pack else None

    def title(self, standing: Standing) -> str:
        rule = self.criterion(standing)
        return plain(rule.title.in_(self.words.language)) if rule else standing.criterion

    def severity(self, standing: Standing) -> str:
        return self.shared.severities[standing.severity]

    def status(self, standing: Standing) -> str:
        """The status after interactions, with the one before and their names where they changed it."""
        after, own = self.shared.statuses[standing.status], self.shared.statuses[standing.own_status]
        if after == own:
            return after
        return self.words.own_status.format(status=after, own=own, interactions=", ".join(standing.interactions))

    def gap(self, standing: Standing) -> str:
        """What is missing, and what would mend it."""
        rule = self.criterion(standing)
        if rule is None:
            return standing.criterion
        gap = rule.partly_gap if standing.status == "partly" and rule.partly_gap else rule.gap
        return plain(f"{gap.in_(self.words.language)} {rule.remedy.in_(self.words.language)}")

    def line(self, standing: Standing, cases: list[str] | None = None, more: str = "") -> str:
        """A finding in one line, without its place."""
        case = self.cases_named(cases or [standing.case])
        facts = ", ".join(standing.fields or standing.missing)
        where = self.words.where.format(case=case, facts=facts) if facts else case
        line = self.words.line.format(
            severity=self.severity(standing), criterion=standing.criterion, status=self.status(standing),
            title=self.title(standing), where=where,
        )  # fmt: skip
        return f"{line}; {more}" if more else line

    def cases_named(self, cases: list[str]) -> str:
        """A few by name, of many the first ones; never just one left out, which would be shorter to name."""
        if len(cases) <= NAMED_CASES + 1:
            return ", ".join(cases)
        return self.words.and_others.format(names=", ".join(cases[:NAMED_CASES]), count=len(cases) - NAMED_CASES)

    def marks(self, found: Finding) -> str:
        """What is known about a finding beside the case."""
        parts = []
        if found.change == "new":
            parts.append(self.words.changes.new)
        if found.waiver is not None:
            waiver = found.waiver
            parts.append(plain(self.words.waived.format(date=waiver.until, by=waiver.by, reason=waiver.reason)))
        return "; ".join(parts)

    def notice(self, notice: Notice) -> str:
        pattern: str = getattr(self.words.notices, notice.kind)
        return plain(pattern.format(**dict(notice.details)))

    def problem(self, problem: Problem) -> str:
        """What is wrong, without its place."""
        return visible(problem.message + (f" ({problem.hint})" if problem.hint else ""))

    def fixed(self, fixed: Fixed) -> str:
        standing = fixed.standing
        now = self.shared.statuses[fixed.now] if fixed.now else self.words.case_gone
        return self.words.fixed_line.format(
            criterion=standing.criterion, before=self.shared.statuses[standing.status], now=now, title=self.title(standing),
            case=standing.case,
        )  # fmt: skip

    def known(self, case: CheckedCase) -> str:
        """Coverage, rounded down: 100 % is said of nothing that is still open."""
        return self.words.percent.format(number=math.floor(100 * case.coverage))

    def verdict(self, case: CheckedCase) -> str:
        worst, best = self.shared.verdicts[case.verdict.worst], self.shared.verdicts[case.verdict.best]
        return worst if case.verdict.decided else self.words.range.format(worst=worst, best=best)

    # How it ended.

    def summary(self) -> str:
        """Everything in numbers, in two or three sentences."""
        severities = Counter(found.standing.severity for found in self.counting())
        counted = [
            self._count(severities[name], self.shared.severities[name]) for name in SEVERITIES if severities[name]
        ]
        return self.words.summary.format(
            cases=forms(self.words.cases, len(self.report.cases)), findings=", ".join(counted) or self.words.nothing,
            waived=len(self.waived()), baselined=len(self.baselined()), context=len(self.context()),
            notices=forms(self.words.warnings, len(self.report.notices)),
        )  # fmt: skip

    def _count(self, count: int, name: str) -> str:
        return self.words.counts.format(count=count, name=name)

    def changed(self) -> str | None:
        """What changed since the revision; None where nothing was compared."""
        if self.report.against is None:
            return None
        changes = Counter(found.change for found in self.report.findings if found.standing.of_case)
        return self.words.changed.format(
            revision=self.report.against, new=changes["new"], unchanged=changes["unchanged"],
            fixed=len(self.report.fixed), unaffected=self.report.unaffected,
        )  # fmt: skip

    def ending(self) -> list[str]:
        """Summary, changes and result; the result alone where no case was read for errors elsewhere."""
        if self.report.problems and not self.report.cases:
            return [self.result()]
        return [line for line in (self.summary(), self.changed(), self.result()) if line is not None]

    def result(self) -> str:
        words, fail_on = self.words.results, self.shared.severities[self.report.policy.fail_on]
        match self.report.exit_code:
            case 1:
                return words.findings.format(failing=forms(self.words.failing, len(self.failing())), fail_on=fail_on)
            case 2:
                return words.bad_input.format(problems=forms(self.words.errors, len(self.report.problems)))
            case 3:
                short = "; ".join(self.short(case) for case in self.too_little())
                return words.too_little_known.format(short=short)
        return words.clean.format(fail_on=fail_on)

    def short(self, case: CheckedCase) -> str:
        """How much of a case is known, and how much was asked for."""
        needed = self.words.percent.format(number=f"{self.report.policy.min_coverage:g}")
        return self.words.coverage_short.format(case=case.id, known=self.known(case), needed=needed)


def forms(words: Forms, count: int) -> str:
    return (words.one if count == 1 else words.many).format(count=count)


def place(problem: Problem) -> str:
    return ":".join(str(part) for part in (problem.file, problem.line, problem.column) if part is not None)
