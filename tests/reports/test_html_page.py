"""The HTML report as a page: self-contained, valid to follow, usable without sight, script or colour."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from abkommen.base.texts import LANGUAGES, Lang
from tests.reports.conftest import ARGUED, RealCase, Reports, WrittenCase


@pytest.fixture(scope="module", params=["kenya", "argued"])
def page(request: pytest.FixtureRequest, reports: Reports, real_case: RealCase, written_case: WrittenCase) -> str:
    return reports().html(written_case(ARGUED) if request.param == "argued" else real_case("kenya", "2024-09"))


@pytest.fixture
def tree(page: str) -> HtmlElement:
    return lxml_html.fromstring(page)


def test_nothing_is_loaded_and_nothing_runs(page: str, tree: HtmlElement) -> None:
    assert tree.xpath("//script | //link | //iframe | //object | //embed | //img | //form") == []
    assert not re.search(r"\bon\w+\s*=|javascript:|@import|url\((?!#)", page)
    assert [
        name
        for element in tree.iter()
        if isinstance(element.tag, str)
        for name in element.attrib
        if name in ("src", "srcset")
    ] == []


def test_links_lead_somewhere(tree: HtmlElement) -> None:
    ids = set(tree.xpath("//@id"))
    for link in tree.xpath("//a/@href"):
        assert link.startswith(("https://", "http://")) or link.removeprefix("#") in ids, link


def test_ids_are_unique(tree: HtmlElement) -> None:
    assert [name for name, times in Counter(tree.xpath("//@id")).items() if times > 1] == []


def test_labels_refer_to_what_is_there(tree: HtmlElement) -> None:
    ids = set(tree.xpath("//@id"))
    assert set(tree.xpath("//@aria-labelledby")) <= ids
    assert set(re.findall(r"url\(#([\w-]+)\)", lxml_html.tostring(tree, encoding="unicode"))) <= ids


def test_landmarks_and_skip_link(tree: HtmlElement) -> None:
    assert (
        len(tree.xpath("//main"))
        == len(tree.xpath("//h1"))
        == len(tree.xpath("//header"))
        == len(tree.xpath("//footer"))
        == 1
    )
    assert all(nav.get("aria-label") for nav in tree.xpath("//nav"))
    first = tree.xpath("//body//a")[0]
    assert first.get("href") == f"#{tree.xpath('//main')[0].get('id')}"


def test_headings_go_down_one_level_at_a_time(tree: HtmlElement) -> None:
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_have_captions_and_headed_cells(tree: HtmlElement) -> None:
    for table in tree.xpath("//table"):
        assert table.xpath("./caption")
        assert all(cell.get("scope") in ("col", "row") for cell in table.xpath(".//th"))


def test_figures_say_in_words_what_they_show(tree: HtmlElement) -> None:
    drawn = tree.xpath("//*[local-name()='svg']")
    assert drawn
    for figure in drawn:
        assert figure.get("aria-hidden") == "true" or (
            figure.get("role") == "img" and len(figure.get("aria-label")) > 10
        )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_names_its_language(reports: Reports, real_case: RealCase, lang: Lang) -> None:
    page = lxml_html.fromstring(reports(lang).html(real_case("kenya")))
    assert page.get("lang") == lang
    assert page.findtext(".//title")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["ink", "soft", "accent", "bad"])
def test_text_stands_out_from_the_page(page: str, name: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1, on white and on the wash of boxes."""
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", page))
    for ground in ("#ffffff", colours["wash"]):
        assert (luminance(ground) + 0.05) / (luminance(colours[name]) + 0.05) >= 4.5


def test_the_page_is_set_for_paper_and_for_a_phone(page: str) -> None:
    assert "@page { size: A4" in page
    assert "details-content" in page  # what is folded on the screen is open on paper
    assert 'name="viewport" content="width=device-width, initial-scale=1"' in page
