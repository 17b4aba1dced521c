"""Assessments for memos: a real case, and one in which everything is known, much is bad and every text is hostile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from abkommen.assessment.assess import assess
from abkommen.assessment.model import Assessment
from abkommen.base.texts import LANGUAGES, Lang
from abkommen.casefile.loading import load_case
from abkommen.casefile.model import Case, Evidence, Fact, Origin, Source
from abkommen.inference.session import Session
from abkommen.reports.memo.memos import COMPARISON, MEMO, Memos
from abkommen.reports.wording.wording import Wording
from abkommen.reports.wording.words import load_words
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
HOSTILE = "„Zitat“ & <b>fett</b> #set *x* _y_ $z$ @m \\n {{ 7*7 }} {% raw %} {_{ ]] \"'` äöüß …"
"""A quotation that would do harm in any format that did not escape it."""

MemoWriter = Callable[[Lang], Memos]
CaseLoader = Callable[[str], Case]
Runner = Callable[[Case], Assessment]


@pytest.fixture(scope="session")
def pack() -> RulePack:
    return load_pack(ROOT / "rules" / "swp-2024")


@pytest.fixture(scope="session")
def session(pack: RulePack) -> Session:
    return Session(pack)


@pytest.fixture(scope="session")
def real_case(pack: RulePack) -> CaseLoader:
    return lambda name: load_case(ROOT / "cases" / f"{name}.yaml", pack.fields, shipped=ROOT / "cases")


@pytest.fixture(scope="session")
def run(session: Session) -> Runner:
    return lambda case: assess(case, session, draws=50)


@pytest.fixture(scope="session")
def kenya(real_case: CaseLoader, run: Runner) -> Assessment:
    return run(real_case("kenya"))


@pytest.fixture(scope="session")
def memos(pack: RulePack) -> MemoWriter:
    found = {lang: Memos(Wording(pack, load_words(TEMPLATES, lang)), (TEMPLATES,), MEMO) for lang in LANGUAGES}
    return lambda lang: found[lang]


@pytest.fixture(scope="session")
def comparisons(pack: RulePack) -> MemoWriter:
    found = {lang: Memos(Wording(pack, load_words(TEMPLATES, lang)), (TEMPLATES,), COMPARISON) for lang in LANGUAGES}
    return lambda lang: found[lang]


@pytest.fixture(scope="session")
def hostile(real_case: CaseLoader, run: Runner, pack: RulePack) -> Assessment:
    """Every yes-or-no question is answered no, with a hostile quotation from a source of hostile title."""
    case = real_case("kenya")
    sources = {
        f"case/S{n}": Source(
            f"case/S{n}", "analysis", f"Titel {n} {HOSTILE}", publisher="Verlag & Söhne", date=case.as_of
        )
        for n in range(5)
    }
    facts = {
        name: Fact(
            name,
            "no",
            Origin("case", "x.yaml", 1),
            evidence=(Evidence(f"case/S{n % 5}", f"p. {n}", HOSTILE),),
            note=HOSTILE,
        )
        for n, (name, field) in enumerate(pack.fields.items())
        if field.type in ("tri", "yes_no")
    }
    return run(replace(case, facts={**case.facts, **facts}, sources={**case.sources, **sources}))
