"""PDF memos: tagged, searchable, in reading order, with nothing of the machine in them."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from abkommen.assessment.model import Assessment
from abkommen.base.texts import Lang
from tests.memo.conftest import MemoWriter
from tests.memo.documents import ink, pdf_pages


@pytest.mark.parametrize("lang", ["de", "en"])
def test_text_can_be_selected_in_reading_order(lang: Lang, kenya: Assessment, memos: MemoWriter) -> None:
    view = memos(lang).arranged(kenya)
    text = "\n".join(pdf_pages(memos(lang).pdf(view)))
    parts = [
        view.headings.answer,
        view.headings.brief,
        view.headings.verdict,
        view.headings.areas,
        view.headings.critical,
    ]
    parts += [
        view.headings.unknown,
        view.headings.context,
        view.headings.advice,
        view.headings.method,
        view.headings.sources,
    ]
    places = [text.index(f"\n{part}\n") for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_it_has_three_to_six_pages_and_none_is_blank(lang: Lang, kenya: Assessment, memos: MemoWriter) -> None:
    shares = ink(memos(lang).pdf(memos(lang).arranged(kenya)))
    assert 3 <= len(shares) <= 6
    assert min(shares) > 0.003


def test_it_is_tagged_and_says_its_language_and_title(kenya: Assessment, memos: MemoWriter) -> None:
    raw = memos("de").pdf(memos("de").arranged(kenya))
    assert b"/MarkInfo" in raw
    assert b"/Lang" in raw
    assert b"pdfuaid" in raw
    document = pdfium.PdfDocument(raw)
    assert document.get_metadata_dict()["Title"] == "Migrationsabkommen Deutschland–Kenia"
    assert document.get_metadata_dict()["CreationDate"] == ""
    document.close()


def test_its_bookmarks_are_its_headings(kenya: Assessment, memos: MemoWriter) -> None:
    view = memos("de").arranged(kenya)
    document = pdfium.PdfDocument(memos("de").pdf(view))
    marks = [mark.get_title() for mark in document.get_toc()]
    document.close()
    assert marks[:2] == [view.headings.answer, view.headings.brief]
    assert view.addressees[0].name in marks


def test_the_same_memo_gives_the_same_bytes(kenya: Assessment, memos: MemoWriter) -> None:
    first, second = (memos("en").pdf(memos("en").arranged(kenya)) for _ in range(2))
    assert first == second


def test_nothing_is_lost_or_run_by_escaping(hostile: Assessment, memos: MemoWriter) -> None:
    text = " ".join("".join(pdf_pages(memos("de").pdf(memos("de").arranged(hostile)))).split())
    for part in ("& <b>fett</b> #set *x*", "$z$ @m \\n", "{{ 7*7 }}", "{% raw %}"):
        assert part in text
