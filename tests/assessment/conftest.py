"""A compiled pack for all tests of the assessment, and memories and completions drawn at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from abkommen.base.dates import parse_date
from abkommen.base.fields import Catalogue, Field
from abkommen.casefile.loading import load_case
from abkommen.casefile.model import Case
from abkommen.inference.deduction import Plan
from abkommen.inference.memory import ListFact, Memory
from abkommen.inference.session import Session
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

ROOT = Path(__file__).parents[2]
CaseLoader = Callable[[str, str], Case]


@pytest.fixture(scope="session")
def pack() -> RulePack:
    return load_pack(ROOT / "rules" / "swp-2024")


@pytest.fixture(scope="session")
def session(pack: RulePack) -> Session:
    return Session(pack)


@pytest.fixture(scope="session")
def plan(session: Session) -> Plan:
    return session.plan


@pytest.fixture(scope="session")
def real_case(pack: RulePack) -> CaseLoader:
    def load(name: str, day: str) -> Case:
        return load_case(ROOT / "cases" / f"{name}.yaml", pack.fields, as_of=parse_date(day))

    return load


def random_memory(fields: Catalogue, generator: random.Random, known: float) -> Memory:
    """A memory in which about ``known`` of all facts are decided; some of the rest are narrowed to candidates."""
    memory = Memory({}, {}, {}, {})
    return complete(memory, fields, generator, known)


def complete(memory: Memory, fields: Catalogue, generator: random.Random, share: float = 1.0) -> Memory:
    """The memory with ``share`` of its open facts decided at random; what is known stays."""
    values, numbers, dates, lists = (dict(part) for part in (memory.values, memory.numbers, memory.dates, memory.lists))
    for name, field in fields.items():
        if generator.random() >= share:
            continue
        if field.domain():
            values[name] = frozenset((generator.choice(sorted(memory.values.get(name, field.domain()))),))
        elif field.type == "number":
            numbers.setdefault(name, float(generator.randint(1, 60)))
        elif field.type == "date":
            dates.setdefault(name, parse_date(generator.choice(["2022-01-01", "2024-05-12", "2024-06-01"])))
        elif field.type == "list":
            lists[name] = _list(field, generator, memory.lists.get(name))
    return Memory(values, numbers, dates, lists)


def _list(field: Field, generator: random.Random, known: ListFact | None) -> ListFact:
    if known is not None and known.complete:
        return ListFact(tuple(_item(field, generator, dict(item)) for item in known.items), True)
    kept = tuple(_item(field, generator, dict(item)) for item in (known.items if known else ()))
    return ListFact((*kept, *(_item(field, generator, {}) for _ in range(generator.randint(0, 3)))), True)


def _item(field: Field, generator: random.Random, known: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    assert field.items is not None
    for name in field.items.attributes or ("value",):
        attribute = field.items.attribute(name)
        if attribute is not None and attribute.domain():
            known.setdefault(name, frozenset((generator.choice(sorted(attribute.domain())),)))
    return known
