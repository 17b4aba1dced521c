"""A compiled pack for all report tests, real cases, and cases written as YAML in a test."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from abkommen.assessment.assess import assess
from abkommen.assessment.model import Assessment
from abkommen.base.dates import parse_date
from abkommen.base.texts import Lang
from abkommen.casefile.loading import load_case
from abkommen.inference.session import Session
from abkommen.reports.gap_report import GapReports
from abkommen.reports.wording.wording import Wording
from abkommen.reports.wording.words import load_words
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"

RealCase = Callable[..., Assessment]
WrittenCase = Callable[..., Assessment]
Reports = Callable[..., GapReports]

HEAD = """
schema: migration-agreement-case/1
id: de-xx
title: {de: "Abkommen Deutschland–Beispielland", en: "Agreement Germany–Exampleland"}
as_of: 2025-06
sources:
  S1: {kind: agreement_text, title: "Entwurf", date: 2025-05, language: de, address: "https://example.org/entwurf?a=1&b=2"}
  S2: {kind: press, title: "Bericht", publisher: "Zeitung", date: 2025-05, language: de}
facts:
"""

ARGUED = """
  agreement:
    stage: {value: signed, from: S1, at: Art. 20, as_of: 2025-05}
    covers_recruitment: {value: yes, from: S1, at: Art. 3}
    covers_return: {value: no, from: S1, at: ganzer Text}
    partner_interests_reflected:
      value: [{interest_id: X-1, reflected: yes}]
      complete: yes
      from: S1
      at: Art. 5
  partner:
    interests:
      value: [{interest_id: X-1, goal: Visa for students}]
      complete: yes
      from: S2
      at: S. 1
  analysis:
    labour_interest_verified: {value: no, from: S2, at: S. 2}
    other_policy_fields_analysed: {value: no, from: S2, at: S. 2}
  offer:
    quota_offered: {value: no, from: S1, at: Art. 4}
  followup:
    working_structure: {value: partial, from: S1, at: Art. 9, quote: "ein Ausschuss <tagt> | *bei Bedarf*"}
"""
"""A case in which interactions cap a status (INT-02 on IB-01) and raise a severity (INT-01 on IB-13)."""


@pytest.fixture(scope="session")
def pack() -> RulePack:
    return load_pack(ROOT / "rules" / "swp-2024")


@pytest.fixture(scope="session")
def session(pack: RulePack) -> Session:
    return Session(pack)


@pytest.fixture(scope="session")
def real_case(pack: RulePack, session: Session) -> RealCase:
    """A shipped case, assessed as of a day."""

    @cache
    def load(name: str, day: str = "2026-01") -> Assessment:
        path = Path("cases", f"{name}.yaml")
        case = load_case(ROOT / path, pack.fields, as_of=parse_date(day), shipped=ROOT / "cases")
        return assess(case, session)

    return load


@pytest.fixture(scope="session")
def written_case(pack: RulePack, session: Session, tmp_path_factory: pytest.TempPathFactory) -> WrittenCase:
    """A case of the facts given as YAML, assessed."""

    @cache
    def write(facts: str = "  {}") -> Assessment:
        path = tmp_path_factory.mktemp("case") / "case.yaml"
        path.write_text(
            HEAD.lstrip() + textwrap.indent(textwrap.dedent(facts).strip("\n"), "  ") + "\n", encoding="utf-8"
        )
        return assess(load_case(path, pack.fields), session)

    return write


@pytest.fixture(scope="session")
def reports(pack: RulePack) -> Reports:
    @cache
    def make(lang: Lang = "de") -> GapReports:
        return GapReports(Wording(pack, load_words(TEMPLATES, lang)), [TEMPLATES])

    return make
