"""Rule packs ready for use, kept between runs: reading 97 rules from YAML costs more than assessing a case with them.

What is kept is made of the rules alone, never of a case or a draft. It lies in the user's cache folder, or in ``ABKOMMEN_CACHE``;
an empty ``ABKOMMEN_CACHE`` keeps nothing. A folder that cannot be written, or a file that cannot be read, only costs time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from pathlib import Path

import pydantic

from abkommen import __version__
from abkommen.base.atomic import write_atomically
from abkommen.rulepack.digest import fingerprint
from abkommen.rulepack.model import RulePack

_SOURCES = ("base", "rulepack")
_KEPT = 5


def cache_folder() -> Path | None:
    """The folder for what can be made again at any time, made if need be and readable for its owner only; None without one."""
    named = os.environ.get("ABKOMMEN_CACHE")
    if named == "":
        return None
    folder = Path(named) if named else _user_cache() / "abkommen"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) and _is_ours(folder) else None


def pack_at(folder: Path) -> RulePack:
    """The rule pack of a folder, read anew whenever one of its files has changed. Raises :class:`~abkommen.base.problems.BadInput`."""
    kept = cache_folder()
    if kept is None or not folder.is_dir():
        return _read(folder)
    path = kept / f"pack-{_key(folder)}.pickle"
    with contextlib.suppress(Exception):  # whatever is wrong with a kept file, the rules themselves are at hand
        found = pickle.loads(path.read_bytes())  # written by ourselves, in a folder only its owner can write
        if isinstance(found, RulePack):
            return found
    pack = _read(folder)
    with contextlib.suppress(OSError):
        write_atomically(path, pickle.dumps(pack, protocol=5))
        _forget_old(kept)
    return pack


def _read(folder: Path) -> RulePack:
    from abkommen.rulepack.loading import load_pack  # the models of its files are not needed when the pack is at hand

    return load_pack(folder)


def _forget_old(kept: Path) -> None:
    """Keep the packs used last; every change of a rule makes another."""
    written = sorted(kept.glob("pack-*.pickle"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in written[_KEPT:]:
        path.unlink(missing_ok=True)


def _key(folder: Path) -> str:
    """Changes with the pack's files, with the code that reads them, and with what the kept file depends on."""
    digest = hashlib.sha256()
    for part in (fingerprint(folder), str(folder), __version__, sys.version, pydantic.VERSION):
        digest.update(part.encode())
    for name in _SOURCES:
        for path in sorted((Path(__file__).parent / name).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def _user_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _is_ours(folder: Path) -> bool:
    """Whether nobody else could have put a file there."""
    if not hasattr(os, "getuid"):
        return True
    found = folder.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022
