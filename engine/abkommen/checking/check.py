"""A whole check: from case files and settings to a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from abkommen.base.problems import BadInput, Problem
from abkommen.checking.baseline import Known, apply_baseline, baseline_notices, load_baseline
from abkommen.checking.checker import Checked, Setup
from abkommen.checking.comparison import Past, affected, compared, find_past, fixed_since, past_notices
from abkommen.checking.model import CheckedCase, CheckReport, Finding, Notice, Policy, Waiver
from abkommen.checking.places import shown
from abkommen.checking.revision import Revision, revision
from abkommen.checking.runner import Runner
from abkommen.checking.waivers import apply_waivers, load_waivers, waiver_notices
from abkommen.packs import pack_at
from abkommen.rulepack.model import RulePack


@dataclass(frozen=True, slots=True)
class Request:
    """What to check. ``searched`` are the paths as given, ``cases`` the case files found there.

    ``waivers`` and ``baseline`` are files that exist, or None. ``decisive`` are files that touch every case when they change.
    """

    searched: tuple[Path, ...]
    cases: tuple[Path, ...]
    setup: Setup
    policy: Policy
    waivers: Path | None = None
    baseline: Path | None = None
    decisive: tuple[Path, ...] = ()
    against: str | None = None


@dataclass(frozen=True, slots=True)
class _Records:
    """What stands beside the cases."""

    waivers: tuple[Waiver, ...]
    known: tuple[Known, ...]
    whole: bool


def run_check(request: Request, runner: Runner) -> CheckReport:
    """Check everything asked for. Bad input of any kind becomes a report that holds its problems, never an exception."""
    base = request.setup.base
    try:
        pack = pack_at(request.setup.rules)
    except BadInput as error:
        return CheckReport(None, request.policy, problems=named(error.problems, base))
    try:
        return _checked(request, pack, runner)
    except BadInput as error:
        return CheckReport(pack, request.policy, problems=named(error.problems, base), against=request.against)


def named(problems: Iterable[Problem], base: Path) -> tuple[Problem, ...]:
    """The problems, each once, their files named as in the rest of the report."""
    return tuple(dict.fromkeys(replace(problem, file=shown(problem.file, base)) for problem in problems))


def _checked(request: Request, pack: RulePack, runner: Runner) -> CheckReport:
    records = _records(request, pack)
    since = revision(request.against, request.cases[0].absolute().parent) if request.against else None
    chosen = _chosen(request, since)
    checked = runner.check(request.setup, pack, chosen)
    past = find_past(chosen, request.searched, since, request.setup, pack, runner) if since is not None else None
    return _report(request, pack, checked, records, past)


def _records(request: Request, pack: RulePack) -> _Records:
    waivers, baseline = request.waivers, request.baseline
    return _Records(
        load_waivers(waivers, pack.criteria) if waivers else (),
        load_baseline(baseline, pack.criteria) if baseline else (),
        request.against is None and waivers is not None and covers(request.searched, waivers),
    )


def covers(searched: Iterable[Path], file: Path) -> bool:
    """Whether the search took in everything below the folder of the file."""
    home = file.resolve().parent
    return any(path.is_dir() and home.is_relative_to(path.resolve()) for path in searched)


def _chosen(request: Request, since: Revision | None) -> tuple[Path, ...]:
    return request.cases if since is None else affected(request.cases, since, request.setup, request.decisive)


def _report(
    request: Request, pack: RulePack, checked: Sequence[Checked], records: _Records, past: Past | None
) -> CheckReport:
    cases = tuple(case for case in checked if isinstance(case, CheckedCase))
    broken = tuple(case for case in checked if not isinstance(case, CheckedCase))
    findings = _findings(cases, records, request, past)
    return CheckReport(
        pack=pack,
        policy=request.policy,
        cases=cases,
        findings=findings,
        fixed=fixed_since(past, cases, (case.file for case in broken)) if past else (),
        notices=tuple(_notices(request, cases, findings, records, past)),
        problems=(
            *named((problem for case in broken for problem in case.problems), request.setup.base),
            *_doubles(cases),
        ),
        against=request.against,
        unaffected=len(request.cases) - len(checked),
    )


def _findings(
    cases: Sequence[CheckedCase], records: _Records, request: Request, past: Past | None
) -> tuple[Finding, ...]:
    gaps = (Finding(standing) for case in cases for standing in case.standings if standing.is_gap)
    marked = apply_waivers(apply_baseline(gaps, records.known), records.waivers, request.setup.today)
    return marked if past is None else compared(marked, past)


def _notices(
    request: Request, cases: Sequence[CheckedCase], findings: Sequence[Finding], records: _Records, past: Past | None
) -> Iterator[Notice]:
    ids = frozenset(case.id for case in cases)
    yield from dict.fromkeys(notice for case in cases for notice in case.notices)
    yield from waiver_notices(records.waivers, findings, ids, request.setup.today, whole=records.whole)
    yield from baseline_notices(records.known, findings, ids)
    if past is not None and request.against is not None:
        yield from past_notices(past, request.against)


def _doubles(cases: Sequence[CheckedCase]) -> Iterator[Problem]:
    """Cases of one id: their findings could not be told apart."""
    first: dict[str, str] = {}
    for case in cases:
        if case.id in first:
            yield Problem(case.file, 1, None, f"id {case.id} is used twice", f"first in {first[case.id]}")
        first.setdefault(case.id, case.file)
