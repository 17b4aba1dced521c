"""Everything wrong with a file is told at once, each thing at its line and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from abkommen.base.problems import BadInput

Desk = Any  # the fixture of conftest.py

HEAD = """\
schema: migration-agreement-case/1
id: de-ke
title: {de: Abkommen, en: Agreement}
as_of: 2026-01
"""

HEADS = [
    ("", "1:1: expected the keys of a case file (it begins with schema: migration-agreement-case/1)"),
    ("- a\n", "1:1: expected the keys of a case file (it begins with schema: migration-agreement-case/1)"),
    ("id: x\n", "1:1: “schema” is missing (write schema: migration-agreement-case/1)"),
    (
        "schema: migration-agreement-case/2\nid: 1\n",
        "1:9: unknown schema “migration-agreement-case/2” (write schema: migration-agreement-case/1)",
    ),
    (
        "schema: migration-partner/1\nid: kenya\n",
        "1:9: this is a partner file, not a case file (a case file has schema: migration-agreement-case/1)",
    ),
    (HEAD.replace("id: de-ke\n", ""), "1:1: “id” is missing"),
    (HEAD.replace("de-ke", "De Ke"), "2:5: “De Ke” cannot be a name: small letters, digits, - and . only"),
    (HEAD.replace("2026-01", "2026-13"), "4:8: “2026-13” is no day of the calendar"),
    (HEAD.replace("2026-01", "soon"), "4:8: “soon” is no date: expected YYYY, YYYY-MM or YYYY-MM-DD"),
    (
        HEAD.replace("{de: Abkommen, en: Agreement}", "Agreement"),
        "3:8: “title”: expected keys with values (known here: de, en)",
    ),
    (HEAD.replace(", en: Agreement", ""), "3:8: “en” is missing"),
    (HEAD + "soruces: {}\n", "5:1: unknown key “soruces” (did you mean sources?)"),
    (HEAD + "facts: []\n", "5:8: “facts”: expected keys with values"),
    (HEAD + "layers: {parnter: kenya}\n", "5:10: unknown key “parnter” (did you mean partner?)"),
    (HEAD + "layers: {partner: ../kenya}\n", "5:19: “../kenya” cannot be a name: small letters, digits, - and . only"),
    (HEAD + "draft: {complete: yes}\n", "5:8: “file” is missing"),
    (
        HEAD + "draft: {file: a.docx, complete: true}\n",
        "5:33: “true” is not allowed for “complete” (expected 'yes' or 'no')",
    ),
    (HEAD + "memo: three pages\n", "5:7: “memo”: expected keys with values"),
    (HEAD + "id: other\n", "5:1: key “id” stands twice in one place (remove or merge one of the two)"),
    (HEAD + "facts: {text: [signed]}\n", "5:15: “text” is a group of facts (write its facts below it, indented)"),
]

SOURCES = [
    ("S1: {kind: analyis, title: A, address: 'https://a.org'}", "6:14: “analyis” is not allowed for “kind”"),
    ("S1: {kind: press, address: 'https://a.org'}", "6:7: “title” is missing"),
    ("S1: {kind: press, title: A}", "6:7: a source needs an address, or publisher and date"),
    ("S1: {kind: press, title: A, publisher: B}", "6:7: a source needs an address, or publisher and date"),
    (
        "S1: {kind: press, title: A, address: 'javascript:x'}",
        "6:40: “javascript:x” is no address: it begins with https:// or http://",
    ),
    (
        "S1: {kind: press, title: A, publisher: B, date: May}",
        "6:51: “May” is no date: expected YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    ("S1: {kind: press, title: A, adress: 'https://a.org'}", "6:31: unknown key “adress” (did you mean address?)"),
    ("S/1: {kind: press, title: A, address: 'https://a.org'}", "6:8: “S/1” cannot name a source"),
]

NAMES = [
    ("txet:\n    stage: {value: signed}", "6:3: unknown group of facts “txet” (did you mean text?)"),
    ("zoo:\n    stage: {value: signed}", "6:3: unknown group of facts “zoo” (known groups: home, land, text)"),
    ("text.stage: {value: signed}", "6:3: unknown group of facts “text.stage” (write stage: below text:)"),
    ("stage: {value: signed}", "6:3: unknown group of facts “stage” (“stage” stands below text:)"),
    ("text:\n    stgae: {value: signed}", "7:5: unknown fact “text.stgae” (did you mean stage?)"),
    ("text:\n    regime: {value: yes}", "7:5: unknown fact “text.regime” (did you mean land.regime?)"),
    ("home:\n    xyz: {value: yes}", "7:5: unknown fact “home.xyz” (known in home: lead, rounds, union, stock)"),
]


@pytest.mark.parametrize(("text", "expected"), HEADS)
def test_a_bad_head(desk: Desk, text: str, expected: str) -> None:
    desk.write(text)
    assert f"case.yaml:{expected}" in desk.complaints()


@pytest.mark.parametrize(("source", "expected"), SOURCES)
def test_a_bad_source(desk: Desk, source: str, expected: str) -> None:
    desk.write(f"{HEAD}sources:\n  {source}\n")
    (problem,) = desk.complaints()
    assert problem.startswith(f"case.yaml:{expected}")


@pytest.mark.parametrize(("facts", "expected"), NAMES)
def test_a_name_the_catalogue_does_not_have(desk: Desk, facts: str, expected: str) -> None:
    desk.write(f"{HEAD}facts:\n  {facts}\n")
    assert desk.complaints() == [f"case.yaml:{expected}"]


def test_a_file_that_is_not_there(desk: Desk) -> None:
    assert desk.complaints() == ["case.yaml: no such file (check the path)"]


def test_text_that_is_no_yaml(desk: Desk) -> None:
    desk.write(HEAD + "facts: {text: {stage: {value: signed}}\n")
    (problem,) = desk.complaints()
    assert problem.startswith("case.yaml:6:1: not valid YAML")


def test_every_error_of_a_file_and_of_its_layers_is_told_at_once(desk: Desk) -> None:
    desk.write(
        HEAD.replace("2026-01", "2026-1")
        + "layers: {partner: kenya, germany: [g-1, g-2]}\n"
        + "sources:\n  S1: {kind: press}\n"
        + "facts:\n"
        + "  text:\n"
        + "    stage: {value: singed, from: S1}\n"
        + "    covers_return: {value: true, from: S4}\n"
        + "    covers_return: {value: yes}\n"
    )
    desk.write("schema: migration-partner/1\nid: kenya\ncountry: XX\nas_of: 2024\n", "partners/kenya.yaml")
    desk.write(
        "schema: migration-baseline/1\nid: g-2\nas_of: 2024\nfacts: {home: {led: {value: home}}}\n",
        "baselines/g-2.yaml",
    )
    problems = desk.complaints()
    assert [problem.partition(": ")[0] for problem in problems] == [
        "case.yaml:4:8",
        "case.yaml:5:36",
        "case.yaml:7:7",
        "case.yaml:10:20",
        "case.yaml:11:28",
        "case.yaml:11:40",
        "case.yaml:12:5",
        "partners/kenya.yaml:3:10",
        "baselines/g-2.yaml:4:16",
    ]


def test_a_source_with_an_error_of_its_own_is_still_known_to_the_facts(desk: Desk) -> None:
    desk.write(HEAD + "sources: {S1: {kind: press}}\nfacts: {text: {stage: {value: signed, from: S1}}}\n")
    assert all("no source" not in problem for problem in desk.complaints())


def test_a_problem_shows_file_line_and_column(desk: Desk) -> None:
    path: Path = desk.write(HEAD + "facts: {text: {stage: {value: signed}}}\n")
    with pytest.raises(BadInput) as caught:
        desk.load()
    assert (caught.value.problems[0].file, caught.value.problems[0].line, caught.value.problems[0].column) == (
        str(path),
        5,
        16,
    )
