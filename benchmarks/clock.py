"""How times are taken: the best of several runs, because everything that disturbs a run makes it longer."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest run."""
    return min(_once(work) for _ in range(runs))


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.1f} ms"
