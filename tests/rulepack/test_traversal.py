"""Conditions can be walked, worded and rebuilt, and every path leads to the place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from abkommen.base.yamltree import read_yaml
from abkommen.rulepack.conditions import (
    ALWAYS,
    NEVER,
    All,
    Any_,
    Condition,
    FactIn,
    FactKnown,
    FactNumber,
    ItemIn,
    Not,
    Quantified,
)
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.notation import notation
from abkommen.rulepack.traversal import at, replaced, walk, without

ONE, TWO = FactIn("a.one", frozenset(("yes",))), FactIn("a.two", frozenset(("yes", "no")))
DONE, NOBODY = ItemIn("done", frozenset(("yes",))), Not(ItemIn("body", frozenset(("none",))))
COUNT = Quantified("count", "a.items", All((DONE, NOBODY)), 2)
TREE = All((ONE, Any_((Not(TWO), COUNT))))
PACK = Path(__file__).parents[2] / "rules" / "swp-2024"


def test_walking_names_every_node_by_its_path_in_the_file() -> None:
    assert [(path, node) for path, node in walk(TREE) if not isinstance(node, (All, Any_))] == [
        (("all", 0), ONE),
        (("all", 1, "any", 0), Not(TWO)),
        (("all", 1, "any", 0, "not"), TWO),
        (("all", 1, "any", 1), COUNT),
        (("all", 1, "any", 1, "count", "where", "all", 0), DONE),
        (("all", 1, "any", 1, "count", "where", "all", 1), NOBODY),
        (("all", 1, "any", 1, "count", "where", "all", 1, "not"), NOBODY.part),
    ]


def test_what_is_replaced_stands_where_it_was_and_nothing_else_changes() -> None:
    for path, node in walk(TREE):
        changed = replaced(TREE, path, NEVER)
        assert at(changed, path) == NEVER
        assert replaced(changed, path, node) == TREE


@pytest.mark.parametrize(
    ("path", "left"),
    [
        (("all", 0), All((Any_((Not(TWO), COUNT)),))),
        (("all", 1, "any", 0), All((ONE, Any_((COUNT,))))),
        (("all", 1, "any", 0, "not"), All((ONE, Any_((COUNT,))))),
        ((), ALWAYS),
        (("all", 1), All((ONE,))),
    ],
)
def test_what_is_left_out_leaves_no_trace(path: tuple[str | int, ...], left: Condition) -> None:
    assert without(TREE, path) == left


def test_a_whole_condition_on_items_left_out_holds_for_every_item() -> None:
    some = Quantified("some", "a.items", DONE)
    assert without(some, ("some",)) == Quantified("some", "a.items", ALWAYS)


def test_a_place_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        at(TREE, ("any", 0))


def test_every_path_in_the_papers_pack_leads_to_a_place_in_its_file() -> None:
    pack = load_pack(PACK)
    criterion = pack.criteria["IB-14"]
    document = read_yaml(Path(criterion.file))
    index = [entry["id"] for entry in document.data].index("IB-14")
    for part in ("applies_when", "met", "not_met"):
        for path, node in walk(getattr(criterion, part)):
            found = document.node((index, part, *path))
            assert found is not None, path
            if isinstance(node, FactIn):
                assert document.written((index, part, *path, "fact")) == node.fact


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (ALWAYS, "always"),
        (NEVER, "never"),
        (
            TREE,
            "a.one is yes and (not a.two in [no, yes] or count a.items (done is yes and not body is none) at_least 2)",
        ),
        (FactKnown("a.one"), "a.one known"),
        (Not(All((ONE, TWO))), "not (a.one is yes and a.two in [no, yes])"),
        (FactNumber("a.months", "at_most", 24.0), "a.months at_most 24"),
    ],
)
def test_a_condition_in_one_line(condition: Condition, text: str) -> None:
    assert notation(condition) == text


def test_every_condition_of_the_papers_pack_has_a_line() -> None:
    pack = load_pack(PACK)
    for criterion in pack.criteria.values():
        assert all(notation(part) for part in (criterion.applies_when, criterion.met, criterion.not_met))
    assert all(notation(interaction.when) for interaction in pack.interactions.values())
