"""Where the parts of a YAML file begin and end in its text. Indices count characters; a line ends before its line break."""

from __future__ import annotations

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

Pair = tuple[ScalarNode, Node]


def pair_of(node: Node | None, key: str) -> Pair | None:
    """Key and value nodes of ``key`` in a mapping."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next(((name, value) for name, value in pairs if name.value == key), None)


def start_of(node: Node) -> int:
    assert node.start_mark is not None
    return int(node.start_mark.index)


def column_of(node: Node) -> int:
    assert node.start_mark is not None
    return int(node.start_mark.column)


def is_flow(node: Node) -> bool:
    """Whether a mapping or list is written with brackets."""
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def end_of(node: Node, text: str) -> int:
    """Where the last word of a node ends; the parser puts the end of an indented block after the comments that follow it."""
    if isinstance(node, CollectionNode) and not is_flow(node) and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last, text)
    assert node.end_mark is not None
    return len(text[: node.end_mark.index].rstrip())


def after_colon(key: Node, text: str) -> int:
    assert key.end_mark is not None
    return text.index(":", key.end_mark.index) + 1


def line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    found = text.find("\n", index)
    if found == -1:
        return len(text)
    return found - 1 if found and text[found - 1] == "\r" else found


def next_line(text: str, index: int) -> int:
    found = text.find("\n", index)
    return len(text) if found == -1 else found + 1


def end_of_part(mapping: Node, key: str, text: str, limit: int) -> int:
    """Where the part under ``key`` ends, comments included: at the line of the next key, or at ``limit``."""
    keys = [name for name, _ in mapping.value]
    index = next(number for number, name in enumerate(keys) if name.value == key)
    return line_start(text, start_of(keys[index + 1])) if index + 1 < len(keys) else limit
