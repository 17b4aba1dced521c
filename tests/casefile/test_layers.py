"""Layers: where they are found, which version counts, what overrides what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from abkommen.base.dates import parse_date
from abkommen.base.fields import Catalogue
from abkommen.casefile.loading import CaseReader
from abkommen.casefile.suggest import layers_for

Desk = Any  # the fixture of conftest.py

PARTNER = """\
schema: migration-partner/1
id: {id}
country: KE
as_of: 2026-01
sources: {{S1: {{kind: analysis, title: About the partner, address: "https://example.org/p"}}}}
"""
BASELINE = """\
schema: migration-baseline/1
id: {id}
as_of: {as_of}
sources: {{S1: {{kind: analysis, title: Source of {id}, address: "https://example.org/b"}}}}
"""


def case(layers: str, facts: str = "", as_of: str = "2026-01") -> str:
    return (
        f"schema: migration-agreement-case/1\nid: de-ke\ntitle: {{de: A, en: B}}\nas_of: {as_of}\nlayers: {layers}\n"
        'sources: {S1: {kind: analysis, title: The case, address: "https://example.org/c"}}\n' + facts
    )


def partner(facts: str, name: str = "kenya", more: str = "") -> str:
    return PARTNER.format(id=name) + more + f"facts: {facts}\n"


def baseline(name: str, facts: str, as_of: str = "2024-09", more: str = "") -> str:
    return BASELINE.format(id=name, as_of=as_of) + more + f"facts: {facts}\n"


def test_facts_of_all_layers_come_together_with_their_origin_and_sources(desk: Desk) -> None:
    desk.write(
        case(
            "{partner: kenya, germany: germany-1, eu: eu-1}",
            "facts: {text: {stage: {value: signed, from: S1}}}\n",
        )
    )
    desk.write(partner("{land: {regime: {value: no, from: S1}}}"), "partners/kenya.yaml")
    desk.write(baseline("germany-1", "{home: {lead: {value: home, from: S1}}}"), "baselines/germany-1.yaml")
    desk.write(
        baseline("eu-1", "{home: {union: {value: yes, from: S1}, stock: {value: no, from: S1}}}"), "baselines/eu-1.yaml"
    )
    found = desk.load()
    assert {name: fact.origin.layer for name, fact in found.facts.items()} == {
        "text.stage": "case",
        "land.regime": "partner",
        "home.lead": "germany",
        "home.union": "eu",
        "home.stock": "eu",
    }
    assert {fact.evidence[0].source for fact in found.facts.values()} == {
        "case/S1",
        "partner/S1",
        "germany/S1",
        "eu/S1",
    }
    assert found.sources.keys() == {"case/S1", "partner/S1", "germany/S1", "eu/S1"}
    assert found.sources["germany/S1"].title == "Source of germany-1"
    assert [(use.layer, use.id) for use in found.layers] == [
        ("partner", "kenya"),
        ("germany", "germany-1"),
        ("eu", "eu-1"),
    ]


def test_the_case_overrides_the_partner_and_the_baselines(desk: Desk) -> None:
    positions = "text: {positions: {value: [{ministry: labour}], from: S1}}"
    facts = f"{{land: {{regime: {{value: unknown}}}}, home: {{lead: {{value: labour, from: S1}}}}, {positions}}}"
    desk.write(case("{partner: kenya, germany: germany-1}", f"facts: {facts}\n"))
    desk.write(partner("{land: {regime: {value: no, from: S1}}}"), "partners/kenya.yaml")
    general = "{home: {lead: {value: home, from: S1}}, text: {positions: {value: [{ministry: home}], from: S1}}}"
    desk.write(baseline("germany-1", general), "baselines/germany-1.yaml")
    found = desk.load().facts
    assert found["land.regime"].value is None
    assert found["home.lead"].value == "labour"
    assert found["text.positions"].value == ({"ministry": "labour"},)


def test_a_general_statement_of_the_baseline_counts_until_the_case_replaces_it(desk: Desk) -> None:
    desk.write(case("{germany: germany-1}"))
    desk.write(
        baseline("germany-1", "{text: {positions: {value: [{ministry: home}], from: S1}}}"), "baselines/germany-1.yaml"
    )
    assert desk.load().facts["text.positions"].origin.layer == "germany"


@pytest.mark.parametrize(
    ("as_of", "expected", "lead"),
    [
        ("2024-09", "germany-1", "home"),
        ("2025-12-31", "germany-1", "home"),
        ("2026-01", "germany-2", "labour"),
        ("2027", "germany-2", "labour"),
    ],
)
def test_of_several_baselines_the_latest_by_the_day_counts(desk: Desk, as_of: str, expected: str, lead: str) -> None:
    desk.write(case("{germany: [germany-2, germany-1]}"))
    desk.write(baseline("germany-1", "{home: {lead: {value: home, from: S1}}}"), "baselines/germany-1.yaml")
    desk.write(
        baseline("germany-2", "{home: {lead: {value: labour, from: S1}}}", "2026-01"), "baselines/germany-2.yaml"
    )
    found = desk.load(as_of)
    assert [use.id for use in found.layers] == [expected]
    assert found.facts["home.lead"].value == lead


def test_before_the_first_of_several_baselines_nothing_is_known(desk: Desk) -> None:
    desk.write(case("{germany: [germany-1, germany-2]}"))
    desk.write(baseline("germany-1", "{home: {lead: {value: home, from: S1}}}"), "baselines/germany-1.yaml")
    desk.write(baseline("germany-2", "{}", "2026-01"), "baselines/germany-2.yaml")
    found = desk.load("2024-08")
    assert (found.layers, dict(found.facts)) == ((), {})


def test_the_one_baseline_that_is_named_counts_on_every_day(desk: Desk) -> None:
    desk.write(case("{germany: germany-2}"))
    desk.write(baseline("germany-2", "{home: {lead: {value: home, from: S1}}}", "2026-01"), "baselines/germany-2.yaml")
    assert desk.load("2024-08").facts["home.lead"].value == "home"


def test_a_baseline_takes_over_what_it_does_not_say_itself(desk: Desk) -> None:
    desk.write(case("{germany: germany-2}"))
    ministries = "ministries: {{home: {{de: {0}, en: {0}, abbreviation: BMI}}{1}}}\n"
    old = "{home: {lead: {value: home, from: S1}, rounds: {value: yes, from: S1}}}"
    labour = ", labour: {de: Arbeit, en: Labour}"
    desk.write(baseline("germany-1", old, more=ministries.format("Alt", labour)), "baselines/germany-1.yaml")
    new = "{home: {lead: {value: labour, from: S1}}}"
    more = "extends: germany-1\n" + ministries.format("Neu", "")
    desk.write(baseline("germany-2", new, "2026-01", more), "baselines/germany-2.yaml")
    found = desk.load()
    assert {name: fact.value for name, fact in found.facts.items()} == {"home.lead": "labour", "home.rounds": "yes"}
    assert {role: name.de for role, name in found.ministries.items()} == {"home": "Neu", "labour": "Arbeit"}
    assert [use.id for use in found.layers] == ["germany-2"]


def test_sources_of_the_older_file_keep_apart_from_those_of_the_newer(desk: Desk) -> None:
    desk.write(case("{germany: germany-2}"))
    desk.write(baseline("germany-1", "{home: {rounds: {value: yes, from: S1}}}"), "baselines/germany-1.yaml")
    new = "{home: {lead: {value: labour, from: S1}}}"
    desk.write(baseline("germany-2", new, "2026-01", "extends: germany-1\n"), "baselines/germany-2.yaml")
    found = desk.load()
    titles = {name: found.sources[fact.evidence[0].source].title for name, fact in found.facts.items()}
    assert titles == {"home.rounds": "Source of germany-1", "home.lead": "Source of germany-2"}


def test_layers_lie_beside_the_case_or_one_folder_up_or_among_the_shipped(desk: Desk, tmp_path: Path) -> None:
    desk.path = desk.write(case("{partner: kenya, germany: germany-1, eu: eu-1}"), "mine/case.yaml")
    desk.write(partner("{land: {regime: {value: no, from: S1}}}"), "mine/partners/kenya.yaml")
    desk.write(partner("{land: {regime: {value: yes, from: S1}}}"), "partners/kenya.yaml")
    desk.write(baseline("germany-1", "{home: {lead: {value: home, from: S1}}}"), "baselines/germany-1.yaml")
    desk.write(baseline("eu-1", "{home: {union: {value: yes, from: S1}}}"), "ship/cases/baselines/eu-1.yaml")
    desk.write(
        baseline("germany-1", "{home: {lead: {value: labour, from: S1}}}"), "ship/cases/baselines/germany-1.yaml"
    )
    found = desk.load(shipped=tmp_path / "ship" / "cases")
    assert {name: fact.value for name, fact in found.facts.items()} == {
        "land.regime": "no",
        "home.lead": "home",
        "home.union": "yes",
    }
    assert found.facts["home.union"].origin.file == "cases/baselines/eu-1.yaml"


def test_a_case_named_without_a_folder_finds_its_layers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(case("{partner: kenya, germany: germany-1}"), "mine/case.yaml")
    desk.write(partner("{land: {regime: {value: no, from: S1}}}"), "mine/partners/kenya.yaml")
    desk.write(baseline("germany-1", "{}"), "baselines/germany-1.yaml")
    monkeypatch.chdir(desk.folder / "mine")
    found = CaseReader(desk.catalogue).load(Path("case.yaml"))
    assert [use.id for use in found.layers] == ["kenya", "germany-1"]


def test_layers_are_read_once_for_all_cases(desk: Desk, catalogue: Catalogue) -> None:
    desk.write(case("{partner: kenya}"))
    path = desk.write(partner("{land: {regime: {value: no, from: S1}}}"), "partners/kenya.yaml")
    reader = CaseReader(catalogue)
    first = reader.load(desk.path)
    path.write_text("changed meanwhile", encoding="utf-8")
    assert reader.load(desk.path) == first


def test_a_missing_layer_file_is_told_with_what_there_is(desk: Desk) -> None:
    desk.write(case("{partner: kenia, germany: [germany-1, nowhere]}"))
    desk.write(partner("{}"), "partners/kenya.yaml")
    desk.write(baseline("germany-1", "{}"), "baselines/germany-1.yaml")
    assert desk.complaints() == [
        "case.yaml:5:19: no file partners/kenia.yaml (did you mean kenya?)",
        (
            "case.yaml:5:47: no file baselines/nowhere.yaml"
            " (looked for baselines/nowhere.yaml beside the case and one folder up; there are: germany-1)"
        ),
    ]


def test_a_circle_of_layers_is_told_where_it_closes(desk: Desk) -> None:
    desk.write(case("{germany: germany-1}"))
    desk.write(baseline("germany-1", "{}", more="extends: germany-2\n"), "baselines/germany-1.yaml")
    desk.write(baseline("germany-2", "{}", more="extends: germany-1\n"), "baselines/germany-2.yaml")
    assert desk.complaints() == [
        (
            "baselines/germany-2.yaml:5:10: “extends” goes in a circle: germany-1 → germany-2 → germany-1"
            " (an older file extends no newer one)"
        )
    ]


def test_a_file_that_extends_itself_is_a_circle(desk: Desk) -> None:
    desk.write(case("{germany: germany-1}"))
    desk.write(baseline("germany-1", "{}", more="extends: germany-1\n"), "baselines/germany-1.yaml")
    assert "“extends” goes in a circle: germany-1 → germany-1" in desk.complaints()[0]


def test_the_file_taken_over_must_exist_and_be_older(desk: Desk) -> None:
    desk.write(case("{germany: [germany-1, germany-2]}"))
    desk.write(baseline("germany-1", "{}", more="extends: germany-0\n"), "baselines/germany-1.yaml")
    desk.write(baseline("germany-2", "{}", "2024-01", "extends: germany-3\n"), "baselines/germany-2.yaml")
    desk.write(baseline("germany-3", "{}", "2026-01"), "baselines/germany-3.yaml")
    assert desk.complaints() == [
        "baselines/germany-1.yaml:5:10: no file baselines/germany-0.yaml (did you mean germany-3 or germany-2 or germany-1?)",
        "baselines/germany-2.yaml:5:10: germany-2 extends germany-3, which is of a later date (“extends” names an older file)",
    ]


def test_a_layer_file_holds_only_facts_of_its_scope(desk: Desk) -> None:
    desk.write(case("{partner: kenya, germany: germany-1}"))
    desk.write(
        partner("{text: {stage: {value: signed, from: S1}}, home: {lead: {value: home, from: S1}}}"),
        "partners/kenya.yaml",
    )
    desk.write(baseline("germany-1", "{land: {regime: {value: no, from: S1}}}"), "baselines/germany-1.yaml")
    assert desk.complaints() == [
        "partners/kenya.yaml:6:16: “text.stage” does not belong in this file (it belongs in the case file)",
        "partners/kenya.yaml:6:58: “home.lead” does not belong in this file (it belongs in a baseline or the case file)",
        "baselines/germany-1.yaml:5:16: “land.regime” does not belong in this file (it belongs in the partner file or the case file)",
    ]


def test_a_layer_file_is_called_like_its_id(desk: Desk) -> None:
    desk.write(case("{partner: kenya}"))
    desk.write(partner("{}", "kenia"), "partners/kenya.yaml")
    assert desk.complaints() == [
        "partners/kenya.yaml:2:5: “id” is kenia, the file is called kenya.yaml (write id: kenya)"
    ]


def test_a_baseline_where_a_partner_is_named_is_told(desk: Desk) -> None:
    desk.write(case("{partner: kenya}"))
    desk.write(baseline("kenya", "{}"), "partners/kenya.yaml")
    assert desk.complaints() == [
        "partners/kenya.yaml:1:9: this is a baseline file, not a partner file (a partner file has schema: migration-partner/1)"
    ]


def test_norway_is_a_country_and_an_unknown_code_is_not(desk: Desk) -> None:
    desk.write(case("{partner: norway}"))
    desk.write(partner("{}", "norway").replace("country: KE", "country: NO"), "partners/norway.yaml")
    assert desk.load().layers[0].id == "norway"
    desk.write(partner("{}", "norway").replace("country: KE", "country: ke"), "partners/norway.yaml")
    assert desk.complaints() == [
        "partners/norway.yaml:3:10: “ke” is no country code of ISO 3166: two capital letters such as KE; did you mean KE?"
    ]


def test_a_reference_reaches_over_layers_and_a_dangling_one_is_told(desk: Desk) -> None:
    facts = "facts: {text: {provisions: {value: [{id: P1, serves: KE-1}, {id: P2, serves: KE-2}], from: S1}}}\n"
    desk.write(case("{partner: kenya}", facts))
    desk.write(partner("{land: {interests: {value: [{id: KE-1}], as_of: 2027, from: S1}}}"), "partners/kenya.yaml")
    (problem,) = desk.complaints()
    assert problem == "case.yaml:7:78: no item “KE-2” in land.interests (did you mean KE-1?)"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-08", None),
        ("2024-09-12", "talks"),
        ("2024-09", "signed"),
        ("2024", "in_force"),
        ("2024-10-18", "in_force"),
        ("2026", "in_force"),
    ],
)
def test_of_dated_records_the_latest_known_on_the_day_counts(desk: Desk, as_of: str, expected: str | None) -> None:
    records = (
        "[{value: in_force, as_of: 2024-10-18, from: S1}, {value: talks, as_of: 2024-09, from: S1},"
        " {value: signed, as_of: 2024-09-13, from: S1}]"
    )
    desk.write(case("{}", f"facts: {{text: {{stage: {records}}}}}\n"))
    found = desk.load(as_of).facts.get("text.stage")
    assert (found.value if found else None) == expected


def test_a_fact_of_a_later_day_leaves_room_for_the_layer_below(desk: Desk) -> None:
    desk.write(case("{partner: kenya}", "facts: {land: {regime: {value: no, as_of: 2025-06, from: S1}}}\n"))
    desk.write(partner("{land: {regime: {value: partial, as_of: 2024, from: S1}}}"), "partners/kenya.yaml")
    assert desk.load("2025-05").facts["land.regime"].value == "partial"
    assert desk.load("2025-06").facts["land.regime"].value == "no"


def test_the_day_of_the_case_file_counts_unless_another_is_given(desk: Desk) -> None:
    desk.write(case("{}", "facts: {text: {stage: {value: signed, as_of: 2025, from: S1}}}\n", as_of="2024-12"))
    assert desk.load().facts == {}
    assert desk.load().as_of == parse_date("2024-12")
    assert desk.load("2025-01").facts["text.stage"].value == "signed"


def test_the_layers_for_a_new_case_are_those_that_can_be_found(desk: Desk, tmp_path: Path) -> None:
    desk.write(partner("{}", "ke-land"), "partners/ke-land.yaml")
    desk.write("not: [valid", "partners/broken.yaml")
    desk.write(baseline("germany-1", "{}"), "baselines/germany-1.yaml")
    desk.write(baseline("eu-1", "{}"), "ship/baselines/eu-1.yaml")
    found = layers_for("KE", tmp_path, tmp_path / "ship")
    assert (found.partner, found.germany, found.eu) == (("ke-land",), ("germany-1",), ("eu-1",))
    assert layers_for("GH", tmp_path).partner == ()
