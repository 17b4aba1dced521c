"""``abkommen explain``: the tree of a criterion or an interaction, and what would have to differ."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Call


def test_a_criterion_is_explained_with_its_facts_and_evidence(call: Call) -> None:
    ended = call("explain", "cases/kenya.yaml", "MO-01", "--as-of", "2024-09", "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "MO-01 (Resilient bilateral working structures)"
    assert "Status: partly met" in ended.out
    assert "Evidence: " in ended.out
    assert "✗" in ended.out
    assert "\x1b" not in ended.out


def test_what_would_have_to_differ_is_part_of_it(call: Call) -> None:
    out = call("explain", "cases/kenya.yaml", "MO-01", "--as-of", "2024-09").out
    assert "Damit das Kriterium erfüllt ist" in out
    assert "jetzt" in out or "derzeit" in out


def test_an_interaction_is_explained(call: Call) -> None:
    out = call("explain", "cases/kenya.yaml", "INT-01", "--lang", "en").out
    assert out.startswith("✓ INT-01") or "INT-01" in out.splitlines()[0]
    assert "IB-13" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["cases/kenya.yaml", "MO-99"], "no criterion or interaction of this rule pack (did you mean MO-0"),
        (["cases/kenya.yaml", "nothing-like-it"], "abkommen rules list"),
        (["cases/none.yaml", "MO-01"], "cases/none.yaml: no such file"),
        (["cases/kenya.yaml"], "Missing argument 'RULE'"),
    ],
)
def test_bad_input_ends_with_2(call: Call, arguments: list[str], told: str) -> None:
    ended = call("explain", *arguments)
    assert ended.code == 2
    assert told in ended.err
    assert ended.out == ""


def test_help_explains_itself_with_an_example(call: Call) -> None:
    assert "Example: abkommen explain" in call("explain", "--help").out
