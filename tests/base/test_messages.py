"""Problems are shown as one line that a terminal can print, with the place of what is wrong."""

from __future__ import annotations

import pytest
from pydantic import Field

from abkommen.base.models import Frozen, read_model
from abkommen.base.problems import BadInput, Problem
from abkommen.base.yamltree import parse_yaml


def test_what_a_terminal_would_obey_is_escaped() -> None:
    problem = Problem("a\n.yaml", 1, 2, "unknown key “\x1b[2J\u202e”", "ä, €")
    assert str(problem) == "a\\n.yaml:1:2: unknown key “\\x1b[2J\\u202e” (ä, €)"


def test_a_control_character_is_told_at_its_line() -> None:
    with pytest.raises(BadInput) as caught:
        parse_yaml("ä: 1\nb: 2\nc: \x00".encode(), "f.yaml")
    assert str(caught.value).startswith("f.yaml:3: not valid YAML: control characters are not allowed")


class Entry(Frozen):
    names: tuple[str, ...] = Field(default=("a",), min_length=1)
    code: str = Field(default="AB", pattern="^[A-Z]{2}$")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("names: []", "f:1:8: “names”: too few entries (expected at least 1)"),
        ("code: ab", "f:1:7: “ab” does not have the form of “code” (expected ^[A-Z]{2}$)"),
    ],
)
def test_values_of_another_form(text: str, message: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_model(Entry, parse_yaml(text, "f"))
    assert str(caught.value) == message
