"""durable-rules and the plain evaluator agree: on the paper's pack with any memory, and on any small pack.

``make fuzz`` runs the same tests fifty times as long.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import count, examples
from tests.memories import any_memory, smallest
from tests.minipack import PACK, SECOND, criterion, interaction, mini_pack

from abkommen.inference.host import AVAILABLE
from abkommen.inference.memory import Memory
from abkommen.inference.session import Disagreement, Session
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="durable-rules cannot be built here")

SHARDS = 4


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(load_pack(Path(__file__).parents[2] / "rules" / "swp-2024"))


def disagrees(session: Session, memory: Memory) -> str:
    try:
        session.infer(memory)
    except Disagreement as error:
        return str(error)
    return ""


def assert_agreement(session: Session, memory: Memory) -> None:
    if disagrees(session, memory):
        least = smallest(memory, lambda tried: bool(disagrees(session, tried)))
        pytest.fail(f"{disagrees(session, least)}\n{least}")


@pytest.mark.fuzz
@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_evaluators_agree_on_any_case(session: Session, shard: int) -> None:
    """2,000 cases in the suite, 100,000 in ``make fuzz``; each seed stands for a case, so a failure can be repeated."""
    for seed in range(shard, count(2_000, 100_000), SHARDS):
        assert_agreement(session, any_memory(session.plan.pack.fields, Random(seed)))


# -- any small pack ----------------------------------------------------------------------------------------------------

VALUES = st.lists(st.sampled_from(["yes", "partial", "no"]), min_size=1, max_size=2, unique=True)
STATUSES = st.lists(
    st.sampled_from(["met", "partly", "not_met", "not_applicable", "not_due"]), min_size=1, max_size=3, unique=True
)
ON_ITEM = st.one_of(
    VALUES.map(lambda values: f"{{item: done, in: [{', '.join(values)}]}}"),
    st.sampled_from(["{item: body, is: none}", "{not: {item: body, is: none}}", "{item: body, is: given}"]),
)
WHERE = st.one_of(
    ON_ITEM, st.lists(ON_ITEM, min_size=1, max_size=3).map(lambda parts: f"{{all: [{', '.join(parts)}]}}")
)
ON_FACTS = st.one_of(
    st.tuples(st.sampled_from(["text.one", "text.two"]), VALUES).map(
        lambda pair: f"{{fact: {pair[0]}, in: [{', '.join(pair[1])}]}}"
    ),
    st.sampled_from(["text.kind", "text.months", "text.items"]).map(lambda name: f"{{fact: {name}, known: true}}"),
    st.integers(10, 40).map(lambda bound: f"{{fact: text.months, at_least: {bound}}}"),
    st.sampled_from(["before", "after"]).map(lambda word: f"{{fact: text.from, {word}: {{fact: text.to}}}}"),
    st.tuples(st.sampled_from(["some", "every"]), WHERE).map(
        lambda pair: f"{{fact: text.items, {pair[0]}: {pair[1]}}}"
    ),
    st.tuples(WHERE, st.integers(1, 4)).map(
        lambda pair: f"{{fact: text.items, count: {{where: {pair[0]}, at_least: {pair[1]}}}}}"
    ),
)
ON_STATUSES = st.one_of(
    STATUSES.map(lambda statuses: f"{{criterion: AA-01, status: [{', '.join(statuses)}]}}"),
    st.just("{dimension: AA, has: critical_gap}"),
    ON_FACTS,
)


def grouped(tests: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.recursive(
        tests,
        lambda inner: st.one_of(
            inner.map(lambda part: f"{{not: {part}}}"),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"{{all: [{', '.join(parts)}]}}"),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"{{any: [{', '.join(parts)}]}}"),
        ),
        max_leaves=6,
    )


TWO_AREAS = PACK + "  - {code: BB, key: area_b, title: {de: zweiter Bereich, en: second area}}\n"
EFFECTS = st.sampled_from(
    ["{finding: AA-02}", "{raise_severity: BB-01, to: critical}", "{cap_status: BB-01, to: partly}"]
)
PACKS = st.fixed_dictionaries(
    {
        "met": grouped(ON_FACTS), "not_met": grouped(ON_FACTS), "applies": st.one_of(st.just("always"), grouped(ON_FACTS)),
        "due": st.sampled_from(["null", "sounding", "signed"]), "severity": st.sampled_from(["critical", "minor"]),
        "later": grouped(ON_STATUSES), "when": grouped(ON_STATUSES), "effect": EFFECTS, "partly": st.booleans(),
    }
)  # fmt: skip


@examples(100, 1_000)
@given(PACKS, st.integers(0, 10**9))
def test_the_evaluators_agree_on_any_pack(drawn: dict[str, str], seed: int) -> None:
    """Random conditions of every kind, read by rules of a second stratum; a dozen random memories each."""
    with TemporaryDirectory() as folder:
        session = Session(any_pack(Path(folder), drawn))
    for offset in range(12):
        assert_agreement(session, any_memory(session.plan.pack.fields, Random(seed + offset)))


def any_pack(folder: Path, drawn: dict[str, str]) -> RulePack:
    """AA-01 and AA-02 rest on facts; BB-01 and the interaction read their statuses, and the interaction acts on one."""
    otherwise = f"{{not: {drawn['met']}}}"
    first = criterion(
        met=drawn["met"], not_met=f"{{all: [{otherwise}, {drawn['not_met']}]}}" if drawn["partly"] else otherwise,
        applies=drawn["applies"], due=drawn["due"], severity=drawn["severity"], partly=bool(drawn["partly"]),
    )  # fmt: skip
    read = criterion("BB-01", drawn["later"], f"{{not: {drawn['later']}}}", partly=False)
    linked = interaction(drawn["when"], drawn["effect"])
    return mini_pack(folder, criteria=first, more=SECOND + read, interactions=linked, pack=TWO_AREAS)
