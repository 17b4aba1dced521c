"""YAML 1.2 with positions: what scalars mean, what is refused, where things stand."""

from __future__ import annotations

from typing import Any

import pytest

from abkommen.base.problems import BadInput
from abkommen.base.yamltree import compose_yaml, parse_yaml


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ("2024-09", "2024-09"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("12:30", "12:30"),
        ('"12"', "12"),
        ("'true'", "true"),
    ],
)
def test_scalars_follow_the_core_schema(text: str, expected: Any) -> None:
    found = parse_yaml(f"key: {text}", "x").data["key"]
    assert found == expected
    assert type(found) is type(expected)


def test_a_duplicate_key_is_refused_and_the_first_one_counts_for_places() -> None:
    document = compose_yaml("a: 1\nb: 2\na: 3\n", "x.yaml")
    assert [str(problem) for problem in document.problems] == [
        "x.yaml:3:1: key “a” stands twice in one place (remove or merge one of the two)"
    ]
    assert document.data["a"] == 1
    assert document.place(("a",)) == (1, 4)
    with pytest.raises(BadInput):
        parse_yaml("a: 1\na: 1\n", "x.yaml")


@pytest.mark.parametrize("text", ["a: !!python/object:x 1", "a: !x 1", "a: !!int 1"])
def test_tags_are_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"1:4: tag .* is not allowed"):
        parse_yaml(text, "x")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 62 + "]" * 62,
        "[" * 200_000,
        "- " * 200_000 + "x",
        "? " * 200_000 + "x",
        "\n".join(f"{' ' * depth}a:" for depth in range(1500)),
        "a: &a [*a]",
        "a0: &a0 [x]\n" + "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)),
    ],
)
def test_what_nests_too_deep_or_multiplies_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"nested|not valid YAML"):
        parse_yaml(text, "x")


def test_many_short_entries_are_not_deep() -> None:
    text = "".join(f"a{number}: {{b: [c]}}\n" for number in range(2000))
    assert len(parse_yaml(text, "x").data) == 2000


def test_places_of_values_keys_and_what_is_missing() -> None:
    document = parse_yaml("a:\n  b: [x, ü😀, z]\n", "x")
    assert document.place(("a", "b", 2)) == (2, 14)
    assert document.place(("a", "b"), of_key=True) == (2, 3)
    assert document.place(("a", "b", 9)) == (2, 6)
    assert document.place(("a", "c")) == (2, 3)


def test_scalars_as_they_are_written() -> None:
    document = parse_yaml("a: [007, 1.10, '2']\n", "x")
    assert [document.written(("a", index)) for index in range(3)] == ["007", "1.10", "2"]
    assert document.written(("a",)) == ""
