"""What a variable of a template can be: a view, a list of them, a plain value."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class View:
    """A dataclass with named parts."""

    kind: type

    @property
    def parts(self) -> Mapping[str, Shape]:
        return _parts(self.kind)

    def knows(self, name: str) -> bool:
        """Whether there is such a part, a property or a method."""
        return name in self.parts or hasattr(self.kind, name)


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    of: Shape


@dataclass(frozen=True, slots=True)
class Keyed:
    """Values by key."""

    of: Shape


@dataclass(frozen=True, slots=True)
class Fixed:
    """A tuple whose places have each their own kind."""

    places: tuple[Shape, ...]


Shape = View | Many | Keyed | Fixed | None
"""None: a text, a number, or anything else that has no parts a template could misspell."""


@cache
def _parts(kind: type) -> Mapping[str, Shape]:
    hints = get_type_hints(kind)
    return {entry.name: shape_of(hints[entry.name]) for entry in dataclasses.fields(kind)}


def shape_of(hint: Any) -> Shape:
    """The shape of an annotation; of a union the first member that has one."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return next((found for option in inner if (found := shape_of(option)) is not None), None)
    if origin is tuple:
        return Many(shape_of(inner[0])) if inner[-1] is Ellipsis else Fixed(tuple(shape_of(one) for one in inner))
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return Keyed(shape_of(inner[-1]))
    return View(hint) if isinstance(hint, type) and dataclasses.is_dataclass(hint) else None


def element(shape: Shape) -> Shape:
    """What a loop over it yields."""
    return shape.of if isinstance(shape, Many) else None


def inside(shape: Shape) -> Iterator[View]:
    """Every view in a shape, itself included, each once."""
    seen: dict[View, None] = {}
    waiting = [shape]
    while waiting:
        found = waiting.pop()
        if isinstance(found, (Many, Keyed)):
            waiting.append(found.of)
        elif isinstance(found, Fixed):
            waiting += found.places
        elif isinstance(found, View) and found not in seen:
            seen[found] = None
            waiting += found.parts.values()
    yield from seen


def paths(root: str, shape: Shape) -> dict[tuple[type, str], str]:
    """Every part that can be reached, with the shortest way to it: ``memo.critical_gaps[].title``."""
    found: dict[tuple[type, str], str] = {}
    waiting = [(root, shape)]
    while waiting:
        way, current = waiting.pop(0)
        if isinstance(current, (Many, Keyed)):
            waiting.append((f"{way}[]", current.of))
        elif isinstance(current, Fixed):
            waiting += [(f"{way}[{number}]", place) for number, place in enumerate(current.places)]
        elif isinstance(current, View):
            new = {name: part for name, part in current.parts.items() if (current.kind, name) not in found}
            found |= {(current.kind, name): f"{way}.{name}" for name in new}
            waiting += [(f"{way}.{name}", part) for name, part in new.items()]
    return found
