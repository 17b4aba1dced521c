"""The memo itself: what it says of real cases, in every format and both languages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from abkommen.assessment.model import Assessment
from abkommen.base.texts import Lang
from abkommen.casefile.loading import load_case
from abkommen.reports.memo.citing import cited
from abkommen.rulepack.model import RulePack
from tests.memo.conftest import HOSTILE, ROOT, CaseLoader, MemoWriter, Runner

GOLDEN = Path(__file__).parent / "golden"
DRAFTS = sorted((ROOT / "cases" / "drafts").glob("*.yaml"))


def undated(run: Assessment) -> Assessment:
    """The same with a fingerprint that no change of a rule file changes."""
    return replace(run, pack=replace(run.pack, fingerprint="0" * 12))


def compare_with_golden(name: str, text: str) -> None:
    """The memo as it was last read and found good; ABKOMMEN_GOLDEN=1 writes it anew, to be read again."""
    path = GOLDEN / name
    if os.environ.get("ABKOMMEN_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_kenya_reads_as_it_did(lang: Lang, kenya: Assessment, memos: MemoWriter) -> None:
    compare_with_golden(f"kenya.{lang}.txt", memos(lang).text(memos(lang).arranged(undated(kenya)), 100))


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_sample_drafts_read_as_they_did(path: Path, lang: Lang, run: Runner, memos: MemoWriter, pack: RulePack) -> None:
    found = run(load_case(path, pack.fields, shipped=ROOT / "cases"))
    compare_with_golden(f"{path.stem}.{lang}.txt", memos(lang).text(memos(lang).arranged(undated(found)), 100))


@pytest.mark.parametrize("lang", ["de", "en"])
def test_sources_are_numbered_in_the_order_in_which_they_are_cited(
    lang: Lang, kenya: Assessment, memos: MemoWriter
) -> None:
    view = memos(lang).arranged(kenya)
    numbers = list(dict.fromkeys(one.number for one in cited(view)))
    assert numbers == list(range(1, len(numbers) + 1))
    assert [source.number for source in view.sources] == numbers


def test_ministries_bear_the_names_of_the_day(
    real_case: CaseLoader, run: Runner, memos: MemoWriter, pack: RulePack
) -> None:
    from abkommen.base.dates import parse_date

    early = load_case(ROOT / "cases" / "kenya.yaml", pack.fields, as_of=parse_date("2024-09"), shipped=ROOT / "cases")
    names = [[one.name for one in memos("de").arranged(run(case)).addressees] for case in (early, real_case("kenya"))]
    assert "Bundesministerium des Innern und für Heimat (BMI)" in names[0]
    assert "Bundesministerium des Innern (BMI)" in names[1]


def test_recommendations_are_numbered_through_and_each_has_one_addressee(
    hostile: Assessment, memos: MemoWriter
) -> None:
    view = memos("de").arranged(hostile)
    numbers = [advice.number for one in view.addressees for advice in one.recommendations]
    assert numbers == list(range(1, len(numbers) + 1))
    advised = [advice.about for one in view.addressees for advice in one.recommendations]
    assert len(set(advised)) == len(advised)
    gap = next(gap for gap in view.critical_gaps if gap.advice)
    number = int(gap.advice.rpartition("\u00a0")[2])
    assert advised[number - 1] == gap.heading


def test_every_critical_gap_has_its_evidence_and_place_in_the_paper(hostile: Assessment, memos: MemoWriter) -> None:
    gaps = memos("de").arranged(hostile).critical_gaps
    assert gaps
    assert all(gap.finding and gap.evidence and gap.paper for gap in gaps)
    assert all(one.citations for gap in gaps for one in gap.evidence)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_quotation_marks_are_those_of_the_language(lang: Lang, kenya: Assessment, memos: MemoWriter) -> None:
    text = memos(lang).text(memos(lang).arranged(kenya), 1000)
    wrong = {"de": ("”", '"', "“ ", " “"), "en": ("„", '"')}[lang]
    own = text.partition(memos(lang).arranged(kenya).headings.sources)[0]
    assert [mark for mark in wrong if mark in own and mark != "“ "] == []
    assert ("„" in own) is (lang == "de")


class Page(HTMLParser):
    """Ids, internal links, tags and outside resources of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"]] if found.get("id") else []
        self.links += [str(found["href"])] if tag == "a" and str(found.get("href")).startswith("#") else []
        self.outside += [str(found[name]) for name in ("src", "srcset", "data") if name in found]
        self.outside += [str(found.get("href"))] if tag == "link" else []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_stands_alone_and_its_links_lead_somewhere(lang: Lang, kenya: Assessment, memos: MemoWriter) -> None:
    page = Page()
    page.feed(memos(lang).html(memos(lang).arranged(kenya)))
    assert page.outside == []
    assert "script" not in page.tags
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(set(page.ids)) == len(page.ids) or duplicates(page.ids) == {"contents"}


def duplicates(names: list[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}


def test_the_page_escapes_what_is_hostile(hostile: Assessment, memos: MemoWriter) -> None:
    text = memos("de").html(memos("de").arranged(hostile))
    assert "<b>fett</b>" not in text
    assert "{{ 7*7 }} {% raw %}" in text
    assert "<b>" in HOSTILE


def lines(text: str) -> Iterator[str]:
    yield from (line for line in text.splitlines() if "http" not in line)


@pytest.mark.parametrize("width", [60, 100])
def test_the_text_keeps_to_the_width(width: int, kenya: Assessment, memos: MemoWriter) -> None:
    assert max(map(len, lines(memos("de").text(memos("de").arranged(kenya), width)))) <= width
