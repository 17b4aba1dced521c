"""The memo that compares several agreements."""

from __future__ import annotations

import io

import pytest
from docx import Document

from abkommen.assessment.model import Assessment
from abkommen.base.problems import BadInput
from abkommen.base.texts import Lang
from abkommen.reports.memo.citing import cited
from tests.memo.conftest import CaseLoader, MemoWriter, Runner
from tests.memo.documents import ink, pdf_pages, word_text


@pytest.fixture(scope="module")
def runs(real_case: CaseLoader, run: Runner, kenya: Assessment) -> list[Assessment]:
    return [kenya, *(run(real_case(name)) for name in ("india", "morocco"))]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_format_says_the_same_of_all_cases(lang: Lang, runs: list[Assessment], comparisons: MemoWriter) -> None:
    writer = comparisons(lang)
    view = writer.compared(runs)
    pages = pdf_pages(writer.pdf(view))
    for text in ("\n".join(pages), writer.html(view), word_text(writer.docx(view)), writer.text(view, 1000)):
        for case in view.cases:
            assert case.name in text
        assert view.headings.lessons in text
    assert min(ink(writer.pdf(view))) > 0.003
    assert 3 <= len(pages) <= 6


def test_its_word_version_has_captions_and_a_table_head(runs: list[Assessment], comparisons: MemoWriter) -> None:
    view = comparisons("de").compared(runs)
    document = Document(io.BytesIO(comparisons("de").docx(view)))
    captions = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Caption"]
    assert captions[0] == f"Tabelle 1: {view.overview_caption.text}"
    heads = [table for table in document.tables if table._tbl.findall(".//{*}tblHeader")]
    assert len(heads) == 3 if view.common_gaps else 2


def test_sources_of_all_cases_are_numbered_together(runs: list[Assessment], comparisons: MemoWriter) -> None:
    view = comparisons("en").compared(runs)
    numbers = list(dict.fromkeys(one.number for one in cited(view)))
    assert [source.number for source in view.sources] == numbers == list(range(1, len(numbers) + 1))
    texts = [source.text for source in view.sources]
    assert len(set(texts)) == len(texts)


def test_the_same_case_twice_is_told(kenya: Assessment, comparisons: MemoWriter) -> None:
    with pytest.raises(BadInput, match="two cases have the id de-ke"):
        comparisons("de").compared([kenya, kenya])
