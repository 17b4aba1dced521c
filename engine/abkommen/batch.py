"""Many cases at once, on any executor of :mod:`concurrent.futures` or of an engine that offers the same interface.

Every worker compiles the rule pack once and reads the layers that cases share once; what travels are paths and summaries.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from abkommen.assessment.assess import assess
from abkommen.assessment.model import Assessment
from abkommen.base.dates import PartialDate, parse_date
from abkommen.casefile.loading import CaseReader
from abkommen.inference.session import Session
from abkommen.packs import pack_at
from abkommen.resources import cases_folder, rules_folder
from abkommen.rulepack.digest import fingerprint

R = TypeVar("R")
CHUNK = 8
"""How many cases go to a process at a time: sending one costs little against assessing it, and none should wait at the end."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What all cases of one call share. ``id`` tells calls apart: layers are read anew in each, since files change."""

    id: str
    rules: Path
    cases: Path
    as_of: str | None
    draws: int | None


_kept = threading.local()  # a session must not be shared between threads


def session_for(rules: Path) -> Session:
    """The compiled pack of this thread, compiled again only when its files have changed; it costs more than a run."""
    sessions: dict[Path, tuple[str, Session]] = _kept.__dict__.setdefault("sessions", {})
    current = fingerprint(rules)
    if rules not in sessions or sessions[rules][0] != current:
        sessions[rules] = current, Session(pack_at(rules))
    return sessions[rules][1]


def assess_file(path: Path, rules: Path, as_of: PartialDate | None = None, draws: int | None = None) -> Assessment:
    """Assess one case file. Raises :class:`~abkommen.base.problems.BadInput` for what is wrong in it."""
    session = session_for(rules)
    return assess(CaseReader(session.plan.pack.fields, cases_folder()).load(path, as_of), session, draws=draws)


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
    batch = Batch(uuid.uuid4().hex, rules_folder(rules), cases_folder(), as_of, draws)
    jobs = [(batch, path, summarise) for path in paths]
    if executor is None:
        return map(_job, jobs)
    chunk = CHUNK if isinstance(executor, ProcessPoolExecutor) else 1  # other executors divide the work themselves
    return iter(executor.map(_job, jobs, chunksize=chunk))


def _job(job: tuple[Batch, Path, Callable[[Assessment], R]]) -> R:
    batch, path, summarise = job
    session, reader = _room(batch)
    day = parse_date(batch.as_of) if batch.as_of else None
    return summarise(assess(reader.load(path, day), session, draws=batch.draws))


def _room(batch: Batch) -> tuple[Session, CaseReader]:
    """Compiled rules and a reader for this batch; those of an earlier one are let go."""
    state: dict[str, Any] = _kept.__dict__
    if state.get("batch") != batch:
        session = session_for(batch.rules)
        state["batch"], state["room"] = batch, (session, CaseReader(session.plan.pack.fields, batch.cases))
    room: tuple[Session, CaseReader] = state["room"]
    return room
