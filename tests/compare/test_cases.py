"""The ten cases that are shipped: valid on both days, every fact with a source that can be found, the page on them up to date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts.cases_page import PAGE, generated, page

from abkommen.assessment.model import Assessment
from abkommen.casefile.model import Fact, Source
from abkommen.reports.gap.citing import evidence_of, linked
from tests.compare.conftest import CASES, DAYS

COUNTRIES = {
    "colombia", "georgia", "ghana", "india", "kenya", "kyrgyzstan", "moldova", "morocco", "philippines", "uzbekistan",
}  # fmt: skip


def test_there_are_the_ten_the_paper_names() -> None:
    assert {path.stem for path in CASES} == COUNTRIES


@pytest.mark.parametrize("day", DAYS)
def test_every_fact_has_a_source_that_can_be_found(runs: dict[str, list[Assessment]], day: str) -> None:
    for run in runs[day]:
        for fact in run.case.facts.values():
            assert _is_backed(fact), f"{run.case.id}: {fact.field} has no evidence"
            for evidence in evidence_of(fact):
                assert evidence.source in run.case.sources, f"{run.case.id}: {fact.field}"
        assert [source.title for source in run.case.sources.values() if not _can_be_found(source)] == []


def _is_backed(fact: Fact) -> bool:
    """A known value needs evidence; an unknown one may say where it was looked for, or why nobody has."""
    return bool(evidence_of(fact)) or (fact.value is None and bool(fact.search or fact.note or fact.unknown_kind))


def _can_be_found(source: Source) -> bool:
    reference = source.title and source.publisher and (source.number or source.date)
    return linked(source.address) is not None if source.address else bool(reference)


@pytest.mark.parametrize("day", DAYS)
def test_no_fact_is_of_a_later_day(runs: dict[str, list[Assessment]], day: str) -> None:
    for run in runs[day]:
        assert all(fact.as_of is None or fact.as_of.first <= run.case.as_of.last for fact in run.case.facts.values())
        germany = next(use.id for use in run.case.layers if use.layer == "germany")
        assert germany == f"germany-{day}"


def test_the_page_on_the_cases_is_up_to_date() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text, generated(PAGE.parent)) == text, "make docs brings it up to date"


def test_the_page_names_every_case_and_only_files_that_exist() -> None:
    text = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"\]\((\w+)\.yaml\)", text))
    assert named == {path.stem for path in CASES}
    assert all((Path(PAGE.parent) / f"{name}.yaml").is_file() for name in named)
