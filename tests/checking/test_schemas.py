"""The published JSON Schemas: fresh, true to what the program reads, and of use in an editor."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from abkommen.base.yamltree import parse_yaml, read_yaml
from abkommen.cli.schema import MADE, schema_text
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack
from tests.checking.language_server import YamlServer

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules" / "swp-2024"
FILES = {
    "case": sorted((ROOT / "cases").glob("*.yaml")),
    "partner": sorted((ROOT / "cases" / "partners").glob("*.yaml")),
    "baseline": sorted((ROOT / "cases" / "baselines").glob("*.yaml")),
    "pack": [RULES / "pack.yaml"],
    "criteria": sorted((RULES / "criteria").rglob("*.yaml")),
    "interactions": [RULES / "interactions.yaml"],
    "fields": sorted((RULES / "fields").glob("*.yaml")),
    "scoring": [RULES / "scoring.yaml"],
    "roles": [RULES / "roles.yaml"],
}


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return load_pack(RULES)


def schema(kind: str) -> Any:
    return json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))


def errors(kind: str, data: Any) -> list[str]:
    validator = Draft202012Validator(schema(kind))
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize("kind", MADE)
def test_fresh(kind: str, pack: RulePack) -> None:
    text = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert text == schema_text(kind, pack), "run: make schemas"


@pytest.mark.parametrize("kind", MADE)
def test_a_valid_schema(kind: str) -> None:
    Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize(("kind", "path"), [(kind, path) for kind, paths in FILES.items() for path in paths], ids=str)
def test_every_file_of_this_repository_is_good(kind: str, path: Path) -> None:
    assert errors(kind, read_yaml(path).data) == []


WAIVER = "{criterion: IB-03, case: de-ke, reason: r, by: b, until: 2027-01-31}"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("waivers", f"waivers: [{WAIVER}]", f"waivers: [{WAIVER.replace(', by: b', '')}]"),
        ("waivers", "waivers: []", f"waivers: [{WAIVER.replace('reason', 'why')}]"),
        ("waivers", "waivers: []", f"waivers: [{WAIVER.replace('}', ', facts: 12}')}]"),
        ("findings", "findings: [{criterion: IB-03, case: a, facts: f0123456789a}]", "findings: [{criterion: IB-03}]"),
        ("configuration", "fail_on: major", "fail_on: grave"),
        ("configuration", "min_coverage: 20", "min_coverage: 200"),
        ("configuration", "max_age: 2y", "maximum_age: 2y"),
    ],
)
def test_good_and_bad(kind: str, good: str, bad: str) -> None:
    head = "" if kind == "configuration" else f"schema: migration-agreement-{kind}/1\n"
    assert errors(kind, parse_yaml(head + good, kind).data) == []
    assert errors(kind, parse_yaml(head + bad, kind).data) != []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("{fact: agreement.form, is: binding_treaty}", "{fact: agreement.form}"),
        ("{fact: agreement.form, in: [a, b]}", "{fact: agreement.form, is: a, in: [a]}"),
        ("{all: [{fact: a.b, known: true}]}", "{all: []}"),
        ("{any: [always]}", "{any: always}"),
        ("{not: {fact: a.b, at_least: 3}}", "{not: [{fact: a.b, at_least: 3}]}"),
        ("{fact: a.b, some: {item: role, is: x}}", "{fact: a.b, some: {fact: role, is: x}}"),
        ("{fact: a.b, count: {where: {item: x, is: y}, at_least: 2}}", "{fact: a.b, count: {at_least: 2}}"),
        ("{fact: a.b, before: {fact: a.c}}", "{fact: a.b, before: {field: a.c}}"),
        ("{criterion: IB-01, status: [met]}", "{criterion: IB-01, status: [unknown]}"),
        ("{dimension: IB, has: critical_gap}", "{dimension: IB, has: gap}"),
        ("never", "sometimes"),
    ],
)
def test_conditions(good: str, bad: str) -> None:
    found = read_yaml(FILES["criteria"][0]).data[0]
    assert errors("criteria", [found | {"met": parse_yaml(good, "x").data}]) == []
    assert errors("criteria", [found | {"met": parse_yaml(bad, "x").data}]) != []


def test_every_key_is_described() -> None:
    for kind in ("waivers", "findings", "configuration", "pack", "scoring"):
        found = schema(kind)
        for part in (found, *found.get("$defs", {}).values()):
            properties = part.get("properties", {})
            if part.get("description") or part is found:  # a condition explains itself by its form
                assert [name for name, entry in properties.items() if not entry.get("description")] == [], kind


# In an editor.


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[YamlServer, Path]]:
    command = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
    if command is None:
        pytest.skip("no yaml-language-server here")
    folder = tmp_path_factory.mktemp("editor")
    running = YamlServer(command, folder)
    yield running, folder
    running.close()


def opened(server: tuple[YamlServer, Path], kind: str, text: str) -> tuple[YamlServer, Path, list[tuple[int, str]]]:
    running, folder = server
    path = folder / f"{kind}-{abs(hash(text))}.yaml"
    path.write_text(
        f"# yaml-language-server: $schema={ROOT / 'schemas' / f'{kind}.schema.json'}\n{text}", encoding="utf-8"
    )
    return running, path, running.problems(path)


CASE = """\
schema: migration-agreement-case/1
id: de-ke
title: {de: A, en: A}
as_of: 2026-01
sources:
  S1: {kind: analysis, title: A, address: "https://example.org"}
facts:
  agreement:
    covers_return: {value: VALUE, from: S1}
    """


def test_an_editor_accepts_what_is_right(server: tuple[YamlServer, Path]) -> None:
    *_, problems = opened(server, "case", CASE.replace("VALUE", "no"))
    assert problems == []
    *_, problems = opened(server, "case", (ROOT / "cases" / "kenya.yaml").read_text(encoding="utf-8"))
    assert problems == []


def test_an_editor_marks_what_is_wrong(server: tuple[YamlServer, Path]) -> None:
    *_, problems = opened(server, "case", CASE.replace("VALUE", "perhaps"))
    assert [line for line, _ in problems] == [10]
    *_, problems = opened(
        server, "waivers", f"schema: migration-agreement-waivers/1\nwaivers:\n  - {WAIVER.replace('until', 'til')}\n"
    )
    assert {line for line, _ in problems} == {4}


def test_an_editor_completes_facts_and_values_with_descriptions(server: tuple[YamlServer, Path]) -> None:
    text = CASE.replace("VALUE", "no")
    running, path, _ = opened(server, "case", text)
    offered = running.completions(path, text.count("\n") + 2, 5)
    assert "covers_recruitment" in offered
    assert "covers_return" not in offered  # it is there already
    assert len(offered["covers_recruitment"]) > 20
    text = CASE.replace("{value: VALUE, from: S1}", "{value: , from: S1}")
    running, path, _ = opened(server, "case", text)
    assert {"yes", "partial", "no", "unknown"} <= running.completions(path, 10, 28).keys()


def test_an_editor_explains(server: tuple[YamlServer, Path]) -> None:
    running, path, _ = opened(server, "case", CASE.replace("VALUE", "no"))
    assert len(running.hover(path, 10, 8)) > 20


def test_an_editor_completes_waivers_and_rules(server: tuple[YamlServer, Path]) -> None:
    running, path, _ = opened(
        server, "waivers", "schema: migration-agreement-waivers/1\nwaivers:\n  - criterion: \n    "
    )
    assert "Last day on which it holds" in running.completions(path, 5, 5)["until"]
    assert "IB-03" in running.completions(path, 4, 16)
    running, path, _ = opened(server, "criteria", "- id: IB-01\n  met:\n    fact: \n")
    assert "agreement.form" in running.completions(path, 4, 11)
