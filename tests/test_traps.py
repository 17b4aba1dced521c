"""Where a naive reading would encode the paper wrongly: each trap as a test of its own.

The first ten are numbered; the rest follow the paper page by page. Page numbers are those of SWP-Aktuell 48 (2024).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from abkommen.base.dates import parse_date
from abkommen.base.problems import Problem
from abkommen.base.yamltree import Document
from abkommen.casefile.loading import load_case
from abkommen.casefile.model import Fact, Origin
from abkommen.inference.memory import EMPTY, Memory, perceive
from abkommen.inference.outcome import Outcomes, label
from abkommen.inference.session import Session
from abkommen.inference.shortform import ShortForm, memory
from abkommen.rulepack.conditions import FactNumber, facts_read, leaves
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import Criterion, RulePack
from tests.memories import any_memory

ROOT = Path(__file__).parents[1]
OPEN = ("unknown", "applicability_unknown", "not_due")
RECRUITMENT, RETURN = "agreement.covers_recruitment", "agreement.covers_return"
QUOTA, FORM, PRIORITY, LEAD = "offer.quota_offered", "agreement.form", "agreement.german_priority", "ministries.lead"
OSTRACISED, ROUTE = "partner.ostracised_regime", "partner.route_to_ostracised_state"


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(load_pack(ROOT / "rules" / "swp-2024"))


@pytest.fixture(scope="module")
def pack(session: Session) -> RulePack:
    return session.plan.pack


class Concluded:
    """What follows from some facts, by both evaluators."""

    def __init__(self, outcomes: Outcomes) -> None:
        self.outcomes = outcomes

    def status(self, criterion: str) -> str:
        outcome = self.outcomes.criteria[criterion]
        return label(outcome, outcome.after)

    def severity(self, criterion: str) -> set[str]:
        return set(self.outcomes.criteria[criterion].severities)

    def fires(self, interaction: str) -> bool:
        return self.outcomes.interactions[interaction] is True

    @property
    def shortcomings(self) -> set[str]:
        """The criteria that are not or only partly met."""
        return {name for name in self.outcomes.criteria if self.status(name) in ("not_met", "partly")}


@pytest.fixture(scope="module")
def conclude(session: Session, pack: RulePack) -> Any:
    def run(facts: dict[str, Any], stage: str = "in_force") -> Concluded:
        problems: list[Problem] = []
        settings = ShortForm(pack.fields, Document("", {}, None), problems).read(
            {"agreement.stage": stage, **facts}, ()
        )
        assert problems == []
        return Concluded(session.infer(memory(settings)))

    return run


def conditions(criterion: Criterion) -> frozenset[str]:
    """The facts a criterion reads."""
    return facts_read(criterion.applies_when) | facts_read(criterion.met) | facts_read(criterion.not_met)


def same_whatever(
    pack: RulePack, session: Session, field: str, values: tuple[str, ...], but: set[str], **fixed: str
) -> None:
    """In random cases no criterion other than ``but`` comes out differently for another value of a field."""
    for seed in range(12):
        base = any_memory(pack.fields, Random(seed))
        for name, value in fixed.items():
            base = base.with_value(name, value)
        found = [session.infer(base.with_value(field, value)).criteria for value in values]
        for name in pack.criteria.keys() - but:
            owns = {outcomes[name].own for outcomes in found}
            assert len(owns) == 1, (seed, name)


# -- the ten -----------------------------------------------------------------------------------------------------------


def test_trap_01_a_missing_quota_is_never_a_finding_and_only_makes_the_analysis_weigh_more(conclude: Any) -> None:
    """P. 3 and 4: quotas are not demanded; without them the partner's other concerns need closer analysis."""
    without = conclude({QUOTA: "no"})
    assert without.shortcomings == set()
    assert without.severity("IB-13") == {"critical"}
    assert conclude({QUOTA: "yes"}).severity("IB-13") == {"major"}
    wished = {RECRUITMENT: "yes", "partner.wants_firm_admission_commitments": "yes"}
    answered = {**wished, "offer.response_to_commitment_wish_recorded": "yes", QUOTA: "no"}
    assert conclude(answered).status("IB-14") == "met"


def test_trap_01_a_quota_without_legal_basis_is_the_worse_answer(conclude: Any) -> None:
    wished = {RECRUITMENT: "yes", "partner.wants_firm_admission_commitments": "yes"}
    promised = {**wished, "offer.response_to_commitment_wish_recorded": "yes", QUOTA: "yes"}
    assert conclude({**promised, "offer.existing_exceptions_usable": []}).status("IB-14") == "not_met"


def test_trap_02_binding_is_not_better_than_informal(pack: RulePack, session: Session, conclude: Any) -> None:
    """P. 2: flexibility lets domestic sensitivities be considered; what counts is whether the form fits."""
    same_whatever(
        pack,
        session,
        FORM,
        ("binding_treaty", "informal_arrangement", "mixed"),
        set(),
        **{OSTRACISED: "no", ROUTE: "no"},
    )
    fits = "agreement.form_takes_partner_sensitivities_into_account"
    resisted = {"partner.public_resistance_to_returns": "yes"}
    assert conclude({FORM: "binding_treaty", fits: "no", **resisted}).status("IB-22") == "not_met"
    assert conclude({FORM: "informal_arrangement", fits: "yes", **resisted}).status("IB-22") == "met"


def test_trap_03_a_priority_is_allowed_and_return_alone_is_what_the_approach_is_set_against(
    pack: RulePack, session: Session, conclude: Any
) -> None:
    """P. 1, 2 and 7: German priorities differ by partner; only one-sidedness about return is a failing."""
    same_whatever(pack, session, PRIORITY, ("return", "recruitment", "both", "other"), set())
    assert conclude({PRIORITY: "return"}).shortcomings == set()
    assert conclude({RETURN: "yes", RECRUITMENT: "no", "offer.items": []}).status("SU-04") == "not_met"


def test_trap_03_an_agreement_on_recruitment_alone_is_not_judged_one_sided(conclude: Any) -> None:
    alone = {RECRUITMENT: "yes", RETURN: "no", "agreement.omission_reason_recorded": "yes"}
    found = conclude({**alone, "agreement.german_interests_considered": ["recruitment", "return"]})
    assert found.status("SU-04") == "not_applicable"
    assert found.status("IB-02") == "met"


@pytest.mark.parametrize("basis", ["baseline", "presumed"])
def test_trap_04_a_general_statement_proves_nothing_about_one_country(
    pack: RulePack, session: Session, basis: Any
) -> None:
    """P. 2 to 4: “many”, “often”, “in some states”; filling them in for one country is the error the paper criticises."""
    interest = "partner.interest_labour_migration"
    stated = {
        name: Fact(name, value, Origin("case", "case.yaml", 1))
        for name, value in (
            (RECRUITMENT, "yes"),
            ("analysis.labour_interest_verified", "yes"),
            (interest, "wants_expansion"),
        )
    }
    general = {**stated, interest: replace(stated[interest], basis=basis)}
    for facts, status in ((stated, "met"), (general, "unknown")):
        known = perceive(facts, pack.fields).with_value("agreement.stage", "negotiating")
        assert label_of(session.infer(known), "IB-10") == status


def label_of(outcomes: Outcomes, name: str) -> str:
    return label(outcomes.criteria[name], outcomes.criteria[name].own)


def test_trap_04_an_interest_that_is_known_is_not_one_that_was_verified(conclude: Any) -> None:
    known = {RECRUITMENT: "yes", "partner.interest_labour_migration": "wants_expansion"}
    assert conclude(known).status("IB-10") == "unknown"
    assert conclude({**known, "analysis.labour_interest_verified": "no"}).status("IB-10") == "not_met"


def test_trap_05_signals_and_speed_are_no_defects_as_such(conclude: Any) -> None:
    """P. 3: the domestic function is called important; the risk is speed before substance, with implementation open."""
    target = {"signal.election_or_number_target": "yes"}
    assert conclude({**target, "signal.speed_over_substance": "no"}).status("SY-03") == "met"
    assert conclude(target).status("SY-03") == "unknown"
    assert conclude({**target, "signal.speed_over_substance": "yes"}).status("SY-03") == "not_met"
    backed = [{"claim": "it will be quick", "backed_by_provision": "yes"}]
    assert conclude({"signal.public_claims": backed}).status("SY-04") == "met"
    assert conclude({"signal.public_claims": []}).status("SY-04") == "not_applicable"


def test_trap_06_authoritarian_is_not_ostracised(conclude: Any) -> None:
    """P. 2 and 4: of authoritarian states the aims are to be clarified; legitimacy and formats concern ostracised ones."""
    found = conclude({RETURN: "yes", "partner.authoritarian": "yes", OSTRACISED: "no", ROUTE: "no"})
    assert found.status("IB-19") == "unknown"
    assert (found.status("IB-20"), found.status("IB-21")) == ("not_applicable", "not_applicable")
    assert not found.fires("INT-13")
    assert not found.fires("INT-14")


def test_trap_06_an_arrangement_with_a_neighbour_is_conceivable_and_not_demanded(conclude: Any) -> None:
    neighbour = {OSTRACISED: "no", ROUTE: "yes"}
    assert conclude({**neighbour, FORM: "informal_arrangement"}).status("IB-21") == "met"
    assert conclude({**neighbour, FORM: "undecided"}).status("IB-21") == "partly"
    assert conclude({OSTRACISED: "yes", FORM: "undecided"}).status("IB-21") != "not_met"


@pytest.mark.parametrize("kind", ["reintegration_support", "additional_legal_access", "other"])
def test_trap_07_incentives_are_offers_of_any_kind(conclude: Any, kind: str) -> None:
    """P. 4: “for example”; what counts is that they are agreed and suit the partner."""
    agreed = {RETURN: "yes", "offer.return_incentives_agreed": "yes", "offer.return_incentives_suit_partner": "yes"}
    assert conclude({**agreed, "offer.return_incentive_types": [kind]}).status("IS-11") == "met"


def test_trap_07_consent_is_only_the_first_step(conclude: Any) -> None:
    """P. 4: a readmission clause is no evidence of political will or of practical willingness."""
    clauses = {
        RETURN: "yes", "return.consent_in_principle": "yes", "return.procedure_identity_matching": "yes",
        "return.procedure_physical_transfer": "yes", "return.procedure_handover": "yes",
    }  # fmt: skip
    found = conclude(clauses)
    assert (found.status("IS-07"), found.status("IS-10")) == ("met", "met")
    assert (found.status("IS-06"), found.status("IS-09")) == ("unknown", "unknown")


def test_trap_08_rounds_are_not_consistency(conclude: Any) -> None:
    """P. 6: regular rounds do not remove differing aims."""
    found = conclude({"ministries.regular_rounds": "yes"})
    assert found.status("CO-02") == "met"
    assert {found.status(name) for name in ("CO-01", "CO-03", "CO-04")} == {"unknown"}
    divided = conclude({"ministries.regular_rounds": "yes", "ministries.coherent_approach": "no"})
    assert divided.status("CO-01") == "not_met"
    assert divided.fires("INT-23")


def test_trap_08_a_text_that_all_accept_because_it_freezes_their_positions_is_no_consistency(conclude: Any) -> None:
    frozen = conclude({
        "ministries.text_acceptable_to": [{"ministry": "interior", "acceptable": "yes"}],
        "agreement.static_ministry_positions": "yes", "agreement.adaptable_without_renegotiation": "no",
    })  # fmt: skip
    assert (frozen.status("CO-04"), frozen.status("CO-05")) == ("met", "not_met")
    assert frozen.fires("INT-22")


def test_trap_09_the_paper_does_not_choose_the_lead_ministry(pack: RulePack, session: Session, conclude: Any) -> None:
    """P. 6 and 7: fixed is only that the office stands in the lead body, upgraded and resourced."""
    same_whatever(pack, session, LEAD, ("interior", "foreign", "chancellery", "other"), set())
    assert all(LEAD not in conditions(criterion) for criterion in pack.criteria.values())
    placed = {"ministries.special_rep_in_lead": "yes", "ministries.special_rep_upgraded": "yes"}
    assert conclude({LEAD: "interior", **placed}).status("CO-11") == "met"


def test_trap_09_not_being_a_focus_country_is_no_failing(conclude: Any) -> None:
    """P. 5: the embassy's role follows from the Foreign Office's ten focus countries; it is no universal rule."""
    found = conclude(
        {RECRUITMENT: "yes", "abroad.focus_country": "no", "ministries.focus_country_choice_checked": "yes"}
    )
    assert found.status("IS-25") == "not_applicable"
    assert found.status("CO-09") == "met"
    assert not found.fires("INT-28")


def test_trap_10_private_recruiters_need_measures_and_their_use_is_no_failing(conclude: Any) -> None:
    """P. 5 and 6: better use and better control."""
    used = {RECRUITMENT: "yes", "recruiters.private_active": "yes", "recruiters.use_planned": "yes"}
    accompanied = conclude({**used, "recruiters.accompanying_measures": "yes"})
    assert (accompanied.status("IS-32"), accompanied.shortcomings) == ("met", set())
    alone = conclude({**used, "recruiters.accompanying_measures": "no"})
    assert alone.status("IS-32") == "not_met"
    assert alone.severity("IS-32") == {"critical"}
    assert alone.fires("INT-30")


def test_trap_10_protection_is_for_all_and_for_women_in_particular(conclude: Any) -> None:
    protected = {
        "recruiters.protection_recruitment_methods": "yes", "recruiters.protection_exploitative_employment": "yes",
        "recruiters.protection_joint_with_partner": "yes",
    }  # fmt: skip
    women = {RECRUITMENT: "yes", "recruiters.women_protection": "yes"}
    assert conclude({**women, **protected}).status("IS-35") == "met"
    assert conclude({**women, **dict.fromkeys(protected, "no")}).status("IS-35") == "partly"
    assert conclude({RECRUITMENT: "yes", **protected, "recruiters.women_protection": "no"}).status("IS-33") == "met"


def test_trap_10_programmes_are_no_failing_beside_self_organised_migration(conclude: Any) -> None:
    """P. 5: their small scale speaks for more self-organised migration, not against them."""
    programmes = {RECRUITMENT: "yes", "recruitment.programmes": [{"name": "Triple Win"}]}
    assert conclude(programmes).shortcomings == set()
    assert not conclude({**programmes, "recruitment.self_organised_measures": "yes"}).fires("INT-27")
    assert conclude({**programmes, "recruitment.self_organised_measures": "no"}).fires("INT-27")


# -- more --------------------------------------------------------------------------------------------------------------


def test_language_is_asked_of_the_agreement_and_not_of_the_partners_tongue(pack: RulePack) -> None:
    """P. 5: English-speaking countries are competitors; an English-speaking partner does not make IS-14 met."""
    assert conditions(pack.criteria["IS-14"]) == {RECRUITMENT, "recruitment.language_acquisition_addressed"}


def test_the_bulk_of_costs_is_not_all_and_the_state_may_start(pack: RulePack, conclude: Any) -> None:
    """P. 5: companies bear the bulk; pilots and seed funding by the state stay; small firms need organisational help."""
    state = {
        RECRUITMENT: "yes", "companies.state_transition_plan": "yes", "recruitment.visa_measures": "yes",
        "domestic.bureaucracy_addressed_recruitment": "yes", "companies.bear_bulk_of_costs": "partial",
    }  # fmt: skip
    found = conclude(state)
    assert (found.status("IS-27"), found.status("IS-28")) == ("met", "partly")
    assert conditions(pack.criteria["IS-29"]) == {"companies.sme_organisational_support"}
    assert "organis" in pack.fields["companies.sme_organisational_support"].title.en.lower()


def test_domestic_hurdles_are_alike_in_both_areas_and_those_of_the_partner_are_not(
    pack: RulePack, conclude: Any
) -> None:
    """P. 4: the section covers return as well as recruitment."""
    for name in ("IS-01", "IS-02", "IS-03", "IS-04"):
        read = conditions(pack.criteria[name])
        assert {field.rpartition("_")[2] for field in read} == {"return", "recruitment"}
    one_plan = {
        RECRUITMENT: "yes",
        RETURN: "yes",
        "recruitment.partner_side_plan": "yes",
        "return.partner_side_plan": "no",
    }
    found = conclude(one_plan)
    assert found.status("IS-05") == "partly"
    assert found.fires("INT-31")


def test_third_country_nationals_are_neither_recommended_nor_ruled_out(
    pack: RulePack, session: Session, conclude: Any
) -> None:
    """P. 4: highly controversial."""
    clause = "agreement.covers_third_country_nationals"
    same_whatever(pack, session, clause, ("yes", "partial", "no"), {"IS-08"})
    assert conclude({RETURN: "yes", clause: "no"}).status("IS-08") == "not_applicable"
    assert conclude({RETURN: "yes", clause: "yes", "return.tcn_controversy_addressed": "yes"}).status("IS-08") == "met"


def test_brain_drain_is_a_concern_of_one_ministry_and_the_link_with_health_workers_is_ours(pack: RulePack) -> None:
    """P. 6."""
    criterion = pack.criteria["IB-24"]
    assert (criterion.severity, criterion.origin) == ("minor", "reported_position")
    assert pack.interactions["INT-03"].strength == "joined_by_us"
    assert {effect.kind for effect in pack.interactions["INT-03"].effects} == {"question"}


def test_a_european_deal_that_outsources_asylum_is_no_european_embedding(pack: RulePack, conclude: Any) -> None:
    """P. 7: the paper sets comprehensive agreements against such deals; embedding is desirable, in the long run."""
    outsourced = conclude({"agreement.contains_asylum_externalisation": "yes"})
    assert outsourced.status("SU-05") == "not_met"
    for criterion in pack.of_dimension("EU"):
        assert outsourced.status(criterion.id) == "unknown"
        assert criterion.severity == "minor"
        assert not criterion.of_case
    assert "european_commission" in pack.criteria["EU-03"].responsible


def test_development_programmes_are_for_where_they_are_needed_and_no_condition_for_return(
    pack: RulePack, conclude: Any
) -> None:
    """P. 7: where needed, could."""
    assert conclude({"partner.migration_governance_support_need": "no"}).status("SU-06") == "not_applicable"
    assert RETURN not in conditions(pack.criteria["SU-06"])
    assert pack.criteria["SU-06"].severity == "minor"


def test_no_number_of_persons_is_a_target(pack: RulePack) -> None:
    """P. 2: 400,000, 227,000 and 44,000 describe the country, not what an agreement should bring."""
    parts = [part for one in pack.criteria.values() for part in (one.applies_when, one.met, one.not_met)]
    parts += [interaction.when for interaction in pack.interactions.values()]
    assert not any(isinstance(leaf, FactNumber) for part in parts for leaf in leaves(part))
    assert "arrivals_per_year" not in str(parts)


@pytest.mark.parametrize("name", ["kenya", "uzbekistan"])
def test_an_announced_agreement_is_not_a_signed_one(pack: RulePack, name: str) -> None:
    """P. 2: “follow” in September 2024."""
    case = load_case(ROOT / "cases" / f"{name}.yaml", pack.fields, as_of=parse_date("2024-08"))
    assert perceive(case.facts, pack.fields).values["agreement.stage"].isdisjoint({"signed", "in_force"})


@pytest.mark.parametrize("name", ["kyrgyzstan", "ghana", "philippines"])
def test_soundings_and_negotiations_are_not_told_apart_where_the_paper_does_not(pack: RulePack, name: str) -> None:
    """P. 2."""
    case = load_case(ROOT / "cases" / f"{name}.yaml", pack.fields, as_of=parse_date("2024-09"))
    assert perceive(case.facts, pack.fields).values["agreement.stage"] == {"sounding", "negotiating"}


def test_the_form_that_the_paper_does_not_state_is_not_made_up(pack: RulePack) -> None:
    """P. 2: of Uzbekistan nothing is said."""
    case = load_case(ROOT / "cases" / "uzbekistan.yaml", pack.fields, as_of=parse_date("2024-08"))
    assert not perceive(case.facts, pack.fields).knows(FORM)


def test_what_concerns_the_german_administration_is_not_counted_against_a_case(pack: RulePack) -> None:
    """Counting it in each case would make all agreements look alike."""
    german = {
        "IB-09",
        "IS-01",
        "IS-02",
        "IS-03",
        "IS-04",
        "IS-29",
        "IS-30",
        "IS-37",
        "CO-02",
        "CO-10",
        "CO-11",
        "CO-12",
        "CO-15",
        "CU-01",
        "CU-02",
    }
    assert {criterion.id for criterion in pack.criteria.values() if criterion.level == "germany"} == german
    assert not any(pack.criteria[name].of_case for name in german | {"MO-05", "EU-01", "EU-02", "EU-03"})


def test_roll_ups_are_derived_and_nothing_else_is(pack: RulePack) -> None:
    """Asking them as well would count twice."""
    assert {criterion.id for criterion in pack.criteria.values() if criterion.derived} == {"SY-01", "IS-18"}


def test_incentives_identified_and_incentives_agreed_are_two_things(pack: RulePack, conclude: Any) -> None:
    assert conditions(pack.criteria["IB-17"]) & conditions(pack.criteria["IS-11"]) == {RETURN}
    found = conclude({RETURN: "yes", "analysis.incentives_identified": "yes", "offer.return_incentives_agreed": "no"})
    assert (found.status("IB-17"), found.status("IS-11")) == ("met", "not_met")


def test_a_condition_that_is_unknown_is_an_open_question_and_never_not_applicable(
    pack: RulePack, session: Session
) -> None:
    found = session.infer(EMPTY)
    for name, criterion in pack.criteria.items():
        expected = "applicability_unknown" if facts_read(criterion.applies_when) else "unknown"
        assert label_of(found, name) == expected, name


def test_an_agreement_without_new_rights_is_not_thereby_empty(conclude: Any) -> None:
    """P. 2: existing law is to be applied more effectively."""
    provision = {"procedure_defined": "yes", "responsible_body": "a joint committee", "resources": "a budget"}
    found = conclude({
        RECRUITMENT: "yes", "recruitment.uses_existing_legal_routes": "yes", QUOTA: "no", "agreement.provisions": [provision],
    })  # fmt: skip
    assert (found.status("IS-17"), found.status("SY-05")) == ("met", "met")
    assert found.shortcomings == set()


@pytest.mark.parametrize(
    ("criterion", "answered", "wish", "value", "topic"),
    [
        ("IB-06", "analysis.duration_preference_answered", "partner.preference_duration", "permanent", "duration"),
        ("IB-07", "analysis.family_reunification_answered", "partner.family_reunification_weight", "high", "family"),
    ],
)
def test_family_and_permanence_are_questions_and_not_demands_to_grant(
    conclude: Any, criterion: str, answered: str, wish: str, value: str, topic: str
) -> None:
    """P. 3: what the partner wants is to be known and dealt with in the draft."""
    wished = {RECRUITMENT: "yes", wish: value}
    assert conclude(wished).status(criterion) == "unknown"
    dealt_with = {answered: "yes", "analysis.answers_taken_up_in_draft": [{"topic": topic, "taken_up": "yes"}]}
    assert conclude({**wished, **dealt_with}).status(criterion) == "met"


def test_before_its_time_a_criterion_is_no_finding(pack: RulePack, session: Session) -> None:
    """Whatever else is known: while sounding, nothing that is due later is a shortcoming."""
    for seed in range(15):
        found = session.infer(any_memory(pack.fields, Random(seed)).with_value("agreement.stage", "sounding"))
        for name, criterion in pack.criteria.items():
            if criterion.due_from not in (None, "sounding"):
                assert found.criteria[name].own.isdisjoint({"not_met", "partly"}), (seed, name)


def test_no_case_is_concluded_from_a_memory_that_holds_nothing(session: Session) -> None:
    assert Concluded(session.infer(Memory({}, {}, {}, {}))).shortcomings == set()
