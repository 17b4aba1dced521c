"""The ten real agreements, assessed once for all tests, on both days."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from abkommen.assessment.comparison import Comparison, compare
from abkommen.assessment.development import Development, development
from abkommen.assessment.model import Assessment
from abkommen.base.texts import Lang
from abkommen.batch import assess_many
from abkommen.reports.comparison_report import ComparisonReport
from abkommen.reports.wording.wording import Wording
from abkommen.reports.wording.words import load_words

ROOT = Path(__file__).parents[2]
CASES = tuple(sorted((ROOT / "cases").glob("*.yaml")))
DAYS = ("2024-09", "2026-01")
Reporter = Callable[[Comparison, Development | None, Lang], ComparisonReport]


def itself(found: Assessment) -> Assessment:
    return found


@pytest.fixture(scope="session")
def runs() -> dict[str, list[Assessment]]:
    return {day: list(assess_many(CASES, itself, as_of=day)) for day in DAYS}


@pytest.fixture(scope="session")
def ten(runs: dict[str, list[Assessment]]) -> Comparison:
    return compare(runs["2026-01"])


@pytest.fixture(scope="session")
def changes(runs: dict[str, list[Assessment]]) -> Development:
    return development(*(runs[day] for day in DAYS))


@pytest.fixture(scope="session")
def reporter() -> Reporter:
    def report(found: Comparison, changed: Development | None, lang: Lang) -> ComparisonReport:
        wording = Wording(found.assessments[0].pack, load_words(ROOT / "templates", lang))
        return ComparisonReport(found, changed, wording, (ROOT / "templates",))

    return report
