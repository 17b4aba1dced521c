"""What lint finds by running rules in every situation: contradictions, dead tests, outcomes out of reach, engine limits."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.minipack import FIELDS, criterion, interaction, mini_pack, told, tri_fields

from abkommen.inference import limits
from abkommen.inference.lint import lint
from abkommen.rulepack.loading import load_pack

FIRST = "criteria/first.yaml"
ONE, TWO = "{fact: text.one, is: yes}", "{fact: text.two, is: yes}"


def found(folder: Path, **files: str) -> list[str]:
    return told(lint(mini_pack(folder, **files)), folder)  # type: ignore[arg-type]


def test_the_papers_pack_has_nothing_to_mend_and_is_checked_fast() -> None:
    pack = load_pack(Path(__file__).parents[2] / "rules" / "swp-2024")
    started = time.perf_counter()
    assert lint(pack) == ()
    assert time.perf_counter() - started < 5


def test_a_sound_pack_has_nothing_to_mend(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_texts_are_checked_as_well(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, criteria=criterion().replace("en: Do it.", "en: TODO"))
    assert problem == f"{FIRST}:16:3: AA-01: remedy has no text in “en”"


# -- contradictions ------------------------------------------------------------------------------------------------


def test_met_and_not_met_that_overlap_are_told_with_an_example(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, criteria=criterion(met="{any: [" + ONE + ", " + TWO + "]}"))
    assert problem.startswith(
        f"{FIRST}:13:12: AA-01: met and not_met hold together (they must exclude each other; for example: "
    )
    assert problem.endswith("text.one is no, text.two is yes)")


def test_conditions_that_cannot_overlap_are_not_accused(tmp_path: Path) -> None:
    met = "{any: [" + ONE + ", {all: [" + TWO + ", {not: {fact: text.one, is: no}}]}]}"
    assert found(tmp_path, criteria=criterion(met=met)) == []


def test_an_overlap_by_a_list_is_found(tmp_path: Path) -> None:
    met = "{fact: text.items, every: {item: done, is: yes}}"
    not_met = "{not: {fact: text.items, some: {item: done, is: yes}}}"
    (problem,) = found(tmp_path, criteria=criterion(met=met, not_met=not_met))
    assert problem.endswith("for example: text.items is [])")


def test_an_overlap_by_a_number_is_found(tmp_path: Path) -> None:
    met, not_met = "{fact: text.months, at_most: 12}", "{fact: text.months, at_least: 12}"
    (problem,) = found(tmp_path, criteria=criterion(met=met, not_met=not_met))
    assert problem.endswith("for example: text.months is 12.0)")


def test_an_overlap_by_dates_is_found(tmp_path: Path) -> None:
    met = "{not: {fact: text.from, after: {fact: text.to}}}"
    not_met = "{not: {fact: text.from, before: {fact: text.to}}}"
    (problem,) = found(tmp_path, criteria=criterion(met=met, not_met=not_met))
    assert "text.from is 2024-01-10, text.to is 2024-01-10" in problem


def test_an_overlap_by_statuses_is_found(tmp_path: Path) -> None:
    met = "{criterion: AA-02, status: [met, partly]}"
    not_met = "{criterion: AA-02, status: [not_met, partly]}"
    (problem,) = found(tmp_path, criteria=criterion(met=met, not_met=not_met))
    assert problem.endswith("for example: AA-02 is partly)")


def test_an_overlap_where_nothing_is_known_is_found(tmp_path: Path) -> None:
    met = "{any: [" + ONE + ", {all: [" + TWO + ", {fact: text.kind, known: false}]}]}"
    not_met = "{any: [{fact: text.one, is: no}, {all: [" + TWO + ", {fact: text.kind, known: false}]}]}"
    problems = found(tmp_path, criteria=criterion(met=met, not_met=not_met))
    assert any("met and not_met hold together" in problem for problem in problems)


def test_partly_excluded_although_it_happens(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, criteria=criterion(partly=False))
    message = "AA-01: partly is excluded, yet neither met nor not_met holds (complete the conditions, or allow partly; "
    assert problem == f"{FIRST}:13:12: {message}for example: text.one is partial)"


def test_partly_excluded_where_it_cannot_happen(tmp_path: Path) -> None:
    assert found(tmp_path, criteria=criterion(not_met="{not: " + ONE + "}", partly=False)) == []


def test_what_stays_open_although_all_is_known(tmp_path: Path) -> None:
    met, not_met = "{fact: text.from, before: 2024-05}", "{fact: text.from, after: 2024-06-01}"
    (problem,) = found(tmp_path, criteria=criterion(met=met, not_met=not_met))
    assert problem.startswith(
        f"{FIRST}:12:8: AA-01: met stays open though all is known (compare with a full date, YYYY-MM-DD"
    )


# -- outcomes out of reach -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (criterion(not_met="{not: " + ONE + "}"), ":1:3: AA-01: no case leads to partly (write partly: never)"),
        (criterion(not_met="never"), ":13:12: AA-01: no case leads to not_met (change the conditions)"),
        (criterion(met="never"), ":12:8: AA-01: no case leads to met (change the conditions)"),
        (criterion(met="{all: [{fact: text.two, is: yes}, {fact: text.two, is: no}]}"), ":12:8: AA-01: no case leads to met"),
        (criterion(applies="{fact: text.one, is: no}"), ":12:8: AA-01: no case leads to met (change the conditions)"),
        (
            criterion(applies="{any: [{fact: text.two, is: yes}, {not: {fact: text.two, is: yes}}]}"),
            ":11:17: AA-01: no case leads to not_applicable (change the conditions)",
        ),
    ],
)  # fmt: skip
def test_an_outcome_out_of_reach(tmp_path: Path, changed: str, message: str) -> None:
    problems = found(tmp_path, criteria=changed)
    assert any(problem.startswith(FIRST + message) for problem in problems), problems


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("always", "it fires in every case"),
        ("never", "it can never fire"),
        ("{all: [{fact: text.one, is: yes}, {fact: text.one, is: no}]}", "it can never fire"),
        ("{fact: text.from, before: 2024}", "when stays open though all is known"),
    ],
)
def test_an_interaction_that_says_nothing(tmp_path: Path, when: str, message: str) -> None:
    (problem,) = found(tmp_path, interactions=interaction(when))
    assert problem.startswith(f"interactions.yaml:3:9: INT-01: {message} (")


# -- tests that decide nothing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("met", "place", "test"),
    [
        ("{all: [" + ONE + ", {fact: text.one, in: [yes, partial]}]}", ":12:42:", "text.one in [partial, yes]"),
        ("{any: [" + ONE + ", {all: [" + ONE + ", " + TWO + "]}]}", ":12:49:", "text.one is yes"),
        (
            "{all: [" + ONE + ", {fact: text.items, some: {all: [{item: done, is: yes}, {item: done, in: [yes, partial]}]}}]}",
            ":12:97:",
            "done in [partial, yes]",
        ),
    ],
)  # fmt: skip
def test_a_test_that_decides_nothing(tmp_path: Path, met: str, place: str, test: str) -> None:
    problems = found(tmp_path, criteria=criterion(met=met))
    expected = f"{FIRST}{place} AA-01: the test “{test}” decides nothing (without it every case comes out the same)"
    assert expected in problems


def test_that_a_list_holds_an_item_at_all_may_be_asked(tmp_path: Path) -> None:
    met = "{all: [" + ONE + ", {fact: text.items, some: {item: done, in: [yes, partial, no]}}]}"
    assert found(tmp_path, criteria=criterion(met=met)) == []


def test_whether_a_fact_is_known_is_no_dead_test(tmp_path: Path) -> None:
    met = "{all: [" + ONE + ", {fact: text.kind, known: true}]}"
    assert found(tmp_path, criteria=criterion(met=met)) == []


def test_a_dead_test_of_an_interaction(tmp_path: Path) -> None:
    when = "{any: [{criterion: AA-02, status: [not_met]}, {criterion: AA-02, status: [not_met, partly]}]}"
    (problem,) = found(tmp_path, interactions=interaction(when))
    assert problem.startswith("interactions.yaml:3:16: INT-01: the test “AA-02 is not_met” decides nothing")


# -- what durable-rules cannot be trusted with -------------------------------------------------------------------------


def test_a_condition_that_becomes_too_many_rules(tmp_path: Path) -> None:
    names = [f"text.f{number}" for number in range(14)]
    fields = FIELDS + tri_fields(names)
    pairs = [
        f"{{any: [{{fact: {one}, is: yes}}, {{fact: {two}, is: yes}}]}}"
        for one, two in zip(names[::2], names[1::2], strict=True)
    ]
    problems = found(tmp_path, fields=fields, criteria=criterion(met=f"{{all: [{ONE}, {', '.join(pairs)}]}}"))
    expected = f"{FIRST}:12:8: AA-01: becomes 128 rules, at most 64 are allowed (split it into two rules"
    assert any(problem.startswith(expected) for problem in problems)


def test_a_condition_that_joins_too_much(tmp_path: Path) -> None:
    names = [f"text.f{number}" for number in range(15)]
    fields = FIELDS + tri_fields(names)
    tests = ", ".join(f"{{fact: {name}, is: yes}}" for name in names)
    problems = found(tmp_path, fields=fields, interactions=interaction(f"{{all: [{tests}]}}"))
    expected = "interactions.yaml:3:9: INT-01: joins 15 tests in one rule, at most 14 are allowed"
    assert any(problem.startswith(expected) for problem in problems)


def test_a_condition_with_too_many_situations_to_check(tmp_path: Path) -> None:
    names = [f"text.f{number}" for number in range(10)]
    fields = FIELDS + tri_fields(names)
    tests = ", ".join(f"{{fact: {name}, is: yes}}, {{fact: {name}, is: no}}" for name in names)
    problems = found(tmp_path, fields=fields, interactions=interaction(f"{{any: [{tests}]}}"))
    assert any(
        "INT-01: more than 20,000 situations to tell apart, too many to check" in problem for problem in problems
    )


def test_too_many_constants_and_tests_of_one_fact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CONSTANTS", 3)
    monkeypatch.setattr(limits, "MAX_TESTS_PER_FACT", 1)
    problems = found(tmp_path)
    assert any("pack.yaml:1:1: the rules compare “val” with" in problem for problem in problems)
    assert any("different tests look at field text.one, at most 1 are allowed" in problem for problem in problems)
