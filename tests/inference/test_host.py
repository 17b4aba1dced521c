"""The door to durable-rules: phases, absences, gathering, and nothing lost or swallowed."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import pytest

from abkommen.inference import host
from abkommen.inference.host import AVAILABLE, Engine, EngineError, FactRow, Match, Rule

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="durable-rules cannot be built here")


def fact(name: str, value: str = "x") -> FactRow:
    return {"kind": "fact", "id": f"fact:{name}:{value}", "name": name, "val": value}


def asks(name: str, value: str = "x") -> FactRow:
    return {"$and": [{"kind": "fact"}, {"name": name}, {"val": value}]}


def says(name: str) -> Any:
    return lambda matches: [fact(name)]


def rule(name: str, phase: int, *when: str, unless: tuple[str, ...] = (), **rest: Any) -> Rule:
    patterns = tuple((f"p{index}", asks(one)) for index, one in enumerate(when))
    then = rest.pop("then", says(name))
    return Rule(name, phase, patterns, then, tuple(asks(one) for one in unless), **rest)


def concluded(engine: Engine, *facts: str) -> set[str]:
    return {row["name"] for row in engine.run([fact(name) for name in facts])}


def test_a_later_phase_reads_what_an_earlier_one_concluded() -> None:
    engine = Engine([rule("second", 2, "first"), rule("first", 1, "given")])
    assert concluded(engine, "given") == {"first", "second"}
    assert concluded(engine) == set()


def test_within_a_phase_the_order_of_rules_does_not_matter() -> None:
    engine = Engine([rule("b", 1, "given"), rule("a", 1, "given"), rule("both", 2, "a", "b")])
    assert concluded(engine, "given") == {"a", "b", "both"}


def test_an_absence_is_tested_after_its_phase_is_complete() -> None:
    engine = Engine([rule("first", 1, "given"), rule("none", 2, unless=("first",))])
    assert concluded(engine, "given") == {"first"}
    assert concluded(engine) == {"none"}


def test_a_gathering_rule_fires_once_with_all_matches() -> None:
    seen: list[int] = []

    def count(matches: tuple[Match, ...]) -> Iterable[FactRow]:
        seen.append(len(matches))
        return [fact("counted", str(len(matches)))]

    item: FactRow = {"$and": [{"kind": "fact"}, {"name": "item"}]}
    engine = Engine([Rule("count", 1, (("i", item),), count, gather=True)])
    engine.run([fact("item", str(number)) for number in range(7)])
    assert seen == [7]


def test_what_no_rule_reads_is_concluded_all_the_same() -> None:
    rules = [rule("unread", 1, "given"), rule("noted", 1, "given"), rule("read", 2, "unread")]
    engine = Engine(rules, unread=lambda row: row["name"] == "noted")
    assert concluded(engine, "given", "a fact that no rule reads") == {"unread", "noted", "read"}


def test_a_conclusion_of_two_rules_counts_once_for_later_ones() -> None:
    fired: list[int] = []

    def note(matches: tuple[Match, ...]) -> Iterable[FactRow]:
        fired.append(len(matches))
        return []

    both = [Rule(name, 1, (("p", asks(name)),), says("same")) for name in ("one", "two")]
    engine = Engine([*both, rule("last", 2, "same", then=note)])
    engine.run([fact("one"), fact("two")])
    assert fired == [1]


def test_sessions_know_nothing_of_each_other() -> None:
    engine = Engine([rule("first", 1, "given"), rule("none", 2, unless=("given",))])
    results = [concluded(engine, *(["given"] if number % 2 else [])) for number in range(20)]
    assert results == [{"none"}, {"first"}] * 10


def test_two_engines_know_nothing_of_each_other() -> None:
    one, other = Engine([rule("one", 1, "given")]), Engine([rule("other", 1, "given")])
    assert concluded(one, "given") == {"one"}
    assert concluded(other, "given") == {"other"}


def test_no_thread_runs_in_the_background() -> None:
    before = threading.active_count()
    concluded(Engine([rule("first", 1, "given")]), "given")
    assert threading.active_count() == before


def test_an_error_in_an_action_is_not_swallowed() -> None:
    def fail(matches: tuple[Match, ...]) -> Iterable[FactRow]:
        raise ValueError("broken")

    engine = Engine([rule("fails", 1, "given", then=fail), rule("works", 1, "other")])
    with pytest.raises(EngineError, match="action failed") as caught:
        engine.run([fact("given")])
    assert isinstance(caught.value.__cause__, ValueError)
    assert concluded(engine, "other") == {"works"}


def test_an_evaluation_cut_short_is_an_error() -> None:
    engine = Engine([rule("first", 1, "given"), rule("second", 2, "first")])
    original = engine._post

    def skip_second(row: FactRow, sid: str) -> None:
        if row.get("phase") != 2:
            original(row, sid)

    engine._post = skip_second  # type: ignore[method-assign]
    with pytest.raises(EngineError, match="cut short"):
        engine.run([fact("given")])


def test_a_fact_given_twice_is_an_error_and_not_counted_silently() -> None:
    engine = Engine([rule("first", 1, "given")])
    with pytest.raises(host.MessageObservedException):
        engine.run([fact("given"), fact("given")])
    assert concluded(engine, "given") == {"first"}


def test_the_limits_stay_below_what_was_measured() -> None:
    assert host.MAX_RULES_PER_PHASE <= 250
    assert host.MAX_CONSTANTS <= 500
    assert host.MAX_JOINS < 15
    assert host.MAX_TESTS_PER_FACT <= 60


def test_a_phase_may_hold_as_many_rules_as_is_allowed() -> None:
    rules = [rule(f"r{number}", 1, "given") for number in range(host.MAX_RULES_PER_PHASE)]
    assert len(concluded(Engine(rules), "given")) == host.MAX_RULES_PER_PHASE


def test_a_fact_may_be_asked_for_as_often_as_is_allowed() -> None:
    def either(number: int) -> FactRow:
        return {"$and": [{"kind": "fact"}, {"name": "given"}, {"$or": [{"val": "x"}, {"val": f"y{number}"}]}]}

    rules = [
        Rule(f"r{number}", 1, (("p", either(number)),), says(f"r{number}")) for number in range(host.MAX_TESTS_PER_FACT)
    ]
    assert len(concluded(Engine(rules), "given")) == host.MAX_TESTS_PER_FACT
