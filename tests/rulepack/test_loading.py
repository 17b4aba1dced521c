"""A broken rule pack is refused when it is read: each mistake at its file and line, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.minipack import LINK, PACK, SECOND, criterion, interaction, mini_pack, refusals

from abkommen.base.problems import BadInput
from abkommen.rulepack.loading import load_pack

FIRST = "criteria/first.yaml"


def test_a_sound_pack_is_read(tmp_path: Path) -> None:
    pack = mini_pack(tmp_path)
    assert list(pack.criteria) == ["AA-01", "AA-02"]
    assert list(pack.interactions) == ["INT-01"]


@pytest.mark.parametrize(
    ("met", "message"),
    [
        ("{fact: text.oen, is: yes}", ":12:15: unknown fact “text.oen” (did you mean text.one"),
        ("{fact: text.one, is: yess}", ":12:29: “yess” is no value here (did you mean yes?)"),
        ("{fact: text.one, at_least: 3}", ":12:35: “at_least” does not fit a field of type tri"),
        ("{fact: text.one, in: yes}", ":12:29: “is” takes one value, “in” a list of values"),
        ("{fact: text.one, iss: yes}", ":12:25: unknown operator “iss” (did you mean is?)"),
        ("{facts: text.one, is: yes}", ":12:8: expected exactly one of all, any, not, fact, item, criterion, dimension"),
        ("{all: []}", ":12:14: all needs a list of conditions"),
        ("{fact: text.items, some: {item: don, is: yes}}", ":12:40: unknown item attribute “don” (did you mean done?)"),
        ("{fact: text.items, some: {fact: text.one, is: yes}}", ":12:33: inside some, every and count a condition is on the item"),
        ("{item: done, is: yes}", ":12:8: item: stands only inside some, every or count"),
        ("{fact: text.from, before: {fact: text.two}}", ":12:34: “text.two” is no date fact"),
        ("{fact: text.from, before: tomorrow}", ":12:34: “tomorrow” is no date"),
        ("{criterion: AA-20, status: [met]}", ":12:20: unknown criterion “AA-20” (did you mean AA-02"),
        ("{criterion: AA-02, status: [mett]}", ":12:35: “mett” is no status (did you mean met"),
        ("{dimension: AB, has: critical_gap}", ":12:20: unknown dimension “AB”"),
    ],
)  # fmt: skip
def test_a_wrong_condition_is_told_at_its_place(tmp_path: Path, met: str, message: str) -> None:
    found = refusals(tmp_path, criteria=criterion(met=met))
    assert any(problem.startswith(FIRST + message) for problem in found), found


def test_an_id_used_twice_names_both_places(tmp_path: Path) -> None:
    (found,) = refusals(tmp_path, more=criterion("AA-01"), interactions="[]\n")
    assert found == "criteria/second.yaml:1:7: id AA-01 is used twice (first in criteria/first.yaml, line 1)"


def test_an_id_of_no_dimension_is_told(tmp_path: Path) -> None:
    found = refusals(tmp_path, criteria=criterion("AB-01"), interactions="[]\n")
    assert found == ["criteria/first.yaml:1:7: no dimension has the code AB"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("remedy: {de: Tut es., en: Do it.}", "remedy: {de: Tut es.}", ":16:11: “en” is missing"),
        ("remedy: {de: Tut es., en: Do it.}", "remedy: {de: Tut es., en: ''}", ":16:29: “en”: expected a text that is not empty"),
        ("source: [{section: Anfang, page: 1}]", "source: []", ":5:11: “source”: too few entries (expected at least 1)"),
        ("  source: [{section: Anfang, page: 1}]\n", "", ":1:3: “source” is missing"),
        ("responsible: [ministry]", "responsible: [minister]", ":17:16: unknown role “minister” (did you mean ministry?)"),
        ("due_from: null", "due_from: in_force", ":10:13: no stage “in_force” in this pack (stages of this pack: sounding"),
        ("severity: major", "severity: grave", ":9:13: “grave” is not allowed for “severity”"),
        ("modality: soll", "modality: soll\n  modallity: x", ":7:3: unknown key “modallity” (did you mean modality?)"),
    ],
)  # fmt: skip
def test_a_missing_text_source_or_role_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = criterion()
    assert old in text
    found = refusals(tmp_path, criteria=text.replace(old, new))
    assert any(problem.startswith(FIRST + message) for problem in found), found


@pytest.mark.parametrize(
    ("effects", "message"),
    [
        ("{finding: AA-09}", ":4:13: unknown criterion “AA-09” (did you mean"),
        ("{cap_status: AA-09, to: partly}", ":4:13: unknown criterion “AA-09”"),
        ("{explain_cause: AA-01, by: AA-09}", ":4:13: unknown criterion “AA-09”"),
        ("{cap_status: AA-01, to: met}", ":4:13: cap_status needs to: (one of partly)"),
        ("{raise_severity: AA-01}", ":4:13: raise_severity needs to: (one of critical, major, minor, context)"),
        ("{find: AA-01}", ":4:13: expected exactly one effect (did you mean finding?)"),
        ("{finding: AA-01, status: met}", ":4:38: status needs a list of statuses (some of met"),
        ("{finding: AA-01, status: [bad]}", ":4:38: status needs a list of statuses"),
        ("{bound_verdict: stong}", ":1: unknown verdict “stong” (did you mean strong?)"),
    ],
)
def test_an_effect_on_nothing_is_told(tmp_path: Path, effects: str, message: str) -> None:
    found = refusals(tmp_path, interactions=interaction("{fact: text.one, is: yes}", effects))
    assert any(problem.startswith("interactions.yaml" + message) for problem in found), found


def test_conclusions_that_wait_for_each_other_are_told_at_a_rule(tmp_path: Path) -> None:
    first = criterion(met="{criterion: AA-02, status: [met]}")
    second = criterion("AA-02", met="{criterion: AA-01, status: [met]}")
    (found,) = refusals(tmp_path, criteria=first, more=second)
    assert found.startswith(("criteria/first.yaml:1: conclusions wait for each other: ", "criteria/second.yaml:1: "))
    assert "own:AA-01" in found
    assert "own:AA-02" in found


def test_a_cap_that_waits_for_its_own_effect_is_a_cycle(tmp_path: Path) -> None:
    linked = interaction("{criterion: AA-01, status: [met]}", "{cap_status: AA-01, to: partly}")
    (found,) = refusals(tmp_path, interactions=linked)
    assert "conclusions wait for each other" in found
    assert "interaction:INT-01" in found


def test_the_stage_field_must_have_the_stages_of_the_pack(tmp_path: Path) -> None:
    (found,) = refusals(tmp_path, pack=PACK.replace("stage_field: text.stage", "stage_field: text.kind"))
    assert found == "pack.yaml:6:14: stage_field must name an enum field with exactly the stages listed"


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    found = refusals(
        tmp_path,
        criteria=criterion(met="{fact: text.oen, is: yes}"),
        more=SECOND.replace("[ministry]", "[minister]"),
        interactions=LINK.replace("AA-01", "AA-09"),
    )
    assert [problem.partition(":")[0] for problem in found] == [FIRST, "criteria/second.yaml", "interactions.yaml"]


@pytest.mark.parametrize("name", ["roles", "groups"])
@pytest.mark.parametrize("text", ["", "[]\n", "word\n"])
def test_files_that_hold_something_else_are_told(tmp_path: Path, name: str, text: str) -> None:
    (found,) = refusals(tmp_path, **{name: text})
    assert found.startswith(f"{name}.yaml:1:1: expected names with their texts")


def test_a_folder_without_a_pack_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no rule pack here"):
        load_pack(tmp_path)
