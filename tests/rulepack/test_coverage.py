"""Every passage of the paper has its rules or its reason, and every rule its passage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.minipack import criterion, interaction, mini_pack, told

from abkommen.base.problems import BadInput
from abkommen.rulepack.coverage import Coverage, coverage
from abkommen.rulepack.loading import load_pack
from abkommen.rulepack.model import RulePack

ROOT = Path(__file__).parents[2]
REASON = "reason: {de: Beschreibt nur., en: Describes only.}"
PASSAGES = f"""\
- {{n: 1, section: Anfang, page: 1, criteria: [AA-01, AA-02]}}
- {{n: 2, section: Anfang, page: 1-2, interactions: [INT-01], facts: [case/text.one]}}
- {{n: 3, section: Ende, page: 2, {REASON}}}
"""


def complaints(folder: Path, passages: str, **files: str) -> list[str]:
    pack = mini_pack(folder, passages=passages, **files)
    with pytest.raises(BadInput) as caught:
        coverage(pack)
    return told(caught.value.problems, folder)


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return load_pack(ROOT / "rules" / "swp-2024")


@pytest.fixture(scope="module")
def papers(pack: RulePack) -> Coverage:
    return coverage(pack)


def test_passages_and_rules_lead_to_each_other(tmp_path: Path) -> None:
    found = coverage(mini_pack(tmp_path, passages=PASSAGES))
    assert found.by_rule == {"AA-01": (1,), "AA-02": (1,), "INT-01": (2,)}
    assert [passage.n for passage in found.by_rules] == [1, 2]
    assert [passage.n for passage in found.by_reason] == [3]
    assert found.passages[1].facts == ("case/text.one",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[AA-01, AA-02]", "[AA-01, AA-22]", "passages.yaml:1:54: passage 1: unknown “AA-22” (did you mean AA-02"),
        ("[AA-01, AA-02]", "[AA-01]", "criteria/second.yaml:1: AA-02: no passage leads to it (name it in passages.yaml)"),
        ("[INT-01]", "[INT-11]", "passages.yaml:2:53: passage 2: unknown “INT-11” (did you mean INT-01?)"),
        ("text.one]", "text.oen]", "passages.yaml:2:70: passage 2: unknown “text.oen” (did you mean text.one"),
        ("n: 3", "n: 4", "passages.yaml:3:7: expected passage 3, got 4 (number them in order)"),
        ("page: 1,", "page: 3,", "passages.yaml:1:33: passage 1: AA-01 names no source in “Anfang” on page 3 (it names Anfang, p. 1)"),
        ("page: 2, reason", "page: back, reason", "passages.yaml:3:31: passage 3: “back” is no page (write 4 or “3-4”)"),
        ("page: 1-2", "page: 2", "passages.yaml:2:33: passage 2: INT-01 names no source in “Anfang” on page 2"),
        (f", {REASON}", "", "passages.yaml:3:7: passage 3: a rule or a reason, not both and not neither (say why no rule stands for it)"),
        ("[AA-01, AA-02]", f"[AA-01, AA-02], {REASON}", "passages.yaml:1:7: passage 1: a rule or a reason, not both and not neither"),
        ("en: Describes only.", "en: TODO", "passages.yaml:3:42: passage 3: reason has no text in “en”"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_at_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in PASSAGES
    found = complaints(tmp_path, PASSAGES.replace(old, new))
    assert any(problem.startswith(message) for problem in found), found


def test_a_source_that_no_passage_stands_for_is_told(tmp_path: Path) -> None:
    two = criterion().replace("[{section: Anfang, page: 1}]", "[{section: Anfang, page: 1}, {section: Ende, page: 2}]")
    found = complaints(tmp_path, PASSAGES, criteria=two)
    message = "AA-01: no passage stands for its source “Ende”, page 2"
    assert found == [f"criteria/first.yaml:1: {message} (name it in passages.yaml, or correct the source)"]


def test_a_numbered_part_belongs_to_its_section(tmp_path: Path) -> None:
    part = interaction("{fact: text.one, is: yes}").replace("section: Anfang", 'section: "Anfang, (1) Erstes"')
    assert coverage(mini_pack(tmp_path, passages=PASSAGES, interactions=part)).by_rule["INT-01"] == (2,)


def test_a_pack_without_passages_and_a_broken_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"passages\.yaml: no such file"):
        coverage(mini_pack(tmp_path / "one"))
    assert complaints(tmp_path / "two", "n: 1\n") == ["passages.yaml:1:1: expected a list of passages"]
    (found,) = complaints(tmp_path / "three", "- {n: 1, section: Anfang, pages: 1}\n")[:1]
    assert "“page” is missing" in found or "unknown key “pages”" in found


# -- the paper's pack --------------------------------------------------------------------------------------------------


def test_the_paper_has_130_passages_in_the_order_of_its_pages(papers: Coverage) -> None:
    assert len(papers.passages) == 130
    pages = [int(passage.page.partition("-")[0]) for passage in papers.passages]
    assert pages == sorted(pages)
    assert set(pages) == {1, 2, 3, 4, 5, 6, 7}


def test_every_rule_follows_from_a_passage(papers: Coverage, pack: RulePack) -> None:
    assert papers.by_rule.keys() == {*pack.criteria, *pack.interactions}
    assert all(papers.by_rule.values())


def test_the_passages_are_those_of_the_specification(papers: Coverage) -> None:
    path = ROOT.parent / "shared" / "domain" / "coverage.yaml"
    if not path.is_file():
        pytest.skip("the specification is not here")
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))["passages"]
    assert len(listed) == len(papers.passages)
    for given, passage in zip(listed, papers.passages, strict=True):
        assert set(given["criteria"]) <= set(passage.criteria), passage.n
        assert given["interactions"] == list(passage.interactions), passage.n
        assert str(given["page"]) in passage.page, passage.n


def test_every_fact_named_stands_in_its_file_with_the_paper_as_evidence(papers: Coverage) -> None:
    for passage in papers.passages:
        for fact in passage.facts:
            name, _, field = fact.partition("/")
            records = recorded(name, field)
            assert records, fact
            assert any(cites(record, passage.page) for record in records), (passage.n, fact)


def recorded(name: str, field: str) -> list[dict[str, Any]]:
    (path,) = (path for folder in ("", "baselines") if (path := ROOT / "cases" / folder / f"{name}.yaml").is_file())
    group, _, key = field.partition(".")
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    sources = {key for key, source in document["sources"].items() if source.get("number") == "SWP-Aktuell 48"}
    found = document["facts"].get(group, {}).get(key, [])
    return [{**record, "paper": sources} for record in (found if isinstance(found, list) else [found])]


def cites(record: dict[str, Any], page: str) -> bool:
    """Whether the paper is among the evidence, at one of the pages."""
    evidence = [(record.get("from"), record.get("at"))]
    evidence += [(one.get("source"), one.get("locator")) for one in record.get("evidence", [])]
    return any(source in record["paper"] and set(page.split("-")) & set(str(at)) for source, at in evidence)
