"""The process that reads one document and gives back its text; started by :mod:`abkommen.intake.confined`."""

from __future__ import annotations

import json
import logging
import os
import sys
from dataclasses import astuple
from typing import Any, Final

from abkommen.intake.limits import Limits
from abkommen.intake.readers.options import Options
from abkommen.intake.readers.registry import FORMATS
from abkommen.intake.refusal import Refusal
from abkommen.intake.source import Source

_FORBIDDEN: Final = tuple(
    "socket. subprocess. os.system os.exec os.fork os.posix_spawn os.spawn os.startfile pty. urllib. http. ftplib. smtplib. "
    "webbrowser. os.remove os.rename os.mkdir os.rmdir os.link os.symlink os.truncate shutil.".split()
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_UNREADABLE: Final = [
    "the file is damaged, or built in a way that is not known here",
    "open it in its program and save it anew",
]
_TOO_LARGE: Final = ["reading it takes too much memory", "split it, or give the agreement alone"]


def main() -> None:
    """Read an order and a document from standard input, write the answer to standard output."""
    order, _, data = sys.stdin.buffer.read().partition(b"\n")
    told = json.loads(order)
    options = Options(told["options"]["original"], told["options"]["language"], Limits(**told["options"]["limits"]))
    logging.disable(logging.CRITICAL)
    _bound(options.limits)
    sys.addaudithook(forbid)
    sys.stdout.buffer.write(json.dumps(_answer(told["kind"], data, options)).encode("ascii"))


def _answer(kind: str, data: bytes, options: Options) -> dict[str, Any]:
    try:
        source = FORMATS[kind].read(data, options)
    except Refusal as refusal:
        return {"refusal": [refusal.message, refusal.hint]}
    except MemoryError:
        return {"refusal": _TOO_LARGE}
    except Exception:
        # Whatever a library trips over in a stranger's file, its own words may quote the file and are not passed on.
        return {"refusal": _UNREADABLE}
    return _told(source, options.limits)


def _told(source: Source, limits: Limits) -> dict[str, Any]:
    if len(source.text) > limits.text_characters:
        return {"refusal": [f"its text is longer than {limits.text_characters} characters", "give the agreement alone"]}
    return {"text": source.text, "spans": [astuple(span) for span in source.spans], "pages": source.pages}


def _bound(limits: Limits) -> None:
    """Bound memory, processor time and written files, as far as the system knows how."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of the waiting process is all there is.
        return
    bounds = {"RLIMIT_AS": limits.memory_bytes, "RLIMIT_CPU": limits.seconds, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    for name, bound in bounds.items():
        try:
            resource.setrlimit(getattr(resource, name), (bound, bound))
        except (AttributeError, ValueError, OSError):  # macOS refuses some of them.
            continue


def forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """Stop whatever reading a document has no need of."""
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)
    if event == "open" and len(arguments) > 2 and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError(event)


if __name__ == "__main__":
    main()
