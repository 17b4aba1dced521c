"""How much of a hostile or careless document is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on reading one draft; each is far above a real agreement and far below what hurts a laptop.

    ``file_bytes``, ``part_bytes``, ``unpacked_bytes`` and ``memory_bytes`` are bytes, ``seconds`` is wall-clock and
    processor time of reading, ``unpacking_ratio`` is unpacked over packed size of a Word file. Nesting of XML and
    HTML is bounded by libxml2 itself (256 levels).
    """

    file_bytes: int = 25 * 2**20
    text_characters: int = 2_000_000
    pages: int = 2_000
    table_cells: int = 50_000
    articles: int = 2_000
    parts: int = 5_000
    part_bytes: int = 60 * 2**20
    unpacked_bytes: int = 250 * 2**20
    unpacking_ratio: int = 200
    memory_bytes: int = 2**30
    seconds: int = 60


DEFAULT = Limits()
