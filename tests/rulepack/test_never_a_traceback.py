"""Whatever stands in a pack's files: it is read, or refused with problems at their places."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from tests.effort import count
from tests.minipack import FIELDS, PACK, SCORING, SECOND, criterion, interaction, mini_pack

from abkommen.base.problems import BadInput, Problem
from abkommen.base.yamltree import parse_yaml
from abkommen.inference.lint import lint
from abkommen.rulepack.coverage import coverage

ITEMS = "{fact: text.items, some: {any: [{item: done, is: yes}, {not: {item: body, is: none}}]}}"
COUNT = "{fact: text.items, count: {where: {item: done, is: yes}, at_least: 2}}"
MEASURED = "{fact: text.months, at_least: 3}, {fact: text.from, before: {fact: text.to}}"
WHEN = (
    "{any: [{criterion: AA-02, status: [not_met]}, {dimension: AA, has: critical_gap}, {fact: text.kind, known: true}]}"
)
EFFECTS = "{finding: AA-01, status: [not_met]}, {bound_verdict: weak}, {explain_cause: AA-01, by: AA-02}"
FILES = {
    "criteria": criterion(
        met=f"{{all: [{{fact: text.one, is: yes}}, {ITEMS}, {COUNT}, {MEASURED}]}}",
        applies="{fact: text.two, in: [yes, partial]}",
        due="signed",
    ),
    "more": SECOND,
    "interactions": interaction(WHEN, EFFECTS),
    "pack": PACK,
    "fields": FIELDS,
    "scoring": SCORING,
    "roles": "ministry: {de: Ministerium, en: ministry}\n",
    "groups": "text: {de: Text, en: text}\n",
    "passages": "- {n: 1, section: Anfang, page: 1, criteria: [AA-01, AA-02], interactions: [INT-01], facts: [case/text.one]}\n",
}
WRONG: tuple[Any, ...] = (
    None, [], {}, "x", 3, True, -1.5, [None], {"a": 1}, [[]], "yes", {"fact": "text.one"}, {"all": [{}]}, "1-x", "2024-13",
    [{"n": 1}], "AA-02", "never",
)  # fmt: skip


@pytest.mark.fuzz
def test_a_broken_pack_is_refused_in_words(tmp_path: Path) -> None:
    number = count(80, 10_000)
    refused = sum(bool(problems_of(seed, tmp_path)) for seed in range(number))
    assert refused > number / 2


def problems_of(seed: int, folder: Path) -> tuple[Problem, ...]:
    """What a broken pack is refused with; nothing where it can be used all the same."""
    try:
        pack = mini_pack(folder, **broken(Random(seed)))  # type: ignore[arg-type]
        coverage(pack)
        return lint(pack)
    except BadInput as error:
        return error.problems
    except Exception as error:
        raise AssertionError(f"seed {seed}: {broken(Random(seed))}") from error


def broken(random: Random) -> dict[str, str]:
    """The files of a pack, in one of which something is missing, added or of the wrong kind."""
    name = random.choice(sorted(FILES))
    data = copy.deepcopy(parse_yaml(FILES[name], name).data)
    return {**FILES, name: yaml.safe_dump(changed(data, random), allow_unicode=True)}


def changed(data: Any, random: Random) -> Any:
    path = random.choice(list(paths(data)))
    if not path:
        return random.choice(WRONG)
    above = data
    for part in path[:-1]:
        above = above[part]
    match random.choice(["replace", "replace", "replace", "remove", "add"]):
        case "remove":
            above.pop(path[-1])
        case "add" if isinstance(above, dict):
            above["zz"] = random.choice(WRONG)
        case _:
            above[path[-1]] = copy.deepcopy(random.choice(WRONG))
    return data


def paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from paths(value, (*path, key))
