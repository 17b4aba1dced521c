"""Case files made at random from the catalogue of fields, seeded: the same number and seed give the same files."""

from __future__ import annotations

import random
from pathlib import Path

from abkommen.base.fields import Catalogue, Field

HEAD = """schema: migration-agreement-case/1
id: synthetic-{number}
title: {{de: Erfundenes Abkommen {number}, en: Synthetic agreement {number}}}
as_of: 2024-09
sources:
  S1: {{kind: analysis, title: Generated for the benchmark, publisher: none, date: 2024-09}}
facts:
"""


def write_cases(folder: Path, fields: Catalogue, count: int, seed: int) -> list[Path]:
    """Write ``count`` valid case files that know a tenth to nine tenths of all facts."""
    generator = random.Random(seed)
    paths = []
    for number in range(count):
        path = folder / f"synthetic-{number}.yaml"
        path.write_text(_case(fields, generator, number), encoding="utf-8")
        paths.append(path)
    return paths


def _case(fields: Catalogue, generator: random.Random, number: int) -> str:
    known = generator.uniform(0.1, 0.9)
    groups: dict[str, list[str]] = {}
    for name, field in fields.items():
        value = _value(field, generator) if generator.random() < known else None
        if value is not None:
            group, _, short = name.partition(".")
            evidence = "as_of: 2024-09, from: S1, at: p. 1"
            groups.setdefault(group, []).append(f"    {short}: {{value: {value}, {evidence}}}\n")
    body = "".join(f"  {group}:\n{''.join(entries)}" for group, entries in groups.items())
    return HEAD.format(number=number) + (body or "  {}\n")


def _value(field: Field, generator: random.Random) -> str | None:
    if field.type == "number":
        return str(generator.randint(1, 60))
    if field.type == "date":
        return generator.choice(["2023", "2024-05", "2024-06-12"])
    if field.type == "text":
        return "Generated text"
    if field.items is not None:
        return _list(field, generator)
    return generator.choice(sorted(field.domain()))


def _list(field: Field, generator: random.Random) -> str | None:
    assert field.items is not None
    if field.items.attributes or not field.items.values:
        return None
    return f"[{', '.join(generator.sample(field.items.values, generator.randint(1, len(field.items.values))))}]"
