"""What waivers and baselines share: entries that name a criterion of a case, read from YAML with their places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Protocol, TypeVar

from pydantic import BeforeValidator, Field

from abkommen.base.models import Frozen, read_model
from abkommen.base.problems import BadInput, Problem, did_you_mean
from abkommen.base.yamltree import Document, read_yaml
from abkommen.checking.model import Place

Facts = Annotated[str, Field(pattern="^f[0-9a-f]{11}$")]
"""The digest of the facts behind a finding, as a check shows it."""

NothingIsEmpty = BeforeValidator(lambda value: () if value is None else value)
"""A key with nothing but comments under it is an empty list."""


class Named(Protocol):
    """An entry as written."""

    @property
    def criterion(self) -> str: ...
    @property
    def case(self) -> str: ...


F = TypeVar("F", bound=Frozen)
E = TypeVar("E", bound=Named)


def read_entries(
    path: Path,
    model: type[F],
    key: str,
    entries_of: Callable[[F], Sequence[E]],
    criteria: Collection[str],
) -> Iterator[tuple[E, Place]]:
    """The entries of a file and their lines. Raises :class:`BadInput` for unknown criteria and for entries that stand twice."""
    document = read_yaml(path, name=path.as_posix())
    entries = entries_of(read_model(model, document))
    problems = [*_unknown(document, key, entries, criteria), *_doubles(document, key, entries)]
    if problems:
        raise BadInput(sorted(problems))
    return ((entry, Place(document.file, document.place((key, index))[0])) for index, entry in enumerate(entries))


def _unknown(document: Document, key: str, entries: Sequence[Named], criteria: Collection[str]) -> Iterator[Problem]:
    for index, entry in enumerate(entries):
        if entry.criterion not in criteria:
            hint = did_you_mean(entry.criterion, criteria) or "the rules in use have no criterion of this id"
            yield document.problem((key, index, "criterion"), f"unknown criterion “{entry.criterion}”", hint)


def _doubles(document: Document, key: str, entries: Sequence[Named]) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for index, entry in enumerate(entries):
        if (entry.criterion, entry.case) in seen:
            yield document.problem(
                (key, index), f"{entry.criterion} of {entry.case} stands twice", "keep one of the two"
            )
        seen.add((entry.criterion, entry.case))
