"""Plain data as YAML that people like to read: short things on one line, long ones indented, quotes only where needed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from abkommen.base.dates import PartialDate
from abkommen.base.yamltree import core_value

Data = str | float | bool | None | PartialDate | Sequence["Data"] | Mapping[str, "Data"]

WIDTH = 118
_PLAIN = re.compile(r"[^\W_][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff,\[\]{}]*")
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def plain(data: Data) -> object:
    """The data as reading the emitted text gives it back."""
    if isinstance(data, PartialDate):
        return core_value(data.text)
    if isinstance(data, Mapping):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [plain(item) for item in data]
    return data


def scalar(data: str | float | bool | PartialDate | None) -> str:
    """One value; text is quoted where it would be read as something else, or inside brackets as two things."""
    if isinstance(data, PartialDate):
        return data.text
    if isinstance(data, bool):
        return "true" if data else "false"
    if data is None:
        return "null"
    if not isinstance(data, str):
        return repr(data)
    return data if _is_plain(data) else _quoted(data)


def _is_plain(text: str) -> bool:
    if not _PLAIN.fullmatch(text) or ": " in text or " #" in text or text.endswith((":", " ")):
        return False
    return bool(core_value(text) == text)


def _quoted(text: str) -> str:
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def flow(data: Data) -> str:
    """The data on one line."""
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, Sequence) and not isinstance(data, str):
        return "[" + ", ".join(flow(item) for item in data) + "]"
    return scalar(data)


def entry_lines(key: str, data: Data, indent: int) -> list[str]:
    """``key: data`` as lines: on one line if it fits, else its parts indented below."""
    start = f"{' ' * indent}{scalar(key)}:"
    if not _nested(data) or _fits(data, len(start) + 1):
        return [f"{start} {flow(data)}"]
    return [start, *block_lines(data, indent + 2)]


def block_lines(data: Data, indent: int) -> list[str]:
    """The parts of a mapping or list, each on lines of its own."""
    if isinstance(data, Mapping):
        return [line for key, value in data.items() for line in entry_lines(key, value, indent)]
    assert isinstance(data, Sequence)
    return [line for item in data for line in _item_lines(item, indent)]


def _item_lines(data: Data, indent: int) -> list[str]:
    if not _nested(data) or not isinstance(data, Mapping) or _fits(data, indent + 2):
        return [f"{' ' * indent}- {flow(data)}"]
    lines = block_lines(data, indent + 2)
    return [f"{' ' * indent}- {lines[0][indent + 2 :]}", *lines[1:]]


def _nested(data: Data) -> bool:
    return isinstance(data, (Mapping, Sequence)) and not isinstance(data, str) and bool(data)


def _fits(data: Data, column: int) -> bool:
    """Whether it reads well on one line: not too wide, and without a list of mappings, which wants a line per item."""
    return not _is_table(data) and column + len(flow(data)) <= WIDTH


def _is_table(data: Data) -> bool:
    """Whether there is a list of two mappings or more in it."""
    if isinstance(data, Mapping):
        return any(_is_table(value) for value in data.values())
    if isinstance(data, str) or not isinstance(data, Sequence):
        return False
    return len(data) > 1 and any(isinstance(item, Mapping) for item in data)
