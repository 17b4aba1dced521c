"""``abkommen schema``: every kind is a JSON Schema, and the published one is what is printed."""

from __future__ import annotations

import json

import jsonschema
import pytest

from abkommen.cli.schema import MADE, WRITTEN
from tests.cli.conftest import ROOT, Call


@pytest.mark.parametrize("kind", [*MADE, *WRITTEN])
def test_each_kind_is_a_schema(call: Call, kind: str) -> None:
    ended = call("schema", kind)
    assert ended.code == 0
    schema = json.loads(ended.out)
    jsonschema.validators.validator_for(schema).check_schema(schema)
    assert schema["$schema"].startswith("https://json-schema.org/")


def test_the_schema_of_assessments_is_the_published_one(call: Call) -> None:
    assert call("schema", "assessment").out == (ROOT / "schemas" / "assessment.schema.json").read_text(encoding="utf-8")


def test_an_unknown_kind_ends_with_2(call: Call) -> None:
    ended = call("schema", "asessment")
    assert ended.code == 2
    assert "is not one of" in ended.err
