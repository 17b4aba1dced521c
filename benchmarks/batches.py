"""A thousand synthetic cases through the full assessment, on one process and on all cores."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from abkommen.assessment.model import Assessment
from abkommen.batch import assess_many
from abkommen.rulepack.loading import load_pack
from benchmarks.clock import ROOT, best_of
from benchmarks.synthetic import write_cases

CASES, SEED = 1000, 48
TITLE = f"{CASES:,} synthetic cases, seed {SEED}"


def lines() -> Iterator[str]:
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        paths = write_cases(Path(folder), load_pack(ROOT / "rules" / "swp-2024").fields, CASES, SEED)
        alone = best_of(1, lambda: list(assess_many(paths, verdict)))
        with ProcessPoolExecutor(cores, get_context("spawn")) as executor:
            together = best_of(1, lambda: list(assess_many(paths, verdict, executor=executor)))
    yield f"one process       {alone:.1f} s   {1000 * alone / CASES:.0f} ms a case"
    yield f"{cores} processes       {together:.1f} s   × {alone / together:.2f} faster than one"


def verdict(found: Assessment) -> tuple[str, str]:
    """What travels back from a worker."""
    return found.verdict.worst, found.verdict.best
