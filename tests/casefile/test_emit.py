"""Emitted YAML reads back as what was meant, and as people would have written it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from abkommen.base.dates import parse_date
from abkommen.base.yamltree import parse_yaml
from abkommen.casefile.emit import WIDTH, Data, entry_lines, flow, plain, scalar

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.sampled_from(
    [
        "yes",
        "no",
        "null",
        "~",
        "true",
        "False",
        "2024",
        "2024-09",
        "1.10",
        "007",
        "-",
        "- a",
        "a: b",
        "a #b",
        "#",
        "a,b",
        "[",
        "…",
        "a\nb",
        "\t",
    ]
)
SCALARS = (
    TEXTS
    | st.integers(-(10**9), 10**9)
    | st.booleans()
    | st.none()
    | st.floats(-1000, 1000).map(lambda number: round(number, 3))
)
KEYS = st.text("abcdefgh_", min_size=1, max_size=8)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@given(TREES)
def test_what_is_emitted_reads_back_the_same(data: Data) -> None:
    text = "\n".join(entry_lines("key", data, 0))
    assert parse_yaml(text, "x").data == {"key": data}


@given(TREES, st.integers(1, 6))
def test_it_reads_back_at_any_depth(data: Data, depth: int) -> None:
    outer = "\n".join(f"{'  ' * level}level:" for level in range(depth))
    text = "\n".join([outer, *entry_lines("key", data, 2 * depth)])
    found = parse_yaml(text, "x").data
    for _ in range(depth):
        found = found["level"]
    assert found == {"key": data}


@given(TREES)
def test_one_line_is_one_line(data: Data) -> None:
    assert parse_yaml(f"[{flow(data)}]", "x").data == [data]


def test_words_stand_without_quotes_where_they_can() -> None:
    words = ["yes", "Art. 12", "binding_treaty", "Übergang – ja", "2024-09-13", "“quoted”"]
    assert [scalar(word) for word in words[:5]] == words[:5]
    assert scalar("2024") == '"2024"'
    assert scalar("a, b") == '"a, b"'
    assert scalar("NO") == "NO"
    assert scalar("true") == '"true"'


def test_dates_stand_as_they_are() -> None:
    assert flow({"as_of": parse_date("2024"), "on": parse_date("2024-09-13")}) == "{as_of: 2024, on: 2024-09-13}"
    assert plain({"as_of": parse_date("2024"), "on": parse_date("2024-09-13")}) == {"as_of": 2024, "on": "2024-09-13"}


def test_short_entries_take_one_line_and_long_ones_a_line_per_part() -> None:
    assert entry_lines("stage", {"value": "signed", "from": "S1"}, 4) == ["    stage: {value: signed, from: S1}"]
    note = "n" * WIDTH
    assert entry_lines("stage", {"value": "signed", "note": note}, 4) == [
        "    stage:",
        "      value: signed",
        f"      note: {note}",
    ]


def test_lists_of_items_take_a_line_per_item() -> None:
    assert entry_lines("items", {"value": [{"id": "P1"}, {"id": "P2"}]}, 0) == [
        "items:",
        "  value:",
        "    - {id: P1}",
        "    - {id: P2}",
    ]
