"""What git knows: which files changed since a revision, and what the YAML files said then. Nothing in the repository is touched."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from abkommen.base.problems import BadInput, Problem

_SUFFIXES = (b".yaml", b".yml")
_FILE_MODES = (b"100644", b"100755")


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit to compare with: where it and HEAD parted. ``top`` is the repository's folder, ``changed`` absolute paths."""

    name: str
    top: Path
    commit: str
    changed: frozenset[Path]


def revision(name: str, folder: Path) -> Revision:
    """The changes since a revision: committed, staged, in the working tree, and new files. Raises :class:`BadInput`."""
    top = Path(_git(folder, name, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    commit = (
        _git(top, name, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    )
    base = _parting(top, commit)
    differing = _git(top, name, "diff", "--name-only", "--no-renames", "-z", base)
    unknown = _git(top, name, "ls-files", "--others", "--exclude-standard", "-z")
    names = (raw.decode("utf-8", "surrogateescape") for raw in (differing + unknown).split(b"\0") if raw)
    return Revision(name, top, base, frozenset(top / path for path in names))


def _parting(top: Path, commit: str) -> str:
    """Where the commit and HEAD parted; the commit itself where a shallow clone does not know that."""
    found = subprocess.run(
        ["git", "merge-base", commit, "HEAD"], cwd=top, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    return found.stdout.decode().strip() if found.returncode == 0 else commit


def write_tree(past: Revision, folder: Path) -> None:
    """Write the YAML files of the revision into a folder, in their places."""
    entries = list(_yaml_files(_git(past.top, past.name, "ls-tree", "-r", "-z", past.commit)))
    wanted = b"".join(identity + b"\n" for identity, _ in entries)
    content = _git(past.top, past.name, "cat-file", "--batch", given=wanted)
    start = 0
    for _, path in entries:
        end = content.index(b"\n", start)
        size = int(content[start:end].rsplit(b" ", 1)[1])
        target = folder / path.decode("utf-8", "surrogateescape")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content[end + 1 : end + 1 + size])
        start = end + 1 + size + 1


def _yaml_files(listing: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Object and path of the plain YAML files in the output of ``git ls-tree -z``; no links, no other repositories."""
    for line in listing.split(b"\0"):
        head, _, path = line.partition(b"\t")
        if path.endswith(_SUFFIXES) and head[:6] in _FILE_MODES:
            yield head.split(b" ")[2], path


def _git(folder: Path, name: str, *arguments: str, given: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, input=given or b"", capture_output=True, check=False)
    except FileNotFoundError:
        raise BadInput(
            Problem("--against", None, None, "git is not installed", "it is needed to compare with a revision")
        ) from None
    if done.returncode == 0:
        return done.stdout
    if "--verify" in arguments:
        raise BadInput(
            Problem("--against", None, None, f"git knows no revision “{name}”", "in CI, fetch the whole history")
        )
    told = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ").partition("\n")[0]
    raise BadInput(
        Problem("--against", None, None, f"git {arguments[0]}: {told}", "run it inside the repository of the cases")
    )
