"""Rule tests: read with places, run on both evaluators, and readable when they fail."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from tests.minipack import LINK, criterion, interaction, mini_pack

from abkommen.base.problems import BadInput
from abkommen.inference.rulecases import load_cases
from abkommen.inference.ruletests import missing_cases, run_cases
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

ROOT = Path(__file__).parents[2]


@pytest.fixture
def mini(tmp_path: Path) -> RulePack:
    return mini_pack(tmp_path / "pack")


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "tests.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    return path


def complaints(tmp_path: Path, pack: RulePack, text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        load_cases(write(tmp_path, text), pack)
    return [str(problem).replace(f"{tmp_path}/", "") for problem in caught.value.problems]


def failures(tmp_path: Path, pack: RulePack, text: str) -> list[str]:
    cases = load_cases(write(tmp_path, text), pack)
    return [str(result).replace(f"{tmp_path}/", "") for result in run_cases(cases, pack) if not result.passed]


CASES = """\
- rule: AA-01
  given: {text.two: yes, text.items: [{done: yes}]}
  cases:
    - {name: nothing is known, blank: true, expect: unknown}
    - {name: it is so, facts: {text.one: yes}, expect: met}
    - {name: half, facts: {text.one: partial}, expect: partly}
    - {name: half or not, facts: {text.one: {one_of: [partial, no]}}, expect: [not_met, partly]}
    - {name: it is not, facts: {text.one: no, text.two: unknown}, expect: not_met}
"""


def test_cases_run(tmp_path: Path, mini: RulePack) -> None:
    assert failures(tmp_path, mini, CASES) == []


def test_given_facts_hold_in_every_case_but_a_blank_one(tmp_path: Path, mini: RulePack) -> None:
    blank, first, *_, last = load_cases(write(tmp_path, CASES), mini)
    assert (blank.memory.values, blank.memory.lists) == ({}, {})
    assert first.memory.values == {"text.one": frozenset(("yes",)), "text.two": frozenset(("yes",))}
    assert first.memory.lists["text.items"].complete
    assert set(last.memory.values) == {"text.one"}


def test_the_short_form_of_facts(tmp_path: Path, mini: RulePack) -> None:
    (case,) = load_cases(
        write(
            tmp_path,
            """\
            - rule: AA-01
              stage: signed
              cases:
                - name: every kind of fact
                  facts:
                    text.kind: {one_of: [a, b]}
                    text.months: 24
                    text.from: 2024-05
                    text.items: {open: [{done: partial, body: the ministry}, {done: unknown, body: none}]}
                  expect: unknown
            """,
        ),
        mini,
    )
    assert case.memory.values["text.stage"] == {"signed"}
    assert case.memory.values["text.kind"] == {"a", "b"}
    assert case.memory.numbers == {"text.months": 24.0}
    assert str(case.memory.dates["text.from"]) == "2024-05"
    listed = case.memory.lists["text.items"]
    assert not listed.complete
    assert listed.items == ({"done": {"partial"}, "body": {"given"}}, {"body": {"none"}})


def test_a_failure_says_what_was_expected_what_came_and_how(tmp_path: Path, mini: RulePack) -> None:
    (told,) = failures(
        tmp_path, mini, "- {rule: AA-01, cases: [{name: half, facts: {text.one: partial}, expect: not_met}]}\n"
    )
    assert told.splitlines() == [
        "tests.yaml:1: AA-01, half",
        "  AA-01",
        "    expected  not_met",
        "    got       partly",
        "  met:",
        "    false   text.one is yes   [is partial]",
        "  not_met:",
        "    false   text.one is no   [is partial]",
    ]


def test_the_tree_of_a_failure_shows_lists_item_by_item(tmp_path: Path) -> None:
    met = "{all: [{fact: text.one, is: yes}, {fact: text.items, some: {item: done, is: yes}}]}"
    pack = mini_pack(tmp_path / "pack", criteria=criterion(met=met))
    text = (
        "- {rule: AA-01, cases: [{name: x, facts: {text.one: yes, text.items: {open: [{done: no}]}}, expect: met}]}\n"
    )
    (told,) = failures(tmp_path, pack, text)
    assert "  met:\n    unknown all of\n      true    text.one is yes   [is yes]\n" in told
    assert (
        "unknown some text.items (done is yes)   [1 recorded, perhaps others]\n        false   item {done: no}" in told
    )


def test_statuses_after_interactions_and_severities_are_compared(tmp_path: Path) -> None:
    effects = "{cap_status: AA-01, to: partly}, {raise_severity: AA-01, to: critical}"
    pack = mini_pack(tmp_path / "pack", interactions=interaction("{fact: text.two, is: no}", effects))
    text = """\
    - rule: INT-01
      given: {text.one: yes}
      cases:
        - {name: capped, facts: {text.two: no}, expect: fires, after: {AA-01: partly}, severity: {AA-01: critical}}
        - {name: perhaps, expect: possible, after: {AA-01: [met, partly]}, severity: {AA-01: [major, critical]}}
        - {name: wrong, facts: {text.two: yes}, expect: no, after: {AA-01: partly}, severity: {AA-01: critical}}
    """
    (told,) = failures(tmp_path, pack, text)
    assert "AA-01 after interactions\n    expected  partly\n    got       met" in told
    assert "severity of AA-01\n    expected  critical\n    got       major" in told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{rule: AA-03, cases: [{name: x, expect: met}]}", ":1:10: unknown rule “AA-03” (did you mean AA-0"),
        ("{rule: AA-01, cases: [{name: x, facts: {text.oen: yes}, expect: met}]}", ":1:43: unknown fact “text.oen” (did you mean"),
        ("{rule: AA-01, cases: [{name: x, facts: {text.one: yess}, expect: met}]}", ":1:53: “yess” is no value here (did you mean yes?)"),
        ("{rule: AA-01, cases: [{name: x, facts: {text.one: [yes]}, expect: met}]}", ":1:53: expected a value, {one_of: […]} or unknown"),
        ("{rule: AA-01, cases: [{name: x, facts: {text.months: many}, expect: met}]}", ":1:56: “many” is no number"),
        ("{rule: AA-01, cases: [{name: x, facts: {text.from: soon}, expect: met}]}", ":1:54: “soon” is no date"),
        ("{rule: AA-01, cases: [{name: x, facts: {text.items: yes}, expect: met}]}", ":1:55: expected a list, or {open: […]}"),
        ("{rule: AA-01, cases: [{name: x, facts: {text.items: [{don: yes}]}, expect: met}]}", ":1:57: unknown attribute “don”"),
        ("{rule: AA-01, cases: [{name: x, facts: {text.items: [{done: so}]}, expect: met}]}", ":1:63: “so” is no value here"),
        ("{rule: AA-01, cases: [{name: x, expect: fires}]}", ":1:43: “fires” cannot be expected"),
        ("{rule: INT-01, cases: [{name: x, expect: met}]}", ":1:44: “met” cannot be expected (one of fires, possible, no)"),
        ("{rule: AA-01, cases: [{name: x, expect: met, after: {AA-09: met}}]}", ":1:63: unknown criterion “AA-09”"),
        ("{rule: AA-01, cases: [{name: x, expect: met, severity: {AA-01: met}}]}", ":1:66: “met” cannot be expected"),
        ("{rule: AA-01, stage: concluded, cases: [{name: x, expect: met}]}", ":1:24: “concluded” is no value here"),
        ("{rule: AA-01, cases: []}", ":1:24: “cases”: too few entries"),
        ("{rule: AA-01, cases: [{name: x, expects: met}]}", ":1:35: unknown key “expects” (did you mean expect?)"),
    ],
)  # fmt: skip
def test_a_broken_test_is_told_at_its_place(tmp_path: Path, mini: RulePack, text: str, message: str) -> None:
    found = complaints(tmp_path, mini, f"- {text}\n")
    assert any(problem.startswith(f"tests.yaml{message}") for problem in found), found


def test_a_file_that_is_no_list_and_a_folder_without_tests_are_told(tmp_path: Path, mini: RulePack) -> None:
    assert complaints(tmp_path, mini, "rule: AA-01\n") == [
        "tests.yaml:1:1: expected a list of rules, each with its cases"
    ]
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="no rule tests here"):
        load_cases(tmp_path / "empty", mini)


def test_rules_without_the_tests_they_need_are_named(tmp_path: Path, mini: RulePack) -> None:
    cases = load_cases(write(tmp_path, CASES), mini)
    told = [str(problem).replace(f"{tmp_path}/pack/", "") for problem in missing_cases(cases, mini)]
    assert told == [
        "criteria/second.yaml:1: AA-02: no rule test for the empty case, met, not_met, partly (add the cases)",
        "interactions.yaml:1: INT-01: no rule test for the empty case, fires, no, possible (add the cases)",
    ]


def test_what_a_rule_needs_depends_on_its_shape(tmp_path: Path) -> None:
    shaped = criterion(
        not_met="{not: {fact: text.one, is: yes}}", applies="{fact: text.two, is: yes}", due="signed", partly=False
    )
    pack = mini_pack(tmp_path / "pack", criteria=shaped, interactions=LINK)
    (first, *_) = missing_cases((), pack)
    wanted = "the empty case, met, not_applicable, not_due, not_met, applicability_unknown"
    assert first.message == f"AA-01: no rule test for {wanted}"


def test_every_rule_of_the_papers_pack_has_the_tests_it_needs() -> None:
    pack = load_pack(ROOT / "rules" / "swp-2024")
    cases = load_cases(ROOT / "tests" / "rules", pack)
    assert missing_cases(cases, pack) == ()
    assert {case.rule for case in cases} == {*pack.criteria, *pack.interactions}


def test_the_tests_stand_where_their_rules_stand() -> None:
    pack = load_pack(ROOT / "rules" / "swp-2024")
    tests = ROOT / "tests" / "rules"
    for case in load_cases(tests, pack):
        written = Path(case.file).relative_to(tests).as_posix()
        rule = pack.criteria.get(case.rule)
        expected = (
            "interactions.yaml"
            if rule is None
            else Path(rule.file).relative_to(Path(pack.folder) / "criteria").as_posix()
        )
        assert written == expected, case.rule


def test_no_two_tests_of_a_rule_have_the_same_name() -> None:
    pack = load_pack(ROOT / "rules" / "swp-2024")
    names = [(case.rule, case.name) for case in load_cases(ROOT / "tests" / "rules", pack)]
    assert len(names) == len(set(names))


def test_the_example_in_the_documentation_runs(tmp_path: Path) -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").partition("## Tests of rules")[2]
    example = written.partition("```yaml\n")[2].partition("```")[0]
    pack = load_pack(ROOT / "rules" / "swp-2024")
    assert failures(tmp_path, pack, example) == []
    assert len(load_cases(tmp_path / "tests.yaml", pack)) == 7
