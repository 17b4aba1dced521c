"""Reading in a process of its own: what a hostile document does to the library that reads it stays there.

The process gets the file's bytes and gives back text; it may not open a connection, start a program or write a file.
Its time is bounded everywhere, its memory and processor time where the system can bound them (Linux, and macOS in part).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from typing import Any, Final

from abkommen.intake.readers.options import Options
from abkommen.intake.refusal import Refusal
from abkommen.intake.source import Source, Span

_WORKER: Final = "abkommen.intake.worker"
# Windows cannot start Python without these; nothing else of the environment reaches the process.
_KEPT: Final = ("SYSTEMROOT", "SYSTEMDRIVE", "PATHEXT")


def read_confined(kind: str, data: bytes, options: Options) -> Source:
    """Read a file of a format in ``FORMATS``. Raises :class:`Refusal` when it cannot be read within the limits."""
    order = json.dumps({"kind": kind, "options": asdict(options)}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-B", "-m", _WORKER],
            input=order + b"\n" + data,
            capture_output=True,
            timeout=options.limits.seconds,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refusal(
            f"reading it takes more than {options.limits.seconds} seconds", "save it anew, or split it"
        ) from None
    return _source(done.stdout, done.returncode)


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}


def _source(answer: bytes, code: int) -> Source:
    if code != 0 or not answer:
        # Killed for want of memory or processor time, or crashed: either way the file is not what it should be.
        raise Refusal(
            "the file is damaged or made to do harm: reading it was stopped", "open it in its program and save it anew"
        )
    told: dict[str, Any] = json.loads(answer)
    if "refusal" in told:
        raise Refusal(*told["refusal"])
    return Source(told["text"], tuple(Span(*span) for span in told["spans"]), told["pages"])
