"""From a case's facts to the working memory: what may decide, what may not, and what is asked of texts."""

from __future__ import annotations

from typing import Any

import pytest
from tests.minipack import mini_pack

from abkommen.base.dates import parse_date
from abkommen.base.fields import Catalogue
from abkommen.casefile.model import Basis, Fact, Origin
from abkommen.inference.memory import EMPTY, ListFact, Memory, perceive

HERE = Origin("case", "case.yaml", 1)


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return mini_pack(tmp_path_factory.mktemp("pack")).fields


def told(fields: Catalogue, name: str, value: Any, **rest: Any) -> Memory:
    return perceive({name: Fact(name, value, HERE, **rest)}, fields)


def test_a_known_value_is_the_only_one_possible(fields: Catalogue) -> None:
    assert told(fields, "text.one", "yes").values == {"text.one": frozenset(("yes",))}


@pytest.mark.parametrize("basis", ["stated", "inferred", "silent"])
def test_what_a_source_says_or_leaves_out_decides(fields: Catalogue, basis: Basis) -> None:
    assert told(fields, "text.one", "no", basis=basis).knows("text.one")


@pytest.mark.parametrize("basis", ["presumed", "baseline", "proposed"])
def test_a_guess_a_general_statement_and_a_proposal_decide_nothing(fields: Catalogue, basis: Basis) -> None:
    assert told(fields, "text.one", "no", basis=basis) == EMPTY
    assert told(fields, "text.items", ({"done": "yes"},), basis=basis) == EMPTY


def test_an_unknown_fact_is_left_out_or_narrowed_to_its_candidates(fields: Catalogue) -> None:
    assert told(fields, "text.one", None) == EMPTY
    narrowed = told(fields, "text.stage", None, candidates=("sounding", "negotiating"))
    assert narrowed.values == {"text.stage": frozenset(("sounding", "negotiating"))}
    assert not narrowed.knows("text.stage")


def test_numbers_and_dates(fields: Catalogue) -> None:
    assert told(fields, "text.months", 24).numbers == {"text.months": 24.0}
    assert told(fields, "text.from", parse_date("2024-05")).dates == {"text.from": parse_date("2024-05")}


def test_of_a_list_each_attribute_is_known_or_absent_and_a_text_is_given_or_none(fields: Catalogue) -> None:
    items = ({"done": "yes", "body": "the ministry"}, {"done": "unknown", "body": "none"}, {})
    memory = told(fields, "text.items", items, complete=True)
    assert memory.lists["text.items"] == ListFact(
        ({"done": frozenset(("yes",)), "body": frozenset(("given",))}, {"body": frozenset(("none",))}, {}), True
    )


def test_a_list_is_open_unless_it_is_said_to_be_complete(fields: Catalogue) -> None:
    assert not told(fields, "text.items", ()).lists["text.items"].complete


def test_hypothetical_memories_leave_the_original_as_it_was(fields: Catalogue) -> None:
    changed = EMPTY.with_value("text.one", "yes").with_list("text.items", ListFact((), True))
    assert changed.knows("text.one")
    assert changed.knows("text.items")
    assert Memory({}, {}, {}, {}) == EMPTY
    assert EMPTY.opened().open
    assert not EMPTY.open
