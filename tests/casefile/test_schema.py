"""The JSON Schemas accept what reading accepts and refuse what an editor can see is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from abkommen.base.fields import Catalogue
from abkommen.base.yamltree import parse_yaml, read_yaml
from abkommen.casefile.schema import baseline_schema, case_schema, partner_schema

CASES = Path(__file__).parents[2] / "cases"
HEAD = """\
schema: migration-agreement-case/1
id: de-ke
title: {de: A, en: B}
as_of: 2026
sources: {S1: {kind: press, title: A, address: "https://a.org"}}
facts:
"""
GOOD = [
    "text: {stage: {value: signed, from: S1, at: 12, as_of: 2024}}",
    "text: {stage: [{value: talks, as_of: 2024, from: S1}, {value: signed, as_of: 2024-09-13, from: S1}]}",
    "text: {covers_return: {value: no, evidence: [{source: S1, locator: p. 2}], confidential: true}}",
    "text: {covers_return: {value: unknown}}",
    "text: {covers_return: {value: unknown, unknown_kind: undetermined, candidates: [yes, no]}}",
    "text: {covers_return: {value: unknown, unknown_kind: searched, search: {on: 2026, where: BMI}}}",
    "text: {covers_return: {value: yes, basis: presumed}}",
    "text: {topics: {value: [work], complete: no, from: S1}}",
    "text: {topics: {value: [], complete: yes, search: {on: 2026-01, where: BMI}}}",
    "text: {provisions: {value: [{id: P1, area: , body: none, clear: unknown}], from: S1}}",
    "text: {interval: {value: 6, from: S1}, opened_on: {value: 2024-09, from: S1}, summary: {value: 3, from: S1}}",
    "text:",
]
BAD = [
    "text: {stge: {value: signed, from: S1}}",
    "txt: {}",
    "text: {stage: {value: singed, from: S1}}",
    "text: {stage: {value: signed}}",
    "text: {stage: signed}",
    "text: {stage: {value: signed, at: p. 2, basis: presumed}}",
    "text: {stage: []}",
    "text: {stage: [{value: signed, from: S1}]}",
    "text: {stage: {value: signed, from: S1, as_of: soon}}",
    "text: {stage: {value: signed, from: S1, complete: yes}}",
    "text: {covers_return: {value: true, from: S1}}",
    "text: {covers_return: {value: yes, from: S1, unknown_kind: searched}}",
    "text: {covers_return: {value: unknown, unknown_kind: searched}}",
    "text: {covers_return: {value: unknown, unknown_kind: disputed}}",
    "text: {covers_return: {value: unknown, unknown_kind: undetermined, candidates: [maybe, no]}}",
    "text: {topics: {value: [], complete: yes}}",
    "text: {topics: {value: [trade], from: S1}}",
    "text: {provisions: {value: [{id: P1, aera: work}], from: S1}}",
    "text: {provisions: {value: [{}], from: S1}}",
    "text: {interval: {value: six, from: S1}}",
]


@pytest.fixture(scope="module")
def small(catalogue: Catalogue) -> Draft202012Validator:
    return Draft202012Validator(case_schema(catalogue))


@pytest.mark.parametrize("facts", GOOD)
def test_good_facts_pass_here_and_when_read(small: Draft202012Validator, desk: Any, facts: str) -> None:
    desk.write(f"{HEAD}  {facts}\n")
    assert [error.message for error in small.iter_errors(parse_yaml(f"{HEAD}  {facts}\n", "x").data)] == []
    desk.load()


@pytest.mark.parametrize("facts", BAD)
def test_bad_facts_fail_here_and_when_read(small: Draft202012Validator, desk: Any, facts: str) -> None:
    desk.write(f"{HEAD}  {facts}\n")
    assert list(small.iter_errors(parse_yaml(f"{HEAD}  {facts}\n", "x").data))
    assert desk.complaints()


@pytest.mark.parametrize(
    "line", ["id: de-ke", "schema: migration-agreement-case/1", "as_of: 2026", "title: {de: A, en: B}"]
)
def test_what_a_head_needs_is_required(small: Draft202012Validator, line: str) -> None:
    assert list(small.iter_errors(parse_yaml(HEAD.replace(f"{line}\n", ""), "x").data))


@pytest.mark.parametrize(
    ("make", "files"),
    [(case_schema, "*.yaml"), (partner_schema, "partners/*.yaml"), (baseline_schema, "baselines/*.yaml")],
)
def test_the_sample_files_pass(real_catalogue: Catalogue, make: Any, files: str) -> None:
    schema = make(real_catalogue)
    Draft202012Validator.check_schema(schema)
    paths = sorted(CASES.glob(files))
    assert paths
    for path in paths:
        assert [error.message for error in Draft202012Validator(schema).iter_errors(read_yaml(path).data)] == []


def test_descriptions_hold_question_evidence_and_meanings_in_the_languages_asked_for(real_catalogue: Catalogue) -> None:
    field = real_catalogue["agreement.covers_return"]
    fact = case_schema(real_catalogue, ("de",))["$defs"]["agreement.covers_return"]
    assert fact["title"] == field.title.de
    assert field.question.de in fact["description"]
    assert field.evidence.de in fact["description"]
    assert field.question.en not in fact["description"]
    for word, text in field.anchors.items():
        assert f"{word}: {text.de}" in fact["properties"]["value"]["description"]
    both = case_schema(real_catalogue)["$defs"]["agreement.covers_return"]
    assert field.question.de in both["description"]
    assert field.question.en in both["description"]


def test_layer_files_offer_only_facts_of_their_scope(catalogue: Catalogue) -> None:
    def facts(schema: dict[str, Any]) -> set[str]:
        groups = schema["properties"]["facts"]["properties"]
        return {f"{group}.{name}" for group, members in groups.items() for name in members["properties"]}

    assert facts(case_schema(catalogue)) == catalogue.keys()
    assert facts(partner_schema(catalogue)) == {name for name, field in catalogue.items() if field.scope == "partner"}
    assert facts(baseline_schema(catalogue)) == {
        "home.lead",
        "home.rounds",
        "home.union",
        "home.stock",
        "text.positions",
    }
