"""A place in a file while it is read, and the list where everything wrong with the file is collected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from abkommen.base.problems import Problem, did_you_mean
from abkommen.base.yamltree import Document, Key, Path_


@dataclass(frozen=True, slots=True)
class Reference:
    """An item that names an item of another list (``target``) by its id; checked when all layers are read."""

    target: str
    id: str
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Notes:
    """What reading one file brings to light beside its facts."""

    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spot:
    """The value at ``path`` of a document; problems told here carry its line and column."""

    document: Document
    path: Path_
    notes: Notes

    def down(self, *parts: Key) -> Spot:
        return Spot(self.document, self.path + parts, self.notes)

    def wrong(self, message: str, hint: str = "", *, of_key: bool = False) -> None:
        """Note a problem with this value (or its key)."""
        self.notes.problems.append(self.document.problem(self.path, message, hint, of_key=of_key))

    def line(self) -> int:
        """The line of this value's key, or of the value where it is an item of a list."""
        return self.document.place(self.path, of_key=True)[0]

    def refers_to(self, target: str, identifier: str) -> None:
        line, column = self.document.place(self.path)
        self.notes.references.append(Reference(target, identifier, self.document.file, line, column))

    def refuse_unknown_keys(self, given: Iterable[str], known: Iterable[str], what: str) -> None:
        """Every key of ``given`` that is not ``known`` is a problem of its own."""
        names = tuple(known)
        for key in given:
            if key not in names:
                hint = did_you_mean(key, names) or f"known here: {', '.join(names)}"
                self.down(key).wrong(f"unknown {what} “{key}”", hint, of_key=True)
