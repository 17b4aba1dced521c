"""The cases that are shipped can be read on every day that matters."""

from __future__ import annotations

from pathlib import Path

import pytest

from abkommen.base.dates import parse_date
from abkommen.base.fields import Catalogue
from abkommen.casefile.loading import CaseReader

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture(scope="module")
def reader(real_catalogue: Catalogue) -> CaseReader:
    return CaseReader(real_catalogue)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize(("as_of", "germany"), [("2024-09", "germany-2024-09"), ("2026-01", "germany-2026-01")])
def test_a_sample_case_can_be_read(reader: CaseReader, path: Path, as_of: str, germany: str) -> None:
    case = reader.load(path, parse_date(as_of))
    assert {use.layer: use.id for use in case.layers}["germany"] == germany
    assert all(fact.as_of is None or fact.as_of.first <= case.as_of.last for fact in case.facts.values())
    assert all(evidence.source in case.sources for fact in case.facts.values() for evidence in fact.evidence)


def test_kenya_was_not_yet_in_force_in_september_2024(reader: CaseReader) -> None:
    stages = {
        day: reader.load(CASES / "kenya.yaml", parse_date(day)).facts["agreement.stage"]
        for day in ("2024-08", "2024-09", "2026-01")
    }
    assert {day: fact.value for day, fact in stages.items()} == {
        "2024-08": "negotiating",
        "2024-09": "signed",
        "2026-01": "in_force",
    }
