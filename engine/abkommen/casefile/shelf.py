"""Where the files under a case lie: beside it, one folder further up, or among the cases that are shipped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from abkommen.base.problems import did_you_mean

Folder = Literal["partners", "baselines"]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folders that are searched, nearest first."""

    folders: tuple[Path, ...]
    shipped: Path | None = None

    def find(self, folder: Folder, name: str) -> Path | None:
        """The nearest ``<folder>/<name>.yaml``."""
        return next((path for path in self.places(folder, name) if path.is_file()), None)

    def places(self, folder: Folder, name: str) -> tuple[Path, ...]:
        """Where ``<folder>/<name>.yaml`` is looked for, nearest first."""
        return tuple(root / folder / f"{name}.yaml" for root in self._roots())

    def shown(self, path: Path) -> str:
        """The path as messages and reports name it: a shipped file by its place among the shipped cases."""
        if self.shipped is not None and path.is_relative_to(self.shipped):
            return (Path(self.shipped.name) / path.relative_to(self.shipped)).as_posix()
        return str(path)

    def names(self, folder: Folder) -> tuple[str, ...]:
        """Every name that can be found, sorted."""
        return tuple(sorted({path.stem for root in self._roots() for path in (root / folder).glob("*.yaml")}))

    def hint(self, folder: Folder, name: str) -> str:
        """What to do where nothing was found."""
        names = self.names(folder)
        known = f"there are: {', '.join(names)}" if names else "there are none yet"
        return (
            did_you_mean(name, names) or f"looked for {folder}/{name}.yaml beside the case and one folder up; {known}"
        )

    def _roots(self) -> tuple[Path, ...]:
        return (*self.folders, self.shipped) if self.shipped is not None else self.folders


def shelf_of(case: Path, shipped: Path | None) -> Shelf:
    """The folders searched for the layers of a case file."""
    folder = case.parent
    above = folder / ".." if not folder.name or folder.name == ".." else folder.parent
    return Shelf((folder, above), shipped)
