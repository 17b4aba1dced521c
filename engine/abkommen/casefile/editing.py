"""Facts written back into a case file: only the lines of those facts change, every other byte stays as it was.

The places come from the parsed file and the edits are made in its text, because a round trip through a YAML writer moves
comments and wraps lines. The result is read again and must say exactly what was meant, else the file is left alone.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from abkommen.base.atomic import write_atomically
from abkommen.base.problems import BadInput
from abkommen.base.yamltree import Document, parse_yaml, read_yaml
from abkommen.casefile.emit import Data, block_lines, entry_lines, plain
from abkommen.casefile.places import (
    Pair,
    after_colon,
    column_of,
    end_of,
    end_of_part,
    is_flow,
    line_end,
    line_start,
    next_line,
    pair_of,
    start_of,
)

Entry = Mapping[str, Data] | Sequence[Mapping[str, Data]]
Members = Mapping[str, Entry]
Edit = tuple[int, int, str]
"""Replace the text from the first to the second index."""


def set_facts(path: Path, entries: Mapping[str, Entry | None]) -> None:
    """Write entries (one fact, or its dated records) by field name into a case file; None removes a fact.

    Raises :class:`BadInput` when the file cannot be read or its layout does not allow the change; it is then untouched.
    """
    write_atomically(path, with_facts(read_yaml(path), entries))


def with_facts(document: Document, entries: Mapping[str, Entry | None]) -> str:
    """The text of a file with the entries in it; see :func:`set_facts`."""
    if not isinstance(document.data, dict) or not isinstance(document.data.get("facts"), (dict, type(None))):
        raise BadInput(
            document.problem(("facts",), "facts cannot be written here", "expected facts: with groups below it")
        )
    removed = [name for name, entry in entries.items() if entry is None]
    given = {name: entry for name, entry in entries.items() if entry is not None}
    text = document.text
    try:
        groups = [name.partition(".")[0] for name in entries]
        open_ = parse_yaml(_applied(document.text, _unbracketed(document, groups)), document.file)
        without = parse_yaml(_applied(open_.text, _removals(open_, removed)), document.file)
        text = _applied(without.text, _settings(without, _by_group(given)))
        fits = _bare(parse_yaml(text, document.file).data) == _expected(document.data, entries)
    except BadInput:
        fits = False
    if not fits:
        hint = "write facts, groups and entries indented below each other, without brackets round the groups"
        raise BadInput(document.problem(("facts",), "the layout of this part does not allow the change", hint))
    return text


def _by_group(entries: Mapping[str, Entry]) -> dict[str, dict[str, Entry]]:
    groups: dict[str, dict[str, Entry]] = {}
    for name, entry in entries.items():
        group, _, short = name.partition(".")
        groups.setdefault(group, {})[short] = entry
    return groups


def _expected(data: Mapping[str, Any], entries: Mapping[str, Entry | None]) -> dict[str, Any]:
    result = _bare(data)
    for name, entry in entries.items():
        group, _, short = name.partition(".")
        if entry is None:
            result["facts"].get(group, {}).pop(short, None)
        else:
            result["facts"].setdefault(group, {})[short] = plain(entry)
    return _bare(result)


def _bare(data: Mapping[str, Any]) -> dict[str, Any]:
    """A copy in which groups without facts are left out: written or not, they say the same."""
    result = dict(copy.deepcopy(data))
    result["facts"] = {group: members for group, members in (result.get("facts") or {}).items() if members}
    return result


def _applied(text: str, edits: Iterator[Edit]) -> str:
    """The text after all edits; those at one place keep their order."""
    newline = "\r\n" if "\r\n" in text else "\n"
    ordered = sorted(edits, key=lambda edit: edit[0])
    for start, end, new in ordered[::-1]:
        text = text[:start] + new.replace("\n", newline) + text[end:]
    return text


def _unbracketed(document: Document, groups: Iterable[str]) -> Iterator[Edit]:
    """Facts or groups in brackets are written out below each other, so that lines can be changed."""
    text, root = document.text, document.root
    pair = pair_of(root, "facts")
    if pair is None:
        return
    if is_flow(pair[1]):
        lines = [line for group, members in document.data["facts"].items() for line in _block(group, members or {}, 2)]
        yield _opened(text, pair, lines)
        return
    for group, found in [(group, pair_of(pair[1], group)) for group in dict.fromkeys(groups)]:
        if found is not None and is_flow(found[1]):
            yield _opened(text, found, _block(group, document.data["facts"][group], column_of(found[0]))[1:])


def _opened(text: str, pair: Pair, lines: Iterable[str]) -> Edit:
    return after_colon(pair[0], text), end_of(pair[1], text), "".join(f"\n{line}" for line in lines)


def _removals(document: Document, names: Sequence[str]) -> Iterator[Edit]:
    for name in names:
        group, _, short = name.partition(".")
        pair = pair_of(document.node(("facts", group)), short)
        if pair is not None:
            yield _lines_of(pair, document.text)


def _lines_of(pair: Pair, text: str) -> Edit:
    key, value = pair
    return line_start(text, start_of(key)), next_line(text, end_of(value, text)), ""


def _settings(document: Document, groups: Mapping[str, Members]) -> Iterator[Edit]:
    facts = document.node(("facts",))
    if facts is None:
        lines = ["facts:", *(line for group, members in groups.items() for line in _block(group, members, 2))]
        yield _below(document.text, len(document.text.rstrip()), lines)
        return
    new = {group: members for group, members in groups.items() if pair_of(facts, group) is None}
    for group in groups.keys() - new.keys():
        yield from _group(document, facts, group, groups[group])
    if new:
        indent = column_of(facts.value[0][0]) if isinstance(facts, MappingNode) and facts.value else 2
        yield _below(
            document.text,
            _end_of_facts(document),
            [line for group in new for line in _block(group, new[group], indent)],
        )


def _block(key: str, members: Members, indent: int) -> list[str]:
    """A group is always written out, one fact below the other."""
    return [
        f"{' ' * indent}{key}:",
        *(line for short, entry in members.items() for line in entry_lines(short, entry, indent + 2)),
    ]


def _below(text: str, index: int, lines: Iterable[str]) -> Edit:
    """New lines after the line of ``index``."""
    end = line_end(text, index)
    return end, end, "".join(f"\n{line}" for line in lines)


def _end_of_facts(document: Document) -> int:
    """The end of the last indented line before the next part of the file, so that comments of the last group stay with it."""
    text, root = document.text, document.root
    assert root is not None
    pair = pair_of(root, "facts")
    assert pair is not None
    part = text[: end_of_part(root, "facts", text, len(text))]
    indented = list(_INDENTED.finditer(part, start_of(pair[0])))
    return indented[-1].end() if indented else after_colon(pair[0], text)


_INDENTED = re.compile(r"(?m)^ +\S.*?(?=\s*$)")


def _group(document: Document, facts: Node, group: str, members: Members) -> Iterator[Edit]:
    pair = pair_of(facts, group)
    assert pair is not None
    key, node = pair
    text = document.text
    there = isinstance(node, MappingNode) and bool(node.value)
    indent = column_of(node.value[0][0]) if there else column_of(key) + 2
    added: list[str] = []
    for short, entry in members.items():
        old, blank = pair_of(node, short), _blank(document, facts, group, short)
        if old is not None:
            yield from _changed(text, old, document.data["facts"][group][short], entry)
        elif blank is not None:
            yield (*blank, "\n".join(entry_lines(short, entry, indent)))
        else:
            added += entry_lines(short, entry, indent)
    if added:
        yield _below(text, end_of(node, text) if there else after_colon(key, text), added)


def _blank(document: Document, facts: Node, group: str, short: str) -> tuple[int, int] | None:
    """The commented line (or lines) that waits to be filled in for a fact."""
    text = document.text
    pair, root = pair_of(facts, group), document.root
    assert pair is not None and root is not None
    limit = end_of_part(facts, group, text, end_of_part(root, "facts", text, len(text)))
    pattern = re.compile(rf"(?m)^ *# {re.escape(short)}:(?: \{{value: [^\r\n]*)?(?=\r?$)(?:\r?\n *#  [^\r\n]*)*")
    match = pattern.search(text, start_of(pair[0]), limit)
    return match.span() if match else None


def _changed(text: str, pair: Pair, old: Any, new: Entry) -> Iterator[Edit]:
    """What differs between an entry and the new one; parts that stay keep their lines and comments."""
    node = pair[1]
    if isinstance(node, MappingNode) and not is_flow(node) and isinstance(new, Mapping) and old.keys() & new.keys():
        yield from _changed_keys(text, node, old, new)
    elif (
        isinstance(node, SequenceNode)
        and not is_flow(node)
        and not isinstance(new, Mapping)
        and plain(new[: len(old)]) == old
    ):
        yield _below(text, end_of(node, text), block_lines(new[len(old) :], column_of(node)))
    elif old != plain(new):
        yield _replaced(text, pair, new)


def _changed_keys(text: str, node: MappingNode, old: Mapping[str, Any], new: Mapping[str, Data]) -> Iterator[Edit]:
    kept = [(key, value) for key, value in node.value if key.value in new]
    for key, value in node.value:
        if key.value not in new:
            yield _lines_of((key, value), text)
        elif plain(new[key.value]) != old[key.value]:
            yield _replaced(text, (key, value), new[key.value])
    added = {key: value for key, value in new.items() if key not in old}
    if added:
        yield _below(text, end_of(kept[-1][1], text), block_lines(added, column_of(node)))


def _replaced(text: str, pair: Pair, new: Data) -> Edit:
    """The value of a key replaced, on the same line or below it."""
    key, node = pair
    lines = entry_lines(key.value, new, column_of(key))
    lines[0] = lines[0][len(lines[0].partition(":")[0]) + 1 :]
    return after_colon(key, text), end_of(node, text), "\n".join(lines)
