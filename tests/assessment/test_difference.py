"""What changed between two assessments, and why."""

from __future__ import annotations

from dataclasses import replace

from abkommen.assessment.assess import assess
from abkommen.assessment.difference import difference
from abkommen.casefile.model import Fact
from abkommen.inference.session import Session
from abkommen.rulepack.conditions import ALWAYS
from tests.assessment.conftest import CaseLoader


def test_nothing_changes_against_itself(real_case: CaseLoader, session: Session) -> None:
    found = assess(real_case("kenya", "2024-09"), session)
    same = difference(found, found)
    assert (same.facts, same.statuses, same.closed, same.opened) == ((), (), (), ())


def test_the_second_germany_is_named_as_the_reason(real_case: CaseLoader, session: Session) -> None:
    old, new = (assess(real_case("kenya", day), session) for day in ("2024-09", "2026-01"))
    found = difference(old, new)
    changes = {change.criterion.id: change for change in found.statuses}
    assert "baseline" in changes["CO-11"].causes
    assert any(name.startswith("ministries.special_rep") for name in changes["CO-11"].fields)
    assert changes["CO-11"].after == "not_met"
    assert changes["CO-11"] in found.opened


def test_a_fact_of_the_case_is_the_reason(real_case: CaseLoader, session: Session) -> None:
    case = real_case("kenya", "2026-01")
    fact = replace(case.facts["agreement.form"], field="agreement.covers_return", value="no")
    changed = replace(case, facts={**case.facts, "agreement.covers_return": fact})
    found = difference(assess(case, session), assess(changed, session))
    change = next(change for change in found.statuses if change.criterion.id == "IS-06")
    assert change.after == "not_applicable"
    assert "agreement.covers_return" in change.fields
    assert set(change.causes) <= {"facts", "draft"}


def test_a_proposed_fact_comes_from_the_draft(real_case: CaseLoader, session: Session) -> None:
    case = real_case("kenya", "2026-01")
    base: Fact = case.facts["agreement.form"]
    fact = replace(base, field="followup.regular_review", value="yes", basis="proposed")
    changed = replace(case, facts={**case.facts, "followup.regular_review": fact})
    (change,) = difference(assess(case, session), assess(changed, session)).facts
    assert change.cause == "draft"


def test_a_rewritten_rule_is_the_reason(real_case: CaseLoader, session: Session) -> None:
    case, pack = real_case("kenya", "2024-09"), session.plan.pack
    rewritten = replace(pack.criteria["IB-03"], met=ALWAYS, not_met=pack.criteria["IB-03"].not_met, title=pack.title)
    other = replace(
        pack, criteria={**pack.criteria, "MO-01": replace(pack.criteria["MO-01"], applies_when=rewritten.not_met)}
    )
    other = replace(other, fingerprint="another")
    found = difference(assess(case, session), assess(case, Session(other)))
    change = next(change for change in found.statuses if change.criterion.id == "MO-01")
    assert change.causes == ("rules",)
    assert found.facts == ()
