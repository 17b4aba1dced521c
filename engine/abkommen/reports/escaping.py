"""Texts from case files made safe for a format, all at once, so that no template can forget one.

Everywhere: no control characters (a terminal would obey them), no marks that turn the direction of reading, one line.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar, cast

from abkommen.reports.gap.model import Address, Key

T = TypeVar("T")

_SPACE = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&])")
_BLOCK = re.compile(r"^(\d+(?=[.)])|(?=[#+=-]))")


def plain(text: str) -> str:
    """One line of visible characters."""
    return _UNSEEN.sub("", _SPACE.sub(" ", text)).strip()


def markdown(text: str) -> str:
    """Visible characters that Markdown takes as they are: no emphasis, link, table cell, HTML, list or heading."""
    return _BLOCK.sub(r"\1\\", _MARKUP.sub(r"\\\1", plain(text)))


def each_text(view: T, escape: Callable[[str], str]) -> T:
    """A view with every text in it escaped. Keys and addresses stay: they hold nothing that could be escaped."""
    return cast(T, _escaped(view, lru_cache(maxsize=None)(escape)))


def _escaped(view: Any, escape: Callable[[str], str]) -> Any:
    if isinstance(view, (Address, Key)):
        return view
    if isinstance(view, str):
        return escape(view)
    if isinstance(view, tuple):
        return tuple(_escaped(part, escape) for part in view)
    if isinstance(view, Mapping):
        return {key: _escaped(part, escape) for key, part in view.items()}
    if dataclasses.is_dataclass(view) and not isinstance(view, type):
        return type(view)(*[_escaped(getattr(view, name), escape) for name in _names(type(view))])
    return view


@lru_cache(maxsize=64)
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(entry.name for entry in dataclasses.fields(kind))
