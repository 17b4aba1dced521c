"""One case file checked: read, assessed without what only reports need, reduced to what a check says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from abkommen.assessment.intervals import coverage, options
from abkommen.assessment.model import CriterionResult
from abkommen.assessment.results import criterion_results
from abkommen.assessment.scores import Scorer
from abkommen.assessment.verdicts import verdict
from abkommen.base.dates import PartialDate
from abkommen.base.problems import BadInput, Problem
from abkommen.casefile.loading import CaseReader
from abkommen.casefile.model import Case
from abkommen.checking.digests import changing, digest
from abkommen.checking.model import CheckedCase, Standing
from abkommen.checking.places import Lines, shown
from abkommen.checking.staleness import Age, stale
from abkommen.inference.deduction import Deduction, conclude
from abkommen.inference.memory import perceive
from abkommen.inference.session import Disagreement, EngineError, Session
from abkommen.packs import pack_at
from abkommen.rulepack.model import RulePack


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything the check of a case depends on beside the file itself; small, so that it can be sent to another process.

    ``shipped``: where layers are looked for last. ``base``: the folder that names of files are relative to.
    """

    rules: Path
    shipped: Path | None
    base: Path
    today: dt.date
    as_of: PartialDate | None = None
    max_age: Age | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A case file that could not be assessed, and why."""

    file: str
    problems: tuple[Problem, ...]


Checked = CheckedCase | Unreadable


class Checker:
    """Checks case files with one setup; the rules are compiled and the shared layers read once."""

    def __init__(self, setup: Setup, pack: RulePack | None = None) -> None:
        self._setup = setup
        self._pack = pack or pack_at(setup.rules)
        self._session = Session(self._pack)
        self._scorer = Scorer(self._pack)
        self._cases = CaseReader(self._pack.fields, setup.shipped)

    def check(self, path: Path) -> Checked:
        """The case, or what is wrong with its file; never an exception for anything that stands in a file."""
        file = shown(path, self._setup.base)
        try:
            return self._checked(self._cases.load(path, self._setup.as_of), file)
        except BadInput as error:
            return Unreadable(file, error.problems)
        except (Disagreement, EngineError) as error:
            return Unreadable(
                file, (Problem(file, None, None, f"the rules cannot be decided here: {error}", "please report it"),)
            )

    def _checked(self, case: Case, file: str) -> CheckedCase:
        plan = self._session.plan
        memory = perceive(case.facts, self._pack.fields)
        self._session.infer(memory)
        run, bounds = conclude(plan, memory), conclude(plan, memory, "completed")
        lines = Lines(self._setup.base)
        return CheckedCase(
            id=case.id,
            file=file,
            title={"de": case.title.de, "en": case.title.en},
            as_of=str(case.as_of),
            verdict=verdict(bounds, self._scorer.score(bounds)),
            coverage=_coverage(self._pack, bounds),
            standings=tuple(_standing(result, case, lines) for result in criterion_results(run).values()),
            notices=tuple(stale(case, lines, self._setup.today, self._setup.max_age)),
        )


def _coverage(pack: RulePack, run: Deduction) -> float:
    """Over all criteria that make the case's score; the overall score's own coverage is that of its weakest dimension."""
    counted = (criterion.id for criterion in pack.criteria.values() if criterion.of_case and not criterion.derived)
    values, weights = pack.scoring.values, pack.scoring.weights
    ways = (options(run.after[name], run.severities[name], values, weights) for name in counted)
    return coverage(Counter(ways))


def _standing(result: CriterionResult, case: Case, lines: Lines) -> Standing:
    return Standing(
        criterion=result.criterion.id,
        case=case.id,
        of_case=result.criterion.of_case,
        status=result.effective_status,
        own_status=result.status,
        severity=result.severity,
        fields=result.reasons,
        missing=result.missing,
        interactions=changing(result),
        place=lines.of_fields((*result.reasons, *result.missing), case),
        facts=digest(result, case),
    )
