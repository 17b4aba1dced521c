"""Where the rules of a pack stand in its files, so that a finding about a condition names the very line."""

from __future__ import annotations

from pathlib import Path

from abkommen.base.problems import Problem
from abkommen.base.yamltree import Document, Path_, read_yaml
from abkommen.rulepack.model import Criterion, Interaction, RulePack

Rule = Criterion | Interaction


class Places:
    """The files of a pack, each read once and only when a problem is to be placed."""

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack
        self._documents: dict[str, Document] = {}

    def of_rule(self, rule: Rule, path: Path_, message: str, hint: str = "", *, of_key: bool = False) -> Problem:
        """A problem at ``path`` inside a criterion or interaction."""
        document = self.document(rule.file)
        index = next((number for number, data in enumerate(document.data) if data["id"] == rule.id), 0)
        return document.problem((index, *path), message, hint, of_key=of_key)

    def of_field(self, name: str, path: Path_, message: str, hint: str = "") -> Problem:
        """A problem at ``path`` inside a field of the catalogue."""
        return self.document(self._field_file(name)).problem((name, *path), message, hint)

    def of_file(self, name: str, path: Path_, message: str, hint: str = "") -> Problem:
        """A problem in a file of the pack given by its name inside the pack's folder."""
        return self.document(str(Path(self._pack.folder) / name)).problem(path, message, hint)

    def document(self, file: str) -> Document:
        if file not in self._documents:
            self._documents[file] = read_yaml(Path(file))
        return self._documents[file]

    def _field_file(self, name: str) -> str:
        return str(Path(self._pack.folder) / "fields" / f"{name.partition('.')[0]}.yaml")
