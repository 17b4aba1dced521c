"""The comparison as text, Markdown, page, table and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace

import jsonschema
import pytest
from lxml import html

from abkommen.assessment.comparison import Comparison, compare
from abkommen.assessment.development import Development
from abkommen.base.texts import LANGUAGES, Lang, Text
from abkommen.reports.comparison_json import comparison_json
from abkommen.reports.comparison_report import ComparisonReport
from abkommen.reports.gap_report import Screen
from tests.compare.conftest import ROOT, Reporter

SAYS = {"de": "nicht unterscheidbar", "en": "none of the 45 pairs is distinguishable"}
HOSTILE = "=1+1</td><script>alert(1)</script>|`*\x1b[31m"


def pages(report: ComparisonReport) -> dict[str, str]:
    return {"txt": report.text(Screen()), "md": report.markdown(), "html": report.html()}


@pytest.fixture(scope="module", params=LANGUAGES)
def report(
    request: pytest.FixtureRequest, ten: Comparison, changes: Development, reporter: Reporter
) -> ComparisonReport:
    return reporter(ten, changes, request.param)


def test_every_format_says_that_there_is_no_order(ten: Comparison, reporter: Reporter) -> None:
    said = {"de": "kein einziges unterscheidbar", "en": "none of the 45 pairs is distinguishable"}
    for lang in LANGUAGES:
        for form, text in pages(reporter(ten, None, lang)).items():
            assert said[lang] in re.sub(r"\s+", " ", text), (lang, form)


def test_an_order_that_can_be_defended_is_told(ten: Comparison, reporter: Reporter) -> None:
    first = ten.orders[0]
    found = replace(ten, orders=(replace(first, basis="intervals"), *ten.orders[1:]))
    for form, text in pages(reporter(found, None, "en")).items():
        assert "1 of 45 pairs is distinguishable" in re.sub(r"\s+", " ", text), form
        assert "stands above" in text, form


def test_the_page_stands_alone(report: ComparisonReport) -> None:
    page = report.html()
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //link | //img | //iframe | //@onclick")
    assert not re.search(r"url\((?!#)", page)
    assert tree.get("lang") in LANGUAGES


def test_the_page_has_no_id_twice_and_every_link_inside_leads_somewhere(report: ComparisonReport) -> None:
    tree = html.fromstring(report.html())
    ids = tree.xpath("//@id")
    assert [name for name in set(ids) if ids.count(name) > 1] == []
    assert [link for link in tree.xpath("//@href") if link.startswith("#") and link[1:] not in ids] == []


def test_every_status_is_told_in_words_and_every_figure_has_a_text(report: ComparisonReport, ten: Comparison) -> None:
    tree = html.fromstring(report.html())
    cells = tree.xpath("//table[contains(@class, 'matrix')]//span[starts-with(@class, 'cell ')]")
    assert len(cells) == 78 * len(ten.assessments)
    assert all(cell.getnext() is not None and ": " in cell.getnext().text for cell in cells)
    figures = tree.xpath("//*[local-name() = 'svg' and not(@aria-hidden)]")
    assert len(figures) > 60
    assert all(figure.get("aria-label") for figure in figures)


def test_german_and_english_have_the_same_parts(ten: Comparison, changes: Development, reporter: Reporter) -> None:
    shapes = []
    for lang in LANGUAGES:
        tree = html.fromstring(reporter(ten, changes, lang).html())
        shapes.append([(node.tag, node.get("id")) for node in tree.xpath("//section | //h2 | //table | //h3 | //h4")])
    assert shapes[0] == shapes[1]


def test_nothing_is_left_unfilled(report: ComparisonReport) -> None:
    for form, text in pages(report).items():
        assert not re.search(r"\{\{|\}\}|\{%|\bNone\b|Undefined", text), form


def test_the_text_keeps_within_its_width(report: ComparisonReport) -> None:
    long = [line for line in report.text(Screen(80)).splitlines() if len(line) > 80]
    assert long == []


def test_both_days_are_told_with_the_reason(ten: Comparison, changes: Development, reporter: Reporter) -> None:
    page = html.fromstring(reporter(ten, changes, "en").html())
    (section,) = page.xpath("//section[@aria-labelledby='changes']")
    said = re.sub(r"\s+", " ", section.text_content())
    assert "From September 2024 to January 2026" in said
    assert "CO-11" in said
    assert "Office abolished in May 2025" in said
    assert reporter(ten, None, "en").html().count("Office abolished") < reporter(ten, changes, "en").html().count(
        "Office abolished"
    )


def test_findings_on_germany_stand_once(ten: Comparison, reporter: Reporter) -> None:
    tree = html.fromstring(reporter(ten, None, "en").html())
    assert len(tree.xpath("//article[@id='CO-11']")) == 1


def hostile(ten: Comparison) -> Comparison:
    """All ten with a title and a partner's name that would like to be something else."""
    text = Text(de=HOSTILE, en=HOSTILE)
    return compare(
        [
            replace(
                run,
                case=replace(run.case, title=text, layers=tuple(replace(use, title=text) for use in run.case.layers)),
            )
            for run in ten.assessments
        ]
    )


def test_texts_of_cases_stay_texts(ten: Comparison, reporter: Reporter) -> None:
    found = pages(reporter(hostile(ten), None, "en"))
    assert "<script" not in found["html"]
    assert "<script" not in found["md"].replace("\\<script", "")
    assert not any("\x1b" in text for text in found.values())


def table(report: ComparisonReport) -> list[list[str]]:
    text = report.csv()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_table_has_every_criterion_and_case(report: ComparisonReport, ten: Comparison) -> None:
    rows = table(report)
    assert {len(row) for row in rows} == {4 + len(ten.assessments)}
    assert len([row for row in rows if re.fullmatch(r"[A-Z]{2}-\d\d", row[1])]) == 78


def test_no_spreadsheet_computes_a_text(ten: Comparison, reporter: Reporter) -> None:
    rows = table(reporter(hostile(ten), None, "en"))
    assert all(cell.startswith("'=") for cell in rows[0][4:])
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝", " ="])
def test_every_way_to_begin_a_formula_is_guarded(ten: Comparison, reporter: Reporter, start: str) -> None:
    text = Text(de=start + "cmd", en=start + "cmd")
    runs = [replace(run, case=replace(run.case, title=text, layers=())) for run in ten.assessments]
    heading = table(reporter(compare(runs), None, "de"))[0]
    assert all(cell.startswith("'") for cell in heading[4:])


def test_json_is_stable_and_as_described(ten: Comparison, changes: Development) -> None:
    text = comparison_json(ten, changes)
    assert text == comparison_json(compare(ten.assessments), changes)
    schema = json.loads((ROOT / "schemas" / "comparison.schema.json").read_text(encoding="utf-8"))
    check: Callable[[object], None] = jsonschema.Draft202012Validator(schema).validate
    check(json.loads(text))
    check(json.loads(comparison_json(ten, None)))


def test_json_names_nobody_as_higher_where_nobody_is(ten: Comparison) -> None:
    document = json.loads(comparison_json(ten, None))
    assert {order["higher"] for order in document["orders"]} == {None}
    assert len(document["cases"]) == 10


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_cases_without_partners_go_by_their_titles(ten: Comparison, reporter: Reporter, lang: Lang) -> None:
    runs = [replace(run, case=replace(run.case, layers=())) for run in ten.assessments[:2]]
    text = reporter(compare(runs), None, lang).text(Screen())
    assert all(run.case.title.in_(lang) in text for run in runs)
