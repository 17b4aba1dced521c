"""Conditions, facts, effects and explanations read as a person would write them, in both languages."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from abkommen.base.dates import parse_date
from abkommen.base.problems import BadInput
from abkommen.base.texts import LANGUAGES, Lang
from abkommen.casefile.loading import load_case
from abkommen.casefile.model import Case, Claim, Evidence, Fact, Origin, Source
from abkommen.inference.deduction import Plan, conclude
from abkommen.inference.explanation import Explainer
from abkommen.inference.memory import EMPTY, perceive
from abkommen.reports.wording.conditions import condition_in_words
from abkommen.reports.wording.display import amount, count, date, dated, in_words, joined, number, quoted
from abkommen.reports.wording.effects import effect_in_words
from abkommen.reports.wording.facts import fact_details, fact_value, item_in_words
from abkommen.reports.wording.phrases import Line, Listing, bullets, one_line
from abkommen.reports.wording.terminal import tree_text
from abkommen.reports.wording.trees import TreeLine, explained, interaction_explained
from abkommen.reports.wording.wording import Wording
from abkommen.reports.wording.words import load_words
from abkommen.rulepack.conditions import (
    ALWAYS,
    NEVER,
    All,
    Any_,
    Condition,
    CriticalGap,
    FactDate,
    FactIn,
    FactKnown,
    FactNumber,
    ItemIn,
    Not,
    Quantified,
    ScoreAtLeast,
    StatusIn,
)
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import Effect, RulePack

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
ORIGIN = Origin("case", "case.yaml", 1)
Words = Callable[[Lang], Wording]


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return load_pack(ROOT / "rules" / "swp-2024")


@pytest.fixture(scope="module")
def wording(pack: RulePack) -> Words:
    return lambda lang: Wording(pack, load_words(TEMPLATES, lang))


@pytest.fixture(scope="module")
def kenya(pack: RulePack) -> Case:
    return load_case(ROOT / "cases" / "kenya.yaml", pack.fields)


def conditions(pack: RulePack) -> Iterator[tuple[str, Condition]]:
    for criterion in pack.criteria.values():
        yield from ((criterion.id, part) for part in (criterion.applies_when, criterion.met, criterion.not_met))
    yield from ((one.id, one.when) for one in pack.interactions.values())
    yield from ((step.id, step.requires) for step in pack.scoring.verdicts)


def is_in(fact: str, *values: str) -> FactIn:
    return FactIn(fact, frozenset(values))


def item(attribute: str, *values: str) -> ItemIn:
    return ItemIn(attribute, frozenset(values))


# Conditions


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("wanted", [True, False])
def test_every_condition_of_the_pack_is_told_without_names_of_fields_and_values(
    pack: RulePack, wording: Words, lang: Lang, wanted: bool
) -> None:
    inner = re.compile(r"[a-z]+[._][a-z]|\{|\}|\bNone\b|\b(?:partial|not_met|is|in_force)\b(?=$|[,;:])")
    for name, condition in conditions(pack):
        told = bullets(wording(lang).words, condition_in_words(wording(lang), condition, wanted))
        assert not inner.search(told), (name, told)
        assert told[0] in "„“[" or told[0].isupper(), (name, told)


SINGLE: list[tuple[Condition, str, str]] = [
    (ALWAYS, "immer", "always"),
    (NEVER, "nie", "never"),
    (
        is_in("companies.bear_bulk_of_costs", "yes", "partial"),
        "Hauptlast der Kosten bei den Unternehmen: ja oder teilweise",
        "Companies bear most of the costs: yes or partly",
    ),
    (Not(is_in("offer.quota_offered", "yes")), "Angebotenes Kontingent: teilweise oder nein", "Quota offered: partly or no"),
    (Not(is_in("agreement.stage", "in_force")), "Stand des Abkommens: nicht in Kraft", "Stage of the agreement: not in force"),
    (
        Not(is_in("agreement.german_priority", "return", "both")),
        "Deutsche Priorität bei diesem Partner: weder Rückkehr noch beides",
        "German priority with this partner: neither return nor both",
    ),
    (FactKnown("agreement.form"), "Rechtsform: bekannt", "Legal form: known"),
    (Not(FactKnown("agreement.form")), "Rechtsform: nicht bekannt", "Legal form: not known"),
    (
        FactNumber("followup.review_interval_months", "at_most", 12),
        "Abstand der Überprüfungen: höchstens 12 Monate",
        "Review interval: at most 12 months",
    ),
    (
        Not(FactNumber("followup.review_interval_months", "at_least", 1.5)),
        "Abstand der Überprüfungen: weniger als 1,5 Monate",
        "Review interval: less than 1.5 months",
    ),
    (
        FactDate("agreement.negotiations_opened_on", "before", parse_date("2024-09-13")),
        "Beginn der Verhandlungen: vor dem 13. September 2024",
        "Opening of negotiations: before 13 September 2024",
    ),
    (
        Not(FactDate("analysis.development_model_date", "after", "agreement.negotiations_opened_on")),
        "Datum der Analyse: nicht nach „Beginn der Verhandlungen“",
        "Date of the analysis: not after “Opening of negotiations”",
    ),
    (
        Quantified("some", "agreement.partner_interests_reflected", item("reflected", "yes")),
        "Partnerinteressen im Text: mindestens ein Eintrag mit „Im Text aufgenommen: ja“",
        "Partner interests in the text: at least one entry with “Taken up in the text: yes”",
    ),
    (
        Not(Quantified("some", "agreement.partner_interests_reflected", item("reflected", "yes"))),
        "Partnerinteressen im Text: kein Eintrag mit „Im Text aufgenommen: ja“",
        "Partner interests in the text: no entry with “Taken up in the text: yes”",
    ),
    (
        Quantified("every", "ministries.contradictions", item("resolution", "resolved")),
        "Widersprüche: jeder Eintrag mit „Auflösung: aufgelöst“",
        "Contradictions: every entry with “Resolution: resolved”",
    ),
    (
        Not(Quantified("every", "ministries.contradictions", item("resolution", "resolved"))),
        "Widersprüche: nicht jeder Eintrag mit „Auflösung: aufgelöst“",
        "Contradictions: not every entry with “Resolution: resolved”",
    ),
    (
        Not(Quantified("some", "offer.items", Not(item("policy_field", "return")))),
        "Deutsche Angebote: jeder Eintrag mit „Politikfeld: Rückkehr“",
        "German offers: every entry with “Policy field: return”",
    ),
    (
        Quantified("count", "abroad.steps_covered", item("covered", "yes"), 6),
        "Abgedeckte Schritte der Migration: mindestens sechs Einträge mit „Abgedeckt: ja“",
        "Migration steps covered: at least six entries with “Covered: yes”",
    ),
    (
        Not(Quantified("count", "abroad.steps_covered", item("covered", "yes"), 6)),
        "Abgedeckte Schritte der Migration: weniger als sechs Einträge mit „Abgedeckt: ja“",
        "Migration steps covered: fewer than six entries with “Covered: yes”",
    ),
    (
        Quantified("some", "agreement.german_interests_considered", item("value", "recruitment")),
        "Abgewogene deutsche Interessen: darunter Anwerbung",
        "German interests weighed: including recruitment",
    ),
    (
        Not(Quantified("some", "agreement.german_interests_considered", item("value", "recruitment"))),
        "Abgewogene deutsche Interessen: ohne Anwerbung",
        "German interests weighed: without recruitment",
    ),
    (
        Quantified("some", "signal.public_claims", item("backed_by_provision", "yes", "partial", "no")),
        "Öffentliche Ankündigungen: mindestens ein Eintrag mit „Durch Bestimmung gedeckt: angegeben“",
        "Public claims: at least one entry with “Backed by a provision: stated”",
    ),
    (
        Quantified("some", "agreement.provisions", All((item("procedure_defined", "yes"), Not(item("resources", "none"))))),
        "Operative Bestimmungen: mindestens ein Eintrag mit „Verfahren festgelegt: ja“ und „Mittel: genannt“",
        "Operative provisions: at least one entry with “Procedure defined: yes” and “Resources: given”",
    ),
    (
        StatusIn("IB-13", frozenset({"not_met", "partly"})),
        "IB-13 (Ziele des Partners in anderen Politikfeldern analysiert): nicht oder nur teilweise erfüllt",
        "IB-13 (Partner’s goals in other policy fields analysed): not met or only partly met",
    ),
    (
        Not(StatusIn("MO-01", frozenset({"not_met"}))),
        "MO-01 (Belastbare bilaterale Arbeitsstrukturen): ganz oder teilweise erfüllt, nicht anwendbar oder noch nicht fällig",
        "MO-01 (Resilient bilateral working structures): met in full or in part, not applicable or not yet due",
    ),
    (CriticalGap("IB"), "kritische Lücke im Bereich „Interessenausgleich“", "critical gap in the area “Interest balance”"),
    (
        Not(CriticalGap("IB")),
        "keine kritische Lücke im Bereich „Interessenausgleich“",
        "no critical gap in the area “Interest balance”",
    ),
    (ScoreAtLeast("overall", 50), "Gesamtwert: mindestens 50 von 100", "Overall score: at least 50 out of 100"),
    (
        Not(ScoreAtLeast("IB", 75)),
        "Wert im Bereich „Interessenausgleich“: unter 75 von 100",
        "Score in the area “Interest balance”: below 75 out of 100",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "german", "english"), SINGLE)
def test_one_test_is_one_line(wording: Words, condition: Condition, german: str, english: str) -> None:
    assert condition_in_words(wording("de"), condition) == Line(german)
    assert condition_in_words(wording("en"), condition) == Line(english)


DELAYS, HURDLES, WILLING = (
    is_in("return.delays", "no"),
    is_in("return.sham_hurdles", "no"),
    is_in("return.practical_willingness", "yes"),
)


@pytest.mark.parametrize(
    ("condition", "german", "english"),
    [
        (
            All((DELAYS, HURDLES)),
            "„Verzögerungen bei Rückführungen“ und „Vorgeschobene Hürden“: jeweils nein",
            "“Delays in returns” and “Sham hurdles”: no in each case",
        ),
        (
            Any_((Not(DELAYS), Not(HURDLES))),
            "„Verzögerungen bei Rückführungen“ oder „Vorgeschobene Hürden“: ja oder teilweise",
            "“Delays in returns” or “Sham hurdles”: yes or partly",
        ),
        (
            All((is_in("recruitment.visa_measures", "no"), is_in("agreement.german_priority", "both"))),
            "„Maßnahmen zur schnelleren Visumvergabe: nein“ und „Deutsche Priorität bei diesem Partner: beides“",
            "“Measures to speed up visas: no” and “German priority with this partner: both”",
        ),
        (
            All(tuple(Quantified("some", "culture.levels_reached", item("value", one)) for one in ("federal", "land", "municipal"))),
            "Erreichte Verwaltungsebenen: darunter Bund, Länder und Kommunen",
            "Levels of administration reached: including federal level, Länder and municipalities",
        ),
        (
            All(tuple(Quantified(kind, "ministries.text_acceptable_to", item("acceptable", "yes")) for kind in ("some", "every"))),
            "Zustimmung der Ressorts zum Text: mindestens ein Eintrag, alle mit „Trägt den Text mit: ja“",
            "Ministries’ acceptance of the text: at least one entry, all with “Accepts the text: yes”",
        ),
        (
            Any_((CriticalGap("IB"), CriticalGap("CO"))),
            "kritische Lücke in mindestens einem der Bereiche „Interessenausgleich“ und „Konsistenz und Ressortabstimmung“",
            "critical gap in at least one of the areas “Interest balance” and “Cross-ministry consistency”",
        ),
    ],
)  # fmt: skip
def test_tests_that_belong_together_are_told_together(
    wording: Words, condition: Condition, german: str, english: str
) -> None:
    assert condition_in_words(wording("de"), condition) == Line(german)
    told = condition_in_words(wording("en"), condition)
    assert isinstance(told, Line)
    assert told.text.replace("'", "’") == english


LONG = All((WILLING, Any_((DELAYS, All((HURDLES, CriticalGap("IS")))))))
GERMAN_LIST = """\
Alles Folgende trifft zu:

- Praktische Bereitschaft zur Rückübernahme: ja
- Mindestens eines davon trifft zu:
  - Verzögerungen bei Rückführungen: nein
  - Alles Folgende trifft zu:
    - Vorgeschobene Hürden: nein
    - Kritische Lücke im Bereich „Umsetzungsstrukturen“"""
ENGLISH_LINE = (
    "all of the following hold: Practical willingness to readmit: yes; (at least one of the following holds: Delays in returns: no; "
    "(all of the following hold: Sham hurdles: no; critical gap in the area “Implementation structures”))"
)


def test_what_is_mixed_or_long_becomes_a_nested_list(wording: Words) -> None:
    assert bullets(wording("de").words, condition_in_words(wording("de"), LONG)) == GERMAN_LIST
    assert one_line(wording("en").words, condition_in_words(wording("en"), LONG)) == ENGLISH_LINE


def test_and_is_never_mixed_with_or_in_one_line(wording: Words) -> None:
    owned, dated_ = Not(item("owner", "none")), Not(item("due", "none"))
    some = Quantified("some", "signal.open_implementation_questions", Any_((Not(owned), Not(dated_))))
    none = Not(Quantified("some", "signal.open_implementation_questions", All((owned, dated_))))
    assert isinstance(condition_in_words(wording("en"), All((some, none))), Listing)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_negation_twice_is_none(pack: RulePack, wording: Words, lang: Lang) -> None:
    for name, condition in conditions(pack):
        assert condition_in_words(wording(lang), Not(Not(condition))) == condition_in_words(wording(lang), condition), (
            name
        )


def test_references_to_criteria_can_be_links(pack: RulePack) -> None:
    linked = Wording(pack, load_words(TEMPLATES, "en"), lambda id_, title: f"<{id_}>")
    assert condition_in_words(linked, StatusIn("MO-01", frozenset({"met"}))) == Line("<MO-01>: met")


# Values


def test_dates(wording: Words) -> None:
    day, month, year = (parse_date(text) for text in ("2024-09-13", "2024-09", "2024"))
    german, english = wording("de").words, wording("en").words
    assert [date(german, one) for one in (day, month, year)] == ["13. September 2024", "September 2024", "2024"]
    assert [date(english, one) for one in (day, month, year)] == ["13 September 2024", "September 2024", "2024"]
    assert [dated(german, one, "after") for one in (day, month, year)] == [
        "nach dem 13. September 2024",
        "nach September 2024",
        "nach 2024",
    ]
    assert [dated(english, one, "on") for one in (day, month, year)] == [
        "on 13 September 2024",
        "in September 2024",
        "in 2024",
    ]


def test_numbers(wording: Words) -> None:
    german, english = wording("de").words, wording("en").words
    assert [number(german, one) for one in (3, 1.5, 0.25, 1500, 10000, 1234567.5)] == [
        "3",
        "1,5",
        "0,25",
        "1500",
        "10.000",
        "1.234.567,5",
    ]
    assert [number(english, one) for one in (1.5, 10000, -12345)] == ["1.5", "10,000", "-12,345"]
    assert (number(german, 58.04, digits=0), number(german, 58.04, digits=1)) == ("58", "58")
    assert [amount(german, one, "months") for one in (1, 12)] == ["1 Monat", "12 Monate"]
    assert amount(english, 3, "Länder") == "3 Länder"
    assert [count(german, one, "criterion") for one in (0, 1, 2)] == ["0 Kriterien", "1 Kriterium", "2 Kriterien"]
    assert (in_words(german, 2), in_words(english, 12), in_words(english, 13)) == ("zwei", "twelve", "13")


def test_lists_and_quotations(wording: Words) -> None:
    german, english = wording("de").words, wording("en").words
    assert [joined(german, parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a und b",
        "a, b und c",
    ]
    assert joined(english, ["a", "b", "c"], "or") == "a, b or c"
    assert joined(german, ["a", "b", "c"], "nor") == "a noch b noch c"
    assert quoted(german, "Titel „x“") == "„Titel ‚x‘“"
    assert quoted(english, "“x” said") == "“‘x’ said”"


def fact(field: str, value: object = None, **rest: object) -> Fact:
    return Fact(field, value, ORIGIN, **rest)  # type: ignore[arg-type]


SOURCES = {"case/S1": Source("case/S1", "analysis", "Bericht A"), "case/S2": Source("case/S2", "press", "Meldung B")}
CLAIMS = (Claim("yes", (Evidence("case/S1", "p. 3"),)), Claim("no", (Evidence("case/S2", "Art. 4"),)))


@pytest.mark.parametrize(
    ("found", "german", "english"),
    [
        (fact("agreement.stage", "in_force"), "in Kraft", "in force"),
        (fact("return.delays", "partial"), "teilweise", "partly"),
        (fact("agreement.negotiations_opened_on", parse_date("2024-03")), "März 2024", "March 2024"),
        (fact("followup.review_interval_months", 1), "1 Monat", "1 month"),
        (
            fact("agreement.german_interests_considered", ({"value": "recruitment"}, {"value": "return"})),
            "Anwerbung und Rückkehr",
            "recruitment and return",
        ),
        (fact("agreement.partner_interests_reflected", ({"interest_id": "A"}, {"interest_id": "B"})), "2 Einträge", "2 entries"),
        (fact("offer.items", ()), "keine Einträge", "no entries"),
        (fact("return.delays", unknown_kind="not_asked"), "unbekannt (noch nicht erfragt)", "unknown (not asked yet)"),
        (
            fact("agreement.stage", unknown_kind="undetermined", candidates=("signed", "initialled"), as_of=parse_date("2024-09")),
            "unbekannt (nicht eindeutig; möglich: paraphiert oder unterzeichnet; Stand September 2024)",
            "unknown (not clear; possible: initialled or signed; as of September 2024)",
        ),
        (
            fact("return.delays", unknown_kind="searched", search="Antworten der Bundesregierung", searched_on=parse_date("2025-05-03")),
            "unbekannt (gesucht, nicht gefunden; gesucht am 3. Mai 2025 in: Antworten der Bundesregierung)",
            "unknown (searched for, not found; searched on 3 May 2025 in: Antworten der Bundesregierung)",
        ),
        (
            fact("return.delays", unknown_kind="disputed", claims=CLAIMS),
            "unbekannt (widersprüchlich belegt; ja laut Bericht A, S. 3; nein laut Meldung B, Art. 4)",
            "unknown (evidence conflicts; yes according to Bericht A, p. 3; no according to Meldung B, Art. 4)",
        ),
        (fact("return.delays", confidential=True), "vertraulich", "confidential"),
    ],
)  # fmt: skip
def test_values_of_facts(wording: Words, found: Fact, german: str, english: str) -> None:
    assert fact_value(wording("de"), found.field, found, SOURCES) == german
    assert fact_value(wording("en"), found.field, found, SOURCES) == english


def test_how_a_fact_is_known(wording: Words) -> None:
    stated = fact("return.delays", "no", as_of=parse_date("2024-09-13"), confidence="medium")
    assert fact_details(wording("de"), stated) == "belegt, mittlere Verlässlichkeit, Stand 13. September 2024"
    guess = fact("return.delays", "no", basis="presumed")
    assert fact_details(wording("en"), guess) == "presumed, so it decides nothing"
    listed = fact("offer.items", (), complete=True, confidential=True)
    assert fact_details(wording("de"), listed) == "belegt, hohe Verlässlichkeit, vollständige Liste, vertraulich"
    assert fact_details(wording("de"), fact("return.delays", unknown_kind="not_asked")) == ""


def test_entries_of_lists(wording: Words) -> None:
    entry = {"question": "Wer prüft?", "owner": "none", "due": "2025-03-01"}
    assert item_in_words(wording("de"), "signal.open_implementation_questions", entry) == (
        "Frage: Wer prüft?; Zuständig: nicht genannt; Termin: 1. März 2025"
    )
    entry = {"name": "Triple Win", "arrivals_per_year": "12000", "fair_recruitment": "yes"}
    assert "12,000" in item_in_words(wording("en"), "recruitment.programmes", entry)
    assert item_in_words(wording("en"), "culture.levels_reached", {"value": "land"}) == "Länder"


# Effects


@pytest.mark.parametrize(
    ("effect", "german", "english"),
    [
        (Effect("cap_status", "MO-02", "partly"), "<MO-02> gilt höchstens als teilweise erfüllt", "<MO-02> counts as partly met at most"),
        (Effect("raise_severity", "IB-13", "critical"), "<IB-13> zählt als kritisch", "<IB-13> is rated critical"),
        (
            Effect("finding", "SY-01"),
            "Befund bei <SY-01>, sofern nicht oder nur teilweise erfüllt",
            "a finding on <SY-01> where not met or only partly met",
        ),
        (Effect("question", "CO-03"), "Frage zu <CO-03>", "a question on <CO-03>"),
        (
            Effect("explain_cause", "SU-01", by="CO-12"),
            "<CO-12> als Erklärung bei <SU-01>",
            "<CO-12> as an explanation, shown with <SU-01>",
        ),
        (Effect("explain_cause", "SY-01"), "Erklärung bei <SY-01>", "an explanation, shown with <SY-01>"),
        (Effect("bound_verdict", to="workable"), "Das Urteil lautet höchstens „umsetzbar“", "The verdict is at most “workable”"),
    ],
)  # fmt: skip
def test_effects(pack: RulePack, effect: Effect, german: str, english: str) -> None:
    told = {
        lang: effect_in_words(Wording(pack, load_words(TEMPLATES, lang), lambda id_, title: f"<{id_}>"), effect)
        for lang in LANGUAGES
    }
    assert told == {"de": german, "en": english}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_effect_of_the_pack_has_words(pack: RulePack, wording: Words, lang: Lang) -> None:
    for interaction in pack.interactions.values():
        for effect in interaction.effects:
            assert not re.search(r"[{}_]", effect_in_words(wording(lang), effect)), interaction.id


# Explanations


TREE = """\
IS-07 (Grundsätzliches Einverständnis zur Rückübernahme)
├─ Status: erfüllt
├─ Gewicht: wesentlich
├─ ✓ Anwendbar, wenn Folgendes zutrifft
│  └─ ✓ Rückkehr und Rückübernahme im Text geregelt: ja oder teilweise
│          ja (belegt, hohe Verlässlichkeit)
│          Beleg: Bericht A, S. 3
├─ ✓ Fällig: ab der Paraphierung – derzeit in Kraft (belegt, hohe Verlässlichkeit)
├─ ✓ Erfüllt, wenn Folgendes zutrifft
│  └─ ✓ Grundsätzliches Einverständnis zur Rückübernahme: ja
│          ja (erschlossen, mittlere Verlässlichkeit)
│          Beleg: Meldung B, Art. 4
└─ ✗ Nicht erfüllt, wenn Folgendes zutrifft
   └─ ✗ Grundsätzliches Einverständnis zur Rückübernahme: nein – derzeit ja
"""
OPEN = """\
IS-07 (Consent in principle to readmission)
├─ Status: applicability unclear
├─ Severity: major
├─ ? Applies if the following holds
│  └─ ? Return and readmission covered by the text: yes or partly – currently unknown (not asked yet)
├─ ? Due: from initialling on – currently unknown (not asked yet)
├─ ? Met if the following holds
│  └─ ? Consent in principle to readmission: yes – currently unknown (not asked yet)
├─ ? Not met if the following holds
│  └─ ? Consent in principle to readmission: no – currently unknown (not asked yet)
└─ For the criterion to be met, this would have to be found
   ├─ Return and readmission covered by the text: yes or partly – currently unknown (not asked yet)
   └─ Consent in principle to readmission: yes – currently unknown (not asked yet)
"""


def told(wording: Wording, plan: Plan, facts: dict[str, Fact], name: str) -> TreeLine:
    run = conclude(plan, perceive(facts, plan.pack.fields))
    return explained(wording, Explainer(run, facts).criterion(name), SOURCES)


def test_an_explanation_for_the_terminal(pack: RulePack, wording: Words) -> None:
    known = [
        fact("agreement.covers_return", "yes", evidence=(Evidence("case/S1", "p. 3"),)),
        fact("agreement.stage", "in_force"),
        fact(
            "return.consent_in_principle",
            "yes",
            basis="inferred",
            confidence="medium",
            evidence=(Evidence("case/S2", "Art. 4"),),
        ),
    ]
    tree = told(wording("de"), Plan(pack), {one.field: one for one in known}, "IS-07")
    assert tree_text(wording("de"), tree) == TREE
    assert tree_text(wording("en"), told(wording("en"), Plan(pack), {}, "IS-07")) == OPEN


def test_colour_only_when_asked(pack: RulePack, wording: Words) -> None:
    tree = told(wording("en"), Plan(pack), {}, "IS-07")
    coloured = tree_text(wording("en"), tree, colour=True)
    assert "\x1b[33m?\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == OPEN


def test_entries_under_a_negated_test_are_marked_by_what_they_do_to_it(pack: RulePack, wording: Words) -> None:
    entries = ({"policy_field": "return"}, {"policy_field": "training", "status": "agreed"})
    facts = {"offer.items": fact("offer.items", entries, complete=True)}
    text = tree_text(wording("en"), told(wording("en"), Plan(pack), facts, "SU-04"))
    assert "✗ German offers: every entry with “Policy field: return”" in text
    assert "✓ Policy field: return\n" in text
    assert "✗ Policy field: training; Status: agreed" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_can_be_explained(pack: RulePack, wording: Words, kenya: Case, lang: Lang) -> None:
    for facts, sources in (({}, {}), (kenya.facts, kenya.sources)):
        found = Explainer(conclude(Plan(pack), perceive(facts, pack.fields) if facts else EMPTY), facts)
        lines = [explained(wording(lang), found.criterion(name), sources) for name in pack.criteria]
        lines += [interaction_explained(wording(lang), found.interaction(name), sources) for name in pack.interactions]
        for line in lines:
            assert not re.search(r"[{}]|\bNone\b|not_met|\b(?:agreement|partner)\.", tree_text(wording(lang), line)), (
                line.text
            )


# The words themselves


def test_both_languages_have_the_same_vocabulary() -> None:
    german, english = (load_words(TEMPLATES, lang).model_dump() for lang in LANGUAGES)
    assert german.keys() == english.keys()
    for group in ("units", "nouns", "verdicts"):
        assert german[group].keys() == english[group].keys(), group


def test_the_verdicts_of_the_pack_have_names(pack: RulePack) -> None:
    for lang in LANGUAGES:
        assert set(load_words(TEMPLATES, lang).verdicts) == {step.id for step in pack.scoring.verdicts}


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("  met: erfüllt\n", "", "no word for met"),
        ("  met: erfüllt\n", "  met: erfüllt\n  mett: x\n", "unknown key mett"),
        ("  claim: \"{label}: {value}\"", "  claim: \"{label}: {wert}\"", "expected: {label}, {value}"),
        ("  known: bekannt\n", "", "“known” is missing"),
    ],
)  # fmt: skip
def test_a_word_that_is_missing_or_misspelt_is_an_error_with_its_line(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    text = (TEMPLATES / "words" / "de.yaml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "de.yaml").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BadInput, match=re.escape(message)) as caught:
        load_words(tmp_path, "de")
    assert all(problem.line for problem in caught.value.problems)


def test_wording_all_conditions_takes_a_moment(pack: RulePack, wording: Words) -> None:
    said = wording("de")
    started = time.process_time()
    for _, condition in conditions(pack):
        condition_in_words(said, condition)
    assert time.process_time() - started < 0.1  # takes about 10 ms
