"""Many cases at once, on any executor of :mod:`concurrent.futures` or of an engine that offers the same interface.

Every worker compiles the rule pack once and keeps it; what travels are paths and the summaries of assessments.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import TypeVar

from abkommen.assessment.assess import assess
from abkommen.assessment.model import Assessment
from abkommen.base.dates import PartialDate, parse_date
from abkommen.casefile.loading import load_case
from abkommen.inference.session import Session
from abkommen.resources import cases_folder, rules_folder
from abkommen.rulepack.loading import load_pack

R = TypeVar("R")


_kept = threading.local()  # a session must not be shared between threads


def session_for(rules: Path) -> Session:
    """The compiled pack of this thread; compiling costs more than a run."""
    sessions: dict[Path, Session] = _kept.__dict__.setdefault("sessions", {})
    if rules not in sessions:
        sessions[rules] = Session(load_pack(rules))
    return sessions[rules]


def assess_file(path: Path, rules: Path, as_of: PartialDate | None = None, draws: int | None = None) -> Assessment:
    """Assess one case file. Raises :class:`~abkommen.base.problems.BadInput` for what is wrong in it."""
    session = session_for(rules)
    case = load_case(path, session.plan.pack.fields, as_of=as_of, shipped=cases_folder())
    return assess(case, session, draws=draws)


def assess_many(
    paths: Iterable[Path],
    summarise: Callable[[Assessment], R],
    *,
    executor: Executor | None = None,
    rules: Path | None = None,
    as_of: str | None = None,
    draws: int | None = None,
) -> Iterator[R]:
    """Assess case files and yield ``summarise(assessment)`` in their order.

    ``executor``: any executor, of processes, of threads or of a cluster (docs/scale.md); without one the calling process
    does the work. ``summarise`` runs beside the assessment, so that only its result travels; it must be picklable.
    Raises :class:`~abkommen.base.problems.BadInput` when a file cannot be used.
    """
    folder = rules_folder(rules)
    jobs = [(path, folder, as_of, draws, summarise) for path in paths]
    if executor is None:
        return map(_job, jobs)
    return iter(executor.map(_job, jobs))


def _job(job: tuple[Path, Path, str | None, int | None, Callable[[Assessment], R]]) -> R:
    path, rules, as_of, draws, summarise = job
    return summarise(assess_file(path, rules, parse_date(as_of) if as_of else None, draws))
