"""The field catalogue: what is wrong with its files is told at the place."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from abkommen.base.catalogue import load_catalogue
from abkommen.base.problems import BadInput

FIELDS = Path(__file__).parents[2] / "rules" / "swp-2024" / "fields"
REST = """\
  scope: case
  polarity: neutral
  origin: ours
  title: {de: T, en: T}
  question: {de: F, en: Q}
  evidence: {de: B, en: E}
"""


def complaints(tmp_path: Path, **files: str) -> list[str]:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_catalogue(tmp_path)
    return [str(problem).replace(f"{tmp_path}/", "") for problem in caught.value.problems]


def test_the_catalogue_of_the_paper_can_be_read() -> None:
    catalogue = load_catalogue(FIELDS)
    assert len(catalogue) >= 160
    assert all(field.anchors.keys() >= {"yes", "no"} for field in catalogue.values() if field.type == "tri")


def test_a_folder_without_fields_is_told(tmp_path: Path) -> None:
    assert "no field files here" in complaints(tmp_path)[0]


def test_a_field_defined_twice_is_told(tmp_path: Path) -> None:
    text = f"a.b:\n  type: tri\n{REST}a.b:\n  type: text\n{REST}"
    assert complaints(tmp_path, a=text) == [
        "a.yaml:9:1: key “a.b” stands twice in one place (remove or merge one of the two)"
    ]


def test_a_field_in_the_file_of_another_group_is_told(tmp_path: Path) -> None:
    assert complaints(tmp_path, a=f"b.c:\n  type: tri\n{REST}") == [
        "a.yaml:1:1: “b.c” stands in a.yaml (move it to b.yaml)"
    ]


@pytest.mark.parametrize("name", ["ab", "a.B", "a.b.c", "a b"])
def test_a_name_that_is_no_field_name_is_told(tmp_path: Path, name: str) -> None:
    assert complaints(tmp_path, a=f"{name}:\n  type: tri\n{REST}") == [
        f"a.yaml:1:1: “{name}” is no field name (write a.<fact>, in small letters)"
    ]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (
            "type: trie",
            "2:9: “trie” is not allowed for “type” (expected 'tri', 'yes_no', 'enum', 'list', 'text', 'date' or 'number')",
        ),
        ("type: enum", "2:3: an enum field needs values"),
        ("type: list", "2:3: a list field needs items"),
        ("type: tri\n  unti: months", "3:3: unknown key “unti” (did you mean unit?)"),
        (
            "type: tri\n  anchors: {maybe: {de: a, en: b}}",
            "3:13: a.b: text for “maybe”, which is no value of it (known: yes, partial, no)",
        ),
        (
            "type: enum\n  values: [short, long]\n  labels: {shrot: {de: a, en: b}}",
            "4:12: a.b: text for “shrot”, which is no value of it (did you mean short?)",
        ),
        (
            "type: list\n  items: {attributes: {id: {type: enum, values: [x], labels: {y: {de: a, en: b}}}}}",
            "3:63: a.b: text for “y”, which is no value of it (known: x)",
        ),
        (
            "type: list\n  items: {attributes: {id: {type: text, ref: a.bb}}}",
            "3:46: “a.bb” is no list of items (did you mean a.b?)",
        ),
        (
            "type: list\n  items: {key: aera, attributes: {area: {type: text}}}",
            "3:16: a.b: its items have no attribute “aera” (did you mean area?)",
        ),
    ],
)
def test_a_field_that_makes_no_sense_is_told(tmp_path: Path, field: str, expected: str) -> None:
    assert complaints(tmp_path, a=f"a.b:\n  {field}\n{REST}") == [f"a.yaml:{expected}"]


def test_all_files_are_told_at_once(tmp_path: Path) -> None:
    found = complaints(tmp_path, a="- x\n", b="b.c: {type: tri\n", c=f"c.d:\n  type: trie\n{REST}")
    assert [line.partition(":")[0] for line in found] == ["a.yaml", "b.yaml", "c.yaml"]
