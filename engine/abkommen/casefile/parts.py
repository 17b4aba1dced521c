"""The head of a case file changed in its text: one part, or one entry of a part; every other line stays as it was."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from abkommen.base.problems import BadInput
from abkommen.base.yamltree import Document, parse_yaml
from abkommen.casefile.emit import Data, entry_lines, plain
from abkommen.casefile.places import (
    Pair,
    after_colon,
    column_of,
    end_of,
    is_flow,
    line_end,
    line_start,
    pair_of,
    start_of,
)


def with_part(document: Document, key: str, data: Mapping[str, Data], *, before: str) -> str:
    """The text with ``data`` under the top-level ``key``, written before the part ``before`` where it is new.

    Raises :class:`BadInput` when the layout of the file does not allow it.
    """
    pair, other = pair_of(document.root, key), pair_of(document.root, before)
    if pair is not None:
        text = _replaced(document.text, pair, data)
    elif other is not None:
        start = _with_comments(document.text, line_start(document.text, start_of(other[0])))
        text = _inserted(document.text, start, entry_lines(key, data, 0), after=False)
    else:
        text = _inserted(document.text, len(document.text.rstrip()), entry_lines(key, data, 0), after=True)
    return _checked(document, text, {key: plain(data)})


def with_entry(document: Document, part: str, name: str, data: Mapping[str, Data]) -> str:
    """The text with one entry more (or another one) in a part such as ``sources``. Raises :class:`BadInput` likewise."""
    there = document.data.get(part)
    entries = {**(there or {}), name: data}
    pair = pair_of(document.root, part)
    if pair is None or is_flow(pair[1]):
        return with_part(document, part, entries, before="facts")
    own = pair_of(pair[1], name)
    if own is not None:
        text = _replaced(document.text, own, data)
    elif there:
        last = end_of(pair[1], document.text)
        text = _inserted(document.text, last, entry_lines(name, data, column_of(pair[1].value[0][0])), after=True)
    else:
        text = _inserted(document.text, after_colon(pair[0], document.text), entry_lines(name, data, 2), after=True)
    return _checked(document, text, {part: plain(entries)})


def _with_comments(text: str, start: int) -> int:
    """Where the comments begin that stand right above a line."""
    while start and text[line_start(text, start - 1) : start].startswith("#"):
        start = line_start(text, start - 1)
    return start


def _replaced(text: str, pair: Pair, data: Mapping[str, Data]) -> str:
    key, node = pair
    lines = entry_lines(key.value, data, column_of(key))
    rest = "\n".join([lines[0].partition(":")[2], *lines[1:]])
    end = max(end_of(node, text), after_colon(key, text))
    return text[: after_colon(key, text)] + _broken(rest, text) + text[end:]


def _inserted(text: str, index: int, lines: list[str], *, after: bool) -> str:
    if after:
        end = line_end(text, index)
        return text[:end] + _broken("".join(f"\n{line}" for line in lines), text) + text[end:]
    return text[:index] + _broken("".join(f"{line}\n" for line in lines), text) + text[index:]


def _broken(lines: str, text: str) -> str:
    """Lines broken as the file breaks them."""
    return lines.replace("\n", "\r\n") if "\r\n" in text else lines


def _checked(document: Document, text: str, changed: Mapping[str, object]) -> str:
    """The new text, once reading it has shown that it says what was meant and nothing else."""
    expected: dict[str, Any] = copy.deepcopy(document.data) | dict(changed)
    try:
        fits = parse_yaml(text, document.file).data == expected
    except BadInput:
        fits = False
    if not fits:
        key = next(iter(changed))
        raise BadInput(
            document.problem((key,), f"“{key}” cannot be written here", f"write {key}: with its parts indented below")
        )
    return text
