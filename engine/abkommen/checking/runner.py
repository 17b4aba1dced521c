"""Many case files checked, in this process or in several; each process compiles the rules once."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from abkommen.checking.checker import Checked, Checker, Setup
from abkommen.rulepack.model import RulePack

Progress = Callable[[int, int], None]
"""Told how many files are done, of how many."""


@dataclass(frozen=True, slots=True)
class Runner:
    """Checks files in ``jobs`` processes and tells how far it is."""

    jobs: int
    progress: Progress

    def check(self, setup: Setup, pack: RulePack, paths: Sequence[Path]) -> tuple[Checked, ...]:
        """The files in their order. An interrupt waits for no more than the cases at hand."""
        workers = min(self.jobs, len(paths))
        return self._in_pool(setup, paths, workers) if workers > 1 else self._in_turn(setup, pack, paths)

    def _in_turn(self, setup: Setup, pack: RulePack, paths: Sequence[Path]) -> tuple[Checked, ...]:
        if not paths:
            return ()
        checker, checked = Checker(setup, pack), []
        for done, path in enumerate(paths):
            self.progress(done, len(paths))
            checked.append(checker.check(path))
        self.progress(len(paths), len(paths))
        return tuple(checked)

    def _in_pool(self, setup: Setup, paths: Sequence[Path], workers: int) -> tuple[Checked, ...]:
        # Fresh processes: a forked one would share the rule engine's memory with this one.
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(workers, context, _leave_interrupts_to_parent)
        try:
            return self._followed([pool.submit(_check, setup, path) for path in paths])
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _followed(self, futures: Sequence[Future[Checked]]) -> tuple[Checked, ...]:
        self.progress(0, len(futures))
        for done, _ in enumerate(as_completed(futures), start=1):
            self.progress(done, len(futures))
        return tuple(future.result() for future in futures)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@lru_cache(maxsize=1)
def _checker(setup: Setup) -> Checker:
    return Checker(setup)


def _check(setup: Setup, path: Path) -> Checked:
    return _checker(setup).check(path)
