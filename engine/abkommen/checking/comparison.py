"""Changed only: which cases a change touches, what was found in them before, and what is new or fixed since."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from abkommen.base.problems import BadInput
from abkommen.casefile.reach import files_behind
from abkommen.checking.checker import Setup
from abkommen.checking.discovery import case_at
from abkommen.checking.model import CheckedCase, Finding, Fixed, Notice, Place, Standing
from abkommen.checking.places import shown
from abkommen.checking.revision import Revision, write_tree
from abkommen.checking.runner import Runner
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import SEVERITIES, RulePack


@dataclass(frozen=True, slots=True)
class Past:
    """The gaps of a revision by fingerprint, and the files that could not be read as they were then."""

    gaps: Mapping[str, Standing]
    files: Mapping[str, str]
    unreadable: tuple[str, ...]


def affected(cases: Sequence[Path], past: Revision, setup: Setup, decisive: Iterable[Path]) -> tuple[Path, ...]:
    """The cases that a change touches: through their own file or a layer, or all of them through the rules or ``decisive`` files."""
    changed = frozenset(map(_real, past.changed))
    rules = _real(setup.rules)
    if any(path.is_relative_to(rules) for path in changed) or changed & {_real(path) for path in decisive}:
        return tuple(cases)
    return tuple(case for case in cases if changed & frozenset(map(_real, files_behind(case, setup.shipped))))


def find_past(
    cases: Sequence[Path], searched: Iterable[Path], past: Revision, setup: Setup, pack: RulePack, runner: Runner
) -> Past:
    """The findings that the revision had in these cases, and in those that changed since and are gone or renamed."""
    with tempfile.TemporaryDirectory(prefix="abkommen-") as name:
        tree = Path(name)
        write_tree(past, tree)
        paths = tuple(dict.fromkeys([*_then(cases, past, tree), *_gone(searched, past, tree)]))
        before = _setup_then(setup, past, tree)
        try:
            rules = pack if before.rules == setup.rules else load_pack(before.rules)
        except BadInput:
            return Past({}, {}, (shown(setup.rules, setup.base),))
        checked = runner.check(before, rules, paths)
    read = [case for case in checked if isinstance(case, CheckedCase)]
    gaps = {standing.fingerprint: standing for case in read for standing in case.standings if standing.is_gap}
    unreadable = tuple(case.file for case in checked if not isinstance(case, CheckedCase))
    return Past(gaps, {case.id: case.file for case in read}, unreadable)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _then(paths: Iterable[Path], past: Revision, tree: Path) -> Iterator[Path]:
    """Where files of the repository lie in the tree of the revision, as far as they were there."""
    top = _real(past.top)
    for path in map(_real, paths):
        if path.is_relative_to(top) and (tree / path.relative_to(top)).exists():
            yield tree / path.relative_to(top)


def _gone(searched: Iterable[Path], past: Revision, tree: Path) -> Iterator[Path]:
    roots = tuple(map(_real, searched))
    changed = sorted(path for path in map(_real, past.changed) if any(path.is_relative_to(root) for root in roots))
    yield from (path for path in _then(changed, past, tree) if case_at(path))


def _setup_then(setup: Setup, past: Revision, tree: Path) -> Setup:
    def moved(path: Path) -> Path:
        return next(_then([path], past, tree), path)

    shipped = None if setup.shipped is None else moved(setup.shipped)
    return replace(setup, rules=moved(setup.rules), shipped=shipped, base=moved(setup.base))


def compared(findings: Iterable[Finding], past: Past) -> tuple[Finding, ...]:
    """The findings, each new or unchanged. One that has become worse is new."""
    return tuple(
        replace(found, change="unchanged" if _was_there(found.standing, past) else "new") for found in findings
    )


def _was_there(standing: Standing, past: Past) -> bool:
    before = past.gaps.get(standing.fingerprint)
    return before is not None and _badness(standing) <= _badness(before)


def _badness(standing: Standing) -> tuple[int, bool]:
    return -SEVERITIES.index(standing.severity), standing.status == "not_met"


def fixed_since(past: Past, cases: Iterable[CheckedCase], unreadable: Iterable[str]) -> tuple[Fixed, ...]:
    """Gaps of the revision that are none today. Of a case that cannot be read today nothing is said."""
    now = {standing.fingerprint: standing for case in cases for standing in case.standings}
    broken = frozenset(unreadable)
    gone = (
        Fixed(before, now[name].status if name in now else "")
        for name, before in past.gaps.items()
        if past.files[before.case] not in broken and not (name in now and now[name].is_gap)
    )
    return tuple(sorted(gone, key=lambda fixed: (fixed.standing.place, fixed.standing.criterion)))


def past_notices(past: Past, name: str) -> Iterator[Notice]:
    """What could not be compared, so that all of its findings count as new."""
    for file in past.unreadable:
        yield Notice("not_comparable", Place(file, 1), (("revision", name),))
