"""YAML 1.2 with positions: plain data for the models, and the line and column of every value for the messages.

Scalars follow the core schema of YAML 1.2.2 (section 10.3.2): ``no``, ``on`` and ``NO`` are text, only true and false are
booleans. Duplicate keys, files over the limit, deep nesting and aliases that multiply are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from abkommen.base.problems import BadInput, Problem

MAX_BYTES = 4_000_000
MAX_DEPTH = 60
MAX_NODES = 400_000
SAFE_OPENINGS = 500  # so many brackets cannot nest deep enough to hurt the composer, which recurses in C

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WORDS |= {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_NUMERIC_START = frozenset("+-.0123456789")
_DEEP_BLOCK = re.compile(rf"(?m)^[-?: ]{{{SAFE_OPENINGS}}}")  # every level of block nesting starts a column further in

_UNTAGGED = "tag:yaml.org,2002:str"

Key = str | int
Path_ = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file: ``data`` is plain Python; :meth:`problem` turns a path into the data into a problem with its place.

    ``problems`` holds what is refused in the YAML itself (duplicate keys, tags); only :func:`compose_yaml` lets it pass.
    """

    file: str
    data: Any
    root: Node | None
    text: str = ""
    problems: tuple[Problem, ...] = ()

    def node(self, path: Path_) -> Node | None:
        """The node at ``path``, or None where there is none."""
        node = self.root
        for part in path:
            found = _child(node, part)
            if found is None:
                return None
            node = found[1]
        return node

    def written(self, path: Path_) -> str:
        """The scalar at ``path`` as it stands in the file: ``007`` and ``1.10`` keep their zeros."""
        node = self.node(path)
        return str(node.value) if isinstance(node, ScalarNode) else ""

    def place(self, path: Path_, *, of_key: bool = False) -> tuple[int, int]:
        """Line and column (from 1) of the value at ``path``, or of its key; of the nearest parent where it is missing."""
        node, mark = self.root, self.root.start_mark if self.root else None
        for depth, part in enumerate(path):
            found = _child(node, part)
            if found is None:
                break
            key, node = found
            last = depth == len(path) - 1
            mark = key.start_mark if key is not None and last and of_key else node.start_mark
        return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)

    def problem(self, path: Path_, message: str, hint: str = "", *, of_key: bool = False) -> Problem:
        line, column = self.place(path, of_key=of_key)
        return Problem(self.file, line, column, message, hint)


class _Loader(yaml.cyaml.CBaseLoader):
    """libyaml's composer without implicit types: the core schema is applied here, not the one of YAML 1.1.

    The resolver is asked for every node; since nothing is resolved, it answers at once.
    """

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:
        return _UNTAGGED

    def descend_resolver(self, current_node: Node | None, current_index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def read_yaml(path: Path, *, name: str | None = None) -> Document:
    """Read a YAML file. Raises :class:`BadInput` when it is missing, too large, no UTF-8 or no YAML."""
    shown = name if name is not None else str(path)
    return parse_yaml(read_bytes(path, shown), shown)


def read_bytes(path: Path, shown: str) -> bytes:
    """The content of a file called ``shown`` in messages. Raises :class:`BadInput` when it is missing or too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadInput(Problem(shown, None, None, f"file is larger than {MAX_BYTES:,} bytes", "split it"))
        return path.read_bytes()
    except OSError as error:
        reason = (
            "no such file" if isinstance(error, FileNotFoundError) else (error.strerror or "cannot be read").lower()
        )
        raise BadInput(Problem(shown, None, None, reason, "check the path")) from None


def parse_yaml(raw: bytes | str, file: str) -> Document:
    """Parse one YAML document. Raises :class:`BadInput` with the place of what is wrong."""
    document = compose_yaml(raw, file)
    if document.problems:
        raise BadInput(document.problems)
    return document


def compose_yaml(raw: bytes | str, file: str) -> Document:
    """Parse as far as there is YAML to read, so that a duplicate key hides no other error; see ``Document.problems``."""
    text = _decode(raw, file)
    _refuse_deep(text, file)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        message = f"not valid YAML: {error.problem or error.context}"
        raise BadInput(Problem(file, line, column, message, "check indentation, quotes and colons here")) from None
    except ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        message = f"not valid YAML: {error.reason}"
        raise BadInput(Problem(file, line, None, message, "save the file as plain UTF-8 text")) from None
    except (yaml.YAMLError, ValueError) as error:
        raise BadInput(
            Problem(file, None, None, f"not valid YAML: {error}", "save the file as plain UTF-8 text")
        ) from None
    builder = _Builder(file)
    data = builder.build(root, 0) if root is not None else None
    return Document(file, data, root, text, tuple(builder.problems))


def _decode(raw: bytes | str, file: str) -> str:
    if isinstance(raw, str):
        return raw
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(Problem(file, line, None, "not UTF-8 text", "save the file as UTF-8")) from None


def _refuse_deep(text: str, file: str) -> None:
    """Nesting is counted on the event stream before composing, because the composer recurses in C.

    Counting costs as much as composing, so only a text that could nest that deep is counted; the rest is the builder's.
    """
    if text.count("[") + text.count("{") <= SAFE_OPENINGS and not _DEEP_BLOCK.search(text):
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                depth += 1
                if depth > MAX_DEPTH:
                    mark = event.start_mark
                    assert mark is not None  # the C parser marks every event
                    raise BadInput(
                        Problem(file, mark.line + 1, mark.column + 1, f"nested deeper than {MAX_DEPTH} levels")
                    )
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                depth -= 1
    except yaml.YAMLError:
        return  # the composer reports it with its place


class _Builder:
    """Nodes to plain data, collecting what is refused instead of stopping at the first."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.count = 0

    def build(self, node: Node, depth: int) -> Any:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            raise BadInput(
                self._problem(
                    node, "nested too deeply or repeated too often by aliases", "write it out without aliases"
                )
            )
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if isinstance(node, SequenceNode):
            return [self.build(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: Node, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.problems.append(self._problem(key_node, "a key must be plain text"))
                continue
            key = key_node.value
            if key in result:
                self.problems.append(
                    self._problem(key_node, f"key “{key}” stands twice in one place", "remove or merge one of the two")
                )
            result.setdefault(key, self.build(value_node, depth + 1))  # the first counts, as for places
        return result

    def _scalar(self, node: ScalarNode) -> Any:
        value: str = node.value
        if node.style is not None and node.style != "":
            return value
        if node.tag != _UNTAGGED:
            self.problems.append(self._problem(node, f"tag {node.tag} is not allowed", "write the value without a tag"))
        return core_value(value)

    def _problem(self, node: Node, message: str, hint: str = "") -> Problem:
        return Problem(self.file, node.start_mark.line + 1, node.start_mark.column + 1, message, hint)


def core_value(text: str) -> Any:
    """What an unquoted scalar means in the core schema: null, a boolean, a number or the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    return _number(text) if text[0] in _NUMERIC_START else text


def _number(value: str) -> int | float | str:
    if _INT.fullmatch(value) and len(value) < 20:
        return int(value)
    if _FLOAT.fullmatch(value) and len(value) < 40:
        return float(value)
    return value


def _child(node: Node | None, part: Key) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key, value
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None
