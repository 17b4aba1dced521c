"""Small damage to files as people, editors and transfers do it: drop, duplicate, retype, truncate, swap."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]

_VALUE = re.compile(rb"(?<=[:\-,\[] )[^\s,{}\[\]#][^,{}\[\]\n]*")
_OTHER = [
    b"", b"null", b"~", b"true", b"7", b"-1", b"1e400", b"0x1F", b".nan", b"2026-13-41", b"2026-01", b"[]", b"{}", b"[[1, 2], {a: b}]",
    b"{a: {b: {c: d}}}", b"'x'", b'"\\u0000"', b'"\\ud800"', b"*nowhere", b"&a [*a]", b"!!python/object:os.system x", b"no", b"NO",
    b"unknown", b"|", b"? x", b"<<: *a", "„ä“".encode(), b"\xff", b"x" * 5000, b"\t", b"- a", b"a: b", b"---", b"...", b"%YAML 9.9",
]  # fmt: skip


def mutant(text: bytes, chance: random.Random) -> bytes:
    """The text with one to three injuries."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        text = chance.choice(DAMAGES)(text, chance)
    return text


def _lines(text: bytes) -> list[bytes]:
    return text.splitlines(keepends=True) or [b""]


def _drop_line(text: bytes, chance: random.Random) -> bytes:
    lines = _lines(text)
    start = chance.randrange(len(lines))
    del lines[start : start + chance.choice((1, 1, 2, 5))]
    return b"".join(lines)


def _duplicate_line(text: bytes, chance: random.Random) -> bytes:
    lines = _lines(text)
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return b"".join(lines)


def _indent_line(text: bytes, chance: random.Random) -> bytes:
    lines = _lines(text)
    number = chance.randrange(len(lines))
    lines[number] = b"  " + lines[number] if chance.random() < 0.5 else lines[number].removeprefix(b"  ")
    return b"".join(lines)


def _retype(text: bytes, chance: random.Random) -> bytes:
    values = list(_VALUE.finditer(text))
    if not values:
        return text + chance.choice(_OTHER)
    found = chance.choice(values)
    return text[: found.start()] + chance.choice(_OTHER) + text[found.end() :]


def _swap_values(text: bytes, chance: random.Random) -> bytes:
    values = list(_VALUE.finditer(text))
    if len(values) < 2:
        return text
    first, second = sorted(chance.sample(values, 2), key=lambda found: found.start())
    return (
        text[: first.start()]
        + second.group()
        + text[first.end() : second.start()]
        + first.group()
        + text[second.end() :]
    )


def _truncate(text: bytes, chance: random.Random) -> bytes:
    return text[: chance.randrange(len(text) + 1)]


def _swap_bytes(text: bytes, chance: random.Random) -> bytes:
    if len(text) < 2:
        return text
    raw = bytearray(text)
    first = chance.randrange(len(raw) - 1)
    second = min(len(raw) - 1, first + chance.choice((1, 1, 2, 100)))
    raw[first], raw[second] = raw[second], raw[first]
    return bytes(raw)


def _other_byte(text: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(text) + 1)
    return text[:place] + bytes([chance.choice(b':{}[]#"\n \0\x80&*=')]) + text[place + 1 :]


DAMAGES: tuple[Damage, ...] = (
    _drop_line, _duplicate_line, _indent_line, _retype, _retype, _swap_values, _truncate, _swap_bytes, _other_byte,
)  # fmt: skip
