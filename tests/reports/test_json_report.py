"""The JSON: as its schema says, the same bytes every time, and nothing in it that the assessment does not say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from abkommen.reports.json_report import json_document, json_text
from abkommen.reports.public import public_version
from tests.reports.conftest import ARGUED, ROOT, RealCase, WrittenCase


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((ROOT / "schemas" / "assessment.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def errors(validator: jsonschema.Draft202012Validator, document: dict[str, Any]) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


@pytest.mark.parametrize(("name", "day"), [("kenya", "2024-09"), ("india", "2026-01"), ("moldova", "2026-01")])
def test_real_cases_are_as_the_schema_says(
    real_case: RealCase, validator: jsonschema.Draft202012Validator, name: str, day: str
) -> None:
    document = json.loads(json_text(real_case(name, day), written_at="2026-01-02T03:04:05+00:00"))
    assert errors(validator, document) == []


def test_an_empty_case_is_as_the_schema_says(
    written_case: WrittenCase, validator: jsonschema.Draft202012Validator
) -> None:
    assert errors(validator, json.loads(json_text(written_case()))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("criteria", 0, "status"), "maybe"),
        (("criteria", 0, "surplus"), 1),
        (("overall", "low"), 101),
        (("verdict", "worst"), None),
        (("facts", "Agreement"), {}),
    ],
)
def test_the_schema_refuses_what_is_wrong(
    real_case: RealCase, validator: jsonschema.Draft202012Validator, path: tuple[Any, ...], value: object
) -> None:
    document: Any = json.loads(json_text(real_case("kenya")))
    target = document
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = value
    assert errors(validator, document)


def test_every_criterion_and_interaction_is_there_once(real_case: RealCase) -> None:
    run = real_case("kenya")
    document = json_document(run)
    assert [entry["id"] for entry in document["criteria"]] == list(run.pack.criteria)
    assert {entry["id"] for entry in document["interactions"]} == set(run.pack.interactions)


def test_own_and_effective_status_stand_beside_the_interaction(written_case: WrittenCase) -> None:
    entries = {entry["id"]: entry for entry in json_document(written_case(ARGUED))["criteria"]}
    capped = entries["IB-01"]
    assert (capped["status"], capped["effective_status"]) == ("met", "partly")
    note = next(note for note in capped["interactions"] if note["id"] == "INT-02")
    assert note == {
        "id": "INT-02",
        "effect": "cap_status",
        "state": "holds",
        "changes": True,
        "to": "partly",
        "by": None,
    }
    assert entries["IB-13"]["severity"] == "critical"


def test_nothing_depends_on_the_clock_unless_asked(real_case: RealCase) -> None:
    assert "written_at" not in json_document(real_case("kenya"))
    assert json.loads(json_text(real_case("kenya"), written_at="x"))["written_at"] == "x"


def test_keys_are_sorted(real_case: RealCase) -> None:
    def check(value: object) -> None:
        if isinstance(value, dict):
            assert list(value) == sorted(value)
            for part in value.values():
                check(part)
        elif isinstance(value, list):
            for part in value:
                check(part)

    check(json.loads(json_text(real_case("kenya"))))


def test_the_bytes_do_not_depend_on_the_process() -> None:
    """Sets and dictionaries must not show their order: two processes with different hash seeds agree."""
    command = [sys.executable, "-m", "abkommen", "assess", "cases/kenya.yaml", "--json", "-"]
    written = [
        subprocess.run(
            command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert written[0] == written[1]


def test_a_repair_shows_what_to_add_and_not_what_is_recorded(real_case: RealCase) -> None:
    run = real_case("kenya")
    changes = [c for step in (json_document(run)["next_verdict"] or {"sets": []})["sets"] for c in step if "add" in c]
    recorded = run.run.memory.lists
    for change in changes:
        known = (
            [{k: sorted(v) for k, v in item.items()} for item in recorded[change["field"]].items]
            if change["field"] in recorded
            else []
        )
        assert all(item not in known for item in change["add"])
    assert changes


def test_scores_are_those_of_the_assessment(real_case: RealCase) -> None:
    run = real_case("india")
    document = json_document(run)
    for code, interval in run.scores.dimensions.items():
        told = document["scores"][code]
        assert (told["low"] is None) == (interval.low is None)
        if interval.low is not None:
            assert told["low"] == pytest.approx(interval.low, abs=1e-4)
    assert document["verdict"]["worst"] == run.verdict.worst
    assert document["overall"]["weakest"] == list(run.scores.weakest)


def test_public_leaves_out_what_is_confidential(written_case: WrittenCase) -> None:
    run = written_case(
        """
        agreement:
          covers_recruitment: {value: yes, from: S1, at: "Geheimstelle 7", note: "Geheimnotiz", confidential: true}
          covers_return: {value: yes, from: S2, at: Art. 3}
        """
    )
    text, public = json_text(run), json_text(public_version(run)[0])
    assert "Geheimstelle" in text
    assert "Geheimnotiz" in text
    assert "Geheim" not in public
    assert "https://example.org/entwurf" not in public  # only the confidential fact cites it
    document = json.loads(public)
    assert document["facts"]["agreement.covers_recruitment"]["value"] is None
    assert document["criteria"] == json.loads(text)["criteria"]


def test_public_changes_nothing_where_nothing_is_confidential(real_case: RealCase) -> None:
    run = real_case("kenya")
    public = public_version(run)[0]
    assert public.case.facts == run.case.facts
    assert replace(public, case=run.case) == run
