"""Facts written back: what is meant, and nothing else, changes."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abkommen.base.dates import parse_date
from abkommen.base.problems import BadInput
from abkommen.base.yamltree import parse_yaml
from abkommen.casefile.editing import set_facts, with_facts
from abkommen.casefile.emit import plain

FILE = """\
# Ein Fall 😀
schema: migration-agreement-case/1
facts:   # alles, was bekannt ist
  agreement:
    # Welche Form?
    form: {value: treaty, from: S1}  # sicher
    stage:
      value: signed   # laut BMI
      note: "über, den: Tag"
      # zuletzt geprüft im Mai
    records:
      - {value: talks, as_of: 2024}   # alt

  # ── Angebote ──
  offer:

    # Gibt es eine Quote?
    #   yes: eine Zahl
    # quota: {value: , from: , at: , as_of: }

    # Welche Angebote?
    # items:
    #   value:
    #     - {offer: , status: }
    #   complete: no
    #   from:

# Quellen
sources: {S1: {kind: press}}
"""


def edited(entries: dict[str, Any], text: str = FILE) -> str:
    return with_facts(parse_yaml(text, "case.yaml"), entries)


def changes(entries: dict[str, Any], text: str = FILE) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came."""
    old, new = text.splitlines(), edited(entries, text).splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_nothing_to_set_changes_nothing() -> None:
    assert edited({}) == FILE
    assert edited({"agreement.form": {"value": "treaty", "from": "S1"}}) == FILE


def test_a_value_on_one_line_is_replaced_and_its_comment_stays() -> None:
    assert changes({"agreement.form": {"value": "mixed", "from": "S1", "as_of": parse_date("2024-09")}}) == (
        ["    form: {value: treaty, from: S1}  # sicher"],
        ["    form: {value: mixed, from: S1, as_of: 2024-09}  # sicher"],
    )


def test_only_the_parts_that_differ_change_and_comments_stay() -> None:
    entry = {"value": "in_force", "note": "über, den: Tag", "from": "S1"}
    assert changes({"agreement.stage": entry}) == (
        ["      value: signed   # laut BMI"],
        ["      value: in_force   # laut BMI", "      from: S1"],
    )


def test_a_part_that_is_gone_takes_only_its_line() -> None:
    gone, came = changes({"agreement.stage": {"value": "signed"}})
    assert (gone, came) == (['      note: "über, den: Tag"'], [])


def test_a_further_record_is_added_below_the_others() -> None:
    records = [{"value": "talks", "as_of": 2024}, {"value": "signed", "as_of": parse_date("2025-01")}]
    assert changes({"agreement.records": records}) == ([], ["      - {value: signed, as_of: 2025-01}"])


def test_a_record_that_changes_rewrites_the_list() -> None:
    text = edited({"agreement.records": [{"value": "signed", "as_of": 2024}]})
    assert parse_yaml(text, "x").data["facts"]["agreement"]["records"] == [{"value": "signed", "as_of": 2024}]


def test_the_line_that_waits_for_a_fact_takes_it() -> None:
    assert changes({"offer.quota": {"value": "no", "from": "S1"}}) == (
        ["    # quota: {value: , from: , at: , as_of: }"],
        ["    quota: {value: no, from: S1}"],
    )


def test_the_lines_that_wait_for_a_list_take_it() -> None:
    gone, came = changes({"offer.items": {"value": [{"offer": "a"}, {"offer": "b"}], "complete": "no"}})
    assert gone[0] == "    # items:"
    assert len(gone) == 5
    assert came == ["    items:", "      value:", "        - {offer: a}", "        - {offer: b}", "      complete: no"]


def test_a_fact_without_a_place_comes_after_the_last_of_its_group() -> None:
    lines = edited({"agreement.new": {"value": "yes"}}).splitlines()
    assert lines[lines.index("    new: {value: yes}") - 1] == "      - {value: talks, as_of: 2024}   # alt"


def test_a_new_group_comes_last_and_keeps_the_comments_of_the_others() -> None:
    lines = edited({"signal.haste": {"value": "yes"}}).splitlines()
    at = lines.index("  signal:")
    assert lines[at - 1] == "    #   from:"
    assert lines[at + 1] == "    haste: {value: yes}"


def test_a_fact_is_removed_with_its_lines() -> None:
    assert changes({"agreement.form": None, "agreement.unheard_of": None}) == (
        ["    form: {value: treaty, from: S1}  # sicher"],
        [],
    )


def test_the_last_fact_of_a_group_can_be_replaced_by_another() -> None:
    entries = {
        "agreement.form": None,
        "agreement.stage": None,
        "agreement.records": None,
        "agreement.new": {"value": "yes"},
    }
    assert parse_yaml(edited(entries), "x").data["facts"]["agreement"] == {"new": {"value": "yes"}}


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n",
        "a: 1",
        "facts:\n",
        "facts: {}\na: 1\n",
        "facts:\n  offer: {}\n",
        "facts: {offer: {b: {value: 1}}, other: {}}\n",
        "facts:\n    offer:\n        b: {value: 1}\n    other:\n        c: {value: 1}\n",
        "facts:\n  offer: # here\n\n    # quota:\n",
        "facts:\n  offer:\n    note: |\n      long\n\n      text\n\n# end\n",
    ],
)
def test_any_layout_takes_a_fact(text: str) -> None:
    data = parse_yaml(edited({"offer.quota": {"value": "yes"}, "signal.haste": {"value": "no"}}, text), "x").data
    assert data["facts"]["offer"]["quota"] == {"value": "yes"}
    assert data["facts"]["signal"] == {"haste": {"value": "no"}}


def test_windows_line_ends_stay() -> None:
    text = edited({"offer.quota": {"value": "no"}, "agreement.new": {"value": "yes"}}, FILE.replace("\n", "\r\n"))
    assert text.count("\n") == text.count("\r\n")


def test_a_layout_that_does_not_allow_the_change_is_told(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("{facts: {offer: {}}}\n", encoding="utf-8")
    with pytest.raises(BadInput, match="the layout of this part does not allow the change"):
        set_facts(path, {"offer.quota": {"value": "yes"}})
    assert path.read_text(encoding="utf-8") == "{facts: {offer: {}}}\n"


def test_facts_that_are_no_groups_are_told() -> None:
    with pytest.raises(BadInput, match="1:8: facts cannot be written here"):
        edited({"offer.quota": {"value": "yes"}}, "facts: [a]\n")


def test_the_file_keeps_its_mode_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(FILE, encoding="utf-8")
    path.chmod(0o640)
    set_facts(path, {"offer.quota": {"value": "yes"}})
    assert "    quota: {value: yes}\n" in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=150)
ENTRIES = st.fixed_dictionaries(
    {"value": st.sampled_from(["yes", "no", "unknown"]) | TEXTS},
    optional={
        "note": TEXTS,
        "from": st.just("S1"),
        "as_of": st.just(2024),
        "evidence": st.lists(st.fixed_dictionaries({"source": TEXTS})),
    },
)
NAMES = st.sampled_from(
    [
        "agreement.form",
        "agreement.stage",
        "agreement.records",
        "agreement.new",
        "offer.quota",
        "offer.items",
        "offer.new",
        "signal.haste",
    ]
)


@given(
    st.lists(
        st.dictionaries(NAMES, st.none() | ENTRIES | st.lists(ENTRIES, min_size=1, max_size=3)), min_size=1, max_size=3
    )
)
def test_any_facts_can_be_set_and_every_comment_outside_them_stays(rounds: list[dict[str, Any]]) -> None:
    text, expected = FILE, parse_yaml(FILE, "x").data["facts"]
    for entries in rounds:
        text = edited(entries, text)
        for name, entry in entries.items():
            group, _, short = name.partition(".")
            members = expected.get(group) or {}
            members.pop(short, None)
            expected[group] = members | ({} if entry is None else {short: plain(entry)})
    found = parse_yaml(text, "x").data
    assert {group: members or {} for group, members in found["facts"].items()} == {
        group: members for group, members in expected.items() if members or group in found["facts"]
    } | {group: {} for group in found["facts"] if not expected.get(group)}
    assert found["sources"] == {"S1": {"kind": "press"}}
    for comment in (
        "# Ein Fall 😀",
        "# alles, was bekannt ist",
        "# Welche Form?",
        "# Gibt es eine Quote?",
        "# Quellen",
    ):
        assert comment in text
