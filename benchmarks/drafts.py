"""Reading drafts: megabytes of text a second from file to provisions, on one core."""

from __future__ import annotations

from collections.abc import Iterator

from abkommen.intake import read_draft
from abkommen.intake.detectors import detect, load_detectors
from benchmarks.clock import ROOT, best_of

CORPUS = ROOT.parent / "shared" / "agreements" / "corpus"
TITLE = "Reading drafts: plain text to articles and provisions"


def lines() -> Iterator[str]:
    paths = sorted(CORPUS.glob("*.txt"))
    if not paths:
        yield "no corpus of treaty texts here: nothing measured"
        return
    size = sum(path.stat().st_size for path in paths) / 1e6
    reading = best_of(2, lambda: [read_draft(path) for path in paths])
    detectors = load_detectors(ROOT / "rules" / "swp-2024" / "provisions")
    read = [read_draft(path) for path in paths]
    detecting = best_of(2, lambda: [detect(draft, detectors) for draft in read])
    yield f"{len(paths)} texts, {size:.2f} MB"
    yield f"reading and cutting   {reading:.2f} s   {size / reading:.1f} MB/s"
    yield f"detecting             {detecting:.2f} s   {size / detecting:.1f} MB/s"
    yield f"together              {reading + detecting:.2f} s   {size / (reading + detecting):.1f} MB/s"
